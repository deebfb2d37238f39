//! Makes a tree of the events of the YAML parser, and bounds what anchors and aliases multiply.

use std::collections::HashMap;

use saphyr_parser::Event;
use saphyr_parser::ScalarStyle;
use saphyr_parser::Tag;

use crate::formats::error::FormatError;
use crate::formats::reference;
use crate::formats::tree::Content;
use crate::formats::tree::Member;
use crate::formats::tree::Members;
use crate::formats::tree::Node;
use crate::formats::yaml::Tags;
use crate::formats::yaml::scalar;
use crate::formats::yaml::scalar::TagFault;
use crate::model::Location;

/// How deep lists and objects may be nested.
const MAX_DEPTH: usize = 100;

/// How much anchors and aliases may add to a text, in bytes and values.
const MAX_COPIES: usize = 1 << 22;

/// YAML 1.2 has no merge keys, but many think so; a name in quotes is a name.
const MERGE: &str = "merge keys (`<<`) are not supported; write the merged content out";

/// Makes values of the events of the parser, without recursion.
pub(super) struct Builder {
    tags: Tags,
    pub(super) document: Option<Node>,
    open: Vec<Open>,
    anchors: HashMap<usize, (Node, usize)>,
    copied: usize,
    /// What is wrong, but does not keep the rest from being read.
    pub(super) faults: Vec<FormatError>,
}

/// A list or object whose end has not come yet.
struct Open {
    location: Location,
    anchor: usize,
    /// The tag of a reference, if it has one.
    tag: Option<String>,
    /// How many bytes and values it holds.
    weight: usize,
    kind: Kind,
}

enum Kind {
    List(Vec<Node>),
    Object(Members, Option<(Location, String)>),
}

impl Builder {
    pub(super) fn new(tags: Tags) -> Self {
        let (open, anchors, faults) = (Vec::new(), HashMap::new(), Vec::new());
        Self { tags, document: None, open, anchors, copied: 0, faults }
    }

    pub(super) fn take(&mut self, event: Event<'_>, location: Location) -> Result<(), FormatError> {
        match event {
            Event::DocumentStart(_) if self.document.is_some() => {
                Err(FormatError::new(location, "there is a second document; only one is allowed"))
            }
            Event::Scalar(text, style, anchor, tag) => {
                let weight = text.len() + 1;
                if self.is_name_next() {
                    if suffix(tag.as_deref()).is_some_and(|tag| self.is_of_reference(&tag)) {
                        return Err(FormatError::new(location, "a reference cannot be a name"));
                    }
                    if text == "<<" && style == ScalarStyle::Plain {
                        return Err(FormatError::new(location, MERGE));
                    }
                    self.keep(
                        anchor,
                        &Node::new(location, Content::Text(text.to_string())),
                        weight,
                    )?;
                    self.name(location, text.into_owned());
                    return Ok(());
                }
                let node = self.scalar(
                    location,
                    text.into_owned(),
                    style,
                    suffix(tag.as_deref()).as_deref(),
                )?;
                self.keep(anchor, &node, weight)?;
                self.put(node, weight);
                Ok(())
            }
            Event::SequenceStart(anchor, tag) => {
                let tag = self.tag(tag.as_deref(), "seq", location)?;
                self.open(location, anchor, tag, Kind::List(Vec::new()))
            }
            Event::MappingStart(anchor, tag) => {
                let tag = self.tag(tag.as_deref(), "map", location)?;
                self.open(location, anchor, tag, Kind::Object(Members::default(), None))
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(),
            Event::Alias(anchor) => self.copy(anchor, location),
            _ => Ok(()),
        }
    }

    fn scalar(
        &self,
        location: Location,
        text: String,
        style: ScalarStyle,
        tag: Option<&str>,
    ) -> Result<Node, FormatError> {
        if let Some(tag) = tag.filter(|tag| self.is_of_reference(tag)) {
            return Ok(reference::tagged(tag, Node::new(location, Content::Text(text))));
        }
        let content = scalar::content(text, style, tag);
        content.map(|content| Node::new(location, content)).map_err(|fault| fault.at(location))
    }

    fn open(
        &mut self,
        location: Location,
        anchor: usize,
        tag: Option<String>,
        kind: Kind,
    ) -> Result<(), FormatError> {
        if self.is_name_next() {
            return Err(FormatError::new(location, "a name must be a text"));
        }
        if self.open.len() == MAX_DEPTH {
            let problem = format!("more than {MAX_DEPTH} levels of nested lists or objects");
            return Err(FormatError::new(location, problem));
        }
        self.open.push(Open { location, anchor, tag, weight: 1, kind });
        Ok(())
    }

    fn close(&mut self) -> Result<(), FormatError> {
        let Some(Open { location, anchor, tag, weight, kind }) = self.open.pop() else {
            return Ok(());
        };
        let content = match kind {
            Kind::List(items) => Content::List(items),
            Kind::Object(members, _) => members.into_content(),
        };
        let node = Node::new(location, content);
        let node = match tag {
            Some(tag) => reference::tagged(&tag, node),
            None => node,
        };
        self.keep(anchor, &node, weight)?;
        self.put(node, weight);
        Ok(())
    }

    /// Remembers the value of an anchor; 0 is none.
    fn keep(&mut self, anchor: usize, node: &Node, weight: usize) -> Result<(), FormatError> {
        if anchor > 0 {
            self.count(node.location, weight)?;
            self.anchors.insert(anchor, (node.clone(), weight));
        }
        Ok(())
    }

    fn count(&mut self, location: Location, weight: usize) -> Result<(), FormatError> {
        self.copied += weight;
        if self.copied > MAX_COPIES {
            return Err(FormatError::new(location, "anchors and aliases expand to too much text"));
        }
        Ok(())
    }

    fn copy(&mut self, anchor: usize, location: Location) -> Result<(), FormatError> {
        let Some((node, weight)) = self.anchors.get(&anchor) else {
            return Err(FormatError::new(
                location,
                "the alias is inside the value that it refers to",
            ));
        };
        let (content, weight) = (node.content.clone(), *weight);
        self.count(location, weight)?;
        match content {
            Content::Text(text) if self.is_name_next() => {
                self.name(location, text);
                Ok(())
            }
            _ if self.is_name_next() => Err(FormatError::new(location, "a name must be a text")),
            content => {
                self.put(Node::new(location, content), weight);
                Ok(())
            }
        }
    }

    /// The tag of a list or object if it is that of a reference.
    fn tag(
        &self,
        tag: Option<&Tag>,
        expected: &str,
        location: Location,
    ) -> Result<Option<String>, FormatError> {
        match suffix(tag) {
            Some(tag) if self.is_of_reference(&tag) => Ok(Some(tag)),
            Some(tag) if tag != expected => Err(TagFault::Unknown.at(location)),
            _ => Ok(None),
        }
    }

    fn is_of_reference(&self, tag: &str) -> bool {
        self.tags == Tags::References && reference::is_tag(tag)
    }

    fn is_name_next(&self) -> bool {
        let open = self.open.last().map(|open| &open.kind);
        matches!(open, Some(Kind::Object(_, None)))
    }

    fn name(&mut self, location: Location, text: String) {
        if let Some(Open { kind: Kind::Object(_, name), weight, .. }) = self.open.last_mut() {
            *weight += text.len() + 1;
            *name = Some((location, text));
        }
    }

    fn put(&mut self, node: Node, added: usize) {
        let Some(Open { weight, kind, .. }) = self.open.last_mut() else {
            self.document = Some(node);
            return;
        };
        *weight += added;
        match kind {
            Kind::List(items) => items.push(node),
            Kind::Object(members, next) => {
                if let Some((location, name)) = next.take() {
                    members.put(Member { location, name, value: node }, &mut self.faults);
                }
            }
        }
    }
}

/// The name of a tag, that of the core schema without its prefix.
fn suffix(tag: Option<&Tag>) -> Option<String> {
    let tag = tag?;
    if tag.is_yaml_core_schema() {
        return Some(tag.suffix.clone());
    }
    Some(format!("{}{}", tag.handle, tag.suffix)).filter(|name| name != "!")
}
