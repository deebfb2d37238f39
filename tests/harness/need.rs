//! What a test can need that is not on every machine.

use std::env;
use std::path::Path;
use std::path::PathBuf;

use crate::support::OrdinaryUser;
use crate::support::Packages;
use crate::support::SmallDisk;

/// Where Debian keeps the programs of root, which other users do not have on their PATH.
const PROGRAMS_OF_ROOT: [&str; 2] = ["/usr/sbin", "/usr/local/sbin"];

/// Something that a test needs, as it is listed in `#[needs(...)]`.
pub(crate) enum Need {
    /// A program.
    Program(&'static str),
    /// The first of these programs that is installed.
    OneOf(&'static [&'static str]),
    /// A package that has no program, and a file of it.
    Package(&'static str, &'static str),
    /// Packages of Python, which are installed now if they are missing.
    PyPi(&'static Packages),
    /// The user root.
    Root,
    /// Permission to mount a small file system.
    SmallDisk,
    /// A property of the machine that no package provides: what is missing, and whether it is there.
    Condition(&'static str, fn() -> bool),
    /// All of these.
    All(Vec<Need>),
}

/// Why a test is not run.
pub(crate) struct Missing {
    pub(crate) reason: String,
    /// Whether `.ci/run` installs it, so that it is never missing in CI.
    pub(crate) is_installed_in_ci: bool,
}

impl Need {
    /// What is missing, if something is.
    pub(crate) fn missing(&self) -> Option<Missing> {
        match self {
            Self::Program(name) => {
                program(name).is_none().then(|| not_installed(format!("{name} is not installed")))
            }
            Self::OneOf(names) => first(names)
                .is_none()
                .then(|| not_installed(format!("{} is not installed", names.join(" or ")))),
            Self::Package(name, file) => (!Path::new(file).exists())
                .then(|| not_installed(format!("{name} is not installed"))),
            Self::PyPi(packages) => {
                let programs = ["python3", "flock"].map(Self::Program);
                let missing = programs.iter().find_map(Self::missing);
                missing.or_else(|| packages.problem().map(not_installed))
            }
            Self::Root => (!OrdinaryUser::is_root()).then(|| not_met("needs root")),
            Self::SmallDisk => {
                let missing = [Self::Root, Self::Program("mount")].iter().find_map(Self::missing);
                missing.or_else(|| {
                    (!SmallDisk::can_be_mounted())
                        .then(|| not_met("file systems cannot be mounted here"))
                })
            }
            Self::Condition(reason, is_met) => (!is_met()).then(|| not_met(reason)),
            Self::All(needs) => needs.iter().find_map(Self::missing),
        }
    }
}

fn not_installed(reason: String) -> Missing {
    Missing { reason, is_installed_in_ci: true }
}

fn not_met(reason: &str) -> Missing {
    Missing { reason: reason.to_owned(), is_installed_in_ci: false }
}

/// The directories of programs.
pub(crate) fn directories() -> Vec<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).chain(PROGRAMS_OF_ROOT.map(PathBuf::from)).collect()
}

/// The path of a program.
pub(crate) fn program(name: &str) -> Option<PathBuf> {
    let mut paths = directories().into_iter().map(|directory| directory.join(name));
    paths.find(|path| path.is_file())
}

/// The first of these programs that is installed.
pub(crate) fn first(names: &[&'static str]) -> Option<&'static str> {
    names.iter().copied().find(|name| program(name).is_some())
}
