//! `config path`.

use clap::Args;

use crate::cli::command_line::examples::examples;
use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::cli::session::Session;

/// Show where the configuration is stored
///
/// The file needs not exist, nor be in order.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "Where it is" => "omero config path",
    "Who may read it" => r#"ls -l "$(omero config path)""#,
])]
pub(crate) struct Path {}

impl Path {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, CommandError> {
        let selected = &*session.selected_store()?;
        let Self {} = self;
        session.printer.answer(selected.path().display())?;
        Ok(Exit::Done)
    }
}
