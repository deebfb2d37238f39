//! `config version`.

use clap::Args;

use crate::cli::command_line::examples::examples;
use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::cli::session::Session;
use crate::model::VERSION_KEY;

/// Show the version of the profile
///
/// This is the version of the file format, not of OMERO. `None` means that the profile has no version.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "The version of this installation's file" => "omero config version",
    "The version of another file" => "omero config --source copy.xml version",
])]
pub(crate) struct Version {}

impl Version {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, CommandError> {
        let selected = &*session.selected_store()?;
        let Self {} = self;
        let configuration = selected.read(session)?;
        let profile = selected.find(session, &configuration);
        let version = profile.and_then(|profile| profile.get(VERSION_KEY));
        session.printer.answer(version.unwrap_or("None"))?;
        Ok(Exit::Done)
    }
}
