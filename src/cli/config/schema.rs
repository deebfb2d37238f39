//! `config schema`.

use clap::Args;

use super::App;
use super::Exit;
use super::Failure;

use crate::formats::json;

/// Print everything that is known about properties as one JSON Schema
///
/// A JSON Schema (2020-12) for an object that has the values of properties by key: numbers, booleans,
/// lists and objects instead of the text that stands in the store. Editors and other tools check and
/// complete with it what `config get --json` shows.
#[derive(Debug, Args)]
pub(super) struct Schema {}

impl Schema {
    pub(super) fn run(self, app: &mut App) -> Result<Exit, Failure> {
        let Self {} = self;
        let bundle = app.schema()?.bundle();
        app.printer.answer(json::pretty(&bundle))?;
        Ok(Exit::Done)
    }
}
