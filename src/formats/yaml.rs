//! YAML 1.2 with its core schema: one document, an object with a member for each property.
//!
//! Anchors and aliases are followed, but what they multiply is bounded.

use std::collections::HashMap;

use saphyr_parser::Event;
use saphyr_parser::Marker;
use saphyr_parser::Parser;
use saphyr_parser::ScalarStyle;
use saphyr_parser::ScanError;
use saphyr_parser::Tag;

use super::error::FormatError;
use super::error::Location;
use super::quoted::quoted;
use super::quoted::single;
use super::reference;
use super::tree::Content;
use super::tree::Member;
use super::tree::Members;
use super::tree::Node;
use super::tree::Tree;
use super::yaml_scalar;

/// How deep lists and objects may stand inside one another.
const MAX_DEPTH: usize = 100;

/// How much anchors and aliases may add to a text, in bytes and values.
const MAX_COPIES: usize = 1 << 22;

/// YAML 1.2 has no merge keys, but many think so; a name in quotes is a name.
const MERGE: &str = "merge keys (`<<`) are not understood; write out what is to be merged";

/// Longer names are no simple keys of YAML.
const MAX_SIMPLE_KEY: usize = 1000;

/// Which tags are understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tags {
    /// Those of the core schema.
    Core,
    /// Those of references as well.
    References,
}

pub(super) fn read(text: &str, tags: Tags) -> Tree {
    let mut builder = Builder::new(tags);
    let outcome = build(text, &mut builder);
    let Builder { document, mut faults, .. } = builder;
    if let Err(fault) = outcome {
        faults.push(fault);
        return Tree::unreadable(faults);
    }
    let nothing = || Node::new(Location::new(1, 1), Content::Object(Vec::new()));
    let top = document.filter(|node| !matches!(node.content, Content::Null));
    Tree::new(top.unwrap_or_else(nothing), faults)
}

fn build(text: &str, builder: &mut Builder) -> Result<(), FormatError> {
    let mut parser = Parser::new_from_str(text);
    while let Some(next) = parser.next_event() {
        let (event, span) = next.map_err(|wrong| scan_error(&wrong))?;
        builder.take(event, location(&span.start))?;
    }
    Ok(())
}

/// `properties` as a block of one line each.
pub(super) fn write(properties: &[(&str, &str)]) -> String {
    if properties.is_empty() {
        return "{}\n".to_owned();
    }
    properties.iter().map(|(key, value)| member(key, &text(value))).collect()
}

/// A member of the object at the top, whose value is written already.
pub(super) fn member(key: &str, value: &str) -> String {
    if key.len() > MAX_SIMPLE_KEY {
        format!("? {}\n: {value}\n", text(key))
    } else if is_plain(key) {
        format!("{key}: {value}\n")
    } else {
        format!("{}: {value}\n", text(key))
    }
}

/// A text that nothing else can be taken for.
pub(super) fn text(text: &str) -> String {
    single(text, Some("''")).unwrap_or_else(|| quoted(text))
}

/// Whether a name means the same without quotes: it looks like that of most properties.
fn is_plain(key: &str) -> bool {
    key.starts_with(|found: char| found.is_ascii_alphabetic()) && key.contains('.')
}

fn location(mark: &Marker) -> Location {
    Location::new(mark.line(), mark.col() + 1)
}

fn scan_error(wrong: &ScanError) -> FormatError {
    FormatError::new(location(wrong.marker()), wrong.info())
}

/// Makes values of the events of the parser, without recursion.
struct Builder {
    tags: Tags,
    document: Option<Node>,
    open: Vec<Open>,
    anchors: HashMap<usize, (Node, usize)>,
    copied: usize,
    /// What is wrong, but does not keep the rest from being read.
    faults: Vec<FormatError>,
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
    fn new(tags: Tags) -> Self {
        let (open, anchors, faults) = (Vec::new(), HashMap::new(), Vec::new());
        Self { tags, document: None, open, anchors, copied: 0, faults }
    }

    fn take(&mut self, event: Event<'_>, location: Location) -> Result<(), FormatError> {
        match event {
            Event::DocumentStart(_) if self.document.is_some() => {
                Err(FormatError::new(location, "a second document begins; one is read"))
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
        let content = yaml_scalar::content(text, style, tag);
        content
            .map(|content| Node::new(location, content))
            .map_err(|problem| FormatError::new(location, problem))
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
            let problem = format!("more than {MAX_DEPTH} lists or objects inside one another");
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

    /// Remembers what an anchor stands for; 0 is none.
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
            return Err(FormatError::new(
                location,
                "anchors and aliases multiply the text too much",
            ));
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
            Some(tag) if tag != expected => {
                Err(FormatError::new(location, format!("the tag `{tag}` is not known here")))
            }
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
