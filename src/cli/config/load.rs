//! `config load`.

use std::collections::HashMap;

use clap::Args;

use super::App;
use super::Exit;
use super::Failure;
use super::Target;

use super::super::input::Input;
use crate::formats::assignments;
use crate::formats::assignments::Assignment;
use crate::model::Configuration;
use crate::model::Profile;
use crate::model::PropertyValue;
use crate::schema::Masked;

/// Read properties from files
///
/// Lines of `KEY=VALUE`; empty lines and lines that begin with `#` are passed over, and a line that ends
/// in a backslash goes on in the next. All or nothing: if a property has another value already, or a
/// line is wrong, nothing is changed.
#[derive(Debug, Args)]
pub(super) struct Load {
    /// Replace values that differ instead of refusing
    #[arg(short)]
    quiet: bool,
    /// Files to read; without any, or for `-`, standard input
    #[arg(value_name = "FILE", value_parser = super::InputParser)]
    files: Vec<Input>,
}

/// What to do where a property has another value already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Conflicts {
    Refuse,
    Replace,
}

/// A file that has been read.
struct Source {
    name: String,
    assignments: Vec<Assignment>,
}

impl Load {
    pub(super) fn run(self, app: &mut App, target: &Target) -> Result<Exit, Failure> {
        let conflicts = if self.quiet { Conflicts::Replace } else { Conflicts::Refuse };
        let inputs = if self.files.is_empty() { vec![Input::Standard] } else { self.files };
        let sources = inputs.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        target.change(app, |configuration, profile| {
            sources.iter().try_for_each(|source| {
                assign_all(configuration, profile, &source.name, &source.assignments, conflicts)
            })
        })?;
        Ok(Exit::Done)
    }
}

fn read(input: &Input) -> Result<Source, Failure> {
    let assignments =
        assignments::read(&input.read()?).map_err(|open| Failure::from(open).at(input.name()))?;
    Ok(Source { name: input.name(), assignments })
}

/// Sets every property of `assignments`. What is set twice among them is no conflict: the last counts.
pub(super) fn assign_all(
    configuration: &mut Configuration,
    profile: &str,
    source: &str,
    assignments: &[Assignment],
    conflicts: Conflicts,
) -> Result<(), Failure> {
    if conflicts == Conflicts::Refuse {
        let present = configuration.profile(profile);
        refuse_conflicts(present, assignments).map_err(|(line, failure)| failure.at(place(source, line)))?;
    }
    for assignment in assignments {
        assign(configuration, profile, assignment)
            .map_err(|failure| failure.at(place(source, assignment.line)))?;
    }
    Ok(())
}

fn refuse_conflicts(
    profile: Option<&Profile>,
    assignments: &[Assignment],
) -> Result<(), (usize, Failure)> {
    let properties = profile.into_iter().flat_map(Profile::properties);
    let present: HashMap<_, _> = properties.map(|found| (&*found.key, &*found.value)).collect();
    for Assignment { line, key, value } in assignments {
        if let Some(&before) = present.get(&**key).filter(|before| **before != value) {
            let shown = |value| Masked { key, value }.to_string();
            let (present, wanted) = (shown(before), shown(value));
            return Err((*line, Failure::Conflict { key: key.clone(), present, wanted }));
        }
    }
    Ok(())
}

fn assign(
    configuration: &mut Configuration,
    profile: &str,
    assignment: &Assignment,
) -> Result<(), Failure> {
    let profile = configuration.profile_or_new(profile);
    let key = profile.admit(&assignment.key)?;
    let value = PropertyValue::try_from(assignment.value.clone())
        .map_err(|source| Failure::Value { key: assignment.key.clone(), source })?;
    profile.set(&key, &value);
    Ok(())
}

fn place(source: &str, line: usize) -> String {
    format!("{source}, line {line}")
}
