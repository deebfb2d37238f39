//! The text in which `config edit` shows a profile, and what was changed in it.
//!
//! `KEY=VALUE` lines as in [`assignments`]. What such a line can't hold (a line break, blanks at the
//! ends, a backslash at the end) is written as `KEY:json="..."`; no legal key contains a colon.

use std::collections::HashMap;

use super::assignments;
use super::assignments::Assignment;
use super::assignments::Dangling;
use super::assignments::is_blank;
use super::quoted::quoted;
use crate::model::Change;
use crate::model::changes;

/// A change that somebody made in a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// What is changed.
    pub change: Change,
    /// The line, from 1, where the new value stands; none if the property was removed.
    pub line: Option<usize>,
}

/// Why a draft can't be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DraftError {
    /// The last line goes on nowhere.
    #[error(transparent)]
    Dangling(#[from] Dangling),
    /// What follows `:json=` is no JSON string.
    #[error("line {line}: the value of `{key}` is no JSON string in double quotes")]
    NoString {
        /// The line, from 1.
        line: usize,
        /// The property.
        key: String,
    },
}

/// Behind the key of a value in JSON notation.
const JSON_MARK: &str = ":json";

/// The first lines of every draft.
const HEAD: &str = "\
# One property a line: KEY=VALUE. Change, add or delete lines, then save and leave the editor.
# KEY:json=\"...\" holds a value that needs JSON notation, for example because it has line breaks.
";

/// The text of a draft. Properties whose names can't be written are left out and so stay as they are.
pub fn write<'profile>(properties: impl Iterator<Item = (&'profile str, &'profile str)>) -> String {
    let mut text = HEAD.to_owned();
    for (key, value) in properties {
        if !is_writable(key) {
            continue;
        }
        if is_plain(value) {
            text.extend([key, "=", value, "\n"]);
        } else {
            text.extend([key, JSON_MARK, "=", &quoted(value), "\n"]);
        }
    }
    text
}

/// What differs between two drafts, in the order of the second, then what it lacks. Of two lines with
/// one key the last counts.
pub fn revisions(before: &str, after: &str) -> Result<Vec<Revision>, DraftError> {
    let (before, after) = (read(before)?, read(after)?);
    let numbers: HashMap<_, _> = after.iter().map(|line| (&*line.key, line.number)).collect();
    let found = changes(&pairs(&before), &pairs(&after)).into_iter();
    let revision = |change: Change| Revision { line: numbers.get(&*change.key).copied(), change };
    Ok(found.map(revision).collect())
}

/// A line of a draft, or several that go on in one another.
struct Line {
    number: usize,
    key: String,
    value: String,
}

fn read(text: &str) -> Result<Vec<Line>, DraftError> {
    assignments::read(text)?.into_iter().map(line).collect()
}

fn pairs(lines: &[Line]) -> Vec<(&str, &str)> {
    lines.iter().map(|line| (&*line.key, &*line.value)).collect()
}

fn line(found: Assignment) -> Result<Line, DraftError> {
    let Assignment { line: number, key, value } = found;
    let Some(name) = key.strip_suffix(JSON_MARK) else { return Ok(Line { number, key, value }) };
    let no_string = || DraftError::NoString { line: number, key: name.to_owned() };
    let value = unquoted(&value).ok_or_else(no_string)?;
    Ok(Line { number, key: name.to_owned(), value })
}

/// Whether a line can begin with `key`.
fn is_writable(key: &str) -> bool {
    let outer = key.starts_with(is_blank) || key.ends_with(is_blank);
    !key.is_empty() && !outer && !key.starts_with('#') && !key.contains(['=', '\n', ':'])
}

/// Whether the rest of a line can hold `value`.
fn is_plain(value: &str) -> bool {
    !value.contains(['\n', '\r']) && !value.ends_with('\\') && !value.ends_with(is_blank)
}

fn unquoted(text: &str) -> Option<String> {
    crate::model::Json::parse(text).ok()?.as_text()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_a_value_holds_it_comes_back_from_an_untouched_draft() {
        let values = ["", " x ", "a\nB=7", "C:\\dir\\", "\t", "é\r", "\"quoted\"", "[1, \"a\"]"];
        let keys: Vec<_> = (0..values.len()).map(|number| format!("key.{number}")).collect();
        let draft = write(keys.iter().map(String::as_str).zip(values));
        let read = read(&draft).unwrap();
        let read: Vec<_> = read.iter().map(|line| &*line.value).collect();
        assert_eq!(read, values);
    }

    #[test]
    fn changes_name_what_was_before_and_the_line() {
        let found = revisions("a=1\nb=2\n", "b=3\nc=4\n").unwrap();
        let shown = found.iter().map(|Revision { change, line }| {
            (&*change.key, change.before.as_deref(), change.after.as_deref(), *line)
        });
        let expected = [
            ("b", Some("2"), Some("3"), Some(1)),
            ("c", None, Some("4"), Some(2)),
            ("a", Some("1"), None, None),
        ];
        assert_eq!(shown.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_name_that_cannot_be_written_is_left_out() {
        let names = ["", "#a", "a=b", "a\nb", " a", "a:json"];
        assert_eq!(write(names.into_iter().map(|name| (name, "1"))), HEAD);
    }
}
