//! Standard streams that are closed, full or not there.

use std::fs::File;
use std::fs::OpenOptions;
use std::process::Command;
use std::process::Stdio;

use crate::support::Installation;
use crate::support::wait;

fn with_long_value() -> Installation {
    let omero = Installation::empty();
    omero.file("value", "x".repeat(1 << 20));
    omero.prepare("config set -f value A");
    omero
}

/// A line for `sh`, with the program as `omero`.
fn shell(omero: &Installation, line: &str) -> (Option<i32>, String) {
    let script = format!("omero() {{ {} \"$@\"; }}\n{line}", env!("CARGO_BIN_EXE_omero"));
    let mut shell = Command::new("/bin/sh");
    shell.args(["-c", &script]).env("OMERODIR", omero.omerodir()).current_dir(omero.cwd());
    let shell = shell.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let output = wait(shell.spawn().unwrap());
    (output.status.code(), omero.collapsed(&String::from_utf8_lossy(&output.stderr)))
}

#[test]
fn a_reader_of_the_pipe_that_leaves_early_is_no_failure() {
    let omero = with_long_value();
    for line in ["config get", "config get A", "help", "config set --help", "config parse"] {
        let command = format!("{{ omero {line}; echo $? > code; }} | head -c 1");
        let (_, messages) = shell(&omero, &command);
        assert_eq!(messages, "", "{line}");
        let code = std::fs::read_to_string(omero.cwd().join("code")).unwrap();
        assert_eq!(code, "0\n", "{line}");
    }
}

#[test]
fn a_full_output_is_a_failure_and_no_panic() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    let full = || OpenOptions::new().write(true).open("/dev/full").unwrap();
    for line in ["config get A", "config get", "config keys", "config path", "config def", "help"] {
        let mut command = omero.typed(line).command();
        let streams = command.stdin(Stdio::null()).stdout(full()).stderr(Stdio::piped());
        let output = wait(streams.spawn().unwrap());
        assert_eq!(output.status.code(), Some(1), "{line}");
        let message =
            "error: cannot write to standard output: No space left on device (os error 28)\n";
        assert_eq!(String::from_utf8_lossy(&output.stderr), message, "{line}");
    }
}

#[test]
fn messages_that_nobody_can_read_change_no_exit_code() {
    let omero = Installation::empty();
    let full = || OpenOptions::new().write(true).open("/dev/full").unwrap();
    for (line, expected) in [("config set 'a b' 1", 250), ("config nosuch", 2), ("config list", 0)]
    {
        let mut command = omero.typed(line).command();
        let streams = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(full());
        assert_eq!(wait(streams.spawn().unwrap()).status.code(), Some(expected), "{line}");
        let (code, _) = shell(&omero, &format!("omero {line} 2>&-"));
        assert_eq!(code, Some(expected), "{line}");
    }
}

#[test]
fn a_closed_output_is_like_the_null_device() {
    let omero = Installation::empty();
    assert_eq!(shell(&omero, "omero config set A 1 --report >&-"), (Some(0), String::new()));
    assert_eq!(shell(&omero, "omero config get A >&-"), (Some(0), String::new()));
    assert_eq!(shell(&omero, "omero config set B 2 <&- >&- 2>&-").0, Some(0));
    assert_eq!(omero.answer("config get B"), "2");
}

#[test]
fn a_closed_input_is_an_empty_one() {
    let omero = Installation::empty();
    assert_eq!(shell(&omero, "omero config load <&-"), (Some(0), String::new()));
    assert_eq!(shell(&omero, "omero load <&-"), (Some(0), String::new()));
    assert_eq!(shell(&omero, "omero config lock <&-").0, Some(1));
    assert_eq!(shell(&omero, "omero config set -f - A <&-"), (Some(0), String::new()));
    assert_eq!(omero.answer("config get A"), "");
}

#[test]
fn an_input_that_cannot_be_read_is_told() {
    let omero = Installation::empty();
    for line in ["config load", "config set -f - A", "load", "config lock"] {
        let mut command = omero.typed(line).command();
        let directory = File::open(omero.cwd()).unwrap();
        let streams = command.stdin(directory).stdout(Stdio::null()).stderr(Stdio::piped());
        let output = wait(streams.spawn().unwrap());
        assert_eq!(output.status.code(), Some(1), "{line}");
        let message = "error: cannot read standard input: Is a directory (os error 21)\n";
        assert_eq!(String::from_utf8_lossy(&output.stderr), message, "{line}");
    }
    assert_eq!(omero.config_xml(), None);
}
