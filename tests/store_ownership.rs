//! Owner, group, mode and attributes of a file outlive its replacement.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::fs::chown;
use std::path::Path;

use insta::assert_snapshot;
use rustix::fs::XattrFlags;

use crate::support::Installation;

const SOMEBODY: u32 = 12345;

#[test]
#[needs(Root)]
fn root_keeps_owner_group_and_mode_of_somebody_elses_store() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    for mode in [0o600, 0o640, 0o644, 0o400, 0o660] {
        chown(omero.store(), Some(SOMEBODY), Some(SOMEBODY + 1)).unwrap();
        fs::set_permissions(omero.store(), PermissionsExt::from_mode(mode)).unwrap();
        let value = format!("{mode:o}");
        omero.prepare(&format!("config set A {value}"));
        let found = fs::metadata(omero.store()).unwrap();
        assert_eq!((found.uid(), found.gid()), (SOMEBODY, SOMEBODY + 1));
        assert_eq!(found.mode() & 0o7777, mode);
        assert_eq!(omero.answer("config get A"), value);
    }
}

#[test]
#[needs(Root)]
fn a_new_file_of_root_belongs_to_the_owner_of_the_directory() {
    let omero = Installation::empty();
    chown(omero.grid(), Some(SOMEBODY), Some(SOMEBODY + 1)).unwrap();
    omero.prepare("config set A 1");
    let found = fs::metadata(omero.store()).unwrap();
    assert_eq!((found.uid(), found.gid()), (SOMEBODY, SOMEBODY + 1));
    assert_eq!(found.mode() & 0o7777, 0o600);
}

#[test]
fn a_wide_umask_makes_no_new_file_readable() {
    let omero = Installation::empty();
    let program = env!("CARGO_BIN_EXE_omero");
    let mut shell = std::process::Command::new("/bin/sh");
    shell.args(["-c", &format!("umask 0; {program} config set A 1")]);
    assert!(shell.env("OMERODIR", omero.omerodir()).status().unwrap().success());
    assert_eq!(fs::metadata(omero.store()).unwrap().mode() & 0o7777, 0o600);
}

/// Names of many extended attributes.
fn names() -> Vec<String> {
    (0..60).map(|number| format!("user.a.rather.long.name.{number}")).collect()
}

/// Gives a file many extended attributes.
fn add_attributes(file: &Path) -> rustix::io::Result<()> {
    names().iter().try_for_each(|name| {
        rustix::fs::setxattr(file, &**name, name.as_bytes(), XattrFlags::empty())
    })
}

fn attributes_can_be_added() -> bool {
    add_attributes(tempfile::NamedTempFile::new().unwrap().path()).is_ok()
}

#[test]
#[needs(Condition(
    "few or no extended attributes in the temporary directory",
    attributes_can_be_added
))]
fn extended_attributes_are_kept_however_many_there_are() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    add_attributes(&omero.store()).unwrap();
    omero.prepare("config set A 2");
    for name in &names() {
        let mut value = [0; 64];
        let size = rustix::fs::getxattr(omero.store(), &**name, &mut value).unwrap();
        assert_eq!(&value[..size], name.as_bytes());
    }
}

#[test]
#[needs(Root)]
fn a_file_of_somebody_else_is_not_taken_over() {
    // Anybody may write here, and may write the file; but the new file would not be its owner's.
    let omero = Installation::of_ordinary_user();
    omero.prepare("config set A 1");
    fs::set_permissions(omero.grid(), PermissionsExt::from_mode(0o777)).unwrap();
    chown(omero.store(), Some(SOMEBODY), Some(SOMEBODY)).unwrap();
    fs::set_permissions(omero.store(), PermissionsExt::from_mode(0o666)).unwrap();
    let before = omero.config_xml();
    assert_snapshot!(omero.run("config set A 2"), @"
    exit 77
    --- stderr
    error: cannot replace $OMERODIR/etc/grid/config.xml; the new file would not belong to its owner: Operation not permitted (os error 1)
    hint: run the command as the owner of the file, or as root
    ");
    assert_eq!(omero.config_xml(), before);
    assert_eq!(fs::metadata(omero.store()).unwrap().uid(), SOMEBODY);
    assert_eq!(omero.grid_names(), ["config.xml", "config.xml.lock"]);
}
