//! `KEY=VALUE` lines, the text that `config load` reads.

use crate::python::is_blank;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Assignment {
    /// The line, from 1, on which it begins.
    pub line: usize,
    /// What is before the first `=`.
    pub key: String,
    /// What is behind it; empty without `=`.
    pub value: String,
}

/// A backslash at the end of the text, with nothing to go on with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("line {line} ends in a backslash, but no line follows")]
pub(crate) struct Dangling {
    pub line: usize,
}

/// The assignments of a text, line by line.
///
/// White space around a line doesn't count, empty lines and lines beginning with `#` neither; a line
/// that ends in a backslash goes on in the next one, whose leading blanks count. There are no other
/// escapes.
pub(crate) fn read(text: &str) -> Result<Vec<Assignment>, Dangling> {
    let mut assignments = Vec::new();
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
            None => assignments.extend(assignment(first, &joined)),
        }
    }
    match begun {
        Some((line, _)) => Err(Dangling { line }),
        None => Ok(assignments),
    }
}

fn assignment(line: usize, text: &str) -> Option<Assignment> {
    let (key, value) = text.split_once('=').unwrap_or((text, ""));
    (!key.is_empty()).then(|| Assignment { line, key: key.to_owned(), value: value.to_owned() })
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
        read.map(|found| (found.line, found.key, found.value)).collect()
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
        assert_eq!((read[0].line, &*read[0].value), (2, "localhost"));
    }
}
