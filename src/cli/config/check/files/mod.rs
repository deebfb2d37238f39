//! `config check FILE...`: the same look at files under version control, before any server sees them.
//!
//! `stacks` finds the files, `reading` takes one of them apart, `ignores` knows which findings its comments
//! silence, `output` writes what is left.

mod ignores;
mod output;
mod reading;
mod stacks;

use std::collections::HashMap;
use std::path::PathBuf;

pub(super) use output::OutputFormat;
use stacks::Stack;

use crate::cli::answers::LocatedFinding;
use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::cli::session::Session;
use crate::cli::session::desired_state;
use crate::cli::session::desired_state::DesiredProperty;
use crate::cli::session::desired_state::Place;
use crate::cli::session::validation;
use crate::model::Profile;
use crate::model::ProfileName;
use crate::schema::Finding;
use crate::schema::Schema;
use crate::schema::Severity;
use crate::schema::is_secret;
use crate::schema::redacted_message;

/// What is to be checked, and how it is shown.
pub(super) struct FileCheck<'check> {
    pub(super) files: &'check [PathBuf],
    pub(super) format: OutputFormat,
    /// Names of rules that do not count.
    pub(super) ignored: &'check [String],
    /// The severity from which the exit code is 1.
    pub(super) worst: Severity,
}

impl FileCheck<'_> {
    pub(super) fn run(&self, session: &mut Session) -> Result<Exit, CommandError> {
        if session.names_profile() {
            let problem = "--profile has no meaning where files are checked";
            return Err(CommandError::CommandLine(problem.to_owned()));
        }
        let schema = session.schema()?;
        session.may_be_long();
        let stacks = stacks::find(self.files)?;
        let mut findings = Vec::new();
        for stack in &stacks {
            findings.extend(self.findings(stack, schema)?);
        }
        let files: Vec<_> = stacks.iter().flat_map(|stack| &stack.files).collect();
        output::show(self.format, &files, &findings, &mut session.printer)?;
        let is_refused = findings.iter().any(|found| found.finding.severity <= self.worst);
        Ok(if is_refused { Exit::Refused } else { Exit::Done })
    }

    /// What is wrong with files that are applied one after the other, by file and line.
    fn findings(&self, stack: &Stack, schema: Schema) -> Result<Vec<LocatedFinding>, CommandError> {
        let mut findings = Vec::new();
        let mut documents = Vec::new();
        let mut ignores = Vec::new();
        for file in &stack.files {
            let read = reading::read(file, schema)?;
            findings.extend(read.faults);
            ignores.push(read.ignores);
            documents.push(read.document);
        }
        let (properties, mut failures) = desired_state::of(&documents, schema, &HashMap::new());
        let places: HashMap<_, _> =
            properties.iter().map(|it| (it.key.clone(), it.place.clone())).collect();
        let (profile, unstorable) = profile(properties);
        failures.extend(unstorable);
        findings.extend(failures.into_iter().map(|(place, failure)| of_failure(place, &failure)));
        let is_referenced =
            |key: &str| documents.iter().any(|document| document.referenced.contains(key));
        // A value that is kept elsewhere is not supported, nor is a password that no file sets.
        let is_elsewhere =
            |key: &str| is_referenced(key) || (is_secret(key) && !places.contains_key(key));
        let of_profile = schema.findings_in_files(&profile).into_iter();
        let of_profile = of_profile.filter(|finding| !finding.key().is_some_and(is_elsewhere));
        findings.extend(of_profile.map(|finding| located(finding, &places, stack)));
        findings.retain(|found| !self.ignored.iter().any(|rule| found.is_of(rule)));
        let mut findings = ignores::apply(ignores, findings);
        let order =
            |name: &str| stack.files.iter().position(|file| file.display().to_string() == name);
        findings.sort_by_key(|found| (order(&found.file), found.location));
        Ok(findings)
    }
}

fn located(finding: Finding, places: &HashMap<String, Place>, stack: &Stack) -> LocatedFinding {
    match finding.key().and_then(|key| places.get(key)).cloned() {
        Some(Place { file, location }) => {
            LocatedFinding { file, location: Some(location), finding }
        }
        None => LocatedFinding { file: stack.name(), location: None, finding },
    }
}

/// The properties as they would be stored, and what no store can hold.
fn profile(properties: Vec<DesiredProperty>) -> (Profile, Vec<(Place, CommandError)>) {
    let mut profile = Profile::new(ProfileName::DEFAULT);
    let mut failures = Vec::new();
    for DesiredProperty { key, value, place, .. } in properties {
        let Some(value) = value else { continue };
        match validation::legal(Some(&profile), &key, value) {
            Ok((key, value)) => {
                profile.set(&key, &value);
            }
            Err(failure) => failures.push((place, failure)),
        }
    }
    (profile, failures)
}

/// A part of an unreadable file or stored.
fn of_failure(Place { file, location }: Place, failure: &CommandError) -> LocatedFinding {
    let hint = failure.hint().unwrap_or_default();
    let finding = Finding::of_text(
        redacted_message(&failure.describe()).into_owned(),
        redacted_message(&hint).into_owned(),
    );
    LocatedFinding { file, location: Some(location), finding }
}
