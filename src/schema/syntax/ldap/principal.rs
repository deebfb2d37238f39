//! The account that the server uses for a directory: `omero.ldap.username`.
//!
//! A distinguished name (RFC 4511, section 4.2), or what Active Directory takes in its place:
//! `user@example.org` or `DOMAIN\user`. Only a text with an `=` claims to be the former.

use crate::python::SyntaxError;
use crate::schema::syntax::ldap::dn;

/// A distinguished name, another name for an account, or nothing.
///
/// # Errors
///
/// As `ldap-dn`, for a text that holds an `=`.
pub(crate) fn check(text: &str) -> Result<(), SyntaxError> {
    if text.contains('=') { dn::check(text) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::table::accepts;
    use crate::python::table::refuses;

    #[test]
    fn an_equals_sign_makes_it_a_distinguished_name() {
        accepts(check, &["", "cn=admin,o=x", "user@example.org", r"DOMAIN\user", "Omero Reader"]);
        refuses(check, &[("cn=admin,o", 10, "`=`"), ("cn admin=x,=", 3, "found `a`")]);
    }
}
