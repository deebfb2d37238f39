//! Other programs: finding them, and handing a command on to the next `omero`.

pub(crate) mod delegation;
pub(crate) mod next_program;
pub(crate) mod on_path;
pub(crate) mod output;
pub(crate) mod programs;
pub(crate) mod start_script;
pub(crate) mod web_package;
