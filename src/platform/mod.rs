//! What differs from one operating system to the other: the only room that says `cfg(unix)`.
//!
//! Values in, values out: no words of the domain, no messages.

#[cfg(unix)]
mod unix;
#[cfg(unix)]
mod unix_locks;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
pub(crate) use unix::*;
#[cfg(unix)]
pub(crate) use unix_locks::*;
#[cfg(windows)]
pub(crate) use windows::*;
