//! File systems and mounts that refuse what others can do: the message fits the cause, and nothing is
//! lost.

use std::fs;
use std::os::unix::fs::MetadataExt;

use insta::assert_snapshot;
use rustix::fs::XattrFlags;

use super::give;
use super::history;
use super::of_another_user;
use super::system_calls::run_with_failing_call;
use crate::support::Installation;

fn shown((exit, stderr): (i32, String)) -> String {
    format!("exit {exit}\n{stderr}")
}

#[test]
#[needs(Program("strace"))]
fn a_file_system_without_locks_is_named() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    assert_snapshot!(shown(run_with_failing_call(&omero, "flock:error=EOPNOTSUPP", "config set A 2")), @"
    exit 113
    error: cannot lock $OMERODIR/etc/grid/config.xml.lock: Operation not supported (os error 95)
    hint: if this file system does not support locks (`flock`), move etc/grid to one that does, or mount it with locks (NFS: without `nolock`)
    ");
    assert_eq!(omero.answer("config get A"), "1");
}

#[test]
#[needs(Program("strace"))]
fn a_store_that_is_mounted_as_a_single_file_is_named() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    let inject = "rename,renameat,renameat2:error=EBUSY";
    assert_snapshot!(shown(run_with_failing_call(&omero, inject, "config set A 2")), @"
    exit 1
    error: cannot replace $OMERODIR/etc/grid/config.xml; it was not changed: Device or resource busy (os error 16)
    hint: the file is a mount point (`docker -v FILE`), which cannot be replaced; mount its directory instead
    ");
    assert_eq!(omero.answer("config get A"), "1");
    let names = fs::read_dir(history(&omero)).unwrap().map(|entry| entry.unwrap().file_name());
    let versions = names.filter(|name| !name.to_str().unwrap().ends_with(".written"));
    assert_eq!(versions.count(), 1);
}

#[test]
#[needs(Program("strace"))]
fn a_directory_that_cannot_be_flushed_is_named() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    let inject = "fsync:error=EINVAL:when=2";
    assert_snapshot!(shown(run_with_failing_call(&omero, inject, "config set A 2")), @"
    exit 1
    error: $OMERODIR/etc/grid/config.xml was changed, but the change may be lost in a power cut: Invalid argument (os error 22)
    hint: this file system cannot flush a directory; run `sync`, or move etc/grid to a local disk
    ");
    assert_eq!(omero.answer("config get A"), "2");
}

#[test]
#[needs(Program("strace"))]
fn a_directory_that_fails_to_be_closed_is_no_reason_to_stop() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    let (exit, stderr) = run_with_failing_call(&omero, "close:error=EIO:when=5+", "config set A 2");
    assert_eq!((exit, &*stderr), (0, ""));
}

#[test]
#[needs(Root, Program("strace"))]
fn without_hard_links_the_version_belongs_to_the_owner_of_the_store() {
    let omero = of_another_user();
    omero.prepare("config --history 0 set A 1");
    give(&omero);
    let (exit, stderr) = run_with_failing_call(&omero, "link,linkat:error=EPERM", "config set A 2");
    assert_eq!((exit, &*stderr), (0, ""));
    let version = fs::read_dir(history(&omero)).unwrap().next().unwrap().unwrap();
    let (version, store) = (version.metadata().unwrap(), fs::metadata(omero.omerodir()).unwrap());
    assert_eq!((version.uid(), version.mode() & 0o777), (store.uid(), 0o600));
    omero.prepare("config undo");
    assert_eq!(omero.answer("config get A"), "1");
}

fn has_security_labels() -> bool {
    let probe = tempfile::NamedTempFile::new().unwrap();
    rustix::fs::setxattr(probe.path(), "security.ima", b"\x04", XattrFlags::empty()).is_ok()
}

#[test]
#[needs(Root, Condition("the temporary directory has no security labels", has_security_labels))]
fn a_hash_of_the_old_content_is_not_copied() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    let store = omero.store();
    rustix::fs::setxattr(&store, "security.ima", b"\x04old", XattrFlags::empty()).unwrap();
    rustix::fs::setxattr(&store, "user.note", b"kept", XattrFlags::empty()).unwrap();
    omero.prepare("config set A 2");
    let mut value = [0; 16];
    assert!(rustix::fs::getxattr(&store, "security.ima", &mut value).is_err());
    assert_eq!(rustix::fs::getxattr(&store, "user.note", &mut value).unwrap(), 4);
}

#[test]
#[needs(Program("strace"))]
fn a_file_whose_attributes_cannot_be_read_is_not_replaced() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    let inject = "flistxattr:error=EIO";
    assert_snapshot!(shown(run_with_failing_call(&omero, inject, "config set A 2")), @"
    exit 1
    error: cannot replace $OMERODIR/etc/grid/config.xml; its extended attributes cannot be read: Input/output error (os error 5)
    hint: check the file system that the file is on
    ");
    assert_eq!(omero.answer("config get A"), "1");
}
