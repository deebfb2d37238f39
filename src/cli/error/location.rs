//! Errors with the location where they happened, and several at once.

use std::fmt;

use crate::cli::error::CommandError;
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

/// A comment in a text that is edited again.
pub(crate) struct Annotation {
    pub(crate) place: Option<TextPlace>,
    pub(crate) text: String,
}

impl CommandError {
    /// The same failure with its place in a text that is edited.
    pub(crate) fn in_text(self, place: TextPlace) -> Self {
        match self {
            Self::Several(all) => {
                Self::Several(all.into_iter().map(|failure| failure.in_text(place)).collect())
            }
            failure => Self::InText { place, failure: Box::new(failure) },
        }
    }

    /// The same failure with the place where it happened.
    pub(crate) fn at(self, place: impl Into<String>) -> Self {
        let place = place.into();
        match self {
            Self::Several(all) => {
                Self::Several(all.into_iter().map(|failure| failure.at(place.clone())).collect())
            }
            // What these lines wanted is lost; the line at which that came out has no part in it.
            failure @ Self::Lines { .. } => failure,
            failure => Self::At { place, failure: Box::new(failure) },
        }
    }

    /// One failure for all of them, in their order.
    pub(crate) fn all(mut failures: Vec<Self>) -> Result<(), Self> {
        match (failures.pop(), failures.is_empty()) {
            (None, _) => Ok(()),
            (Some(one), true) => Err(one),
            (Some(last), false) => {
                failures.push(last);
                Err(Self::Several(failures))
            }
        }
    }

    /// What happened, each failure by itself, with its place in a text that is to be edited again.
    pub(crate) fn annotations(&self) -> Vec<Annotation> {
        match self {
            Self::Several(all) => all.iter().flat_map(Self::annotations).collect(),
            Self::InText { place, failure } => {
                vec![Annotation { place: Some(*place), text: failure.describe() }]
            }
            failure => vec![Annotation { place: None, text: failure.describe() }],
        }
    }
}

pub(super) fn one_a_line(all: &[CommandError]) -> String {
    all.iter().map(CommandError::describe).collect::<Vec<_>>().join("\n")
}
