//! `config all`.

use clap::Args;

use crate::cli::command_line::examples::examples;
use crate::cli::error::Exit;
use crate::cli::error::Failure;
use crate::cli::session::App;
use crate::cli::session::store::Target;

/// List the profiles
///
/// One name on a line, in the order of the file.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "The profiles of this installation" => "omero config all",
    "Those in another file" => "omero config --source copy.xml all",
])]
pub(crate) struct All {}

impl All {
    pub(crate) fn run(self, app: &mut App, target: &Target) -> Result<Exit, Failure> {
        let Self {} = self;
        for profile in target.read(app)?.profiles() {
            app.printer.answer(profile.name())?;
        }
        Ok(Exit::Done)
    }
}
