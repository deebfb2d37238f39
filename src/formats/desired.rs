//! What a text requires: which properties are to have which values.
//!
//! A name is a full name (`omero.web.debug`) or nested objects. An object is the value of a property
//! that takes objects, and of a name with dots that nothing is known about; any other object represents
//! a part of a name.
//!
//! A list can be described by its elements: `KEY@contains` and `KEY@lacks` with a list. No key can be
//! called so, because `@` is not allowed in keys.

use std::collections::HashSet;

use super::conflicts::collisions;
use super::conflicts::contradictions;
use super::error::FormatError;
use super::reference::Expansion;
use super::reference::Extent;
use super::reference::Resolver;
use super::reference::is_reference;
use super::tree::Content;
use super::tree::Member;
use super::tree::Node;
use crate::model::Location;
use crate::python::Json;

/// What is known about names.
pub trait Vocabulary {
    /// Whether there is a property called `name`.
    fn is_property(&self, name: &str) -> bool;
    /// Whether the value of `key` can be an object.
    fn takes_objects(&self, key: &str) -> bool;
    /// Whether names of properties begin with `name` and a dot.
    fn is_section(&self, name: &str) -> bool;
    /// A property whose name fulfils a condition.
    fn find(&self, condition: &dyn Fn(&str) -> bool) -> Option<String>;
}

/// What a text requires, as far as it can be read, and what is wrong with it.
#[derive(Debug)]
pub struct Reading {
    /// The desired states, in the order of the text.
    pub states: Vec<DesiredState>,
    /// All errors that can be determined.
    pub faults: Vec<FormatError>,
}

impl Reading {
    /// The states, if nothing is wrong.
    pub fn complete(self) -> Result<Vec<DesiredState>, Vec<FormatError>> {
        if self.faults.is_empty() { Ok(self.states) } else { Err(self.faults) }
    }
}

/// The desired state of one property, and its location.
#[derive(Debug, Clone, PartialEq)]
pub struct DesiredState {
    pub location: Location,
    pub key: String,
    /// What it is to be.
    pub value: DesiredValue,
}

/// What a property is to be.
#[derive(Debug, Clone, PartialEq)]
pub enum DesiredValue {
    /// Not set.
    Unset,
    /// Exactly this text.
    Text(String),
    /// A value, still to be written in the way of the property.
    Value(Json),
    /// A list with these elements in it.
    Contains(Vec<Json>),
    /// A list without these elements.
    Lacks(Vec<Json>),
}

impl DesiredValue {
    /// Whether it says only which elements a list has or does not have.
    pub fn is_list_change(&self) -> bool {
        matches!(self, Self::Contains(_) | Self::Lacks(_))
    }
}

const CONTAINS: &str = "@contains";
const LACKS: &str = "@lacks";

const AT_THE_TOP: &str = "write full names at the top level of the file, as in `omero.db.poolsize: 25`; to add \
     to a list, write `omero.web.apps@contains: [\"omero_figure\"]`";

/// Which of the three ways to speak of a property a name uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Way {
    Whole,
    Contains,
    Lacks,
}

/// The states of an object at the top of a text.
pub(super) fn states<'names>(
    top: Vec<Member>,
    vocabulary: &'names dyn Vocabulary,
    resolver: Option<&'names mut dyn Resolver>,
) -> Reading {
    let (states, faults, sections) = (Vec::new(), Vec::new(), Vec::new());
    let mut reader =
        Reader { vocabulary, resolver, states, faults, sections, referenced: HashSet::new() };
    reader.object("", top);
    let Reader { states, mut faults, sections, referenced, .. } = reader;
    faults.extend(collisions(&states, &sections));
    faults.extend(contradictions(&states, &referenced));
    Reading { states, faults }
}

struct Reader<'names> {
    vocabulary: &'names dyn Vocabulary,
    /// None if objects that look like references are values.
    resolver: Option<&'names mut dyn Resolver>,
    states: Vec<DesiredState>,
    faults: Vec<FormatError>,
    /// Objects that represent a part of a name, with the position in `states` of the first one inside.
    sections: Vec<(String, usize)>,
    /// Keys whose values come from references: no message shows them.
    referenced: HashSet<String>,
}

impl Reader<'_> {
    fn object(&mut self, outer: &str, members: Vec<Member>) {
        for Member { location, name: written, value } in members {
            let name =
                if outer.is_empty() { written.clone() } else { format!("{outer}.{written}") };
            match value.content {
                Content::Object(members)
                    if !self.is_reference(&members) && self.is_part(&name, &written) =>
                {
                    if members.iter().any(|member| self.is_whole(&member.name)) {
                        self.faults.push(whole_names_inside(location, &name));
                        continue;
                    }
                    self.sections.push((name.clone(), self.states.len()));
                    self.object(&name, members);
                }
                content => {
                    self.property(location, &name, Node::new(value.location, content));
                }
            }
        }
    }

    fn property(&mut self, location: Location, name: &str, node: Node) {
        let (key, way) = split(name);
        let mut unresolved = Vec::new();
        let mut node = node;
        if let Some(resolver) = self.resolver.as_deref_mut() {
            let mut expansion = Expansion::new(resolver, key, &mut unresolved);
            node = expansion.expand(node, Extent::Whole);
            if expansion.found_any {
                self.referenced.insert(key.to_owned());
            }
        }
        if !unresolved.is_empty() {
            self.faults.extend(unresolved);
            return;
        }
        match desired_value(name, way, node) {
            Ok(value) => self.states.push(DesiredState { location, key: key.to_owned(), value }),
            Err(fault) => self.faults.push(fault),
        }
    }

    fn is_reference(&self, members: &[Member]) -> bool {
        self.resolver.is_some() && is_reference(members)
    }

    /// Whether a name inside an object is a full name.
    fn is_whole(&self, written: &str) -> bool {
        let (key, _) = split(written);
        key.starts_with("omero.") || (key.contains('.') && self.vocabulary.is_property(key))
    }

    /// Whether an object is a part of a name and no value.
    fn is_part(&self, name: &str, written: &str) -> bool {
        if split(name).1 != Way::Whole || self.vocabulary.takes_objects(name) {
            return false;
        }
        self.vocabulary.is_section(name)
            || !(written.contains('.') || self.vocabulary.is_property(name))
    }
}

/// Variables of Ansible roles and files of other tools hold properties in this way.
fn whole_names_inside(location: Location, name: &str) -> FormatError {
    let problem =
        format!("`{name}` contains full names of properties, which would all begin with `{name}.`");
    FormatError { hint: Some(AT_THE_TOP), ..FormatError::new(location, problem) }
}

fn split(name: &str) -> (&str, Way) {
    if let Some(key) = name.strip_suffix(CONTAINS) {
        (key, Way::Contains)
    } else if let Some(key) = name.strip_suffix(LACKS) {
        (key, Way::Lacks)
    } else {
        (name, Way::Whole)
    }
}

fn desired_value(name: &str, way: Way, node: Node) -> Result<DesiredValue, FormatError> {
    let location = node.location;
    match (way, node.content) {
        (Way::Contains, content) => elements(name, location, content).map(DesiredValue::Contains),
        (Way::Lacks, content) => elements(name, location, content).map(DesiredValue::Lacks),
        (Way::Whole, Content::Null) => Ok(DesiredValue::Unset),
        (Way::Whole, Content::Text(text) | Content::Number(text, _)) => {
            Ok(DesiredValue::Text(text))
        }
        (Way::Whole, content) => Ok(DesiredValue::Value(Node::new(location, content).into_json())),
    }
}

fn elements(name: &str, location: Location, content: Content) -> Result<Vec<Json>, FormatError> {
    match content {
        Content::List(items) => Ok(items.into_iter().map(Node::into_json).collect()),
        _ => Err(FormatError::new(location, no_list(name))),
    }
}

fn no_list(name: &str) -> String {
    format!("`{name}` requires a list of elements")
}

/// A state in a text without structure: the elements of a list are in JSON.
pub(super) fn plain(
    location: Location,
    name: &str,
    text: String,
) -> Result<DesiredState, FormatError> {
    let (key, way) = split(name);
    let value = match way {
        Way::Whole => DesiredValue::Text(text),
        Way::Contains | Way::Lacks => {
            let list = Json::parse(&text).ok().and_then(Json::into_list);
            let list =
                list.ok_or_else(|| FormatError::new(location, no_list(name) + ", in JSON"))?;
            if way == Way::Contains {
                DesiredValue::Contains(list)
            } else {
                DesiredValue::Lacks(list)
            }
        }
    };
    Ok(DesiredState { location, key: key.to_owned(), value })
}
