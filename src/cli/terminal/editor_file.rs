//! A private file with a text that is being edited.

use std::fs;
use std::io;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

use tempfile::NamedTempFile;
use tempfile::TempPath;

use crate::cli::error::CommandError;
use crate::cli::error::location::Annotation;
use crate::cli::terminal::editor_directory;
use crate::cli::terminal::editor_directory::EditorDirectory;
use crate::cli::terminal::input::Input;
use crate::model::Location;
use crate::platform;

/// The beginning of a comment that says what is wrong.
const REMARK: &str = "# error: ";

/// A text in a file that only the person who edits can read: passwords may be in it. Dropped, it is
/// removed, unless it is kept.
pub(crate) struct EditorFile {
    // In this order, so that the directory is empty when it is removed.
    path: TempPath,
    directory: EditorDirectory,
}

impl EditorFile {
    /// Writes `text`, which belongs to `store`, into a new file whose name ends with `extension`.
    pub(crate) fn new(store: &Path, extension: &str, text: &str) -> Result<Self, CommandError> {
        let write = |directory: &Path| write_in(directory, extension, text);
        let (file, directory) = editor_directory::make(store, write)?;
        Ok(Self { path: file.into_temp_path(), directory })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// The text as it is now.
    pub(crate) fn read(&self) -> Result<String, CommandError> {
        self.input().read()
    }

    /// Whether there is something in it that is not in `before`.
    pub(crate) fn holds_an_edit(&self, before: &str) -> bool {
        match self.read() {
            Ok(now) => now != before,
            Err(_) => self.input().bytes().is_ok(),
        }
    }

    fn input(&self) -> Input {
        Input::Found(self.path.to_path_buf())
    }

    /// Puts annotations above the text, as comments, in the place of those of the last time. They are
    /// worth less than the text: it is not changed if there is no space for them.
    pub(crate) fn put_annotations(&mut self, annotations: &[Annotation]) {
        let Ok(text) = self.read() else { return };
        let lines: Vec<_> = text.lines().filter(|line| !line.starts_with(REMARK)).collect();
        let old = text.lines().count() - lines.len();
        let new: usize = annotations.iter().map(|annotation| annotation.text.lines().count()).sum();
        let moved =
            |Location { line, column }| Location { line: (line + new).saturating_sub(old), column };
        let mut whole = String::new();
        for Annotation { location, text } in annotations {
            let place = location
                .map(|location| format!("{}: ", moved(location).in_words()))
                .unwrap_or_default();
            for line in text.lines() {
                whole.extend([REMARK, &place, line, "\n"]);
            }
        }
        for line in lines {
            whole.extend([line, "\n"]);
        }
        if let Ok(file) = write_in(self.directory.path(), ".remarks", &whole) {
            // Where this fails the new file is gone, and the old one is still there.
            let _ = file.persist(&self.path);
        }
    }

    /// Keeps the file and reports its path.
    pub(crate) fn keep(self) -> Result<PathBuf, CommandError> {
        let path = self.path.to_path_buf();
        self.path.keep().map_err(|refused| CommandError::Keep { path, source: refused.error })
    }

    /// Moves the text to a file that must not be there yet, perhaps on another disk.
    pub(crate) fn keep_as(self, path: &Path) -> Result<(), Box<(Self, CommandError)>> {
        let Self { path: text, directory } = self;
        text.persist_noclobber(path).or_else(|refused| {
            let same = Self { path: refused.path, directory };
            let outcome = match refused.error.kind() {
                io::ErrorKind::CrossesDevices => copy_whole(&same.path, path),
                _ => Err(refused.error),
            };
            let failed = |source| CommandError::Keep { path: path.to_owned(), source };
            outcome.map_err(|source| Box::new((same, failed(source))))
        })
    }
}

/// Leaves no partial copy if there is not enough space.
fn copy_whole(from: &Path, to: &Path) -> io::Result<()> {
    platform::copy_private(from, to).inspect_err(|error| {
        if error.kind() != io::ErrorKind::AlreadyExists {
            let _ = fs::remove_file(to);
        }
    })
}

fn write_in(directory: &Path, extension: &str, text: &str) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    let named = builder.prefix(editor_directory::PREFIX).suffix(extension);
    let mut file = named.tempfile_in(directory)?;
    file.write_all(text.replace('\n', platform::LINE_END).as_bytes())?;
    Ok(file)
}
