//! Where a verb writes a text that is made to be kept.

use std::path::Path;

use crate::cli::error::CommandError;
use crate::cli::terminal::printer::Printer;
use crate::store;

/// Standard output, or a file that is replaced as a whole.
pub(crate) enum Output<'path> {
    Standard,
    File(&'path Path),
}

impl<'path> Output<'path> {
    /// The file, or standard output where none is named or it is called `-`.
    pub(crate) fn of(file: Option<&'path Path>) -> Self {
        match file {
            Some(path) if path != Path::new("-") => Self::File(path),
            _ => Self::Standard,
        }
    }

    /// Writes the text. A file keeps owner and mode; it is there as a whole or as it was.
    pub(crate) fn write(&self, printer: &mut Printer, text: &str) -> Result<(), CommandError> {
        match self {
            Self::Standard => printer.write_as_is(text),
            Self::File(path) => Ok(store::replace_file(path, text.as_bytes())?),
        }
    }
}
