//! `config.xml` on disk: where it is, reading it without a lock, changing it in transactions.
//!
//! Only this room touches the file and its neighbours. It knows how a configuration is written, and
//! nothing of what the properties mean.

mod error;
mod history;
mod locate;
mod lock;
pub mod preferences;
mod replace;
mod surroundings;
mod transaction;
mod upgrade;
pub mod xml;

use std::fs;
use std::fs::FileType;
use std::fs::Metadata;
use std::io;
use std::io::Read;
use std::path::Path;
use std::path::PathBuf;
use std::time::Duration;

use crate::model::Configuration;
use crate::model::ProfileName;
use crate::platform;
use crate::platform::FileState;

pub use error::StoreError;
use history::History;
pub use history::VERSIONS_KEPT;
pub use history::Version;
pub use locate::locate;
pub use lock::Lock;
pub use replace::replace_file;
pub use surroundings::Surroundings;
pub use transaction::Transaction;
pub use transaction::Written;
use xml::Document;

/// How long a writer waits for the lock unless told otherwise.
pub const LOCK_PATIENCE: Duration = Duration::from_secs(10);

/// The configuration file of one installation.
#[derive(Debug, Clone)]
pub struct Store {
    path: PathBuf,
    first_profile: ProfileName,
    patience: Duration,
    versions_kept: usize,
    user: String,
}

/// A file as it was read, to see later whether it still is the same.
struct Reading {
    document: Document,
    state: Option<FileState>,
}

impl Store {
    /// The store at `path`. If there is no file, it begins with the profile `first_profile`.
    pub fn new(path: PathBuf, first_profile: ProfileName, patience: Duration) -> Self {
        let user = "unknown".to_owned();
        Self { path, first_profile, patience, versions_kept: VERSIONS_KEPT, user }
    }

    /// The same store with another length of its history; 0 keeps none. What is replaced is said to
    /// be replaced by `user`.
    #[must_use]
    pub fn keeping(self, versions_kept: usize, user: String) -> Self {
        Self { versions_kept, user, ..self }
    }

    /// The path of the file as it was given.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What the file holds, brought up to date. Takes no lock and writes nothing.
    pub fn read(&self) -> Result<Configuration, StoreError> {
        let mut configuration = self.look()?.document.configuration;
        upgrade::bring_up_to_date(&mut configuration);
        Ok(configuration)
    }

    /// The versions that were replaced, the oldest first.
    pub fn versions(&self) -> Result<Vec<Version>, StoreError> {
        History::of(&self.target()?).versions()
    }

    /// The version with this number; without one, the last that was replaced.
    pub fn version(&self, number: Option<u64>) -> Result<Version, StoreError> {
        let newest_first = self.versions()?.into_iter().rev();
        let mut wanted =
            newest_first.filter(|version| number.is_none_or(|number| version.number == number));
        wanted.next().ok_or_else(|| StoreError::NoVersion { path: self.path.clone(), number })
    }

    /// What a version held.
    pub fn read_version(&self, version: &Version) -> Result<Configuration, StoreError> {
        Ok(self.document_of(version, &bytes_of(version)?)?.configuration)
    }

    fn document_of(&self, version: &Version, bytes: &[u8]) -> Result<Document, StoreError> {
        self.document(bytes, &version.path).map_err(|error| match error {
            StoreError::Malformed { path, source } => StoreError::BadVersion { path, source },
            error => error,
        })
    }

    /// Wipes the history, old secrets included, and tells how many versions that were.
    pub fn purge_history(&self) -> Result<usize, StoreError> {
        History::of(&self.target()?).prune(0)
    }

    /// Keeps every writer out until the lock is dropped.
    pub fn hold(&self) -> Result<Vec<Lock>, StoreError> {
        let target = self.target()?;
        let locks = self.lock(&target)?;
        self.look()?;
        Ok(locks)
    }

    /// The file as it is now; without a file, or with an empty one, a configuration with one empty
    /// profile.
    fn look(&self) -> Result<Reading, StoreError> {
        let Some((bytes, state)) = self.bytes()? else {
            return Ok(Reading { document: self.nothing(), state: None });
        };
        let document = self.document(&bytes, &self.path)?;
        Ok(Reading { document, state: Some(state) })
    }

    /// What the bytes of the file at `path` mean.
    fn document(&self, bytes: &[u8], path: &Path) -> Result<Document, StoreError> {
        if bytes.is_empty() {
            return Ok(self.nothing());
        }
        xml::read(bytes).map_err(|source| StoreError::Malformed { path: path.to_owned(), source })
    }

    /// The state of the file without reading it; none if there is no file.
    fn state(&self) -> Result<Option<FileState>, StoreError> {
        match fs::metadata(&self.path) {
            Ok(metadata) => Ok(Some(platform::state_of(&metadata))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(StoreError::Unreadable { path: self.path.clone(), source }),
        }
    }

    fn nothing(&self) -> Document {
        Document::new(Configuration::new(&self.first_profile))
    }

    fn bytes(&self) -> Result<Option<(Vec<u8>, FileState)>, StoreError> {
        match read(&self.path) {
            Err(StoreError::Unreadable { source, .. })
                if source.kind() == io::ErrorKind::NotFound =>
            {
                Ok(None)
            }
            outcome => outcome.map(Some),
        }
    }

    /// The file that is to be replaced: where the path leads if it is a symbolic link.
    fn target(&self) -> Result<PathBuf, StoreError> {
        locate::follow_links(&self.path)
            .map_err(|source| StoreError::Unreadable { path: self.path.clone(), source })
    }

    /// Locks the store under the name by which it was given, which is what the Python tool does, and
    /// under the name of the file behind a symbolic link, in this order. Beside what can be no store
    /// no lock file is made.
    fn lock(&self, target: &Path) -> Result<Vec<Lock>, StoreError> {
        if let Ok(metadata) = fs::metadata(target) {
            check_is_file(&self.path, &metadata)?;
        }
        let mut locks = vec![Lock::acquire(&self.path, self.patience)?];
        if target != self.path {
            locks.push(Lock::acquire(target, self.patience)?);
        }
        Ok(locks)
    }

    /// Makes the directory of the store if it is missing and tells whether it had to.
    pub fn make_directory(&self) -> Result<Option<&Path>, StoreError> {
        let directory = replace::directory(&self.path);
        if directory.exists() {
            return Ok(None);
        }
        create_directories(directory)
            .map_err(|source| StoreError::Directory { path: directory.to_owned(), source })?;
        Ok(Some(directory))
    }
}

/// Makes a directory and those above it that are missing. They belong to the owner of the one that
/// was there, also when root makes them.
fn create_directories(directory: &Path) -> io::Result<()> {
    let above = replace::directory(directory);
    if !above.exists() {
        create_directories(above)?;
    }
    match fs::create_dir(directory) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        outcome => {
            outcome?;
            platform::offer_directory_owner(directory, &fs::metadata(above)?)
        }
    }
}

/// A version as it was kept; somebody may have put something else in its place.
fn bytes_of(version: &Version) -> Result<Vec<u8>, StoreError> {
    read(&version.path).map(|(bytes, _)| bytes)
}

/// The bytes of a plain file that is not too large to be a store.
fn read(path: &Path) -> Result<(Vec<u8>, FileState), StoreError> {
    let failed = |source| StoreError::Unreadable { path: path.to_owned(), source };
    let mut file = platform::open_to_read(path).map_err(failed)?;
    let metadata = file.metadata().map_err(failed)?;
    check_is_file(path, &metadata)?;
    if metadata.len() > xml::MAX_FILE_BYTES {
        let source = xml::XmlError::too_large(metadata.len());
        return Err(StoreError::Malformed { path: path.to_owned(), source });
    }
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).map_err(failed)?;
    Ok((bytes, platform::state_of(&metadata)))
}

fn check_is_file(path: &Path, metadata: &Metadata) -> Result<(), StoreError> {
    if metadata.is_file() {
        return Ok(());
    }
    Err(StoreError::NoFile { path: path.to_owned(), found: name_of(metadata.file_type()) })
}

fn name_of(found: FileType) -> &'static str {
    if found.is_dir() { "a directory" } else { "a special file" }
}
