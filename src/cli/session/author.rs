//! What the history will say about the changes of a command.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::io;
use std::io::IsTerminal;

use crate::cli::error::CommandError;
use crate::cli::session::Session;
use crate::cli::session::environment;
use crate::store::Store;
use crate::store::author::Author;
use crate::store::author::Breadth;
use crate::store::author::Origin;
use crate::store::author::ScriptRun;

/// The command that is being run, in the words of the history.
#[derive(Debug, Clone)]
pub(crate) struct Command {
    words: String,
    breadth: Breadth,
}

impl Default for Command {
    fn default() -> Self {
        Self { words: String::new(), breadth: Breadth::Properties }
    }
}

impl Command {
    /// A command, and the names on its command line. Values are left out: they can be secret.
    pub(crate) fn new(
        breadth: Breadth,
        command: &str,
        names: impl IntoIterator<Item = impl AsRef<OsStr>>,
    ) -> Self {
        let mut words = command.to_owned();
        for name in names {
            words.push(' ');
            words.push_str(&name.as_ref().to_string_lossy());
        }
        Self { words, breadth }
    }
}

impl Session {
    /// The command that is about to change some properties, and the names that were typed.
    pub(crate) fn note_command(
        &mut self,
        command: &str,
        names: impl IntoIterator<Item = impl AsRef<OsStr>>,
    ) {
        self.command = Command::new(Breadth::Properties, command, names);
    }

    /// The command that is about to change what files or variables name.
    pub(crate) fn note_command_with_files(
        &mut self,
        command: &str,
        names: impl IntoIterator<Item = impl AsRef<OsStr>>,
    ) {
        self.command = Command::new(Breadth::Files, command, names);
    }

    /// A store whose changes are recorded as those of the script or command that is being run.
    pub(crate) fn recording(&mut self, store: &Store) -> Store {
        let script = self.script.as_mut().and_then(|script| script.run_on(store.path()));
        let command = script.as_ref().map_or(&self.command, |(command, _)| command);
        store.by(self.author(command, script.as_ref().map(|(_, run)| run.clone())))
    }

    /// A store that becomes what it was: a step of its own, also in a script.
    pub(crate) fn recording_undo(&self, store: &Store) -> Store {
        store.by(self.author(&self.command, None))
    }

    /// Takes what another program has changed that a line of a script has run for a part of the script.
    pub(crate) fn claim_change(&mut self) -> Result<(), CommandError> {
        if self.script.is_none() {
            return Ok(());
        }
        let Some(selected) = self.selected_store_if_any()? else { return Ok(()) };
        // We would wait for our own lock.
        if self.joined(selected.store()).is_some() {
            return Ok(());
        }
        Ok(self.recording(selected.store()).claim_change()?)
    }

    fn author(&self, command: &Command, script: Option<ScriptRun>) -> Author {
        let named = self.environment.origin.as_ref().map(|name| name.to_string_lossy());
        Author {
            user: environment::user,
            origin: named.and_then(|name| Origin::named(&name)).unwrap_or_else(of_process),
            breadth: command.breadth,
            command: command.words.clone(),
            message: self.message().map(Cow::into_owned),
            script,
        }
    }
}

/// A person has a terminal, though input or output may be redirected.
fn of_process() -> Origin {
    if io::stdin().is_terminal() || io::stderr().is_terminal() {
        Origin::Terminal
    } else {
        Origin::Script
    }
}
