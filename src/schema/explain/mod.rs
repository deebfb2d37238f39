//! What is known, for people and tools: in words, by words, as choices, as one JSON Schema.

pub(crate) mod bundle;
pub(crate) mod choices;
pub(crate) mod heading;
pub(crate) mod search;
pub(crate) mod wording;

pub use choices::Choice;
pub use heading::heading;
pub use search::Hit;
