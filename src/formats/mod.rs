//! The texts in which properties travel: values in, values out, no files and no terminal.

pub mod assignments;
pub mod command;
pub mod defaults;
pub mod draft;
pub mod glossary;
pub mod json;
pub mod shell_words;
