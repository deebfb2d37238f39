//! JSON: an object with a member for each property.
//!
//! Values are read by `python::Json`, as Python reads them; here their places are found, and names that
//! stand twice.

use super::error::FormatError;
use super::error::Locations;
use super::quoted::quoted;
use super::tree::Content;
use super::tree::Member;
use super::tree::Members;
use super::tree::Node;
use super::tree::Tree;
use crate::python::Json;

pub(super) fn read(text: &str) -> Tree {
    let places = Locations::new(text);
    if let Err(wrong) = Json::parse(text) {
        let place = places.of_character(wrong.position);
        return Tree::unreadable(vec![FormatError::new(place, wrong.message)]);
    }
    let mut walker = Walker { text, at: 0, places, faults: Vec::new() };
    match walker.node() {
        Ok(top) => Tree::new(top, walker.faults),
        Err(fault) => {
            walker.faults.push(fault);
            Tree::unreadable(walker.faults)
        }
    }
}

/// `properties` as an object, one on a line.
pub(super) fn write(properties: &[(&str, &str)]) -> String {
    let line = |(key, value): &(&str, &str)| format!("  {}: {}", quoted(key), quoted(value));
    let lines: Vec<_> = properties.iter().map(line).collect();
    if lines.is_empty() { "{}\n".to_owned() } else { format!("{{\n{}\n}}\n", lines.join(",\n")) }
}

/// Goes through a text that is known to be JSON.
struct Walker<'text> {
    text: &'text str,
    at: usize,
    places: Locations<'text>,
    faults: Vec<FormatError>,
}

impl Walker<'_> {
    fn node(&mut self) -> Result<Node, FormatError> {
        self.skip_blanks();
        let place = self.places.of(self.at);
        let content = match self.peek() {
            Some(b'{') => self.object()?,
            Some(b'[') => self.list()?,
            Some(b'"') => Content::Text(self.string()?),
            _ => self.word()?,
        };
        Ok(Node::new(place, content))
    }

    fn object(&mut self) -> Result<Content, FormatError> {
        let mut members = Members::default();
        while self.goes_on(b'}') {
            let place = self.places.of(self.at);
            let name = self.string()?;
            self.skip_blanks();
            self.at += 1;
            let value = self.node()?;
            members.put(Member { place, name, value }, &mut self.faults);
        }
        Ok(members.into_content())
    }

    fn list(&mut self) -> Result<Content, FormatError> {
        let mut items = Vec::new();
        while self.goes_on(b']') {
            items.push(self.node()?);
        }
        Ok(Content::List(items))
    }

    /// Passes the bracket or comma before the next element; at the end passes that.
    fn goes_on(&mut self, end: u8) -> bool {
        self.skip_blanks();
        let at_end = self.peek() == Some(end);
        self.at += 1;
        self.skip_blanks();
        if !at_end && self.peek() == Some(end) {
            // Only an empty list or object ends behind its beginning.
            self.at += 1;
            return false;
        }
        !at_end && self.peek().is_some()
    }

    fn string(&mut self) -> Result<String, FormatError> {
        let start = self.at;
        self.at += 1;
        while let Some(found) = self.peek().filter(|&found| found != b'"') {
            self.at += if found == b'\\' { 2 } else { 1 };
        }
        self.at += 1;
        let inside = self.text.get(start + 1..self.at - 1).unwrap_or_default();
        if !inside.contains('\\') {
            return Ok(inside.to_owned());
        }
        let read = Json::parse(self.text.get(start..self.at).unwrap_or_default());
        read.ok().and_then(|read| read.as_text()).ok_or_else(|| {
            FormatError::new(self.places.of(start), "the string has half a surrogate pair")
        })
    }

    fn word(&mut self) -> Result<Content, FormatError> {
        let start = self.at;
        let ends = |found: u8| matches!(found, b',' | b']' | b'}') || found.is_ascii_whitespace();
        while self.peek().is_some_and(|found| !ends(found)) {
            self.at += 1;
        }
        let word = self.text.get(start..self.at).unwrap_or_default();
        match Json::parse(word) {
            Ok(Json::Null) => Ok(Content::Null),
            Ok(Json::Bool(value)) => Ok(Content::Bool(value)),
            Ok(number) => Ok(Content::Number(word.to_owned(), number)),
            Err(_) => Err(FormatError::new(self.places.of(start), "a value is missing")),
        }
    }

    fn skip_blanks(&mut self) {
        while self.peek().is_some_and(|found| found.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }
}
