//! `config keys`.

use std::ffi::OsString;

use clap::Args;

use crate::cli::command_line::examples::examples;
use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::cli::session::Session;
use crate::cli::session::names::KeyPatterns;

/// List the names of the properties that are set, sorted
///
/// Prints one name per line, from the active profile or the one that `OMERO_CONFIG` names.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "All properties that are set" => "omero config keys",
    "The properties of OMERO.web" => "omero config keys 'omero.web.*'",
    "Count them" => "omero config keys | wc -l",
])]
pub(crate) struct Keys {
    /// Only the names that match, such as 'omero.web.*'
    #[arg(value_name = "PATTERN")]
    patterns: Vec<OsString>,
}

impl Keys {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, CommandError> {
        let selected = &*session.selected_store()?;
        let configuration = selected.read(session)?;
        let Some(profile) = selected.find(session, &configuration) else {
            return Ok(Exit::Done);
        };
        let patterns = KeyPatterns::of(&self.patterns)?;
        let keys = profile.listed().into_iter().map(|property| &property.key);
        let keys: Vec<_> = keys.filter(|key| patterns.matches(key)).collect();
        patterns.must_match(keys.len())?;
        for key in keys {
            session.printer.answer(key)?;
        }
        Ok(Exit::Done)
    }
}
