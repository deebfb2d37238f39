//! Windows.
//!
//! The access control list of a new file is inherited from its directory, which is how
//! administrators protect `etc\grid`; see `docs/reliability.md` for what that leaves open.

use std::fs;
use std::fs::File;
use std::fs::Metadata;
use std::io;
use std::os::windows::fs::MetadataExt;
use std::path::Path;
use std::process::Command;
use std::process::ExitStatus;

use super::FileStatus;

/// What a user types at a terminal to end the input.
pub(crate) const END_OF_INPUT: &str = "Ctrl-Z and Enter";

/// Whether both are the same file, whatever happened to its content.
pub(crate) fn is_same_file(one: &Metadata, other: &Metadata) -> bool {
    one.creation_time() == other.creation_time()
}

/// Opens a file to be read.
pub(crate) fn open_to_read(path: &Path) -> io::Result<File> {
    File::open(path)
}

/// What an access control list allows to whom is not looked at.
pub(crate) fn is_readable_by_all(_file: &Metadata) -> Option<bool> {
    None
}

/// The same applies to the right to write.
pub(crate) fn is_writable_by_all(_file: &Metadata) -> Option<bool> {
    None
}

/// The same applies to directories.
pub(crate) fn is_searchable_by_all(_directory: &Metadata) -> Option<bool> {
    None
}

/// The same applies to owners.
pub(crate) fn is_of_root_or_us(_file: &Metadata) -> Option<bool> {
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

/// The system does not report it.
pub(crate) fn lock_holders(_file: &Metadata) -> Vec<u32> {
    Vec::new()
}

/// What an access control list allows to whom is not looked at.
pub(crate) fn is_readable_by_all(_file: &Metadata) -> Option<bool> {
    None
}

/// The same applies to the right to write.
pub(crate) fn is_writable_by_all(_file: &Metadata) -> Option<bool> {
    None
}

/// The same applies to directories.
pub(crate) fn is_searchable_by_all(_directory: &Metadata) -> Option<bool> {
    None
}

/// The same applies to owners.
pub(crate) fn is_of_root_or_us(_file: &Metadata) -> Option<bool> {
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

/// Copies a file to a new one.
pub(crate) fn copy_private(from: &Path, to: &Path) -> io::Result<()> {
    fs::copy(from, to).map(|_| ())
}

/// Runs another program in our place: Windows can't put it there.
pub(crate) fn become_command(mut command: Command) -> io::Result<ExitStatus> {
    command.status()
}

/// Whether a script whose first line names its interpreter runs as a program.
pub(crate) fn runs_scripts() -> bool {
    false
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

/// The number of the user with whose rights the program runs; not looked at.
pub(crate) fn effective_user() -> u32 {
    0
}

/// A new file belongs to whoever writes in its directory.
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
pub(crate) fn adopt_owner(_file: &File, _model: &FileStatus) -> io::Result<()> {
    Ok(())
}

/// A new file belongs to whoever writes in its directory.
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
pub(crate) fn offer_owner(_file: &File, _model: &FileStatus) -> io::Result<()> {
    Ok(())
}

/// Gives `file` the read-only flag of `model`.
pub(crate) fn adopt_permissions(file: &File, model: &FileStatus) -> io::Result<()> {
    let mut permissions = file.metadata()?.permissions();
    permissions.set_readonly(model.mode & 0o200 == 0);
    file.set_permissions(permissions)
}

/// The access control list of the directory keeps others out.
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
pub(crate) fn make_private(_file: &File) -> io::Result<()> {
    Ok(())
}

/// Those who may write in the directory inherit the right to open it.
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
pub(crate) fn share_lock_file(_file: &File, _directory: &FileStatus) -> io::Result<()> {
    Ok(())
}

/// An extended attribute that could not be copied.
#[derive(Debug)]
pub(crate) struct AttributeError {
    pub(crate) name: Option<String>,
    pub(crate) source: io::Error,
}

/// There are no extended attributes.
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
pub(crate) fn adopt_attributes(_file: &File, _model: &File) -> Result<(), AttributeError> {
    Ok(())
}
