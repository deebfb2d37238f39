//! `config path`.

use clap::Args;

use super::super::examples::examples;
use super::App;
use super::Exit;
use super::Failure;
use super::Target;

/// Show where the configuration is stored
///
/// The file needs not exist, nor be in order.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "Where it is" => "omero config path",
    "Who may read it" => r#"ls -l "$(omero config path)""#,
])]
pub(super) struct Path {}

impl Path {
    pub(super) fn run(self, app: &mut App, target: &Target) -> Result<Exit, Failure> {
        let Self {} = self;
        app.printer.answer(target.path().display())?;
        Ok(Exit::Done)
    }
}
