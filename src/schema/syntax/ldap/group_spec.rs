//! Which group a new LDAP user joins: a name, or `:strategy:argument`.
//!
//! Source: the server's `LdapImpl`. A text without a leading colon is the name of a group; with one, an
//! unknown strategy fails at the first login of a new user.

use crate::python::SyntaxError;
use crate::python::quoted;
use crate::schema::syntax::ldap::filter;
use crate::schema::syntax::token::Token;

/// The strategies whose argument names an attribute.
const OF_ATTRIBUTES: &[&str] =
    &["attribute", "filtered_attribute", "dn_attribute", "filtered_dn_attribute"];

/// The name of a group, or a strategy with its argument.
///
/// # Errors
///
/// An unknown strategy, or an argument that it could not use.
pub(crate) fn check(text: &str) -> Result<(), SyntaxError> {
    if text.trim().is_empty() {
        return Err(SyntaxError::new(0, "expected the name of a group or `:strategy:argument`"));
    }
    let Some(rest) = text.strip_prefix(':') else { return group(text) };
    let specification = Token { position: 1, text: rest };
    let Some((strategy, argument)) = specification.split_once(':') else {
        let problem = "expected a second `:` after the strategy, as in `:attribute:memberOf`";
        return Err(SyntaxError::new(specification.end(), problem));
    };
    check_argument(strategy, argument)
}

/// Any name is valid, but one that begins with a space and a colon was meant to be a strategy.
fn group(text: &str) -> Result<(), SyntaxError> {
    if text.trim_start().starts_with(':') {
        return Err(SyntaxError::new(0, "expected no space before the `:` of a strategy"));
    }
    Ok(())
}

fn check_argument(strategy: Token<'_>, argument: Token<'_>) -> Result<(), SyntaxError> {
    match strategy.text {
        "ou" if argument.text.is_empty() => Ok(()),
        "ou" => Err(SyntaxError::new(argument.position, "expected nothing after `:ou:`")),
        "bean" => name(argument, "the id of a Spring bean", |_| true),
        "query" => query(argument),
        attribute if OF_ATTRIBUTES.contains(&attribute) => {
            name(argument, "an LDAP attribute", |next| "-_.;".contains(next))
        }
        unknown => Err(SyntaxError::new(
            strategy.position,
            format!(
                "expected ou, query, bean, {}, found {}",
                OF_ATTRIBUTES.join(", "),
                quoted(unknown)
            ),
        )),
    }
}

/// Letters, digits and what else is `allowed`, but no spaces.
fn name(
    argument: Token<'_>,
    what: &str,
    allowed: impl Fn(char) -> bool,
) -> Result<(), SyntaxError> {
    let is_part = |next: char| next.is_ascii_alphanumeric() || allowed(next);
    let stray = argument.text.chars().position(|next| next.is_whitespace() || !is_part(next));
    if stray.is_some() || argument.text.is_empty() {
        let position = argument.position + stray.unwrap_or_default();
        let problem = format!("expected {what}, found {}", quoted(argument.text));
        return Err(SyntaxError::new(position, problem));
    }
    Ok(())
}

fn query(argument: Token<'_>) -> Result<(), SyntaxError> {
    if argument.text.trim().is_empty() {
        return Err(SyntaxError::new(argument.position, "expected a filter after `:query:`"));
    }
    filter::check(argument.text).map_err(|error| error.moved(argument.position))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::table::accepts;
    use crate::python::table::refuses;

    #[test]
    fn groups_and_strategies() {
        accepts(
            check,
            &[
                "default",
                "My Data",
                "a:b",
                ":ou:",
                ":attribute:memberOf",
                ":filtered_attribute:memberOf",
                ":dn_attribute:memberOf",
                ":filtered_dn_attribute:memberOf",
                ":query:(member=@{dn})",
                ":query:(&(objectClass=x)(member=@{dn}))",
                ":bean:myNewUserGroupMapperBean",
            ],
        );
    }

    #[test]
    fn strategies_that_fail_at_the_first_login() {
        refuses(
            check,
            &[
                ("", 0, "expected the name"),
                (" :ou:", 0, "no space before"),
                (":", 1, "a second `:`"),
                (":ou", 3, "a second `:`"),
                (":ou:x", 4, "nothing after"),
                (":atribute:memberOf", 1, "found `atribute`"),
                (":Attribute:memberOf", 1, "found `Attribute`"),
                (":attribute:", 11, "an LDAP attribute"),
                (":attribute:member of", 17, "an LDAP attribute"),
                (":query:", 7, "a filter"),
                (":query:member=@{dn}", 7, "expected `(`"),
                (":query:(member=@{dn}", 7, "for this `(`"),
                (":bean:", 6, "a Spring bean"),
                (":bean:a b", 7, "a Spring bean"),
            ],
        );
    }
}
