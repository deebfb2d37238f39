//! Why a value may not be stored, and what to do about it.

use std::fmt;

use crate::platform::quote;
use crate::schema::definition::Definition;
use crate::schema::definition::Schema;
use crate::schema::validation::Violation;
use crate::schema::validation::expected;

/// Why a value may not be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    pub key: String,
    pub violation: Violation,
    pub hint: String,
    /// A value that would be accepted, for a line to type.
    pub proposal: Option<String>,
}

impl Rejection {
    /// The same without any part of the value.
    pub(crate) fn without_value(self, schema: Schema) -> Self {
        let violation = match schema.find_for_validation(&self.key) {
            Some(known) => without_value(&known, self.violation),
            None => {
                let problem = "IceGrid would expand it (the value is not shown)".to_owned();
                Violation { problem, ..self.violation }
            }
        };
        let known = schema.find_for_validation(&self.key);
        let hint = known.map_or(self.hint, |known| general_hint(&known, &self.key));
        Self { violation, hint, proposal: None, ..self }
    }
}

impl fmt::Display for Rejection {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.key, self.violation)
    }
}

impl std::error::Error for Rejection {}

/// What helps whatever the value is.
pub(super) fn general_hint(known: &Definition, key: &str) -> String {
    let describe = format!("`omero config describe {key}` explains more");
    let is_useful = |example: &&String| !matches!(example.as_str(), "" | "[]" | "{}");
    match known.examples().iter().find(is_useful).filter(|_| !known.is_secret()) {
        Some(example) => format!("for example {example}; {describe}"),
        None => describe,
    }
}

/// The command that stores a value, for a person to type.
pub(super) fn line_to_type(key: &str, value: &str) -> String {
    let dashes = if value.starts_with('-') { "-- " } else { "" };
    format!("`omero config set {} {dashes}{}`", quote(key), quote(value))
}

/// A violation of a secret must not quote it.
pub(super) fn without_value(known: &Definition, violation: Violation) -> Violation {
    let expected = expected::expected(known.schema());
    Violation { problem: format!("expected {expected} (the value is not shown)"), ..violation }
}
