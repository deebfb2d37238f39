//! LDAP search filters, as OMERO's server hands them to Spring LDAP and JNDI.
//!
//! Source: RFC 4515 and RFC 4526 (`(&)`), with what JNDI allows beyond them: spaces between filters,
//! several filters in a row (the server wraps them in an `&` anyway), underscores in attributes,
//! balanced parentheses inside a value, and the escapes `\*`, `\(`, `\)`, `\\`. A backslash before
//! anything else is silently dropped there, so it is refused here.

use crate::python::SyntaxError;
use crate::python::found;
use crate::schema::syntax::scanner::Scanner;
use crate::schema::syntax::token::fields;

/// A search filter, or nothing. `@{attribute}` in a value is not checked.
///
/// # Errors
///
/// The first place that does not belong to a filter; a parenthesis that is never closed is
/// reported where it opens.
pub(crate) fn check(text: &str) -> Result<(), SyntaxError> {
    let mut scanner = Scanner::new(text);
    let mut open: Vec<Group> = Vec::new();
    loop {
        scanner.take_while(|next| next == ' ');
        match (scanner.peek(), open.last()) {
            (None, None) => return Ok(()),
            (None, Some(group)) => return Err(never_closed(group.position)),
            (Some('('), _) => filter(&mut scanner, &mut open)?,
            (Some(')'), Some(_)) => close(&mut scanner, &mut open)?,
            (Some(')'), None) => return Err(scanner.error("expected no `)`: none is open")),
            (Some(_), _) => return Err(scanner.expected("`(`")),
        }
    }
}

/// An `&`, `|` or `!` whose filters are being read; they may be nested without any limit.
struct Group {
    position: usize,
    operator: char,
    filters: usize,
}

fn never_closed(position: usize) -> SyntaxError {
    SyntaxError::new(position, "expected a `)` for this `(`, found the end")
}

fn filter(scanner: &mut Scanner<'_>, open: &mut Vec<Group>) -> Result<(), SyntaxError> {
    let position = scanner.position();
    count(position, open)?;
    scanner.advance();
    match scanner.eat_if(|next| matches!(next, '&' | '|' | '!')) {
        Some(operator) => open.push(Group { position, operator, filters: 0 }),
        None => comparison(position, scanner)?,
    }
    Ok(())
}

/// One more filter for the innermost group; `!` takes one.
fn count(position: usize, open: &mut [Group]) -> Result<(), SyntaxError> {
    let Some(group) = open.last_mut() else { return Ok(()) };
    group.filters += 1;
    if group.operator == '!' && group.filters > 1 {
        return Err(SyntaxError::new(position, "expected `)`, since `!` takes one filter"));
    }
    Ok(())
}

fn close(scanner: &mut Scanner<'_>, open: &mut Vec<Group>) -> Result<(), SyntaxError> {
    if open.pop().is_some_and(|group| group.operator == '!' && group.filters == 0) {
        return Err(scanner.expected("a filter after `!`"));
    }
    scanner.advance();
    Ok(())
}

/// `attribute=value)` and its relatives, after the parenthesis at `opening`.
fn comparison(opening: usize, scanner: &mut Scanner<'_>) -> Result<(), SyntaxError> {
    let attribute = description(scanner)?;
    if scanner.peek() == Some(':') {
        extensible(attribute, scanner)?;
    } else if attribute.is_empty() {
        return Err(scanner.expected("an attribute, `&`, `|` or `!`"));
    } else {
        scanner.eat_if(|next| matches!(next, '~' | '<' | '>'));
        if !scanner.eat('=') {
            return Err(scanner.expected("`=`, `~=`, `>=`, `<=` or `:=`"));
        }
    }
    value(opening, scanner)
}

/// An attribute with its options, or nothing.
fn description<'a>(scanner: &mut Scanner<'a>) -> Result<&'a str, SyntaxError> {
    let attribute = name(scanner)?;
    while scanner.eat(';') {
        if scanner.take_while(|next| next.is_ascii_alphanumeric() || "-_".contains(next)).is_empty()
        {
            return Err(scanner.expected("an option after `;`"));
        }
    }
    Ok(attribute)
}

/// What an attribute or a matching rule is called, by name or by number, or nothing.
fn name<'a>(scanner: &mut Scanner<'a>) -> Result<&'a str, SyntaxError> {
    match scanner.peek() {
        Some('-' | '_' | '.' | ';') => Err(scanner.expected("a letter or a digit")),
        Some('0'..='9') => number(scanner),
        _ => Ok(scanner.take_while(|next| next.is_ascii_alphanumeric() || "-_".contains(next))),
    }
}

/// An object identifier: `2.5.4.3`.
fn number<'a>(scanner: &mut Scanner<'a>) -> Result<&'a str, SyntaxError> {
    let start = scanner.position();
    let number = scanner.take_while(|next| next.is_ascii_digit() || next == '.');
    match fields(number, |next| next == '.').find(|part| part.text.is_empty()) {
        Some(part) => {
            Err(SyntaxError::new(start + part.position, "expected a digit next to each dot"))
        }
        None => Ok(number),
    }
}

/// `:dn:rule:=`; without an attribute there must be a rule.
fn extensible(attribute: &str, scanner: &mut Scanner<'_>) -> Result<(), SyntaxError> {
    let mut rules = 0;
    let mut words = 0;
    while scanner.eat(':') && !scanner.eat('=') {
        let word = name(scanner)?;
        if word.is_empty() || scanner.peek() != Some(':') {
            return Err(scanner.expected("`:=`"));
        }
        words += 1;
        rules += usize::from(!(words == 1 && word.eq_ignore_ascii_case("dn")));
        if rules > 1 {
            return Err(scanner.error("expected `:=` after one matching rule"));
        }
    }
    if attribute.is_empty() && rules == 0 {
        return Err(scanner.error("expected an attribute or a matching rule before `:=`"));
    }
    Ok(())
}

/// Reads up to and including the parenthesis that closes the one at `opening`.
fn value(opening: usize, scanner: &mut Scanner<'_>) -> Result<(), SyntaxError> {
    let mut inner: Vec<usize> = Vec::new();
    loop {
        let position = scanner.position();
        match scanner.advance() {
            None => return Err(never_closed(opening)),
            Some('\\') => escape(position, scanner)?,
            Some('(') => inner.push(position),
            Some('=') if !inner.is_empty() => return Err(filter_in_value(&inner)),
            Some(')') if inner.pop().is_none() => return Ok(()),
            Some(_) => {}
        }
    }
}

/// A value may hold parentheses, but one with an `=` in it was meant to be a filter.
fn filter_in_value(inner: &[usize]) -> SyntaxError {
    let position = inner.last().copied().unwrap_or_default();
    SyntaxError::new(
        position,
        "expected `)` before the next filter, or `\\28` for a `(` in a value",
    )
}

/// What follows a backslash: two hexadecimal digits, or a character that needs no code.
fn escape(position: usize, scanner: &mut Scanner<'_>) -> Result<(), SyntaxError> {
    if scanner.eat_if(|next| "*()\\".contains(next)).is_some() {
        return Ok(());
    }
    for _ in 0..2 {
        if scanner.eat_if(|next| next.is_ascii_hexdigit()).is_none() {
            let found = found(scanner.peek());
            let problem = format!(
                "expected two hexadecimal digits after `\\`, found {found}; `\\5c` is a backslash"
            );
            return Err(SyntaxError::new(position, problem));
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
    fn filters_that_jndi_understands() {
        accepts(
            check,
            &[
                "",
                "(objectClass=person)",
                "(memberOf=cn=someGroup,ou=Lab,o=College)",
                "(|(ou=Institute A)(ou=Programme B))",
                "(&(objectClass=groupOfNames)(mail=omero.flag))",
                "(owner=@{dn})",
                "(&)",
                "(|)",
                "(a=b)(c=d)",
                " (& (a=b) (!(c=d)) ) ",
                "(!(&(a=b)(|(c=d)(e=f))))",
                "(cn=*)",
                "(cn=a*b*c)",
                "(cn=)",
                "(uidNumber>=1000)",
                "(uidNumber<=2000)",
                "(sn~=Muller)",
                "(memberOf:1.2.840.113556.1.4.1941:=CN=omero,DC=x)",
                "(cn:dn:caseExactMatch:=x)",
                "(:dn:2.4.6.8.10:=x)",
                "(cn:=x)",
                "(userCertificate;binary=*)",
                "(2.5.4.3=x)",
                r"(cn=a\28b\29\2A\5c)",
                r"(cn=a\*b\(c\\)",
                "(cn=Lab (north))",
                "(memberOf=CN=Staff (all),OU=x)",
                "(o=Universität)",
            ],
        );
    }

    #[test]
    fn filters_that_would_fail_or_be_misread() {
        refuses(
            check,
            &[
                ("objectClass=person", 0, "expected `(`"),
                ("(objectClass=person", 0, "for this `(`"),
                ("(a=b))", 5, "none is open"),
                ("(&(a=b)", 0, "for this `(`"),
                ("(&(a=b)x)", 7, "expected `(`"),
                ("(&a=b)", 2, "expected `(`"),
                ("(!)", 2, "a filter after `!`"),
                ("(!(a=b)(c=d))", 7, "one filter"),
                ("()", 1, "an attribute"),
                ("((a=b))", 1, "an attribute"),
                ("( a=b)", 1, "found a space"),
                ("(a =b)", 2, "`=`"),
                ("(a)", 2, "found `)`"),
                ("(a<b)", 3, "found `b`"),
                ("(=b)", 1, "an attribute"),
                ("(-a=b)", 1, "a letter"),
                ("(a.b=c)", 2, "`=`"),
                ("(2.x=c)", 3, "next to each dot"),
                ("(2.5x=c)", 4, "`=`"),
                ("(a:1.x:=c)", 5, "next to each dot"),
                ("(a;=c)", 3, "an option"),
                ("(:=b)", 3, "a matching rule before"),
                ("(:dn:=b)", 6, "a matching rule before"),
                ("(a:x:y:=b)", 6, "one matching rule"),
                ("(a:x=b)", 4, "`:=`"),
                (r"(a=\2)", 3, "two hexadecimal digits"),
                (r"(sAMAccountName=DOM\user)", 19, "found `u`"),
                (r"(a=b\", 4, "found the end"),
                ("(|(ou=A(ou=B)))", 7, "before the next filter"),
                ("(é=x)", 1, "an attribute"),
            ],
        );
    }
}
