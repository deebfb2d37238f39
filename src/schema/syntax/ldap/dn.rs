//! Distinguished names.
//!
//! Source: RFC 4514, and what RFC 2253 and Java's `LdapName` still take: `;` between the parts, quoted
//! values, `OID.` before a number, spaces around everything.

use crate::python::SyntaxError;
use crate::schema::syntax::scanner::Scanner;

/// A distinguished name, or nothing.
pub(crate) fn check(text: &str) -> Result<(), SyntaxError> {
    let mut scanner = Scanner::new(text);
    if scanner.is_done() {
        return Ok(());
    }
    loop {
        attribute(&mut scanner)?;
        value(&mut scanner)?;
        skip_blanks(&mut scanner);
        if scanner.is_done() {
            return Ok(());
        }
        if scanner.eat_if(is_separator).is_none() {
            return Err(scanner.expected("`,` or `+` after a value"));
        }
    }
}

fn skip_blanks(scanner: &mut Scanner<'_>) {
    scanner.take_while(|next| next == ' ');
}

fn is_separator(next: char) -> bool {
    matches!(next, ',' | ';' | '+')
}

/// The type of an attribute and its `=`.
fn attribute(scanner: &mut Scanner<'_>) -> Result<(), SyntaxError> {
    skip_blanks(scanner);
    if !scanner.peek().is_some_and(|next| next.is_ascii_alphanumeric()) {
        return Err(scanner.expected("an attribute such as `cn` or `ou`"));
    }
    scanner.take_while(|next| next.is_ascii_alphanumeric() || "-.".contains(next));
    skip_blanks(scanner);
    if scanner.eat('=') { Ok(()) } else { Err(scanner.expected("`=` after the attribute")) }
}

fn value(scanner: &mut Scanner<'_>) -> Result<(), SyntaxError> {
    skip_blanks(scanner);
    match scanner.peek() {
        Some('"') => quoted(scanner),
        Some('#') => hexadecimal(scanner),
        _ => plain(scanner),
    }
}

fn plain(scanner: &mut Scanner<'_>) -> Result<(), SyntaxError> {
    loop {
        scanner.take_while(|next| !is_separator(next) && next != '\\');
        if !scanner.eat('\\') {
            return Ok(());
        }
        escape(scanner)?;
    }
}

fn quoted(scanner: &mut Scanner<'_>) -> Result<(), SyntaxError> {
    let opening = scanner.position();
    scanner.advance();
    loop {
        scanner.take_while(|next| next != '"' && next != '\\');
        match scanner.advance() {
            Some('\\') => escape(scanner)?,
            Some(_) => return Ok(()),
            None => {
                return Err(SyntaxError::new(opening, "expected a closing `\"`, found the end"));
            }
        }
    }
}

/// `#04024869`: pairs of digits, the encoding of a value.
fn hexadecimal(scanner: &mut Scanner<'_>) -> Result<(), SyntaxError> {
    scanner.advance();
    let digits = scanner.take_while(|next| next.is_ascii_hexdigit());
    if digits.is_empty() || !digits.len().is_multiple_of(2) {
        return Err(scanner.expected("pairs of hexadecimal digits after `#`"));
    }
    Ok(())
}

/// What follows a backslash: any mark, though RFC 4514 has a shorter list, or a code.
fn escape(scanner: &mut Scanner<'_>) -> Result<(), SyntaxError> {
    if scanner.eat_if(|next| !next.is_alphanumeric()).is_some() {
        return Ok(());
    }
    for _ in 0..2 {
        if scanner.eat_if(|next| next.is_ascii_hexdigit()).is_none() {
            return Err(scanner.expected("a mark or two hexadecimal digits after `\\`"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::table::accepts;
    use crate::python::table::refuses;

    #[test]
    fn names_that_java_and_a_directory_understand() {
        accepts(
            check,
            &[
                "",
                "ou=example,o=com",
                "dc=example,dc=org",
                " ou = example , o = com ",
                "cn=Smith+uid=smith,o=x",
                "ou=a;o=b",
                r"cn=Smith\, John,o=x",
                r"cn=\e4\20x\ ",
                "cn=\"Smith, John\" ,o=x",
                "cn=#04024869,o=x",
                "1.2.840=x",
                "OID.2.5.4.3=x",
                "cn=",
                "cn=,o=x",
                "cn=a=b",
                "cn=Jürgen (Lab #3)",
                "msDS-x=1",
                r"cn=Lab \(north\)",
            ],
        );
    }

    #[test]
    fn what_is_no_name() {
        refuses(
            check,
            &[
                ("omero", 5, "`=` after the attribute"),
                (" ", 1, "an attribute"),
                ("=x", 0, "an attribute"),
                ("cn=a,", 5, "an attribute"),
                ("cn=a,,o=b", 5, "an attribute"),
                ("cn=a+", 5, "an attribute"),
                (r"cn=a\", 5, "found the end"),
                (r"cn=\zz", 4, "found `z`"),
                (r"DOMAIN\user", 6, "`=`"),
                ("user@example.org", 4, "found `@`"),
                ("a_b=c", 1, "found `_`"),
                ("cn=\"a", 3, "closing"),
                ("cn=\"a\"b", 6, "after a value"),
                ("cn=#0", 5, "pairs"),
                ("cn=#", 4, "pairs"),
                ("é=x", 0, "an attribute"),
            ],
        );
    }
}
