//! How long a web server waits for OMERO.web.

use std::fmt;
use std::str::FromStr;

/// The longest time without an answer: a number of seconds, or one followed by `s`, `m` or `h`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Timeout {
    seconds: u32,
}

/// A week: more is a slip of the finger, and less than what any of the servers can count.
const LONGEST: u32 = 7 * 24 * 3600;

impl Timeout {
    pub(crate) fn seconds(self) -> u32 {
        self.seconds
    }
}

impl Default for Timeout {
    /// Twenty minutes: a download of many images or a large table takes more than the minute of most servers.
    fn default() -> Self {
        Self { seconds: 20 * 60 }
    }
}

impl FromStr for Timeout {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (digits, unit) = match text.as_bytes().last() {
            Some(b's') => (&text[..text.len() - 1], 1),
            Some(b'm') => (&text[..text.len() - 1], 60),
            Some(b'h') => (&text[..text.len() - 1], 3600),
            _ => (text, 1),
        };
        let is_number = digits.bytes().all(|digit| digit.is_ascii_digit());
        let number = digits.parse::<u32>().ok().filter(|_| is_number);
        let seconds = number.and_then(|number| number.checked_mul(unit));
        let seconds = seconds.filter(|seconds| (1..=LONGEST).contains(seconds));
        let seconds = seconds.ok_or_else(|| {
            format!(
                "`{text}` is not a time from 1 second to 7 days; write for example 90s, 20m or 2h"
            )
        })?;
        Ok(Self { seconds })
    }
}

impl fmt::Display for Timeout {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.seconds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_have_one_unit_or_none() {
        let seconds = |text: &str| text.parse::<Timeout>().map(Timeout::seconds).ok();
        for (text, expected) in [("90", 90), ("90s", 90), ("20m", 1200), ("2h", 7200)] {
            assert_eq!(seconds(text), Some(expected));
        }
        for text in ["", "0", "m", "-1", "+1", "1.5h", "1d", "1 m", "200h", "99999999999", "5;"] {
            assert_eq!(seconds(text), None, "{text}");
        }
    }
}
