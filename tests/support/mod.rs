//! What the tests share: an installation of their own, and commands run in it.

mod changed_lines;
pub(crate) mod command_prompt;
mod dialogue;
mod edited_texts;
mod environment;
mod installation;
mod ordinary_user;
mod proptest;
mod python;
mod small_disk;
mod strace;
mod terminal;
mod transcript;
mod typed;
mod venv;

pub(crate) use changed_lines::changed_lines;
pub(crate) use dialogue::Dialogue;
pub(crate) use environment::PythonEnvironment;
pub(crate) use installation::Installation;
pub(crate) use ordinary_user::OrdinaryUser;
pub(crate) use proptest::config;
pub(crate) use python::Python;
pub(crate) use small_disk::SmallDisk;
pub(crate) use strace::run_with_injection;
pub(crate) use terminal::Terminal;
pub(crate) use transcript::Transcript;
pub(crate) use typed::Typed;
pub(crate) use typed::end;
pub(crate) use typed::wait;
pub(crate) use typed::wait_at_most;
pub(crate) use typed::wait_for;
pub(crate) use venv::Packages;
