//! Which LDAP attribute fills which field: `omeName=cn,firstName=givenName`.
//!
//! Source: the server's `LdapConfig`, which splits at any run of spaces, `;`, `:` and `,`, then at the
//! first `=`. It asks for its own fields only, so a misspelt one is never missed.

use crate::python::SyntaxError;
use crate::python::quoted;
use crate::schema::nearest::nearest;
use crate::schema::syntax::token::Token;
use crate::schema::syntax::token::words;
use std::collections::HashSet;

/// The fields that the server asks for, of users and of groups.
const FIELDS: &[&str] =
    &["omeName", "firstName", "lastName", "email", "institution", "middleName", "name"];

/// Items of the form `field=attribute`.
///
/// # Errors
///
/// The first item without a field or an attribute, with a field that looks misspelt, or with one
/// that was there before.
pub(crate) fn check(text: &str) -> Result<(), SyntaxError> {
    let is_separator = |next: char| next.is_whitespace() || matches!(next, ';' | ':' | ',');
    let mut seen = HashSet::new();
    let mut items = words(text, is_separator).peekable();
    if items.peek().is_none() {
        return Err(SyntaxError::new(0, "expected an item such as `omeName=uid`"));
    }
    items.try_for_each(|item| check_item(item, &mut seen))
}

fn check_item<'a>(item: Token<'a>, seen: &mut HashSet<&'a str>) -> Result<(), SyntaxError> {
    let Some((field, attribute)) = item.split_once('=') else {
        let problem = format!("expected `field=attribute`, found {}", quoted(item.text));
        return Err(SyntaxError::new(item.position, problem));
    };
    check_field(field)?;
    check_attribute(attribute)?;
    if !seen.insert(field.text) {
        let problem = format!("expected each field once, found {} again", quoted(field.text));
        return Err(SyntaxError::new(field.position, problem));
    }
    Ok(())
}

fn check_field(field: Token<'_>) -> Result<(), SyntaxError> {
    if field.text.is_empty() {
        return Err(SyntaxError::new(
            field.position,
            "expected a field such as `omeName` before `=`",
        ));
    }
    match nearest(field.text, FIELDS.iter().copied()) {
        Some(known) if known != field.text => Err(SyntaxError::new(
            field.position,
            format!("expected the field `{known}`, found {}", quoted(field.text)),
        )),
        _ => Ok(()),
    }
}

fn check_attribute(attribute: Token<'_>) -> Result<(), SyntaxError> {
    let stray = attribute
        .text
        .chars()
        .position(|next| !(next.is_ascii_alphanumeric() || matches!(next, '-' | '_' | '.')));
    if stray.is_some() || attribute.text.is_empty() {
        let position = attribute.position + stray.unwrap_or_default();
        let found = quoted(attribute.text);
        return Err(SyntaxError::new(
            position,
            format!("expected an LDAP attribute, found {found}"),
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::table::accepts;
    use crate::python::table::refuses;

    #[test]
    fn items_between_any_separators() {
        accepts(
            check,
            &[
                "name=cn",
                "omeName=cn,firstName=givenName,lastName=sn,email=mail",
                "omeName=uid, firstName=givenName;lastName=sn:email=mail\n",
                "omeName=sAMAccountName,phone=telephoneNumber",
                ",omeName=2.5.4.3",
            ],
        );
    }

    #[test]
    fn items_that_would_be_misread() {
        refuses(
            check,
            &[
                ("", 0, "expected an item"),
                (" ,", 0, "expected an item"),
                ("omeName", 0, "`field=attribute`"),
                ("omeName = uid", 0, "`field=attribute`, found `omeName`"),
                ("omeName=", 8, "an LDAP attribute"),
                ("=cn", 0, "a field"),
                ("omeName=cn,firstname=x", 11, "the field `firstName`"),
                ("omeName=cn,omeName=uid", 11, "again"),
                ("omeName=a=b", 9, "an LDAP attribute"),
                ("omeNmae=cn", 0, "the field `omeName`"),
            ],
        );
    }
}
