//! JSON: an object with a member for each property.
//!
//! Values are read as Python reads them, with their locations; names that occur twice are faults here.

use std::ops::Range;

use super::error::FormatError;
use super::error::Locations;
use super::json::compact;
use super::quoted::quoted;
use super::tree::Content;
use super::tree::Member;
use super::tree::Members;
use super::tree::Node;
use super::tree::Tree;
use crate::python::BuildJson;
use crate::python::Json;
use crate::python::parse_json;

pub(super) fn read(text: &str) -> Tree {
    let mut nodes = Nodes { text, locations: Locations::new(text), faults: Vec::new(), half: None };
    let top = parse_json(text, &mut nodes);
    let Nodes { locations, mut faults, half, .. } = nodes;
    match top {
        Err(wrong) => {
            let location = locations.of_character(wrong.position);
            Tree::unreadable(vec![FormatError::new(location, wrong.message)])
        }
        Ok(top) => match half {
            Some(start) => {
                let problem = "the string has half a surrogate pair";
                faults.retain(|fault: &FormatError| fault.location < locations.of(start));
                faults.push(FormatError::new(locations.of(start), problem));
                Tree::unreadable(faults)
            }
            None => Tree::new(top, faults),
        },
    }
}

/// `properties` as an object, one per line.
pub(super) fn write(properties: &[(&str, Json)]) -> String {
    let value = |value: &Json| value.as_text().map_or_else(|| compact(value), |text| quoted(&text));
    let line = |(key, json): &(&str, Json)| format!("  {}: {}", quoted(key), value(json));
    let lines: Vec<_> = properties.iter().map(line).collect();
    if lines.is_empty() { "{}\n".to_owned() } else { format!("{{\n{}\n}}\n", lines.join(",\n")) }
}

/// Makes nodes of the parts of a text.
struct Nodes<'text> {
    text: &'text str,
    locations: Locations<'text>,
    faults: Vec<FormatError>,
    /// Where the first string that is not a text begins.
    half: Option<usize>,
}

impl Nodes<'_> {
    fn node(&self, start: usize, content: Content) -> Node {
        Node::new(self.locations.of(start), content)
    }

    fn text(&mut self, start: usize, string: &Json) -> String {
        string.as_text().unwrap_or_else(|| {
            self.half = Some(self.half.map_or(start, |first| first.min(start)));
            String::new()
        })
    }
}

impl BuildJson for Nodes<'_> {
    type Value = Node;
    type Object = Members;

    fn plain(&mut self, range: Range<usize>, value: Json) -> Node {
        let start = range.start;
        let content = match value {
            Json::Null => Content::Null,
            Json::Bool(value) => Content::Bool(value),
            Json::String(_) => Content::Text(self.text(start, &value)),
            number => Content::Number(self.text.get(range).unwrap_or_default().to_owned(), number),
        };
        self.node(start, content)
    }

    fn list(&mut self, start: usize, items: Vec<Node>) -> Node {
        self.node(start, Content::List(items))
    }

    fn object(&mut self, start: usize, members: Members) -> Node {
        self.node(start, members.into_content())
    }

    fn member(&mut self, start: usize, name: Box<str>, value: Node, members: &mut Members) {
        let name = self.text(start, &Json::String(name));
        let location = self.locations.of(start);
        members.put(Member { location, name, value }, &mut self.faults);
    }
}
