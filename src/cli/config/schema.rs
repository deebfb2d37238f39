//! `config schema`.

use clap::Args;

use crate::cli::answers::Value;
use crate::cli::command_line::examples::examples;
use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::cli::session::Session;

/// Print everything that is known about properties as one JSON Schema
///
/// The JSON Schema (2020-12) describes an object that maps keys to values. Values are numbers, booleans,
/// lists and objects, not the text in the configuration. Editors and other tools use it to check and
/// complete what `config get --json` prints.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "For an editor that checks and completes values" => "omero config schema > omero.schema.json",
    "For an older release" => "omero --omero-version 5.4 config schema > omero-5.4.schema.json",
])]
pub(crate) struct Schema {}

impl Schema {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, CommandError> {
        let Self {} = self;
        let bundle = session.schema()?.bundle();
        session.printer.json(&Value(bundle))?;
        Ok(Exit::Done)
    }
}
