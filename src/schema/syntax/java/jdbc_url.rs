//! Addresses of databases for Java: `omero.db.url`.
//!
//! Source: the `PostgreSQL` JDBC driver, which takes `jdbc:postgresql://host:port/name?options`,
//! several hosts with commas, and `jdbc:postgresql:name`. Of a wrapper (`jdbc:p6spy:...`) only
//! the beginning is looked at. `${...}` may stand anywhere; rule R85 says how to store it.

use crate::python::SyntaxError;
use crate::schema::syntax::ice::interpolation::is_open;
use crate::schema::syntax::net::url;
use crate::schema::syntax::scanner::Scanner;
use crate::schema::syntax::token::Token;
use crate::schema::syntax::token::fields;

/// A JDBC URL.
pub(crate) fn check(text: &str) -> Result<(), SyntaxError> {
    let mut scanner = Scanner::new(text);
    let start = scanner.clone();
    if scanner.take_while(|next| next.is_ascii_alphabetic()) != "jdbc" || !scanner.eat(':') {
        return Err(start.error("expected `jdbc:postgresql://` at the beginning"));
    }
    let driver = scanner.take_while(|next| next.is_ascii_alphanumeric() || "-_+.".contains(next));
    if driver.is_empty() || !scanner.eat(':') {
        return Err(scanner.expected("the name of a database system and `:`, as in `postgresql:`"));
    }
    if scanner.is_done() {
        return Err(scanner.expected("a host or the name of a database"));
    }
    let rest = Token { position: scanner.position(), text: scanner.rest() };
    url::check_characters(rest)?;
    if driver == "postgresql" { check_postgresql(rest) } else { Ok(()) }
}

/// Hosts, if there are any, must be sound.
fn check_postgresql(rest: Token<'_>) -> Result<(), SyntaxError> {
    let Some(location) = rest.text.strip_prefix("//") else { return Ok(()) };
    let hosts = location.split_once(['/', '?']).map_or(location, |(hosts, _)| hosts);
    if is_open(hosts) {
        return Ok(());
    }
    fields(hosts, |next| next == ',').filter(|host| !host.text.is_empty()).try_for_each(|host| {
        url::check_authority(Token { position: rest.position + 2 + host.position, ..host })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::table::accepts;
    use crate::python::table::refuses;

    #[test]
    fn urls_that_the_driver_understands() {
        accepts(
            check,
            &[
                "jdbc:postgresql://localhost:5432/omero?ApplicationName=OMERO&ssl=true",
                "jdbc:postgresql://$${omero.db.host}:$${omero.db.port}/$${omero.db.name}",
                "jdbc:postgresql://[::1]:5432/omero",
                "jdbc:postgresql://a:5432,b:5433/omero",
                "jdbc:postgresql:omero",
                "jdbc:postgresql:///omero",
                "jdbc:p6spy:postgresql://localhost/omero",
            ],
        );
    }

    #[test]
    fn what_the_driver_refuses() {
        refuses(
            check,
            &[
                ("", 0, "`jdbc:postgresql://`"),
                ("postgresql://localhost/omero", 0, "`jdbc:postgresql://`"),
                ("jdbc:", 5, "a database system"),
                ("jdbc:postgresql", 15, "found the end"),
                ("jdbc:postgresql:", 16, "a host or the name"),
                ("jdbc:postgresql://db:five/omero", 21, "found `five`"),
                ("jdbc:postgresql://db/omero x", 26, "a space"),
                ("jdbc:postgresql://d b/omero", 19, "a space"),
            ],
        );
    }
}
