//! Directories for files of one user.

use std::fs;
use std::io;
use std::path::Path;
use std::path::PathBuf;

use super::windows_security::make_directory_private;

/// Makes a directory that only we and administrators can use, with those above it that are missing, and returns
/// its full path. Programs do not take the one that begins with `\\?\`, which the system calls canonical.
pub(crate) fn private_directory(path: &Path) -> io::Result<PathBuf> {
    let path = std::path::absolute(path)?;
    if !path.is_dir() {
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        match create_private_directory(&path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            outcome => outcome?,
        }
    }
    Ok(path)
}

/// The full path of a directory, if there is one.
pub(crate) fn find_private_directory(path: &Path) -> Option<PathBuf> {
    std::path::absolute(path).ok().filter(|found| found.is_dir())
}

/// Makes a directory that only we and administrators can use; it must not be there yet.
pub(crate) fn create_private_directory(path: &Path) -> io::Result<()> {
    fs::create_dir(path)?;
    make_directory_private(path)
}
