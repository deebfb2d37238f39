//! `omero` without arguments: commands on standard input.

use std::fs;
use std::io::Write;

use insta::assert_snapshot;

use crate::support::Installation;
use crate::support::wait;
use crate::support::wait_for;

/// An installation with one change.
fn with_a() -> Installation {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    omero
}

fn count_of_changes(omero: &Installation) -> usize {
    omero.answer("config log").lines().filter(|line| line.contains(" UTC ")).count()
}

#[test]
fn commands_on_standard_input_are_one_change_whatever_fails() {
    let omero = with_a();
    let lines: Vec<_> = (0..1000).map(|number| format!("config set K{number} 1\n")).collect();
    let lines = lines.concat();
    let typed = omero.program().input(format!("{lines}config set 'a b' 1\nconfig set Z 1\n"));
    assert_snapshot!(typed.run(), @"
    exit 0
    --- stdout

    --- stderr
    error: standard input, line 1001: Illegal property name: a b
    hint: a name contains only letters, digits, `.`, `_` and `-`, not ' '
    ");
    assert_eq!(count_of_changes(&omero), 2);
    assert_eq!(omero.answer("config keys").lines().count(), 1002);
    omero.prepare("config undo");
    assert_eq!(omero.answer("config get"), "A=1");
}

#[test]
fn quit_ends_the_commands_on_standard_input_and_writes_them() {
    let omero = with_a();
    let typed = omero.program().input("config set B 1\n quit \nconfig set C 1\n");
    assert_snapshot!(typed.run(), @"exit 0");
    assert_eq!(omero.answer("config get"), "A=1\nB=1");
    assert_eq!(count_of_changes(&omero), 2);
}

#[test]
fn a_line_on_standard_input_that_cannot_be_read_ends_the_run_with_what_was_before_it() {
    let omero = with_a();
    let typed = omero.program().input(b"config set B 1\n\xff\nconfig set C 1\n".to_vec());
    assert_snapshot!(typed.run(), @"
    exit 200
    --- stderr
    error: Cannot read standard input: byte 1 is not valid UTF-8
    hint: convert it, for example with `iconv -t UTF-8`
    hint: the changes of standard input, line 1, are stored; `config undo` undoes them
    ");
    assert_eq!(omero.answer("config get"), "A=1\nB=1");
}

#[test]
fn commands_on_standard_input_that_cannot_be_written_are_reported() {
    let omero = with_a();
    let mut reading = omero.program().spawn();
    reading.stdin.as_mut().unwrap().write_all(b"config set B 1\nconfig get B\n").unwrap();
    wait_for(&mut reading, "1\n");
    // By a program that does not heed the lock.
    fs::write(omero.store(), "<icegrid>").unwrap();
    let output = wait(reading);
    assert_eq!(output.status.code(), Some(113), "{output:?}");
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(message.contains("standard input, line 1"), "{message}");
    assert_eq!(omero.config_xml().unwrap(), "<icegrid>");
}
