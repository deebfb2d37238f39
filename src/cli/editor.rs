//! A private copy of a text, and the editor of the person who is to change it.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;

use tempfile::NamedTempFile;
use tempfile::TempPath;

use super::app::App;
use super::failure::Failure;
use super::input::unify_line_ends;
use super::programs;
use crate::formats::shell_words;
use crate::platform;

/// The beginning of a comment that says what is wrong.
const REMARK: &str = "# error: ";

/// How the name of a copy begins.
const PREFIX: &str = "config.edit.";

/// A text in a file that only its owner can read, beside the store: passwords may be in it. Dropped,
/// it is gone, unless it is kept.
pub(crate) struct Copy {
    path: TempPath,
}

impl Copy {
    /// Writes `text` into a new file beside `store`.
    pub(crate) fn new(store: &Path, text: &str) -> Result<Self, Failure> {
        let directory = directory(store);
        let failed = |source| Failure::Copy { directory: directory.to_owned(), source };
        let builder = || -> io::Result<NamedTempFile> {
            let mut builder = tempfile::Builder::new();
            let mut file = builder.prefix(PREFIX).suffix(".properties").tempfile_in(directory)?;
            file.write_all(text.as_bytes())?;
            Ok(file)
        };
        Ok(Self { path: builder().map_err(failed)?.into_temp_path() })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// The text as it is now.
    pub(crate) fn read(&self) -> Result<String, Failure> {
        let name = || self.path.display().to_string();
        let bytes =
            fs::read(&self.path).map_err(|source| Failure::Input { name: name(), source })?;
        let text = String::from_utf8(bytes).map_err(|error| Failure::NotUtf8 {
            name: name(),
            position: error.utf8_error().valid_up_to() + 1,
        })?;
        Ok(unify_line_ends(text))
    }

    /// Whether there is something in it that is not in `before`.
    pub(crate) fn holds_an_edit(&self, before: &str) -> bool {
        fs::read(&self.path).is_ok_and(|now| now != before.as_bytes())
    }

    /// The same text with remarks above it, as comments, in the place of those of the last time.
    pub(crate) fn with_remarks(self, remarks: &[String]) -> Result<Self, Failure> {
        let text = self.read()?;
        let text = text.lines().filter(|line| !line.starts_with(REMARK));
        let remarks = remarks.iter().flat_map(|remark| remark.lines());
        let remarks = remarks.map(|remark| format!("{REMARK}{remark}\n"));
        let whole: String = remarks.chain(text.map(|line| format!("{line}\n"))).collect();
        let failed = |source| Failure::Keep { path: self.path.to_path_buf(), source };
        fs::write(&self.path, whole).map_err(failed)?;
        Ok(self)
    }

    /// Leaves the file where it is and tells where.
    pub(crate) fn keep(self) -> Result<PathBuf, Failure> {
        let path = self.path.to_path_buf();
        self.path.keep().map_err(|refused| Failure::Keep { path, source: refused.error })
    }

    /// Moves the text to a file that must not be there yet.
    pub(crate) fn keep_as(self, path: &Path) -> Result<(), (Self, Failure)> {
        self.path.persist_noclobber(path).map_err(|refused| {
            let failure = Failure::Keep { path: path.to_owned(), source: refused.error };
            (Self { path: refused.path }, failure)
        })
    }
}

/// Runs the editor on a file and waits until it is left.
pub(crate) fn run(app: &mut App, file: &Path) -> Result<(), Failure> {
    let (program, arguments) = command(app)?;
    app.printer.finish()?;
    let _ctrl_c_is_for_the_editor = platform::ignore_interrupts();
    let status = Command::new(&program).args(arguments).arg(file).status();
    let failed = |status, source| Failure::Editor { status, path: file.to_owned(), source };
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(failed(platform::status_number(status), None)),
        Err(error) if is_bare_name(&program) && error.kind() == io::ErrorKind::NotFound => {
            Err(Failure::NoEditor { name: program.display().to_string() })
        }
        // As shells do it where a program can't be started.
        Err(error) => Err(failed(127, Some(error))),
    }
}

/// The program that would be started, if it can be found.
pub(crate) fn find(app: &App) -> Result<PathBuf, Failure> {
    let (program, _) = command(app)?;
    let found = if is_bare_name(&program) {
        programs::on_path(&program).into_iter().next()
    } else {
        Some(program.clone()).filter(|program| platform::is_program(program))
    };
    found.ok_or_else(|| Failure::NoEditor { name: program.display().to_string() })
}

/// Copies beside `store` that were kept, or that somebody is editing.
pub(crate) fn copies(store: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(directory(store)).into_iter().flatten().flatten();
    let is_copy = |name: &OsString| name.as_encoded_bytes().starts_with(PREFIX.as_bytes());
    let mut copies: Vec<_> =
        entries.filter(|entry| is_copy(&entry.file_name())).map(|entry| entry.path()).collect();
    copies.sort();
    copies
}

fn directory(store: &Path) -> &Path {
    store.parent().filter(|parent| *parent != Path::new("")).unwrap_or(Path::new("."))
}

/// VISUAL, else EDITOR, else what the `edit` crate finds on the system.
fn command(app: &App) -> Result<(PathBuf, Vec<String>), Failure> {
    let Some(set) = &app.environment.editor else {
        let found = edit::get_editor()
            .map_err(|_| Failure::NoEditor { name: "vi, nano, ...".to_owned() })?;
        return Ok((found, Vec::new()));
    };
    let words = shell_words::split(&set.to_string_lossy())
        .map_err(|source| Failure::EditorWords { name: "VISUAL or EDITOR", source })?;
    let mut words = words.into_iter();
    let program = words.next().unwrap_or_default();
    Ok((program.into(), words.collect()))
}

fn is_bare_name(program: &Path) -> bool {
    program.components().count() == 1
}
