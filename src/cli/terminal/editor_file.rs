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

/// What the name of the file begins with that has what a text was at first.
const BEGINNING: &str = "config.before.";

/// The first line of that file, before the name of the profile.
const OF_PROFILE: &str = "# profile ";

/// The first line of that file, if the text has all profiles.
const OF_ALL: &str = "# all profiles";

/// The beginning of a comment that says what is wrong.
const REMARK: &str = "# error: ";

/// What a text was at first, and of which profile it is; none for all profiles.
#[derive(Debug, Clone)]
pub(crate) struct Beginning {
    pub(crate) profile: Option<String>,
    pub(crate) text: String,
}

impl Beginning {
    /// The file for a text, which is next to it. Its name is not that of a text.
    pub(crate) fn path(text: &Path) -> PathBuf {
        let name = text.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
        text.with_file_name(name.replacen(editor_directory::PREFIX, BEGINNING, 1))
    }

    /// Removes what belongs to texts of a store that were deleted.
    pub(crate) fn remove_orphans(store: &Path) {
        let is_orphan = |path: &PathBuf| {
            let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
            let text = name.replacen(BEGINNING, editor_directory::PREFIX, 1);
            name.starts_with(BEGINNING) && !path.with_file_name(text).exists()
        };
        for orphan in editor_directory::files(store).filter(is_orphan) {
            // What cannot be removed does no harm.
            let _ = fs::remove_file(orphan);
        }
    }

    /// What belongs to a text that was kept, if it can be read.
    pub(crate) fn read(text: &Path) -> Option<Self> {
        let whole = Input::Found(Self::path(text)).read().ok()?;
        let (profile, text) = whole.split_once('\n')?;
        let profile = profile.strip_prefix(OF_PROFILE).map(str::to_owned);
        Some(Self { profile, text: text.to_owned() })
    }

    fn write(&self, text: &Path) -> io::Result<TempPath> {
        let path = Self::path(text);
        let (directory, name) = (path.parent().unwrap_or(Path::new("")), path.file_name());
        let mut builder = tempfile::Builder::new();
        let mut file =
            builder.prefix(name.unwrap_or_default()).rand_bytes(0).tempfile_in(directory)?;
        match &self.profile {
            Some(name) => writeln!(file, "{OF_PROFILE}{name}")?,
            None => writeln!(file, "{OF_ALL}")?,
        }
        file.write_all(self.text.as_bytes())?;
        Ok(file.into_temp_path())
    }
}

/// A text in a file that only the person who edits can read: passwords may be in it. Dropped, it is
/// removed, unless it is kept.
pub(crate) struct EditorFile {
    // In this order, so that the directory is empty when it is removed.
    path: TempPath,
    /// Next to it, what the text was at first.
    beginning: TempPath,
    directory: EditorDirectory,
}

impl EditorFile {
    /// Writes `text`, which belongs to `store`, into a new file whose name ends with `extension`, and what it was
    /// at first into another one.
    pub(crate) fn new(
        store: &Path,
        extension: &str,
        text: &str,
        beginning: &Beginning,
    ) -> Result<Self, CommandError> {
        let write = |directory: &Path| {
            let file = write_in(directory, extension, text)?.into_temp_path();
            let beginning = beginning.write(&file)?;
            Ok((file, beginning))
        };
        let ((path, beginning), directory) = editor_directory::make(store, write)?;
        Ok(Self { path, beginning, directory })
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
        // Without it the text can be read, but not continued.
        let _ = self.beginning.keep();
        self.path.keep().map_err(|refused| CommandError::Keep { path, source: refused.error })
    }

    /// Moves the text to a file that must not be there yet, perhaps on another disk.
    pub(crate) fn keep_as(self, path: &Path) -> Result<(), Box<(Self, CommandError)>> {
        let Self { path: text, beginning, directory } = self;
        text.persist_noclobber(path).or_else(|refused| {
            let same = Self { path: refused.path, beginning, directory };
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
