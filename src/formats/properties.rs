//! Properties files of Java: `KEY=VALUE` lines with comments, continued lines and escapes.
//!
//! As `java.util.Properties` reads and writes them; what is not ASCII is written as an escape, so that
//! every version of Java reads it.

use std::fmt::Write;

use super::desired::Reading;
use super::desired::plain;
use super::error::FormatError;
use crate::model::Location;

pub(super) fn read(text: &str) -> Reading {
    let mut reader = Reader { rest: text.chars().peekable(), line: 1, column: 1 };
    let mut states = Vec::new();
    let mut faults = Vec::new();
    while reader.skip_to_line() {
        let location = reader.location();
        let read = reader.line().and_then(|(key, value)| plain(location, &key, value));
        match read {
            Ok(state) => states.push(state),
            Err(fault) => {
                faults.push(fault);
                reader.skip_line();
            }
        }
    }
    Reading { states, faults }
}

pub(super) fn write(properties: &[(&str, &str)]) -> String {
    let mut text = String::new();
    for (key, value) in properties {
        text.push_str(key);
        text.push('=');
        // Spaces at the beginning are ignored, and an editor may drop those at the end of a line.
        let (inner, last) = match value.strip_suffix(' ') {
            Some(inner) => (inner, "\\u0020"),
            None => (*value, ""),
        };
        let inner = match inner.strip_prefix(' ') {
            Some(rest) => {
                text.push_str("\\ ");
                rest
            }
            None => inner,
        };
        inner.chars().for_each(|found| write_character(&mut text, found));
        text.extend([last, "\n"]);
    }
    text
}

fn write_character(text: &mut String, found: char) {
    match found {
        '\\' => text.push_str("\\\\"),
        '\n' => text.push_str("\\n"),
        '\r' => text.push_str("\\r"),
        '\t' => text.push_str("\\t"),
        ' '..='~' => text.push(found),
        _ => {
            for unit in found.encode_utf16(&mut [0; 2]) {
                // Writing to a string cannot fail.
                let _ = write!(text, "\\u{unit:04x}");
            }
        }
    }
}

struct Reader<'text> {
    rest: std::iter::Peekable<std::str::Chars<'text>>,
    line: usize,
    column: usize,
}

/// A character, or a part of one.
enum Found {
    Character(char),
    Unit(u16),
}

impl Reader<'_> {
    fn location(&self) -> Location {
        Location::new(self.line, self.column)
    }

    /// Skips spaces, empty lines and comments; whether a line follows.
    fn skip_to_line(&mut self) -> bool {
        loop {
            match self.rest.peek() {
                None => return false,
                Some(' ' | '\t' | '\u{C}' | '\n' | '\r') => {
                    self.next();
                }
                Some('#' | '!') => self.skip_line(),
                Some(_) => return true,
            }
        }
    }

    fn skip_line(&mut self) {
        while self.rest.peek().is_some_and(|&found| !is_line_end(found)) {
            self.next();
        }
    }

    fn line(&mut self) -> Result<(String, String), FormatError> {
        let key = self.text(|found| matches!(found, '=' | ':') || is_blank(found))?;
        self.skip_blanks();
        if self.rest.next_if(|&found| matches!(found, '=' | ':')).is_some() {
            self.column += 1;
            self.skip_blanks();
        }
        Ok((key, self.text(|_| false)?))
    }

    /// A text up to the end of the line, or to a character that ends it.
    fn text(&mut self, ends: impl Fn(char) -> bool) -> Result<String, FormatError> {
        let start = self.location();
        let mut units = Vec::new();
        while self.rest.peek().is_some_and(|&found| !is_line_end(found) && !ends(found)) {
            match self.character()? {
                Some(Found::Unit(unit)) => units.push(unit),
                Some(Found::Character(found)) => {
                    units.extend_from_slice(found.encode_utf16(&mut [0; 2]));
                }
                None => {}
            }
        }
        String::from_utf16(&units)
            .map_err(|_| FormatError::new(start, "the text has half a surrogate pair"))
    }

    /// The next character; none for an escaped line end, which is skipped with the spaces after it.
    fn character(&mut self) -> Result<Option<Found>, FormatError> {
        let location = self.location();
        let Some(found) = self.next() else { return Ok(None) };
        if found != '\\' {
            return Ok(Some(Found::Character(found)));
        }
        Ok(match self.next() {
            None => None,
            Some('\n' | '\r') => {
                self.skip_blanks();
                None
            }
            Some('t') => Some(Found::Character('\t')),
            Some('n') => Some(Found::Character('\n')),
            Some('r') => Some(Found::Character('\r')),
            Some('f') => Some(Found::Character('\u{C}')),
            Some('u') => Some(Found::Unit(self.unit(location)?)),
            Some(other) => Some(Found::Character(other)),
        })
    }

    fn unit(&mut self, location: Location) -> Result<u16, FormatError> {
        let mut unit = 0;
        for _ in 0..4 {
            let digit =
                self.rest.next_if(char::is_ascii_hexdigit).and_then(|found| found.to_digit(16));
            let wrong = || FormatError::new(location, "four hexadecimal digits must follow `\\u`");
            unit = unit * 16 + digit.ok_or_else(wrong)?;
            self.column += 1;
        }
        Ok(u16::try_from(unit).unwrap_or_default())
    }

    fn skip_blanks(&mut self) {
        while self.rest.next_if(|&found| is_blank(found)).is_some() {
            self.column += 1;
        }
    }

    /// The next character; CR LF is one.
    fn next(&mut self) -> Option<char> {
        let found = self.rest.next()?;
        if found == '\r' {
            self.rest.next_if_eq(&'\n');
        }
        if is_line_end(found) {
            (self.line, self.column) = (self.line + 1, 1);
        } else {
            self.column += 1;
        }
        Some(found)
    }
}

fn is_line_end(found: char) -> bool {
    matches!(found, '\n' | '\r')
}

fn is_blank(found: char) -> bool {
    matches!(found, ' ' | '\t' | '\u{C}')
}
