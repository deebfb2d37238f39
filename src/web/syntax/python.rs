//! Strings of Python.
//!
//! Source: The Python Language Reference, "String and Bytes literals". Python 2 takes the bytes of the
//! file as they are, Python 3 its characters; so only the quote and the backslash are written otherwise.

use super::in_quotes;

pub(super) fn quoted(text: &str) -> String {
    in_quotes(text, '\'', &['\'', '\\'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_and_backslashes_are_protected() {
        assert_eq!(quoted(r"C:\it's"), r"'C:\\it\'s'");
    }
}
