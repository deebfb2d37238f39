//! Which files are checked, and which of them together.

use std::fs;
use std::io;
use std::path::Path;
use std::path::PathBuf;

use super::reading;
use crate::cli::error::CommandError;
use crate::cli::terminal::input;
use crate::cli::terminal::input::Input;
use crate::schema::mentions_properties;

/// Only so many bytes of a file in a directory are looked at for the name of a property.
const LONGEST_LOOK: u64 = 1 << 20;

/// Files that are applied one after the other, as `config apply` takes them.
pub(super) struct Stack {
    pub(super) files: Vec<PathBuf>,
}

impl Stack {
    /// The file to which a finding belongs that no line is to blame for.
    pub(super) fn name(&self) -> String {
        self.files.last().map(|file| file.display().to_string()).unwrap_or_default()
    }
}

/// The stacks of the command line: the files that it names are one, and each file that is found in a directory
/// is one by itself.
pub(super) fn find(paths: &[PathBuf]) -> Result<Vec<Stack>, CommandError> {
    let mut named = Vec::new();
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            gather(path, &mut found)?;
        } else {
            Input::File(path.clone()).check().map_err(CommandError::CommandLine)?;
            if reading::kind(path).is_none() {
                return Err(CommandError::NoKind { name: path.display().to_string() });
            }
            named.push(path.clone());
        }
    }
    let together = (!named.is_empty()).then_some(Stack { files: named });
    let alone = found.into_iter().map(|file| Stack { files: vec![file] });
    Ok(together.into_iter().chain(alone).collect())
}

/// Adds the files below a directory that have properties of OMERO, by name. Hidden directories and symbolic
/// links to directories are passed over.
fn gather(directory: &Path, found: &mut Vec<PathBuf>) -> Result<(), CommandError> {
    let failed =
        |source: io::Error| CommandError::Input { name: directory.display().to_string(), source };
    let entries: Result<Vec<_>, _> = fs::read_dir(directory).map_err(failed)?.collect();
    let mut entries = entries.map_err(failed)?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let (path, kind) = (entry.path(), entry.file_type().map_err(failed)?);
        if kind.is_dir() && !entry.file_name().as_encoded_bytes().starts_with(b".") {
            gather(&path, found)?;
        } else if kind.is_file() && reading::kind(&path).is_some() && has_properties(&path) {
            found.push(path);
        }
    }
    Ok(())
}

/// Whether a file mentions a property of OMERO. What cannot be read is reported later.
fn has_properties(path: &Path) -> bool {
    input::head(path, LONGEST_LOOK).map_or(true, |head| mentions_properties(&head))
}
