//! The processes of this machine, which are not checked on Windows.

use std::ffi::OsString;
use std::io;
use std::path::Path;
use std::time::Duration;

use super::FileStatus;

pub(crate) fn processes<T>(_select: impl FnMut(&[u8]) -> Option<T>) -> Vec<(u32, T)> {
    Vec::new()
}

pub(crate) fn command_line(_process: u32) -> Vec<u8> {
    Vec::new()
}

pub(crate) fn process_owner(_process: u32) -> Option<u32> {
    None
}

pub(crate) fn parent_process(_process: u32) -> Option<u32> {
    None
}

pub(crate) fn process_variable(_process: u32, _name: &str) -> io::Result<Option<OsString>> {
    Ok(None)
}

pub(crate) fn status_for_process(_process: u32, _found: &Path) -> Option<FileStatus> {
    None
}

pub(crate) fn wait_for_end(_process: u32, _timeout: Duration) -> bool {
    true
}
