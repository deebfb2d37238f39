//! Paths at which there is not a store.

use std::fs;
use std::process::Command;

use super::page::Page;
use crate::support::Installation;

#[test]
fn a_path_that_is_wrong() {
    let mut page = Page::new("paths");
    let omero = Installation::empty();
    page.case("no OMERODIR", &omero, omero.typed("config get").without("OMERODIR").run());
    fs::create_dir(omero.store()).unwrap();
    page.case("a directory", &omero, omero.run("config get"));
    fs::remove_dir(omero.store()).unwrap();
    assert!(Command::new("mkfifo").arg(omero.store()).status().unwrap().success());
    page.case("a FIFO", &omero, omero.run("config set A 1"));
    let omero = Installation::with("");
    let typed = omero.typed("config edit").env("EDITOR", "nosuch");
    page.case("a missing editor", &omero, typed.run());
    let typed = omero.typed("config edit").env("EDITOR", "false");
    page.case("a failing editor", &omero, typed.run());
    page.check();
}
