//! What a person can do about an error of the store.

use std::io;

use super::StoreError;

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
            Self::NotRegular { .. } => Some("check the path; it must be a regular file"),
            Self::UnsafeLink { .. } => {
                Some("if this is intended, name the file itself (OMERODIR, --source, --output)")
            }
            Self::Untrusted { found, .. } => Some(found.hint()),
            Self::NotLockable { .. } => Some(
                "if this file system has no locks (`flock`), put etc/grid on one that has, or mount it with locks (NFS: without `nolock`)",
            ),
            Self::Malformed { source, .. } => source.hint(),
            Self::BadVersion { .. } => Some(
                "this version is lost; `omero config log` lists the others, `omero config undo NUMBER` takes one",
            ),
            Self::Locked { .. } => Some(
                "another command is changing it, or `omero config lock` holds it; wait longer with --lock-timeout",
            ),
            Self::Overtaken { .. } => Some("nothing was written; run it again"),
            Self::Replace { source, .. } => Some(match source.kind() {
                io::ErrorKind::NotFound => "make the directory first",
                io::ErrorKind::ResourceBusy => {
                    "the file is a mount point (`docker -v FILE`), which cannot be replaced; mount its directory instead"
                }
                _ => "see to free space and permissions, then try again",
            }),
            Self::Attribute { .. } => Some("run the command as root, or remove the attribute"),
            Self::Owner { .. } => Some("run the command as the owner of the file, or as root"),
            Self::NotDurable { source, .. } => Some(match source.kind() {
                io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported => {
                    "this file system cannot flush a directory; run `sync`, or put etc/grid on a local disk"
                }
                _ => "see to the disk, then run the command again",
            }),
            Self::History { .. } => {
                Some("see to that directory, or do without: `omero config --history 0 ...`")
            }
            Self::NoVersion { number: None, .. } => Some(
                "nothing was changed yet, `--history 0` kept nothing, or `config log --purge` removed it",
            ),
            Self::NoVersion { .. } => Some("`omero config log` lists the versions"),
            Self::Directory { .. } => Some("see whether OMERODIR is right and may be written to"),
        }
    }
}
