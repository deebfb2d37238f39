//! `config blame`.

use std::collections::BTreeMap;
use std::ffi::OsString;

use clap::Args;

use crate::cli::answers::Blamed;
use crate::cli::command_line::examples::examples;
use crate::cli::config::log::headline;
use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::cli::session::Session;
use crate::cli::session::names;
use crate::cli::terminal::color::Role;
use crate::model::Configuration;
use crate::model::Profile;
use crate::schema::redacted_text;
use crate::store::PastChange;

/// Show which change gave each property its value
///
/// For each property that is set, or for each KEY, shows when, by whom and why it was last changed, as
/// `config log` does. For a KEY that is not set, shows the change that removed it.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "Who set the host of the database, and why" => "omero config blame omero.db.host",
    "All properties, as JSON" => "omero config blame --json",
])]
pub(crate) struct Blame {
    /// Properties to show [default: all that are set]
    #[arg(value_name = "KEY")]
    keys: Vec<OsString>,
    /// Show it as JSON
    #[arg(long)]
    json: bool,
}

impl Blame {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, CommandError> {
        let selected = &*session.selected_store()?;
        let configuration = selected.read(session)?;
        let profile = selected.find_named(&configuration)?;
        let name = selected.profile(&configuration);
        let keys: Vec<String> = match &*self.keys {
            [] => {
                let set = profile.into_iter().flat_map(Profile::listed);
                set.map(|property| property.key.to_string()).collect()
            }
            keys => keys.iter().map(|key| names::key(key)).collect(),
        };
        let store = selected.flushed(session)?;
        let last = last_changes(store.timeline()?.newest_first(), name, &keys);
        session.may_be_long();
        if self.json {
            let blamed = keys.iter().zip(names::shown_names(&keys)).map(|(key, shown)| {
                let change = last.get(key).map(headline::recorded);
                Blamed { key: redacted_text(shown).into_owned(), change }
            });
            session.printer.json(&blamed.collect::<Vec<_>>())?;
            return Ok(Exit::Done);
        }
        // A key that is not set is shown as it was typed, perhaps with a value.
        for (key, shown) in keys.iter().zip(names::shown_names(&keys)) {
            let label = session.printer.paint(Role::Label, redacted_text(shown));
            session.printer.answer(label)?;
            match last.get(key) {
                Some(change) => headline::show(session, change)?,
                None => session.printer.answer("not changed since the history began")?,
            }
        }
        Ok(Exit::Done)
    }
}

/// The last change of each key of a profile.
fn last_changes(
    newest_first: impl Iterator<Item = PastChange>,
    profile: &str,
    keys: &[String],
) -> BTreeMap<String, PastChange> {
    let mut found = BTreeMap::new();
    for change in newest_first {
        let (Ok(before), Ok(after)) = (change.before.as_ref(), change.after.as_ref()) else {
            continue;
        };
        let value = |configuration: &Configuration, key: &str| {
            configuration.profile(profile).and_then(|profile| profile.get(key).map(str::to_owned))
        };
        for key in keys {
            if !found.contains_key(key) && value(before, key) != value(after, key) {
                found.insert(key.clone(), change.clone());
            }
        }
        if found.len() == keys.len() {
            break;
        }
    }
    found
}
