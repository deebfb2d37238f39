//! What JSON, YAML and TOML have in common: values inside one another, each with its location.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::error::FormatError;
use crate::model::Location;
use crate::python::Json;

/// The value that a text is, as far as it can be read, and what is wrong with it.
#[derive(Debug)]
pub(super) struct Tree {
    pub(super) top: Option<Node>,
    pub(super) faults: Vec<FormatError>,
}

#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) location: Location,
    pub(super) content: Content,
}

#[derive(Debug, Clone)]
pub(super) enum Content {
    Null,
    Bool(bool),
    /// A number, and the text that it has as a property.
    Number(String, Json),
    Text(String),
    List(Vec<Node>),
    Object(Vec<Member>),
}

#[derive(Debug, Clone)]
pub(super) struct Member {
    pub(super) location: Location,
    pub(super) name: String,
    pub(super) value: Node,
}

impl Tree {
    /// A text that can be read to its end.
    pub(super) fn new(top: Node, faults: Vec<FormatError>) -> Self {
        Self { top: Some(top), faults }
    }

    pub(super) fn unreadable(faults: Vec<FormatError>) -> Self {
        Self { top: None, faults }
    }
}

impl Node {
    pub(super) fn new(location: Location, content: Content) -> Self {
        Self { location, content }
    }

    pub(super) fn into_json(self) -> Json {
        match self.content {
            Content::Null => Json::Null,
            Content::Bool(value) => Json::Bool(value),
            Content::Number(_, number) => number,
            Content::Text(text) => Json::text(&text),
            Content::List(items) => Json::List(items.into_iter().map(Self::into_json).collect()),
            Content::Object(members) => {
                let json = |Member { name, value, .. }| (escaped(&name), value.into_json());
                Json::Object(members.into_iter().map(json).collect())
            }
        }
    }
}

/// A name as `Json` holds it.
fn escaped(name: &str) -> Box<str> {
    match Json::text(name) {
        Json::String(escaped) => escaped,
        _ => name.into(),
    }
}

/// Collects the members of an object; a name may occur only once.
#[derive(Debug, Default)]
pub(super) struct Members {
    list: Vec<Member>,
    locations: HashMap<String, Location>,
}

impl Members {
    /// Takes a member; one whose name already exists is among the faults instead.
    pub(super) fn put(&mut self, member: Member, faults: &mut Vec<FormatError>) {
        match self.locations.entry(member.name.clone()) {
            Entry::Occupied(first) => {
                faults
                    .push(FormatError::new(member.location, repeated(&member.name, *first.get())));
            }
            Entry::Vacant(free) => {
                free.insert(member.location);
                self.list.push(member);
            }
        }
    }

    pub(super) fn into_content(self) -> Content {
        Content::Object(self.list)
    }
}

/// The error for a name that occurs twice.
pub(super) fn repeated(name: &str, first: Location) -> String {
    format!("`{name}` is listed for the second time; the first is in line {}", first.line)
}
