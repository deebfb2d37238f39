//! Where a text is not valid in its language, and the message about it.

use std::fmt;

/// A part of a value in a message is cut after this many characters.
const LONGEST_FRAGMENT: usize = 40;

/// Where a text leaves the language it should be written in, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// Characters (Unicode scalar values) before the mistake
    pub position: usize,
    /// What is wrong there: lower case, no full stop
    pub message: String,
}

impl SyntaxError {
    /// A mistake at `position`, described in one phrase.
    pub(crate) fn new(position: usize, message: impl Into<String>) -> Self {
        Self { position, message: message.into() }
    }

    /// The mistake of a part, seen from the text that has `characters` before that part.
    #[must_use]
    pub(crate) fn moved(self, characters: usize) -> Self {
        Self { position: self.position + characters, ..self }
    }
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} (character {})", self.message, self.position + 1)
    }
}

impl std::error::Error for SyntaxError {}

/// `text` between backticks, on one line and never longer than a message can bear.
pub(crate) fn quoted(text: &str) -> String {
    let mut shown = String::from("`");
    for (count, character) in text.chars().enumerate() {
        if count == LONGEST_FRAGMENT {
            shown.push_str("...");
            break;
        }
        shown.push_str(&visible(character));
    }
    shown.push('`');
    shown
}

/// One character as a message shows it, or the words for there being none.
pub(crate) fn found(character: Option<char>) -> String {
    match character {
        Some(' ') => "a space".to_owned(),
        Some(character) => format!("`{}`", visible(character)),
        None => "the end".to_owned(),
    }
}

/// What no reader could see, or what would break the line, becomes an escape.
fn visible(character: char) -> String {
    if character.is_control() || character.is_whitespace() && character != ' ' {
        character.escape_unicode().to_string()
    } else {
        character.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_is_short_and_on_one_line() {
        assert_eq!(quoted("a\nb"), r"`a\u{a}b`");
        assert_eq!(quoted(&"x".repeat(99)), format!("`{}...`", "x".repeat(40)));
        assert_eq!(found(None), "the end");
        assert_eq!(found(Some(' ')), "a space");
    }
}
