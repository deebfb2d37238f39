//! What a system reports of a file, in the terms of Unix.

/// What the system reports of a file. Two equal statuses at one name are the same file in the same state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FileStatus {
    pub(crate) kind: FileKind,
    /// In bytes.
    pub(crate) size: u64,
    /// The number of the user who owns the file. It is 0 on Windows, as is the group: there accounts have no
    /// numbers.
    pub(crate) owner: u32,
    /// The number of the group.
    pub(crate) group: u32,
    /// The permission bits, with set-user-ID, set-group-ID and sticky bit. On Windows only the owner's
    /// write permission is checked.
    pub(crate) mode: u32,
    /// How many names the file has.
    pub(crate) links: u64,
    /// Seconds since 1970.
    pub(crate) modified: i64,
    /// What no two files have at the same time.
    pub(super) identity: (u64, u64),
    /// The time of its last change, as exact as the system provides.
    pub(super) changed: (i64, i64),
}

/// What an entry of a directory is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(windows, expect(dead_code, reason = "some kinds exist only elsewhere"))]
pub(crate) enum FileKind {
    Regular,
    Directory,
    Link,
    Fifo,
    Socket,
    Device,
}

/// What a file of the directory is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    Read,
    /// To write at the end.
    Append,
    /// To be locked.
    Lock,
}

impl FileStatus {
    /// Whether both are the same file, whatever happened to its content.
    pub(crate) fn is_same_file(&self, other: &Self) -> bool {
        self.identity == other.identity
    }

    /// Whether users other than the owner may write the file or, in a directory, replace its entries.
    pub(crate) fn is_writable_by_others(&self) -> bool {
        self.mode & 0o022 != 0
    }

    /// Whether everyone may add entries to this directory, but only replace their own.
    pub(crate) fn is_sticky(&self) -> bool {
        self.mode & 0o1002 == 0o1002
    }
}
