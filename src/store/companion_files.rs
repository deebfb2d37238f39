//! What is next to a store: locks, drafts, history. Only read.

use std::path::PathBuf;

use super::Store;
use super::StoreEntry;
use super::StoreError;
use super::draft;
use super::entry::directory_of;
use super::history::History;
use super::lock::Lock;

/// What is on disk next to the store.
#[derive(Debug)]
pub struct CompanionFiles {
    /// Where drafts and locks are: next to the file that a symbolic link leads to.
    pub directory: PathBuf,
    /// The files that writers lock; they need not exist.
    pub lock_files: Vec<PathBuf>,
    /// Drafts that killed processes have left.
    pub drafts: Vec<PathBuf>,
    /// Where earlier versions are kept; it need not exist.
    pub history: PathBuf,
    /// How many bytes they have.
    pub history_bytes: u64,
    /// Whether IceGrid finds its templates, if the file can be read.
    pub includes_templates: Option<bool>,
}

impl Store {
    /// Looks around; nothing is locked or written.
    pub fn surroundings(&self) -> Result<CompanionFiles, StoreError> {
        let entry = StoreEntry::of(&self.path)?;
        let mut lock_files = vec![Lock::path_for(&entry.named)];
        if entry.is_link() {
            lock_files.push(Lock::path_for(&entry.target));
        }
        let file = &entry.target;
        let document = file.open()?.and_then(|found| self.document_of(Some(&found)).ok());
        Ok(CompanionFiles {
            lock_files,
            drafts: draft::abandoned(file).unwrap_or_default(),
            history: History::path_for(file),
            history_bytes: History::open(file)?.map_or(0, |history| history.bytes()),
            includes_templates: document.map(|document| document.includes_templates()),
            directory: directory_of(file.path()).to_owned(),
        })
    }
}
