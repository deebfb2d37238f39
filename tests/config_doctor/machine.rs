//! What is found about the machine: disk, editor, other programs, the release.

use std::env;
use std::fs;

use insta::assert_snapshot;

use super::doctor;
use super::healthy;
use super::typed;
use crate::support::SmallDisk;

#[test]
#[needs(SmallDisk)]
fn a_disk_that_is_almost_full_is_told() {
    let omero = healthy();
    let grid = omero.grid();
    let _disk = SmallDisk::mount(&grid);
    omero.prepare("config set omero.db.host db.example.org");
    let transcript = doctor(&omero).to_string();
    let shown = transcript.lines().map(|line| match line.split_once("disk: ") {
        Some((severity, rest)) => {
            format!("{severity}disk: NUMBER{}", rest.trim_start_matches(char::is_numeric))
        }
        None => line.to_owned(),
    });
    assert_snapshot!(shown.collect::<Vec<_>>().join("\n"), @"
    exit 1
    --- stdout
    store $OMERODIR/etc/grid/config.xml
    OMERO 5.6.10
    error disk: NUMBER kB are free in $OMERODIR/etc/grid
        free some space: each change writes a complete new file
    1 error
    ");
}

#[test]
fn an_editor_that_cannot_be_found_is_told() {
    let omero = healthy();
    let typed = typed(&omero, "config doctor").env("EDITOR", "nosuch -w");
    assert_snapshot!(typed.run(), @"
    exit 0
    --- stdout
    store $OMERODIR/etc/grid/config.xml
    OMERO 5.6.10
    warning editor: cannot find the editor `nosuch` on the PATH
        set VISUAL or EDITOR to one that is installed; `config edit` needs it
    1 warning
    ");
}

#[test]
fn another_omero_in_front_of_this_one_is_told() {
    let omero = healthy();
    let path =
        |names: &[&str]| env::join_paths(names.iter().map(|name| omero.home().join(name))).unwrap();
    let with_path = |names| typed(&omero, "config doctor").env("PATH", path(names)).run();
    assert_snapshot!(with_path(&["theirs", "ours"]), @"
    exit 0
    --- stdout
    store $OMERODIR/etc/grid/config.xml
    OMERO 5.6.10
    warning path: `omero` on the PATH is $HOME/theirs/omero, not this program
        put the directory of this program before $HOME/theirs on the PATH
    1 warning
    ");
    assert_snapshot!(with_path(&["ours"]), @"
    exit 0
    --- stdout
    store $OMERODIR/etc/grid/config.xml
    OMERO 5.6.10
    hint path: no other `omero` follows this program on the PATH
        commands such as `admin`, `import` and `web start` need the Python tool
    1 hint
    ");
    assert_snapshot!(with_path(&[]), @"
    exit 0
    --- stdout
    store $OMERODIR/etc/grid/config.xml
    OMERO 5.6.10
    hint path: this program is not on the PATH
        add its directory to the PATH, before that of the Python tool
    hint path: no other `omero` follows this program on the PATH
        commands such as `admin`, `import` and `web start` need the Python tool
    2 hints
    ");
}

#[test]
fn a_release_that_is_unknown_or_contradicted_is_told() {
    let omero = healthy();
    assert_snapshot!(typed(&omero, "--omero-version 5.4 config doctor").run(), @"
    exit 0
    --- stdout
    store $OMERODIR/etc/grid/config.xml
    OMERO 5.4
    warning release: values are checked for OMERO 5.4, but OMERODIR holds 5.6.10
        correct --omero-version or OMERO_VERSION
    1 warning
    ");
    fs::remove_file(omero.omerodir().join("etc/omero.properties")).unwrap();
    assert_snapshot!(doctor(&omero), @"
    exit 0
    --- stdout
    store $OMERODIR/etc/grid/config.xml
    OMERO 5.6
    hint release: the release in OMERODIR is unknown: using 5.6
        set it with --omero-version or OMERO_VERSION
    1 hint
    ");
}
