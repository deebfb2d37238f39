//! Consecutive `config` lines of a script: one transaction.

mod any_lines;
mod one_change;
mod other_commands;
mod other_programs;

use crate::support::Installation;
use crate::support::Transcript;

/// An installation that has a file, so that every change replaces a version.
fn with_a() -> Installation {
    let omero = Installation::empty();
    omero.prepare("config --history 0 set A 1");
    omero
}

fn load(omero: &Installation, lines: &str) -> Transcript {
    omero.file("a.omero", lines);
    omero.run("load a.omero")
}

/// What each change since the first one did, the newest first.
fn changes(omero: &Installation) -> Vec<String> {
    let log = omero.answer("config log");
    log.split('\n')
        .filter(|line| line.starts_with(' '))
        .map(|line| line.trim().to_owned())
        .collect()
}

fn count_of_changes(omero: &Installation) -> usize {
    omero.answer("config log").lines().filter(|line| line.contains(" UTC ")).count()
}
