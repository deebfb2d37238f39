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

/// A change that somebody made in a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The property.
    pub key: String,
    /// Its value before; none if it was not set.
    pub before: Option<String>,
    /// Its value now and the line, from 1, where it stands; none if it was removed.
    pub after: Option<(String, usize)>,
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

/// What differs between two drafts, in the order of the second, then what it lacks.
pub fn changes(before: &str, after: &str) -> Result<Vec<Change>, DraftError> {
    let before = Values::read(before)?;
    let after = Values::read(after)?;
    let set = after.lines.iter().filter(|line| before.get(&line.key) != Some(&line.value));
    let set = set.map(|line| Change {
        key: line.key.clone(),
        before: before.get(&line.key).cloned(),
        after: Some((line.value.clone(), line.number)),
    });
    let removed = before.lines.iter().filter(|line| after.get(&line.key).is_none());
    let removed = removed.map(|line| Change {
        key: line.key.clone(),
        before: Some(line.value.clone()),
        after: None,
    });
    Ok(set.chain(removed).collect())
}

/// A line of a draft, or several that go on in one another.
struct Line {
    number: usize,
    key: String,
    value: String,
}

/// What a draft says: each key once; of two lines with one key the last counts.
struct Values {
    lines: Vec<Line>,
    places: HashMap<String, usize>,
}

impl Values {
    fn read(text: &str) -> Result<Self, DraftError> {
        let mut values = Self { lines: Vec::new(), places: HashMap::new() };
        for found in assignments::read(text)? {
            values.put(line(found)?);
        }
        Ok(values)
    }

    fn put(&mut self, line: Line) {
        match self.places.get(&line.key).and_then(|&at| self.lines.get_mut(at)) {
            Some(known) => *known = line,
            None => {
                self.places.insert(line.key.clone(), self.lines.len());
                self.lines.push(line);
            }
        }
    }

    fn get(&self, key: &str) -> Option<&String> {
        self.lines.get(*self.places.get(key)?).map(|line| &line.value)
    }
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
        let read = Values::read(&draft).unwrap();
        let read: Vec<_> = read.lines.iter().map(|line| &*line.value).collect();
        assert_eq!(read, values);
    }

    #[test]
    fn changes_name_what_was_before_and_the_line() {
        let found = changes("a=1\nb=2\n", "b=3\nc=4\n").unwrap();
        let change = |key: &str, before: Option<&str>, after: Option<(&str, usize)>| Change {
            key: key.to_owned(),
            before: before.map(str::to_owned),
            after: after.map(|(value, line)| (value.to_owned(), line)),
        };
        let expected = [
            change("b", Some("2"), Some(("3", 1))),
            change("c", None, Some(("4", 2))),
            change("a", Some("1"), None),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_name_that_cannot_be_written_is_left_out() {
        let names = ["", "#a", "a=b", "a\nb", " a", "a:json"];
        assert_eq!(write(names.into_iter().map(|name| (name, "1"))), HEAD);
    }
}
