//! Files at paths that were not given by the user, such as those of an installation: anyone who can
//! write there may have replaced them.

use std::fs;
use std::fs::File;
use std::io;
use std::path::Path;

use super::open_to_read;

/// Opens a regular file to be read. A FIFO or a device makes us neither wait nor read without end, and is
/// not opened at all unless it appears at this moment.
pub(crate) fn open_regular(path: &Path) -> io::Result<File> {
    check(&fs::metadata(path)?)?;
    let file = open_to_read(path)?;
    check(&file.metadata()?)?;
    Ok(file)
}

fn check(found: &fs::Metadata) -> io::Result<()> {
    if found.is_file() {
        return Ok(());
    }
    let problem = if found.is_dir() { "it is a directory" } else { "it is not a regular file" };
    Err(io::Error::new(io::ErrorKind::InvalidInput, problem))
}
