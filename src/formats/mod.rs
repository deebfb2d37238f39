//! The texts in which properties travel: values in, values out, no files and no terminal.

pub mod assignments;
pub mod defaults;
pub mod draft;
pub mod shell_words;
