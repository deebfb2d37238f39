//! The text of `config.xml` to a configuration.

use std::ops::Range;

use roxmltree::Node;
use roxmltree::ParsingOptions;

use super::ACTIVE_BLOCK;
use super::Copy;
use super::Document;
use super::Frame;
use super::MAX_DEPTH;
use super::Problem;
use super::ROOT;
use super::XmlError;
use super::encoding;
use super::own_layout;
use super::write::HEADER;
use crate::model::Configuration;
use crate::model::Entry;
use crate::model::ExtraMarkup;
use crate::model::Item;
use crate::model::MAX_VALUE_BYTES;
use crate::model::PROFILE_KEY;
use crate::model::Profile;
use crate::model::ProfileName;
use crate::model::Property;
use crate::model::UnknownMarkup;

/// What the Python `omero config` writes into its comment, whatever the time; ours replaces it.
const FORMER_HEADER: [&str; 2] = ["This file was generated at ", " by the OmeroConfig system."];

/// Reads a file: strictly XML, but with whatever elements, in the order in which they stand.
pub fn read(bytes: &[u8]) -> Result<Document, XmlError> {
    let text = encoding::decode(bytes)?;
    own_layout::read(&text).map_or_else(|| parse(&text), Ok)
}

/// Reads a file with an XML parser.
pub(super) fn parse(text: &str) -> Result<Document, XmlError> {
    let options = ParsingOptions { allow_dtd: false, ..ParsingOptions::default() };
    let tree = roxmltree::Document::parse_with_options(text, options)
        .map_err(|error| not_well_formed(text, &error))?;
    check_declaration(text)?;
    Reader { tree: &tree, text }.document()
}

/// The parsed text; places in it become lines and columns when something is wrong.
struct Reader<'tree> {
    tree: &'tree roxmltree::Document<'tree>,
    text: &'tree str,
}

impl<'tree> Reader<'tree> {
    fn document(&self) -> Result<Document, XmlError> {
        let root = self.tree.root_element();
        self.check_root(root)?;
        let mut entries = Vec::new();
        let mut frame = self.frame(root);
        let mut active = None;
        for part in self.parts(root) {
            let Part::Element(node) = part else {
                entries.extend(
                    self.foreign(&part)?.filter(|found| !is_header(found)).map(Entry::Unknown),
                );
                continue;
            };
            if node.tag_name().name() != "properties" || node.tag_name().namespace().is_some() {
                frame.includes_templates |= is_templates_include(node);
                entries.extend(self.foreign(&part)?.map(Entry::Unknown));
                continue;
            }
            let id = node.attribute("id").ok_or_else(|| self.error(node, Problem::NoId))?;
            if id != ACTIVE_BLOCK {
                entries.push(Entry::Profile(self.profile(id, node)?));
            } else if active.is_none() {
                entries.push(Entry::Active);
                frame.active_block = self.active_remainder(node)?;
                active = Some(node);
            }
        }
        let found = entries.len();
        let configuration = Configuration::read(entries, active_name(active));
        let stale = !frame.includes_templates
            || configuration.entries().len() != found
            || !configuration.active_block().eq(active.into_iter().flat_map(pairs));
        let copy = if stale { Copy::Stale } else { Copy::Fresh };
        Ok(Document { configuration, frame, copy })
    }

    fn check_root(&self, root: Node<'tree, 'tree>) -> Result<(), XmlError> {
        let name = root.tag_name();
        let wrong = match name.namespace() {
            _ if name.name() != ROOT => Problem::WrongRoot(name.name().to_owned()),
            Some(space) => Problem::NameSpace(space.to_owned()),
            None => return Ok(()),
        };
        Err(self.error(root, wrong))
    }

    fn frame(&self, root: Node<'tree, 'tree>) -> Frame {
        let around = |range: Range<usize>| {
            let parts = parts_within(self.tree.root(), range);
            parts.filter_map(|part| self.raw(&part)).map(UnknownMarkup).collect()
        };
        let mut before = 0..root.range().start;
        let declaration = self.slice(before.clone()).strip_prefix("<?xml");
        if let Some(end) = declaration.and_then(|rest| rest.find("?>")) {
            before.start = "<?xml".len() + end + "?>".len();
        }
        Frame {
            declared: before.start > 0,
            before_root: around(before),
            root_attributes: self.attributes_but(root, &[]).into(),
            after_root: around(root.range().end..self.text.len()),
            ..Frame::default()
        }
    }

    fn profile(&self, id: &str, node: Node<'tree, 'tree>) -> Result<Profile, XmlError> {
        let attributes = self.attributes_but(node, &["id"]).into();
        let extra = ExtraMarkup { attributes, content: Box::default() };
        let mut items = Vec::new();
        for part in self.parts(node) {
            match self.property(&part)? {
                Some(property) => items.push(Item::Property(property)),
                None => items.extend(self.foreign(&part)?.map(Item::Unknown)),
            }
        }
        Ok(Profile::read(id, extra, items))
    }

    /// What stands in the block `__ACTIVE__` beside the copy of a profile.
    fn active_remainder(&self, node: Node<'tree, 'tree>) -> Result<ExtraMarkup, XmlError> {
        let attributes = self.attributes_but(node, &["id"]).into();
        let mut kept = Vec::new();
        for part in self.parts(node) {
            match part {
                Part::Element(node) if is_property(node) && node.has_attribute("name") => {}
                _ => kept.extend(self.foreign(&part)?.map(|found| found.0)),
            }
        }
        Ok(ExtraMarkup { attributes, content: kept.join("\n    ").into() })
    }

    /// The property that stands here, if it is one and has a name.
    fn property(&self, part: &Part<'tree>) -> Result<Option<Property>, XmlError> {
        let Part::Element(node) = *part else { return Ok(None) };
        let Some(key) = node.attribute("name").filter(|_| is_property(node)) else {
            return Ok(None);
        };
        let value = node.attribute("value").unwrap_or_default();
        if value.len() > MAX_VALUE_BYTES {
            let problem = Problem::LongValue { key: key.to_owned(), bytes: value.len() };
            return Err(self.error(node, problem));
        }
        if is_plain(node) {
            return Ok(Some(Property { key: key.into(), value: value.into(), extra: None }));
        }
        self.check_depth(node)?;
        let extra = ExtraMarkup {
            attributes: self.attributes_but(node, &["name", "value"]).into(),
            content: self.content(node).into(),
        };
        let extra = (extra != ExtraMarkup::default()).then(|| Box::new(extra));
        Ok(Some(Property { key: key.into(), value: value.into(), extra }))
    }

    /// What stands here, to be carried along.
    fn foreign(&self, part: &Part<'tree>) -> Result<Option<UnknownMarkup>, XmlError> {
        if let Part::Element(node) = *part {
            self.check_depth(node)?;
        }
        Ok(self.raw(part).map(UnknownMarkup))
    }

    fn raw(&self, part: &Part<'tree>) -> Option<Box<str>> {
        let text = match part {
            Part::Element(node) | Part::Remark(node) => self.slice(node.range()),
            Part::Text(range) => self.slice(range.clone()).trim_matches(XML_BLANKS),
        };
        (!text.is_empty()).then(|| text.into())
    }

    /// Elements, remarks and the text between them, in their order.
    fn parts(&self, parent: Node<'tree, 'tree>) -> impl Iterator<Item = Part<'tree>> {
        parts_within(parent, self.inside(parent))
    }

    /// The place of what stands between start tag and end tag.
    fn inside(&self, node: Node<'tree, 'tree>) -> Range<usize> {
        let range = node.range();
        let tag_end = range.start + end_of_start_tag(self.slice(range.clone()));
        match self.slice(range.clone()).rfind("</") {
            Some(closing) if range.start + closing >= tag_end => tag_end..range.start + closing,
            _ => tag_end..tag_end,
        }
    }

    fn content(&self, node: Node<'tree, 'tree>) -> &'tree str {
        if node.has_children() {
            self.slice(self.inside(node)).trim_matches(XML_BLANKS)
        } else {
            ""
        }
    }

    /// The attributes as they are written, name space declarations included, without those named.
    fn attributes_but(&self, node: Node<'tree, 'tree>, known: &[&str]) -> String {
        let range = node.range();
        let tag = range.start..range.start + end_of_start_tag(self.slice(range.clone()));
        let name =
            self.slice(tag.clone()).find(|found: char| XML_BLANKS.contains(&found) || found == '>');
        let mut at = tag.start + name.unwrap_or_default();
        let mut kept = String::new();
        let mut keep = |piece: &str| {
            let piece = piece.trim_matches(XML_BLANKS);
            if !piece.is_empty() {
                kept.push(' ');
                kept.push_str(piece);
            }
        };
        for attribute in node.attributes() {
            if attribute.namespace().is_none() && known.contains(&attribute.name()) {
                keep(self.slice(at..attribute.range().start));
                at = attribute.range().end;
            }
        }
        keep(self.slice(at..tag.end).trim_end_matches('>').trim_end_matches('/'));
        kept
    }

    fn check_depth(&self, node: Node<'tree, 'tree>) -> Result<(), XmlError> {
        if is_deeper_than(MAX_DEPTH, node) {
            return Err(self.error(node, Problem::TooDeep));
        }
        Ok(())
    }

    fn slice(&self, range: Range<usize>) -> &'tree str {
        self.text.get(range).unwrap_or_default()
    }

    fn error(&self, node: Node<'tree, 'tree>, problem: Problem) -> XmlError {
        let place = self.tree.text_pos_at(node.range().start);
        XmlError { place: Some((place.row, place.col)), problem }
    }
}

/// The children of `parent` that stand in `range`, and the text between them.
fn parts_within<'tree>(
    parent: Node<'tree, 'tree>,
    range: Range<usize>,
) -> impl Iterator<Item = Part<'tree>> {
    let Range { start, end } = range;
    let inside = move |place: Range<usize>| start <= place.start && place.end <= end;
    let mut children =
        parent.children().filter(move |child| !child.is_text() && inside(child.range()));
    let mut waiting = None;
    let mut at = Some(start);
    std::iter::from_fn(move || {
        if let Some(node) = waiting.take() {
            return Some(Part::of(node));
        }
        let from = at?;
        let next = children.next();
        at = next.map(|node| node.range().end);
        waiting = next;
        Some(Part::Text(from..next.map_or(end, |node| node.range().start)))
    })
}

/// White space as XML 1.0 defines it (section 2.3, `S`).
const XML_BLANKS: [char; 4] = [' ', '\t', '\n', '\r'];

/// What can stand inside an element.
enum Part<'tree> {
    Element(Node<'tree, 'tree>),
    /// A comment or a processing instruction.
    Remark(Node<'tree, 'tree>),
    Text(Range<usize>),
}

impl<'tree> Part<'tree> {
    fn of(node: Node<'tree, 'tree>) -> Self {
        if node.is_element() { Self::Element(node) } else { Self::Remark(node) }
    }
}

/// The profile that the block `__ACTIVE__` names; of two names the last counts.
fn active_name<'tree>(block: Option<Node<'tree, 'tree>>) -> &'tree str {
    let named = block.into_iter().flat_map(pairs).filter(|(key, _)| *key == PROFILE_KEY).last();
    named.map_or(ProfileName::DEFAULT, |(_, name)| chosen_profile(name))
}

/// The profile that a stored name stands for; the Python tool could choose the block itself.
pub(super) fn chosen_profile(name: &str) -> &str {
    if name == ACTIVE_BLOCK { ProfileName::DEFAULT } else { name }
}

/// Keys and values of a block.
fn pairs<'tree>(block: Node<'tree, 'tree>) -> impl Iterator<Item = (&'tree str, &'tree str)> {
    let properties = block.children().filter(|child| is_property(*child));
    properties.filter_map(|node| {
        Some((node.attribute("name")?, node.attribute("value").unwrap_or_default()))
    })
}

fn is_property(node: Node<'_, '_>) -> bool {
    node.is_element()
        && node.tag_name().name() == "property"
        && node.tag_name().namespace().is_none()
}

/// Whether a property is written as we write it, so that there is nothing else to keep.
fn is_plain(node: Node<'_, '_>) -> bool {
    let mut attributes = node.attributes();
    let (Some(name), Some(value), None) = (attributes.next(), attributes.next(), attributes.next())
    else {
        return false;
    };
    let is = |attribute: roxmltree::Attribute<'_, '_>, known| {
        attribute.name() == known && attribute.namespace().is_none()
    };
    !node.has_children()
        && is(name, "name")
        && is(value, "value")
        && name.range().start == node.range().start + "<property ".len()
        && value.range().start == name.range().end + 1
        && node.range().end <= value.range().end + " />".len()
}

/// The one rule on the declaration that the parser leaves to us (XML 1.0, section 2.9).
fn check_declaration(text: &str) -> Result<(), XmlError> {
    let declaration = text.strip_prefix("<?xml").and_then(|rest| rest.split("?>").next());
    let standalone = declaration.and_then(|rest| rest.split_once("standalone"));
    let value =
        standalone.map(|(_, rest)| rest.trim_matches(['=', '\'', '"', ' ', '\t', '\r', '\n']));
    match value {
        None | Some("yes" | "no") => Ok(()),
        Some(value) => {
            let problem =
                Problem::NotWellFormed(format!("`standalone` is `{value}`, not yes or no"));
            Err(XmlError { place: Some((1, 1)), problem })
        }
    }
}

/// Whether more than `limit` elements stand inside one another, found without recursion.
fn is_deeper_than(limit: usize, top: Node<'_, '_>) -> bool {
    let mut depth: usize = 1;
    let mut at = top;
    loop {
        if let Some(child) = at.first_child() {
            at = child;
            depth += 1;
            if depth > limit {
                return true;
            }
            continue;
        }
        while at != top && at.next_sibling().is_none() {
            let Some(parent) = at.parent() else { return false };
            at = parent;
            depth -= 1;
        }
        match at.next_sibling() {
            Some(next) if at != top => at = next,
            _ => return false,
        }
    }
}

fn is_templates_include(node: Node<'_, '_>) -> bool {
    node.tag_name().name() == "include" && node.attribute("file") == Some("templates.xml")
}

fn is_header(found: &UnknownMarkup) -> bool {
    &*found.0 == HEADER || FORMER_HEADER.iter().all(|words| found.0.contains(words))
}

/// How many bytes the start tag takes that `element` begins with.
fn end_of_start_tag(element: &str) -> usize {
    let mut quote = None;
    for (at, found) in element.bytes().enumerate() {
        match quote {
            Some(open) if found == open => quote = None,
            None if matches!(found, b'"' | b'\'') => quote = Some(found),
            None if found == b'>' => return at + 1,
            _ => {}
        }
    }
    element.len()
}

fn not_well_formed(text: &str, error: &roxmltree::Error) -> XmlError {
    use roxmltree::Error;
    let place = error.pos();
    let place = Some((place.row, place.col));
    match error {
        Error::DtdDetected => XmlError { place, problem: Problem::DocumentType },
        // For these the parser knows no place.
        Error::NoRootNode | Error::UnclosedRootNode | Error::UnexpectedEndOfStream => {
            XmlError { place: Some(encoding::place_after(text)), problem: Problem::Truncated }
        }
        other => {
            let text = other.to_string();
            let at = format!(" at {}:{}", other.pos().row, other.pos().col);
            XmlError { place, problem: Problem::NotWellFormed(text.replacen(&at, "", 1)) }
        }
    }
}
