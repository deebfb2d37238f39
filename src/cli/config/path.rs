//! `config path`.

use clap::Args;

use crate::cli::command_line::examples::examples;
use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::cli::session::Session;

/// Show where the configuration is stored
///
/// Prints the path of the file, which need not exist or be valid.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "Show the path" => "omero config path",
    "Show who can read it" => r#"ls -l "$(omero config path)""#,
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
