//! `config diff`.

mod comparison;

use std::borrow::Cow;
use std::ffi::OsString;
use std::path::Path;

use clap::Args;

use crate::cli::answers::Changes;
use crate::cli::command_line::examples::examples;
use crate::cli::config::diff::comparison::Comparison;
use crate::cli::config::diff::comparison::between_changes;
use crate::cli::config::diff::comparison::from_defaults;
use crate::cli::config::diff::comparison::store_at;
use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::cli::session::Session;
use crate::cli::session::desired_state;
use crate::cli::session::desired_state::Others;
use crate::cli::session::names;
use crate::cli::session::names::KeyPatterns;
use crate::cli::session::names::is_pattern;
use crate::cli::session::names::profile_called;
use crate::cli::session::references::ReferenceOptions;
use crate::cli::session::references::References;
use crate::cli::session::secrets_options::SecretsOptions;
use crate::cli::session::selected_store::SelectedStore;
use crate::cli::session::validation::Validation;
use crate::cli::terminal::changes;
use crate::cli::terminal::input::Input;
use crate::cli::terminal::input::InputParser;
use crate::formats::Format;
use crate::model::Change;
use crate::model::Configuration;
use crate::model::ProfileName;
use crate::model::property_changes;

/// Compare profiles, files, versions or defaults
///
/// `diff OLD NEW` compares two profiles, and `diff OLD` compares a profile with the active one.
/// --defaults compares the defaults of the release with the current values, --file compares the current
/// values with a file that holds all properties, and --version compares the values before a change with
/// the current ones. `diff NUMBER NUMBER` compares the values after two changes, and `diff NUMBER` the
/// values after one change with the current ones, unless a profile has that name. Lines of the first
/// side start with `-`, lines of the second with `+`. Passwords are shown as asterisks.
///
/// The exit code is 0 if there are no differences, 1 if there are some, and 2 or more if the comparison
/// failed.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "Two profiles; exits with 1 if they differ" => "omero config diff default test",
    "Only properties of OMERO.web; exits with 1 if they differ" => "omero config diff default test \
                                                                    'omero.web.*'",
    "What change 2 changed; exits with 1 if anything differs" => "omero config diff 1 2",
    "What differs from the defaults; exits with 1 if anything does" => "omero config diff --defaults",
    "With passwords in plain text; exits with 1 if anything differs" => "omero config diff \
                                                                         --show-password default \
                                                                         test",
])]
pub(crate) struct Diff {
    /// Profiles to compare (at most one with --defaults, --file or --version), and patterns for
    /// properties, such as 'omero.web.*'
    #[arg(value_name = "PROFILE|PATTERN")]
    profiles: Vec<OsString>,
    #[command(flatten)]
    other: Other,
    /// Format of the file [default: from the file name extension]
    #[arg(long, requires = "file")]
    format: Option<Format>,
    #[command(flatten)]
    references: ReferenceOptions,
    #[command(flatten)]
    secrets: SecretsOptions,
    /// Show it as JSON
    #[arg(long)]
    json: bool,
}

/// What a profile is compared with, if not with a profile.
#[derive(Debug, Args)]
#[group(multiple = false)]
struct Other {
    /// Compare with the defaults of the release
    #[arg(long)]
    defaults: bool,
    /// Compare with a file that `apply` reads, or with another config.xml
    #[arg(long, value_name = "FILE", value_parser = InputParser)]
    file: Option<Input>,
    /// Compare with the state before the change with this number (see `config log`)
    #[arg(long, value_name = "NUMBER")]
    version: Option<u64>,
}

impl Diff {
    pub(crate) fn run(mut self, session: &mut Session) -> Result<Exit, CommandError> {
        let selected = &*session.selected_store()?;
        let outcome = self.matching(session, selected).and_then(|compared| {
            session.may_be_long();
            let changes = compared.shown(self.secrets.secrets());
            if self.json {
                session.printer.json(&Changes::new(changes))?;
            } else {
                changes::show(&mut session.printer, changes)?;
            }
            Ok(if compared.changes.is_empty() { Exit::Done } else { Exit::Refused })
        });
        outcome.map_err(|failure| CommandError::NotCompared(Box::new(failure)))
    }

    /// What differs and matches the patterns, which are taken out of the names of profiles.
    fn matching(
        &mut self,
        session: &mut Session,
        selected: &SelectedStore,
    ) -> Result<Comparison, CommandError> {
        let patterns: Vec<_> = self.profiles.extract_if(.., |word| is_pattern(word)).collect();
        let patterns = KeyPatterns::of(&patterns)?;
        let mut compared = self.compared(session, selected)?;
        compared.changes.retain(|change| patterns.matches(&change.key));
        Ok(compared)
    }

    fn compared(
        &self,
        session: &mut Session,
        selected: &SelectedStore,
    ) -> Result<Comparison, CommandError> {
        let configuration = selected.read(session)?;
        if let Some(numbers) = self.numbers(&configuration) {
            return between_changes(session, selected, &numbers).map(Comparison::from);
        }
        self.check_names(&configuration)?;
        match (&*self.profiles, &self.other) {
            ([] | [_], Other { file: Some(file), .. }) => {
                let name = self.profile_name(selected, &configuration)?;
                self.with_file(session, &configuration, &name, file)
            }
            ([] | [_], Other { version: Some(number), .. }) => {
                self.with_version(session, selected, &configuration, *number).map(Comparison::from)
            }
            ([] | [_], Other { defaults: true, .. }) => {
                let name = self.profile_name(selected, &configuration)?;
                Ok(from_defaults(configuration.profile(&name), session.schema()?).into())
            }
            ([before], _) => {
                let before = profile_called(&configuration, before)?;
                Ok(property_changes(Some(before), selected.find_named(&configuration)?).into())
            }
            ([before, after], Other { file: None, version: None, defaults: false })
                if selected.option().is_none() =>
            {
                let before = profile_called(&configuration, before)?;
                let after = profile_called(&configuration, after)?;
                Ok(property_changes(Some(before), Some(after)).into())
            }
            _ => {
                let problem =
                    "diff takes two profiles, or at most one with --defaults, --file or --version";
                Err(CommandError::CommandLine(problem.to_owned()))
            }
        }
    }

    /// A file in the place of a profile is probably meant for --file.
    fn check_names(&self, configuration: &Configuration) -> Result<(), CommandError> {
        let is_profile = |name: &str| configuration.profile(name).is_some();
        let file = self.profiles.iter().map(|name| name.to_string_lossy());
        let mut file = file.filter(|name| !is_profile(name) && Path::new(&**name).is_file());
        let name = file.next().map(Cow::into_owned);
        name.map_or(Ok(()), |name| Err(CommandError::FileForProfile { name }))
    }

    /// The numbers of changes that were typed instead of profiles; none if they are not all numbers.
    fn numbers(&self, configuration: &Configuration) -> Option<Vec<u64>> {
        let Other { defaults: false, file: None, version: None } = &self.other else { return None };
        let number = |word: &OsString| {
            let word = word.to_str()?;
            word.parse().ok().filter(|_| configuration.profile(word).is_none())
        };
        let numbers: Option<Vec<_>> = self.profiles.iter().map(number).collect();
        numbers.filter(|numbers| !numbers.is_empty())
    }

    /// A profile may have been created or removed in the meantime; where it was not there nothing was
    /// set.
    fn with_version(
        &self,
        session: &mut Session,
        selected: &SelectedStore,
        configuration: &Configuration,
        number: u64,
    ) -> Result<Vec<Change>, CommandError> {
        let store = selected.flushed(session)?;
        let then = store.read_version(number)?;
        let named = self.profiles.first().map(|name| names::profile_name(name)).transpose()?;
        let name = named.as_ref().map_or(selected.profile(configuration), ProfileName::as_str);
        let (before, after) = (then.profile(name), configuration.profile(name));
        if before.is_none() && after.is_none() {
            return Err(CommandError::no_profile(name, configuration));
        }
        Ok(property_changes(before, after))
    }

    /// The profile that is compared with something else. One that is named must be there.
    fn profile_name(
        &self,
        selected: &SelectedStore,
        configuration: &Configuration,
    ) -> Result<String, CommandError> {
        if let Some(name) = self.profiles.first() {
            return profile_called(configuration, name).map(|found| found.name().to_owned());
        }
        selected.find_named(configuration)?;
        Ok(selected.profile(configuration).to_owned())
    }

    fn with_file(
        &self,
        session: &mut Session,
        configuration: &Configuration,
        profile: &str,
        file: &Input,
    ) -> Result<Comparison, CommandError> {
        let before = configuration.profile(profile);
        match store_at(file).filter(|_| self.format.is_none()) {
            Some(store) => {
                let other = store.read()?;
                let same = other.profile(profile).or(other.profile(other.active_name()));
                Ok(property_changes(before, same).into())
            }
            None => {
                let schema = session.schema()?;
                let inputs = std::slice::from_ref(file);
                let mut references = References::new(session, self.references)?;
                let documents =
                    desired_state::read(inputs, self.format, schema, &mut references).complete()?;
                let mut copy = configuration.clone();
                let (others, mut validation) = (Others::Go(&[]), Validation::skipped());
                desired_state::realize(
                    &mut copy,
                    profile,
                    &documents,
                    &others,
                    schema,
                    &mut validation,
                )?;
                let changes = property_changes(before, copy.profile(profile));
                Ok(Comparison { changes, documents })
            }
        }
    }
}
