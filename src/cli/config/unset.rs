//! `config unset`.

use std::ffi::OsString;

use clap::Args;

use crate::cli::command_line::examples::examples;
use crate::cli::config::set::not_set;
use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::cli::session::Session;
use crate::cli::session::names::key;
use crate::cli::session::names::shown_names;

/// Remove properties, so that their defaults apply again
///
/// Removes all of them in one change. A property that is not set is not an error. `config set KEY`
/// without a value does the same for one property.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "Back to the default" => "omero config unset omero.db.host",
    "Remove several properties" => "omero config unset omero.db.host omero.db.port",
])]
pub(crate) struct Unset {
    /// Properties to remove
    #[arg(value_name = "KEY", required = true)]
    keys: Vec<OsString>,
    /// Print what was changed
    #[arg(long)]
    report: bool,
}

impl Unset {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, CommandError> {
        let selected = &*session.selected_store()?;
        let keys: Vec<_> = self.keys.iter().map(|typed| key(typed)).collect();
        let shown = shown_names(&keys);
        session.note_command("config unset", &shown);
        let removed = selected.change(session, |configuration, profile| {
            let mut profile = configuration.profile_mut(profile);
            let remove = |key: &String| match &mut profile {
                Some(profile) => profile.remove(key),
                None => false,
            };
            Ok(keys.iter().map(remove).collect::<Vec<_>>())
        })?;
        for (key, removed) in shown.into_iter().zip(removed) {
            if !removed {
                not_set(session, key)?;
            } else if self.report {
                session.printer.answer(format_args!("Changed: Removed {key}"))?;
            }
        }
        Ok(Exit::Done)
    }
}
