//! Ice proxies: `OMERO.Glacier2/router:ssl -p 4064 -h host`.
//!
//! Source: the Ice 3.6 manual, appendix "Proxy and endpoint syntax": an identity, options, then
//! nothing, `@` and an object adapter, or `:` and endpoints.

use crate::python::SyntaxError;
use crate::python::quoted;
use crate::schema::syntax::ice::endpoint;
use crate::schema::syntax::scanner::Scanner;
use crate::schema::syntax::token::Token;

/// A proxy in its text form.
pub(crate) fn check(text: &str) -> Result<(), SyntaxError> {
    let mut scanner = Scanner::new(text);
    skip_blanks(&mut scanner);
    check_identity(endpoint::word(&mut scanner, is_mark)?)?;
    skip_blanks(&mut scanner);
    while scanner.peek() == Some('-') {
        option(&mut scanner)?;
        skip_blanks(&mut scanner);
    }
    match scanner.advance() {
        None => Ok(()),
        Some(':') => endpoint::check_from(scanner),
        Some('@') => adapter(&mut scanner),
        Some(_) => {
            let place = scanner.position() - 1;
            let problem = "expected `:`, `@` or an option after the identity";
            Err(SyntaxError::new(place, problem))
        }
    }
}

fn is_mark(next: char) -> bool {
    matches!(next, ':' | '@')
}

fn skip_blanks(scanner: &mut Scanner<'_>) {
    scanner.take_while(|next| next.is_ascii_whitespace());
}

/// `name` or `category/name`; a slash inside either is written `\/`.
fn check_identity(identity: Token<'_>) -> Result<(), SyntaxError> {
    let mut slashes = 0;
    let mut is_escaped = false;
    for (place, next) in identity.text.chars().enumerate() {
        slashes += usize::from(next == '/' && !is_escaped);
        is_escaped = next == '\\' && !is_escaped;
        if slashes > 1 {
            let problem = "expected one `/` between category and name; others are written `\\/`";
            return Err(SyntaxError::new(identity.position + place, problem));
        }
    }
    if identity.text.is_empty() {
        return Err(SyntaxError::new(identity.position, "expected an identity, found nothing"));
    }
    Ok(())
}

fn option(scanner: &mut Scanner<'_>) -> Result<(), SyntaxError> {
    let name = endpoint::word(scanner, is_mark)?;
    match name.text {
        "-t" | "-o" | "-O" | "-d" | "-D" | "-s" => Ok(()),
        "-f" => argument(scanner, name, |_| true),
        "-p" | "-e" => argument(scanner, name, is_version),
        other => {
            let problem =
                format!("expected one of -f -t -o -O -d -D -s -p -e, found {}", quoted(other));
            Err(SyntaxError::new(name.position, problem))
        }
    }
}

fn argument(
    scanner: &mut Scanner<'_>,
    option: Token<'_>,
    is_sound: impl Fn(&str) -> bool,
) -> Result<(), SyntaxError> {
    skip_blanks(scanner);
    let argument = endpoint::word(scanner, is_mark)?;
    if argument.text.is_empty() || !is_sound(argument.text) {
        let problem =
            format!("expected an argument for `{}`, found {}", option.text, quoted(argument.text));
        return Err(SyntaxError::new(argument.position, problem));
    }
    Ok(())
}

/// `1.0`, as protocols and encodings are numbered.
fn is_version(text: &str) -> bool {
    let is_number = |part: &str| part.parse::<u8>().is_ok();
    text.split_once('.').is_some_and(|(major, minor)| is_number(major) && is_number(minor))
}

fn adapter(scanner: &mut Scanner<'_>) -> Result<(), SyntaxError> {
    skip_blanks(scanner);
    let name = endpoint::word(scanner, |_| false)?;
    if name.text.is_empty() {
        return Err(SyntaxError::new(name.position, "expected an object adapter after `@`"));
    }
    skip_blanks(scanner);
    scanner.finish("nothing after the object adapter")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::table::accepts;
    use crate::python::table::refuses;

    #[test]
    fn proxies_that_ice_understands() {
        accepts(
            check,
            &[
                "OMERO.Glacier2/router:ssl -p 4064 -h @omero.host@",
                "OMERO.Glacier2/router:tcp -p 4063 -h host:ssl -p 4064 -h host",
                "IceGrid/Query",
                "BlitzVerifier@BlitzAdapters",
                "object -t -e 1.1 -f facet @ \"some adapter\" ",
                "\"a b/c\" : default -p 1",
                r"a\/b/c",
            ],
        );
    }

    #[test]
    fn proxies_that_ice_refuses() {
        refuses(
            check,
            &[
                ("", 0, "an identity"),
                (":tcp", 0, "an identity"),
                ("a/b/c:tcp", 3, "one `/`"),
                ("a b", 2, "after the identity"),
                ("a -x", 2, "found `-x`"),
                ("a -e 1", 5, "an argument for `-e`"),
                ("a -f", 4, "an argument for `-f`"),
                ("a:", 2, "found nothing"),
                ("a:tcp -p x", 9, "a port number"),
                ("a@", 2, "an object adapter"),
                ("a@b c", 4, "nothing after"),
                ("\"a", 0, "a closing"),
            ],
        );
    }
}
