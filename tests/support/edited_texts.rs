//! The private texts of `config edit`.

use std::fs;
use std::path::Path;
use std::path::PathBuf;

use super::Installation;

impl Installation {
    /// The texts of `config edit` in the home directory, with what editors left next to them, sorted.
    pub(crate) fn edited_texts(&self) -> Vec<PathBuf> {
        let mut found = Vec::new();
        collect(&self.home(), &mut found);
        found.sort();
        found
    }
}

fn collect(directory: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.to_string_lossy().contains("config.edit.") {
            found.push(path);
        }
    }
}
