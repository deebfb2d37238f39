//! Names of secrets.

use std::borrow::Cow;

use crate::schema::definition::index::IndexEntry;
use crate::schema::definition::index::without_service;

/// How the last part of the name of a secret ends, without case, `-` and `_`, in the singular.
const ENDINGS: [&str; 20] = [
    "password",
    "passwd",
    "pwd",
    "pass",
    "passphrase",
    "passcode",
    "secret",
    "token",
    "credential",
    "authorization",
    "secretkey",
    "apikey",
    "accesskey",
    "privatekey",
    "signingkey",
    "encryptionkey",
    "masterkey",
    "authkey",
    "accountkey",
    "sharedkey",
];

/// Whether the value of `key` is a secret as a whole.
///
/// The schema says this for each of its properties, for all releases; what holds for one service only
/// (`omero.db.pass.indexer`) is as secret as what holds for all. The name says so of others, and of
/// names in texts: `pass` and `password` at the end, in any case, as for the Python `omero config`, and
/// what other programs call their secrets (`lab.smtp_password`, `api-key`, `bindPassword2`).
pub fn is_secret(key: &str) -> bool {
    let key = without_service(key).unwrap_or(key);
    IndexEntry::of(key).map_or_else(|| names_a_secret(key), IndexEntry::is_secret)
}

fn names_a_secret(name: &str) -> bool {
    let last = name.rsplit('.').next().unwrap_or(name);
    // Every key of a listing gets here; a filtered iterator would make the text grow in steps.
    let mut compact = String::with_capacity(last.len());
    for found in percent_decoded(last).chars() {
        if !matches!(found, '_' | '-' | ' ') {
            compact.push(found.to_ascii_lowercase());
        }
    }
    let word = compact.trim_end_matches(|found: char| found.is_ascii_digit());
    let singular = word.strip_suffix('s').unwrap_or(word);
    ENDINGS.iter().any(|ending| word.ends_with(ending) || singular.ends_with(ending))
}

/// Whether a program can mean an address by this name: that from which it gets tokens.
pub(super) fn can_be_of_endpoint(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    lower.ends_with("token") || lower.ends_with("authorization")
}

/// A name in the query of a URL, which can be written with `%77`.
fn percent_decoded(name: &str) -> Cow<'_, str> {
    if !name.contains('%') {
        return name.into();
    }
    let mut pieces = name.split('%');
    let mut decoded = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let hex = piece.get(..2).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match hex.filter(u8::is_ascii) {
            Some(byte) => {
                decoded.push(char::from(byte));
                decoded.push_str(piece.get(2..).unwrap_or_default());
            }
            None => {
                decoded.push('%');
                decoded.push_str(piece);
            }
        }
    }
    decoded.into()
}
