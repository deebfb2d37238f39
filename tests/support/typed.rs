//! A command line before Enter is pressed.

use std::ffi::OsStr;
use std::io::Read;
use std::io::Write;
use std::path::Path;
use std::process::Child;
use std::process::Command;
use std::process::Output;
use std::process::Stdio;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use rustix::process::Pid;
use rustix::process::Signal;
use rustix::process::kill_process;

use super::Installation;
use super::OrdinaryUser;
use super::Transcript;

/// What takes longer than this hangs.
const PATIENCE: Duration = Duration::from_secs(60);

/// A command line to which variables and input can be added.
#[must_use]
pub(crate) struct Typed<'omero> {
    omero: &'omero Installation,
    command: Command,
    input: Vec<u8>,
}

impl<'omero> Typed<'omero> {
    /// The program in an environment that is empty but for OMERODIR and HOME.
    pub(super) fn new(omero: &'omero Installation, user: Option<OrdinaryUser>) -> Self {
        Self::of(omero, user, omero.executable())
    }

    /// The same for another program.
    pub(super) fn of(
        omero: &'omero Installation,
        user: Option<OrdinaryUser>,
        program: &Path,
    ) -> Self {
        let mut command = match user {
            Some(user) => user.command(program),
            None => Command::new(program),
        };
        command.env_clear().env("OMERODIR", omero.omerodir()).env("HOME", omero.home());
        command.current_dir(omero.cwd());
        Self { omero, command, input: Vec::new() }
    }

    pub(crate) fn arg(mut self, word: impl AsRef<OsStr>) -> Self {
        self.command.arg(word);
        self
    }

    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    pub(crate) fn without(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    pub(crate) fn current_dir(mut self, directory: &Path) -> Self {
        self.command.current_dir(directory);
        self
    }

    /// What standard input holds.
    pub(crate) fn input(mut self, text: impl Into<Vec<u8>>) -> Self {
        self.input = text.into();
        self
    }

    /// Runs the command to its end.
    pub(crate) fn run(self) -> Transcript {
        let omero = self.omero;
        Transcript::new(omero, self.output())
    }

    pub(crate) fn output(mut self) -> Output {
        let mut child = self.spawn();
        let pipe = child.stdin.take();
        let input = self.input;
        thread::spawn(move || {
            // Whoever does not read it ends before it is written.
            pipe.map(|mut pipe| pipe.write_all(&input))
        });
        wait(child)
    }

    /// Starts the command; its three streams are pipes.
    pub(crate) fn spawn(&mut self) -> Child {
        self.command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        self.command.spawn().unwrap()
    }

    /// The command for streams of one's own.
    pub(crate) fn command(self) -> Command {
        self.command
    }
}

/// Waits for the end of a command; one that hangs is ended and the test fails.
pub(crate) fn wait(child: Child) -> Output {
    wait_at_most(child, PATIENCE)
}

/// The same for commands that take longer than ours.
pub(crate) fn wait_at_most(child: Child, patience: Duration) -> Output {
    let id = Pid::from_child(&child);
    let (sender, ended) = mpsc::channel();
    thread::spawn(move || sender.send(child.wait_with_output()));
    match ended.recv_timeout(patience) {
        Ok(output) => output.unwrap(),
        Err(_) => {
            let _ = kill_process(id, Signal::KILL);
            panic!("the command hangs");
        }
    }
}

/// Asks a command to end and waits for it.
pub(crate) fn end(child: Child) -> Output {
    let _ = kill_process(Pid::from_child(&child), Signal::TERM);
    wait(child)
}

/// Waits until the command has written `text` to standard output.
pub(crate) fn wait_for(child: &mut Child, text: &str) {
    let mut found = vec![0; text.len()];
    child.stdout.as_mut().unwrap().read_exact(&mut found).unwrap();
    assert_eq!(String::from_utf8_lossy(&found), text);
}
