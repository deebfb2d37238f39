//! Which properties hold secrets, and what is shown instead.

use std::fmt;

use crate::schema::definition::Schema;
use crate::schema::definition::index::Entry;
use crate::schema::definition::index::without_service;

/// What is shown in the place of a secret.
pub const MASK: &str = "********";

/// Whether the value of `key` is shown as asterisks in listings, reports and messages: names that end
/// in `pass` or `password`, in any case, as for the Python `omero config`, and those that the schema
/// calls secret.
///
/// What holds for one service alone (`omero.db.pass.indexer`) is as secret as what holds for all.
pub fn is_secret(key: &str) -> bool {
    let key = without_service(key).unwrap_or(key);
    let lower = key.to_ascii_lowercase();
    lower.ends_with("pass")
        || lower.ends_with("password")
        || Entry::of(key).is_some_and(Entry::is_secret)
}

impl Schema {
    /// The same where what is known about the property is at hand, which says more than its name: that
    /// `omero.web.show_forgot_password` is none.
    pub fn hides(self, key: &str) -> bool {
        match self.find(key) {
            Some(known) if !known.is_family() => known.is_secret(),
            _ => is_secret(key),
        }
    }
}

/// A value as it may be shown: a secret as eight asterisks, an empty one as nothing.
#[derive(Debug, Clone, Copy)]
pub struct Masked<'text> {
    /// The property.
    pub key: &'text str,
    /// Its value.
    pub value: &'text str,
}

impl fmt::Display for Masked<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hide = is_secret(self.key) && !self.value.is_empty();
        out.write_str(if hide { MASK } else { self.value })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_by_name_and_secrets_by_the_schema_are_masked() {
        for (key, secret) in [
            ("omero.db.pass", true),
            ("omero.mail.PASSWORD", true),
            ("omero.web.secret_key", true),
            ("omero.db.pass.indexer", true),
            ("omero.web.passed", false),
            ("omero.passphrase", false),
        ] {
            assert_eq!(is_secret(key), secret, "{key}");
        }
    }
}
