//! `config all`.

use clap::Args;

use super::super::examples::examples;
use super::App;
use super::Exit;
use super::Failure;
use super::Target;

/// List the profiles
///
/// One name on a line, in the order of the file.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "The profiles of this installation" => "omero config all",
    "Those in another file" => "omero config --source copy.xml all",
])]
pub(super) struct All {}

impl All {
    pub(super) fn run(self, app: &mut App, target: &Target) -> Result<Exit, Failure> {
        let Self {} = self;
        for profile in target.read(app)?.profiles() {
            app.printer.answer(profile.name())?;
        }
        Ok(Exit::Done)
    }
}
