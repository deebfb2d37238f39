//! Who holds the lock, and what programs and earlier changes left behind.

use std::fs;
use std::fs::File;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;
use std::time::Duration;
use std::time::SystemTime;

use insta::assert_snapshot;

use super::doctor;
use super::healthy;
use super::typed;
use crate::support::Transcript;
use crate::support::end;
use crate::support::wait;
use crate::support::wait_for;

/// A transcript with the number of a process made the same in every run.
fn with_process(transcript: &Transcript, process: u32) -> String {
    transcript.to_string().replace(&format!("process {process} "), "process NUMBER ")
}

#[test]
fn who_holds_the_lock_is_told() {
    let omero = healthy();
    let mut holder = omero.typed("config lock").spawn();
    wait_for(&mut holder, "Press enter to unlock");
    let transcript = typed(&omero, "config doctor").run();
    assert_snapshot!(with_process(&transcript, holder.id()), @"
    exit 0
    --- stdout
    store $OMERODIR/etc/grid/config.xml
    OMERO 5.6.10
    hint lock: process NUMBER (omero config lock) holds the lock $OMERODIR/etc/grid/config.xml.lock
        other changes wait until it is released
    1 hint
    ");
    drop(holder.stdin.take());
    wait(holder);
    assert!(doctor(&omero).stdout().ends_with("nothing found\n"));
}

/// A shell that holds the lock of a store, which a program that has ended took for it.
fn hold_lock(directory: &Path) -> Child {
    let mut shell = Command::new("/bin/sh");
    shell.args(["-c", "exec 9>>config.xml.lock && flock 9 && echo held && read line"]);
    shell.current_dir(directory).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut holder = shell.spawn().unwrap();
    wait_for(&mut holder, "held\n");
    holder
}

/// Whether the system lists the lock of a program that has ended: some containers do not.
fn locks_of_ended_programs_are_listed() -> bool {
    let directory = tempfile::tempdir().unwrap();
    let holder = hold_lock(directory.path());
    let inode = fs::metadata(directory.path().join("config.xml.lock")).unwrap().ino();
    let locks = fs::read_to_string("/proc/locks").unwrap_or_default();
    end(holder);
    locks.contains(&format!(":{inode} "))
}

#[test]
#[needs(
    Program("flock"),
    Condition("locks of ended programs are not listed here", locks_of_ended_programs_are_listed)
)]

fn who_holds_a_lock_that_a_program_before_has_taken_is_told() {
    let omero = healthy();
    let mut holder = hold_lock(&omero.grid());
    let transcript = typed(&omero, "config doctor").run();
    assert_snapshot!(with_process(&transcript, holder.id()), @"
    exit 0
    --- stdout
    store $OMERODIR/etc/grid/config.xml
    OMERO 5.6.10
    hint lock: process NUMBER (sh) holds the lock $OMERODIR/etc/grid/config.xml.lock
        other changes wait until it is released
    1 hint
    ");
    drop(holder.stdin.take());
    wait(holder);
}

#[test]
fn what_was_left_behind_is_told() {
    let omero = healthy();
    let draft = omero.grid().join(".config.xml.abc.draft");
    let two_hours_ago = SystemTime::now() - Duration::from_secs(2 * 60 * 60);
    File::create(&draft).unwrap().set_modified(two_hours_ago).unwrap();
    File::create(omero.grid().join(".config.xml.new.draft")).unwrap();
    let _ = omero.edit("config edit", "echo omero.db.pass=hush >> $1; exit 1");
    let text = omero.edited_texts().remove(0);
    fs::rename(&text, text.with_file_name("config.edit.abc.properties")).unwrap();
    assert_snapshot!(doctor(&omero), @"
    exit 0
    --- stdout
    store $OMERODIR/etc/grid/config.xml
    OMERO 5.6.10
    warning leftovers: $OMERODIR/etc/grid/.config.xml.abc.draft is left over from a change that was killed
        the next change deletes it
    warning leftovers: $HOME/.local/state/omero-config/edit$OMERODIR/etc/grid/config.xml/config.edit.abc.properties is a text of `config edit`
        if it is not being edited: rm $HOME/.local/state/omero-config/edit$OMERODIR/etc/grid/config.xml/config.edit.abc.properties
    2 warnings
    ");
}

#[test]
fn secrets_that_are_only_in_the_history_are_told() {
    let omero = healthy();
    for value in ["first", "second", "second", "third"] {
        omero.prepare(&format!("config set omero.db.pass {value}"));
    }
    assert_snapshot!(doctor(&omero), @"
    exit 0
    --- stdout
    store $OMERODIR/etc/grid/config.xml
    OMERO 5.6.10
    hint history: 2 of 4 earlier versions hold secrets that are no longer set
        `omero config log --purge` deletes all earlier versions
    1 hint
    ");
    omero.prepare("config log --purge");
    assert!(doctor(&omero).stdout().ends_with("nothing found\n"));
}
