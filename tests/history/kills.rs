//! Whatever system call is the last of a command: the history has what was there, and nothing else.

use super::changes;
use crate::support::Installation;
use crate::support::run_with_injection;

/// Runs a command line that is killed at the call that `inject` names.
fn run_killed(omero: &Installation, inject: &str, line: &str) {
    let output = run_with_injection(omero, &format!("{inject}:signal=KILL"), line);
    assert!(!output.status.success(), "{inject}: {line}");
}

fn undo_all(omero: &Installation) -> Vec<String> {
    let mut states = vec![omero.answer("config get")];
    for number in changes(omero) {
        omero.prepare(&format!("config undo {number}"));
        states.push(omero.answer("config get"));
    }
    states
}

const CALLS: [&str; 5] = ["linkat", "renameat", "renameat2", "fsync", "unlinkat"];

#[test]
#[needs(Program("strace"))]
fn a_killed_change_was_made_or_was_not_and_nobody_else_made_it() {
    for call in CALLS {
        for when in 1..=3 {
            let omero = Installation::empty();
            omero.prepare("config set A 1");
            omero.prepare("config set A 2");
            run_with_injection(
                &omero,
                &format!("{call}:signal=KILL:when={when}"),
                "config set A 3",
            );
            let now = omero.answer("config get A");
            assert!(now == "2" || now == "3", "{call} {when}: {now}");
            omero.prepare("config set B 1");
            let log = omero.answer("config log --values");
            assert!(!log.contains("another program"), "{call} {when}: {log}");
            let expected: &[&str] = match &*now {
                "2" => &["A=2\nB=1", "A=2", "A=1", ""],
                _ => &["A=3\nB=1", "A=3", "A=2", "A=1", ""],
            };
            assert_eq!(undo_all(&omero), expected, "{call} {when}: {log}");
        }
    }
}

#[test]
#[needs(Program("strace"))]
fn a_start_that_is_killed_can_be_undone_and_started_again() {
    for inject in ["linkat", "renameat:when=1", "renameat:when=2"] {
        for killed in ["config drop default", "config set B 2"] {
            let omero = Installation::empty();
            omero.file("site.yaml", "{A: 1, B: 2, C: 3}");
            omero.prepare("config apply site.yaml");
            let set = ["config set A 1", "config set B 2", "config set C 3"];
            let start = [&["config drop default"], &set[..]].concat();
            let before = start.iter().take_while(|line| **line != killed);
            for line in before {
                omero.prepare(line);
            }
            if killed.contains("set") && inject == "linkat" {
                // It is part of the change before, which has its version.
                omero.prepare(killed);
            } else if killed.contains("drop") && inject == "renameat:when=2" {
                // It puts one file in place.
                omero.prepare(killed);
            } else {
                run_killed(&omero, inject, killed);
            }
            for line in &start {
                omero.prepare(line);
            }
            assert_eq!(changes(&omero), [1], "{inject} {killed}");
            assert_eq!(undo_all(&omero), ["A=1\nB=2\nC=3", ""]);
        }
    }
}
