//! What is known, for people and tools: in words, by words, as choices, as one JSON Schema.

pub(crate) mod bundle;
pub(crate) mod choices;
pub(crate) mod heading;
mod names;
mod references;
pub(crate) mod search;
pub(crate) mod wording;

pub(crate) use choices::Choice;
pub(crate) use heading::heading;
pub(crate) use search::Hit;
