//! What can go wrong between us and `config.xml`.

use std::io;
use std::path::Path;
use std::path::PathBuf;
use std::time::Duration;

use super::LockHolder;
use super::Written;
use super::python_tool::RunningTool;
use super::trust::Distrust;
use super::xml::XmlError;
use crate::platform::FileKind;
use crate::platform::name_of_account;

/// What went wrong between us and `config.xml`.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The location of the store is unknown.
    #[error("FATAL: OMERODIR env variable not set")]
    NoOmerodir,
    /// OMERODIR names nothing, or no directory.
    #[error("OMERODIR is {}, which is not a directory", path.display())]
    NoRoot { path: PathBuf },
    /// `--source` names nothing.
    #[error("File not found: {}", path.display())]
    NotFound {
        /// The path as it was given.
        path: PathBuf,
    },
    /// The file is there but cannot be read.
    #[error("cannot read {}", path.display())]
    Unreadable { path: PathBuf, source: io::Error },
    /// Something else is where the file should be.
    #[error("{} is {found}, not a regular file", path.display())]
    NotRegular {
        path: PathBuf,
        /// What was found, with its article.
        found: &'static str,
    },
    /// A symbolic link by which another user could lead us astray.
    #[error(
        "{} is a symbolic link of user {} to {}, which belongs to user {}",
        link.display(),
        name_of_account(*owner),
        target.display(),
        name_of_account(*target_owner)
    )]
    UnsafeLink {
        link: PathBuf,
        /// The number of its owner.
        owner: u32,
        /// Where it leads.
        target: PathBuf,
        /// The number of the owner of that.
        target_owner: u32,
        /// The directory of the link, if all users can put links in it.
        sticky: Option<PathBuf>,
    },
    /// Part of the history that another user can have put there.
    #[error("{} {found}", path.display())]
    Untrusted {
        /// The directory of the versions, or one of them.
        path: PathBuf,
        /// Why it cannot be believed.
        found: Distrust,
    },
    /// The content is not what a store holds.
    #[error("{}", place(path, source))]
    Malformed { path: PathBuf, source: XmlError },
    /// A version of the history is not what a store holds.
    #[error("{}", place(path, source))]
    BadVersion {
        /// The file of the version.
        path: PathBuf,
        source: XmlError,
    },
    /// The lock file cannot be opened.
    #[error("cannot open {}", path.display())]
    LockFile { path: PathBuf, source: io::Error },
    /// The file system does not lock.
    #[error("cannot lock {}", path.display())]
    NotLockable { path: PathBuf, source: io::Error },
    /// Another process holds the lock.
    #[error("Could not acquire lock on {} within {} s", path.display(), waited.as_secs_f32())]
    Locked {
        /// The file that the lock protects.
        path: PathBuf,
        waited: Duration,
        /// Who holds it; none if that is not known.
        holder: Option<LockHolder>,
    },
    /// A command of the Python tool that will save what it has read does not end.
    #[error("{tool} did not end within {} s; {}", waited.as_secs_f32(), after_waiting(path, *change))]
    ToolRuns {
        /// The file that it will save.
        path: PathBuf,
        tool: RunningTool,
        /// How long we waited.
        waited: Duration,
        /// Whether the file had been changed before that.
        change: Written,
    },
    /// A program that does not heed the lock changed the same as we did.
    #[error("another program changed `{key}` in {} at the same time", path.display())]
    Overtaken { path: PathBuf, key: String },
    /// The file may not be written.
    #[error("Cannot modify {}", path.display())]
    ReadOnly { path: PathBuf, source: io::Error },
    /// The new file could not be put in place.
    #[error("cannot replace {}; it was not changed", path.display())]
    Replace { path: PathBuf, source: io::Error },
    /// What is not a regular file could not be written to.
    #[error("cannot write to {}", path.display())]
    Output {
        path: PathBuf,
        /// What it is; a link is an open descriptor of a process.
        #[expect(private_interfaces, reason = "only the hint looks at it")]
        kind: FileKind,
        source: io::Error,
    },
    /// The new file could not get the owner of the old one.
    #[error("cannot replace {}; the new file would not belong to its owner", path.display())]
    Owner { path: PathBuf, source: io::Error },
    /// The new file could not get an extended attribute of the old one.
    #[error("cannot replace {}; {}", path.display(), attribute(name.as_deref()))]
    Attribute {
        path: PathBuf,
        /// The name of the attribute; none if their list cannot be read.
        name: Option<String>,
        source: io::Error,
    },
    /// The new file is in place, but it is not sure that it survives a power cut.
    #[error("{} was changed, but the change may be lost in a power cut", path.display())]
    NotDurable { path: PathBuf, source: io::Error },
    /// The version that is to be replaced cannot be kept, or the kept ones cannot be read.
    #[error("cannot use the history in {}", path.display())]
    History {
        /// The directory of the versions.
        path: PathBuf,
        source: io::Error,
    },
    /// There is no version with this number.
    #[error("there is no {}in the history of {}", change(*number), path.display())]
    NoVersion {
        path: PathBuf,
        /// The number that was asked for; none if any would have done.
        number: Option<u64>,
    },
    /// The directory of the store cannot be made.
    #[error("cannot create {}", path.display())]
    Directory { path: PathBuf, source: io::Error },
}

impl StoreError {
    pub(super) fn unreadable(path: &Path, source: io::Error) -> Self {
        Self::Unreadable { path: path.to_owned(), source }
    }

    /// The same error for a transaction that has written something before.
    pub(super) fn after(self, written: Written) -> Self {
        match self {
            Self::ToolRuns { path, tool, waited, .. } => {
                Self::ToolRuns { path, tool, waited, change: written }
            }
            error => error,
        }
    }

    /// Whether the user, or the file system, does not allow to write there.
    pub(crate) fn is_not_writable(&self) -> bool {
        match self {
            Self::ReadOnly { .. } | Self::Owner { .. } => true,
            // Not `Replace`: there the Python tool exits with 1.
            Self::Output { source, .. } | Self::Directory { source, .. } => matches!(
                source.kind(),
                io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem
            ),
            _ => false,
        }
    }

    /// Whether a directory or file is missing.
    pub(crate) fn is_not_found(&self) -> bool {
        matches!(self, Self::Unreadable { source, .. } if source.kind() == io::ErrorKind::NotFound)
    }
}

fn after_waiting(path: &Path, change: Written) -> String {
    let path = path.display();
    match change {
        Written::Unchanged => format!("{path} was not changed"),
        Written::Changed => format!("{path} was changed, but the command may overwrite it"),
    }
}

fn attribute(name: Option<&str>) -> String {
    match name {
        Some(name) => format!("its attribute `{name}` cannot be copied"),
        None => "its extended attributes cannot be read".to_owned(),
    }
}

fn change(number: Option<u64>) -> String {
    number.map_or_else(|| "change ".to_owned(), |number| format!("change {number} "))
}

/// Path, line and column as compilers write them.
fn place(path: &Path, error: &XmlError) -> String {
    let path = path.display();
    error.location.map_or_else(|| path.to_string(), |location| format!("{path}:{location}"))
}
