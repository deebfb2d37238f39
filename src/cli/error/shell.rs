//! Command lines for the shell in which the reader of a message types.

use crate::platform::quote;

/// The command that stores a value, or appends an element, as it is typed here.
pub(crate) fn line_to_type(verb: &str, key: &str, value: &str) -> String {
    let dashes = if value.starts_with('-') { "-- " } else { "" };
    format!("omero config {verb} {} {dashes}{}", quote(key), quote(value))
}
