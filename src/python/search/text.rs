//! The text that is searched, and what matches at one position of it.

use super::super::regex::Anchor;
use super::super::regex::Flag;
use super::super::regex::Flags;
use super::character;
use super::program::Step;

/// A text by its characters.
pub(super) struct Text {
    characters: Vec<char>,
}

impl Text {
    pub(super) fn new(text: &str) -> Self {
        let mut characters = Vec::with_capacity(text.len());
        characters.extend(text.chars());
        Self { characters }
    }

    /// The position after the last character.
    pub(super) fn end(&self) -> usize {
        self.characters.len()
    }

    /// Whether a step for one character matches at `position`.
    pub(super) fn matches(&self, step: Step<'_>, position: usize) -> bool {
        self.characters.get(position).is_some_and(|&found| is_match(step, found))
    }

    /// How many characters from `start` on a step for one character matches, at most `most`.
    pub(super) fn run_length(&self, step: Step<'_>, start: usize, most: usize) -> usize {
        let rest = self.characters.get(start..).unwrap_or_default();
        rest.iter().take(most).take_while(|&&found| is_match(step, found)).count()
    }

    /// Whether the condition of an anchor is met at `position`.
    pub(super) fn holds(&self, anchor: Anchor, flags: Flags, position: usize) -> bool {
        let before = position.checked_sub(1).and_then(|place| self.characters.get(place));
        let after = self.characters.get(position);
        let is_word = |found: Option<&char>| found.is_some_and(|&f| character::is_word(f, flags));
        let at_break = |found: Option<&char>| flags.has(Flag::Multiline) && found == Some(&'\n');
        match anchor {
            Anchor::TextStart => before.is_none(),
            Anchor::TextEnd => after.is_none(),
            Anchor::LineStart => before.is_none() || at_break(before),
            Anchor::LineEnd => after.is_none() || at_break(after) || self.is_last_break(position),
            Anchor::WordEdge => is_word(before) != is_word(after),
            // In an empty text Python finds neither an edge nor the absence of one.
            Anchor::NotWordEdge => {
                is_word(before) == is_word(after) && (before.is_some() || after.is_some())
            }
        }
    }

    /// Whether a line break at `position` ends the text.
    fn is_last_break(&self, position: usize) -> bool {
        self.characters.get(position..).is_some_and(|rest| rest == ['\n'])
    }

    /// Where the text from `start` to `end` ends when it is at `position` again.
    pub(super) fn repeats(
        &self,
        (start, end): (usize, usize),
        flags: Flags,
        position: usize,
    ) -> Option<usize> {
        let wanted = self.characters.get(start..end)?;
        let after = position.saturating_add(wanted.len());
        let found = self.characters.get(position..after)?;
        let mut pairs = wanted.iter().zip(found);
        pairs.all(|(&wanted, &found)| character::is_repeated(wanted, found, flags)).then_some(after)
    }
}

/// Whether a step for one character matches `found`.
fn is_match(step: Step<'_>, found: char) -> bool {
    match step {
        Step::Literal(code, flags) => character::is_literal(code, found, flags),
        Step::Any(flags) => found != '\n' || flags.has(Flag::DotAll),
        Step::Category(category, flags) => character::is_in_category(category, found, flags),
        Step::Set(set) => character::is_in_set(set, found),
        _ => false,
    }
}
