//! `config path`.

use clap::Args;

use super::App;
use super::Exit;
use super::Failure;
use super::Target;

/// Show where the configuration is stored
///
/// The file needs not exist, nor be in order.
#[derive(Debug, Args)]
pub(super) struct Path {}

impl Path {
    pub(super) fn run(self, app: &mut App, target: &Target) -> Result<Exit, Failure> {
        let Self {} = self;
        app.printer.answer(target.path().display())?;
        Ok(Exit::Done)
    }
}
