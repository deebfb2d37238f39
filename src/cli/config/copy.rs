//! `config copy`.

use std::ffi::OsString;

use clap::Args;

use crate::cli::command_line::examples::examples;
use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::cli::session::Session;

/// Copy a profile
///
/// The active profile stays the same; `config def NAME` changes it. An existing profile is only replaced
/// with --force.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "Create a profile for experiments" => "omero config copy default trial",
    "Make a profile equal to another" => "omero config copy default test --force",
])]
pub(crate) struct CopyProfile {
    /// Profile to copy
    #[arg(value_name = "FROM")]
    from: OsString,
    /// Name of the new profile
    #[arg(value_name = "TO")]
    to: OsString,
    /// Replace the profile TO if it exists
    #[arg(long)]
    force: bool,
}

impl CopyProfile {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, CommandError> {
        let selected = &*session.selected_store()?;
        session.note_command("config copy", [&self.from, &self.to]);
        // In a script that is a variable that was not set.
        if self.to.is_empty() {
            return Err(CommandError::CommandLine("copy: the new profile needs a name".to_owned()));
        }
        selected.change(session, |configuration, _| {
            let copied =
                crate::cli::session::names::profile_called(configuration, &self.from)?.clone();
            let name = crate::cli::session::names::profile_name(&self.to)?;
            if !self.force && configuration.profile(name.as_str()).is_some() {
                return Err(CommandError::ProfileExists { name: name.to_string() });
            }
            configuration.put_profile(copied.called(&name));
            Ok(())
        })?;
        Ok(Exit::Done)
    }
}
