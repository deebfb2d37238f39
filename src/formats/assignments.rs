//! `KEY=VALUE` lines, the text that `config load` reads.

use crate::model::Location;
use crate::python::is_blank;

/// A key and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Assignment {
    pub key: String,
    pub value: String,
}

/// An assignment in a text, and where it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub assignment: Assignment,
    pub location: Location,
}

/// A backslash at the end of the text, with nothing to go on with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("line {line} ends in a backslash, but no line follows")]
pub(crate) struct Dangling {
    pub line: usize,
}

/// The assignments of a text, line by line: the key is before the first `=`, the value after it, and empty
/// without `=`.
///
/// Whitespace around a line is ignored, as are empty lines and lines beginning with `#`; a line that
/// ends in a backslash goes on in the next one, whose leading spaces are kept. There are no other
/// escapes.
pub(crate) fn read(text: &str) -> Result<Vec<Entry>, Dangling> {
    let mut entries = Vec::new();
    let mut begun: Option<(usize, String)> = None;
    for (line, text) in (1..).zip(text.split_terminator('\n')) {
        let (first, joined) = match begun.take() {
            None => (line, trim(text).to_owned()),
            Some((first, joined)) => (first, joined + trim_end(text)),
        };
        if joined.starts_with('#') {
            continue;
        }
        match joined.strip_suffix('\\') {
            Some(open) => begun = Some((first, open.to_owned())),
            None => entries.extend(entry(Location::of_line(first), &joined)),
        }
    }
    match begun {
        Some((line, _)) => Err(Dangling { line }),
        None => Ok(entries),
    }
}

fn entry(location: Location, text: &str) -> Option<Entry> {
    let (key, value) = text.split_once('=').unwrap_or((text, ""));
    let assignment = || Assignment { key: key.to_owned(), value: value.to_owned() };
    (!key.is_empty()).then(|| Entry { assignment: assignment(), location })
}

fn trim(text: &str) -> &str {
    text.trim_matches(is_blank)
}

fn trim_end(text: &str) -> &str {
    text.trim_end_matches(is_blank)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(text: &str) -> Vec<(usize, String, String)> {
        let read = read(text).unwrap().into_iter();
        read.map(|Entry { assignment: Assignment { key, value }, location }| {
            (location.line, key, value)
        })
        .collect()
    }

    #[test]
    fn lines_are_read_as_the_python_tool_reads_them() {
        for (text, line, key, value) in [
            (" A=B=C \r\n", 1, "A", "B=C"),
            ("# c\n\nA\n", 3, "A", ""),
            ("A=B\\\n   C\n", 1, "A", "B   C"),
            ("A=B\\\n# c\n", 1, "A", "B# c"),
            ("A=B\\\\\nC\n", 1, "A", "B\\C"),
            ("\\\nA=B\n", 1, "A", "B"),
            ("A= B # c\n", 1, "A", " B # c"),
        ] {
            assert_eq!(pairs(text), [(line, key.to_owned(), value.to_owned())], "{text:?}");
        }
    }

    #[test]
    fn an_empty_key_is_passed_over() {
        assert_eq!(pairs("=B\n==\n"), []);
    }

    #[test]
    fn a_backslash_at_the_end_is_told() {
        assert_eq!(read("A=B\nC=D\\\n"), Err(Dangling { line: 2 }));
    }

    #[test]
    fn a_line_that_ends_in_a_backslash_goes_on_in_the_next() {
        let read = read("# mail\nomero.mail.host=\\\nlocalhost\n").unwrap();
        assert_eq!((read[0].location.line, &*read[0].assignment.value), (2, "localhost"));
    }
}
