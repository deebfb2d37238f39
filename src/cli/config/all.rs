//! `config all`.

use clap::Args;

use crate::cli::command_line::examples::examples;
use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::cli::session::Session;

/// List the profiles
///
/// Prints one name per line, in the order of the file.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "The profiles of this installation" => "omero config all",
    "The profiles in another file" => "omero config --source copy.xml all",
])]
pub(crate) struct All {}

impl All {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, CommandError> {
        let selected = &*session.selected_store()?;
        let Self {} = self;
        for profile in selected.read(session)?.profiles() {
            session.printer.answer(profile.name())?;
        }
        Ok(Exit::Done)
    }
}
