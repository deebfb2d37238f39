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
/// Each line is `KEY=VALUE`. Empty lines and lines that begin with `#` are ignored, and a line that ends
/// in a backslash continues on the next line. Either all properties are loaded or none: if a property
/// already has another value, or a line is not valid, nothing is changed.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "A file of KEY=VALUE lines; exits with 246 if a value differs" => "omero config load site.properties",
    "The same, but replace existing values" => "omero config load -q site.properties",
    "From environment variables, as in a container" => "CONFIG_omero_db_host=db omero config load --env",
    "A password from a file that an environment variable names" => "CONFIG_omero_db_pass_FILE=password.txt \
                                                                    omero config load --env",
])]
pub(crate) struct Load {
    /// Replace existing values instead of refusing
    #[arg(short)]
    quiet: bool,
    #[command(flatten)]
    force: ValidationOptions,
    /// Read the properties from environment variables named as in the OMERO images
    /// (`CONFIG_omero_web_debug=true`: `_` means `.`, `__` means `_`), and replace existing values.
    /// `CONFIG_omero_db_pass_FILE` names a file that contains the value
    #[arg(long, conflicts_with = "files")]
    env: bool,
    /// Prefix of the names of these variables
    #[arg(long, value_name = "PREFIX", requires = "env", conflicts_with = "files", default_value = env::PREFIX)]
    env_prefix: String,
    /// Files to read; `-`, or no file: standard input
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
        let inputs: Vec<_> = inputs.into_iter().flat_map(Input::expanded).collect();
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

/// Sets every property of `sources`. A property that is set twice among them is not a conflict: the last
/// counts. All errors are reported together.
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

/// Goes through all assignments; each failure is reported with its file and line.
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
