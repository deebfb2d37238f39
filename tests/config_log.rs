//! `config log` and `config undo`: what a change replaced, and the way back.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::Command;

use insta::assert_snapshot;

use crate::support::Installation;
use crate::support::Transcript;

/// The transcript without the times.
fn timeless(transcript: &Transcript) -> String {
    let text = transcript.to_string();
    let lines = text.lines().map(|line| match line.split_once(" UTC") {
        Some((before, after)) => {
            let number = before.split_once("  ").map_or(before, |(number, _)| number);
            // Who runs the tests.
            format!("{number}  TIME{}", after.replace(&account(), "ACCOUNT"))
        }
        None => line.to_owned(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn run(omero: &Installation, line: &str) -> Transcript {
    omero.typed(line).env("USER", "anna").run()
}

/// The name of the account that runs the tests.
fn account() -> String {
    let id = Command::new("id").arg("-un").output().unwrap();
    String::from_utf8(id.stdout).unwrap().trim_end().to_owned()
}

fn versions(omero: &Installation) -> Vec<PathBuf> {
    let entries = fs::read_dir(omero.grid().join("config.xml.history")).unwrap();
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    // Next to the versions there is a copy of what was written last.
    paths.retain(|path| path.extension().is_none_or(|end| end != "written"));
    paths.sort();
    paths
}

/// An installation with one property, set in the first change, which replaced nothing.
fn with_a() -> Installation {
    let omero = Installation::empty();
    omero.prepare("config --history 0 set A 1");
    omero
}

#[test]
fn log_shows_who_changed_what_the_newest_first() {
    let omero = with_a();
    assert!(run(&omero, "config set A 2").succeeded());
    assert!(run(&omero, "config set omero.db.pass secret").succeeded());
    assert!(run(&omero, "config def other").succeeded());
    assert_snapshot!(timeless(&run(&omero, "config log")), @"
    exit 0
    --- stdout
    3  TIME  config def other  script of ACCOUNT
        chose profile other
        created profile other
    2  TIME  config set omero.db.pass  script of ACCOUNT
        added omero.db.pass
    1  TIME  config set A  script of ACCOUNT
        changed A
    ");
}

#[test]
fn values_are_shown_on_request_and_passwords_never() {
    let omero = with_a();
    assert!(run(&omero, "config load -q").succeeded());
    assert!(run(&omero, "config set A 2").succeeded());
    assert!(run(&omero, "config set omero.db.pass secret").succeeded());
    assert!(run(&omero, "config set A").succeeded());
    assert_snapshot!(timeless(&run(&omero, "config log --values -n 2")), @"
    exit 0
    --- stdout
    3  TIME  config set A  script of ACCOUNT
        removed A: 2
    2  TIME  config set omero.db.pass  script of ACCOUNT
        added omero.db.pass: ********
    ");
}

#[test]
fn undo_brings_back_the_file_byte_for_byte() {
    let omero = Installation::with("<icegrid><!-- mine --><properties id='default'/></icegrid>\n");
    let before = omero.config_xml();
    omero.prepare("config set A 1");
    assert_snapshot!(omero.run("config undo"), @"
    exit 0
    --- stdout
    the configuration was restored to the state before change 1
        removed A: 1
    ");
    assert_eq!(omero.config_xml(), before);
}

#[test]
fn undo_can_be_taken_back() {
    let omero = with_a();
    omero.prepare("config set A 2");
    omero.prepare("config undo");
    assert_eq!(omero.answer("config get A"), "1");
    omero.prepare("config undo");
    assert_eq!(omero.answer("config get A"), "2");
}

#[test]
fn undo_goes_back_to_before_any_change() {
    let omero = with_a();
    for value in 2..=5 {
        omero.prepare(&format!("config set A {value}"));
    }
    omero.prepare("config undo 2");
    assert_eq!(omero.answer("config get A"), "2");
}

#[test]
fn undo_helps_when_another_program_has_broken_the_file() {
    let omero = with_a();
    omero.prepare("config set A 2");
    omero.write("<icegrid><properties");
    omero.prepare("config undo");
    assert_eq!(omero.answer("config get A"), "2");
    omero.prepare("config undo 1");
    assert_eq!(omero.answer("config get A"), "1");
}

#[test]
fn without_a_change_there_is_nothing_to_undo() {
    let omero = with_a();
    assert_snapshot!(omero.run("config undo"), @"
    exit 1
    --- stderr
    error: there is no change in the history of $OMERODIR/etc/grid/config.xml
    hint: nothing was changed yet, `--history 0` kept nothing, or `config log --purge` removed it
    ");
    assert_snapshot!(omero.run("config undo 7"), @"
    exit 1
    --- stderr
    error: there is no change 7 in the history of $OMERODIR/etc/grid/config.xml
    hint: `omero config log` lists the versions
    ");
    assert_snapshot!(omero.run("config log"), @"exit 0");
}

#[test]
fn a_change_that_changes_nothing_is_no_version() {
    let omero = with_a();
    omero.prepare("config set A 2");
    omero.prepare("config set A 2");
    assert_eq!(versions(&omero).len(), 1);
}

#[test]
fn a_version_is_the_replaced_file_itself_and_private() {
    let omero = with_a();
    fs::set_permissions(omero.store(), std::os::unix::fs::PermissionsExt::from_mode(0o644))
        .unwrap();
    let replaced = fs::metadata(omero.store()).unwrap().ino();
    omero.prepare("config set A 2");
    let version = fs::metadata(&versions(&omero)[0]).unwrap();
    assert_eq!((version.ino(), version.mode() & 0o777), (replaced, 0o600));
    assert_eq!(fs::metadata(omero.store()).unwrap().mode() & 0o777, 0o644);
    let directory = omero.grid().join("config.xml.history");
    assert_eq!(fs::metadata(directory).unwrap().mode() & 0o777, 0o700);
}

#[test]
fn only_as_many_versions_are_kept_as_were_asked_for() {
    let omero = with_a();
    for value in 2..=6 {
        omero.prepare(&format!("config --history 3 set A {value}"));
    }
    assert_eq!(versions(&omero).len(), 3);
    let run = omero.typed("config set A 7").env("OMERO_CONFIG_HISTORY", "2").run();
    assert!(run.succeeded(), "{run}");
    assert_eq!(versions(&omero).len(), 2);
}

#[test]
fn no_version_is_kept_where_the_history_is_switched_off() {
    let omero = with_a();
    omero.prepare("config --history 0 set A 2");
    assert!(!omero.grid().join("config.xml.history").exists());
}

#[test]
fn purge_wipes_all_versions_old_passwords_included() {
    let omero = with_a();
    omero.prepare("config set omero.db.pass secret");
    omero.prepare("config set omero.db.pass better");
    assert_snapshot!(omero.run("config log --purge"), @"
    exit 0
    --- stdout
    deleted 2 versions
    ");
    assert_eq!(versions(&omero), Vec::<PathBuf>::new());
}

#[test]
fn a_version_that_was_tampered_with_is_not_brought_back() {
    let omero = with_a();
    omero.prepare("config set A 2");
    fs::write(&versions(&omero)[0], "<html/>").unwrap();
    let run = omero.run("config undo");
    assert!(run.to_string().starts_with("exit 113\n--- stderr\nerror: "), "{run}");
    assert!(run.to_string().contains("the root element is `html`"), "{run}");
    assert!(
        run.to_string().contains("hint: this version is lost; `omero config log` lists"),
        "{run}"
    );
    assert_eq!(omero.answer("config get A"), "2");
}

#[test]
fn a_file_with_the_highest_number_stops_nobody() {
    let omero = with_a();
    omero.prepare("config set A 2");
    let name = "18446744073709551615-20261122T074532Z-uid0.xml";
    fs::copy(&versions(&omero)[0], omero.grid().join("config.xml.history").join(name)).unwrap();
    omero.prepare("config set A 3");
    omero.prepare("config undo");
    assert_eq!(omero.answer("config get A"), "2");
}

#[test]
fn a_history_that_cannot_be_kept_leaves_the_store_as_it_is() {
    let omero = with_a();
    fs::write(omero.grid().join("config.xml.history"), "in the way").unwrap();
    assert_snapshot!(omero.run("config set A 2"), @"
    exit 1
    --- stderr
    error: $OMERODIR/etc/grid/config.xml.history is a regular file; a history must be a directory of regular files
    hint: move it away; the next change creates a new history
    ");
    assert_eq!(omero.answer("config get A"), "1");
}

#[test]
fn a_version_stays_though_its_successor_may_not_survive_a_power_cut() {
    let omero = Installation::of_ordinary_user();
    omero.prepare("config set A 1");
    // A directory that can't be opened can't be flushed, but files in it can be replaced.
    fs::set_permissions(omero.grid(), PermissionsExt::from_mode(0o300)).unwrap();
    let changed = omero.run("config set A 2");
    fs::set_permissions(omero.grid(), PermissionsExt::from_mode(0o700)).unwrap();
    assert_snapshot!(changed, @"
    exit 1
    --- stderr
    error: $OMERODIR/etc/grid/config.xml was changed, but the change may be lost in a power cut: Permission denied (os error 13)
    hint: check the disk, then run the command again
    ");
    omero.prepare("config undo");
    assert_eq!(omero.answer("config get A"), "1");
}

#[test]
fn a_store_that_began_as_an_empty_file_can_become_one_again() {
    let omero = Installation::empty();
    fs::write(omero.store(), "").unwrap();
    assert!(run(&omero, "config set A 1").succeeded());
    assert_snapshot!(timeless(&run(&omero, "config log")), @"
    exit 0
    --- stdout
    1  TIME  config set A  script of ACCOUNT
        added A
    ");
    omero.prepare("config undo");
    assert_eq!(fs::read_to_string(omero.store()).unwrap(), "");
    assert_eq!(omero.answer("config get"), "");
}

#[test]
fn a_property_that_stands_twice_is_no_change_of_another() {
    let omero = Installation::empty();
    fs::write(
        omero.store(),
        "<icegrid><properties id='default'><property name='a' value='1'/>\
         <property name='b' value='1'/><property name='a' value='2'/></properties></icegrid>",
    )
    .unwrap();
    assert!(run(&omero, "config set c 1").succeeded());
    let log = omero.answer("config log --values");
    assert!(log.contains("added c: 1"), "{log}");
    assert!(!log.contains("changed a"), "{log}");
}
