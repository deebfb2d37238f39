//! Where a file is not what a store should be, and why.

use std::fmt;

use super::MAX_DEPTH;
use super::MAX_FILE_BYTES;
use super::ROOT;
use super::syntax_error::SyntaxError;
use crate::model::Location;
use crate::model::MAX_VALUE_BYTES;
use crate::platform::here;

/// Where a file is not what a store should be, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct XmlError {
    /// None if the whole file is meant.
    pub location: Option<Location>,
    /// What is wrong there.
    pub problem: Problem,
}

/// What is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// The text is not well-formed XML.
    #[error(transparent)]
    NotWellFormed(#[from] SyntaxError),
    /// The text ends too early.
    #[error("the file ends before the end of its root element")]
    Truncated,
    /// The root element is not that of a store.
    #[error("the root element is `{0}`; a configuration begins with `{ROOT}`")]
    WrongRoot(Excerpt),
    /// The root element has the right name in a vocabulary that is not ours.
    #[error(
        "the root element is in the namespace `{0}`, which the programs of the server do not read"
    )]
    Namespace(Excerpt),
    /// A block without a name.
    #[error("`properties` has no `id`")]
    NoId,
    /// A document type.
    #[error("the file has a document type (`<!DOCTYPE`), which is not allowed")]
    DocumentType,
    /// A value that no program of the server would take.
    #[error("the value of `{key}` has {bytes} bytes; the maximum is {MAX_VALUE_BYTES}")]
    LongValue {
        /// Whose value it is.
        key: Excerpt,
        bytes: usize,
    },
    /// Elements inside elements.
    #[error("more than {MAX_DEPTH} levels of nested elements")]
    TooDeep,
    /// The file is larger than we read.
    #[error("the file has {0} bytes; the maximum is {MAX_FILE_BYTES}")]
    TooLarge(u64),
    /// The bytes are not in the encoding that they should be in.
    #[error("byte {byte:#04x} is not valid {encoding}")]
    Bytes {
        byte: u8,
        /// The encoding that was declared or assumed.
        encoding: &'static str,
    },
    /// An encoding that is not read.
    #[error("the encoding `{0}` is not supported")]
    UnknownEncoding(Excerpt),
    /// The declaration contradicts the bytes.
    #[error("the file is declared as `{0}`, but it is not")]
    WrongEncoding(Excerpt),
}

/// The start of a text from the file. It is bounded, so that no file makes a message of megabytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt(Box<str>);

/// How many characters of the file a message quotes at most.
const EXCERPT_CHARACTERS: usize = 60;

impl From<&str> for Excerpt {
    fn from(text: &str) -> Self {
        match text.char_indices().nth(EXCERPT_CHARACTERS) {
            None => Self(text.into()),
            Some((end, _)) => Self(format!("{}...", text.get(..end).unwrap_or_default()).into()),
        }
    }
}

impl fmt::Display for Excerpt {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// A problem at a byte of a text. Line and column are only counted for the one that is reported.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::store) struct Malformed {
    pub(super) at: usize,
    pub(super) problem: Problem,
}

impl Malformed {
    pub(super) fn new(at: usize, problem: impl Into<Problem>) -> Self {
        Self { at, problem: problem.into() }
    }

    /// The same in a text that has `offset` more bytes in front.
    pub(super) fn after(self, offset: usize) -> Self {
        Self { at: self.at + offset, ..self }
    }

    /// The error with its location in `text`.
    pub(in crate::store) fn located(self, text: &str) -> XmlError {
        let before = text.get(..self.at).unwrap_or(text);
        XmlError { location: Some(Location::START.after(before)), problem: self.problem }
    }
}

impl XmlError {
    /// The file is too large to be read.
    pub fn too_large(bytes: u64) -> Self {
        Problem::TooLarge(bytes).into()
    }

    /// What the reader can do about it.
    pub fn hint(&self) -> Option<&'static str> {
        match self.problem {
            Problem::WrongRoot(_) | Problem::Namespace(_) => {
                Some("this is not an OMERO configuration; check the path")
            }
            Problem::UnknownEncoding(_) | Problem::Bytes { .. } | Problem::WrongEncoding(_) => {
                Some(here(
                    "convert the file to UTF-8, for example with `iconv`",
                    "save the file as UTF-8 in an editor",
                ))
            }
            Problem::DocumentType => Some("remove it; a configuration does not need it"),
            _ => Some("correct that line in an editor, or go back with `omero config undo`"),
        }
    }
}

impl From<Problem> for XmlError {
    fn from(problem: Problem) -> Self {
        Self { location: None, problem }
    }
}

impl std::error::Error for XmlError {}

impl fmt::Display for XmlError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.problem.fmt(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_is_bounded_whatever_the_file_holds() {
        assert_eq!(Excerpt::from("icegrid").to_string(), "icegrid");
        let long = Excerpt::from(&*"é".repeat(10 << 20)).to_string();
        assert_eq!(long, "é".repeat(60) + "...");
    }
}
