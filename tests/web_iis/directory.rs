//! The directory that the files are written to.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use insta::assert_snapshot;

use crate::support::Installation;

#[test]
fn the_files_are_written_and_made_anew() {
    let omero = Installation::empty();
    omero.prepare(r"web iis --method isapi --omerodir 'C:\a' --output iis");
    assert_eq!(
        names(&omero, "iis"),
        ["PLAN.txt", "dispatch.py", "install.ps1", "remove.ps1", "web.config"]
    );
    omero.prepare(r"web iis --method isapi --omerodir 'C:\b' --output iis");
    assert!(fs::read_to_string(omero.cwd().join("iis/dispatch.py")).unwrap().contains(r"'C:\\b'"));
    omero.prepare(r"web iis --omerodir 'C:\a' --output proxy");
    assert_eq!(
        names(&omero, "proxy"),
        ["PLAN.txt", "install.ps1", "maintenance.html", "remove.ps1", "web.config"]
    );
}

#[test]
fn the_written_plan_is_the_one_that_is_shown() {
    let omero = Installation::empty();
    let shown = omero.answer(r"web iis --omerodir 'C:\a' --output iis");
    let written = fs::read_to_string(omero.cwd().join("iis/PLAN.txt")).unwrap();
    assert!(written.replace("\r\n", "\n").contains(&shown));
    let undo = omero.answer(r"web iis --omerodir 'C:\a' --remove");
    assert!(written.replace("\r\n", "\n").contains(&undo));
}

#[test]
fn files_of_others_are_kept() {
    let omero = Installation::empty();
    fs::create_dir(omero.cwd().join("iis")).unwrap();
    omero.file("iis/web.config", "<configuration/>");
    assert_snapshot!(omero.run(r"web iis --omerodir 'C:\a' --output iis"), @"
    exit 1
    --- stderr
    error: iis/web.config exists and was not written by `omero web`; nothing was written
    hint: choose another directory, or give --force
    ");
    assert_eq!(names(&omero, "iis"), ["web.config"]);
    omero.prepare(r"web iis --omerodir 'C:\a' --output iis --force");
    assert_eq!(names(&omero, "iis").len(), 5);
}

#[test]
fn where_one_file_cannot_be_written_the_others_are_as_they_were() {
    let omero = Installation::empty();
    omero.prepare(r"web iis --method isapi --omerodir 'C:\a' --output iis");
    let before = fs::read(omero.cwd().join("iis/dispatch.py")).unwrap();
    fs::remove_file(omero.cwd().join("iis/PLAN.txt")).unwrap();
    std::os::unix::fs::symlink("nowhere/PLAN.txt", omero.cwd().join("iis/PLAN.txt")).unwrap();
    let refused = omero.run(r"web iis --method isapi --omerodir 'C:\b' --output iis");
    assert!(!refused.succeeded() && refused.stdout().is_empty(), "{refused}");
    assert_eq!(fs::read(omero.cwd().join("iis/dispatch.py")).unwrap(), before);
}

#[test]
fn a_directory_that_cannot_be_made_is_named() {
    let omero = Installation::empty();
    assert_snapshot!(omero.run(r"web iis --omerodir 'C:\a' --output no/iis"), @"
    exit 1
    --- stderr
    error: cannot create the directory no/iis: No such file or directory (os error 2)
    ");
}

#[test]
fn only_their_owner_can_read_the_files() {
    let omero = Installation::empty();
    omero.prepare(r"web iis --omerodir 'C:\a' --output iis");
    let mode = |name: &str| fs::metadata(omero.cwd().join(name)).unwrap().permissions().mode();
    assert_eq!(mode("iis/web.config") & 0o777, 0o600);
    assert_eq!(mode("iis") & 0o777, 0o700);
}

fn names(omero: &Installation, directory: &str) -> Vec<String> {
    let entries = fs::read_dir(omero.cwd().join(directory)).unwrap();
    let mut names: Vec<_> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}
