//! Windows.
//!
//! The access control list of a new file is inherited from its directory, which is how
//! administrators protect `etc\grid`; see `docs/reliability.md` for what that leaves open.

use std::fs;
use std::fs::File;
use std::fs::Metadata;
use std::fs::OpenOptions;
use std::io;
use std::os::windows::fs::MetadataExt;
use std::path::Path;
use std::process::Command;
use std::process::ExitStatus;

/// What tells one state of a file from another without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FileState {
    size: u64,
    created: u64,
    written: u64,
}

/// The state of a file.
pub(crate) fn state_of(metadata: &Metadata) -> FileState {
    FileState {
        size: metadata.file_size(),
        created: metadata.creation_time(),
        written: metadata.last_write_time(),
    }
}

/// Whether both are the same file, whatever happened to its content.
pub(crate) fn is_same_file(one: &Metadata, other: &Metadata) -> bool {
    one.creation_time() == other.creation_time()
}

/// Opens a file to be read.
pub(crate) fn open_to_read(path: &Path) -> io::Result<File> {
    File::open(path)
}

/// Opens a file to be written at its end.
pub(crate) fn open_to_append(path: &Path) -> io::Result<File> {
    OpenOptions::new().append(true).open(path)
}

/// Opens a lock file that is there.
pub(crate) fn open_lock_file(path: &Path) -> io::Result<File> {
    open_to_append(path)
}

/// Makes a lock file; whoever may write in the directory inherits the right to open it.
pub(crate) fn create_lock_file(path: &Path, _directory: &Metadata) -> io::Result<File> {
    OpenOptions::new().append(true).create_new(true).open(path)
}

/// A new file belongs to whoever writes in its directory.
pub(crate) fn adopt_owner(_file: &File, _model: &Metadata) -> io::Result<()> {
    Ok(())
}

/// A new file belongs to whoever writes in its directory.
pub(crate) fn offer_owner(_file: &File, _model: &Metadata) -> io::Result<()> {
    Ok(())
}

/// A new directory belongs to whoever makes it.
pub(crate) fn offer_directory_owner(_directory: &Path, _model: &Metadata) -> io::Result<()> {
    Ok(())
}

/// There are no extended attributes.
pub(crate) fn adopt_attributes(_file: &File, _path: &Path) -> io::Result<()> {
    Ok(())
}

/// Gives `file` the read-only flag of `model`.
pub(crate) fn adopt_permissions(file: &File, model: &Metadata) -> io::Result<()> {
    file.set_permissions(model.permissions())
}

/// A file is as readable as its directory says.
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
pub(crate) fn let_everybody_read(_file: &File) -> io::Result<()> {
    Ok(())
}

/// What an access control list allows to whom is not looked at.
pub(crate) fn is_readable_by_all(_file: &Metadata) -> Option<bool> {
    None
}

/// What an access control list says is not looked at.
pub(crate) fn have_same_owner(_one: &Metadata, _other: &Metadata) -> Option<bool> {
    None
}

/// What an access control list allows to whom is not looked at.
pub(crate) fn may_write(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|found| !found.permissions().readonly())
}

/// It can't be told without a library for it.
pub(crate) fn free_bytes(_directory: &Path) -> Option<u64> {
    None
}

/// A process that keeps others from a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LockHolder {
    pub(crate) process: u32,
    pub(crate) program: Option<String>,
}

/// The system does not tell.
pub(crate) fn lock_holders(_file: &Metadata) -> Option<Vec<LockHolder>> {
    None
}

/// What an access control list allows to whom is not looked at.
pub(crate) fn owner_may_write(_file: &Metadata, _directory: &Metadata) -> bool {
    true
}

/// NTFS writes a rename to its journal by itself.
pub(crate) fn sync_directory(_directory: &Path) -> io::Result<()> {
    Ok(())
}

/// While the value lives, Ctrl-C ends the program in the foreground.
pub(crate) struct IgnoredInterrupts;

/// A console sends Ctrl-C to every program in it; editors of Windows don't use it.
pub(crate) fn ignore_interrupts() -> IgnoredInterrupts {
    IgnoredInterrupts
}

impl IgnoredInterrupts {
    /// Who loses the console loses this program as well.
    #[expect(clippy::unused_self, reason = "elsewhere it is told apart")]
    pub(crate) fn hung_up(&self) -> bool {
        false
    }
}

/// There is no limit of file sizes that kills a program.
pub(crate) fn let_large_writes_fail() {}

/// Makes a directory, with the access control list of the one above.
pub(crate) fn create_private_directory(path: &Path) -> io::Result<()> {
    fs::create_dir(path)
}

/// Copies a file to a new one.
pub(crate) fn copy_private(from: &Path, to: &Path) -> io::Result<()> {
    fs::copy(from, to).map(|_| ())
}

/// The access control list of the directory keeps others out.
pub(crate) fn make_private(_path: &Path) -> io::Result<()> {
    Ok(())
}

/// Who runs this program, where the environment doesn't tell the name.
pub(crate) fn user_number() -> String {
    "unknown".to_owned()
}

/// Runs another program in our place: Windows can't put it there.
pub(crate) fn become_command(mut command: Command) -> io::Result<ExitStatus> {
    command.status()
}

/// Whether there is a file; the extension says that it is a program.
pub(crate) fn is_program(path: &Path) -> bool {
    path.is_file()
}

/// How a child ended as one number.
pub(crate) fn status_number(status: ExitStatus) -> i32 {
    status.code().unwrap_or(1)
}

/// Here whoever reads a secret hides what is typed, a moment after the question.
#[must_use]
pub(crate) struct HiddenTyping;

/// Leaves the terminal as it is.
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
pub(crate) fn hide_typing() -> io::Result<HiddenTyping> {
    Ok(HiddenTyping)
}
