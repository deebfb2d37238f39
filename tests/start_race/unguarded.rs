//! The Python tool is called directly, so nothing of ours sees how it ends.

use std::os::unix::process::CommandExt;
use std::process::Command;
use std::process::Stdio;

use insta::assert_snapshot;

use super::Running;
use super::path_of_stand_in;
use super::twenty_changes;
use super::with_host;
use crate::support::Installation;
use crate::support::wait;

/// The stand-in, started as a unit of systemd starts it: by its path.
fn unguarded(omero: &Installation, arguments: &[&str]) -> Running {
    let path = path_of_stand_in(omero);
    let shims = std::env::var("PATH").unwrap_or_default();
    let mut tool = Command::new(omero.home().join("bin/omero"));
    tool.args(arguments).env_clear().env("OMERODIR", omero.omerodir());
    tool.env("PATH", format!("{path}:{shims}")).process_group(0);
    tool.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    Running::of(tool.spawn().unwrap())
}

/// The text without the number of the process.
fn without_number(text: &str, tool: &Running) -> String {
    text.replace(&tool.child.id().to_string(), "NUMBER")
}

#[test]
#[needs(Program("python3"))]
fn twenty_changes_during_a_start_that_we_do_not_run_are_told() {
    let omero = with_host();
    let start = unguarded(&omero, &["admin", "start"]);
    let process = format!("(process {})", start.child.id());
    twenty_changes(&omero, |stderr| assert!(stderr.contains(&process), "{stderr}"));
    assert!(start.end().status.success());
    assert_eq!(omero.answer("config get"), "omero.db.host=db");
}

#[test]
#[needs(Program("python3"))]
fn the_warning_names_the_process_and_what_to_type() {
    let omero = with_host();
    let start = unguarded(&omero, &["-w", "secret", "admin", "start", "--foreground"]);
    let run = omero.run("config set A 1").to_string();
    assert_snapshot!(without_number(&run, &start), @"
    exit 0
    --- stderr
    warning: `omero admin start` (process NUMBER) is running; when it ends, it saves the configuration that it read at its start, and this change may be lost
    hint: run this command again when process NUMBER has ended, or use `omero config --wait`, which waits for it
    ");
    start.end();
}

#[test]
#[needs(Program("python3"))]
fn reading_and_changes_that_change_nothing_warn_of_nothing() {
    let omero = with_host();
    let start = unguarded(&omero, &["admin", "start"]);
    assert_eq!(omero.run("config get").stderr(), "");
    assert_eq!(omero.run("config set omero.db.host db").stderr(), "");
    assert_eq!(omero.run("config set --dry-run A 1").stderr(), "");
    start.end();
}

#[test]
#[needs(Program("python3"))]
fn commands_that_do_not_save_and_other_installations_are_no_reason_to_warn() {
    let (omero, other) = (with_host(), with_host());
    let elsewhere = unguarded(&other, &["admin", "start"]);
    let status = unguarded(&omero, &["admin", "status"]);
    assert_snapshot!(omero.run("config set A 1"), @"exit 0");
    omero.file("copy.xml", "");
    assert_eq!(omero.run("config --source copy.xml set A 1").stderr(), "");
    elsewhere.end();
    status.end();
}

#[test]
#[needs(Program("python3"))]
fn with_wait_the_change_is_made_when_the_command_has_ended() {
    let omero = with_host();
    let start = unguarded(&omero, &["admin", "start"]);
    let set = omero.typed("config --wait --lock-timeout 50 set A 1").spawn();
    let by_variable = omero.typed("config --lock-timeout 50 set B 2").env("OMERO_CONFIG_WAIT", "1");
    let by_variable = { by_variable }.spawn();
    assert_eq!(omero.answer("config get A"), "");
    start.end();
    for set in [set, by_variable] {
        let output = wait(set);
        assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
    }
    assert_eq!(omero.answer("config get A"), "1");
    assert_eq!(omero.answer("config get B"), "2");
}

#[test]
#[needs(Program("python3"))]
fn with_wait_a_command_that_does_not_end_in_time_leaves_everything_as_it_was() {
    let omero = with_host();
    let start = unguarded(&omero, &["admin", "start"]);
    let before = omero.config_xml();
    let run = omero.run("config --wait --lock-timeout 0.2 set A 1").to_string();
    assert_snapshot!(without_number(&run, &start), @"
    exit 112
    --- stderr
    error: `omero admin start` (process NUMBER) did not end within 0.2 s; $OMERODIR/etc/grid/config.xml was not changed
    hint: a start or stop takes up to 300 s: `--lock-timeout 330` waits longer; without --wait the change is made immediately
    ");
    assert_eq!(omero.config_xml(), before);
    start.end();
}
