//! A history is believed only where no other user can have made it.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::fs::chown;
use std::os::unix::fs::symlink;
use std::path::PathBuf;

use super::give;
use super::history;
use super::installation_of_root;
use super::of_another_user;
use crate::support::Installation;
use crate::support::OrdinaryUser;

/// A user who has nothing to do with the installation.
const STRANGER: u32 = 12345;

fn with_two_versions() -> Installation {
    let omero = Installation::empty();
    omero.prepare("config --history 0 set A 1");
    omero.prepare("config set A 2");
    omero.prepare("config set A 3");
    omero
}

/// The versions, the oldest first.
fn versions(omero: &Installation) -> Vec<PathBuf> {
    let entries = fs::read_dir(history(omero)).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> = entries.collect();
    // Next to the versions there is a copy of what was written last.
    paths.retain(|path| path.extension().is_none_or(|end| end != "written"));
    paths.sort();
    paths
}

fn is_refused(omero: &Installation, line: &str, why: &str) {
    let before = omero.config_xml();
    let run = omero.run(line);
    assert!(!run.succeeded(), "{line}: {run}");
    assert!(run.stderr().contains(why), "{line}: {run}");
    assert_eq!(omero.config_xml(), before, "{line}");
}

#[test]
#[needs(Root)]
fn a_history_that_is_a_link_to_another_one_is_neither_used_nor_wiped() {
    let (omero, other) = (of_another_user(), installation_of_root());
    omero.prepare("config --history 0 set A 1");
    give(&omero);
    symlink(history(&other), history(&omero)).unwrap();
    OrdinaryUser::get().own(&history(&omero));
    let before = versions(&other);
    for line in ["config set A 2", "config undo", "config log", "config log --purge"] {
        is_refused(&omero, line, "config.xml.history is a symbolic link");
    }
    assert_eq!(versions(&other), before);
}

#[test]
#[needs(Root)]
fn a_version_that_leads_to_a_store_of_root_is_not_brought_back() {
    let (omero, other) = (of_another_user(), installation_of_root());
    omero.prepare("config set A 1");
    omero.prepare("config set A 2");
    let planted = history(&omero).join("000099-20261122T041700Z-root.xml");
    symlink(other.store(), &planted).unwrap();
    OrdinaryUser::get().own(&planted);
    is_refused(&omero, "config undo", "is a symbolic link");
}

#[test]
#[needs(Root)]
fn a_version_that_is_a_second_name_of_a_store_of_root_is_not_brought_back() {
    let (omero, other) = (of_another_user(), installation_of_root());
    omero.prepare("config set A 1");
    omero.prepare("config set A 2");
    let planted = history(&omero).join("000099-20261122T041700Z-root.xml");
    fs::hard_link(other.store(), planted).unwrap();
    is_refused(&omero, "config undo", "it may belong to another configuration");
}

#[test]
#[needs(Root)]
fn a_history_of_a_stranger_is_refused() {
    let omero = with_two_versions();
    chown(history(&omero), Some(STRANGER), None).unwrap();
    for line in ["config set A 4", "config undo", "config log --purge"] {
        is_refused(&omero, line, "belongs to user uid12345");
    }
}

#[test]
#[needs(Root)]
fn a_version_of_a_stranger_is_refused() {
    let omero = with_two_versions();
    chown(versions(&omero).last().unwrap(), Some(STRANGER), None).unwrap();
    is_refused(&omero, "config undo", "belongs to user uid12345");
}

#[test]
fn a_history_that_others_can_write_is_refused() {
    let omero = with_two_versions();
    fs::set_permissions(history(&omero), PermissionsExt::from_mode(0o770)).unwrap();
    is_refused(&omero, "config undo", "can be written by other users");
    is_refused(&omero, "config set A 4", "can be written by other users");
}

#[test]
fn a_version_that_others_can_write_is_refused() {
    let omero = with_two_versions();
    let last = versions(&omero).pop().unwrap();
    fs::set_permissions(last, PermissionsExt::from_mode(0o622)).unwrap();
    is_refused(&omero, "config undo", "can be written by other users");
}

#[test]
fn a_version_that_is_a_fifo_or_a_directory_is_reported_at_once() {
    let omero = with_two_versions();
    let last = versions(&omero).pop().unwrap();
    fs::remove_file(&last).unwrap();
    fs::create_dir(&last).unwrap();
    is_refused(&omero, "config undo", "is a directory");
}

#[test]
fn a_planted_high_number_hides_no_later_version() {
    let omero = with_two_versions();
    let planted = history(&omero).join("999999999999-20261122T041700Z-root.xml");
    fs::copy(versions(&omero).first().unwrap(), planted).unwrap();
    omero.prepare("config set A 4");
    omero.prepare("config set A 5");
    omero.prepare("config undo");
    assert_eq!(omero.answer("config get A"), "4");
}

#[test]
fn a_planted_directory_keeps_no_version_from_being_removed() {
    let omero = with_two_versions();
    let planted = history(&omero).join("000000-20261122T041700Z-root.xml");
    fs::create_dir(&planted).unwrap();
    let run = omero.run("config log --purge");
    assert_eq!(run.exit(), 1, "{run}");
    assert!(run.stderr().contains("000000-20261122T041700Z-root.xml"), "{run}");
    assert_eq!(versions(&omero), [planted]);
}

#[test]
#[needs(Root, Program("strace"))]
fn after_a_kill_between_history_and_store_every_change_can_be_undone() {
    let omero = of_another_user();
    omero.prepare("config set A 1");
    chown(omero.store(), Some(0), Some(0)).unwrap();
    omero.prepare("config set A 2");
    let (exit, _) = super::system_calls::run_with_failing_call(
        &omero,
        "rename,renameat,renameat2:signal=KILL",
        "config set A 3",
    );
    assert_eq!(exit, -1);
    omero.prepare("config set A 4");
    omero.prepare("config undo");
    assert_eq!(omero.answer("config get A"), "2");
}

#[test]
fn undo_takes_back_what_was_changed_while_it_waited_for_the_lock() {
    let omero = with_two_versions();
    let mut holder = omero.typed("config lock").spawn();
    crate::support::wait_for(&mut holder, "Press enter to unlock");
    let undo = omero.typed("config undo").spawn();
    let key = omero.typed("config set B 1").spawn();
    // Whichever gets the lock first: nothing but one change is taken back.
    drop(holder.stdin.take());
    crate::support::end(holder);
    let (undone, set) = (crate::support::wait(undo), crate::support::wait(key));
    assert!(undone.status.success() && set.status.success());
    let (a, b) = (omero.answer("config get A"), omero.answer("config get B"));
    assert!(matches!((&*a, &*b), ("3", "") | ("2", "1")), "A={a} B={b}");
}
