//! What JSON, YAML and TOML have in common: values inside one another, each with its place.

use std::collections::HashMap;

use super::error::FormatError;
use super::error::Place;
use crate::model::Json;

/// A value with its place.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) place: Place,
    pub(super) content: Content,
}

/// What a value holds.
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

/// A member of an object.
#[derive(Debug, Clone)]
pub(super) struct Member {
    pub(super) place: Place,
    pub(super) name: String,
    pub(super) value: Node,
}

impl Node {
    pub(super) fn new(place: Place, content: Content) -> Self {
        Self { place, content }
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

/// Collects the members of an object; a name may stand only once.
#[derive(Debug, Default)]
pub(super) struct Members {
    list: Vec<Member>,
    places: HashMap<String, Place>,
}

impl Members {
    pub(super) fn put(&mut self, member: Member) -> Result<(), FormatError> {
        if let Some(first) = self.places.insert(member.name.clone(), member.place) {
            return Err(FormatError::new(member.place, repeated(&member.name, first)));
        }
        self.list.push(member);
        Ok(())
    }

    pub(super) fn into_content(self) -> Content {
        Content::Object(self.list)
    }
}

/// What is wrong with a name that stands twice.
pub(super) fn repeated(name: &str, first: Place) -> String {
    format!("`{name}` stands here for the second time; the first is in line {}", first.line)
}
