//! Paths of files and directories, and templates of them.

pub mod absolute_path;
pub mod path;
pub mod path_template;
