//! Files on Unix that are not files on a disk, opened for writing: descriptors of processes, pipes,
//! devices.

use std::ffi::OsStr;
use std::fs::File;
use std::io;
use std::os::fd::OwnedFd;

use rustix::fs::AtFlags;
use rustix::fs::Mode;
use rustix::fs::OFlags;

use super::Directory;
use super::FileStatus;
use super::status_of;

/// Opens the file of a descriptor, for appending. If it is one of our own, the text goes where it would
/// go through that descriptor, between what is written before and after.
pub(crate) fn open_descriptor(directory: &Directory, name: &OsStr) -> io::Result<File> {
    let flags = OFlags::WRONLY | OFlags::APPEND | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let meant: FileStatus =
        rustix::fs::statat(&directory.descriptor, name, AtFlags::empty())?.into();
    let number = name.to_str().and_then(|name| name.parse().ok()).unwrap_or(-1);
    if let Ok(ours) = duplicate(number)
        && status_of(&ours)?.is_same_file(&meant)
    {
        return Ok(ours);
    }
    let opened = rustix::fs::openat(&directory.descriptor, name, flags, Mode::empty())?;
    blocking(opened)
}

fn duplicate(number: i32) -> io::Result<File> {
    use std::os::fd::AsFd;
    match number {
        1 => io::stdout().as_fd().try_clone_to_owned().map(File::from),
        2 => io::stderr().as_fd().try_clone_to_owned().map(File::from),
        _ => duplicate_by_number(number),
    }
}

/// Not there in kernels before 5.6 and in some sandboxes.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn duplicate_by_number(number: i32) -> io::Result<File> {
    use rustix::process::PidfdFlags;
    use rustix::process::PidfdGetfdFlags;
    let us = rustix::process::pidfd_open(rustix::process::getpid(), PidfdFlags::empty())?;
    Ok(rustix::process::pidfd_getfd(us, number, PidfdGetfdFlags::empty())?.into())
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn duplicate_by_number(_number: i32) -> io::Result<File> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Opens a pipe, a device or the like to be written. A pipe without a reader is refused instead of
/// waiting.
pub(crate) fn open_special(directory: &Directory, name: &OsStr) -> io::Result<File> {
    let flags = OFlags::WRONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    blocking(rustix::fs::openat(&directory.descriptor, name, flags, Mode::empty())?)
}

/// Opened without waiting; what is written may wait.
fn blocking(opened: OwnedFd) -> io::Result<File> {
    let flags = rustix::fs::fcntl_getfl(&opened)?;
    rustix::fs::fcntl_setfl(&opened, flags - OFlags::NONBLOCK)?;
    Ok(opened.into())
}
