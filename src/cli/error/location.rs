//! What is said of places in a text that somebody edits.

use std::fmt;

use crate::formats::Location;

/// A place in a text that is edited, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TextPlace {
    pub(crate) line: usize,
    /// Where the format can tell it.
    pub(crate) column: Option<usize>,
}

impl TextPlace {
    pub(crate) fn line(line: usize) -> Self {
        Self { line, column: None }
    }
}

impl From<Location> for TextPlace {
    fn from(Location { line, column }: Location) -> Self {
        Self { line, column: Some(column) }
    }
}

impl fmt::Display for TextPlace {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.column {
            Some(column) => write!(out, "line {}, column {column}", self.line),
            None => write!(out, "line {}", self.line),
        }
    }
}

/// What is to be said in the text itself when it is edited again.
pub(crate) struct Remark {
    pub(crate) place: Option<TextPlace>,
    pub(crate) text: String,
}
