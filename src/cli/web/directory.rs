//! A directory that gets several files, all of them or none.

use std::fs;
use std::io;
use std::path::Path;
use std::path::PathBuf;

use crate::cli::error::CommandError;
use crate::cli::terminal::input;
use crate::cli::terminal::input::Input;
use crate::platform;
use crate::store;
use crate::web::IIS_HEAD;
use crate::web::IisFile;
use crate::web::is_ours;

/// What happens to existing files with the same names that this program did not write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Strangers {
    Refuse,
    Replace,
}

/// Where to write, and how.
pub(crate) struct Directory<'path> {
    path: &'path Path,
    strangers: Strangers,
}

/// A file to write, and its current content.
struct Change<'file> {
    path: PathBuf,
    before: Option<Vec<u8>>,
    after: &'file str,
}

impl<'path> Directory<'path> {
    pub(crate) fn new(path: &'path Path, strangers: Strangers) -> Self {
        Self { path, strangers }
    }

    /// Writes the files. Each one is replaced as a whole; where one fails, those before it are as they
    /// were.
    pub(crate) fn write(&self, files: &[IisFile]) -> Result<(), CommandError> {
        let changes: Vec<_> =
            files.iter().map(|file| self.change(file)).collect::<Result<_, _>>()?;
        let is_new = self.make()?;
        for (done, change) in changes.iter().enumerate() {
            if let Err(error) = store::replace_site_file(&change.path, change.after.as_bytes()) {
                changes[..done].iter().for_each(Change::take_back);
                if is_new {
                    // Empty except for files that another program has created in the meantime.
                    let _ = fs::remove_dir(self.path);
                }
                return Err(error.into());
            }
        }
        Ok(())
    }

    /// Names of files of ours that an earlier call has left and this one does not need.
    pub(crate) fn leftovers(&self, files: &[IisFile]) -> Vec<String> {
        let Ok(entries) = fs::read_dir(self.path) else { return Vec::new() };
        let is_needed = |name: &str| files.iter().any(|file| file.name == name);
        let is_left =
            |path: &Path| input::head(path, IIS_HEAD).is_ok_and(|content| is_ours(&content));
        let names = entries.flatten().filter(|entry| is_left(&entry.path()));
        let names = names.filter_map(|entry| entry.file_name().into_string().ok());
        let mut left: Vec<_> = names.filter(|name| !is_needed(name)).collect();
        left.sort();
        left
    }

    fn change<'file>(&self, file: &'file IisFile) -> Result<Change<'file>, CommandError> {
        let path = self.path.join(file.name);
        let before = match Input::Found(path.clone()).bytes() {
            Ok(content) => Some(content),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(source) => {
                return Err(CommandError::Input { name: path.display().to_string(), source });
            }
        };
        let is_strange = before.as_deref().is_some_and(|content| !is_ours(content));
        if is_strange && self.strangers == Strangers::Refuse {
            return Err(CommandError::Strange { path });
        }
        Ok(Change { path, before, after: &file.text })
    }

    /// Whether the directory had to be made.
    fn make(&self) -> Result<bool, CommandError> {
        match platform::create_private_directory(self.path) {
            Ok(()) => Ok(true),
            Err(_) if self.path.is_dir() => Ok(false),
            Err(source) => Err(CommandError::Make { path: self.path.to_owned(), source }),
        }
    }
}

impl Change<'_> {
    /// Makes the file what it was. Where that fails too nothing more can be done.
    fn take_back(&self) {
        let _ = match &self.before {
            Some(content) => store::replace_file(&self.path, content).is_ok(),
            None => fs::remove_file(&self.path).is_ok(),
        };
    }
}
