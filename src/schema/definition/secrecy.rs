//! Which properties hold secrets, and what is shown instead.

use std::borrow::Cow;

use crate::model::Change;
use crate::schema::definition::Schema;
use crate::schema::definition::index::IndexEntry;
use crate::schema::definition::index::without_service;

/// What is shown in the place of a secret.
pub(crate) const MASK: &str = "********";

/// Whether the value of `key` is shown as asterisks in listings, reports and messages.
///
/// The schema says so of each property that it knows, for all releases. Of others the name does: it ends
/// in `pass` or `password`, in any case, as for the Python `omero config`. What holds for one service
/// alone (`omero.db.pass.indexer`) is as secret as what holds for all.
pub fn is_secret(key: &str) -> bool {
    let key = without_service(key).unwrap_or(key);
    IndexEntry::of(key).map_or_else(|| is_named_so(key), IndexEntry::is_secret)
}

/// Whether a word of an unknown text may be the name of a secret: that of a secret property, or one whose
/// last part says so in other programs (`POSTGRES_PASSWORD`, `api-key`).
pub(crate) fn may_be_secret(word: &str) -> bool {
    const NAMES: [&str; 12] = [
        "token",
        "secret",
        "secret_key",
        "api_key",
        "access_key",
        "private_key",
        "passwd",
        "pwd",
        "passphrase",
        "password",
        "pass",
        "credentials",
    ];
    let lower = word.to_ascii_lowercase().replace('-', "_");
    let ends_so = |name: &&str| {
        let before = lower.strip_suffix(*name);
        before.is_some_and(|before| before.is_empty() || before.ends_with(['.', '_']))
    };
    is_secret(word) || (IndexEntry::of(word).is_none() && NAMES.iter().any(ends_so))
}

fn is_named_so(key: &str) -> bool {
    let lower = key.to_ascii_lowercase();
    lower.ends_with("pass") || lower.ends_with("password")
}

impl Schema {
    /// The same.
    pub fn hides(self, key: &str) -> bool {
        is_secret(key)
    }
}

/// A value as it may be shown: a secret as eight asterisks, an empty one as nothing.
///
/// This is the one place that decides it. Listings, changes, reports, messages, answers of `--json` and the
/// text of `config edit` all pass the values of properties through here, unless the user asked for passwords.
pub(crate) fn shown<'value>(key: &str, value: &'value str) -> Cow<'value, str> {
    let hide = is_secret(key) && !value.is_empty();
    if hide { MASK.into() } else { value.into() }
}

/// The values of a change as they may be shown.
///
/// All that shows a change gets them here: lines, JSON, the log and messages. This is the one place that
/// sees the shown values next to each other.
pub(crate) struct ShownChange<'change> {
    pub before: Option<Cow<'change, str>>,
    pub after: Option<Cow<'change, str>>,
}

impl<'change> From<&'change Change> for ShownChange<'change> {
    fn from(Change { key, before, after, .. }: &'change Change) -> Self {
        let shown = |value: &'change Option<String>| Some(shown(key, value.as_deref()?));
        Self { before: shown(before), after: shown(after) }
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
            ("omero.web.show_forgot_password", false),
            ("omero.passphrase", false),
        ] {
            assert_eq!(is_secret(key), secret, "{key}");
        }
    }
}
