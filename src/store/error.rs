//! What can go wrong between us and `config.xml`.

use std::io;
use std::path::Path;
use std::path::PathBuf;
use std::time::Duration;

use super::xml::XmlError;

/// What went wrong between us and `config.xml`.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Nobody said where the store is.
    #[error("FATAL: OMERODIR env variable not set")]
    NoOmerodir,
    /// `--source` names nothing.
    #[error("File not found: {}", path.display())]
    NotFound {
        /// The path as it was given.
        path: PathBuf,
    },
    /// The file is there but can't be read.
    #[error("cannot read {}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Something else stands where the file should be.
    #[error("{} is {found} and no file", path.display())]
    NoFile {
        /// The path.
        path: PathBuf,
        /// What stands there, with its article.
        found: &'static str,
    },
    /// The content is not what a store holds.
    #[error("{}", place(path, source))]
    Malformed {
        /// The file.
        path: PathBuf,
        /// Where and why.
        source: XmlError,
    },
    /// A version of the history is not what a store holds.
    #[error("{}", place(path, source))]
    BadVersion {
        /// The file of the version.
        path: PathBuf,
        /// Where and why.
        source: XmlError,
    },
    /// The lock file can't be opened.
    #[error("cannot open {}", path.display())]
    LockFile {
        /// The lock file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Another process holds the lock.
    #[error("Could not acquire lock on {} within {} s", path.display(), waited.as_secs_f32())]
    Locked {
        /// The file that the lock protects.
        path: PathBuf,
        /// How long we waited.
        waited: Duration,
    },
    /// A program that does not heed the lock changed the same as we did.
    #[error("somebody else changed `{key}` in {} at the same time", path.display())]
    Overtaken {
        /// The file.
        path: PathBuf,
        /// The property.
        key: String,
    },
    /// The file may not be written.
    #[error("Cannot modify {}", path.display())]
    ReadOnly {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The new file could not be put in place.
    #[error("cannot replace {}; it is as it was before", path.display())]
    Replace {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The new file could not get the owner of the old one.
    #[error("cannot replace {}; the new file would not belong to its owner", path.display())]
    Owner {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The new file is in place, but it is not sure that it survives a power cut.
    #[error("{} is changed, but the change may not survive a power cut", path.display())]
    NotDurable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The version that is to be replaced can't be kept, or the kept ones can't be read.
    #[error("cannot use the history in {}", path.display())]
    History {
        /// The directory of the versions.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// There is no version with this number.
    #[error("there is no {}in the history of {}", change(*number), path.display())]
    NoVersion {
        /// The store.
        path: PathBuf,
        /// The number that was asked for; none if any would have done.
        number: Option<u64>,
    },
    /// The directory of the store can't be made.
    #[error("cannot create {}", path.display())]
    Directory {
        /// The directory.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

const AS_OWNER: &str = "run the command as the owner of the file";

impl StoreError {
    /// What the reader can do about it.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::NoOmerodir => {
                Some("set OMERODIR to the directory of OMERO.server, or name a file with --source")
            }
            Self::NotFound { .. } => {
                Some("--source changes an existing file; an empty one will do (`touch FILE`)")
            }
            Self::Unreadable { source, .. }
            | Self::LockFile { source, .. }
            | Self::ReadOnly { source, .. } => match source.kind() {
                io::ErrorKind::PermissionDenied => Some(AS_OWNER),
                io::ErrorKind::ReadOnlyFilesystem => {
                    Some("the file system is mounted for reading only; mount it for writing")
                }
                io::ErrorKind::NotFound => Some("make the directory, or correct the link to it"),
                _ => Some("see whether the path is right, and every link and directory in it"),
            },
            Self::NoFile { .. } => Some("see whether the path is right; it has to be a plain file"),
            Self::Malformed { source, .. } => source.hint(),
            Self::BadVersion { .. } => Some(
                "this version is lost; `omero config log` lists the others, `omero config undo NUMBER` takes one",
            ),
            Self::Locked { .. } => Some(
                "another command is changing it, or `omero config lock` holds it; wait longer with --lock-timeout",
            ),
            Self::Overtaken { .. } => Some("nothing was written; run it again"),
            Self::Replace { source, .. } if source.kind() == io::ErrorKind::NotFound => {
                Some("make the directory first")
            }
            Self::Replace { .. } => Some("see to free space and permissions, then try again"),
            Self::Owner { .. } => Some("run the command as the owner of the file, or as root"),
            Self::NotDurable { .. } => Some("see to the disk, then run the command again"),
            Self::History { .. } => {
                Some("see to that directory, or do without: `omero config --history 0 ...`")
            }
            Self::NoVersion { number: None, .. } => {
                Some("the change that made the file replaced nothing; later ones can be undone")
            }
            Self::NoVersion { .. } => Some("`omero config log` lists the versions"),
            Self::Directory { .. } => Some("see whether OMERODIR is right and may be written to"),
        }
    }
}

fn change(number: Option<u64>) -> String {
    number.map_or_else(|| "change ".to_owned(), |number| format!("change {number} "))
}

/// Path, line and column as compilers write them.
fn place(path: &Path, error: &XmlError) -> String {
    let path = path.display();
    error.place.map_or_else(|| path.to_string(), |(line, column)| format!("{path}:{line}:{column}"))
}
