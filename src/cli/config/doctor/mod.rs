//! `config doctor`.
//!
//! An examination is a function that checks one thing and returns its findings. It changes nothing and
//! takes no lock.

mod environment;
mod finding;
mod installation;
mod leftovers;
mod privacy;
mod python_tool;
mod site;
mod store;

use std::path::PathBuf;

use clap::Args;

use crate::cli::command_line::examples::examples;
use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::cli::session::Session;
use crate::cli::terminal::findings::Report;
use crate::schema::Finding;
use crate::schema::Severity;
use crate::schema::WebRelease;
use installation::AssumedRelease;
use installation::Installation;

/// Check the environment of the configuration
///
/// Checks OMERODIR, the file with its owner, permissions and lock, copies and leftover files next to it,
/// the files that IceGrid generates from it, free disk space, the editor, PATH, and web server
/// configurations that are older than the properties they were made from. It changes nothing and takes
/// no lock. To check the properties themselves, use `config check`. The exit code is 1 if there are
/// errors.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "Check the environment" => "omero config doctor",
    "The findings, as JSON" => "omero config doctor --json",
])]
pub(crate) struct Doctor {
    /// Also check this web server configuration; /etc is always searched
    #[arg(long, value_name = "FILE")]
    site: Vec<PathBuf>,
    /// Print the findings as a JSON list
    #[arg(long)]
    json: bool,
    /// Treat warnings as errors: exit with 1
    #[arg(long)]
    strict: bool,
}

/// Checks one thing.
type Examination = fn(&Installation) -> Vec<Finding>;

/// All of them, in the order of the report.
const EXAMINATIONS: [(&str, Examination); 17] = [
    ("omerodir", environment::omerodir),
    ("store", store::store),
    ("surroundings", store::surroundings),
    ("templates", store::templates),
    ("permissions", privacy::permissions),
    ("copies", privacy::copies),
    ("icegrid", privacy::icegrid),
    ("owner", store::owner),
    ("lock", store::lock),
    ("leftovers", leftovers::leftovers),
    ("history", leftovers::history),
    ("disk", store::disk),
    ("release", environment::release),
    ("editor", environment::editor),
    ("path", environment::path),
    ("python-tool", python_tool::python_tool),
    ("site", site::site),
];

impl Doctor {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, CommandError> {
        // Without a store, that is a finding, and not the only one.
        let selected = session.selected_store_if_any()?;
        let installation = Installation::new(session, selected.as_deref(), self.site)?;
        let report = Report::of_installation(examine(&installation));
        if self.json {
            report.show_as_json(&mut session.printer)?;
        } else {
            show_subject(session, &installation)?;
            report.show(&mut session.printer)?;
        }
        let worst = if self.strict { Severity::Warning } else { Severity::Error };
        Ok(if report.has(worst) { Exit::Refused } else { Exit::Done })
    }
}

fn examine(installation: &Installation) -> Vec<Finding> {
    let each = |&(name, examination): &(&'static str, Examination)| {
        let findings = examination(installation).into_iter();
        findings.map(move |finding| Finding { rule: name, ..finding })
    };
    EXAMINATIONS.iter().flat_map(each).collect()
}

fn show_subject(session: &mut Session, installation: &Installation) -> Result<(), CommandError> {
    if let Some(file) = &installation.file {
        session.printer.answer(format_args!("store {}", file.path.display()))?;
    }
    let AssumedRelease { taken, web, .. } = &installation.release;
    if *web == WebRelease::shipped_with(*taken) {
        return session.printer.answer(format_args!("OMERO {taken}"));
    }
    session.printer.answer(format_args!("OMERO {taken}, {web}"))
}
