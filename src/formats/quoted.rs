//! A text in double quotes that JSON, YAML and TOML all read.

use std::fmt::Write;

use super::visible;
use super::visible::acts_or_hides;

/// `text` in double quotes, as JSON reads it. What YAML or TOML does not take as it is, or what cannot
/// be seen, is written as an escape.
pub(super) fn quoted(text: &str) -> String {
    quoted_with(text, visible::escape)
}

/// The same for YAML and TOML, which have no surrogates.
pub(super) fn quoted_without_surrogates(text: &str) -> String {
    quoted_with(text, |written, found| {
        // Writing to a string cannot fail.
        let _ = match u32::from(found) {
            number @ 0..=0xFFFF => write!(written, "\\u{number:04x}"),
            number => write!(written, "\\U{number:08x}"),
        };
    })
}

fn quoted_with(text: &str, escape: fn(&mut String, char)) -> String {
    let mut written = String::with_capacity(text.len() + 2);
    written.push('"');
    for found in text.chars() {
        match found {
            '"' => written.push_str("\\\""),
            '\\' => written.push_str("\\\\"),
            '\n' => written.push_str("\\n"),
            '\r' => written.push_str("\\r"),
            '\t' => written.push_str("\\t"),
            _ if is_odd(found) => escape(&mut written, found),
            _ => written.push(found),
        }
    }
    written.push('"');
    written
}

/// `text` in single quotes, if it needs no escape there; `quote` is the notation for such a quote.
pub(super) fn single(text: &str, quote: Option<&str>) -> Option<String> {
    let possible = quote.is_some() || !text.contains('\'');
    let plain = text.chars().all(|found| found >= ' ' && !is_odd(found));
    (possible && plain).then(|| format!("'{}'", text.replace('\'', quote.unwrap_or("'"))))
}

/// Controls, line ends that only some programs know, and what acts on a terminal or hides in it.
pub(super) fn is_odd(found: char) -> bool {
    acts_or_hides(found) || matches!(found, '\t' | '\n' | '\u{FFFE}' | '\u{FFFF}')
}
