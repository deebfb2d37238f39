//! Where a file is not what a store should be, and why.

use std::fmt;

use crate::model::MAX_VALUE_BYTES;

use super::MAX_DEPTH;
use super::MAX_FILE_BYTES;
use super::ROOT;

/// Where a file is not what a store should be, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct XmlError {
    /// Line and column, from 1; none if the whole file is meant.
    pub place: Option<(u32, u32)>,
    /// What is wrong there.
    pub problem: Problem,
}

/// What is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// The text is no well-formed XML.
    #[error("{0}")]
    NotWellFormed(String),
    /// The text ends too early.
    #[error("the file ends before its root element does")]
    Truncated,
    /// The root is not ours.
    #[error("the root element is `{0}`; a store begins with `{ROOT}`")]
    WrongRoot(String),
    /// The root belongs to somebody else.
    #[error("the root element is in the name space `{0}`, which the server's programs don't read")]
    NameSpace(String),
    /// A block without a name.
    #[error("`properties` has no `id`")]
    NoId,
    /// A document type.
    #[error("the file has a document type (`<!DOCTYPE`), which is never read")]
    DocumentType,
    /// A value that no program of the server would take.
    #[error("the value of `{key}` has {bytes} bytes; it can have {MAX_VALUE_BYTES}")]
    LongValue {
        /// Whose value it is.
        key: String,
        /// How long it is.
        bytes: usize,
    },
    /// Elements inside elements.
    #[error("more than {MAX_DEPTH} elements stand inside one another")]
    TooDeep,
    /// The file is larger than we read.
    #[error("the file has {0} bytes; it can have {MAX_FILE_BYTES}")]
    TooLarge(u64),
    /// The bytes are not in the encoding that they should be in.
    #[error("byte {byte:#04x} is no {encoding}")]
    Bytes {
        /// The first wrong byte.
        byte: u8,
        /// The encoding that was declared or supposed.
        encoding: &'static str,
    },
    /// An encoding that we don't know.
    #[error("the encoding `{0}` is not supported")]
    UnknownEncoding(String),
    /// The declaration says what is not so.
    #[error("the file is declared as `{0}`, but it is not")]
    WrongEncoding(String),
}

impl XmlError {
    /// The file is too large to be read.
    pub fn too_large(bytes: u64) -> Self {
        Problem::TooLarge(bytes).into()
    }

    /// What the reader can do about it.
    pub fn hint(&self) -> Option<&'static str> {
        match self.problem {
            Problem::WrongRoot(_) | Problem::NameSpace(_) => {
                Some("this is not a configuration of OMERO; see whether the path is right")
            }
            Problem::UnknownEncoding(_) | Problem::Bytes { .. } | Problem::WrongEncoding(_) => {
                Some("convert the file to UTF-8, for example with `iconv`")
            }
            Problem::DocumentType => Some("remove it; a store needs none"),
            _ => Some("correct that place in an editor, or go back with `omero config undo`"),
        }
    }
}

impl From<Problem> for XmlError {
    fn from(problem: Problem) -> Self {
        Self { place: None, problem }
    }
}

impl std::error::Error for XmlError {}

impl fmt::Display for XmlError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.problem.fmt(out)
    }
}
