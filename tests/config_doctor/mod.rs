//! `config doctor`: each examination in the situation that it is for.

mod lock_and_leftovers;
mod machine;
mod privacy;
mod store;

use std::env;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::fs::symlink;
use std::path::Path;

use insta::assert_snapshot;

use crate::support::Installation;
use crate::support::Transcript;
use crate::support::Typed;

/// Makes an installation one in which nothing is to be found but what a test adds.
fn make_healthy(omero: &Installation) {
    fs::write(omero.omerodir().join("etc/omero.properties"), "omero.version=5.6.10\n").unwrap();
    let programs = [("ours", omero.executable()), ("theirs", Path::new("/bin/echo"))];
    for (directory, program) in programs {
        fs::create_dir(omero.home().join(directory)).unwrap();
        symlink(program, omero.home().join(directory).join("omero")).unwrap();
    }
    omero.prepare("config set omero.db.host db.example.org");
}

fn healthy() -> Installation {
    let omero = Installation::empty();
    make_healthy(&omero);
    omero
}

/// The command with a PATH on which everything is in order.
fn typed<'omero>(omero: &'omero Installation, line: &str) -> Typed<'omero> {
    let directories = ["ours", "theirs"].map(|name| omero.home().join(name));
    let path = env::join_paths(directories).unwrap();
    omero.typed(line).env("PATH", path).env("EDITOR", "/bin/true")
}

fn doctor(omero: &Installation) -> Transcript {
    typed(omero, "config doctor").run()
}

#[test]
fn where_all_is_well_nothing_is_found() {
    assert_snapshot!(doctor(&healthy()), @"
    exit 0
    --- stdout
    store $OMERODIR/etc/grid/config.xml
    OMERO 5.6.10
    nothing found
    ");
}

#[test]
fn nothing_is_changed_and_no_lock_file_is_made() {
    let omero = healthy();
    fs::remove_file(omero.grid().join("config.xml.lock")).unwrap();
    let before = fs::metadata(omero.store()).unwrap().modified().unwrap();
    assert!(doctor(&omero).succeeded());
    assert_eq!(omero.grid_names(), ["config.xml"]);
    assert_eq!(fs::metadata(omero.store()).unwrap().modified().unwrap(), before);
    let omero = Installation::empty();
    fs::remove_dir_all(omero.omerodir()).unwrap();
    assert!(!doctor(&omero).succeeded());
    assert!(!omero.omerodir().exists());
}

#[test]
fn findings_are_json_and_warnings_can_count() {
    let omero = healthy();
    omero.prepare("config set omero.db.pass hush");
    fs::set_permissions(omero.store(), PermissionsExt::from_mode(0o644)).unwrap();
    assert_snapshot!(typed(&omero, "config doctor --json").run(), @r#"
    exit 0
    --- stdout
    [{"severity": "warning", "examination": "permissions", "problem": "all users of this machine can read $OMERODIR/etc/grid/config.xml, which holds a secret", "hint": "chmod o= $OMERODIR/etc/grid"}]
    "#);
    assert_eq!(typed(&omero, "config doctor --strict").run().exit(), 1);
}

#[test]
fn another_file_is_looked_at_without_omerodir() {
    let omero = healthy();
    fs::copy(omero.store(), omero.cwd().join("copy.xml")).unwrap();
    let typed = typed(&omero, "config --source copy.xml doctor").without("OMERODIR");
    assert_snapshot!(typed.run(), @"
    exit 0
    --- stdout
    store copy.xml
    OMERO 5.6
    hint omerodir: OMERODIR is not set
        set it to the directory of OMERO.server, or name a file with --source
    1 hint
    ");
}
