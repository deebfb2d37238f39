//! Which properties hold secrets, and what is shown instead.

use std::fmt;

/// Whether the value of `key` is shown as asterisks in listings, reports and messages: names that end
/// in `pass` or `password`, in any case, as for the Python `omero config`.
pub fn is_secret(key: &str) -> bool {
    let key = key.to_ascii_lowercase();
    key.ends_with("pass") || key.ends_with("password")
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
        out.write_str(if hide { "********" } else { self.value })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_end_in_pass_or_password_are_secret() {
        for (key, secret) in [
            ("omero.db.pass", true),
            ("omero.mail.PASSWORD", true),
            ("omero.web.passed", false),
            ("omero.passphrase", false),
        ] {
            assert_eq!(is_secret(key), secret, "{key}");
        }
    }
}
