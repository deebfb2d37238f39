//! The history of a store as people read it: what is a change, who made it, and the ways back.

mod another_program;
mod earlier_states;
mod kills;
mod older_releases;
mod record;
pub(crate) mod restarts;
mod thinning;

use std::fs;
use std::path::PathBuf;

use crate::support::Installation;

/// The changes in the log: their numbers, the newest first.
fn changes(omero: &Installation) -> Vec<u64> {
    let log = omero.answer("config log");
    let headlines = log.lines().filter(|line| !line.is_empty() && !line.starts_with(' '));
    headlines.map(|line| line.split("  ").next().unwrap().parse().unwrap()).collect()
}

/// What the log says about one change.
fn change(omero: &Installation, number: u64) -> String {
    let log = omero.answer("config log --values");
    let lines = log.lines().skip_while(|line| !line.starts_with(&format!("{number}  ")));
    let (first, rest): (Vec<_>, Vec<_>) =
        (lines.clone().take(1).collect(), lines.skip(1).collect());
    let rest = rest.into_iter().take_while(|line| line.starts_with(' '));
    first.into_iter().chain(rest).collect::<Vec<_>>().join("\n")
}

/// The names in the directory of the history, sorted.
fn names(omero: &Installation) -> Vec<String> {
    let entries = fs::read_dir(directory(omero)).unwrap();
    let mut names: Vec<_> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn directory(omero: &Installation) -> PathBuf {
    omero.grid().join("config.xml.history")
}

/// Another program replaces a text in the store.
fn replace(omero: &Installation, before: &str, after: &str) {
    let text = omero.config_xml().unwrap();
    assert!(text.contains(before), "{text}");
    omero.write(text.replace(before, after));
}
