//! The programs called `omero` on the PATH, and the place of this one among them.

use std::env;
use std::path::Path;
use std::path::PathBuf;

use crate::cli::process::programs;
use crate::cli::process::start_script::StartScript;
use crate::platform;

/// The programs called `omero` on the PATH.
pub(crate) struct OnPath {
    programs: Vec<PathBuf>,
    ourselves: Option<PathBuf>,
}

impl OnPath {
    pub(crate) fn look() -> Self {
        let ourselves = env::current_exe().ok();
        Self { programs: programs::on_path(Path::new("omero")), ourselves }
    }

    /// The one that a shell starts, if it does not start this program.
    pub(crate) fn before_us(&self) -> Option<&PathBuf> {
        self.programs.first().filter(|found| !self.starts_us(found))
    }

    /// Whether a shell can find this program at all.
    pub(crate) fn has_us(&self) -> bool {
        self.programs.iter().any(|found| self.starts_us(found))
    }

    /// The first one after this program that is another one.
    pub(crate) fn next(&self) -> Option<PathBuf> {
        self.ourselves.as_ref()?;
        let us = self.programs.iter().position(|found| self.is_us(found));
        let mut after = self.programs.iter().skip(us.map_or(0, |at| at + 1));
        after.find_map(|found| self.other(found))
    }

    /// The directories of all of them.
    pub(crate) fn directories(&self) -> impl Iterator<Item = &Path> {
        self.programs.iter().filter_map(|found| found.parent())
    }

    /// The directories by which a shell finds this program.
    pub(super) fn own_directories(&self) -> impl Iterator<Item = &Path> {
        self.programs.iter().filter(|found| self.is_us(found)).filter_map(|found| found.parent())
    }

    /// What is not this program in the end: a start script represents the tool that it keeps.
    pub(super) fn other(&self, program: &Path) -> Option<PathBuf> {
        if self.is_us(program) {
            return None;
        }
        match StartScript::read(program) {
            Some(script) => Some(script.python_tool).filter(|kept| platform::is_program(kept)),
            None => Some(program.to_owned()),
        }
    }

    pub(super) fn is_us(&self, program: &Path) -> bool {
        self.ourselves.as_ref().is_some_and(|ourselves| platform::is_same_file(program, ourselves))
    }

    fn starts_us(&self, program: &Path) -> bool {
        self.is_us(program)
            || StartScript::read(program).is_some_and(|script| self.is_us(&script.native))
    }
}
