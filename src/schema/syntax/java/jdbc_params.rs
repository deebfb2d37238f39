//! What is added to the address of the database: `name=value&name=value`.
//!
//! Source: the `PostgreSQL` JDBC driver. `omero.db.properties` ends up after an `&` in the URL.

use crate::python::SyntaxError;
use crate::schema::syntax::net::url;
use crate::schema::syntax::token::Token;
use crate::schema::syntax::token::fields;

/// Parameters of a JDBC URL, or nothing.
pub(crate) fn check(text: &str) -> Result<(), SyntaxError> {
    url::check_characters(Token { position: 0, text })?;
    if text.is_empty() {
        return Ok(());
    }
    fields(text, |next| next == '&').try_for_each(|parameter| {
        let name = parameter.text.split_once('=').map_or("", |(name, _)| name);
        let is_name = |next: char| next.is_ascii_alphanumeric() || "_.-".contains(next);
        if name.is_empty() || !name.chars().all(is_name) {
            let problem = "expected `name=value` between `&`, such as `ssl=true`";
            return Err(SyntaxError::new(parameter.position, problem));
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::table::accepts;
    use crate::python::table::refuses;

    #[test]
    fn names_with_values() {
        accepts(check, &["", "ssl=true", "ssl=true&sslmode=verify-full", "a="]);
        refuses(
            check,
            &[
                ("ssl", 0, "`name=value`"),
                ("?ssl=true", 0, "`name=value`"),
                ("ssl=true&", 9, "`name=value`"),
                ("ssl=true;a=b c", 12, "a space"),
            ],
        );
    }
}
