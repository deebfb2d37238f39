//! What is secret, and what is shown instead.
//!
//! The one place that decides it. A property is secret, or a part of a value is: the password in a URL, in
//! parameters, in a member of a JSON object. Everything that shows a value, and every message that quotes
//! one, goes through here.

mod assignment;
mod change;
mod names;
mod scanner;
mod signs;
#[cfg(test)]
mod tests;
mod url;

use std::borrow::Cow;

pub(crate) use change::ShownChange;
pub use names::is_secret;
use scanner::Scanner;

/// What is shown in the place of a secret.
pub(crate) const MASK: &str = "********";

/// How secrets are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Secrets {
    Masked,
    Shown,
}

impl Secrets {
    /// A value as it is shown.
    pub(crate) fn shown<'value>(self, key: &str, value: &'value str) -> Cow<'value, str> {
        match self {
            Self::Masked => shown(key, value),
            Self::Shown => value.into(),
        }
    }
}

/// The value of `key` as it may be shown: a secret as asterisks, an empty one as nothing. In the value of
/// another property only the secret parts are replaced.
pub(crate) fn shown<'value>(key: &str, value: &'value str) -> Cow<'value, str> {
    if is_secret(key) {
        return masked(value);
    }
    redacted_text(value)
}

/// A value of which nothing is shown but whether it is empty.
fn masked(value: &str) -> Cow<'_, str> {
    if value.is_empty() { value.into() } else { MASK.into() }
}

/// Whether `shown` hides something.
pub(crate) fn has_secret(key: &str, value: &str) -> bool {
    matches!(shown(key, value), Cow::Owned(_)) || (is_secret(key) && !value.is_empty())
}

/// A text of unknown origin without the secret parts.
pub fn redacted_text(text: &str) -> Cow<'_, str> {
    if may_hold_parts(text) { Scanner::of_text(text).redacted() } else { text.into() }
}

/// A message without the secrets that it quotes. In a sentence a colon ends a word and begins no value.
pub fn redacted_message(text: &str) -> Cow<'_, str> {
    if may_hold_parts(text) { Scanner::of_message(text).redacted() } else { text.into() }
}

/// Whether a look at the text is needed: almost no value has one of these.
fn may_hold_parts(text: &str) -> bool {
    let is_sign = |byte: u8| matches!(byte, b'=' | b':' | b'<' | b'\\');
    text.bytes().any(is_sign)
        || text.as_bytes().windows(2).any(|pair| pair == b"--")
        || text.as_bytes().windows(3).any(is_before_quote)
}

/// Whether a string follows a name, as in `PASSWORD '...'`; a list has a comma between.
fn is_before_quote(bytes: &[u8]) -> bool {
    let [name, b' ' | b'\t', b'"' | b'\''] = bytes else { return false };
    !name.is_ascii() || scanner::is_part_of_name(char::from(*name))
}
