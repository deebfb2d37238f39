//! `config doctor`.
//!
//! An examination is a function that looks at one thing and returns what it found. It changes nothing
//! and takes no lock.

mod file;
mod installation;
mod leftovers;
mod patient;
mod site;
mod symptom;

use std::path::PathBuf;

use clap::Args;

use crate::cli::command_line::examples::examples;
use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::cli::session::Session;
use crate::cli::terminal::findings::Form;
use crate::cli::terminal::findings::counts;
use crate::cli::terminal::findings::role;
use crate::schema::Severity;
use patient::Patient;
use symptom::Found;
use symptom::Symptom;

/// Look for trouble around the configuration
///
/// Looks at OMERODIR, at the file with its owner, permissions and lock, at what was left beside it, at the
/// disk, the editor, the PATH, and at configurations of web servers that are older than the properties
/// they were made from. It changes nothing and takes no lock. What the properties say is the part of
/// `config check`. The exit code is 1 if there are errors.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "Look around" => "omero config doctor",
    "For another program" => "omero config doctor --json",
])]
pub(crate) struct Doctor {
    /// Look at this configuration of a web server as well; /etc is searched anyway
    #[arg(long, value_name = "FILE")]
    site: Vec<PathBuf>,
    /// Show a JSON list of the findings
    #[arg(long)]
    json: bool,
    /// Take warnings for errors: exit with 1
    #[arg(long)]
    strict: bool,
}

/// Looks at one thing.
type Examination = fn(&Patient) -> Vec<Found>;

/// All of them, in the order in which they are told.
const EXAMINATIONS: [(&str, Examination); 14] = [
    ("omerodir", installation::omerodir),
    ("store", file::store),
    ("surroundings", file::surroundings),
    ("templates", file::templates),
    ("permissions", file::permissions),
    ("owner", file::owner),
    ("lock", file::lock),
    ("leftovers", leftovers::leftovers),
    ("history", leftovers::history),
    ("disk", file::disk),
    ("release", installation::release),
    ("editor", installation::editor),
    ("path", installation::path),
    ("site", site::site),
];

impl Doctor {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, CommandError> {
        // Without a store, that is a finding, and not the only one.
        let selected = session.selected_store_if_any()?;
        let patient = Patient::new(session, selected.as_deref(), self.site)?;
        let symptoms = examine(&patient);
        match if self.json { Form::Json } else { Form::People } {
            Form::People => tell_people(session, &patient, &symptoms)?,
            Form::Json => tell_json(session, &symptoms)?,
        }
        let worst = if self.strict { Severity::Warning } else { Severity::Error };
        let is_bad = symptoms.iter().any(|symptom| symptom.severity <= worst);
        Ok(if is_bad { Exit::Refused } else { Exit::Done })
    }
}

fn examine(patient: &Patient) -> Vec<Symptom> {
    let each = |&(name, examination): &(&'static str, Examination)| {
        examination(patient).into_iter().map(move |found| found.by(name))
    };
    EXAMINATIONS.iter().flat_map(each).collect()
}

fn tell_people(
    session: &mut Session,
    patient: &Patient,
    symptoms: &[Symptom],
) -> Result<(), CommandError> {
    if let Some(file) = &patient.file {
        session.printer.answer(format_args!("store {}", file.path.display()))?;
    }
    session.printer.answer(format_args!("OMERO {}", patient.release.taken))?;
    for Symptom { severity, examination, problem, hint } in symptoms {
        let severity = session.printer.paint(role(*severity), severity);
        session.printer.answer(format_args!("{severity} {examination}: {problem}"))?;
        session.printer.answer(format_args!("    {hint}"))?;
    }
    let counts =
        counts(|severity| symptoms.iter().filter(|symptom| symptom.severity == severity).count());
    let summary = if counts.is_empty() { "nothing found".to_owned() } else { counts.join(", ") };
    session.printer.answer(summary)
}

fn tell_json(session: &mut Session, symptoms: &[Symptom]) -> Result<(), CommandError> {
    let lines: Vec<_> = symptoms.iter().map(|symptom| symptom.json().to_string()).collect();
    session.printer.answer(format_args!("[{}]", lines.join(",\n ")))
}
