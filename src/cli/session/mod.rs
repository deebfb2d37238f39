//! What every verb works with: environment, printer, and the store that its options select.

pub(crate) mod author;
pub(crate) mod desired_state;
pub(crate) mod effective;
pub(crate) mod environment;
pub(crate) mod facts;
mod handing_on;
pub(crate) mod names;
pub(crate) mod references;
pub(crate) mod release;
pub(crate) mod script_transaction;
pub(crate) mod secrets_options;
pub(crate) mod selected_store;
mod store_messages;
pub(crate) mod store_options;
pub(crate) mod unknown_names;
pub(crate) mod validation;

use std::borrow::Cow;
use std::ffi::OsString;
use std::rc::Rc;

use crate::cli::command_line::redaction;
use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::cli::session::environment::Environment;
use crate::cli::session::release::InstalledReleases;
use crate::cli::session::release::ReleaseOptions;
use crate::cli::session::script_transaction::ScriptTransaction;
use crate::cli::session::selected_store::SelectedStore;
use crate::cli::session::store_options::StoreOptions;
use crate::cli::session::validation::AcceptedList;
use crate::cli::terminal::pager::Pager;
use crate::cli::terminal::printer::Printer;
use crate::schema::redacted_message;
use crate::store::StoreError;

/// The most unknown names that are compared with known ones: the search costs time, and a site that loads
/// thousands of its own properties has not misspelt them all.
pub(crate) const MOST_GUESSES: usize = 20;

/// Whether long answers may be shown in a pager.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Paging {
    Allowed,
    Off,
}

/// What a verb works with.
pub(crate) struct Session {
    pub(crate) environment: Environment,
    pub(crate) printer: Printer,
    store_options: StoreOptions,
    /// The command that is being run, for the history.
    pub(crate) command: author::Command,
    /// The store of the options, after the first verb that needs it.
    selected_store: Option<Rc<SelectedStore>>,
    pub(crate) paging: Paging,
    /// The releases that were asked for on the command line.
    pub(crate) releases: ReleaseOptions,
    /// How many scripts are being run, each by a line of the one before.
    pub(crate) open_scripts: u8,
    installed: InstalledReleases,
    /// Unknown names that were reported, so that a script reports each of them once.
    pub(crate) reported_names: Vec<String>,
    /// Whether the line of a script is perhaps the rest of a secret, so that errors do not quote it.
    pub(crate) withholds_words: bool,
    /// The script whose lines change the store together, if one is being run.
    pub(crate) script: Option<ScriptTransaction>,
    /// The list that a line of the script changed last.
    pub(crate) accepted_list: Option<AcceptedList>,
}

impl Session {
    pub(crate) fn new(
        environment: Environment,
        printer: Printer,
        releases: ReleaseOptions,
    ) -> Self {
        Self {
            environment,
            printer,
            store_options: StoreOptions::default(),
            command: author::Command::default(),
            selected_store: None,
            paging: Paging::Allowed,
            releases,
            open_scripts: 0,
            installed: InstalledReleases::default(),
            reported_names: Vec::new(),
            withholds_words: false,
            script: None,
            accepted_list: None,
        }
    }

    /// The next verb works on the store and profile of these options.
    pub(crate) fn select(&mut self, options: StoreOptions) {
        self.store_options = options;
        self.selected_store = None;
    }

    /// The store that the options or the environment name, and the profile in it.
    pub(crate) fn selected_store(&mut self) -> Result<Rc<SelectedStore>, CommandError> {
        if let Some(selected) = &self.selected_store {
            return Ok(Rc::clone(selected));
        }
        let selected = Rc::new(SelectedStore::new(&self.environment, &self.store_options)?);
        Ok(Rc::clone(self.selected_store.insert(selected)))
    }

    /// The same for verbs that have something to say without an OMERODIR.
    pub(crate) fn selected_store_if_any(
        &mut self,
    ) -> Result<Option<Rc<SelectedStore>>, CommandError> {
        match self.selected_store() {
            Ok(selected) => Ok(Some(selected)),
            Err(CommandError::Store(StoreError::NoOmerodir)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Why a change is made, if the options say so. The history gets no secret with it.
    pub(crate) fn message(&self) -> Option<Cow<'_, str>> {
        self.store_options.message.as_deref().map(redacted_message)
    }

    /// The command failed, and its error does not repeat what is perhaps a secret among these arguments.
    pub(crate) fn withhold_from(&mut self, arguments: &[OsString]) {
        self.withhold_among(&redaction::words(arguments));
    }

    /// From here on nothing repeats what is perhaps a secret among these words.
    pub(crate) fn withhold_among(&mut self, words: &[String]) {
        let secrets = redaction::perhaps_secret(words).into_iter().map(str::to_owned);
        self.printer.withheld.extend(secrets);
    }

    /// Whether the options name a profile.
    pub(crate) fn names_profile(&self) -> bool {
        self.store_options.profile.is_some()
    }

    /// From here on the answer may be longer than the screen. A script does not stop for a reader.
    pub(crate) fn may_be_long(&mut self) {
        // A terminal without a movable cursor cannot page.
        let cannot = self.paging == Paging::Off || self.environment.is_dumb;
        if cannot || self.open_scripts > 0 {
            return;
        }
        if let Some(pager) = Pager::of(self.environment.pager.as_deref()) {
            self.printer.page(pager);
        }
    }

    /// Prints the remaining messages, and returns the exit code.
    pub(crate) fn end(&mut self, outcome: Result<Exit, CommandError>) -> Exit {
        let outcome = outcome.and_then(|exit| self.printer.finish().map(|()| exit));
        outcome.unwrap_or_else(|failure| {
            self.printer.failure(&failure);
            failure.exit()
        })
    }
}
