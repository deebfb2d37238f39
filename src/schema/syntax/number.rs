//! Decimal numbers as most consumers read them: digits, nothing else.

use crate::python::quoted;
use std::ops::RangeInclusive;

/// The number that `text` spells in ASCII digits, if it is one and not beyond all bounds.
pub(crate) fn decimal(text: &str) -> Option<u64> {
    let is_number = !text.is_empty() && text.bytes().all(|next| next.is_ascii_digit());
    if is_number { text.parse().ok() } else { None }
}

/// The number that `text` spells if it is in `range`, otherwise the message.
pub(crate) fn within(text: &str, range: RangeInclusive<u64>, what: &str) -> Result<u64, String> {
    decimal(text).filter(|number| range.contains(number)).ok_or_else(|| {
        let (least, most) = (range.start(), range.end());
        format!("expected {what} from {least} to {most}, found {}", quoted(text))
    })
}

/// A port that a client can connect to.
pub(crate) fn port(text: &str) -> Result<(), String> {
    within(text, 1..=65_535, "a port number").map(|_| ())
}
