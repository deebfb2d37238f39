//! Several mail addresses with commas between them, as a `To:` line has them (RFC 5322).

use crate::python::SyntaxError;
use crate::schema::syntax::ice::interpolation;
use crate::schema::syntax::net::email;
use crate::schema::syntax::token::fields;
use std::cell::Cell;

/// Mail addresses separated by commas, or nothing.
pub(crate) fn check(text: &str) -> Result<(), SyntaxError> {
    interpolation::check(text)?;
    if text.trim().is_empty() {
        return Ok(());
    }
    let is_quoted = Cell::new(false);
    let is_separator = |next: char| {
        is_quoted.set(is_quoted.get() != (next == '"'));
        next == ',' && !is_quoted.get()
    };
    fields(text, is_separator).try_for_each(email::check_token)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::table::accepts;
    use crate::python::table::refuses;

    #[test]
    fn commas_separate() {
        accepts(check, &["", "a@b", "a@b,c@d", "a@b, \"X, Y\" <c@d>"]);
        refuses(
            check,
            &[
                ("a@b,", 4, "an address"),
                ("a@b;c@d", 3, "a host name"),
                ("a@b, c", 5, "found `c`"),
                ("a@b c@d", 3, "a host name"),
            ],
        );
    }
}
