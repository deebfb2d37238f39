//! `config load`.

mod variables;

use clap::Args;

use crate::cli::command_line::examples::examples;
use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::cli::session::Session;
use crate::cli::session::validation::Validation;
use crate::cli::session::validation::ValidationOptions;
use crate::cli::terminal::input::Input;
use crate::formats::assignments;
use crate::formats::assignments::Assignment;
use crate::formats::assignments::Entry;
use crate::formats::env;
use crate::model::Change;
use crate::model::Configuration;
use crate::model::Profile;

/// Read properties from files
///
/// Lines of `KEY=VALUE`; empty lines and lines that begin with `#` are passed over, and a line that ends
/// in a backslash goes on in the next. All or nothing: if a property has another value already, or a
/// line is wrong, nothing is changed.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "A file of KEY=VALUE lines; exits with 246 if a value differs" => "omero config load site.properties",
    "The same, replacing values" => "omero config load -q site.properties",
    "From the environment of a container" => "CONFIG_omero_db_host=db omero config load --env",
    "A password that the container gets as a file" => "CONFIG_omero_db_pass_FILE=password.txt omero config load --env",
])]
pub(crate) struct Load {
    /// Replace values that differ instead of refusing
    #[arg(short)]
    quiet: bool,
    #[command(flatten)]
    force: ValidationOptions,
    /// Take the properties from environment variables, named as for the images of OMERO
    /// (`CONFIG_omero_web_debug=true`; `.` is `_`, and `_` is `__`), and replace values that differ.
    /// `CONFIG_omero_db_pass_FILE` names a file that holds the value
    #[arg(long, conflicts_with = "files")]
    env: bool,
    /// What the names of these variables begin with
    #[arg(long, value_name = "PREFIX", requires = "env", conflicts_with = "files", default_value = env::PREFIX)]
    env_prefix: String,
    /// Files to read; without any, or for `-`, standard input
    #[arg(value_name = "FILE", value_parser = crate::cli::terminal::input::InputParser)]
    files: Vec<Input>,
}

/// What to do where a property has another value already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Conflicts {
    Refuse,
    Replace,
}

/// A file that has been read.
pub(crate) struct Source {
    pub(crate) name: String,
    pub(crate) entries: Vec<Entry>,
}

impl Load {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, CommandError> {
        let selected = &*session.selected_store()?;
        if self.env {
            // Every variable begins with nothing; in a script that is one that was not set.
            if self.env_prefix.is_empty() {
                return Err(CommandError::CommandLine(
                    "--env-prefix: the prefix is empty".to_owned(),
                ));
            }
            return variables::load(session, selected, &self.env_prefix, self.force);
        }
        let conflicts = if self.quiet { Conflicts::Replace } else { Conflicts::Refuse };
        let inputs = if self.files.is_empty() { vec![Input::Standard] } else { self.files };
        session.note_command_with_files("config load", inputs.iter().map(Input::name));
        let sources = inputs
            .iter()
            .inspect(|input| input.announce(&mut session.printer))
            .map(read)
            .collect::<Result<Vec<_>, _>>()?;
        let mut validation = Validation::new(session, self.force)?;
        selected.change(session, |configuration, profile| {
            assign_all(configuration, profile, &sources, conflicts, &mut validation)
        })?;
        validation.tell(session);
        Ok(Exit::Done)
    }
}

fn read(input: &Input) -> Result<Source, CommandError> {
    let entries = assignments::read(&input.read()?)
        .map_err(|open| CommandError::from(open).at(input.name()))?;
    Ok(Source { name: input.name(), entries })
}

/// Sets every property of `sources`. What is set twice among them is no conflict: the last counts.
/// Everything that is wrong is told at once.
pub(crate) fn assign_all(
    configuration: &mut Configuration,
    profile: &str,
    sources: &[Source],
    conflicts: Conflicts,
    validation: &mut Validation,
) -> Result<(), CommandError> {
    if conflicts == Conflicts::Refuse {
        let present = configuration.profile(profile);
        for_each(sources, conflict_with(present))?;
    }
    for_each(sources, |Assignment { key, value }| {
        validation.assign(configuration.profile_or_new(profile), key, value.clone())
    })
}

/// Goes through all assignments; each failure is told with its file and line.
fn for_each(
    sources: &[Source],
    mut act: impl FnMut(&Assignment) -> Result<(), CommandError>,
) -> Result<(), CommandError> {
    let mut failures = Vec::new();
    for Source { name, entries } in sources {
        for Entry { assignment, location } in entries {
            let place =
                |failure: CommandError| failure.at(format!("{name}, {}", location.in_words()));
            failures.extend(act(assignment).map_err(place).err());
        }
    }
    CommandError::all(failures)
}

fn conflict_with(profile: Option<&Profile>) -> impl FnMut(&Assignment) -> Result<(), CommandError> {
    let present = profile.map(Profile::values).unwrap_or_default();
    move |Assignment { key, value }| match present.get(&**key) {
        Some(&before) if before != value => Err(CommandError::Conflict(Change {
            profile: profile.map(|profile| profile.name().to_owned()),
            key: key.clone(),
            before: Some(before.to_owned()),
            after: Some(value.clone()),
        })),
        _ => Ok(()),
    }
}
