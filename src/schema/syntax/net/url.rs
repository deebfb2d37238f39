//! Absolute URLs with a scheme and a host.
//!
//! Source: RFC 3986, with letters beyond ASCII as browsers take them. Which schemes make sense is
//! a matter of the property.

use crate::python::SyntaxError;
use crate::python::found;
use crate::schema::syntax::ice::interpolation::is_open;
use crate::schema::syntax::net::host;
use crate::schema::syntax::number::port;
use crate::schema::syntax::scanner::Scanner;
use crate::schema::syntax::token::Token;

/// An absolute URL, or nothing.
pub(crate) fn check(text: &str) -> Result<(), SyntaxError> {
    if text.is_empty() { Ok(()) } else { parts(text).map(|_| ()) }
}

/// What a URL with a sound scheme, host and port consists of.
pub(crate) struct Parts<'a> {
    pub(crate) rest: Token<'a>,
}

pub(crate) fn parts(text: &str) -> Result<Parts<'_>, SyntaxError> {
    let mut scanner = Scanner::new(text);
    scheme(&mut scanner)?;
    let position = scanner.position();
    let authority = scanner.take_while(|next| !matches!(next, '/' | '?' | '#'));
    check_authority(Token { position, text: authority })?;
    let rest = Token { position: scanner.position(), text: scanner.rest() };
    check_characters(rest)?;
    Ok(Parts { rest })
}

fn scheme(scanner: &mut Scanner<'_>) -> Result<(), SyntaxError> {
    let start = scanner.clone();
    let is_part = |next: char| next.is_ascii_alphanumeric() || "+-.".contains(next);
    let scheme = scanner.take_while(is_part);
    let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic());
    if !is_scheme || scanner.peek() != Some(':') {
        return Err(start.error("expected a URL that begins with a scheme such as `https://`"));
    }
    for wanted in [':', '/', '/'] {
        if !scanner.eat(wanted) {
            return Err(scanner.expected(&format!("`://` after `{scheme}`")));
        }
    }
    Ok(())
}

/// `user@host:port`, of which the host must be there.
pub(crate) fn check_authority(authority: Token<'_>) -> Result<(), SyntaxError> {
    if is_open(authority.text) {
        return Ok(());
    }
    let machine = authority.split_once('@').map_or(authority, |(_, machine)| machine);
    let (name, number) = host::split_port(machine.text);
    let host = Token { text: name, ..machine };
    if host.text.is_empty() {
        return Err(SyntaxError::new(host.position, "expected a host after `//`, found nothing"));
    }
    host::check_present(host.text).map_err(|error| error.moved(host.position))?;
    match number {
        Some(number) if !number.is_empty() => {
            port(number).map_err(|problem| SyntaxError::new(host.end() + 1, problem))
        }
        _ => Ok(()),
    }
}

/// No spaces, control characters or quotation marks, which would end the URL where it is used.
pub(crate) fn check_characters(part: Token<'_>) -> Result<(), SyntaxError> {
    let is_stray =
        |next: char| next.is_whitespace() || next.is_control() || "\"<>\\".contains(next);
    match part.text.chars().position(is_stray) {
        Some(place) => {
            let found = found(part.text.chars().nth(place));
            let problem = format!("expected no spaces and none of \" < > \\, found {found}");
            Err(SyntaxError::new(part.position + place, problem))
        }
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::table::accepts;
    use crate::python::table::refuses;

    #[test]
    fn absolute_urls() {
        accepts(
            check,
            &[
                "",
                "https://omero.example.org/prefix/",
                "http://qa.openmicroscopy.org.uk",
                "http://www.google.com/s2/favicons?domain=",
                "http://localhost:4080",
                "http://[::1]:8080/#x",
                "https://user:pass@example.org/",
                "http://host:/x",
                "https://$${omero.web.host}/x",
                "https://example.org/ä?q=(a)'b'",
                "http://omero_web:4080",
            ],
        );
    }

    #[test]
    fn what_is_no_absolute_url() {
        refuses(
            check,
            &[
                ("example.org", 0, "begins with a scheme"),
                ("example.org/x:y", 0, "begins with a scheme"),
                ("/about", 0, "begins with a scheme"),
                ("://x", 0, "begins with a scheme"),
                ("http:/x", 6, "found `x`"),
                ("localhost:4080", 10, "`://` after `localhost`"),
                ("http://", 7, "a host"),
                ("http:///x", 7, "a host"),
                ("http://:80", 7, "a host"),
                ("http://a b/", 8, "a host name"),
                ("http://a:99999/", 9, "found `99999`"),
                ("http://a/b c", 10, "a space"),
                ("http://a/\"", 9, "found `\"`"),
                (" http://a", 0, "begins with a scheme"),
            ],
        );
    }
}
