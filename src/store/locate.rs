//! Where the store is.

use std::fs;
use std::io;
use std::path::Path;
use std::path::PathBuf;

use super::StoreError;

/// The store below the directory of OMERO.server.
const BELOW_OMERODIR: [&str; 3] = ["etc", "grid", "config.xml"];

/// The path of the store: `source` if given and not empty, else below `omerodir`, which can be
/// relative; an empty one is the current directory.
pub(crate) fn locate(
    source: Option<&Path>,
    omerodir: Option<&Path>,
) -> Result<PathBuf, StoreError> {
    match source.filter(|source| *source != Path::new("")) {
        Some(source) => existing(source),
        None => {
            let omerodir = omerodir.ok_or(StoreError::NoOmerodir)?;
            Ok(omerodir.join(BELOW_OMERODIR.iter().collect::<PathBuf>()))
        }
    }
}

fn existing(source: &Path) -> Result<PathBuf, StoreError> {
    let path = source.to_owned();
    match fs::symlink_metadata(source) {
        Ok(_) => Ok(path),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(StoreError::NotFound { path }),
        Err(source) => Err(StoreError::Unreadable { path, source }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_source_is_none_and_an_empty_omerodir_the_current_directory() {
        let path = locate(Some(Path::new("")), Some(Path::new(""))).unwrap();
        assert_eq!(path, Path::new("etc/grid/config.xml"));
    }

    #[test]
    fn without_source_and_omerodir_there_is_no_store() {
        assert!(matches!(locate(None, None), Err(StoreError::NoOmerodir)));
    }
}
