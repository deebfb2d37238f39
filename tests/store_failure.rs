//! A change that fails leaves the old file byte for byte and no temporary file.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::fs::chown;
use std::os::unix::net::UnixListener;
use std::process::Command;
use std::time::Duration;
use std::time::SystemTime;

use insta::assert_snapshot;

use crate::support::Installation;
use crate::support::SmallDisk;

const NAMES: [&str; 2] = ["config.xml", "config.xml.lock"];

#[test]
#[needs(SmallDisk)]
fn a_full_disk_leaves_everything_as_it_was() {
    let omero = Installation::empty();
    let grid = omero.grid();
    let _disk = SmallDisk::mount(&grid);
    omero.prepare("config set A 1");
    let before = omero.config_xml();
    let value = "x".repeat(100_000);
    assert_snapshot!(omero.typed("config set A").arg(&value).run(), @"
    exit 1
    --- stderr
    error: cannot replace $OMERODIR/etc/grid/config.xml; it was not changed: No space left on device (os error 28)
    hint: check free space and permissions, then try again
    ");
    assert_eq!(omero.config_xml(), before);
    assert_eq!(omero.grid_names(), NAMES);
    let editor = omero.editor("head -c 100000 /dev/zero | tr '\\0' x >> \"$1\"");
    let transcript = omero.typed("config edit").env("EDITOR", editor).run();
    assert!(!transcript.succeeded(), "{transcript}");
    assert_eq!(omero.config_xml(), before);
}

#[test]
fn a_file_that_may_not_grow_leaves_everything_as_it_was() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    let before = omero.config_xml();
    omero.file("value", "x".repeat(100_000));
    let mut shell = Command::new("/bin/sh");
    let program = env!("CARGO_BIN_EXE_omero");
    // The limit sends a signal that kills whoever does not expect it.
    let script = format!("ulimit -f 8; exec {program} config set -f value A");
    shell.args(["-c", &script]).env("OMERODIR", omero.omerodir()).current_dir(omero.cwd());
    let output = shell.output().unwrap();
    let message = omero.collapsed(&String::from_utf8_lossy(&output.stderr));
    assert_snapshot!(message, @"
    error: cannot replace $OMERODIR/etc/grid/config.xml; it was not changed: File too large (os error 27)
    hint: check free space and permissions, then try again
    ");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(omero.config_xml(), before);
    assert_eq!(omero.grid_names(), NAMES);
}

#[test]
fn a_read_only_file_is_not_replaced() {
    let omero = Installation::of_ordinary_user();
    omero.prepare("config set A 1");
    let before = omero.config_xml();
    fs::set_permissions(omero.store(), PermissionsExt::from_mode(0o400)).unwrap();
    assert_snapshot!(omero.run("config set A 2"), @"
    exit 77
    --- stderr
    error: Cannot modify $OMERODIR/etc/grid/config.xml: Permission denied (os error 13)
    hint: run the command as the owner of the file
    ");
    assert_snapshot!(omero.run("config set A 1"), @"
    exit 77
    --- stderr
    error: Cannot modify $OMERODIR/etc/grid/config.xml: Permission denied (os error 13)
    hint: run the command as the owner of the file
    ");
    assert_eq!(omero.config_xml(), before);
    assert_eq!(omero.grid_names(), NAMES);
}

#[test]
fn a_read_only_directory_is_told() {
    let omero = Installation::of_ordinary_user();
    omero.prepare("config set A 1");
    let before = omero.config_xml();
    fs::set_permissions(omero.grid(), PermissionsExt::from_mode(0o500)).unwrap();
    assert_snapshot!(omero.run("config set A 2").without_random_names(), @"
    exit 1
    --- stderr
    error: cannot replace $OMERODIR/etc/grid/config.xml; it was not changed: Permission denied (os error 13)
    hint: run the command as a user with write permission for the directory of the file
    ");
    fs::set_permissions(omero.grid(), PermissionsExt::from_mode(0o700)).unwrap();
    fs::remove_file(omero.grid().join("config.xml.lock")).unwrap();
    fs::set_permissions(omero.grid(), PermissionsExt::from_mode(0o500)).unwrap();
    assert_snapshot!(omero.run("config set A 2"), @"
    exit 113
    --- stderr
    error: cannot open $OMERODIR/etc/grid/config.xml.lock: Permission denied (os error 13)
    hint: run the command as the owner of the file
    ");
    fs::set_permissions(omero.grid(), PermissionsExt::from_mode(0o700)).unwrap();
    assert_eq!(omero.config_xml(), before);
    assert_eq!(omero.grid_names(), ["config.xml"]);
}

#[test]
fn a_file_that_may_not_be_read_is_told() {
    let omero = Installation::of_ordinary_user();
    omero.prepare("config set A 1");
    fs::set_permissions(omero.store(), PermissionsExt::from_mode(0o000)).unwrap();
    assert_snapshot!(omero.run("config get"), @"
    exit 113
    --- stderr
    error: cannot read $OMERODIR/etc/grid/config.xml: Permission denied (os error 13)
    hint: run the command as the owner of the file
    ");
    assert_snapshot!(omero.run("config set A 2"), @"
    exit 113
    --- stderr
    error: cannot read $OMERODIR/etc/grid/config.xml: Permission denied (os error 13)
    hint: run the command as the owner of the file
    ");
    assert_eq!(omero.grid_names(), NAMES);
}

#[test]
fn a_directory_that_cannot_be_made_is_told() {
    let omero = Installation::of_ordinary_user();
    fs::remove_dir(omero.grid()).unwrap();
    fs::write(omero.omerodir().join("etc/grid"), "a file").unwrap();
    assert_snapshot!(omero.run("config set A 1"), @"
    exit 113
    --- stderr
    error: cannot read $OMERODIR/etc/grid: Not a directory (os error 20)
    hint: check the path, and every link and directory in it
    ");
    fs::remove_file(omero.omerodir().join("etc/grid")).unwrap();
    fs::set_permissions(omero.omerodir().join("etc"), PermissionsExt::from_mode(0o500)).unwrap();
    assert_snapshot!(omero.run("config set A 1"), @"
    exit 77
    --- stderr
    error: cannot create $OMERODIR/etc/grid: Permission denied (os error 13)
    hint: check that OMERODIR is correct and writable
    ");
}

#[test]
fn a_directory_in_the_place_of_the_file_is_told() {
    let omero = Installation::empty();
    fs::create_dir(omero.store()).unwrap();
    assert_snapshot!(omero.run("config get"), @"
    exit 113
    --- stderr
    error: $OMERODIR/etc/grid/config.xml is a directory, not a regular file
    hint: check the path; it must be a regular file
    ");
    assert_snapshot!(omero.run("config set A 1"), @"
    exit 113
    --- stderr
    error: $OMERODIR/etc/grid/config.xml is a directory, not a regular file
    hint: check the path; it must be a regular file
    ");
    assert!(omero.store().is_dir());
}

#[test]
fn neither_a_fifo_nor_a_socket_nor_a_device_makes_anybody_wait() {
    let omero = Installation::empty();
    assert!(Command::new("mkfifo").arg(omero.store()).status().unwrap().success());
    assert_snapshot!(omero.run("config get"), @"
    exit 113
    --- stderr
    error: $OMERODIR/etc/grid/config.xml is a FIFO, not a regular file
    hint: check the path; it must be a regular file
    ");
    assert_snapshot!(omero.run("config set A 1"), @"
    exit 113
    --- stderr
    error: $OMERODIR/etc/grid/config.xml is a FIFO, not a regular file
    hint: check the path; it must be a regular file
    ");
    fs::remove_file(omero.store()).unwrap();
    let _listener = UnixListener::bind(omero.store()).unwrap();
    assert_snapshot!(omero.run("config get"), @"
    exit 113
    --- stderr
    error: cannot read $OMERODIR/etc/grid/config.xml: No such device or address (os error 6)
    hint: check the path, and every link and directory in it
    ");
    assert_snapshot!(omero.run("config set A 1"), @"
    exit 113
    --- stderr
    error: $OMERODIR/etc/grid/config.xml is a socket, not a regular file
    hint: check the path; it must be a regular file
    ");
    assert_eq!(omero.grid_names(), ["config.xml"]);
    fs::remove_file(omero.store()).unwrap();
    assert_snapshot!(omero.run("config --source /dev/zero get"), @"
    exit 113
    --- stderr
    error: /dev/zero is a device, not a regular file
    hint: check the path; it must be a regular file
    ");
}

#[test]
fn something_else_in_the_place_of_the_lock_file_is_told() {
    for make in ["mkdir", "mkfifo"] {
        let omero = Installation::empty();
        let lock = omero.grid().join("config.xml.lock");
        assert!(Command::new(make).arg(&lock).status().unwrap().success());
        let transcript = omero.run("config --lock-timeout 0.1 set A 1");
        assert_eq!(transcript.exit(), 113, "{make}: {transcript}");
        assert!(transcript.stderr().contains("config.xml.lock"), "{transcript}");
        assert_eq!(omero.config_xml(), None);
    }
}

#[test]
fn a_left_over_lock_file_is_in_nobodys_way() {
    let omero = Installation::of_ordinary_user();
    let lock = omero.grid().join("config.xml.lock");
    fs::write(&lock, "").unwrap();
    if fs::metadata(omero.grid()).unwrap().uid() != fs::metadata(&lock).unwrap().uid() {
        chown(&lock, Some(fs::metadata(omero.grid()).unwrap().uid()), None).unwrap();
    }
    assert_snapshot!(omero.run("config --lock-timeout 0 set A 1"), @"exit 0");
}

#[test]
fn a_left_over_draft_is_in_nobodys_way() {
    let omero = Installation::empty();
    fs::write(omero.grid().join(".config.xml.aBcDeF.draft"), "half a fi").unwrap();
    fs::write(omero.grid().join("config.xml.temp"), "half a fi").unwrap();
    omero.prepare("config set A 1");
    assert_eq!(omero.answer("config get A"), "1");
}

#[test]
fn a_draft_that_a_kill_left_behind_long_ago_goes_with_the_next_change() {
    let omero = Installation::empty();
    let (old, new) = (".config.xml.aBcDeF.draft", ".config.xml.GhIjKl.draft");
    for name in [old, new, ".config.xml.backup"] {
        fs::write(omero.grid().join(name), "half a fi").unwrap();
    }
    let long_ago = SystemTime::now() - Duration::from_secs(2 * 60 * 60);
    for name in [old, ".config.xml.backup"] {
        let file = fs::File::options().write(true).open(omero.grid().join(name)).unwrap();
        file.set_modified(long_ago).unwrap();
    }
    omero.prepare("config set A 1");
    assert_eq!(omero.grid_names(), [new, ".config.xml.backup", "config.xml", "config.xml.lock"]);
}
