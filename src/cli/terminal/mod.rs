//! Everything that a person sees and types: the printer, prompts, the pager, the editor, files and standard input.

pub(crate) mod changes;
pub(crate) mod color;
pub(crate) mod decode;
pub(crate) mod differences;
pub(crate) mod editor;
pub(crate) mod editor_directory;
pub(crate) mod editor_file;
mod editor_kind;
pub(crate) mod findings;
pub(crate) mod input;
pub(crate) mod layout;
pub(crate) mod output;
pub(crate) mod pager;
pub(crate) mod printer;
pub(crate) mod prompt;
mod repeated;
pub(crate) mod visible;
