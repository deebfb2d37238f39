//! YAML 1.2 with its core schema: one document, an object with a member for each property.
//!
//! Anchors and aliases are followed, but what they multiply is bounded.

mod builder;
mod scalar;

use saphyr_parser::Marker;
use saphyr_parser::Parser;
use saphyr_parser::ScanError;

use super::error::FormatError;
use super::json::compact;
use super::quoted::quoted_without_surrogates;
use super::quoted::single;
use super::tree::Content;
use super::tree::Node;
use super::tree::Tree;
use crate::formats::yaml::builder::Builder;
use crate::model::Location;
use crate::python::Json;

/// Longer names are not simple keys in YAML.
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
pub(super) fn write(properties: &[(&str, Json)]) -> String {
    if properties.is_empty() {
        return "{}\n".to_owned();
    }
    // What JSON has besides texts is a part of YAML.
    let written =
        |value: &Json| value.as_text().map_or_else(|| compact(value), |content| text(&content));
    properties.iter().map(|(key, value)| member(key, &written(value))).collect()
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
    single(text, Some("''")).unwrap_or_else(|| quoted_without_surrogates(text))
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
