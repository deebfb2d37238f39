//! Windows.
//!
//! `docs/reliability.md` says which promises hold there.

use std::fs;
use std::fs::File;
use std::fs::Metadata;
use std::io;
use std::path::Path;
use std::process::Command;
use std::process::ExitStatus;
use std::sync::Arc;
use std::sync::LazyLock;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

use winapi_util::console::Console;

use super::create_private;
use super::status_of;
use super::windows_security::access_list;

/// What a user types at a terminal to end the input.
pub(crate) const END_OF_INPUT: &str = "Ctrl-Z and Enter";

/// Whether both paths lead to the same file.
pub(crate) fn is_same_file(one: &Path, other: &Path) -> bool {
    let identity = |path| Some(status_of(&File::open(path).ok()?).ok()?.identity);
    identity(one).is_some_and(|one| Some(one) == identity(other))
}

/// Opens a file to be read.
pub(crate) fn open_to_read(path: &Path) -> io::Result<File> {
    File::open(path)
}

/// Whether all users of the machine may read a file, if known.
pub(crate) fn is_readable_by_all(path: &Path) -> Option<bool> {
    access_list(path).map(|list| list.is_readable_by_all())
}

/// Whether all users of the machine may write a file or in a directory, if known.
pub(crate) fn is_writable_by_all(path: &Path) -> Option<bool> {
    access_list(path).map(|list| list.is_writable_by_all())
}

/// Here every user passes through a directory to files in it, whatever its list says: the right to bypass the
/// check belongs to all accounts. So a directory says nothing about the files in it.
pub(crate) fn is_searchable_by_all(_directory: &Path) -> Option<bool> {
    None
}

/// Owners are not compared: administrators own files as a group.
pub(crate) fn is_of_root_or_us(_file: &Metadata) -> Option<bool> {
    None
}

/// The same applies to two files.
pub(crate) fn have_same_owner(_one: &Metadata, _other: &Metadata) -> Option<bool> {
    None
}

/// Whether a file or directory is not marked as read-only. Only an attempt shows what its list allows.
pub(crate) fn may_write(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|found| found.is_dir() || !found.permissions().readonly())
}

/// How many bytes can still be written in a directory, if known.
pub(crate) fn free_bytes(directory: &Path) -> Option<u64> {
    let mut free = 0;
    winsafe::GetDiskFreeSpaceEx(directory.to_str(), Some(&mut free), None, None).ok()?;
    Some(free)
}

/// The system does not report who holds a lock.
pub(crate) fn lock_holders(_file: &Metadata) -> Vec<u32> {
    Vec::new()
}

/// Access control lists are not checked.
pub(crate) fn owner_may_write(_file: &Metadata, _directory: &Metadata) -> bool {
    true
}

/// Whether Ctrl-C ends us. Registered once: it cannot be taken back.
static ENDS_US: LazyLock<Arc<AtomicBool>> = LazyLock::new(|| {
    let ends_us = Arc::new(AtomicBool::new(true));
    // Where this fails Ctrl-C goes on ending us as well; the text in the file stays.
    let _ = signal_hook::flag::register_conditional_default(
        signal_hook::consts::SIGINT,
        Arc::clone(&ends_us),
    );
    ends_us
});

/// Where Java kept its settings, for a message: in the registry, which is exported and not read.
pub(crate) const JAVA_PREFERENCES: Option<&str> =
    Some(r"HKEY_CURRENT_USER\Software\JavaSoft\Prefs\omero\prefs");

/// While the value lives, Ctrl-C is for the program in the foreground, and does not end us.
pub(crate) struct IgnoredInterrupts(&'static AtomicBool);

/// A console sends Ctrl-C to every program in it: leaves it to the one that we have started.
pub(crate) fn ignore_interrupts() -> IgnoredInterrupts {
    ENDS_US.store(false, Ordering::SeqCst);
    IgnoredInterrupts(&ENDS_US)
}

impl IgnoredInterrupts {
    /// A program whose console is closed ends with it.
    #[expect(clippy::unused_self, reason = "elsewhere it is told apart")]
    pub(crate) fn hung_up(&self) -> bool {
        false
    }
}

impl Drop for IgnoredInterrupts {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

/// There is no limit of file sizes that kills a program.
pub(crate) fn let_large_writes_fail() {}

/// Copies a file to a new one that only its owner and administrators can read.
pub(crate) fn copy_private(from: &Path, to: &Path) -> io::Result<()> {
    let mut copy = create_private(to)?;
    io::copy(&mut File::open(from)?, &mut copy).map(|_| ())
}

/// Runs another program in our place: Windows cannot put it there.
pub(crate) fn become_command(mut command: Command) -> io::Result<ExitStatus> {
    command.status()
}

/// Lets the console of each stream that is one understand the codes of colours.
pub(crate) fn enable_colors() {
    for console in [Console::stdout(), Console::stderr()] {
        // What is not a console, or an old one, shows them as they are.
        let _ = console.and_then(|mut console| console.set_virtual_terminal_processing(true));
    }
}

/// Whether shells leave `*.properties` to the programs that they start.
pub(crate) const PROGRAMS_EXPAND_PATTERNS: bool = true;

/// Whether a name without an extension can lead to a program with one.
pub(crate) fn finds_by_extension() -> bool {
    true
}

/// Notepad of Windows 7 and Server 2016 shows one long line without the carriage return.
pub(crate) const LINE_END: &str = "\r\n";

/// Editors in the order of choice. The ones with windows have to be told to wait; Notepad is always there.
pub(crate) const EDITORS: &[&str] = &["code.cmd -n -w", "subl.exe -n -w", "notepad.exe"];

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

/// Here the code that reads a secret hides the typed text, just after the question.
#[must_use]
pub(crate) struct HiddenTyping;

/// Leaves the terminal as it is.
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
pub(crate) fn hide_typing() -> io::Result<HiddenTyping> {
    Ok(HiddenTyping)
}

/// The number of the user with whose rights the program runs; not checked.
pub(crate) fn effective_user() -> u32 {
    0
}
