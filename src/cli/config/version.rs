//! `config version`.

use clap::Args;

use crate::cli::command_line::examples::examples;
use crate::cli::error::Exit;
use crate::cli::error::Failure;
use crate::cli::session::App;
use crate::cli::session::store::Target;

use crate::model::VERSION_KEY;

/// Show the version of the profile
///
/// This is the version of the file format, not of OMERO. `None` for a profile that has none.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "The version of this installation's file" => "omero config version",
    "That of another file" => "omero config --source copy.xml version",
])]
pub(crate) struct Version {}

impl Version {
    pub(crate) fn run(self, app: &mut App, target: &Target) -> Result<Exit, Failure> {
        let Self {} = self;
        let configuration = target.read(app)?;
        let profile = target.find(app, &configuration);
        let version = profile.and_then(|profile| profile.get(VERSION_KEY));
        app.printer.answer(version.unwrap_or("None"))?;
        Ok(Exit::Done)
    }
}
