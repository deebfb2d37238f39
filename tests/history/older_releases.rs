//! Histories of older releases, whose names say less.

use std::fs;

use super::changes;
use super::directory;
use super::names;
use crate::support::Installation;

/// Renames all versions as older releases did, and removes what these did not have.
fn make_old(omero: &Installation) {
    for name in names(omero) {
        let path = directory(omero).join(&name);
        match name.split_once(',') {
            Some((start, rest)) => {
                let end = rest.rsplit_once('.').unwrap().1;
                fs::rename(path, directory(omero).join(format!("{start}.{end}"))).unwrap();
            }
            None => fs::remove_file(path).unwrap(),
        }
    }
}

#[test]
fn they_are_listed_undone_and_continued() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    omero.prepare("config set A 2");
    make_old(&omero);
    let log = omero.answer("config log");
    assert!(!log.contains("config set") && log.contains("    changed A\n"), "{log}");
    omero.prepare("config set A 3");
    assert_eq!(changes(&omero), [3, 2, 1]);
    omero.prepare("config undo");
    assert_eq!(omero.answer("config get A"), "2");
    omero.prepare("config undo 2");
    assert_eq!(omero.answer("config get A"), "1");
    let json = omero.answer("config log --json");
    assert!(json.contains("\"origin\": null"), "{json}");
}

#[test]
fn a_change_of_another_program_after_them_is_part_of_the_last() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    omero.prepare("config set A 2");
    make_old(&omero);
    super::replace(&omero, "value=\"2\"", "value=\"7\"");
    omero.prepare("config set B 1");
    assert_eq!(changes(&omero), [3, 2, 1]);
}
