//! The release of OMERO.web in the Python environment of an installation, as `pip` wrote it down.

use std::env;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

use crate::cli::process::programs;
use crate::cli::process::start_script;
use crate::schema::WebRelease;

/// What virtual environments are called in the documentation of OMERO, next to OMERODIR or in it.
const ENVIRONMENTS: [&str; 4] = ["venv3", "venv", ".venv", "env"];

/// The release in the environment that OMERODIR leads to, or else one of the programs called `omero`.
pub(crate) fn installed_release(omerodir: Option<&Path>) -> Option<WebRelease> {
    let of_omerodir = omerodir.into_iter().flat_map(environments_of_omerodir);
    of_omerodir.chain(environments_of_programs()).find_map(|environment| release_in(&environment))
}

fn environments_of_omerodir(omerodir: &Path) -> impl Iterator<Item = PathBuf> {
    let around = [Some(omerodir), omerodir.parent()].into_iter().flatten().map(Path::to_owned);
    let named = around.flat_map(|around| ENVIRONMENTS.map(|name| around.join(name)));
    [omerodir.to_owned()].into_iter().chain(named)
}

/// The environments of this program, and of all on the PATH: those that they are in, and those of the Python that runs
/// them, to which a link in another directory leads.
fn environments_of_programs() -> impl Iterator<Item = PathBuf> {
    let programs = env::current_exe().into_iter().chain(programs::on_path(Path::new("omero")));
    let environment = |program: &Path| Some(program.parent()?.parent()?.to_owned());
    programs.flat_map(move |program| {
        let python = start_script::interpreter(&program);
        [environment(&program), python.as_deref().and_then(environment)].into_iter().flatten()
    })
}

/// The release of the package in an environment; of several, for several versions of Python, the newest.
fn release_in(environment: &Path) -> Option<WebRelease> {
    let packages = package_directories(environment).into_iter();
    let entries = packages.filter_map(|directory| fs::read_dir(directory).ok()).flatten().flatten();
    let names = entries.map(|entry| entry.file_name());
    names.filter_map(|name| WebRelease::of_installed_package(name.to_str()?)).max()
}

/// Where Python looks for packages: on Windows in `Lib`, elsewhere for each version of Python.
fn package_directories(environment: &Path) -> Vec<PathBuf> {
    let of_python = |name: &std::ffi::OsStr| name.as_encoded_bytes().starts_with(b"python3");
    let libraries = fs::read_dir(environment.join("lib")).into_iter().flatten().flatten();
    let libraries = libraries.filter(|entry| of_python(&entry.file_name()));
    let mut directories: Vec<_> = libraries
        .flat_map(|entry| ["site-packages", "dist-packages"].map(|name| entry.path().join(name)))
        .collect();
    directories.push(environment.join("Lib").join("site-packages"));
    directories
}
