//! Examinations of OMERODIR, the release, and the programs around.

use std::path::Path;

use crate::cli::config::doctor::patient::Patient;
use crate::cli::config::doctor::patient::Release;
use crate::cli::config::doctor::symptom::Found;

/// OMERODIR is set, and a directory.
pub(crate) fn omerodir(patient: &Patient) -> Vec<Found> {
    let uses_source = patient.file.as_ref().is_some_and(|file| !file.is_of_installation);
    let Some(omerodir) = &patient.omerodir else {
        let hint = "set it to the directory of OMERO.server, or name a store with --source";
        let problem = "OMERODIR is not set";
        let found =
            if uses_source { Found::hint(problem, hint) } else { Found::error(problem, hint) };
        return vec![found];
    };
    let shown = omerodir.display();
    if omerodir != Path::new("") && !omerodir.is_dir() {
        let problem = format!("OMERODIR is {shown}, which is no directory");
        return vec![Found::error(problem, "set it to the directory of OMERO.server")];
    }
    if omerodir.is_relative() {
        let problem =
            format!("OMERODIR is {shown:?}: where that is depends on the current directory");
        return vec![Found::warning(problem, "set it to a path that begins at the root")];
    }
    Vec::new()
}

/// It is known for which release the configuration is.
pub(crate) fn release(patient: &Patient) -> Vec<Found> {
    match &patient.release {
        _ if patient.omerodir.is_none() => Vec::new(),
        Release { installed: None, is_told: false, taken } => vec![Found::hint(
            format!("OMERODIR does not tell its release: {taken} is assumed"),
            "tell it with --omero-version or OMERO_VERSION",
        )],
        Release { installed: Some(installed), is_told: true, taken } if installed != taken => {
            vec![Found::warning(
                format!("values are checked for OMERO {taken}, but OMERODIR holds {installed}"),
                "see to --omero-version and OMERO_VERSION",
            )]
        }
        _ => Vec::new(),
    }
}

/// `config edit` finds an editor.
pub(crate) fn editor(patient: &Patient) -> Vec<Found> {
    match &patient.editor {
        Ok(_) => Vec::new(),
        Err(failure) => vec![Found::warning(
            failure.describe(),
            "set VISUAL or EDITOR to one that is installed; `config edit` needs it",
        )],
    }
}

/// `omero` is this program, and the one that gets other commands is there.
pub(crate) fn path(patient: &Patient) -> Vec<Found> {
    if let Some(other) = patient.programs.before_us() {
        let directory = other.parent().unwrap_or(other).display();
        return vec![Found::warning(
            format!("`omero` on the PATH is {}, not this program", other.display()),
            format!("put the directory of this program in front of {directory} on the PATH"),
        )];
    }
    let mut found = Vec::new();
    if !patient.programs.has_us() {
        found.push(Found::hint(
            "this program is not on the PATH",
            "add its directory to the PATH, in front of that of the Python tool",
        ));
    }
    if patient.programs.next().is_none() {
        found.push(Found::hint(
            "no other `omero` is on the PATH behind this program",
            "commands such as `admin`, `import` and `web start` need the Python tool",
        ));
    }
    found
}
