//! The text of a string between its quotes, as `json.dumps` escapes it.

use std::fmt::Write;

/// The text before the first escape in a string, or before its end.
pub(super) fn plain_beginning(text: &str) -> &str {
    let is_plain = |byte: &u8| matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\');
    let end = text.bytes().position(|byte| !is_plain(&byte)).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

pub(super) fn push_escaped(out: &mut String, character: char) {
    match character {
        '"' => out.push_str("\\\""),
        '\\' => out.push_str("\\\\"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        '\u{8}' => out.push_str("\\b"),
        '\u{C}' => out.push_str("\\f"),
        ' '..='~' => out.push(character),
        _ => character.encode_utf16(&mut [0; 2]).iter().for_each(|&unit| push_unit(out, unit)),
    }
}

pub(super) fn push_unit(out: &mut String, unit: u16) {
    // Writing to a string cannot fail.
    let _ = write!(out, "\\u{unit:04x}");
}

/// The text of a string between its quotes, in ASCII.
pub(super) fn escape(text: &str) -> String {
    let plain = plain_beginning(text);
    let mut escaped = String::with_capacity(text.len());
    escaped.push_str(plain);
    text.chars().skip(plain.len()).for_each(|found| push_escaped(&mut escaped, found));
    escaped
}

/// The text that an escaped one represents; none if it has lone surrogates.
pub(super) fn unescape(escaped: &str) -> Option<String> {
    if !escaped.contains('\\') {
        return Some(escaped.to_owned());
    }
    let mut units = Vec::with_capacity(escaped.len());
    let mut rest = escaped.chars();
    while let Some(found) = rest.next() {
        let unit = match found {
            '\\' => match rest.next()? {
                'n' => u16::from(b'\n'),
                'r' => u16::from(b'\r'),
                't' => u16::from(b'\t'),
                'b' => 8,
                'f' => 12,
                'u' => u16::from_str_radix(&rest.by_ref().take(4).collect::<String>(), 16).ok()?,
                other => u16::try_from(u32::from(other)).ok()?,
            },
            other => u16::try_from(u32::from(other)).ok()?,
        };
        units.push(unit);
    }
    String::from_utf16(&units).ok()
}
