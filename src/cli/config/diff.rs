//! `config diff`.

use std::ffi::OsString;
use std::time::Duration;

use clap::Args;

use super::super::examples::examples;
use super::App;
use super::Exit;
use super::Failure;
use super::Input;
use super::Target;
use super::change;
use super::change::Change;
use super::change::Form;
use super::change::Values;
use super::guard::Guard;
use super::wanted;
use super::wanted::Others;
use crate::formats::Format;
use crate::model::Configuration;
use crate::model::ProfileName;
use crate::schema::Schema;
use crate::store::Store;

/// Show what differs between properties
///
/// Between two profiles (`diff OLD NEW`), between a profile and the active one (`diff OLD`), with
/// --defaults between the defaults of the release and what is set, or with --file between what is set
/// and a file that holds all properties. What was there first is shown with `-`, what is there then
/// with `+`. Exits with 0 if nothing differs and with 1 if something does.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "Two profiles; exits with 1 if they differ" => "omero config diff default test",
    "What was changed here; exits with 1 if something was" => "omero config diff --defaults",
])]
pub(super) struct Diff {
    /// Profiles to compare; with --defaults or --file at most one
    #[arg(value_name = "PROFILE", num_args = 0..=2)]
    profiles: Vec<OsString>,
    /// Compare with the defaults of the release
    #[arg(long, conflicts_with = "file")]
    defaults: bool,
    /// Compare with a file that `apply` reads, or with another config.xml
    #[arg(long, value_name = "FILE", value_parser = super::InputParser)]
    file: Option<Input>,
    /// Format of the file [default: by the end of its name]
    #[arg(long, requires = "file")]
    format: Option<Format>,
    /// Show it as JSON
    #[arg(long)]
    json: bool,
}

impl Diff {
    pub(super) fn run(self, app: &mut App, target: &Target) -> Result<Exit, Failure> {
        let configuration = target.read(app)?;
        let active = target.profile(&configuration).to_owned();
        let changes = match (&*self.profiles, &self.file) {
            ([] | [_], Some(file)) => {
                let name = self.first_or(active)?;
                self.with_file(app, &configuration, &name, file)?
            }
            ([] | [_], None) if self.defaults => {
                let set = values_of(&configuration, &self.first_or(active)?)?;
                from_defaults(&set, app.schema()?)
            }
            ([before], None) => {
                let before = change::values(Some(super::profile_called(&configuration, before)?));
                change::between(&before, &values_of(&configuration, &active)?)
            }
            ([before, after], None) if !self.defaults => {
                let before = super::profile_called(&configuration, before)?;
                let after = super::profile_called(&configuration, after)?;
                change::between(&change::values(Some(before)), &change::values(Some(after)))
            }
            _ => {
                let problem = "diff takes two profiles, or --defaults or --file and at most one";
                return Err(Failure::CommandLine(problem.to_owned()));
            }
        };
        let form = if self.json { Form::Json } else { Form::Lines };
        change::show(app, &changes, form)?;
        Ok(if changes.is_empty() { Exit::Done } else { Exit::Refused })
    }

    fn first_or(&self, active: String) -> Result<String, Failure> {
        self.profiles.first().map_or(Ok(active), |name| super::profile_text(name))
    }

    fn with_file(
        &self,
        app: &mut App,
        configuration: &Configuration,
        profile: &str,
        file: &Input,
    ) -> Result<Vec<Change>, Failure> {
        let before = values_of(configuration, profile)?;
        let after = match store_at(file).filter(|_| self.format.is_none()) {
            Some(store) => {
                let other = store.read()?;
                let same = other.profile(profile).or(other.profile(other.active_name()));
                change::values(same)
            }
            None => {
                let schema = app.schema()?;
                let inputs = std::slice::from_ref(file);
                let documents = wanted::read(inputs, self.format, schema)?;
                let mut copy = configuration.clone();
                let (others, mut guard) = (Others::Go(&[]), Guard::forcing());
                wanted::realize(&mut copy, profile, &documents, &others, schema, &mut guard)?;
                change::values(copy.profile(profile))
            }
        };
        Ok(change::between(&before, &after))
    }
}

/// The values of a profile that is there, or of the active one, which needs not be.
fn values_of(configuration: &Configuration, name: &str) -> Result<Values, Failure> {
    match configuration.profile(name) {
        Some(profile) => Ok(change::values(Some(profile))),
        None => Err(Failure::NoProfile { name: name.to_owned() }),
    }
}

/// Another store, if the file is one.
fn store_at(file: &Input) -> Option<Store> {
    let Input::File(path) = file else { return None };
    let is_xml = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("xml"));
    is_xml.then(|| Store::new(path.clone(), ProfileName::default(), Duration::ZERO))
}

/// What is set to another value than its default.
fn from_defaults(set: &Values, schema: Schema) -> Vec<Change> {
    let differs = |(key, value): (&String, &String)| {
        let known = schema.find(key).filter(|known| known.status().works());
        let default = known.and_then(|known| known.default_text());
        let same = default.as_ref().is_some_and(|default| schema.is_same(key, default, value));
        let change = Change { key: key.clone(), before: default, after: Some(value.clone()) };
        (!same).then_some(change)
    };
    set.iter().filter_map(differs).collect()
}
