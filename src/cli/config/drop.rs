//! `config drop`.

use std::ffi::OsString;

use clap::Args;

use crate::cli::command_line::examples::examples;
use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::cli::error::quoting::quotable;
use crate::cli::session::Session;

/// Remove a profile with all its properties
///
/// The active profile is only emptied: it stays active.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "Remove a profile" => "omero config drop test",
    "Remove a profile in another file" => "omero config --source copy.xml drop default",
])]
pub(crate) struct Drop {
    /// Profile to remove
    #[arg(value_name = "NAME")]
    name: OsString,
}

impl Drop {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, CommandError> {
        let selected = &*session.selected_store()?;
        session.note_command("config drop", [&self.name]);
        let dropped = selected.change(session, |configuration, _| {
            // An old store can have a profile whose name could not be chosen now.
            if self.name.to_str().is_some_and(|name| configuration.drop_profile(name)) {
                return Ok(true);
            }
            crate::cli::session::names::profile_name(&self.name).map(|_| false)
        })?;
        if !dropped {
            let name = self.name.to_string_lossy();
            session.printer.remark(format_args!("Unknown configuration: {}", quotable(&name)));
        }
        Ok(Exit::Done)
    }
}
