//! Where and why a text cannot be read, and why a property cannot be written.

use crate::model::Location;

/// What is wrong with a text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{problem}")]
pub struct FormatError {
    pub location: Location,
    /// What was found or is missing.
    pub problem: String,
    /// What the reader can do about it, if that is not plain.
    pub hint: Option<&'static str>,
}

impl FormatError {
    pub(super) fn new(location: Location, problem: impl Into<String>) -> Self {
        Self { location, problem: problem.into(), hint: None }
    }
}

/// A property that a format cannot write.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{key}` cannot be written as {format}: {reason}")]
pub struct Unwritable {
    pub key: String,
    pub format: &'static str,
    /// The reason.
    pub reason: &'static str,
}

/// Offsets in a text to locations, without counting from the beginning each time.
pub(super) struct Locations<'text> {
    text: &'text str,
    /// Offsets at which lines begin.
    lines: Vec<usize>,
    /// The number of characters before each stretch of `STRETCH` bytes.
    characters: Vec<usize>,
    /// Whether each byte is a character.
    is_ascii: bool,
}

const STRETCH: usize = 1024;

impl<'text> Locations<'text> {
    pub(super) fn new(text: &'text str) -> Self {
        let behind = text.match_indices('\n').map(|(at, _)| at + 1);
        let lines = std::iter::once(0).chain(behind).collect();
        let stretches = text.as_bytes().chunks(STRETCH).scan(0, |before, bytes| {
            let here = *before;
            *before += beginnings(bytes);
            Some(here)
        });
        Self { text, lines, characters: stretches.collect(), is_ascii: text.is_ascii() }
    }

    /// The location of the byte at `offset`.
    pub(super) fn of(&self, offset: usize) -> Location {
        let line = self.lines.partition_point(|&start| start <= offset);
        let start = self.lines.get(line.saturating_sub(1)).copied().unwrap_or_default();
        Location::new(line, self.characters_before(offset) - self.characters_before(start) + 1)
    }

    /// The location of a character, counted from 0.
    pub(super) fn of_character(&self, number: usize) -> Location {
        let offset = self.text.char_indices().nth(number).map_or(self.text.len(), |(at, _)| at);
        self.of(offset)
    }

    fn characters_before(&self, offset: usize) -> usize {
        if self.is_ascii {
            return offset.min(self.text.len());
        }
        let Some(before) = self.characters.get(offset / STRETCH) else {
            return self.text.chars().count();
        };
        let bytes = self.text.as_bytes().get(offset / STRETCH * STRETCH..offset);
        before + beginnings(bytes.unwrap_or_default())
    }
}

/// How many characters begin in these bytes of UTF-8.
fn beginnings(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_in_characters() {
        let long = "é".repeat(3000);
        let text = format!("a\né{long}x");
        let locations = Locations::new(&text);
        assert_eq!(locations.of(2).to_string(), "2:1");
        assert_eq!(locations.of(4).to_string(), "2:2");
        assert_eq!(locations.of(text.len() - 1).to_string(), "2:3002");
        assert_eq!(locations.of_character(3), Location::new(2, 2));
        assert_eq!(locations.of(text.len()).to_string(), "2:3003");
    }
}
