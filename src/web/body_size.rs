//! The size of the largest upload, as nginx writes sizes.

use std::fmt;
use std::str::FromStr;

/// The largest request body: a number, with `k`, `m` or `g` after it for powers of 1024. 0 is no limit.
///
/// Source: nginx, "Configuration file measurement units".
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct BodySize {
    text: String,
    bytes: u64,
}

impl BodySize {
    /// The size in bytes; 0 is no limit.
    pub(crate) fn bytes(&self) -> u64 {
        self.bytes
    }
}

impl FromStr for BodySize {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let invalid = || {
            format!(
                "`{text}` is not a size; write a number, optionally followed by k, m or g, such as \
                 500m; 0 means no limit"
            )
        };
        let digits = text.trim_end_matches(|last: char| last.is_ascii_alphabetic());
        let unit: u64 = match text.get(digits.len()..) {
            Some("") => 1,
            Some("k" | "K") => 1 << 10,
            Some("m" | "M") => 1 << 20,
            Some("g" | "G") => 1 << 30,
            _ => return Err(invalid()),
        };
        if !digits.bytes().all(|digit| digit.is_ascii_digit()) {
            return Err(invalid());
        }
        let number: u64 = digits.parse().map_err(|_| invalid())?;
        let bytes = number.checked_mul(unit).filter(|bytes| i64::try_from(*bytes).is_ok());
        Ok(Self { text: text.to_owned(), bytes: bytes.ok_or_else(invalid)? })
    }
}

impl fmt::Display for BodySize {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(if self.text.is_empty() { "0" } else { &self.text })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_one_unit_or_none() {
        let bytes = |text: &str| text.parse::<BodySize>().map(|size| size.bytes()).ok();
        assert_eq!(bytes("0"), Some(0));
        assert_eq!(bytes("100"), Some(100));
        assert_eq!(bytes("2G"), Some(2 << 30));
        for text in ["", "m", "1mb", "-1", "+1", "1.5g", "1 m", "9999999999g", "5;"] {
            assert_eq!(bytes(text), None, "{text}");
        }
    }
}
