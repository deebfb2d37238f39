//! `config lock`.

use std::fs;
use std::io::Read;
use std::io::Write;
use std::os::unix::process::CommandExt;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;
use std::time::Duration;
use std::time::Instant;

use insta::assert_snapshot;

use crate::support::Installation;
use crate::support::Terminal;
use crate::support::Transcript;
use crate::support::wait;
use crate::support::wait_for;

/// A transcript with the number of the process that holds the lock made the same in every run.
fn with_process(transcript: &Transcript) -> String {
    let text = transcript.to_string();
    let Some((before, rest)) = text.split_once("hint: process ") else { return text };
    let rest = rest.trim_start_matches(|found: char| found.is_ascii_digit());
    format!("{before}hint: process NUMBER{rest}")
}

const PROMPT: &str = "Press enter to unlock";

#[test]
fn until_enter_is_pressed_writers_wait_and_readers_do_not() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    let mut holder = omero.typed("config lock").spawn();
    wait_for(&mut holder, PROMPT);
    let transcript = omero.run("config --lock-timeout 0.2 set A 2");
    assert!(transcript.stderr().contains(&format!("process {} (", holder.id())), "{transcript}");
    assert_snapshot!(with_process(&transcript), @"
    exit 112
    --- stderr
    error: Could not acquire lock on $OMERODIR/etc/grid/config.xml within 0.2 s
    hint: process NUMBER (omero config lock) holds the lock; wait longer with --lock-timeout
    ");
    let typed = omero.typed("config append B 1").env("OMERO_CONFIG_LOCK_TIMEOUT", "0");
    assert_snapshot!(with_process(&typed.run()), @"
    exit 112
    --- stderr
    error: Could not acquire lock on $OMERODIR/etc/grid/config.xml within 0 s
    hint: process NUMBER (omero config lock) holds the lock; wait longer with --lock-timeout
    ");
    assert_snapshot!(omero.run("config --lock-timeout 0 get A"), @"
    exit 0
    --- stdout
    1
    ");
    let waiting = omero.typed("config set A 3").spawn();
    holder.stdin.as_mut().unwrap().write_all(b"\n").unwrap();
    assert!(wait(holder).status.success());
    assert!(wait(waiting).status.success());
    assert_eq!(omero.answer("config get A"), "3");
}

#[test]
fn the_end_of_input_gives_the_lock_up_with_a_failure() {
    let omero = Installation::empty();
    assert_snapshot!(omero.run("config lock"), @"
    exit 1
    --- stdout
    Press enter to unlock
    --- stderr
    error: standard input ended before Enter was pressed
    ");
    assert_snapshot!(omero.typed("config lock").input("\n").run(), @"
    exit 0
    --- stdout
    Press enter to unlock
    ");
}

#[test]
fn while_a_command_runs_the_store_is_locked_and_its_exit_code_is_ours() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    let program = env!("CARGO_BIN_EXE_omero");
    let set = format!("config lock -- {program} config --lock-timeout 0 set A 2");
    assert_snapshot!(with_process(&omero.run(&set)), @"
    exit 112
    --- stderr
    error: Could not acquire lock on $OMERODIR/etc/grid/config.xml within 0 s
    hint: process NUMBER (omero config lock) holds the lock; wait longer with --lock-timeout
    ");
    assert_snapshot!(omero.run(&format!("config lock -- {program} config get A")), @"
    exit 0
    --- stdout
    1
    ");
    for (script, exit) in [("exit 0", 0), ("exit 7", 7), ("kill -9 $$", 137)] {
        let transcript = omero.run(&format!("config lock -- sh -c '{script}'"));
        assert_eq!(transcript.exit(), exit, "{script}: {transcript}");
    }
    assert_eq!(omero.answer("config get A"), "1");
}

#[test]
#[needs(Program("flock"))]
fn a_program_that_holds_the_lock_is_named_without_its_arguments() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    let mut flock = Command::new("flock");
    flock.args(["config.xml.lock", "sh", "-c", "echo hush; read line", "secret"]);
    flock.current_dir(omero.grid()).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut holder = flock.spawn().unwrap();
    wait_for(&mut holder, "hush");
    assert_snapshot!(with_process(&omero.run("config set A 2 --lock-timeout 0")), @"
    exit 112
    --- stderr
    error: Could not acquire lock on $OMERODIR/etc/grid/config.xml within 0 s
    hint: process NUMBER (flock) holds the lock; wait longer with --lock-timeout
    ");
    drop(holder.stdin.take());
    wait(holder);
}

#[test]
fn a_command_that_does_not_start_ends_as_in_a_shell() {
    let omero = Installation::empty();
    omero.file("plain", "text");
    assert_snapshot!(omero.run("config lock -- nosuch"), @"
    exit 127
    --- stderr
    error: cannot run `nosuch`: No such file or directory (os error 2)
    hint: the command is run without a shell: name a program on the PATH
    ");
    assert_snapshot!(omero.run("config lock -- ./plain"), @"
    exit 126
    --- stderr
    error: cannot run `./plain`: Permission denied (os error 13)
    hint: check that the file is a program and that you can run it
    ");
    omero.prepare("config --lock-timeout 0 set A 1");
}

/// A shell that runs until `go` exists, started under the lock. It is in no foreground of a terminal.
fn holder(omero: &Installation, traps: &str) -> Child {
    let script = format!(
        "{traps}; echo ready; until [ -e go ] || [ ! -d $OMERODIR ]; do sleep 0.01; done; echo end"
    );
    let mut typed = omero.typed("config lock -- sh -c").arg(script).command();
    typed.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut holder = typed.process_group(0).spawn().unwrap();
    wait_for(&mut holder, "ready\n");
    holder
}

fn send(signal: &str, process: u32) {
    let sent = Command::new("/bin/sh").arg("-c").arg(format!("kill -{signal} {process}")).status();
    assert!(sent.unwrap().success());
}

#[test]
fn signals_are_passed_on_to_the_command_which_decides_what_they_do() {
    for signal in ["HUP", "INT", "QUIT", "TERM", "USR1", "USR2", "ALRM", "VTALRM", "PROF", "IO"] {
        let omero = Installation::empty();
        let lock = holder(&omero, &format!("trap 'echo {signal}; touch go' {signal}"));
        send(signal, lock.id());
        let output = wait(lock);
        let shown = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(shown, format!("{signal}\nend\n"));
        assert_eq!(output.status.code(), Some(0), "{signal}");
    }
    let omero = Installation::empty();
    let lock = holder(&omero, "true");
    send("TERM", lock.id());
    assert_eq!(wait(lock).status.code(), Some(128 + 15));
    omero.prepare("config --lock-timeout 0 set A 1");
}

#[test]
fn the_store_stays_locked_until_the_command_ends_even_if_omero_is_killed() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    let real = omero.cwd().join("real.xml");
    fs::rename(omero.store(), &real).unwrap();
    std::os::unix::fs::symlink(&real, omero.store()).unwrap();
    let mut lock = holder(&omero, "true");
    lock.kill().unwrap();
    let mut output = lock.stdout.take().unwrap();
    lock.wait().unwrap();
    for line in ["config", "config --source real.xml"] {
        assert_eq!(omero.run(&format!("{line} --lock-timeout 0 set A 2")).exit(), 112, "{line}");
    }
    omero.file("go", "");
    output.read_to_end(&mut Vec::new()).unwrap();
    omero.prepare("config set A 2");
}

#[test]
fn what_the_command_leaves_in_the_background_does_not_keep_the_lock() {
    let omero = Installation::empty();
    let script =
        "sh -c 'until [ -e go ] || [ ! -d $OMERODIR ]; do sleep 0.01; done' >gone 2>&1 & exit 3";
    assert_eq!(omero.typed("config lock -- sh -c").arg(script).run().exit(), 3);
    omero.prepare("config --lock-timeout 0 set A 1");
    omero.file("go", "");
}

#[test]
fn a_signal_that_was_ignored_from_the_start_is_ignored_by_the_command_too() {
    let omero = Installation::empty();
    let program = env!("CARGO_BIN_EXE_omero");
    let script = format!("trap '' HUP; {program} config lock -- sh -c 'kill -HUP $$; echo alive'");
    let mut shell = Command::new("/bin/sh");
    shell.arg("-c").arg(script).env("OMERODIR", omero.omerodir());
    assert_eq!(String::from_utf8_lossy(&shell.output().unwrap().stdout), "alive\n");
}

#[test]
fn the_time_to_wait_is_kept() {
    let omero = Installation::empty();
    let mut holder = omero.typed("config lock").spawn();
    wait_for(&mut holder, PROMPT);
    let start = Instant::now();
    assert_eq!(omero.run("config --lock-timeout 0.3 set A 2").exit(), 112);
    assert!(start.elapsed() >= Duration::from_millis(300));
    holder.kill().unwrap();
    wait(holder);
}

#[test]
fn a_holder_that_is_killed_leaves_no_lock_behind() {
    let omero = Installation::empty();
    let mut holder = omero.typed("config lock").spawn();
    wait_for(&mut holder, PROMPT);
    holder.kill().unwrap();
    wait(holder);
    assert_snapshot!(omero.run("config --lock-timeout 0 set A 1"), @"exit 0");
}

#[test]
fn a_time_that_is_no_number_of_seconds_is_refused() {
    let omero = Installation::empty();
    assert_snapshot!(omero.run("config --lock-timeout soon set A 1"), @r#"
    exit 2
    --- stderr
    error: --lock-timeout: "soon" is not a number of seconds
    hint: write for example 0, 2.5 or 60
    "#);
    assert_snapshot!(omero.run("config --lock-timeout=-1 set A 1"), @r#"
    exit 2
    --- stderr
    error: --lock-timeout: "-1" is not a number of seconds
    hint: write for example 0, 2.5 or 60
    "#);
    assert_snapshot!(omero.run("config --lock-timeout nan get"), @r#"
    exit 2
    --- stderr
    error: --lock-timeout: "nan" is not a number of seconds
    hint: write for example 0, 2.5 or 60
    "#);
    assert_eq!(omero.run("config --lock-timeout 1e300 get").exit(), 2);
}

#[test]
fn a_broken_store_is_told_before_anybody_waits_for_enter() {
    let omero = Installation::with("<icegrid>");
    assert_snapshot!(omero.run("config lock"), @"
    exit 113
    --- stderr
    error: $OMERODIR/etc/grid/config.xml:1:10: the file ends before the end of its root element
    hint: correct that line in an editor, or go back with `omero config undo`
    ");
}

#[test]
fn through_a_link_both_names_are_locked() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    let real = omero.cwd().join("real.xml");
    fs::rename(omero.store(), &real).unwrap();
    std::os::unix::fs::symlink(&real, omero.store()).unwrap();
    let mut holder = omero.typed("config lock").spawn();
    wait_for(&mut holder, PROMPT);
    for line in ["config", "config --source real.xml"] {
        let transcript = omero.run(&format!("{line} --lock-timeout 0 set A 2"));
        assert_eq!(transcript.exit(), 112, "{transcript}");
    }
    holder.kill().unwrap();
    wait(holder);
}

#[test]
fn a_time_longer_than_any_clock_counts_is_waited_for() {
    let omero = Installation::empty();
    omero.prepare("config --lock-timeout 1e19 set A 1");
    assert_eq!(omero.answer("config get A"), "1");
}

#[test]
#[needs(Program("tmux"))]
fn ctrl_c_reaches_the_command_once_and_does_not_end_the_lock() {
    let omero = Installation::empty();
    let terminal = Terminal::sh(&omero);
    let script = "trap 'echo interrupted' INT; echo running
        until [ -e go ] || [ ! -d $OMERODIR ]; do sleep 0.01; done
        omero config --lock-timeout 0 set A 1; exit 5";
    omero.file("script", script);
    terminal.type_text("omero config lock -- sh script; echo exit $?");
    terminal.press("Enter");
    terminal.wait_for("the start", |screen| screen.contains("\nrunning"));
    terminal.press("C-c");
    terminal.wait_for("the signal", |screen| screen.contains("interrupted"));
    omero.file("go", "");
    let screen = terminal.wait_for("the end", |screen| screen.contains("\nexit "));
    let shown = screen.split_once("\nrunning").unwrap().1;
    assert_eq!(shown.matches("interrupted").count(), 1, "{screen}");
    assert!(shown.contains("Could not acquire lock") && shown.contains("exit 5"), "{screen}");
}
