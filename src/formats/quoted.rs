//! A text in double quotes that JSON, YAML and TOML all read.

use std::fmt::Write;

/// `text` in double quotes. What YAML or TOML doesn't take as it is, or what can't be seen, is written
/// as an escape.
pub(super) fn quoted(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + 2);
    written.push('"');
    for found in text.chars() {
        match found {
            '"' => written.push_str("\\\""),
            '\\' => written.push_str("\\\\"),
            '\n' => written.push_str("\\n"),
            '\r' => written.push_str("\\r"),
            '\t' => written.push_str("\\t"),
            _ if is_odd(found) => {
                // Writing to a string can't fail.
                let _ = write!(written, "\\u{:04x}", u32::from(found));
            }
            _ => written.push(found),
        }
    }
    written.push('"');
    written
}

/// `text` in single quotes, if it needs no escape there; `quote` is what stands for such a quote.
pub(super) fn single(text: &str, quote: Option<&str>) -> Option<String> {
    let possible = quote.is_some() || !text.contains('\'');
    let plain = text.chars().all(|found| found >= ' ' && !is_odd(found));
    (possible && plain).then(|| format!("'{}'", text.replace('\'', quote.unwrap_or("'"))))
}

/// Controls, line ends that only some programs know, and the mark of byte order.
pub(super) fn is_odd(found: char) -> bool {
    matches!(
        found,
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}'
    )
}
