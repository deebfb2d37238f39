//! What other programs see of a script and change meanwhile, and what cannot be written.

use std::fs;
use std::io::Write;
use std::process::Child;
use std::process::Command;
use std::thread;
use std::time::Duration;

use insta::assert_snapshot;
use rustix::process::Pid;
use rustix::process::Signal;
use rustix::process::kill_process;

use super::with_a;
use crate::support::Installation;
use crate::support::wait;
use crate::support::wait_for;

/// `omero load`, waiting for lines.
struct Waiting(Child);

impl Waiting {
    fn on(omero: &Installation) -> Self {
        Self(omero.typed("load").spawn())
    }

    /// Types lines and waits for what the last of them answers.
    fn type_in(&mut self, lines: &str, answer: &str) {
        self.0.stdin.as_mut().unwrap().write_all(lines.as_bytes()).unwrap();
        wait_for(&mut self.0, answer);
    }

    fn end(self, omero: &Installation) -> String {
        let output = wait(self.0);
        let stderr = omero.collapsed(&String::from_utf8_lossy(&output.stderr));
        format!("{:?}\n{}{stderr}", output.status.code(), String::from_utf8_lossy(&output.stdout))
    }
}

#[test]
fn nothing_is_written_before_the_last_line_and_others_wait() {
    let omero = with_a();
    let mut waiting = Waiting::on(&omero);
    waiting.type_in("config set B 2\nconfig get B\n", "2\n");
    assert_eq!(omero.answer("config get"), "A=1");
    assert_eq!(omero.run("config --lock-timeout 0 set C 3").exit(), 112);
    assert_snapshot!(waiting.end(&omero), @"Some(0)");
    assert_eq!(omero.answer("config get"), "A=1\nB=2");
}

#[test]
fn a_killed_script_leaves_the_store_as_it_was() {
    for signal in [Signal::TERM, Signal::INT, Signal::KILL] {
        let omero = with_a();
        let before = omero.config_xml();
        let mut waiting = Waiting::on(&omero);
        waiting.type_in("config set B 2\nconfig get B\n", "2\n");
        kill_process(Pid::from_child(&waiting.0), signal).unwrap();
        assert!(waiting.end(&omero).starts_with("None"));
        assert_eq!(omero.config_xml(), before);
        assert_eq!(omero.grid_names(), ["config.xml", "config.xml.lock"]);
        omero.prepare("config set C 3");
        assert_eq!(omero.answer("config get"), "A=1\nC=3");
    }
}

/// Changes the store as the Python tool can: it removes the lock file that we hold, and takes another.
fn overtake(omero: &Installation, line: &str) {
    fs::remove_file(omero.grid().join("config.xml.lock")).unwrap();
    omero.prepare(line);
}

#[test]
fn what_a_program_changed_that_does_not_heed_the_lock_stays() {
    let omero = with_a();
    let mut waiting = Waiting::on(&omero);
    waiting.type_in("config set B 2\nconfig set A\nconfig def other\n", "other\n");
    waiting.type_in("config get --profile default\n", "B=2\n");
    overtake(&omero, "config set C 3");
    assert_snapshot!(waiting.end(&omero), @"
    Some(0)
    warning: profile `other` did not exist; it was created and is empty
    hint: `omero config def default` goes back, `omero config drop other` then removes it
    ");
    assert_eq!(omero.answer("config get --profile default"), "B=2\nC=3");
    assert_eq!(omero.answer("config def"), "other");
}

#[test]
fn a_property_that_both_changed_is_told_and_nothing_is_written() {
    let omero = with_a();
    let mut waiting = Waiting::on(&omero);
    omero.file("site.properties", "L=[1, 2]\n");
    waiting.type_in("config load -q site.properties\nconfig get L\n", "[1, 2]\n");
    overtake(&omero, "config append L 9");
    assert_snapshot!(waiting.end(&omero), @"
    Some(112)
    error: standard input, line 1: another program changed `L` in $OMERODIR/etc/grid/config.xml at the same time
    hint: nothing was written; run it again
    ");
    assert_eq!(omero.answer("config get"), "A=1\nL=[9]");
}

#[test]
fn what_both_appended_to_one_list_stays() {
    let omero = with_a();
    let mut waiting = Waiting::on(&omero);
    waiting.type_in("config append L 1\nconfig append L 2\nconfig get L\n", "[1, 2]\n");
    overtake(&omero, "config append L 9");
    assert_snapshot!(waiting.end(&omero), @"Some(0)");
    assert_eq!(omero.answer("config get L"), "[9, 1, 2]");
}

#[test]
fn a_list_that_is_none_any_more_is_reported_and_nothing_is_written() {
    let omero = with_a();
    let mut waiting = Waiting::on(&omero);
    waiting.type_in("config append L 1\nconfig get L\n", "[1]\n");
    overtake(&omero, "config set L text");
    assert!(waiting.end(&omero).starts_with("Some(112)"));
    assert_eq!(omero.answer("config get L"), "text");
}

#[test]
fn twenty_scripts_at_once_lose_nothing() {
    let omero = with_a();
    let children: Vec<_> = (0..20)
        .map(|number| {
            let lines = format!("config append L {number}\nconfig set key.{number} {number}\n");
            omero.file(&format!("{number}.omero"), lines);
            omero.typed(&format!("load {number}.omero")).spawn()
        })
        .collect();
    for child in children {
        assert!(wait(child).status.success());
    }
    assert_eq!(omero.answer("config get L").split(',').count(), 20);
    assert_eq!(omero.answer("config keys").lines().count(), 22);
}

#[test]
fn lines_that_cannot_be_written_are_told_and_no_option_hides_it() {
    let omero = with_a();
    let before = omero.config_xml();
    let value = "x".repeat(100_000);
    let lines = format!("config get A\nconfig set B {value}\nconfig set C 3\nconfig path\n");
    omero.file("a.omero", lines);
    let told = ["", "-k"].map(|options| {
        let program = env!("CARGO_BIN_EXE_omero");
        let script = format!("ulimit -f 8; exec {program} load {options} a.omero");
        let mut shell = Command::new("/bin/sh");
        shell.args(["-c", &script]).env("OMERODIR", omero.omerodir()).current_dir(omero.cwd());
        let output = shell.output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        omero.collapsed(&String::from_utf8_lossy(&output.stderr))
    });
    assert_snapshot!(told[0], @"
    error: a.omero, lines 2 to 3: cannot replace $OMERODIR/etc/grid/config.xml; it was not changed: File too large (os error 27)
    hint: check free space and permissions, then try again
    ");
    assert_eq!(told[0], told[1]);
    assert_eq!(omero.config_xml(), before);
}

#[test]
fn a_line_that_fails_first_lets_go_of_the_lock() {
    let omero = with_a();
    let mut waiting = Waiting::on(&omero);
    let stdin = waiting.0.stdin.as_mut().unwrap();
    stdin.write_all(b"load -k -\nconfig append A 1\nconfig get A\n").unwrap();
    wait_for(&mut waiting.0, "1\n");
    assert_eq!(omero.run("config --lock-timeout 5 set C 3").exit(), 0);
    let _ = waiting.end(&omero);
}

#[test]
fn a_script_is_a_program_of_its_own() {
    let omero = with_a();
    omero.file("text", "#!/usr/bin/env -S omero load\nconfig set B 2\nconfig get\n");
    // Another process writes the file: one that we had open could not be started.
    let script = "cp text a.omero && chmod +x a.omero && ./a.omero";
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_omero")).parent().unwrap();
    let mut shell = Command::new("/bin/sh");
    let path = format!("{}:/usr/bin:/bin", program.display());
    shell.args(["-c", script]).env_clear().env("PATH", path).env("OMERODIR", omero.omerodir());
    let output = shell.current_dir(omero.cwd()).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "A=1\nB=2\n");
    assert!(output.status.success());
}

#[test]
#[needs(Program("script"))]
fn on_a_terminal_each_line_is_written_at_once() {
    let omero = with_a();
    let program = env!("CARGO_BIN_EXE_omero");
    let typed = format!("stty -echo; exec {program} load");
    let mut script = Command::new("script");
    script.args(["-qec", &typed, "/dev/null"]).env("OMERODIR", omero.omerodir());
    script.stdin(std::process::Stdio::piped()).stdout(std::process::Stdio::piped());
    let mut child = script.current_dir(omero.cwd()).spawn().unwrap();
    child.stdin.as_mut().unwrap().write_all(b"config set B 2\nconfig get B\n").unwrap();
    for _ in 0..600 {
        if omero.answer("config get B") == "2" {
            break;
        }
        thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(omero.answer("config get B"), "2");
    omero.prepare("config --lock-timeout 5 set C 3");
    child.stdin.as_mut().unwrap().write_all(b"\x04").unwrap();
    wait(child);
}
