//! Examinations of OMERODIR, the release, and the programs around.

use std::path::Path;

use crate::cli::config::doctor::finding;
use crate::cli::config::doctor::installation::AssumedRelease;
use crate::cli::config::doctor::installation::Installation;
use crate::schema::Finding;

/// OMERODIR is set, and a directory.
pub(crate) fn omerodir(installation: &Installation) -> Vec<Finding> {
    let uses_source = installation.file.as_ref().is_some_and(|file| !file.is_of_installation);
    let Some(omerodir) = &installation.omerodir else {
        let hint = "set it to the directory of OMERO.server, or name a file with --source";
        let problem = "OMERODIR is not set";
        let found =
            if uses_source { finding::hint(problem, hint) } else { finding::error(problem, hint) };
        return vec![found];
    };
    let shown = omerodir.display();
    if omerodir != Path::new("") && !omerodir.is_dir() {
        let problem = format!("OMERODIR is {shown}, which is not a directory");
        return vec![finding::error(problem, "set it to the directory of OMERO.server")];
    }
    if omerodir.is_relative() {
        let problem =
            format!("OMERODIR is {shown:?}: a relative path depends on the current directory");
        return vec![finding::warning(problem, "set it to an absolute path")];
    }
    Vec::new()
}

/// It is known for which release the configuration is.
pub(crate) fn release(installation: &Installation) -> Vec<Finding> {
    let release = &installation.release;
    let newer = release.newer_than_known.iter();
    let newer: Vec<_> = newer
        .map(|problem| {
            finding::warning(
                problem.clone(),
                "upgrade this program to check values for that release",
            )
        })
        .collect();
    match release {
        _ if installation.omerodir.is_none() || !newer.is_empty() => newer,
        AssumedRelease { installed: None, is_given: false, taken, .. } => vec![finding::hint(
            format!("the release in OMERODIR is unknown: using {taken}"),
            "set it with --omero-version or OMERO_VERSION",
        )],
        AssumedRelease { installed: Some(installed), is_given: true, taken, .. }
            if installed != taken =>
        {
            vec![finding::warning(
                format!("values are checked for OMERO {taken}, but OMERODIR holds {installed}"),
                "correct --omero-version or OMERO_VERSION",
            )]
        }
        _ => Vec::new(),
    }
}

/// `config edit` finds an editor.
pub(crate) fn editor(installation: &Installation) -> Vec<Finding> {
    match &installation.editor {
        Ok(_) => Vec::new(),
        Err(failure) => vec![finding::warning(
            failure.describe(),
            "set VISUAL or EDITOR to one that is installed; `config edit` needs it",
        )],
    }
}

/// `omero` is this program, and the one that gets other commands is there.
pub(crate) fn path(installation: &Installation) -> Vec<Finding> {
    if let Some(other) = installation.programs.before_us() {
        let directory = other.parent().unwrap_or(other).display();
        return vec![finding::warning(
            format!("`omero` on the PATH is {}, not this program", other.display()),
            format!("put the directory of this program before {directory} on the PATH"),
        )];
    }
    let mut found = Vec::new();
    if !installation.programs.has_us() {
        found.push(finding::hint(
            "this program is not on the PATH",
            "add its directory to the PATH, before that of the Python tool",
        ));
    }
    if installation.programs.next().is_none() {
        found.push(finding::hint(
            "no other `omero` follows this program on the PATH",
            "commands such as `admin`, `import` and `web start` need the Python tool",
        ));
    }
    found
}
