//! A place in a text.

use std::fmt;

/// A place in a text: line and column from 1, the column counted in characters and where it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location {
    pub line: usize,
    pub column: Option<usize>,
}

impl Location {
    pub(crate) fn new(line: usize, column: usize) -> Self {
        Self { line, column: Some(column) }
    }

    pub(crate) fn of_line(line: usize) -> Self {
        Self { line, column: None }
    }

    /// The beginning of a text.
    pub(crate) const START: Self = Self { line: 1, column: Some(1) };

    /// The location of what comes after `text`, which begins here.
    pub(crate) fn after(self, text: &str) -> Self {
        let last = text.rsplit('\n').next().unwrap_or_default();
        let (lines, characters) = (text.matches('\n').count(), last.chars().count());
        match lines {
            0 => Self { column: self.column.map(|column| column + characters), ..self },
            lines => Self::new(self.line + lines, characters + 1),
        }
    }

    /// `line 3, column 4`.
    pub(crate) fn in_words(self) -> String {
        match self.column {
            Some(column) => format!("line {}, column {column}", self.line),
            None => format!("line {}", self.line),
        }
    }
}

/// `3:4`.
impl fmt::Display for Location {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.column {
            Some(column) => write!(out, "{}:{column}", self.line),
            None => write!(out, "{}", self.line),
        }
    }
}
