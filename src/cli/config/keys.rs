//! `config keys`.

use clap::Args;

use crate::cli::command_line::examples::examples;
use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::cli::session::Session;

/// List the names of the properties that are set, sorted
///
/// Those of the active profile, or of the one that `OMERO_CONFIG` names, one on a line.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "What is set" => "omero config keys",
    "How many that are" => "omero config keys | wc -l",
])]
pub(crate) struct Keys {}

impl Keys {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, CommandError> {
        let selected = &*session.selected_store()?;
        let Self {} = self;
        let configuration = selected.read(session)?;
        let Some(profile) = selected.find(session, &configuration) else {
            return Ok(Exit::Done);
        };
        for property in profile.listed() {
            session.printer.answer(&property.key)?;
        }
        Ok(Exit::Done)
    }
}
