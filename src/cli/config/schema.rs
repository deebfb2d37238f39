//! `config schema`.

use clap::Args;

use crate::cli::answers::Value;
use crate::cli::command_line::examples::examples;
use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::cli::session::Session;

/// Print everything that is known about properties as one JSON Schema
///
/// A JSON Schema (2020-12) for an object that has the values of properties by key: numbers, booleans,
/// lists and objects instead of the text that stands in the store. Editors and other tools check and
/// complete with it what `config get --json` shows.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "For an editor that checks and completes with it" => "omero config schema > omero.schema.json",
    "Of an older release" => "omero --omero-version 5.4 config schema > omero-5.4.schema.json",
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
