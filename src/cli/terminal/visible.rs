//! Text of others made visible: what would act on a terminal, or hide in it, is shown escaped.
//!
//! Values, names of files and everything else that is shown can come from another user. Control
//! characters could move the cursor or name the window; characters that turn the direction of writing or
//! have no width make a text look like another one (Unicode Technical Report 36, section 2; CVE-2021-42574).

use std::borrow::Cow;
use std::fmt::Write;

use crate::cli::terminal::color::Color;
use crate::cli::terminal::color::Marker;

/// A text as a terminal may show it. Escapes are those of JSON (RFC 8259, section 7), so JSON stays JSON.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    let is_plain = |found: &char| !acts_or_hides(*found);
    if text.chars().all(|found| is_plain(&found)) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len() + 16);
    for found in text.chars() {
        if acts_or_hides(found) { escape(&mut out, found) } else { out.push(found) }
    }
    out.into()
}

/// The same, with colours where `Painted` has marked them.
pub(crate) fn visible_in_colour(text: &str, color: Color) -> Cow<'_, str> {
    match color {
        Color::Plain => visible(text),
        Color::Used => mapped(text, |out, found| match found {
            found if acts_or_hides(found) => escape(out, found),
            found => out.push(found),
        }),
    }
}

/// A text as it is, with colours where `Painted` has marked them: for another program.
pub(crate) fn exact_in_colour(text: &str, color: Color) -> Cow<'_, str> {
    match color {
        Color::Plain => text.into(),
        Color::Used => mapped(text, String::push),
    }
}

fn mapped(text: &str, put: impl Fn(&mut String, char)) -> Cow<'_, str> {
    let mut out = String::with_capacity(text.len() + 16);
    for found in text.chars() {
        match Marker::of(found) {
            Some(marker) => {
                let _ = write!(out, "{marker}");
            }
            None => put(&mut out, found),
        }
    }
    out.into()
}

/// Control characters but tab and line feed, and format characters (Unicode category `Cf`), line and
/// paragraph separators, and the marks of our own colours.
fn acts_or_hides(found: char) -> bool {
    match found {
        '\t' | '\n' => false,
        '\u{AD}'
        | '\u{600}'..='\u{605}'
        | '\u{61C}'
        | '\u{6DD}'
        | '\u{70F}'
        | '\u{180E}'
        | '\u{200B}'..='\u{200F}'
        | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{FDD0}'..='\u{FDEF}'
        | '\u{FEFF}'
        | '\u{FFF9}'..='\u{FFFB}'
        | '\u{E0000}'..='\u{E007F}' => true,
        found => found.is_control(),
    }
}

fn escape(out: &mut String, found: char) {
    for unit in found.encode_utf16(&mut [0; 2]) {
        let _ = write!(out, "\\u{unit:04x}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::terminal::color::Role;

    #[test]
    fn what_acts_or_hides_is_escaped_and_everything_else_stays() {
        for (text, shown) in [
            ("a\tb\nc é 漢 😀", "a\tb\nc é 漢 😀"),
            ("\u{1b}]0;x\u{7}", "\\u001b]0;x\\u0007"),
            ("\u{9b}2J\u{7f}\r", "\\u009b2J\\u007f\\u000d"),
            ("\u{202e}\u{2066}\u{200b}\u{feff}\u{ad}", "\\u202e\\u2066\\u200b\\ufeff\\u00ad"),
            ("\u{e0041}", "\\udb40\\udc41"),
        ] {
            assert_eq!(visible(text), shown);
        }
    }

    #[test]
    fn colours_come_from_paint_alone() {
        let text = format!("{} \u{1b}[31m", Color::Used.paint(Role::Removed, "a"));
        assert_eq!(visible_in_colour(&text, Color::Used), "\u{1b}[31ma\u{1b}[0m \\u001b[31m");
        assert_eq!(exact_in_colour(&text, Color::Used), "\u{1b}[31ma\u{1b}[0m \u{1b}[31m");
        assert_eq!(exact_in_colour("\u{fdd0}", Color::Plain), "\u{fdd0}");
    }
}
