//! `config.xml` on disk: where it is, reading it without a lock, changing it in transactions.
//!
//! Only this room touches the file and its neighbours, through descriptors of their directory. It
//! handles the format of a configuration, not the meaning of the properties. From the ground up: `links`
//! and `entry` (where a path leads, and the file there), `lock`, `draft`, `history`, `xml`, `work`,
//! `transaction`.

mod atomic_write;
pub(crate) mod author;
mod companion_files;
mod draft;
mod entry;
mod error;
mod fingerprint;
mod guard;
mod hint;
mod history;
pub(crate) mod java_preferences;
mod journal;
mod kept_program;
mod links;
mod locate;
mod lock;
mod lock_holder;
mod pending_change;
mod python_tool;
mod replacement;
mod run;
mod settlement;
mod thinning;
mod timeline;
mod transaction;
mod trust;
mod undo;
mod upgrade;
mod version;
mod version_name;
pub mod xml;

use std::path::Path;
use std::path::PathBuf;
use std::time::Duration;

use crate::model::Configuration;
use crate::model::ProfileName;
pub(crate) use atomic_write::publish_file;
pub(crate) use atomic_write::replace_file;
pub(crate) use atomic_write::replace_site_file;
use author::Author;
pub(crate) use companion_files::CompanionFiles;
use entry::DirectoryEntry;
use entry::OpenFile;
pub use error::StoreError;
pub(crate) use guard::Aftermath;
pub(crate) use guard::Guard;
use history::History;
pub(crate) use history::VERSIONS_KEPT;
pub(crate) use kept_program::KeptProgram;
pub(crate) use kept_program::Script;
pub(crate) use locate::locate;
use lock::Lock;
pub(crate) use lock_holder::LockHolder;
pub(crate) use python_tool::AdminCommand;
pub(crate) use python_tool::RunningTool;
pub(crate) use python_tool::WhileToolRuns;
pub(crate) use timeline::Extent;
pub(crate) use timeline::PastChange;
pub(crate) use timeline::Timeline;
pub(crate) use transaction::Committed;
pub(crate) use transaction::Transaction;
pub(crate) use transaction::Written;
pub(crate) use undo::Undone;
use upgrade::Upgrades;
pub(crate) use version::Version;
use xml::Document;

/// The mode of a directory that we make for the store: there will be passwords in it.
const DIRECTORY_MODE: u32 = 0o700;

/// The default time that a writer waits for the lock.
pub const LOCK_TIMEOUT: Duration = Duration::from_secs(10);

/// The configuration file of one installation.
#[derive(Debug, Clone)]
pub struct Store {
    path: PathBuf,
    /// The directory of OMERO, which is not made.
    root: Option<PathBuf>,
    first_profile: ProfileName,
    lock_timeout: Duration,
    versions_kept: usize,
    author: Author,
    upgrades: Upgrades,
    while_tool_runs: fn() -> WhileToolRuns,
}

/// Where a store is.
#[derive(Debug)]
struct StoreEntry {
    /// The entry by which it was given.
    named: DirectoryEntry,
    /// The file that is to be replaced: where that entry leads if it is a symbolic link.
    target: DirectoryEntry,
}

/// The right to keep writers out of a store, as long as the value lives.
#[derive(Debug)]
#[must_use]
pub struct LockGuard {
    locks: Vec<Lock>,
}

impl LockGuard {
    /// Calls `run` so that the programs it starts keep writers out too: even if this process is killed,
    /// the store stays locked until they end. After `run` the lock is released for all of them.
    pub fn share_with_children<T>(self, run: impl FnOnce() -> T) -> Result<T, StoreError> {
        self.locks.iter().try_for_each(Lock::let_children_inherit)?;
        let outcome = run();
        self.locks.into_iter().try_for_each(Lock::release)?;
        Ok(outcome)
    }
}

impl Store {
    /// The store at `path`. If there is no file, it begins with the profile `first_profile`.
    pub fn new(path: PathBuf, first_profile: ProfileName, lock_timeout: Duration) -> Self {
        let (versions_kept, author) = (VERSIONS_KEPT, Author::default());
        let while_tool_runs = WhileToolRuns::default;
        let upgrades: Upgrades = &[];
        Self {
            path,
            root: None,
            first_profile,
            lock_timeout,
            versions_kept,
            author,
            upgrades,
            while_tool_runs,
        }
    }

    /// The same store with another length of its history; 0 keeps none.
    #[must_use]
    pub(crate) fn keeping(self, versions_kept: usize) -> Self {
        Self { versions_kept, ..self }
    }

    /// The same store, to be changed by this author.
    #[must_use]
    pub(crate) fn by(&self, author: Author) -> Self {
        Self { author, ..self.clone() }
    }

    /// The same store, of which older profiles are brought up to date with these changes.
    #[must_use]
    pub(crate) fn upgrading(self, upgrades: Upgrades) -> Self {
        Self { upgrades, ..self }
    }

    /// The same store, which is changed while a command of the Python tool runs, or not. That is only asked
    /// for a change.
    #[must_use]
    pub(crate) fn while_tool_runs(self, while_tool_runs: fn() -> WhileToolRuns) -> Self {
        Self { while_tool_runs, ..self }
    }

    /// The path of the file as it was given.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What the file holds, brought up to date. Takes no lock and writes nothing.
    pub fn read(&self) -> Result<Configuration, StoreError> {
        let file = links::open_at(&self.path)?;
        let mut configuration = self.document_of(file.as_ref())?.configuration;
        upgrade::bring_up_to_date(&mut configuration, self.upgrades);
        Ok(configuration)
    }

    /// Deletes the history, including old secrets, and returns the number of versions.
    pub fn purge_history(&self) -> Result<usize, StoreError> {
        let Some(mut history) = self.history()? else { return Ok(0) };
        history.forget_written();
        history.thin(0)
    }

    /// Keeps every writer out until the value is dropped.
    pub fn hold(&self) -> Result<LockGuard, StoreError> {
        let Transaction { locks, .. } = self.begin()?;
        Ok(LockGuard { locks })
    }

    /// The history; none if nothing was ever kept.
    fn history(&self) -> Result<Option<History>, StoreError> {
        match StoreEntry::of(&self.path) {
            Err(error) if error.is_not_found() => Ok(None),
            entry => History::open(&entry?.target),
        }
    }

    fn no_version(&self, number: Option<u64>) -> StoreError {
        StoreError::NoVersion { path: self.path.clone(), number }
    }

    /// What a file holds; without one, a configuration with one empty profile.
    fn document_of(&self, file: Option<&OpenFile>) -> Result<Document, StoreError> {
        let Some(file) = file else { return Ok(self.nothing()) };
        self.parse(file.bytes(&self.path)?)
            .map_err(|source| StoreError::Malformed { path: self.path.clone(), source })
    }

    /// What a version at `path` held; without bytes there was no file.
    fn parse_version(&self, path: &Path, bytes: Option<Vec<u8>>) -> Result<Document, StoreError> {
        self.parse(bytes.unwrap_or_default())
            .map_err(|source| StoreError::BadVersion { path: path.to_owned(), source })
    }

    /// What bytes mean. An empty file is a store that has not been written yet.
    fn parse(&self, bytes: Vec<u8>) -> Result<Document, xml::XmlError> {
        if bytes.is_empty() {
            return Ok(self.nothing());
        }
        let text = xml::decode(&bytes)?.into();
        drop(bytes);
        xml::read_text(&text)
    }

    fn nothing(&self) -> Document {
        Document::new(Configuration::new(&self.first_profile))
    }

    /// The same store, which is in the directory `root` of OMERO.
    #[must_use]
    pub(crate) fn below(self, root: Option<PathBuf>) -> Self {
        let root = root.filter(|root| !root.as_os_str().is_empty());
        Self { root, ..self }
    }

    /// Fails if the directory of OMERO does not exist.
    pub(crate) fn check_root(&self) -> Result<(), StoreError> {
        match &self.root {
            Some(path) if !path.is_dir() => Err(StoreError::NoRoot { path: path.clone() }),
            _ => Ok(()),
        }
    }

    /// Makes the directory of the store if it is missing and returns whether it was necessary.
    fn make_directory(&self) -> Result<bool, StoreError> {
        self.check_root()?;
        links::make_directory(entry::directory_of(&self.path), DIRECTORY_MODE)
    }
}

impl StoreEntry {
    fn of(path: &Path) -> Result<Self, StoreError> {
        let named = DirectoryEntry::at(path)?;
        let (target, status) = links::follow(&named)?;
        // Next to what cannot be a store no lock file is made.
        if let Some(status) = status {
            entry::check_is_regular(path, &status)?;
        }
        Ok(Self { named, target })
    }

    fn is_link(&self) -> bool {
        self.named.path() != self.target.path()
    }
}
