//! `config get` with the options that need to know more of properties than is set.

use std::collections::BTreeSet;

use clap::Args;

use crate::cli::answers;
use crate::cli::answers::Members;
use crate::cli::answers::ShownValue;
use crate::cli::answers::Value;
use crate::cli::config::get::Get;
use crate::cli::config::get::Shape;
use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::cli::session::Session;
use crate::cli::session::effective::Effective;
use crate::cli::session::effective::Lookup;
use crate::cli::session::effective::Stored;
use crate::cli::terminal::color::Role;
use crate::model::Profile;
use crate::model::is_internal;
use crate::schema::Schema;
use crate::schema::Secrets;

#[derive(Debug, Default, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option")]
pub(crate) struct DetailedOptions {
    /// Also show the properties that are not set, with their defaults
    #[arg(long)]
    all: bool,
    /// Show the default instead of the current value
    #[arg(long)]
    default: bool,
    /// Show where each value comes from: `profile:NAME` or `default:RELEASE`, followed by a tab
    #[arg(long)]
    origin: bool,
    /// Print JSON with numbers, booleans, lists and objects: only the value for one KEY, otherwise an object
    #[arg(long)]
    json: bool,
    /// Fail if one of the KEYs has no value
    #[arg(long, requires = "keys")]
    require: bool,
}

impl DetailedOptions {
    /// Whether any of them was given.
    pub(crate) fn is_wanted(&self) -> bool {
        self.all || self.default || self.origin || self.json || self.require
    }

    /// Whether properties are shown that are not set.
    pub(crate) fn offers_unset(&self) -> bool {
        self.all || self.default
    }

    fn lookup(&self) -> Lookup {
        match self {
            Self { default: true, .. } => Lookup::Default,
            Self { all: true, .. } => Lookup::SetOrDefault,
            Self { .. } => Lookup::Set,
        }
    }
}

impl Get {
    pub(crate) fn answer(
        &self,
        session: &mut Session,
        profile: Option<&Profile>,
    ) -> Result<Exit, CommandError> {
        let schema = session.schema()?;
        let stored = Stored::of(profile);
        let keys = self.selection(&stored, schema);
        let lookup = self.detailed.lookup();
        let of = |key: &String| Effective::of(key, &stored, schema, lookup);
        let found: Vec<_> = keys.iter().filter_map(of).collect();
        if self.detailed.json {
            session.printer.json(&self.document(&found))?;
        } else {
            self.list(session, &found)?;
        }
        if self.detailed.require && found.len() < keys.len() {
            let is_missing = |key: &String| !found.iter().any(|value| value.key == *key);
            let keys = keys.into_iter().filter(is_missing).collect();
            return Err(CommandError::NotSet { keys });
        }
        Ok(Exit::Done)
    }

    /// The keys to show: those that were named, else those that are set, and with `--all` all of them.
    fn selection(&self, stored: &Stored<'_>, schema: Schema) -> Vec<String> {
        if !self.keys.is_empty() {
            let mut keys = crate::cli::config::get::sorted(&self.keys);
            keys.dedup();
            return keys;
        }
        let mut keys: BTreeSet<_> = stored.keys().map(str::to_owned).collect();
        if self.detailed.all {
            keys.extend(schema.keys().map(str::to_owned));
        }
        keys.into_iter().filter(|key| !is_internal(key)).collect()
    }

    /// Whether one KEY was asked for by its name.
    fn is_single(&self) -> bool {
        self.keys.len() == 1 && self.shape == Shape::ByNumber
    }

    fn list(&self, session: &mut Session, found: &[Effective]) -> Result<(), CommandError> {
        let is_single = self.is_single();
        let secrets = if is_single { self.passwords.of_one() } else { self.passwords.in_listing() };
        for value in found {
            let origin =
                if self.detailed.origin { format!("{}\t", value.origin) } else { String::new() };
            let key = session.printer.paint(Role::Label, &value.key);
            let name = if is_single { String::new() } else { format!("{key}=") };
            session.printer.answer(format_args!("{origin}{name}{}", value.shown(secrets)))?;
        }
        Ok(())
    }

    /// One KEY: its value, null if it has none; else all values by key.
    fn document<'keys>(&self, found: &'keys [Effective]) -> answers::Get<'keys> {
        let secrets = self.passwords.in_listing();
        let shown = |value: &Effective| self.shown(value, secrets);
        if self.is_single() {
            return answers::Get::One(found.first().map(shown));
        }
        let members = found.iter().map(|value| (&*value.key, shown(value)));
        answers::Get::ByKey(Members(members.collect()))
    }

    fn shown(&self, value: &Effective, secrets: Secrets) -> ShownValue {
        let typed = Value(value.typed(secrets));
        if self.detailed.origin {
            ShownValue::WithOrigin { value: typed, origin: value.origin.to_string() }
        } else {
            ShownValue::Value(typed)
        }
    }
}
