//! Time zones of Django: `omero.web.time_zone`.
//!
//! Source: the names of the tz database, release 2025b, with its backward links. Django requires their
//! exact case. The list is data; a crate that brings the rules of all zones along would weigh a hundred
//! times as much.

use crate::python::SyntaxError;
use crate::python::quoted;
use crate::schema::nearest::nearest;

/// One name to a line, sorted.
const NAMES: &str = include_str!("timezones.txt");

/// The name of a time zone.
///
/// # Errors
///
/// Any other text, with a name that looks like it if there is one.
pub(crate) fn check(text: &str) -> Result<(), SyntaxError> {
    if NAMES.lines().any(|name| name == text) {
        return Ok(());
    }
    let other_case = NAMES.lines().find(|name| name.eq_ignore_ascii_case(text));
    let wanted = match other_case.or_else(|| nearest(text, NAMES.lines())) {
        Some(name) => format!("`{name}`"),
        None => "a name of the tz database such as `Europe/London`".to_owned(),
    };
    Err(SyntaxError::new(0, format!("expected {wanted}, found {}", quoted(text))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::table::accepts;
    use crate::python::table::refuses;

    #[test]
    fn names_in_their_exact_case() {
        accepts(check, &["Europe/London", "Europe/Berlin", "UTC", "America/Argentina/Ushuaia"]);
        refuses(
            check,
            &[
                ("europe/london", 0, "expected `Europe/London`"),
                ("Europe/Belrin", 0, "expected `Europe/Berlin`"),
                ("America/New York", 0, "expected `America/New_York`"),
                ("", 0, "the tz database"),
                ("Middle Earth", 0, "the tz database"),
                ("UTC ", 0, "found `UTC `"),
            ],
        );
    }

    #[test]
    fn the_list_is_sorted_and_has_no_doubles() {
        assert!(NAMES.lines().is_sorted_by(|a, b| a < b));
    }
}
