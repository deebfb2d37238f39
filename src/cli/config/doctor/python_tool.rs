//! Examination of the environments in which this program has taken the place of the Python tool.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

use crate::cli::config::doctor::finding;
use crate::cli::config::doctor::installation::Installation;
use crate::cli::error::take_over::reinstall;
use crate::cli::process::start_script;
use crate::cli::process::start_script::StartScript;
use crate::platform;
use crate::platform::quote;
use crate::schema::Finding;

/// What `omero config take-over` did is still so. `pip` is not aware of it.
pub(crate) fn python_tool(installation: &Installation) -> Vec<Finding> {
    directories(installation).iter().filter_map(|directory| look(directory)).collect()
}

/// The directories of programs that belong to the installation.
fn directories(installation: &Installation) -> BTreeSet<PathBuf> {
    let wrapper = installation.omerodir.as_ref().map(|omerodir| omerodir.join("bin/omero"));
    // The roles of OME put a script there that has the interpreter of their environment.
    let interpreter = wrapper.and_then(|wrapper| start_script::interpreter(&wrapper));
    let programs = [interpreter, env::current_exe().ok()].into_iter().flatten();
    let named: Vec<_> = programs.filter_map(|path| path.parent().map(Path::to_owned)).collect();
    let on_path = installation.programs.directories().map(Path::to_owned);
    named.into_iter().chain(on_path).filter_map(|path| fs::canonicalize(path).ok()).collect()
}

fn look(directory: &Path) -> Option<Finding> {
    let (program, kept) = (directory.join("omero"), directory.join(start_script::kept_name()));
    let again = take_over(directory);
    match StartScript::read(&program) {
        Some(_) if !platform::is_program(&kept) => Some(finding::error(
            format!(
                "{} starts this program, but the Python tool is not in {}",
                program.display(),
                kept.display()
            ),
            reinstall(&kept),
        )),
        Some(script) if !platform::is_program(&script.native) => Some(finding::warning(
            format!(
                "{} starts the Python tool: {} does not exist",
                program.display(),
                script.native.display()
            ),
            again,
        )),
        None if platform::is_program(&kept) && start_script::is_python_tool_at(&program) => {
            let problem = format!(
                "{} is the Python tool again; pip puts it back when it installs omero-py",
                program.display()
            );
            Some(finding::warning(problem, again))
        }
        Some(_) => without_interpreter(&kept),
        None => None,
    }
}

/// The environment may have got another Python since the tool was kept.
fn without_interpreter(kept: &Path) -> Option<Finding> {
    let interpreter = start_script::interpreter(kept)?;
    if !interpreter.is_absolute() || platform::is_program(&interpreter) {
        return None;
    }
    let problem =
        format!("{} needs {}, which does not exist", kept.display(), interpreter.display());
    Some(finding::error(problem, reinstall(kept)))
}

fn take_over(directory: &Path) -> String {
    let environment = directory.parent().unwrap_or(directory).to_string_lossy();
    format!("omero config take-over {}", quote(&environment))
}
