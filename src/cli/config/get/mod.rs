//! `config get`, and `config list`, its older name.

mod detailed;

use std::collections::BTreeSet;
use std::ffi::OsString;

use clap::Args;

use crate::cli::command_line::examples::examples;
use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::cli::session::Session;
use crate::cli::session::names::KeyPatterns;
use crate::cli::session::names::is_pattern;
use crate::cli::session::secrets_options::SecretsOptions;
use crate::cli::terminal::color::Role;
use crate::model::Profile;
use crate::schema::Secrets;
use detailed::DetailedOptions;

/// Show properties
///
/// Without a KEY, shows all properties as `KEY=VALUE`, sorted by key; with one KEY only its value; with
/// several KEYs `KEY=VALUE` for each. For a property that is not set, nothing is shown.
///
/// Passwords are shown as asterisks, except when a single KEY is requested. In JSON they are always
/// asterisks, unless `--show-password` is given.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "One value" => "omero config get omero.db.host",
    "The properties of OMERO.web" => "omero config get 'omero.web.*'",
    "All properties, passwords masked" => "omero config get",
    "Everything as JSON, with types and defaults" => "omero config get --all --json",
    "The value after change 1" => "omero config get --at 1 omero.db.host",
    "Where a value comes from" => "omero config get --origin --all omero.db.port",
])]
pub(crate) struct Get {
    /// Properties to show, or patterns such as 'omero.web.*'
    #[arg(value_name = "KEY")]
    keys: Vec<OsString>,
    /// Show the values after the change with this number (see `config log`); 0 means before the first change
    #[arg(long, value_name = "NUMBER")]
    at: Option<u64>,
    #[command(flatten)]
    passwords: Passwords,
    #[command(flatten)]
    detailed: DetailedOptions,
    #[arg(skip)]
    shape: Shape,
}

/// How the answer looks.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// One KEY: its value; else as a listing.
    #[default]
    ByNumber,
    /// `KEY=VALUE`, however many there are.
    Listing,
}

/// Show all properties (use `config get`)
///
/// The old name of `config get` without a KEY. It prints a warning each time.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "All properties" => "omero config list",
    "With passwords" => "omero config list --show-password",
])]
pub(crate) struct List {
    #[command(flatten)]
    passwords: Passwords,
}

#[derive(Debug, Args)]
struct Passwords {
    /// Show passwords as asterisks, even for a single KEY
    #[arg(long, conflicts_with = "show_password")]
    hide_password: bool,
    #[command(flatten)]
    secrets: SecretsOptions,
}

impl Get {
    pub(crate) fn run(mut self, session: &mut Session) -> Result<Exit, CommandError> {
        let selected = &*session.selected_store()?;
        let configuration = selected.read_at(session, self.at)?;
        if self.keys.len() != 1 {
            session.may_be_long();
        }
        let profile = selected.find(session, &configuration);
        if self.keys.iter().any(|word| is_pattern(word)) {
            self.keys = self.matching(session, profile)?;
            self.shape = Shape::Listing;
        }
        if self.detailed.is_wanted() {
            return self.answer(session, profile);
        }
        // The way of scripts: the schema is not even read.
        let Some(profile) = profile else { return Ok(Exit::Done) };
        match &*self.keys {
            [] => all(session, profile, self.passwords.in_listing()),
            [key] if self.shape == Shape::ByNumber => {
                one(session, profile, &key.to_string_lossy(), self.passwords.of_one())
            }
            keys => several(session, profile, keys, self.passwords.in_listing()),
        }
    }
}

impl Get {
    /// The keys that match the patterns.
    fn matching(
        &self,
        session: &mut Session,
        profile: Option<&Profile>,
    ) -> Result<Vec<OsString>, CommandError> {
        let patterns = KeyPatterns::of(&self.keys)?;
        let stored = profile.into_iter().flat_map(Profile::listed);
        let mut keys: BTreeSet<_> = stored.map(|property| property.key.to_string()).collect();
        if self.detailed.offers_unset() {
            keys.extend(session.schema()?.keys().map(str::to_owned));
        }
        keys.retain(|key| patterns.matches(key));
        patterns.must_match(keys.len())?;
        Ok(keys.into_iter().map(OsString::from).collect())
    }
}

impl List {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, CommandError> {
        session
            .printer
            .remark("WARNING: \"config list\" is deprecated, use \"config get\" instead");
        let (keys, passwords) = (Vec::new(), self.passwords);
        let (detailed, shape) = (DetailedOptions::default(), Shape::default());
        Get { keys, at: None, passwords, detailed, shape }.run(session)
    }
}

impl Passwords {
    fn in_listing(&self) -> Secrets {
        self.secrets.secrets()
    }

    fn of_one(&self) -> Secrets {
        if self.hide_password { Secrets::Masked } else { Secrets::Shown }
    }
}

fn all(session: &mut Session, profile: &Profile, secrets: Secrets) -> Result<Exit, CommandError> {
    for property in profile.listed() {
        line(session, &property.key, &property.value, secrets)?;
    }
    Ok(Exit::Done)
}

fn one(
    session: &mut Session,
    profile: &Profile,
    key: &str,
    secrets: Secrets,
) -> Result<Exit, CommandError> {
    let Some(value) = profile.get(key) else { return Ok(Exit::Done) };
    session.printer.answer(secrets.shown(key, value))?;
    Ok(Exit::Done)
}

fn several(
    session: &mut Session,
    profile: &Profile,
    keys: &[OsString],
    secrets: Secrets,
) -> Result<Exit, CommandError> {
    for key in sorted(keys) {
        if let Some(value) = profile.get(&key) {
            line(session, &key, value, secrets)?;
        }
    }
    Ok(Exit::Done)
}

/// The keys as they were typed, sorted.
fn sorted(keys: &[OsString]) -> Vec<String> {
    let mut keys: Vec<_> = keys.iter().map(|key| crate::cli::session::names::key(key)).collect();
    keys.sort();
    keys
}

fn line(
    session: &mut Session,
    key: &str,
    value: &str,
    secrets: Secrets,
) -> Result<(), CommandError> {
    let name = session.printer.paint(Role::Label, key);
    session.printer.answer(format_args!("{name}={}", secrets.shown(key, value)))
}
