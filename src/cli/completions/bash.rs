//! Words as bash has them before the line is ended: quotes may be open, and words are cut at `:` and `=`.
//!
//! Bash replaces the text after the last such character, or after the open quote, with a candidate. So
//! only the rest of a candidate is passed, quoted for that place.

use crate::python::shlex;

/// A line up to the cursor.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Split {
    /// The words without quotes; the last one is the cursor's and can be empty.
    pub(crate) words: Vec<String>,
    /// How the last word is written in the line.
    last: Last,
}

#[derive(Debug, Default, PartialEq, Eq)]
struct Last {
    /// The quote that is open.
    quote: Option<char>,
    /// How many bytes of the word bash leaves as they are.
    kept: usize,
}

impl Split {
    /// Splits a line at spaces; its last word is also cut at each of `breaks`.
    pub(crate) fn of(line: &str, breaks: &str) -> Self {
        let mut words = Vec::new();
        let mut word: Option<String> = None;
        let mut last = Last::default();
        let mut rest = line.chars();
        while let Some(found) = rest.next() {
            if last.quote.is_none() && matches!(found, ' ' | '\t' | '\n') {
                words.extend(word.take());
                last = Last::default();
                continue;
            }
            let word = word.get_or_insert_default();
            match (found, last.quote) {
                (found, Some(quote)) if found == quote => last.quote = None,
                ('\\', None | Some('"')) => word.extend(rest.next()),
                ('\'' | '"', None) => last = Last { quote: Some(found), kept: word.len() },
                (found, quote) => {
                    word.push(found);
                    if quote.is_none() && breaks.contains(found) {
                        last.kept = word.len();
                    }
                }
            }
        }
        words.push(word.unwrap_or_default());
        Self { words, last }
    }

    /// What bash has to put in for `value`, which begins with the last word; none if it cannot.
    pub(crate) fn rest(&self, value: &str) -> Option<String> {
        let rest = value.get(self.last.kept..)?;
        match self.last.quote {
            None => Some(shlex::quote(rest)),
            Some('\'') => (!rest.contains('\'')).then(|| rest.to_owned()),
            Some(_) => Some(escaped(rest)),
        }
    }
}

/// As between double quotes.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for found in text.chars() {
        if matches!(found, '"' | '\\' | '$' | '`') {
            escaped.push('\\');
        }
        escaped.push(found);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_word_is_the_one_at_the_cursor() {
        for (line, words) in [
            ("omero ", &["omero", ""][..]),
            ("omero  config\tget", &["omero", "config", "get"]),
            ("omero 'a b", &["omero", "a b"]),
            ("omero '' x", &["omero", "", "x"]),
            ("omero \"a\\\"b", &["omero", "a\"b"]),
            ("omero a\\ b'c d'e", &["omero", "a bc de"]),
            ("omero a\\", &["omero", "a"]),
            ("", &[""]),
        ] {
            assert_eq!(Split::of(line, "=:").words, words, "{line}");
        }
    }

    #[test]
    fn what_is_put_in_continues_what_stands_there() {
        for (line, value, rest) in [
            ("o get omero.w", "omero.web", "omero.web"),
            ("o --source=/e", "--source=/etc", "/etc"),
            ("o ldap://h", "ldap://host:389", "//host:389"),
            ("o ", "[\"a\"]", "'[\"a\"]'"),
            ("o '[", "[\"a b\"]", "[\"a b\"]"),
            ("o \"[", "[\"$a\"]", "[\\\"\\$a\\\"]"),
            ("o k'a:b", "ka:bc", "a:bc"),
        ] {
            assert_eq!(Split::of(line, "=:\"'").rest(value).as_deref(), Some(rest), "{line}");
        }
        assert_eq!(Split::of("o 'i", "").rest("it's"), None);
    }
}
