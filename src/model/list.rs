//! Values that are JSON lists: adding elements and taking them out.

use std::fmt;

use super::ListChange;
use crate::python::Json;
use crate::python::SyntaxError;

/// A value that holds a JSON list.
#[derive(Debug, Clone, PartialEq)]
pub struct PropertyList(Vec<Json>);

/// What to do with an element that is in the list already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repeats {
    /// Append it once more.
    Keep,
    /// Leave the list as it is.
    Skip,
}

/// Why a value is no list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListError {
    /// The text is no JSON.
    NoJson(SyntaxError),
    /// It is JSON, but no list.
    NoList,
}

impl PropertyList {
    /// The empty list.
    pub fn new() -> Self {
        Self(Vec::new())
    }

    /// The list that a value holds.
    pub fn parse(value: &str) -> Result<Self, ListError> {
        let json = Json::parse(value).map_err(ListError::NoJson)?;
        json.into_list().map(Self).ok_or(ListError::NoList)
    }

    /// Makes a change and tells whether it changed anything.
    pub fn change(&mut self, change: &ListChange) -> bool {
        match change {
            ListChange::Append(element, repeats) => self.append(element.clone(), *repeats),
            ListChange::Remove(element) => self.remove(element),
        }
    }

    /// Adds `element` at the end and tells whether it did.
    pub fn append(&mut self, element: Json, repeats: Repeats) -> bool {
        let adds = repeats == Repeats::Keep || !self.0.contains(&element);
        if adds {
            self.0.push(element);
        }
        adds
    }

    /// Takes out the first element that equals `element` and tells whether there was one.
    pub fn remove(&mut self, element: &Json) -> bool {
        let place = self.0.iter().position(|found| found == element);
        place.map(|at| self.0.remove(at)).is_some()
    }
}

impl FromIterator<Json> for PropertyList {
    fn from_iter<I: IntoIterator<Item = Json>>(elements: I) -> Self {
        Self(elements.into_iter().collect())
    }
}

impl Default for PropertyList {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Display for PropertyList {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", Json::List(self.0.clone()))
    }
}
