//! Directories for files of one user. The profile of a user, where the temporary directory is too, has an
//! access control list that excludes other users.

use std::fs;
use std::io;
use std::path::Path;
use std::path::PathBuf;

/// Makes a directory with those above it that are missing.
pub(crate) fn private_directory(path: &Path) -> io::Result<PathBuf> {
    fs::create_dir_all(path)?;
    fs::canonicalize(path)
}

/// The full path of a directory, if there is one.
pub(crate) fn find_private_directory(path: &Path) -> Option<PathBuf> {
    fs::canonicalize(path).ok().filter(|found| found.is_dir())
}

/// Makes a directory, with the access control list of the one above; it must not be there yet.
pub(crate) fn create_private_directory(path: &Path) -> io::Result<()> {
    fs::create_dir(path)
}
