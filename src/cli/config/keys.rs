//! `config keys`.

use clap::Args;

use crate::cli::command_line::examples::examples;
use crate::cli::error::Exit;
use crate::cli::error::Failure;
use crate::cli::session::App;
use crate::cli::session::store::Target;

use crate::model::is_internal;

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
    pub(crate) fn run(self, app: &mut App, target: &Target) -> Result<Exit, Failure> {
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
