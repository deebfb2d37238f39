//! Linux, macOS and the other Unix systems.

use std::fs;
use std::fs::File;
use std::fs::Metadata;
use std::fs::OpenOptions;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::os::unix::fs::OpenOptionsExt;
use std::os::unix::process::CommandExt;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::process::ExitStatus;
use std::sync::Arc;
use std::sync::LazyLock;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

use rustix::fs::OFlags;
use rustix::termios;
use rustix::termios::LocalModes;
use rustix::termios::OptionalActions;
use rustix::termios::Termios;

use crate::python::SyntaxError;
use crate::python::shlex;

/// What a user types at a terminal to end the input.
pub(crate) const END_OF_INPUT: &str = "Ctrl-D";

/// Whether both paths lead to the same file.
pub(crate) fn is_same_file(one: &Path, other: &Path) -> bool {
    let identity = |path| fs::metadata(path).ok().map(|found| (found.dev(), found.ino()));
    identity(one).is_some_and(|one| Some(one) == identity(other))
}

/// Opens a file to be read; a FIFO in its place does not make us wait.
pub(crate) fn open_to_read(path: &Path) -> io::Result<File> {
    let flags = (OFlags::NONBLOCK | OFlags::CLOEXEC).bits().cast_signed();
    OpenOptions::new().read(true).custom_flags(flags).open(path)
}

/// Whether all users of the machine can read a file, if known.
pub(crate) fn is_readable_by_all(file: &Path) -> Option<bool> {
    gives_all(file, 0o004)
}

/// Whether all users of the machine may write a file or in a directory, if known.
pub(crate) fn is_writable_by_all(file: &Path) -> Option<bool> {
    gives_all(file, 0o002)
}

/// Whether all users of the machine may open files in a directory by name, if known.
pub(crate) fn is_searchable_by_all(directory: &Path) -> Option<bool> {
    gives_all(directory, 0o001)
}

fn gives_all(path: &Path, right: u32) -> Option<bool> {
    fs::metadata(path).ok().map(|found| found.mode() & right != 0)
}

/// The names of single accounts that may read a file: the permission bits name none.
pub(crate) fn other_readers(_path: &Path) -> Option<Vec<String>> {
    None
}

/// Whether a file belongs to root or to us, if known.
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it can't be told")]
pub(crate) fn is_of_root_or_us(file: &Metadata) -> Option<bool> {
    Some(file.uid() == 0 || file.uid() == rustix::process::geteuid().as_raw())
}

/// Whether both belong to the same user, if known.
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it can't be told")]
pub(crate) fn have_same_owner(one: &Metadata, other: &Metadata) -> Option<bool> {
    Some(one.uid() == other.uid())
}

/// Whether we may write to a file or in a directory.
pub(crate) fn may_write(path: &Path) -> bool {
    rustix::fs::access(path, rustix::fs::Access::WRITE_OK).is_ok()
}

/// How many bytes can still be written in a directory, if known.
pub(crate) fn free_bytes(directory: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(directory).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize))
}

/// Whether the owner of `file` may write in a directory. Where an access control list gives that right
/// the bits of the group say so.
pub(crate) fn owner_may_write(file: &Metadata, directory: &Metadata) -> bool {
    let bits = if file.uid() == directory.uid() { 0o200 } else { 0o022 };
    file.uid() == 0 || directory.mode() & bits != 0
}

/// Where Java kept its settings if not in files.
pub(crate) const JAVA_PREFERENCES: Option<&str> = None;

/// The actions of signals. Registered once: the default action of the system cannot be restored.
struct Signals {
    end_us: Arc<AtomicBool>,
    hung_up: Arc<AtomicBool>,
}

static SIGNALS: LazyLock<Signals> = LazyLock::new(|| {
    let end_us = Arc::new(AtomicBool::new(true));
    let hung_up = Arc::new(AtomicBool::new(false));
    let [interrupt, quit] = [signal_hook::consts::SIGINT, signal_hook::consts::SIGQUIT];
    for signal in [interrupt, quit, signal_hook::consts::SIGHUP] {
        // Where this fails the signal goes on ending us as well; the text in the file stays.
        let _ = signal_hook::flag::register_conditional_default(signal, Arc::clone(&end_us));
    }
    let _ = signal_hook::flag::register(signal_hook::consts::SIGHUP, Arc::clone(&hung_up));
    Signals { end_us, hung_up }
});

/// While the value lives, Ctrl-C and the loss of the terminal end the program in the foreground, but not
/// us.
pub(crate) struct IgnoredInterrupts(&'static Signals);

/// Leaves Ctrl-C and the loss of the terminal to the program that we have started.
pub(crate) fn ignore_interrupts() -> IgnoredInterrupts {
    SIGNALS.hung_up.store(false, Ordering::SeqCst);
    SIGNALS.end_us.store(false, Ordering::SeqCst);
    IgnoredInterrupts(&SIGNALS)
}

impl IgnoredInterrupts {
    /// Whether the terminal was lost in the meantime.
    pub(crate) fn hung_up(&self) -> bool {
        self.0.hung_up.load(Ordering::SeqCst)
    }
}

impl Drop for IgnoredInterrupts {
    fn drop(&mut self) {
        self.0.end_us.store(true, Ordering::SeqCst);
    }
}

/// Lets a write beyond the limit of file sizes (`ulimit -f`) fail instead of killing the program.
pub(crate) fn let_large_writes_fail() {
    // Where this fails the limit goes on killing us; a draft is left over then, and no more.
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::default());
}

/// Copies a file to a new one that only its owner can read.
pub(crate) fn copy_private(from: &Path, to: &Path) -> io::Result<()> {
    let mut copy = OpenOptions::new().write(true).create_new(true).mode(0o600).open(to)?;
    io::copy(&mut File::open(from)?, &mut copy).map(|_| ())
}

/// Becomes another program. Returns only if that fails.
pub(crate) fn become_command(mut command: Command) -> io::Result<ExitStatus> {
    Err(command.exec())
}

/// The names that a program may have in a directory.
pub(crate) fn program_names(name: &Path) -> Vec<PathBuf> {
    vec![name.to_owned()]
}

/// The program and the arguments of a command in a variable.
pub(crate) fn split_command(command: &str) -> Result<Vec<String>, SyntaxError> {
    shlex::split(command)
}

/// Terminals show colours without being told.
pub(crate) fn enable_colors() {}

/// Whether shells leave `*.properties` to the programs that they start.
pub(crate) const PROGRAMS_EXPAND_PATTERNS: bool = false;

/// Whether a name without an extension can lead to a program with one.
pub(crate) fn finds_by_extension() -> bool {
    false
}

/// What ends a line for every editor.
pub(crate) const LINE_END: &str = "\n";

/// The editors that are on every machine of this kind, in the order of choice; none if that differs.
pub(crate) const EDITORS: &[&str] = &[];

/// Whether a script whose first line names its interpreter runs as a program.
pub(crate) fn runs_scripts() -> bool {
    true
}

/// Whether the file is executable.
pub(crate) fn is_program(path: &Path) -> bool {
    path.metadata().is_ok_and(|found| found.is_file() && found.mode() & 0o111 != 0)
}

/// How a child ended as one number: its status, or minus the signal that killed it.
pub(crate) fn status_number(status: ExitStatus) -> i32 {
    status.code().or(status.signal().map(|signal| -signal)).unwrap_or(1)
}

/// A terminal that does not show what is typed, until the value is dropped.
#[must_use]
pub(crate) struct HiddenTyping {
    terminal: File,
    before: Termios,
}

/// Stops the terminal from showing what is typed.
pub(crate) fn hide_typing() -> io::Result<HiddenTyping> {
    let terminal = File::open("/dev/tty")?;
    let before = termios::tcgetattr(&terminal)?;
    let mut hidden = before.clone();
    hidden.local_modes.remove(LocalModes::ECHO);
    termios::tcsetattr(&terminal, OptionalActions::Now, &hidden)?;
    Ok(HiddenTyping { terminal, before })
}

impl Drop for HiddenTyping {
    fn drop(&mut self) {
        // A terminal that is gone shows nothing more.
        let _ = termios::tcsetattr(&self.terminal, OptionalActions::Now, &self.before);
    }
}
