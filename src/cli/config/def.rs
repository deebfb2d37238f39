//! `config def`.

use clap::Args;

use crate::cli::command_line::examples::examples;
use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::cli::session::Session;
use crate::model::ProfileName;
use crate::platform::quote;

/// Show the active profile, or make another one active
///
/// If the profile does not exist, it is created. To use another profile for a single command, set
/// `OMERO_CONFIG`.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "Show the active profile" => "omero config def",
    "Make another profile active" => "omero config def test",
])]
pub(crate) struct Def {
    /// Name of the new profile active
    #[arg(value_name = "NAME", value_parser = clap::builder::OsStringValueParser::new())]
    name: Option<std::ffi::OsString>,
}

impl Def {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, CommandError> {
        let selected = &*session.selected_store()?;
        match self.name.filter(|name| !name.is_empty()) {
            Some(name) => {
                session.note_command("config def", [&name]);
                let (name, before) = selected.change(session, |configuration, _| {
                    let name = crate::cli::session::names::profile_name(&name)?;
                    let is_new = configuration.profile(name.as_str()).is_none();
                    let before = is_new.then(|| configuration.active_name().to_owned());
                    configuration.activate(&name);
                    Ok((name, before))
                })?;
                if let Some(before) = before {
                    tell_new(session, name.as_str(), &before);
                }
                session.printer.answer(ProfileName::as_str(&name))?;
            }
            None => {
                let configuration = selected.read(session)?;
                session.printer.answer(selected.profile(&configuration))?;
            }
        }
        Ok(Exit::Done)
    }
}

/// The name of a profile that was not there may be misspelt.
fn tell_new(session: &mut Session, name: &str, before: &str) {
    session
        .printer
        .warning(format_args!("profile `{name}` did not exist; it was created and is empty"));
    session.printer.hint(format_args!(
        "`omero config def {}` goes back, `omero config drop {}` then removes it",
        quote(before),
        quote(name)
    ));
}
