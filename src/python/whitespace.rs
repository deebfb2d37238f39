//! Whitespace as Python's `str.strip` takes it off.

/// Whitespace of Unicode, and the four separators of ASCII.
pub(crate) fn is_blank(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{1c}'..='\u{1f}')
}
