//! Values that are JSON lists: adding elements and taking them out.

use std::collections::HashMap;
use std::fmt;
use std::hash::DefaultHasher;
use std::hash::Hash;
use std::hash::Hasher;
use std::ops::Range;

use super::InvalidValue;
use super::ListChange;
use super::PropertyValue;
use crate::python::Json;
use crate::python::SyntaxError;

/// What is between two elements of a list.
const SEPARATOR: &str = ", ";

/// A value that holds a JSON list.
///
/// Its text grows and shrinks with it: to write a long list again for each of many elements would take
/// time that grows with the square of their number.
#[derive(Debug, Clone)]
pub struct PropertyList {
    elements: Vec<Json>,
    /// How many bytes of the text each element takes.
    lengths: Vec<usize>,
    /// How many elements have a hash, so that what is not in the list is not searched for.
    hashes: HashMap<u64, usize>,
    text: String,
}

/// A part of a text, and what is written in its place.
struct Splice {
    /// Which element it is.
    at: usize,
    range: Range<usize>,
    written: String,
}

/// Lists are equal if their elements are, however they are written.
impl PartialEq for PropertyList {
    fn eq(&self, other: &Self) -> bool {
        self.elements == other.elements
    }
}

/// What to do with an element that is in the list already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repeats {
    /// Append it again.
    Keep,
    /// Leave the list as it is.
    Skip,
}

/// Why a value is not a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListError {
    /// The text is not valid JSON.
    NoJson(SyntaxError),
    /// It is JSON, but no list.
    NoList,
}

impl PropertyList {
    pub fn new() -> Self {
        Self {
            elements: Vec::new(),
            lengths: Vec::new(),
            hashes: HashMap::default(),
            text: "[]".to_owned(),
        }
    }

    /// The list that a value holds.
    pub fn parse(value: &str) -> Result<Self, ListError> {
        let json = Json::parse(value).map_err(ListError::NoJson)?;
        json.into_list().map(Self::from_iter).ok_or(ListError::NoList)
    }

    /// The text as it is stored.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The value that holds the list.
    pub(super) fn to_value(&self) -> Result<PropertyValue, InvalidValue> {
        PropertyValue::of_json(&self.text)
    }

    /// Whether an element equals `element`.
    pub fn contains(&self, element: &Json) -> bool {
        self.position(element).is_some()
    }

    /// The text after a change.
    pub fn text_after(&self, change: &ListChange) -> String {
        let mut text = self.text.clone();
        if let Some(Splice { range, written, .. }) = self.splice(change) {
            text.replace_range(range, &written);
        }
        text
    }

    /// Makes a change and returns whether it changed anything.
    pub fn change(&mut self, change: &ListChange) -> bool {
        let Some(Splice { at, range, written }) = self.splice(change) else { return false };
        self.text.replace_range(range, &written);
        match change {
            ListChange::Append(element, _) => {
                let separator = if self.elements.is_empty() { 0 } else { SEPARATOR.len() };
                self.lengths.push(written.len() - separator);
                *self.hashes.entry(hash(element)).or_default() += 1;
                self.elements.push(element.clone());
            }
            ListChange::Remove(element) => {
                self.lengths.remove(at);
                if let Some(count) = self.hashes.get_mut(&hash(element)) {
                    *count -= 1;
                }
                self.elements.remove(at);
            }
        }
        true
    }

    /// Where the first element is that equals `element`.
    fn position(&self, element: &Json) -> Option<usize> {
        self.hashes.get(&hash(element)).filter(|count| **count > 0)?;
        self.elements.iter().position(|found| found == element)
    }

    /// How a change changes the text; none if it changes nothing.
    fn splice(&self, change: &ListChange) -> Option<Splice> {
        match change {
            ListChange::Append(element, Repeats::Skip) if self.contains(element) => None,
            ListChange::Append(element, _) => {
                let separator = if self.elements.is_empty() { "" } else { SEPARATOR };
                let end = self.text.len() - 1;
                let written = format!("{separator}{element}");
                Some(Splice { at: self.elements.len(), range: end..end, written })
            }
            ListChange::Remove(element) => {
                let at = self.position(element)?;
                let before = self.lengths[..at].iter().map(|length| length + SEPARATOR.len());
                let begin = 1 + before.sum::<usize>();
                let end = begin + self.lengths[at];
                let is_last = at + 1 == self.elements.len();
                let range = match (at, is_last) {
                    (0, true) => begin..end,
                    (_, true) => begin - SEPARATOR.len()..end,
                    (_, false) => begin..end + SEPARATOR.len(),
                };
                Some(Splice { at, range, written: String::new() })
            }
        }
    }
}

fn hash(element: &Json) -> u64 {
    let mut hasher = DefaultHasher::new();
    element.hash(&mut hasher);
    hasher.finish()
}

impl FromIterator<Json> for PropertyList {
    fn from_iter<I: IntoIterator<Item = Json>>(elements: I) -> Self {
        let mut list = Self::new();
        for element in elements {
            list.change(&ListChange::Append(element, Repeats::Keep));
        }
        list
    }
}

impl Default for PropertyList {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Display for PropertyList {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Elements of every kind; some are equal and written in different ways.
    const ELEMENTS: [&str; 12] = [
        "1",
        "1.0",
        "true",
        "null",
        "\"\"",
        "\"a, b\"",
        "\"\\u00e9]\"",
        "[]",
        "[1, [2]]",
        "{\"a\": 1}",
        "-0",
        "1e400",
    ];

    proptest! {
        #[test]
        fn the_text_is_that_of_the_elements_whatever_is_changed(
            changes in prop::collection::vec((any::<bool>(), 0..ELEMENTS.len()), 0..40)
        ) {
            let mut list = PropertyList::new();
            for (appends, number) in changes {
                let element = Json::parse(ELEMENTS[number]).unwrap();
                let change = if appends {
                    ListChange::Append(element, Repeats::Keep)
                } else {
                    ListChange::Remove(element)
                };
                let after = list.text_after(&change);
                list.change(&change);
                prop_assert_eq!(list.text(), after);
                prop_assert_eq!(list.text(), Json::List(list.elements.clone()).to_string());
                let read = PropertyList::parse(list.text()).unwrap();
                prop_assert_eq!(&read, &list);
                prop_assert_eq!(read.text(), list.text());
            }
        }
    }
}
