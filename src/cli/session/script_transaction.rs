//! What lines of a script change together: consecutive lines of `config` are one transaction.
//!
//! The lines read what the ones before them have changed, and hold the lock. Whatever needs the file
//! itself, or lets another program run, writes it first.

use std::cmp::Ordering;
use std::fmt;
use std::path::Path;
use std::path::PathBuf;
use std::rc::Rc;

use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::cli::session::Session;
use crate::cli::session::author::Command;
use crate::cli::session::selected_store::undo_command;
use crate::cli::session::store_messages::Done;
use crate::model::Configuration;
use crate::store::Store;
use crate::store::Transaction;
use crate::store::Written;
use crate::store::author::ScriptRun;

/// Where the store keeps what was replaced.
const WAY_BACK: &str = "; `config undo` undoes them";

/// What was written to other stores is another step back.
const EARLIER: &str = "; changes of earlier lines to other files are stored too";

/// A line of a script.
#[derive(Debug, Clone)]
pub(crate) struct ScriptLine {
    pub(crate) script: Rc<str>,
    pub(crate) line: usize,
}

/// When the changes of lines are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Storing {
    /// At the end, or before a line that needs the stored file.
    AsNeeded,
    /// All of them at the end, if no line fails (`--atomic`).
    AllOrNothing,
}

/// A script that is being run, with those that it runs itself.
pub(crate) struct ScriptTransaction {
    storing: Storing,
    command: Command,
    /// What the script has changed in each store is one change; none where a person types the lines.
    runs: Option<Vec<(PathBuf, ScriptRun)>>,
    line: Option<ScriptLine>,
    open: Option<OpenTransaction>,
    /// What was written last.
    stored: Option<StoredLines>,
    /// Why lines that had been run were not written.
    lost: Option<Exit>,
}

/// Lines that have changed something which is not yet written.
struct OpenTransaction {
    transaction: Transaction,
    /// What it began with, if a person is told what has become of it.
    before: Option<Rc<Configuration>>,
    lines: Option<Lines>,
    /// So many steps of the transaction are theirs.
    steps: usize,
}

/// Lines whose changes have been written.
pub(crate) struct StoredLines {
    path: PathBuf,
    lines: Lines,
    /// Whether others have been written before them that are a change of their own.
    is_first: bool,
    way_back: &'static str,
}

/// The first and the last of some lines.
#[derive(Debug, Clone)]
struct Lines {
    first: ScriptLine,
    last: ScriptLine,
}

impl Session {
    /// The transaction in which a line of a script changes the store; none outside of scripts.
    pub(crate) fn join(&mut self, store: &Store) -> Result<Option<&mut Transaction>, CommandError> {
        let Some(script) = &self.script else { return Ok(None) };
        if script.open.as_ref().is_some_and(|open| !open.transaction.is_of(store)) {
            self.flush_script()?;
        }
        let Some(script) = &mut self.script else { return Ok(None) };
        let open = match script.open.take() {
            Some(open) => open,
            None => {
                let transaction = self.recording(store).begin()?;
                self.tell_made_directory(&transaction);
                let before = self.before_change(&transaction);
                OpenTransaction { transaction, before, lines: None, steps: 0 }
            }
        };
        let Some(script) = &mut self.script else { return Ok(None) };
        Ok(Some(&mut script.open.insert(open).transaction))
    }

    /// The transaction that lines of a script have begun, if it is about this store.
    pub(crate) fn joined(&self, store: &Store) -> Option<&Transaction> {
        let open = self.script.as_ref()?.open.as_ref()?;
        Some(&open.transaction).filter(|transaction| transaction.is_of(store))
    }

    /// Writes what lines of a script have changed together, if they have changed anything, before a line that
    /// needs the file.
    pub(crate) fn flush_script(&mut self) -> Result<(), CommandError> {
        let is_too_early = self.script.as_ref().is_some_and(ScriptTransaction::has_to_wait);
        if is_too_early { Err(CommandError::Early) } else { self.end_script() }
    }

    /// Writes what is not yet written.
    pub(crate) fn end_script(&mut self) -> Result<(), CommandError> {
        let Some(script) = &mut self.script else { return Ok(()) };
        let Some(mut open) = script.open.take() else { return Ok(()) };
        open.count(script.line.as_ref());
        let lines = open.lines.clone();
        let way_back = if open.transaction.keeps_version() { WAY_BACK } else { "" };
        let path = open.transaction.path().to_owned();
        let done = open.before.take().map(|before| Done::new(before, &open.transaction));
        let is_file = script.runs.is_some();
        match open.transaction.commit() {
            Ok(committed) => {
                if let Some(lines) = lines.filter(|_| committed.written == Written::Changed) {
                    script.count_stored(&path, lines, way_back);
                }
                self.tell_committed(&path, &committed);
                if let Some(done) = done.filter(|_| is_file) {
                    let undo = undo_command(self, &path);
                    self.confirm(&done, &undo);
                }
                Ok(())
            }
            Err(error) => {
                let failure = match lines {
                    // Only environment variables were to be set.
                    None => error.into(),
                    Some(lines) => CommandError::Lines {
                        lines: lines.to_string(),
                        failure: Box::new(error.into()),
                    },
                };
                script.lost.get_or_insert(failure.exit());
                Err(failure)
            }
        }
    }

    pub(crate) fn begin_line(&mut self, line: &ScriptLine) {
        if let Some(script) = &mut self.script {
            script.line = Some(line.clone());
        }
    }

    /// A line has ended. One that failed before there was anything to write lets go of the lock.
    pub(crate) fn end_line(&mut self, exit: Exit) {
        let Some(script) = &mut self.script else { return };
        let Some(mut open) = script.open.take() else { return };
        open.count(script.line.as_ref());
        if exit == Exit::Done || open.steps > 0 {
            script.open = Some(open);
        }
    }
}

impl ScriptTransaction {
    pub(crate) fn new(storing: Storing) -> Self {
        let (command, runs) = (Command::default(), None);
        Self { storing, command, runs, line: None, open: None, stored: None, lost: None }
    }

    pub(crate) fn storing(&self) -> Storing {
        self.storing
    }

    /// Whether there are changes that may only be written at the end.
    fn has_to_wait(&self) -> bool {
        let has_changes = |open: &OpenTransaction| open.transaction.steps() > 0;
        self.storing == Storing::AllOrNothing && self.open.as_ref().is_some_and(has_changes)
    }

    /// Lines of a script that `command` runs.
    pub(crate) fn of_script(self, command: Command) -> Self {
        Self { command, runs: Some(Vec::new()), ..self }
    }

    /// The command and the changes of this script on a store, which are one; none where a person types the
    /// lines, each of which is a change.
    pub(crate) fn run_on(&mut self, path: &Path) -> Option<(Command, ScriptRun)> {
        let runs = self.runs.as_mut()?;
        let run = runs.iter().find(|(other, _)| other == path).map(|(_, run)| run.clone());
        let run = run.unwrap_or_else(|| {
            let run = ScriptRun::default();
            runs.push((path.to_owned(), run.clone()));
            run
        });
        Some((self.command.clone(), run))
    }

    fn count_stored(&mut self, path: &Path, lines: Lines, way_back: &'static str) {
        let earlier = self.stored.take();
        let is_same_change = |earlier: &StoredLines| self.runs.is_some() && earlier.path == path;
        let (first, is_first) = match earlier {
            Some(earlier) if is_same_change(&earlier) => (earlier.lines.first, earlier.is_first),
            earlier => (lines.first, earlier.is_none()),
        };
        let lines = Lines { first, last: lines.last };
        self.stored = Some(StoredLines { path: path.to_owned(), lines, is_first, way_back });
    }

    /// What has been written, if anything has.
    pub(crate) fn stored(&self) -> Option<&StoredLines> {
        self.stored.as_ref()
    }

    /// Why something that was run is lost, if it is.
    pub(crate) fn lost(&self) -> Option<Exit> {
        self.lost
    }
}

impl OpenTransaction {
    /// Takes note of a line if it has made a step.
    fn count(&mut self, line: Option<&ScriptLine>) {
        let steps = self.transaction.steps();
        if let Some(line) = line.filter(|_| steps > self.steps) {
            let first = self.lines.take().map_or_else(|| line.clone(), |lines| lines.first);
            self.lines = Some(Lines { first, last: line.clone() });
        }
        self.steps = steps;
    }
}

/// `a.omero, lines 2 to 7`.
impl fmt::Display for Lines {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { first, last } = self;
        match first.line.cmp(&last.line) {
            _ if first.script != last.script => write!(out, "{first}, to {last}"),
            Ordering::Less => {
                write!(out, "{}, lines {} to {}", first.script, first.line, last.line)
            }
            _ => first.fmt(out),
        }
    }
}

impl fmt::Display for StoredLines {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let earlier = if self.is_first { "" } else { EARLIER };
        write!(out, "the changes of {}, are stored{}{earlier}", self.lines, self.way_back)
    }
}

impl fmt::Display for ScriptLine {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}, line {}", self.script, self.line)
    }
}
