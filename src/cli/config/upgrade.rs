//! `config upgrade`.

use std::path::PathBuf;

use clap::Args;

use crate::cli::command_line::examples::examples;
use crate::cli::config::load::Conflicts;
use crate::cli::config::load::Source;
use crate::cli::config::load::assign_all;
use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::cli::session::Session;
use crate::cli::session::environment;
use crate::cli::session::validation::Validation;
use crate::formats::assignments::Assignment;
use crate::formats::assignments::Entry;
use crate::model::Location;
use crate::platform;
use crate::store::java_preferences;
use crate::store::java_preferences::Preferences;

/// Bring an old configuration up to date
///
/// Converts profiles of version 4.2.0 and 4.2.1 to the current format, updates the server's copy of the
/// active profile, and imports settings from before OMERO 4.2, which Java kept in the home directory.
/// Java itself is not needed. If a property already has another value, nothing is imported.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "After an update of OMERO" => "omero config upgrade",
    "Import settings from before 4.2 from another directory" => "omero config upgrade \
                                                                 --preferences old-preferences",
])]
pub(crate) struct Upgrade {
    /// Directory with the settings from before 4.2 [default: .java/.userPrefs/omero/prefs in HOME]
    #[arg(long, value_name = "DIR")]
    preferences: Option<PathBuf>,
}

impl Upgrade {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, CommandError> {
        let selected = &*session.selected_store()?;
        session.note_command("config upgrade", [""; 0]);
        session.printer.answer("Importing pre-4.2 preferences")?;
        let directory = self.preferences.clone().or_else(default_directory);
        let found =
            directory.as_deref().map(java_preferences::read).transpose()?.unwrap_or_default();
        if found.is_empty() {
            let place = directory.unwrap_or_default();
            session
                .printer
                .remark(format_args!("no preferences from before 4.2 in {}", place.display()));
            if let Some(registry) = platform::JAVA_PREFERENCES {
                session.printer.hint(format_args!(
                    "on Windows Java kept them in {registry}: `reg query` shows them, `omero config set` stores them"
                ));
            }
        }
        let mut validation = Validation::skipped();
        selected.change(session, |configuration, _| {
            found.iter().try_for_each(|found| {
                let profile = crate::cli::session::names::profile_name(found.profile.as_ref())?;
                let source = [source(found)];
                assign_all(
                    configuration,
                    profile.as_str(),
                    &source,
                    Conflicts::Refuse,
                    &mut validation,
                )
            })
        })?;
        for Preferences { profile, entries } in &found {
            session.printer.answer(format_args!("{profile}: {} properties", entries.len()))?;
        }
        Ok(Exit::Done)
    }
}

fn default_directory() -> Option<PathBuf> {
    let home = environment::home()?;
    Some(home.join(java_preferences::BELOW_HOME.iter().collect::<PathBuf>()))
}

/// The entries of a profile in the format of a file for `load`, one per line.
fn source(found: &Preferences) -> Source {
    let entries = (1..).zip(found.entries.iter().cloned());
    let entry = |(line, (key, value))| Entry {
        assignment: Assignment { key, value },
        location: Location::of_line(line),
    };
    Source {
        name: format!("preferences of profile {}", found.profile),
        entries: entries.map(entry).collect(),
    }
}
