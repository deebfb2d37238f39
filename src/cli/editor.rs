//! A private copy of a text, and the editor of the person who is to change it.

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
use super::remark::Remark;
use super::remark::TextPlace;
use crate::formats::shell_words;
use crate::platform;

/// What the name of every copy begins with.
const PREFIX: &str = "config.edit.";

/// The beginning of a comment that says what is wrong.
const REMARK: &str = "# error: ";

/// A text in a file that only its owner can read, beside the store: passwords may be in it. Dropped,
/// it is gone, unless it is kept.
pub(crate) struct Copy {
    path: TempPath,
}

impl Copy {
    /// Writes `text` into a new file beside `store` whose name ends with `extension`.
    pub(crate) fn new(store: &Path, extension: &str, text: &str) -> Result<Self, Failure> {
        let directory = directory_of(store);
        let written = write_beside(directory, extension, text);
        let failed = |source| Failure::Copy { directory: directory.to_owned(), source };
        Ok(Self { path: written.map_err(failed)?.into_temp_path() })
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

    /// Puts remarks above the text, as comments, in the place of those of the last time. They are worth
    /// less than the text: it stays as it is where there is no space for them.
    pub(crate) fn put_remarks(&mut self, remarks: &[Remark]) {
        let Ok(text) = self.read() else { return };
        let lines: Vec<_> = text.lines().filter(|line| !line.starts_with(REMARK)).collect();
        let old = text.lines().count() - lines.len();
        let new: usize = remarks.iter().map(|remark| remark.text.lines().count()).sum();
        let moved = |TextPlace { line, column }| TextPlace {
            line: (line + new).saturating_sub(old),
            column,
        };
        let mut whole = String::new();
        for Remark { place, text } in remarks {
            let place = place.map(|place| format!("{}: ", moved(place))).unwrap_or_default();
            for line in text.lines() {
                whole.extend([REMARK, &place, line, "\n"]);
            }
        }
        for line in lines {
            whole.extend([line, "\n"]);
        }
        if let Ok(file) = write_beside(directory_of(&self.path), ".remarks", &whole) {
            // Where this fails the new file is gone, and the old one is still there.
            let _ = file.persist(&self.path);
        }
    }

    /// Leaves the file where it is and tells where.
    pub(crate) fn keep(self) -> Result<PathBuf, Failure> {
        let path = self.path.to_path_buf();
        self.path.keep().map_err(|refused| Failure::Keep { path, source: refused.error })
    }

    /// Moves the text to a file that must not be there yet, perhaps on another disk.
    pub(crate) fn keep_as(self, path: &Path) -> Result<(), (Self, Failure)> {
        self.path.persist_noclobber(path).or_else(|refused| {
            let same = Self { path: refused.path };
            let outcome = match refused.error.kind() {
                io::ErrorKind::CrossesDevices => copy_whole(&same.path, path),
                _ => Err(refused.error),
            };
            let failed = |source| Failure::Keep { path: path.to_owned(), source };
            outcome.map_err(|source| (same, failed(source)))
        })
    }
}

/// Leaves no part of a copy where there is no space for the whole.
fn copy_whole(from: &Path, to: &Path) -> io::Result<()> {
    platform::copy_private(from, to).inspect_err(|error| {
        if error.kind() != io::ErrorKind::AlreadyExists {
            let _ = fs::remove_file(to);
        }
    })
}

fn directory_of(file: &Path) -> &Path {
    let directory = file.parent().filter(|parent| *parent != Path::new(""));
    directory.unwrap_or(Path::new("."))
}

fn write_beside(directory: &Path, extension: &str, text: &str) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    let mut file = builder.prefix(PREFIX).suffix(extension).tempfile_in(directory)?;
    file.write_all(text.as_bytes())?;
    Ok(file)
}

/// Tells of copies that are beside the store already. Whoever lost the terminal during an edit finds the
/// text so, and whoever edits at the same time as somebody else learns that.
pub(crate) fn tell_earlier_texts(app: &mut App, store: &Path) {
    for path in copies(store) {
        let path = path.display();
        app.printer.hint(format_args!(
            "{path} is the text of an edit that was not finished, or is going on"
        ));
    }
}

/// Runs the editor on a file and waits until it is left.
pub(crate) fn run(app: &mut App, file: &Path) -> Result<(), Failure> {
    let (program, arguments) = command(app)?;
    app.printer.finish()?;
    let ctrl_c_is_for_the_editor = platform::ignore_interrupts();
    let status = Command::new(&program).args(arguments).arg(file).status();
    // Whatever the editor could still save, nobody has said that it is to be applied.
    if ctrl_c_is_for_the_editor.hung_up() {
        return Err(Failure::HungUp);
    }
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

/// Copies beside `store` that were kept, or that somebody is editing, sorted.
pub(crate) fn copies(store: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(directory_of(store)).into_iter().flatten().flatten();
    let is_text = |path: &PathBuf| {
        // Editors put something before or behind the name for what they could still save.
        path.file_name().is_some_and(|name| name.to_string_lossy().contains(PREFIX))
    };
    let mut found: Vec<_> = entries.map(|entry| entry.path()).filter(is_text).collect();
    found.sort();
    found
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
