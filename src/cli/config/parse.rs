//! `config parse`.

use std::path::Path;
use std::path::PathBuf;

use clap::Args;

use crate::cli::command_line::examples::examples;
use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::cli::session::Session;
use crate::cli::terminal::input::Input;
use crate::formats::defaults;
use crate::formats::defaults::ShippedDefault;
use crate::formats::glossary;
use crate::formats::glossary::Markup;
use crate::formats::glossary::Topic;
use crate::schema::Definition;
use crate::schema::Schema;
use crate::schema::Status;
use crate::schema::heading;
use crate::schema::setup::DATABASE_PROFILE;

/// Show the properties of a release, with their defaults
///
/// Reads `etc/omero.properties` in OMERODIR and adds the settings of OMERO.web. The configuration is
/// neither read nor changed. If that file does not exist, the two glossaries list all known properties.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "Names and defaults" => "omero config parse",
    "All known properties, as a Markdown page" => "omero config parse --markdown > properties.md",
])]
pub(crate) struct Parse {
    /// Read this file instead
    #[arg(short, long, value_name = "FILE", value_parser = crate::cli::terminal::input::InputParser)]
    file: Option<Input>,
    #[command(flatten)]
    form: Form,
    /// Leave out the settings of OMERO.web
    #[arg(long)]
    no_web: bool,
}

#[derive(Debug, Args)]
#[group(multiple = false)]
#[expect(clippy::struct_excessive_bools, reason = "clap accepts at most one of these options")]
struct Form {
    /// Show `KEY=VALUE`, sorted (the default)
    #[arg(long)]
    defaults: bool,
    /// Show the names in each section
    #[arg(long)]
    keys: bool,
    /// Show the headings of the glossary
    #[arg(long)]
    headers: bool,
    /// Write the glossary in reStructuredText, for the documentation of OMERO
    #[arg(long)]
    rst: bool,
    /// Write the glossary in Markdown
    #[arg(long)]
    markdown: bool,
}

impl Parse {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, CommandError> {
        let omerodir = session.environment.omerodir.as_deref();
        let known = match &self.file {
            Some(file) => Some(read(file)?),
            None => shipped(omerodir)?,
        };
        let profile = profile_of_database(omerodir, known.as_deref().unwrap_or_default())?;
        let schema = session.schema()?;
        let listing = match (self.form.markup(), known) {
            (Some(markup), None) => glossary::write(self.all_topics(schema, markup), markup),
            (Some(markup), Some(mut known)) => {
                known.extend(profile);
                let web = self.web_topics(schema, markup);
                glossary::write(glossary::topics(known, heading).chain(web), markup)
            }
            (None, known) => {
                let mut known = known.unwrap_or_default();
                known.extend(profile);
                known.extend(self.web_defaults(schema));
                self.form.listing(&known)
            }
        };
        session.printer.write_as_is(listing)?;
        Ok(Exit::Done)
    }

    fn web_defaults(&self, schema: Schema) -> impl Iterator<Item = ShippedDefault> {
        let web = schema.web_settings().filter(|_| !self.no_web);
        web.map(|(key, value)| ShippedDefault { key, value, text: String::new() })
    }

    fn web_topics(&self, schema: Schema, markup: Markup) -> impl Iterator<Item = Topic> {
        let is_listed = |known: &Definition| known.is_web_setting() && !self.no_web;
        schema.all().filter(is_listed).map(move |known| topic(&known, markup))
    }

    fn all_topics(&self, schema: Schema, markup: Markup) -> impl Iterator<Item = Topic> {
        let is_listed = move |known: &Definition| {
            schema.has(known)
                && known.status() != Status::Development
                && (!self.no_web || !known.is_web_setting())
        };
        schema.all().filter(is_listed).map(move |known| topic(&known, markup))
    }
}

impl Form {
    fn markup(&self) -> Option<Markup> {
        match self {
            Self { rst: true, .. } => Some(Markup::Rst),
            Self { markdown: true, .. } => Some(Markup::Markdown),
            Self { .. } => None,
        }
    }

    fn listing(&self, known: &[ShippedDefault]) -> String {
        match self {
            Self { keys: true, .. } => defaults::keys(known),
            Self { headers: true, .. } => defaults::headings(known, heading),
            Self { .. } => defaults::assignments(known),
        }
    }
}

/// What the schema says of a property, in a few sentences.
fn topic(known: &Definition, markup: Markup) -> Topic {
    let mut text = known.description().to_owned();
    if let Some(standing) = known.standing() {
        text = format!("{text} Status: {standing}.");
    }
    if let Some(remark) = known.remark() {
        text = format!("{text} {remark}");
    }
    Topic {
        heading: known.section().to_owned(),
        key: known.name().to_owned(),
        text: markup.prose(&text),
        default: known.default_text(),
    }
}

fn read(file: &Input) -> Result<Vec<ShippedDefault>, CommandError> {
    defaults::read(&file.read()?).map_err(|wrong| CommandError::from(wrong).at(file.name()))
}

/// What an installation ships, if it does.
fn shipped(omerodir: Option<&Path>) -> Result<Option<Vec<ShippedDefault>>, CommandError> {
    let file = omerodir.map(|omerodir| omerodir.join("etc").join("omero.properties"));
    match file.filter(|file| file.is_file()) {
        Some(file) => read(&Input::Found(file)).map(Some),
        None => Ok(None),
    }
}

/// The file that `omero.db.profile` names, which must be there.
fn profile_of_database(
    omerodir: Option<&Path>,
    known: &[ShippedDefault],
) -> Result<Vec<ShippedDefault>, CommandError> {
    let Some(profile) = known.iter().rfind(|found| found.key == DATABASE_PROFILE) else {
        return Ok(Vec::new());
    };
    let below: PathBuf = ["etc", "profiles", &profile.value].iter().collect();
    let file = omerodir.map_or(below.clone(), |omerodir| omerodir.join(below));
    read(&Input::Found(file))
}
