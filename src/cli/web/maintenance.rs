//! The page that a web server shows while OMERO.web does not answer.

use std::fs;
use std::io;
use std::path::Path;

use crate::cli::error::CommandError;
use crate::store;
use crate::web::MAINTENANCE_PAGE;

/// Makes the page where there is none; an existing one is not changed.
pub(super) fn write(path: &Path) -> Result<(), CommandError> {
    if path.exists() {
        return Ok(());
    }
    if let Some(directory) = path.parent() {
        make(directory)
            .map_err(|source| CommandError::Make { path: directory.to_owned(), source })?;
    }
    Ok(store::replace_file(path, MAINTENANCE_PAGE.as_bytes())?)
}

/// Makes a directory and those above it, but for the installation itself: a wrong OMERODIR makes nothing.
fn make(directory: &Path) -> io::Result<()> {
    let installation = directory.ancestors().nth(3);
    match installation {
        Some(installation) if !installation.is_dir() => Err(io::ErrorKind::NotFound.into()),
        _ => fs::create_dir_all(directory),
    }
}
