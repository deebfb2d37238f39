//! The page that a web server shows while OMERO.web does not answer.

use std::io;
use std::path::Path;

use crate::cli::error::CommandError;
use crate::store;
use crate::web::MAINTENANCE_PAGE;

/// Makes the page where there is none; an existing one is not changed. A wrong OMERODIR makes nothing.
pub(super) fn write(path: &Path) -> Result<(), CommandError> {
    if path.exists() {
        return Ok(());
    }
    // Above it are `etc/templates/error`.
    match path.ancestors().nth(4) {
        Some(omerodir) if !omerodir.is_dir() => Err(CommandError::Make {
            path: path.parent().unwrap_or(path).to_owned(),
            source: io::ErrorKind::NotFound.into(),
        }),
        _ => Ok(store::publish_file(path, MAINTENANCE_PAGE.as_bytes())?),
    }
}
