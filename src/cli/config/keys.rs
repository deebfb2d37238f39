//! `config keys`.

use clap::Args;

use super::App;
use super::Exit;
use super::Failure;
use super::Target;

use crate::model::is_internal;

/// List the names of the properties that are set, sorted
#[derive(Debug, Args)]
pub(super) struct Keys {}

impl Keys {
    pub(super) fn run(self, app: &mut App, target: &Target) -> Result<Exit, Failure> {
        let Self {} = self;
        let configuration = target.read(app)?;
        let Some(profile) = target.find(app, &configuration) else {
            return Ok(Exit::Done);
        };
        for property in profile.sorted().iter().filter(|property| !is_internal(&property.key)) {
            app.printer.answer(&property.key)?;
        }
        Ok(Exit::Done)
    }
}
