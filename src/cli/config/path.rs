//! `config path`.

use clap::Args;

use crate::cli::command_line::examples::examples;
use crate::cli::error::Exit;
use crate::cli::error::Failure;
use crate::cli::session::App;
use crate::cli::session::store::Target;

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
    pub(crate) fn run(self, app: &mut App, target: &Target) -> Result<Exit, Failure> {
        let Self {} = self;
        app.printer.answer(target.path().display())?;
        Ok(Exit::Done)
    }
}
