//! `config parse`.

use std::fs;
use std::path::Path;
use std::path::PathBuf;

use clap::Args;

use super::App;
use super::Exit;
use super::Failure;
use super::Input;
use crate::formats::defaults;
use crate::formats::defaults::Default;
use crate::schema::Schema;

/// Show the properties that a release knows, with their defaults
///
/// Reads `etc/omero.properties` below OMERODIR and adds the settings of OMERO.web. The configuration is
/// neither read nor changed.
#[derive(Debug, Args)]
pub(super) struct Parse {
    /// Read this file instead
    #[arg(short, long, value_name = "FILE", value_parser = super::InputParser)]
    file: Option<Input>,
    #[command(flatten)]
    form: Form,
    /// Leave out the settings of OMERO.web
    #[arg(long)]
    no_web: bool,
}

#[derive(Debug, Args)]
#[group(multiple = false)]
struct Form {
    /// Show `KEY=VALUE`, sorted (the default)
    #[arg(long)]
    defaults: bool,
    /// Show the names below each section
    #[arg(long)]
    keys: bool,
    /// Show the headings of the glossary
    #[arg(long)]
    headers: bool,
}

impl Parse {
    pub(super) fn run(self, app: &mut App) -> Result<Exit, Failure> {
        let omerodir = app.environment.omerodir.as_deref();
        let mut known = match &self.file {
            Some(file) => read(file)?,
            None => shipped(omerodir)?,
        };
        known.extend(profile_of_database(omerodir, &known)?);
        if !self.no_web {
            let web = Schema::default().web_settings();
            known.extend(web.map(|(key, value)| Default { key, value }));
        }
        app.printer.prompt(self.form.listing(&known))?;
        Ok(Exit::Done)
    }
}

impl Form {
    fn listing(&self, known: &[Default]) -> String {
        match self {
            Self { keys: true, .. } => defaults::keys(known),
            Self { headers: true, .. } => defaults::headings(known),
            Self { .. } => defaults::assignments(known),
        }
    }
}

fn read(file: &Input) -> Result<Vec<Default>, Failure> {
    defaults::read(&file.read()?).map_err(|wrong| Failure::from(wrong).at(file.name()))
}

/// What an installation ships, if it does.
fn shipped(omerodir: Option<&Path>) -> Result<Vec<Default>, Failure> {
    let file = omerodir.map(|omerodir| omerodir.join("etc").join("omero.properties"));
    match file.filter(|file| file.is_file()) {
        Some(file) => read(&Input::File(file)),
        None => Ok(Vec::new()),
    }
}

/// The file that `omero.db.profile` names, which must be there.
fn profile_of_database(
    omerodir: Option<&Path>,
    known: &[Default],
) -> Result<Vec<Default>, Failure> {
    let Some(profile) = known.iter().rfind(|found| found.key == "omero.db.profile") else {
        return Ok(Vec::new());
    };
    let below: PathBuf = ["etc", "profiles", &profile.value].iter().collect();
    let file = omerodir.map_or(below.clone(), |omerodir| omerodir.join(below));
    fs::metadata(&file)
        .map_err(|source| Failure::Input { name: file.display().to_string(), source })?;
    read(&Input::File(file))
}
