//! `config def`.

use clap::Args;

use crate::cli::command_line::examples::examples;
use crate::cli::error::Exit;
use crate::cli::error::Failure;
use crate::cli::session::App;
use crate::cli::session::store::Target;

use crate::model::ProfileName;

/// Show the active profile, or choose another one
///
/// The profile is made if it is not there. `OMERO_CONFIG` chooses a profile for a single command.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "Which profile is active" => "omero config def",
    "Use another one" => "omero config def test",
])]
pub(crate) struct Def {
    /// Profile to make active
    #[arg(value_name = "NAME", value_parser = clap::builder::OsStringValueParser::new())]
    name: Option<std::ffi::OsString>,
}

impl Def {
    pub(crate) fn run(self, app: &mut App, target: &Target) -> Result<Exit, Failure> {
        match self.name.filter(|name| !name.is_empty()) {
            Some(name) => {
                let name = target.change(app, |configuration, _| {
                    let name = crate::cli::config::profile_name(&name)?;
                    configuration.activate(&name);
                    Ok(name)
                })?;
                app.printer.answer(ProfileName::as_str(&name))?;
            }
            None => {
                let configuration = target.read(app)?;
                app.printer.answer(target.profile(&configuration))?;
            }
        }
        Ok(Exit::Done)
    }
}
