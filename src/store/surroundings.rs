//! What stands around a store: locks, drafts, history. Only looked at.

use std::fs;
use std::path::PathBuf;

use super::History;
use super::Store;
use super::StoreError;
use super::lock;
use super::replace;

/// What is on disk beside the store.
#[derive(Debug)]
pub struct Surroundings {
    /// Where drafts and locks stand: beside the file that a symbolic link leads to.
    pub directory: PathBuf,
    /// The files that writers lock; they need not be there.
    pub lock_files: Vec<PathBuf>,
    /// Drafts that killed processes have left behind.
    pub drafts: Vec<PathBuf>,
    /// Where earlier versions are kept; it needs not be there.
    pub history: PathBuf,
    /// How many bytes they have.
    pub history_bytes: u64,
    /// Whether IceGrid finds its templates, if the file can be read.
    pub includes_templates: Option<bool>,
}

impl Store {
    /// Looks around; nothing is locked or written.
    pub fn surroundings(&self) -> Result<Surroundings, StoreError> {
        let file = self.target()?;
        let mut lock_files = vec![lock::lock_path(&self.path)];
        if file != self.path {
            lock_files.push(lock::lock_path(&file));
        }
        let versions = self.versions()?;
        let bytes = versions.iter().filter_map(|version| fs::metadata(&version.path).ok());
        let read = self.look().ok().filter(|read| read.state.is_some());
        Ok(Surroundings {
            lock_files,
            drafts: replace::abandoned(&file).unwrap_or_default(),
            history: History::of(&file).directory().to_owned(),
            history_bytes: bytes.map(|found| found.len()).sum(),
            includes_templates: read.map(|read| read.document.includes_templates()),
            directory: replace::directory(&file).to_owned(),
        })
    }
}
