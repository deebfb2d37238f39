//! What is reported of a change to the store: a directory that was made, a command that may overwrite it.

use std::path::Path;
use std::rc::Rc;

use crate::cli::session::Session;
use crate::cli::terminal::differences::summary;
use crate::model::Configuration;
use crate::model::differences;
use crate::schema::setup::SIGNS_OF_INSTALLATION;
use crate::store::Committed;
use crate::store::RunningTool;
use crate::store::Transaction;
use crate::store::Written;

/// A change that was made.
pub(crate) struct Done {
    before: Rc<Configuration>,
    after: Rc<Configuration>,
    /// Whether the history is kept.
    keeps_version: bool,
}

impl Done {
    pub(super) fn new(before: Rc<Configuration>, transaction: &Transaction) -> Self {
        let after = Rc::clone(transaction.configuration());
        Self { before, after, keeps_version: transaction.keeps_version() }
    }
}

impl Session {
    /// Says that a transaction had to make the directory of the store.
    pub(crate) fn tell_made_directory(&mut self, transaction: &Transaction) {
        if let Some(directory) = transaction.made_directory() {
            let directory = directory.display();
            self.printer.remark(format_args!("{directory} not found; creating {directory}"));
            self.tell_missing_server();
        }
    }

    /// Says that OMERODIR has nothing of OMERO in it.
    fn tell_missing_server(&mut self) {
        let Some(omerodir) = &self.environment.omerodir else { return };
        let is_there = |part: &&str| omerodir.join(part).exists();
        if SIGNS_OF_INSTALLATION.iter().any(is_there) {
            return;
        }
        let omerodir = omerodir.display().to_string();
        self.printer.warning(format_args!("there is no OMERO in {omerodir}"));
        self.printer.hint("check OMERODIR: it must be the directory of OMERO.server or OMERO.web");
    }

    /// Says what became of a change, and what may still become of it.
    pub(crate) fn tell_committed(&mut self, path: &Path, committed: &Committed) {
        let verb = match committed.written {
            Written::Changed => "replaced",
            Written::Unchanged => "left unchanged:",
        };
        self.printer.debug(format_args!("{verb} {}", path.display()));
        self.tell_tools(&committed.tools);
    }

    /// The configuration before a change, if a person is to read what the change does.
    pub(super) fn before_change(&self, transaction: &Transaction) -> Option<Rc<Configuration>> {
        self.printer.confirms().then(|| Rc::clone(transaction.configuration()))
    }

    /// Says to a person what a change has done, and how to take it back. Returns whether it has done anything.
    pub(crate) fn confirm(&mut self, done: &Done, undo: &str) -> bool {
        let changes = differences(&done.before, &done.after);
        let summary = summary(&changes, &done.after);
        match (changes.is_empty(), done.keeps_version) {
            (true, _) => self.printer.remark("nothing was changed"),
            (false, true) => {
                self.printer.remark(format_args!("{summary}; `{undo}` takes this back"));
            }
            (false, false) => self.printer.remark(summary),
        }
        !changes.is_empty()
    }

    /// Says which commands may still overwrite a change.
    pub(super) fn tell_tools(&mut self, tools: &[RunningTool]) {
        for tool in tools {
            let process = tool.process;
            self.printer.warning(format_args!(
                "{tool} is running; when it ends, it saves the configuration that it read at its \
                 start, and this change may be lost"
            ));
            self.printer.hint(format_args!(
                "run this command again when process {process} has ended, or use `omero config \
                 --wait`, which waits for it"
            ));
        }
    }
}
