//! Other programs: finding them in PATH, and handing a command on to the next `omero`.

pub(crate) mod delegation;
pub(crate) mod output;
pub(crate) mod programs;
