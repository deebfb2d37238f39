//! The processes of this machine, from `/proc`, which only Linux fills.

use std::ffi::OsStr;
use std::ffi::OsString;
use std::fs;
use std::fs::File;
use std::io;
use std::io::Read;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::ffi::OsStringExt;
use std::path::Path;
use std::path::PathBuf;
use std::time::Duration;

use rustix::fs::Dir;
use rustix::fs::Mode;
use rustix::fs::OFlags;

use super::FileStatus;

/// As much of a command line is read: its first words say what it is.
const COMMAND_LINE_BYTES: usize = 4096;

/// As much of an environment is read.
const ENVIRONMENT_BYTES: u64 = 1 << 20;

/// The processes whose command line `select` recognises, with what it makes of it. Words end with a NUL.
///
/// Every change of a store runs this, so it costs three system calls for each process and little else.
pub(crate) fn processes<T>(mut select: impl FnMut(&[u8]) -> Option<T>) -> Vec<(u32, T)> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    let Ok(proc) = rustix::fs::open("/proc", flags, Mode::empty()) else { return Vec::new() };
    let Ok(entries) = Dir::read_from(&proc) else { return Vec::new() };
    let mut found = Vec::new();
    let mut buffer = [0; COMMAND_LINE_BYTES];
    let mut path = Vec::new();
    for entry in entries.flatten() {
        let name = entry.file_name().to_bytes();
        if !name.first().is_some_and(u8::is_ascii_digit) {
            continue;
        }
        path.clear();
        path.extend_from_slice(name);
        path.extend_from_slice(b"/cmdline");
        let flags = OFlags::RDONLY | OFlags::CLOEXEC;
        let opened = rustix::fs::openat(&proc, OsStr::from_bytes(&path), flags, Mode::empty());
        let read = opened.and_then(|file| rustix::io::read(file, &mut buffer));
        let words = read.ok().and_then(|length| buffer.get(..length)).unwrap_or_default();
        found.extend(select(words).and_then(|selected| Some((number(name)?, selected))));
    }
    found
}

fn number(name: &[u8]) -> Option<u32> {
    std::str::from_utf8(name).ok()?.parse().ok()
}

/// The beginning of the command line of a process, with a NUL after each word; empty if it has ended.
pub(crate) fn command_line(process: u32) -> Vec<u8> {
    let mut line = Vec::new();
    if let Ok(file) = File::open(path(process, "cmdline")) {
        // Data of a process that ends in the meantime is useless.
        let _ = file.take(COMMAND_LINE_BYTES as u64).read_to_end(&mut line);
    }
    line
}

/// The user whose rights a process has; none if it has ended.
pub(crate) fn process_owner(process: u32) -> Option<u32> {
    Some(rustix::fs::stat(&*path(process, "")).ok()?.st_uid)
}

/// The process that started another one, or took it over.
pub(crate) fn parent_process(process: u32) -> Option<u32> {
    let text = fs::read(path(process, "stat")).ok()?;
    // `4711 (any) name) S 4710`
    let text = String::from_utf8_lossy(&text);
    text.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()
}

/// A variable in the environment that a process was started with. It is an error if that cannot be read.
pub(crate) fn process_variable(process: u32, name: &str) -> io::Result<Option<OsString>> {
    let mut text = Vec::new();
    File::open(path(process, "environ"))?.take(ENVIRONMENT_BYTES).read_to_end(&mut text)?;
    let mut variables = text.split(|byte| *byte == 0);
    let value = variables.find_map(|text| text.strip_prefix(name.as_bytes())?.strip_prefix(b"="));
    Ok(value.map(|value| OsString::from_vec(value.to_owned())))
}

/// The status of what a path leads to for a process: it can have another root, as in a container, and a
/// relative path begins in its current directory.
pub(crate) fn status_for_process(process: u32, found: &Path) -> Option<FileStatus> {
    let start = if found.is_absolute() { "root" } else { "cwd" };
    let relative = found.strip_prefix("/").unwrap_or(found);
    let whole = path(process, start).join(relative);
    let status = rustix::fs::stat(&whole)
        .or_else(|error| if found.is_absolute() { rustix::fs::stat(found) } else { Err(error) });
    Some(status.ok()?.into())
}

fn path(process: u32, name: &str) -> PathBuf {
    Path::new("/proc").join(process.to_string()).join(name)
}

/// Waits until a process has ended, at most so long, and returns whether it has.
#[cfg(target_os = "linux")]
pub(crate) fn wait_for_end(process: u32, timeout: Duration) -> bool {
    use rustix::event::PollFd;
    use rustix::event::PollFlags;
    use rustix::event::Timespec;
    use rustix::process::Pid;
    use rustix::process::PidfdFlags;

    let Some(id) = i32::try_from(process).ok().and_then(Pid::from_raw) else { return true };
    let descriptor = match rustix::process::pidfd_open(id, PidfdFlags::empty()) {
        Ok(descriptor) => descriptor,
        Err(rustix::io::Errno::SRCH) => return true,
        // Kernels before 5.3, and sandboxes that do not know the call.
        Err(_) => return look_for_end(process, timeout),
    };
    let timeout = Timespec::try_from(timeout).ok();
    let mut polled = [PollFd::new(&descriptor, PollFlags::IN)];
    matches!(rustix::event::poll(&mut polled, timeout.as_ref()), Ok(1..))
}

#[cfg(not(target_os = "linux"))]
pub(crate) fn wait_for_end(process: u32, timeout: Duration) -> bool {
    look_for_end(process, timeout)
}

/// How often it is looked whether a process has ended where the system does not report it.
const GLANCE: Duration = Duration::from_millis(50);

fn look_for_end(process: u32, timeout: Duration) -> bool {
    let begun = std::time::Instant::now();
    while process_owner(process).is_some() {
        let left = timeout.saturating_sub(begun.elapsed());
        if left.is_zero() {
            return false;
        }
        std::thread::sleep(GLANCE.min(left));
    }
    true
}
