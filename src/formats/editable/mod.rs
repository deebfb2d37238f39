//! The text in which `config edit` shows properties.
//!
//! `KEY=VALUE` lines as in [`super::assignments`]. What such a line cannot hold (a line break, spaces at
//! the ends, a backslash at the end, a character that no editor shows) is written as `KEY:json="..."`;
//! no legal key contains a colon. Where several profiles are shown, each begins with a heading:
//! `[profile NAME]`.

mod read;
#[cfg(test)]
mod tests;

pub(crate) use read::EditableFault;
pub(crate) use read::read;

use super::assignments::Assignment;
use super::quoted::quoted;
use super::visible::acts_or_hides;
use crate::python::is_blank;

/// A property as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct EditableProperty {
    /// With the value as it may be shown.
    pub assignment: Assignment,
    /// The comment above it, line by line, without the signs of a comment.
    pub comment: Vec<String>,
    pub standing: Standing,
}

/// Whether a property that is shown counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    Set,
    /// It is set, and asterisks represent its value or a part of it.
    Masked,
    /// It can be set by making its comment a line.
    Offered,
}

/// What is shown of a profile, and its name where there are several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Section {
    /// The name of the profile for the heading.
    pub heading: Option<String>,
    pub properties: Vec<EditableProperty>,
}

/// After the key of a value in JSON notation.
const JSON_MARK: &str = ":json";

/// The first lines of every such text.
const HEAD: &str = "\
# One property per line: KEY=VALUE. Change, add or delete lines, then save and close the editor.
# KEY:json=\"...\" holds a value that needs JSON notation, for example one with line breaks.
";

/// The text of sections, with more lines for its head.
pub(crate) fn write(head: &[String], sections: &[Section]) -> String {
    let mut text = HEAD.to_owned();
    write_comment(&mut text, head);
    for Section { heading, properties } in sections {
        if let Some(name) = heading {
            text.extend(["\n[profile ", name, "]\n"]);
        }
        for property in properties {
            if !property.comment.is_empty() {
                text.push('\n');
                write_comment(&mut text, &property.comment);
            }
            write_property(&mut text, property);
        }
    }
    text
}

/// Lines that count for nothing.
pub(super) fn write_comment(text: &mut String, lines: &[String]) {
    for line in lines {
        text.extend(["# ", line, "\n"]);
    }
}

fn write_property(text: &mut String, property: &EditableProperty) {
    let EditableProperty { assignment: Assignment { key, value }, standing, .. } = property;
    if *standing == Standing::Offered {
        text.push('#');
    }
    if is_plain(value) {
        text.extend([key, "=", value, "\n"]);
    } else {
        text.extend([key, JSON_MARK, "=", &quoted(value), "\n"]);
    }
}

/// Whether a line can begin with `key`.
pub(crate) fn is_writable(key: &str) -> bool {
    let outer = key.starts_with(is_blank) || key.ends_with(is_blank);
    let marks = key.starts_with('#') || key.starts_with("[profile ");
    !key.is_empty() && !outer && !marks && !key.contains(['=', '\n', ':'])
}

pub(crate) fn is_writable_heading(name: &str) -> bool {
    !name.contains('\n') && !name.ends_with('\\')
}

/// Whether the rest of a line can hold `value`.
fn is_plain(value: &str) -> bool {
    !value.contains(['\n', '\r'])
        && !value.contains(acts_or_hides)
        && !value.ends_with('\\')
        && !value.ends_with(is_blank)
}
