//! Paths of files and directories, and templates of them.

pub(crate) mod absolute_path;
pub(crate) mod path;
pub(crate) mod path_template;
