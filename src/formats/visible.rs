//! Characters that act on a terminal, or that are invisible, and the escapes that show them.

use std::borrow::Cow;
use std::fmt::Write;

/// Control characters except tab and line feed; the format characters of Unicode (category `Cf`), among
/// them those that turn the direction of writing; line and paragraph separators; and what Unicode says
/// must be ignored if it is not supported (`Default_Ignorable_Code_Point`): fillers, variation
/// selectors, tags.
///
/// Unicode Technical Report 36, section 2; CVE-2021-42574. A variation selector can also be an innocent part of
/// an emoji. But any number of them can follow one, and carry a text.
pub(crate) fn acts_or_hides(found: char) -> bool {
    match found {
        '\t' | '\n' | ' '..='~' => false,
        '\u{AD}'
        | '\u{34F}'
        | '\u{600}'..='\u{605}'
        | '\u{61C}'
        | '\u{6DD}'
        | '\u{70F}'
        | '\u{890}'..='\u{891}'
        | '\u{8E2}'
        | '\u{115F}'..='\u{1160}'
        | '\u{17B4}'..='\u{17B5}'
        | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}'
        | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{3164}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}'
        | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFFB}'
        | '\u{110BD}'
        | '\u{110CD}'
        | '\u{13430}'..='\u{1343F}'
        | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E0FFF}' => true,
        found => found.is_control(),
    }
}

/// A text in which they are escapes of JSON (RFC 8259, section 7), so JSON stays JSON.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(acts_or_hides) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len() + 16);
    for found in text.chars() {
        if acts_or_hides(found) { escape(&mut out, found) } else { out.push(found) }
    }
    out.into()
}

pub(crate) fn escape(out: &mut String, found: char) {
    for unit in found.encode_utf16(&mut [0; 2]) {
        // Writing to a string cannot fail.
        let _ = write!(out, "\\u{unit:04x}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_or_hides_is_escaped_and_everything_else_stays() {
        for (text, shown) in [
            ("a\tb\nc é 漢 😀 नमस्ते", "a\tb\nc é 漢 😀 नमस्ते"),
            ("\u{1b}]0;x\u{7}", "\\u001b]0;x\\u0007"),
            ("\u{9b}2J\u{7f}\r", "\\u009b2J\\u007f\\u000d"),
            ("\u{202e}\u{2066}\u{200b}\u{feff}\u{ad}", "\\u202e\\u2066\\u200b\\ufeff\\u00ad"),
            ("\u{3164}\u{fe0f}\u{34f}", "\\u3164\\ufe0f\\u034f"),
            ("\u{e0041}\u{110bd}", "\\udb40\\udc41\\ud804\\udcbd"),
        ] {
            assert_eq!(visible(text), shown);
        }
    }
}
