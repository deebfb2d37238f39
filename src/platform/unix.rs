//! Linux, macOS and the other Unix systems.

use std::fs;
use std::fs::DirBuilder;
use std::fs::File;
use std::fs::Metadata;
use std::fs::OpenOptions;
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::os::unix::fs::MetadataExt;
use std::os::unix::fs::OpenOptionsExt;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::Command;
use std::process::ExitStatus;
use std::sync::Arc;
use std::sync::LazyLock;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

use rustix::fs::Gid;
use rustix::fs::OFlags;
use rustix::fs::Uid;
use rustix::termios;
use rustix::termios::LocalModes;
use rustix::termios::OptionalActions;
use rustix::termios::Termios;

/// What tells one state of a file from another without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FileState {
    device: u64,
    inode: u64,
    size: u64,
    changed: (i64, i64),
}

/// The state of a file.
pub(crate) fn state_of(metadata: &Metadata) -> FileState {
    FileState {
        device: metadata.dev(),
        inode: metadata.ino(),
        size: metadata.size(),
        changed: (metadata.ctime(), metadata.ctime_nsec()),
    }
}

/// Whether both are the same file, whatever happened to its content.
pub(crate) fn is_same_file(one: &Metadata, other: &Metadata) -> bool {
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

/// Opens a file to be read; a FIFO in its place does not make us wait.
pub(crate) fn open_to_read(path: &Path) -> io::Result<File> {
    let flags = (OFlags::NONBLOCK | OFlags::CLOEXEC).bits().cast_signed();
    OpenOptions::new().read(true).custom_flags(flags).open(path)
}

/// Opens a file to be written at its end; a FIFO in its place does not make us wait.
pub(crate) fn open_to_append(path: &Path) -> io::Result<File> {
    let flags = (OFlags::NONBLOCK | OFlags::CLOEXEC).bits().cast_signed();
    OpenOptions::new().append(true).custom_flags(flags).open(path)
}

/// Opens a lock file that is there. To read it is enough for `flock(2)`, except on NFS.
pub(crate) fn open_lock_file(path: &Path) -> io::Result<File> {
    open_to_append(path).or_else(|error| match error.kind() {
        io::ErrorKind::PermissionDenied => open_to_read(path),
        _ => Err(error),
    })
}

/// Makes a lock file that everybody can open who may write in the directory.
pub(crate) fn create_lock_file(path: &Path, directory: &Metadata) -> io::Result<File> {
    let file = OpenOptions::new().append(true).create_new(true).mode(0o600).open(path)?;
    offer_owner(&file, directory)?;
    let others = directory.mode() & 0o022;
    file.set_permissions(PermissionsExt::from_mode(0o600 | others | (others << 1)))?;
    Ok(file)
}

/// Gives `file` owner and group of `model`, as far as they differ.
pub(crate) fn adopt_owner(file: &File, model: &Metadata) -> io::Result<()> {
    let present = file.metadata()?;
    let owner = (present.uid() != model.uid()).then(|| Uid::from_raw(model.uid()));
    let group = (present.gid() != model.gid()).then(|| Gid::from_raw(model.gid()));
    if owner.is_some() || group.is_some() {
        rustix::fs::fchown(file, owner, group)?;
    }
    Ok(())
}

/// Gives `file` owner and group of `model` if we may: who is not root can't give a file away, and
/// need not.
pub(crate) fn offer_owner(file: &File, model: &Metadata) -> io::Result<()> {
    match adopt_owner(file, model) {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Ok(()),
        outcome => outcome,
    }
}

/// Gives a directory owner and group of `model` if we may.
pub(crate) fn offer_directory_owner(directory: &Path, model: &Metadata) -> io::Result<()> {
    offer_owner(&File::open(directory)?, model)
}

/// Gives `file` the extended attributes of the file at `path`, access control lists included.
pub(crate) fn adopt_attributes(file: &File, path: &Path) -> io::Result<()> {
    for name in attribute_names(path)? {
        let value = attribute(path, &name)?;
        let present = rustix::fs::fgetxattr(file, &*name, &mut [0_u8; 0]).is_ok();
        match rustix::fs::fsetxattr(file, &*name, &value, rustix::fs::XattrFlags::empty()) {
            // What the system itself gave to the new file (a security label) may not be ours to set.
            Err(_) if present => {}
            outcome => outcome?,
        }
    }
    Ok(())
}

/// Gives `file` the permissions of `model`.
pub(crate) fn adopt_permissions(file: &File, model: &Metadata) -> io::Result<()> {
    file.set_permissions(PermissionsExt::from_mode(model.mode() & 0o7777))
}

/// Lets everybody on the machine read `file`.
pub(crate) fn let_everybody_read(file: &File) -> io::Result<()> {
    file.set_permissions(PermissionsExt::from_mode(0o644))
}

/// Whether everybody on the machine may read a file, if that can be told.
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it can't be told")]
pub(crate) fn is_readable_by_all(file: &Metadata) -> Option<bool> {
    Some(file.mode() & 0o004 != 0)
}

/// Whether both belong to the same user, if that can be told.
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it can't be told")]
pub(crate) fn have_same_owner(one: &Metadata, other: &Metadata) -> Option<bool> {
    Some(one.uid() == other.uid())
}

/// Whether we may write to a file or in a directory.
pub(crate) fn may_write(path: &Path) -> bool {
    rustix::fs::access(path, rustix::fs::Access::WRITE_OK).is_ok()
}

/// How many bytes can still be written in a directory, if that can be told.
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

/// Makes a rename in `directory` survive a power cut.
pub(crate) fn sync_directory(directory: &Path) -> io::Result<()> {
    File::open(directory)?.sync_all()
}

/// What signals have been told to do. Registered once: it can't be taken back so that the system's own
/// answer returns.
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
    /// Whether the terminal was lost meanwhile.
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

/// Makes a directory that only its owner can enter.
pub(crate) fn create_private_directory(path: &Path) -> io::Result<()> {
    DirBuilder::new().mode(0o700).create(path)
}

/// Copies a file to a new one that only its owner can read.
pub(crate) fn copy_private(from: &Path, to: &Path) -> io::Result<()> {
    let mut copy = OpenOptions::new().write(true).create_new(true).mode(0o600).open(to)?;
    io::copy(&mut File::open(from)?, &mut copy).map(|_| ())
}

/// Lets nobody but its owner read a file.
pub(crate) fn make_private(path: &Path) -> io::Result<()> {
    fs::set_permissions(path, PermissionsExt::from_mode(0o600))
}

/// Who runs this program, where the environment doesn't tell the name.
pub(crate) fn user_number() -> String {
    format!("uid{}", rustix::process::getuid().as_raw())
}

/// Becomes another program. Returns only if that fails.
pub(crate) fn become_command(mut command: Command) -> io::Result<ExitStatus> {
    Err(command.exec())
}

/// Whether somebody may run the file.
pub(crate) fn is_program(path: &Path) -> bool {
    path.metadata().is_ok_and(|found| found.is_file() && found.mode() & 0o111 != 0)
}

/// How a child ended as one number: its status, or minus the signal that killed it.
pub(crate) fn status_number(status: ExitStatus) -> i32 {
    status.code().or(status.signal().map(|signal| -signal)).unwrap_or(1)
}

/// The most bytes that Linux has for the names of a file's attributes, and for the value of one.
const MAX_ATTRIBUTE_BYTES: usize = 1 << 16;

fn attribute_names(path: &Path) -> io::Result<Vec<Vec<u8>>> {
    let mut names = Vec::with_capacity(MAX_ATTRIBUTE_BYTES);
    match rustix::fs::listxattr(path, rustix::buffer::spare_capacity(&mut names)) {
        Ok(_) => {}
        Err(rustix::io::Errno::NOTSUP) => return Ok(Vec::new()),
        Err(error) => return Err(error.into()),
    }
    let names = names.split(|&byte| byte == 0).filter(|name| !name.is_empty());
    Ok(names.map(<[u8]>::to_vec).collect())
}

fn attribute(path: &Path, name: &[u8]) -> io::Result<Vec<u8>> {
    let mut value = Vec::with_capacity(MAX_ATTRIBUTE_BYTES);
    rustix::fs::getxattr(path, name, rustix::buffer::spare_capacity(&mut value))?;
    Ok(value)
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
