//! Addresses of databases for Java: `omero.db.url`.
//!
//! Source: the `PostgreSQL` JDBC driver, which takes `jdbc:postgresql://host:port/name?options`, several
//! hosts with commas, and `jdbc:postgresql:name`. Of a wrapper (`jdbc:p6spy:...`) only the beginning is
//! checked. `${...}` may be anywhere; rule R85 says how to store it.

use crate::python::SyntaxError;
use crate::schema::syntax::ice::interpolation::is_open;
use crate::schema::syntax::net::host;
use crate::schema::syntax::net::url;
use crate::schema::syntax::number::port;
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

/// Hosts, one name of a database, and parameters, as `Driver.parseURL` takes them apart.
fn check_postgresql(rest: Token<'_>) -> Result<(), SyntaxError> {
    if is_open(rest.text) {
        return Ok(());
    }
    let (server, arguments) =
        rest.split_once('?').map_or((rest, None), |(server, behind)| (server, Some(behind)));
    if let Some(arguments) = arguments {
        check_escapes(arguments)?;
    }
    let Some(location) = server.text.strip_prefix("//") else {
        if server.text.starts_with('/') {
            return Err(SyntaxError::new(
                rest.position,
                "expected `//` and a host, or a name without slashes",
            ));
        }
        return check_escapes(server);
    };
    let location = Token { position: rest.position + 2, text: location };
    let Some((hosts, name)) = location.split_once('/') else {
        if location.text.is_empty() && arguments.is_none() {
            return Ok(());
        }
        let problem = "expected `/` and the name of the database after the host";
        return Err(SyntaxError::new(location.end(), problem));
    };
    if let Some((before, _)) = name.split_once('/') {
        return Err(SyntaxError::new(
            before.end(),
            "expected only the name of the database after the host",
        ));
    }
    check_escapes(name)?;
    if !hosts.text.is_empty() && hosts.text.chars().all(|next| next == ',') {
        return Err(SyntaxError::new(hosts.position, "expected a host, found only a comma"));
    }
    fields(hosts.text, |next| next == ',')
        .filter(|host| !host.text.is_empty())
        .try_for_each(|host| check_host(Token { position: hosts.position + host.position, ..host }))
}

/// A host with a port; without a host it is `localhost`.
fn check_host(server: Token<'_>) -> Result<(), SyntaxError> {
    let (name, number) = host::split_port(server.text);
    host::check(name).map_err(|error| error.moved(server.position))?;
    let Some(number) = number else { return Ok(()) };
    let position = server.position + name.chars().count() + 1;
    port(number).map_err(|problem| SyntaxError::new(position, problem))
}

/// Each `%` begins two hexadecimal digits.
fn check_escapes(part: Token<'_>) -> Result<(), SyntaxError> {
    let mut position = part.position;
    for (at, piece) in part.text.split('%').enumerate() {
        let mut digits = piece.chars();
        let is_escape = digits.by_ref().take(2).filter(char::is_ascii_hexdigit).count() == 2;
        if at > 0 && !is_escape {
            let problem = "expected two hexadecimal digits after `%`; write `%25` for `%`";
            return Err(SyntaxError::new(position - 1, problem));
        }
        position += piece.chars().count() + 1;
    }
    Ok(())
}

/// The address with the scheme that was left out.
pub(crate) fn repair(text: &str) -> Option<String> {
    let text = text.trim();
    let rest = text.strip_prefix("jdbc:").unwrap_or(text);
    let rest = rest.strip_prefix("postgresql:").or(rest.strip_prefix("postgres:"))?;
    let (server, arguments) =
        rest.split_once('?').map_or((rest, None), |(server, behind)| (server, Some(behind)));
    let has_name = !server.starts_with("//") || server.trim_start_matches('/').contains('/');
    let name = if has_name { "" } else { "/omero" };
    let arguments = arguments.map(|arguments| format!("?{arguments}")).unwrap_or_default();
    Some(format!("jdbc:postgresql:{server}{name}{arguments}"))
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
                "jdbc:postgresql://:5432/omero",
                "jdbc:postgresql://h/a%20b?x=%2F",
                "jdbc:postgresql://",
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
                ("jdbc:postgresql://h", 19, "the name of the database"),
                ("jdbc:postgresql://h:5432", 24, "the name of the database"),
                ("jdbc:postgresql://h?a=b", 19, "the name of the database"),
                ("jdbc:postgresql://h/a/b", 21, "only the name"),
                ("jdbc:postgresql://h/a%", 21, "`%25`"),
                ("jdbc:postgresql://h/a?b=%zz", 24, "`%25`"),
                ("jdbc:postgresql:/", 16, "`//`"),
                ("jdbc:postgresql://h:/db", 20, "a port"),
                ("jdbc:postgresql://db/omero x", 26, "a space"),
                ("jdbc:postgresql://d b/omero", 19, "a space"),
            ],
        );
    }
}
