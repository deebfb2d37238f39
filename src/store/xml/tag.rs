//! Start tags and their attributes (XML 1.0, section 3.1).

use std::collections::HashSet;
use std::ops::Range;

use memchr::memchr;
use memchr::memchr2;
use memchr::memchr3;

use super::error::Malformed;
use super::error::Problem;
use super::names::QualifiedName;
use super::names::qualified_name;
use super::syntax::WHITESPACE;
use super::syntax::Whitespace;
use super::syntax::append_value;
use super::syntax::end_of_whitespace;
use super::syntax_error::SyntaxError;

/// A start tag or the tag of an empty element.
#[derive(Debug, Default)]
pub(in crate::store) struct Tag<'text> {
    /// From `<` to `>`.
    raw: &'text str,
    /// The name as it is written, with its prefix.
    pub(in crate::store) name: &'text str,
    pub(super) prefix: Option<&'text str>,
    pub(super) attributes: Vec<Attribute<'text>>,
    /// Whether it has characters that make values different from what is written, or are not allowed
    /// in them.
    has_special: bool,
    /// Such values as they are read, one after the other.
    read_values: String,
    /// Whether a name in it has a prefix, or a namespace is declared.
    pub(super) mentions_namespaces: bool,
}

#[derive(Debug)]
pub(super) struct Attribute<'text> {
    /// The first byte in the tag.
    pub(super) start: usize,
    /// The byte after its closing quote.
    end: usize,
    /// The name as it is written, with its prefix.
    pub(super) name: &'text str,
    /// The byte of the colon in the name.
    pub(super) colon: Option<usize>,
    value: Value<'text>,
}

/// The value of an attribute.
#[derive(Debug)]
enum Value<'text> {
    /// As it is written.
    Written(&'text str),
    /// At this place in `read_values`.
    Read(Range<usize>),
}

/// Up to so many attributes are compared in pairs.
const FEW: usize = 8;

impl<'text> Tag<'text> {
    /// Takes in another tag, from `<` to `>`, of a text with this whitespace. Problems are counted from
    /// its start.
    pub(super) fn read(
        &mut self,
        raw: &'text str,
        whitespace: Whitespace,
    ) -> Result<(), Malformed> {
        self.raw = raw;
        self.attributes.clear();
        self.read_values.clear();
        let name = name_at(raw, 1, "the name of an element")?;
        self.name = slice(raw, 1, name.end);
        self.prefix = name.colon.map(|colon| slice(raw, 1, colon));
        self.mentions_namespaces = name.colon.is_some();
        self.has_special = has_special(raw, whitespace);
        let mut at = name.end;
        loop {
            let start = end_of_whitespace(raw, at);
            match raw.as_bytes().get(start..) {
                Some(b">" | b"/>") => break,
                Some([]) | None => return Err(Malformed::new(raw.len(), Problem::Truncated)),
                _ if start == at => return Err(expected(at, "whitespace, `>` or `/>`")),
                _ => at = self.read_attribute(start)?,
            }
        }
        self.check_repeated()
    }

    /// Reads the attribute at the byte `start` and returns the byte after it.
    fn read_attribute(&mut self, start: usize) -> Result<usize, Malformed> {
        let raw = self.raw;
        let name = name_at(raw, start, "the name of an attribute")?;
        let equals = end_of_whitespace(raw, name.end);
        if raw.as_bytes().get(equals) != Some(&b'=') {
            return Err(expected(equals, "`=` after the name of an attribute"));
        }
        let quote = end_of_whitespace(raw, equals + 1);
        let Some(&mark @ (b'"' | b'\'')) = raw.as_bytes().get(quote) else {
            return Err(expected(quote, "a value in quotes"));
        };
        let from = quote + 1;
        let rest = raw.as_bytes().get(from..).unwrap_or_default();
        let length = memchr(mark, rest).unwrap_or(rest.len());
        let written = slice(raw, from, from + length);
        let value = if self.has_special {
            let at = self.read_values.len();
            append_value(written, &mut self.read_values).map_err(|problem| problem.after(from))?;
            Value::Read(at..self.read_values.len())
        } else {
            Value::Written(written)
        };
        if length == rest.len() {
            return Err(Malformed::new(raw.len(), Problem::Truncated));
        }
        let written_name = slice(raw, start, name.end);
        self.mentions_namespaces |= name.colon.is_some() || written_name == "xmlns";
        let end = from + length + 1;
        let colon = name.colon.map(|colon| colon - start);
        self.attributes.push(Attribute { start, end, name: written_name, colon, value });
        Ok(end)
    }

    /// No attribute occurs twice (XML 1.0, section 3.1, "Unique Att Spec").
    fn check_repeated(&self) -> Result<(), Malformed> {
        let repeated = if self.attributes.len() <= FEW {
            self.attributes.iter().enumerate().find_map(|(at, later)| {
                let mut earlier = self.attributes.iter().take(at);
                earlier.any(|earlier| earlier.name == later.name).then_some(later)
            })
        } else {
            let mut seen = HashSet::with_capacity(self.attributes.len());
            self.attributes.iter().find(|attribute| !seen.insert(attribute.name))
        };
        repeated.map_or(Ok(()), |repeated| Err(repeated.is_repeated()))
    }

    pub(super) fn attribute(&self, name: &str) -> Option<&Attribute<'text>> {
        self.attributes.iter().find(|attribute| attribute.name == name)
    }

    /// The value of the attribute `name`, with references replaced.
    pub(in crate::store) fn value(&self, name: &str) -> Option<&str> {
        self.attribute(name).map(|found| self.value_of(found))
    }

    /// The value of one of the attributes, with references replaced.
    pub(super) fn value_of<'tag>(&'tag self, attribute: &'tag Attribute<'text>) -> &'tag str {
        match &attribute.value {
            Value::Written(value) => value,
            Value::Read(range) => self.read_values.get(range.clone()).unwrap_or_default(),
        }
    }

    /// The attributes as they are written, with a space before each, without those in `known`.
    pub(super) fn extra_attributes(&self, known: &[&str]) -> Box<str> {
        if self.attributes.len() == known.len()
            && self.attributes.iter().zip(known).all(|(found, known)| found.name == *known)
        {
            return Box::default();
        }
        let is_known = |attribute: &&Attribute<'_>| known.contains(&attribute.name);
        let mut kept = String::new();
        let mut keep = |start, end| {
            let piece = slice(self.raw, start, end).trim_matches(WHITESPACE);
            if !piece.is_empty() {
                kept.push(' ');
                kept.push_str(piece);
            }
        };
        let mut at = 1 + self.name.len();
        for attribute in self.attributes.iter().filter(is_known) {
            keep(at, attribute.start);
            at = attribute.end;
        }
        keep(at, self.attributes.last().map_or(at, |last| last.end));
        kept.into()
    }
}

impl Attribute<'_> {
    /// Where in the tag its value is, if it is written as it is read.
    pub(super) fn written(&self) -> Option<Range<usize>> {
        let Value::Written(value) = self.value else { return None };
        let end = self.end - 1;
        Some(end - value.len()..end)
    }

    pub(super) fn is_repeated(&self) -> Malformed {
        Malformed::new(self.start, SyntaxError::RepeatedAttribute(self.name.into()))
    }
}

fn has_special(raw: &str, whitespace: Whitespace) -> bool {
    let inside = raw.as_bytes().get(1..).unwrap_or_default();
    memchr3(b'&', b'<', b'\n', inside).is_some()
        || whitespace == Whitespace::Any && memchr2(b'\t', b'\r', inside).is_some()
}

fn name_at(raw: &str, at: usize, what: &'static str) -> Result<QualifiedName, Malformed> {
    qualified_name(raw, at).ok_or_else(|| expected(at, what))
}

fn expected(at: usize, what: &'static str) -> Malformed {
    Malformed::new(at, SyntaxError::Expected(what))
}

fn slice(text: &str, start: usize, end: usize) -> &str {
    text.get(start..end).unwrap_or_default()
}
