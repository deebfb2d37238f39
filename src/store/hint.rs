//! What a person can do about an error of the store.

use std::borrow::Cow;
use std::io;

use super::StoreError;
use crate::platform;
use crate::platform::FileKind;
use crate::platform::here;

const READ_ONLY: &str = "the file system is mounted read-only; mount it for writing";

fn as_owner() -> &'static str {
    here(
        "run the command as the owner of the file",
        "run the command as the owner of the file, or in a window that was opened as administrator",
    )
}

impl StoreError {
    /// What the reader can do about it.
    pub fn hint(&self) -> Option<Cow<'static, str>> {
        if let Self::UnsafeLink { sticky: Some(directory), .. } = self {
            let directory = directory.display();
            return Some(
                format!("all users can create links in {directory}; name the file itself").into(),
            );
        }
        if let Self::Locked { holder: Some(holder), .. } = self {
            let hint = format!("{holder} holds the lock; wait longer with --lock-timeout");
            return Some(hint.into());
        }
        self.hint_on_kind().map(Cow::from)
    }

    /// What does not depend on names.
    fn hint_on_kind(&self) -> Option<&'static str> {
        match self {
            Self::NoOmerodir => {
                Some("set OMERODIR to the directory of OMERO.server, or name a file with --source")
            }
            Self::NoRoot { .. } => {
                Some("correct OMERODIR; this program does not create the directory of OMERO.server")
            }
            Self::NotFound { .. } => Some(here(
                "--source changes an existing file; create an empty file with `touch FILE`",
                "--source changes an existing file; an empty one will do (`type nul > FILE` in \
                 cmd.exe, `New-Item FILE` in PowerShell)",
            )),
            Self::Unreadable { source, .. }
            | Self::LockFile { source, .. }
            | Self::ReadOnly { source, .. } => match source.kind() {
                io::ErrorKind::PermissionDenied => Some(as_owner()),
                io::ErrorKind::ReadOnlyFilesystem => Some(READ_ONLY),
                io::ErrorKind::NotFound => Some("create the directory, or correct the link to it"),
                _ => Some("check the path, and every link and directory in it"),
            },
            Self::NotRegular { .. } => Some("check the path; it must be a regular file"),
            Self::UnsafeLink { .. } => {
                Some("if this is intended, name the file itself (OMERODIR, --source, --output)")
            }
            Self::Untrusted { found, .. } => Some(found.hint()),
            Self::NotLockable { .. } => Some(
                "if this file system does not support locks (`flock`), move etc/grid to one that \
                 does, or mount it with locks (NFS: without `nolock`)",
            ),
            Self::Malformed { source, .. } => source.hint(),
            Self::BadVersion { .. } => Some(
                "this version is lost; `omero config log` lists the others, `omero config undo \
                 NUMBER` restores one",
            ),
            Self::Locked { .. } => Some(
                "another command is changing it, or `omero config lock` holds it; wait longer with \
                 --lock-timeout",
            ),
            Self::ToolRuns { .. } => Some(
                "a start or stop takes up to 300 s: `--lock-timeout 330` waits longer; without \
                 --wait the change is made immediately",
            ),
            Self::Overtaken { .. } => Some("nothing was written; run it again"),
            Self::Replace { source, .. } => Some(hint_on_replacing(source)),
            Self::Output { kind, source, .. } => Some(hint_on_output(*kind, source)),
            Self::Attribute { name: None, .. } => Some("check the file system that the file is on"),
            Self::Attribute { .. } => Some("run the command as root, or remove the attribute"),
            Self::Owner { .. } => Some(here(
                "run the command as the owner of the file, or as root",
                "run the command as the owner of the file, or in a window that was opened as administrator",
            )),
            Self::NotDurable { source, .. } => Some(match source.kind() {
                io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported => {
                    "this file system cannot flush a directory; run `sync`, or move etc/grid to a local disk"
                }
                _ => "check the disk, then run the command again",
            }),
            Self::History { .. } => {
                Some("check that directory, or keep no history: `omero config --history 0 ...`")
            }
            Self::NoVersion { number: None, .. } => Some(
                "nothing was changed yet, `--history 0` kept nothing, or `config log --purge` removed it",
            ),
            Self::NoVersion { .. } => Some("`omero config log` lists the versions"),
            Self::Directory { .. } => Some("check that OMERODIR is correct and writable"),
        }
    }
}

fn hint_on_replacing(source: &io::Error) -> &'static str {
    if platform::is_in_use(source) {
        return "another program has the file open and does not share it; close it there and run \
                the command again";
    }
    match source.kind() {
        io::ErrorKind::NotFound => "create the directory first",
        io::ErrorKind::ResourceBusy => {
            "the file is a mount point (`docker -v FILE`), which cannot be replaced; mount its \
             directory instead"
        }
        io::ErrorKind::PermissionDenied => {
            "run the command as a user with write permission for the directory of the file"
        }
        io::ErrorKind::ReadOnlyFilesystem => READ_ONLY,
        io::ErrorKind::NotADirectory | io::ErrorKind::InvalidFilename => "correct the path",
        _ => "check free space and permissions, then try again",
    }
}

fn hint_on_output(kind: FileKind, source: &io::Error) -> &'static str {
    match (kind, source.kind()) {
        (_, io::ErrorKind::PermissionDenied) => {
            "run the command as a user with write permission for it"
        }
        (_, io::ErrorKind::StorageFull) => "free some space, then try again",
        (_, io::ErrorKind::BrokenPipe) => "the program that reads from it ended too early",
        (FileKind::Link, _) => "open this descriptor for writing, for example with `3> FILE`",
        (FileKind::Fifo, _) => "start the program that reads from it first",
        (FileKind::Socket, _) => "a socket cannot be opened like a file; name a file or a pipe",
        _ => "check that the device can be written to",
    }
}
