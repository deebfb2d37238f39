//! Changes that are made while `omero admin start` of the Python tool runs, which saves at its end what it
//! read at its beginning.

mod omero_py;
mod terminal;
mod unguarded;

use std::fs;
use std::io::BufRead;
use std::io::BufReader;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::path::PathBuf;
use std::process::Child;
use std::process::ChildStdout;
use std::process::Command;
use std::process::Output;

use insta::assert_snapshot;
use rustix::process::Pid;
use rustix::process::Signal;
use rustix::process::kill_process;

use crate::support::Installation;
use crate::support::Typed;
use crate::support::wait;

/// A command that has read the store and goes on until its standard input is closed.
struct Running {
    child: Child,
    output: BufReader<ChildStdout>,
}

impl Running {
    /// Starts a command and waits until it has read the store.
    fn start(mut typed: Typed<'_>) -> Self {
        Self::of(typed.spawn())
    }

    fn of(mut child: Child) -> Self {
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        while line != "begun\n" {
            line.clear();
            let read = output.read_line(&mut line).unwrap();
            assert!(
                read > 0,
                "it ended too early: {:?}",
                end_of(&child.wait_with_output().unwrap())
            );
        }
        Self { child, output }
    }

    /// Lets the command end.
    fn end(mut self) -> Output {
        drop(self.child.stdin.take());
        self.wait()
    }

    fn wait(mut self) -> Output {
        self.child.stdout = Some(self.output.into_inner());
        wait(self.child)
    }

    /// Ends the command by a signal. Its input stays open until then: a command that reads the end of it before
    /// the signal arrives is saving, and is killed with a draft half written.
    fn end_by(mut self, signal: Signal) -> Output {
        let input = self.child.stdin.take();
        self.signal(signal);
        let output = self.wait();
        drop(input);
        output
    }

    fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.child), signal).unwrap();
    }
}

fn end_of(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The directory of a program `omero` that runs these lines of Python.
fn directory_of_tool(omero: &Installation, python: &str, script: &Path) -> PathBuf {
    let directory = omero.home().join("bin");
    fs::create_dir_all(&directory).unwrap();
    let text = format!(
        "#!{python}\nimport runpy\nrunpy.run_path(\"{}\", run_name=\"__main__\")\n",
        script.display()
    );
    omero.file("tool", text);
    // Copied by another process: a file that we had open for writing could not be run.
    let copy =
        format!("cp tool {path} && chmod +x {path}", path = directory.join("omero").display());
    let copied = Command::new("/bin/sh").args(["-c", &copy]).current_dir(omero.cwd()).status();
    assert!(copied.unwrap().success());
    directory
}

/// A PATH with the stand-in for the Python tool.
fn path_of_stand_in(omero: &Installation) -> String {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/omero_admin.py");
    let directory = directory_of_tool(omero, "/usr/bin/env python3", &script);
    format!("{}:/usr/local/bin:/usr/bin:/bin", directory.display())
}

/// The stand-in as a child of ours.
fn guarded<'omero>(omero: &'omero Installation, line: &str) -> Typed<'omero> {
    let path = path_of_stand_in(omero);
    // The shims of Python managers need it.
    let shims = std::env::var("PATH").unwrap_or_default();
    omero.typed(line).env("PATH", format!("{path}:{shims}"))
}

/// Makes 20 changes, each of which must succeed, and returns all properties afterwards.
fn twenty_changes(omero: &Installation, check: impl Fn(&str)) -> String {
    for number in 0..20 {
        let typed = match number % 5 {
            0 | 3 => omero.typed(&format!("config set key.{number} {number}")),
            1 => omero
                .typed("config apply --format properties -")
                .input(format!("key.{number}=applied\nomero.db.host=db{number}\n")),
            2 => omero.typed(&format!("config set omero.db.host again{number}")),
            _ => omero.typed("config undo"),
        };
        let run = typed.run();
        assert!(run.succeeded(), "{run}");
        check(run.stderr());
    }
    omero.answer("config get")
}

fn with_host() -> Installation {
    let omero = Installation::empty();
    omero.prepare("config set omero.db.host db");
    omero
}

#[test]
#[needs(Program("python3"))]
fn twenty_changes_during_a_start_that_we_run_are_kept() {
    let omero = with_host();
    let start = Running::start(guarded(&omero, "admin start"));
    let wanted = twenty_changes(&omero, |stderr| assert_eq!(stderr, ""));
    assert!(wanted.contains("key.16=applied") && wanted.contains("omero.db.host=again17"));
    let output = start.end();
    assert!(output.status.success(), "{output:?}");
    assert_eq!(omero.answer("config get"), wanted);
    let told = end_of(&output);
    for line in wanted.lines() {
        assert!(told.contains(line), "{line}: {told}");
    }
    assert_eq!(omero.grid_names(), ["config.xml", "config.xml.lock"]);
}

#[test]
#[needs(Program("python3"))]
fn what_was_put_back_and_what_the_command_changed_itself_is_reported() {
    let omero = with_host();
    omero.prepare("config set omero.web.debug true");
    let start = Running::start(guarded(&omero, "-q admin start").env("TOOL_SETS", "tool=1"));
    omero.prepare("config set omero.db.host db2");
    omero.prepare("config set omero.db.pass secret");
    omero.prepare("config set omero.web.debug");
    omero.prepare("config set --profile test A 1");
    assert_snapshot!(end_of(&start.end()), @"
    `omero admin start` overwrote changes that were made while it ran; they were restored:
        omero.db.host=db2
        omero.db.pass=********
        omero.web.debug is not set
        A=1 (profile `test`)
    changed by `omero admin start` or another program in the meantime:
        tool=1
    ");
    assert_eq!(omero.answer("config get omero.db.pass"), "secret");
    assert_eq!(omero.answer("config get omero.web.debug"), "");
    assert_eq!(omero.answer("config get tool"), "1");
    assert_eq!(omero.answer("config --profile test get A"), "1");
}

#[test]
#[needs(Program("python3"))]
fn a_value_that_someone_else_set_meanwhile_is_not_replaced() {
    let omero = with_host();
    let start = guarded(&omero, "admin stop").env("TOOL_SETS", "omero.db.name=theirs");
    let start = Running::start(start);
    omero.prepare("config set omero.db.name ours");
    assert_snapshot!(end_of(&start.end()), @"
    changed by `omero admin stop` or another program in the meantime:
        omero.db.name=theirs
    ");
    assert_eq!(omero.answer("config get omero.db.name"), "theirs");
}

#[test]
#[needs(Program("python3"))]
fn changes_survive_two_commands_that_end_one_after_the_other() {
    let omero = with_host();
    let start = Running::start(guarded(&omero, "admin start --foreground"));
    omero.prepare("config set A 1");
    let stop = Running::start(guarded(&omero, "admin stop"));
    omero.prepare("config set B 2");
    assert!(stop.end().status.success());
    assert_eq!(omero.answer("config get A"), "1");
    assert_eq!(omero.answer("config get B"), "2");
    assert!(start.end().status.success());
    assert_eq!(omero.answer("config get A"), "1");
    assert_eq!(omero.answer("config get B"), "2");
}

#[test]
#[needs(Program("python3"))]
fn the_exit_code_of_the_command_is_ours() {
    let omero = with_host();
    let start = Running::start(guarded(&omero, "admin restart").env("EXIT", "43"));
    assert_eq!(start.end().status.code(), Some(43));
}

#[test]
#[needs(Program("python3"))]
fn a_signal_ends_the_command_and_us_in_the_same_way() {
    for signal in [Signal::TERM, Signal::HUP, Signal::QUIT, Signal::INT] {
        let omero = with_host();
        let start = Running::start(guarded(&omero, "admin start"));
        omero.prepare("config set A 1");
        let output = start.end_by(signal);
        assert_eq!(output.status.signal(), Some(signal.as_raw()), "{output:?}");
        assert_eq!(omero.answer("config get A"), "1");
        assert_eq!(omero.grid_names(), ["config.xml", "config.xml.lock"]);
    }
}

#[test]
#[needs(Program("python3"))]
fn in_a_script_the_command_is_guarded_too() {
    let omero = with_host();
    let mut typed = guarded(&omero, "load script");
    omero.file("script", "config set A 1\nadmin start\nconfig get omero.db.host\n");
    let mut child = typed.spawn();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    output.read_line(&mut String::new()).unwrap();
    let start = Running { child, output };
    omero.prepare("config set omero.db.host db2");
    let output = start.end();
    assert_eq!(String::from_utf8_lossy(&output.stdout), "db2\n");
    assert_eq!(omero.answer("config get A"), "1");
}

#[test]
#[needs(Program("python3"))]
fn a_guard_that_is_killed_leaves_nothing_that_matters() {
    let omero = with_host();
    let start = Running::start(guarded(&omero, "admin start"));
    start.signal(Signal::KILL);
    let mut start = start;
    let stdin = start.child.stdin.take();
    start.child.wait().unwrap();
    let warned = omero.run("config set A 1");
    assert!(warned.stderr().contains("is running; when it ends"), "{warned}");
    drop(stdin);
    start.output.read_line(&mut String::new()).unwrap();
    omero.prepare("config set A 2");
    assert_eq!(omero.grid_names(), ["config.xml", "config.xml.lock"]);
}
