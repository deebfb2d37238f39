//! The change that makes the store can be taken back like any other.

use std::fs;

use insta::assert_snapshot;

use crate::support::Installation;

#[test]
fn undo_of_the_first_change_leaves_no_file_and_can_be_undone() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    let first = omero.config_xml();
    assert_snapshot!(omero.run("config undo"), @"
    exit 0
    --- stdout
    the configuration was restored to the state before change 1
        removed A: 1
    ");
    assert_eq!(omero.config_xml(), None);
    assert_snapshot!(omero.run("config get"), @"exit 0");
    omero.prepare("config undo");
    assert_eq!(omero.config_xml(), first);
}

#[test]
fn undo_of_init_leaves_no_file() {
    let omero = Installation::empty();
    let line = "config init --db-host db.example.org --db-pass-file -";
    assert!(omero.typed(line).input("secret\n").run().succeeded());
    omero.prepare("config undo");
    assert_eq!(omero.config_xml(), None);
}

#[test]
fn undo_of_the_first_change_of_an_empty_file_leaves_an_empty_file() {
    let omero = Installation::with("");
    omero.prepare("config set A 1");
    omero.prepare("config undo");
    assert_eq!(omero.config_xml().as_deref(), Some(""));
}

#[test]
fn a_store_that_was_there_before_is_not_removed_by_undo() {
    let omero = Installation::empty();
    omero.prepare("config --history 0 set A 1");
    assert_snapshot!(omero.run("config undo"), @"
    exit 1
    --- stderr
    error: there is no change in the history of $OMERODIR/etc/grid/config.xml
    hint: nothing was changed yet, `--history 0` kept nothing, or `config log --purge` removed it
    ");
    assert_eq!(omero.answer("config get A"), "1");
}

#[test]
fn after_a_purge_there_is_nothing_to_undo() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    omero.prepare("config log --purge");
    assert_eq!(omero.run("config undo").exit(), 1);
    assert_eq!(omero.answer("config get A"), "1");
}

#[test]
fn undo_of_a_number_goes_back_to_before_the_first_change() {
    let omero = Installation::empty();
    for value in ["1", "2", "3"] {
        omero.prepare(&format!("config set A {value}"));
    }
    omero.prepare("config undo 1");
    assert_eq!(omero.config_xml(), None);
}

#[test]
fn without_a_directory_there_is_nothing_to_undo() {
    let omero = Installation::empty();
    fs::remove_dir(omero.grid()).unwrap();
    assert_snapshot!(omero.run("config get"), @"exit 0");
    assert_snapshot!(omero.run("config undo"), @"
    exit 1
    --- stderr
    error: there is no change in the history of $OMERODIR/etc/grid/config.xml
    hint: nothing was changed yet, `--history 0` kept nothing, or `config log --purge` removed it
    ");
    assert!(!omero.grid().exists());
}
