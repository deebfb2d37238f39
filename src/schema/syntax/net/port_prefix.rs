//! What is put in front of every port of the server: `omero.ports.prefix`.
//!
//! Source: omero-py pastes it as text, so `1` makes 14064 of 4064. Whether the ports that come out
//! exist is a rule's business, since they are other properties.

use crate::python::SyntaxError;
use crate::python::quoted;

/// No port has more digits than five, and one of them is the port's own.
const MOST_DIGITS: usize = 4;

/// Digits, or nothing.
pub(crate) fn check(text: &str) -> Result<(), SyntaxError> {
    let digits = text.chars().take_while(char::is_ascii_digit).take(MOST_DIGITS).count();
    if text.chars().nth(digits).is_none() {
        return Ok(());
    }
    let problem = format!("expected at most {MOST_DIGITS} digits, found {}", quoted(text));
    Err(SyntaxError::new(digits, problem))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::table::accepts;
    use crate::python::table::refuses;

    #[test]
    fn digits_alone() {
        accepts(check, &["", "1", "6", "40"]);
        refuses(
            check,
            &[
                ("a", 0, "found `a`"),
                ("1 ", 1, "found `1 `"),
                ("-1", 0, "digits"),
                ("14064", 4, "at most 4"),
                ("１", 0, "digits"),
            ],
        );
    }
}
