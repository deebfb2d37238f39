//! What differs from one operating system to the other: the only room that says `cfg(unix)`.
//!
//! Values in, values out: no words of the domain, no messages.

#[cfg(any(windows, test))]
mod access_list;
mod file_status;
mod regular_file;
mod shell;
#[cfg(unix)]
mod unix;
#[cfg(unix)]
mod unix_accounts;
#[cfg(unix)]
mod unix_directory;
#[cfg(unix)]
mod unix_locks;
#[cfg(unix)]
mod unix_ownership;
#[cfg(unix)]
mod unix_private_directory;
#[cfg(unix)]
mod unix_process_list;
#[cfg(unix)]
mod unix_processes;
#[cfg(unix)]
mod unix_special_files;
#[cfg(windows)]
mod windows;
#[cfg(windows)]
mod windows_accounts;
#[cfg(windows)]
mod windows_directory;
#[cfg(windows)]
mod windows_private_directory;
#[cfg(windows)]
mod windows_process_list;
#[cfg(windows)]
mod windows_processes;
#[cfg(any(windows, test))]
#[cfg_attr(not(windows), expect(dead_code, reason = "only its tests are run elsewhere"))]
mod windows_programs;
#[cfg(windows)]
mod windows_security;

pub(crate) use file_status::*;
pub(crate) use regular_file::*;
pub use shell::Shell;
pub(crate) use shell::here;
pub(crate) use shell::quote;
#[cfg(unix)]
pub(crate) use unix::*;
#[cfg(unix)]
pub(crate) use unix_accounts::*;
#[cfg(unix)]
pub(crate) use unix_directory::*;
#[cfg(unix)]
pub(crate) use unix_locks::*;
#[cfg(unix)]
pub(crate) use unix_ownership::*;
#[cfg(unix)]
pub(crate) use unix_private_directory::*;
#[cfg(unix)]
pub(crate) use unix_process_list::*;
#[cfg(unix)]
pub(crate) use unix_processes::*;
#[cfg(unix)]
pub(crate) use unix_special_files::*;
#[cfg(windows)]
pub(crate) use windows::*;
#[cfg(windows)]
pub(crate) use windows_accounts::*;
#[cfg(windows)]
pub(crate) use windows_directory::*;
#[cfg(windows)]
pub(crate) use windows_private_directory::*;
#[cfg(windows)]
pub(crate) use windows_process_list::*;
#[cfg(windows)]
pub(crate) use windows_processes::*;
#[cfg(windows)]
pub(crate) use windows_programs::*;
#[cfg(windows)]
pub(crate) use windows_security::*;
