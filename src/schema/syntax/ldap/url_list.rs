//! URLs of directory servers, separated by spaces.
//!
//! Source: RFC 4516 and Spring Security's context source, which splits at spaces (commas do not
//! separate) and requires every URL to end in the same base.

use crate::python::SyntaxError;
use crate::python::quoted;
use crate::schema::syntax::net::url;
use crate::schema::syntax::token::Token;
use crate::schema::syntax::token::words;

/// One or more `ldap://` or `ldaps://` addresses.
///
/// # Errors
///
/// The first address that is none, or that ends in another base than the first one.
pub(crate) fn check(text: &str) -> Result<(), SyntaxError> {
    let mut bases = words(text, char::is_whitespace).map(base);
    let Some(first) = bases.next().transpose()? else {
        return Err(SyntaxError::new(0, "expected an address such as `ldap://ldap.example.org`"));
    };
    bases.try_for_each(|next| match next? {
        next if next.text == first.text => Ok(()),
        next => Err(SyntaxError::new(
            next.position,
            format!(
                "expected the same base in every address, found {} after {}",
                quoted(next.text),
                quoted(first.text)
            ),
        )),
    })
}

/// The part after the host of a valid URL, without its slash.
fn base(address: Token<'_>) -> Result<Token<'_>, SyntaxError> {
    let scheme = address.text.split_once("://").map_or("", |(scheme, _)| scheme);
    if !["ldap", "ldaps"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) {
        let problem = "expected an address that begins with `ldap://` or `ldaps://`, found";
        return Err(SyntaxError::new(
            address.position,
            format!("{problem} {}", quoted(address.text)),
        ));
    }
    if let Some((before, _)) = address.split_once(',').filter(|(before, _)| is_host_only(*before)) {
        let problem = "expected a space between addresses, found `,`";
        return Err(SyntaxError::new(before.end(), problem));
    }
    let parts = url::parts(address.text).map_err(|error| error.moved(address.position))?;
    let path = parts.rest.text.strip_prefix('/');
    let position = address.position + parts.rest.position + usize::from(path.is_some());
    Ok(Token { position, text: path.unwrap_or(parts.rest.text) })
}

/// Whether a text stops before a URL path.
fn is_host_only(before: Token<'_>) -> bool {
    !before.text.split_once("://").is_some_and(|(_, rest)| rest.contains('/'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::table::accepts;
    use crate::python::table::refuses;

    #[test]
    fn one_or_more_addresses() {
        accepts(
            check,
            &[
                "ldap://localhost:389",
                "ldaps://ldap.example.org:636",
                "LDAP://ldap.example.org",
                "ldap://a ldap://b/",
                " ldap://a:389/dc=x,dc=y  ldaps://b:636/dc=x,dc=y ",
                "ldap://[::1]:389/",
                "ldap://192.168.0.1",
            ],
        );
    }

    #[test]
    fn what_spring_security_refuses() {
        refuses(
            check,
            &[
                ("", 0, "expected an address"),
                ("  ", 0, "expected an address"),
                ("localhost:389", 0, "begins with `ldap://`"),
                ("http://a", 0, "begins with `ldap://`"),
                ("ldap://a,ldap://b", 8, "a space between"),
                ("ldap://a:389, ldap://b", 12, "a space between"),
                ("ldap://", 7, "a host"),
                ("ldap://a:0", 9, "port"),
                ("ldap://a x", 9, "begins with"),
                ("ldap://a/dc=x ldap://b/dc=y", 23, "the same base"),
            ],
        );
    }
}
