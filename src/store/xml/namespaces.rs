//! Which names are in which namespace (Namespaces in XML 1.0).
//!
//! Nearly no store declares one. The rules are those of expat with namespaces, as Python's
//! `ElementTree` uses it.

use std::collections::HashMap;
use std::collections::HashSet;

use super::error::Malformed;
use super::syntax_error::SyntaxError;
use super::tag::Attribute;
use super::tag::Tag;

/// The namespace of the prefix `xml` (section 3).
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// The namespace of the prefix `xmlns` (section 3).
const XMLNS: &str = "http://www.w3.org/2000/xmlns/";

/// The declarations that apply at one place of a file.
#[derive(Debug, Default)]
pub(super) struct Namespaces<'text> {
    /// The names of all namespaces so far, numbered, so that comparing two takes the same time
    /// however long their names are.
    numbers: HashMap<Box<str>, usize>,
    /// What each prefix means, the innermost declaration last; the default namespace has the prefix
    /// "". No number: it is declared to be none.
    meanings: HashMap<&'text str, Vec<Option<usize>>>,
    /// All declarations that apply, with the depth of their elements.
    declared: Vec<(usize, &'text str)>,
}

impl<'text> Namespaces<'text> {
    /// Takes in the declarations of a tag, and checks the prefixes in it.
    pub(super) fn enter(&mut self, depth: usize, tag: &Tag<'text>) -> Result<(), Malformed> {
        for attribute in &tag.attributes {
            if let Some(prefix) = attribute.declares() {
                self.declare(depth, prefix, tag.value_of(attribute), attribute.start)?;
            }
        }
        if let Some(prefix) = tag.prefix {
            self.number(prefix, 1)?;
        }
        self.check_repeated(tag)
    }

    /// Drops the declarations of the element at `depth`, which ends.
    pub(super) fn leave(&mut self, depth: usize) {
        while self.declared.last().is_some_and(|(declared, _)| *declared == depth) {
            let Some((_, prefix)) = self.declared.pop() else { return };
            self.meanings.get_mut(prefix).and_then(Vec::pop);
        }
    }

    /// The namespace of elements without a prefix.
    pub(super) fn default_namespace(&self) -> Option<usize> {
        self.meanings.get("")?.last().copied().flatten()
    }

    /// The namespace of the element of `tag`.
    pub(super) fn of(&self, tag: &Tag<'text>) -> Option<&str> {
        let number = self.meanings.get(tag.prefix.unwrap_or_default())?.last().copied()??;
        let mut all = self.numbers.iter();
        all.find(|(_, found)| **found == number).map(|(name, _)| &**name)
    }

    fn declare(
        &mut self,
        depth: usize,
        prefix: &'text str,
        namespace: &str,
        at: usize,
    ) -> Result<(), Malformed> {
        if let Some(problem) = problem_of_declaration(prefix, namespace) {
            return Err(Malformed::new(at, SyntaxError::Namespace(problem)));
        }
        let number = (!namespace.is_empty()).then(|| {
            let next = self.numbers.len();
            *self.numbers.entry(namespace.into()).or_insert(next)
        });
        self.meanings.entry(prefix).or_default().push(number);
        self.declared.push((depth, prefix));
        Ok(())
    }

    /// The number of the namespace that `prefix` means.
    fn number(&self, prefix: &str, at: usize) -> Result<Option<usize>, Malformed> {
        let found = self.meanings.get(prefix).and_then(|meanings| meanings.last());
        match found {
            Some(number) => Ok(*number),
            None if prefix == "xml" => Ok(None),
            None => Err(Malformed::new(at, SyntaxError::Prefix(prefix.into()))),
        }
    }

    /// No attribute occurs twice under two prefixes (section 6.3).
    fn check_repeated(&self, tag: &Tag<'text>) -> Result<(), Malformed> {
        let mut seen = HashSet::new();
        for attribute in &tag.attributes {
            let Some(colon) = attribute.colon else { continue };
            if attribute.declares().is_some() {
                continue;
            }
            let (prefix, local) = attribute.name.split_at(colon);
            let number = self.number(prefix, attribute.start)?;
            if !seen.insert((number, local)) {
                return Err(attribute.is_repeated());
            }
        }
        Ok(())
    }
}

impl<'text> Attribute<'text> {
    /// The prefix that the attribute declares, "" for the default namespace.
    fn declares(&self) -> Option<&'text str> {
        match self.name.strip_prefix("xmlns")? {
            "" => Some(""),
            rest => rest.strip_prefix(':'),
        }
    }
}

/// Why a prefix cannot be declared for a namespace (sections 2.2, 2.3 and 3).
fn problem_of_declaration(prefix: &str, namespace: &str) -> Option<&'static str> {
    match (prefix, namespace) {
        ("xmlns", _) => Some("the prefix `xmlns` is reserved"),
        ("xml", XML) => None,
        ("xml", _) => Some("the prefix `xml` is reserved"),
        (_, XML | XMLNS) => Some("this namespace is reserved"),
        (prefix, "") if !prefix.is_empty() => Some("it is empty"),
        // Not a character of a URI, and the Python tool divides names there.
        _ if namespace.contains('}') => Some("it contains `}`"),
        _ => None,
    }
}
