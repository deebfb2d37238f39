//! `config path` and `config version`, and how the store is found.

use std::fs;

use insta::assert_snapshot;

use crate::support::Installation;

#[test]
fn the_path_is_shown_as_it_was_given_whether_the_file_is_there_or_not() {
    let omero = Installation::empty();
    assert_snapshot!(omero.run("config path"), @"
    exit 0
    --- stdout
    $OMERODIR/etc/grid/config.xml
    ");
    assert_snapshot!(omero.typed("config path").env("OMERODIR", "../omero/").run(), @"
    exit 0
    --- stdout
    ../omero/etc/grid/config.xml
    ");
    assert_snapshot!(omero.typed("config path").env("OMERODIR", "").run(), @"
    exit 0
    --- stdout
    etc/grid/config.xml
    ");
    omero.write("this is no XML");
    assert_snapshot!(omero.run("config path"), @"
    exit 0
    --- stdout
    $OMERODIR/etc/grid/config.xml
    ");
    assert_eq!(omero.grid_names(), ["config.xml"]);
}

#[test]
fn a_source_comes_before_omerodir() {
    let omero = Installation::empty();
    omero.file("other.xml", "");
    assert_snapshot!(omero.run("config --source other.xml path"), @"
    exit 0
    --- stdout
    other.xml
    ");
    assert_snapshot!(omero.run("config --source '' path"), @"
    exit 0
    --- stdout
    $OMERODIR/etc/grid/config.xml
    ");
    assert_snapshot!(omero.run("config --source nosuch.xml path"), @"
    exit 124
    --- stderr
    error: File not found: nosuch.xml
    hint: --source changes an existing file; create an empty file with `touch FILE`
    ");
}

#[test]
fn without_omerodir_there_is_no_store() {
    let omero = Installation::empty();
    assert_snapshot!(omero.typed("config get").without("OMERODIR").run(), @"
    exit 125
    --- stderr
    error: FATAL: OMERODIR env variable not set
    hint: set OMERODIR to the directory of OMERO.server, or name a file with --source
    ");
    assert_snapshot!(omero.typed("config set A 1").without("OMERODIR").run(), @"
    exit 125
    --- stderr
    error: FATAL: OMERODIR env variable not set
    hint: set OMERODIR to the directory of OMERO.server, or name a file with --source
    ");
}

#[test]
fn a_relative_omerodir_leads_to_the_same_store() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    let typed = omero.typed("config get A").env("OMERODIR", ".").current_dir(&omero.omerodir());
    assert_snapshot!(typed.run(), @"
    exit 0
    --- stdout
    1
    ");
    let typed = omero.typed("config set B 2").env("OMERODIR", "").current_dir(&omero.omerodir());
    assert!(typed.run().succeeded());
    assert_eq!(omero.answer("config get B"), "2");
}

#[test]
fn a_source_in_the_current_directory_can_be_changed() {
    let omero = Installation::empty();
    fs::write(omero.cwd().join("here.xml"), "").unwrap();
    omero.prepare("config --source here.xml set A 1");
    assert_eq!(omero.answer("config --source ./here.xml get A"), "1");
}

#[test]
fn omero_home_has_no_meaning_any_more() {
    let omero = Installation::empty();
    assert_snapshot!(omero.typed("config path").env("OMERO_HOME", "/nowhere").run(), @"
    exit 0
    --- stdout
    WARN: OMERO_HOME usage is ignored in omero-py
    $OMERODIR/etc/grid/config.xml
    ");
}

#[test]
fn the_version_is_that_of_the_profile() {
    let omero = Installation::empty();
    assert_snapshot!(omero.run("config version"), @"
    exit 0
    --- stdout
    5.1.0
    ");
    omero.write("<icegrid><properties id='default'/></icegrid>");
    assert_snapshot!(omero.run("config version"), @"
    exit 0
    --- stdout
    None
    ");
}
