//! Where a path leads: symbolic links are followed here and nowhere else.
//!
//! Root runs this program in directories that other users can write to. They must not be able to lead
//! root to a file elsewhere. So a path is walked with descriptors, one name after the other, and a link
//! is only followed as [`Link::is_safe`] says.

use std::ffi::OsStr;
use std::fs::File;
use std::io;
use std::path::Component;
use std::path::Path;
use std::path::PathBuf;
use std::rc::Rc;

use super::StoreError;
use super::entry::DirectoryEntry;
use super::entry::OpenFile;
use super::entry::create_directory;
use super::entry::directory_of;
use crate::platform;
use crate::platform::Directory;
use crate::platform::FileKind;
use crate::platform::FileStatus;

/// The user who may do everything, and whom all users must trust.
const ROOT: u32 = 0;

/// As many links as Linux follows in one path.
const MAX_LINKS: usize = 40;

/// A symbolic link on the way.
#[derive(Debug)]
struct Link {
    path: PathBuf,
    owner: u32,
    /// The directory that it is in.
    directory: FileStatus,
}

impl Link {
    /// Whether user `us` may follow the link to something that belongs to `target_owner`: the rule of safe
    /// transitions of `systemd-tmpfiles(8)` and `sudoedit(8)`. A link of root's or our own is
    /// followed anywhere, one of another user only to what belongs to that user as well.
    ///
    /// In a sticky directory where everyone may write, such as `/tmp`, it must also be our own or of the
    /// directory's owner, as with `fs.protected_symlinks` of `proc_sys_fs(5)`.
    fn is_safe(&self, target_owner: u32, us: u32) -> bool {
        let is_trusted = self.owner == us || self.owner == ROOT || self.owner == target_owner;
        is_trusted && !self.is_of_stranger(us)
    }

    fn is_of_stranger(&self, us: u32) -> bool {
        self.directory.is_sticky() && self.owner != us && self.owner != self.directory.owner
    }

    fn check(&self, target: &Path, status: &FileStatus) -> Result<(), StoreError> {
        let us = platform::effective_user();
        if self.is_safe(status.owner, us) {
            return Ok(());
        }
        Err(StoreError::UnsafeLink {
            link: self.path.clone(),
            owner: self.owner,
            target: target.to_owned(),
            target_owner: status.owner,
            sticky: self.is_of_stranger(us).then(|| parent(&self.path).to_owned()),
        })
    }
}

impl DirectoryEntry {
    /// The entry that a path names. If it is a symbolic link, that link itself.
    pub(super) fn at(path: &Path) -> Result<Self, StoreError> {
        let directory = directory(directory_of(path))?;
        let name = path.file_name().ok_or_else(|| StoreError::NotRegular {
            path: path.to_owned(),
            found: "a directory",
        })?;
        Ok(Self::new(Rc::new(directory), name.to_owned(), path.to_owned()))
    }
}

/// The directory that a path leads to.
fn directory(path: &Path) -> Result<Directory, StoreError> {
    let failed = |source| StoreError::unreadable(path, source);
    match Directory::open_without_links(path) {
        Err(error) if platform::is_link_error(&error) => {}
        outcome => return outcome.map_err(failed),
    }
    let start = Rc::new(Directory::current().map_err(failed)?);
    let found = Walk { links_left: MAX_LINKS }.directory(start, Path::new(""), path)?;
    Rc::try_unwrap(found).or_else(|found| found.enter(".").map_err(failed))
}

/// Opens the regular file that a path leads to.
pub(super) fn open_at(path: &Path) -> Result<Option<OpenFile>, StoreError> {
    match platform::open_without_links(path) {
        Ok(file) => return OpenFile::new(file, path).map(Some),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) if platform::is_link_error(&error) => {}
        Err(source) => return Err(StoreError::unreadable(path, source)),
    }
    match open_to_read(path) {
        Ok(file) => file.map(|file| OpenFile::new(file, path)).transpose(),
        Err(error) if error.is_not_found() => Ok(None),
        Err(error) => Err(error),
    }
}

/// Makes a directory and those above it that are missing, and returns whether it was necessary. They
/// belong to the owner of the one that was there, also when root makes them.
pub(super) fn make_directory(path: &Path, mode: u32) -> Result<bool, StoreError> {
    match directory(path) {
        Err(error) if error.is_not_found() => {}
        outcome => return outcome.map(|_| false),
    }
    let above = directory_of(path);
    if above != path {
        make_directory(above, mode)?;
    }
    let entry = DirectoryEntry::at(path)?;
    let failed = |source| StoreError::Directory { path: path.to_owned(), source };
    create_directory(&entry, mode).map_err(failed)?;
    Ok(true)
}

/// Opens a file to be read whose path has links in it; none if it does not exist.
///
/// A link can only lead ordinary users to what they may read anyway, so for them the system follows it.
fn open_to_read(path: &Path) -> Result<Option<File>, StoreError> {
    if platform::effective_user() == ROOT {
        let (end, _) = follow(&DirectoryEntry::at(path)?)?;
        return end.open().map(|found| found.map(|found| found.file));
    }
    match platform::open_to_read(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) if platform::is_link_error(&error) => {
            Err(StoreError::unreadable(path, too_many_links()))
        }
        outcome => outcome.map(Some).map_err(|source| StoreError::unreadable(path, source)),
    }
}

/// The entry at the end of the links that begin at `entry`, and its status; it need not exist yet. A
/// descriptor of a process (`/proc/self/fd/1`, to which `/dev/stdout` leads) is an end and still a link.
pub(super) fn follow(
    entry: &DirectoryEntry,
) -> Result<(DirectoryEntry, Option<FileStatus>), StoreError> {
    let mut walk = Walk { links_left: MAX_LINKS };
    let mut links = Vec::new();
    let mut end = entry.clone();
    let mut status = end.status()?;
    while let Some(found) = status.filter(|status| status.kind == FileKind::Link) {
        // Its text is only a description of what it leads to.
        if end.directory().is_of_descriptors() {
            break;
        }
        let (link, next) = walk.link(end.directory(), end.path(), end.name(), &found)?;
        links.push(link);
        let directory =
            walk.directory(Rc::clone(end.directory()), parent(end.path()), parent(&next))?;
        let path = parent(end.path()).join(&next);
        let name = next
            .file_name()
            .ok_or_else(|| StoreError::NotRegular { path: path.clone(), found: "a directory" })?;
        end = DirectoryEntry::new(directory, name.to_owned(), path);
        status = end.status()?;
    }
    if !links.is_empty() {
        // What is made there will belong to the owner of the directory.
        let owned = status.map_or_else(|| end.directory_status(), Ok)?;
        links.iter().try_for_each(|link| link.check(end.path(), &owned))?;
    }
    Ok((end, status))
}

/// A walk along a path, and how many links it may still follow.
struct Walk {
    links_left: usize,
}

impl Walk {
    /// The directory to which `path` leads from the directory `at`, which is called `name` in messages.
    fn directory(
        &mut self,
        mut at: Rc<Directory>,
        name: &Path,
        path: &Path,
    ) -> Result<Rc<Directory>, StoreError> {
        let mut shown = name.to_owned();
        for component in path.components() {
            shown.push(component);
            let failed = |source| StoreError::unreadable(&shown, source);
            match component {
                Component::CurDir | Component::Prefix(_) => {}
                Component::RootDir => at = Rc::new(Directory::root().map_err(failed)?),
                Component::ParentDir => at = Rc::new(at.enter("..").map_err(failed)?),
                Component::Normal(name) => at = self.enter(&at, &shown, name)?,
            }
        }
        Ok(at)
    }

    /// The directory that `name` is or, if it is a link, leads to.
    fn enter(
        &mut self,
        at: &Rc<Directory>,
        path: &Path,
        name: &OsStr,
    ) -> Result<Rc<Directory>, StoreError> {
        let failed = |source| StoreError::unreadable(path, source);
        let error = match at.enter(name) {
            Ok(directory) => return Ok(Rc::new(directory)),
            Err(error) => error,
        };
        let status = at.status_of(name).map_err(failed)?;
        let Some(status) = status.filter(|status| status.kind == FileKind::Link) else {
            return Err(failed(error));
        };
        let (link, next) = self.link(at, path, name, &status)?;
        let found = self.directory(Rc::clone(at), parent(path), &next)?;
        link.check(&parent(path).join(&next), &found.status().map_err(failed)?)?;
        Ok(found)
    }

    /// A link and its text. It was a link when `status` was read; by now another one may have its name.
    fn link(
        &mut self,
        directory: &Directory,
        path: &Path,
        name: &OsStr,
        status: &FileStatus,
    ) -> Result<(Link, PathBuf), StoreError> {
        let failed = |source| StoreError::unreadable(path, source);
        let too_many = || failed(too_many_links());
        self.links_left = self.links_left.checked_sub(1).ok_or_else(too_many)?;
        let text = directory.read_link(name).map_err(failed)?;
        if directory.status_of(name).map_err(failed)?.as_ref() != Some(status) {
            return Err(failed(io::Error::other("it was replaced while it was read")));
        }
        let directory = directory.status().map_err(failed)?;
        Ok((Link { path: path.to_owned(), owner: status.owner, directory }, text))
    }
}

fn too_many_links() -> io::Error {
    io::Error::other("too many levels of symbolic links")
}

/// The directory part of a path; of a bare name it is empty.
fn parent(path: &Path) -> &Path {
    path.parent().unwrap_or(path)
}
