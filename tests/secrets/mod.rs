//! No secret comes out of the program: neither in what it prints nor in what it leaves or starts.
//!
//! `table` is data: kinds of secrets, and command lines for every verb. A new verb makes a test fail until
//! it has a row.

mod children;
mod command_lines;
mod errors;
mod hostile_text;
mod leaks;
pub(crate) mod table;
