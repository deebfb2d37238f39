//! Errors with their location, and several errors together.

use crate::cli::error::CommandError;
use crate::cli::error::quoting;
use crate::model::InvalidKey;
use crate::model::Location;
use crate::schema::MASK;

/// So many messages of a kind are read; of more, the number is enough.
pub(crate) const MOST_REPEATED: usize = 10;

/// A comment in a text that is edited again.
pub(crate) struct Annotation {
    pub(crate) location: Option<Location>,
    pub(crate) text: String,
}

impl CommandError {
    /// The same failure with its place in a text that is edited.
    pub(crate) fn in_text(self, location: Location) -> Self {
        match self {
            Self::Several(all) => {
                Self::Several(all.into_iter().map(|failure| failure.in_text(location)).collect())
            }
            failure => Self::InText { location, failure: Box::new(failure) },
        }
    }

    /// The same failure with the place where it happened.
    pub(crate) fn at(self, place: impl Into<String>) -> Self {
        let place = place.into();
        match self {
            Self::Several(all) => {
                Self::Several(all.into_iter().map(|failure| failure.at(place.clone())).collect())
            }
            // The requirements of these lines are lost; the line at which that came out has no part in
            // it.
            failure @ Self::Lines { .. } => failure,
            failure => Self::At { place, failure: Box::new(failure) },
        }
    }

    /// One failure for all of them, in their order.
    pub(crate) fn all(mut failures: Vec<Self>) -> Result<(), Self> {
        // In another format the value of a secret can be on a separate line.
        if failures.len() > 1 && failures.iter().any(Self::names_secret) {
            failures.iter_mut().for_each(Self::withhold_words);
        }
        match (failures.pop(), failures.is_empty()) {
            (None, _) => Ok(()),
            (Some(one), true) => Err(one),
            (Some(last), false) => {
                failures.push(last);
                Err(Self::Several(failures))
            }
        }
    }

    /// Whether the error is about a line with the name of a secret that is not read as one.
    fn names_secret(&self) -> bool {
        match self {
            Self::At { failure, .. } | Self::InText { failure, .. } => failure.names_secret(),
            Self::Key(InvalidKey { name, .. }) => quoting::names_secret(name),
            _ => false,
        }
    }

    /// Hides words of the input that are perhaps the value of a secret.
    pub(crate) fn withhold_words(&mut self) {
        match self {
            Self::At { failure, .. } | Self::InText { failure, .. } => failure.withhold_words(),
            Self::Key(InvalidKey { name, .. }) | Self::NoSuchCommand { name, .. }
                if name.contains(char::is_alphanumeric) && !quoting::names_secret(name) =>
            {
                MASK.clone_into(name);
            }
            _ => {}
        }
    }

    /// What happened, each failure by itself, with its place in a text that is to be edited again.
    pub(crate) fn annotations(&self) -> Vec<Annotation> {
        match self {
            Self::Several(all) => {
                let mut annotations: Vec<_> =
                    all.iter().take(MOST_REPEATED).flat_map(Self::annotations).collect();
                if let Some(rest) = all.len().checked_sub(MOST_REPEATED).filter(|rest| *rest > 0) {
                    let text = format!("and {rest} more");
                    annotations.push(Annotation { location: None, text });
                }
                annotations
            }
            Self::InText { location, failure } => {
                vec![Annotation { location: Some(*location), text: failure.describe() }]
            }
            failure => vec![Annotation { location: None, text: failure.describe() }],
        }
    }
}

pub(super) fn one_a_line(all: &[CommandError]) -> String {
    all.iter().map(CommandError::describe).collect::<Vec<_>>().join("\n")
}
