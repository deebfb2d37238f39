//! What a text was probably meant to be that is almost JSON: the quotes are missing or of another kind, as
//! after a shell, in Python or in a document.

use super::Json;
use super::parse::MAX_DEPTH;

/// Pairs of quotes that people write for those of JSON.
const QUOTES: [(char, char); 7] = [
    ('"', '"'),
    ('\'', '\''),
    ('\u{201c}', '\u{201d}'),
    ('\u{201d}', '\u{201d}'),
    ('\u{201e}', '\u{201c}'),
    ('\u{2018}', '\u{2019}'),
    ('\u{ab}', '\u{bb}'),
];

/// What is not as in JSON, the most telling first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Slip {
    /// Typographic quotes.
    Typographic,
    /// Single quotes in the place of double ones.
    SingleQuotes,
    /// No quotes around a text.
    NoQuotes,
    /// A backslash that begins no escape.
    Backslash,
    /// A bracket or quote that is missing at the end.
    Open,
    /// A comma before a closing bracket, or more closing brackets than opening ones.
    Surplus,
}

/// A value, and what was not as in JSON.
#[derive(Debug)]
pub(crate) struct Lenient {
    pub(crate) value: Json,
    pub(crate) slips: Vec<Slip>,
}

/// Reads a text that is almost JSON; none if it cannot be understood.
pub(crate) fn read(text: &str) -> Option<Lenient> {
    let mut reader = Reader { rest: text.trim(), slips: Vec::new(), depth: 0 };
    let value = reader.value("")?;
    reader.skip_blanks();
    if !reader.rest.is_empty() && reader.rest.chars().all(|found| "]}'\" ".contains(found)) {
        reader.slips.push(Slip::Surplus);
        reader.rest = "";
    }
    let Reader { rest, mut slips, .. } = reader;
    slips.sort_unstable();
    slips.dedup();
    rest.is_empty().then_some(Lenient { value, slips })
}

struct Reader<'text> {
    rest: &'text str,
    slips: Vec<Slip>,
    depth: usize,
}

impl Reader<'_> {
    /// A value, which ends at one of the characters `ends` if it has no quotes.
    fn value(&mut self, ends: &str) -> Option<Json> {
        self.skip_blanks();
        match self.rest.chars().next()? {
            '[' => self.nested(Self::list),
            '{' => self.nested(Self::object),
            found => match QUOTES.iter().find(|(open, _)| *open == found) {
                Some(&(open, close)) => self.quoted(open, close).map(|text| Json::text(&text)),
                None => self.word(ends),
            },
        }
    }

    fn nested(&mut self, read: fn(&mut Self) -> Option<Json>) -> Option<Json> {
        self.depth += 1;
        self.take_char();
        let value = if self.depth < MAX_DEPTH { read(self) } else { None };
        self.depth -= 1;
        value
    }

    fn list(&mut self) -> Option<Json> {
        let mut items = Vec::new();
        loop {
            if self.ends(']', items.len()) {
                return Some(Json::List(items));
            }
            items.push(self.value(",]")?);
            if !self.goes_on(']')? {
                return Some(Json::List(items));
            }
        }
    }

    fn object(&mut self) -> Option<Json> {
        let mut members = Vec::new();
        loop {
            if self.ends('}', members.len()) {
                return Some(Json::Object(members));
            }
            let name = self.value(":")?;
            let name = name.as_text().unwrap_or_else(|| name.to_string());
            self.skip_blanks();
            self.rest = self.rest.strip_prefix(':')?;
            let Json::String(name) = Json::text(&name) else { return None };
            members.push((name, self.value(",}")?));
            if !self.goes_on('}')? {
                return Some(Json::Object(members));
            }
        }
    }

    /// Whether a list or object ends here; after a comma that is one slip, at the end of the text another.
    fn ends(&mut self, close: char, before: usize) -> bool {
        self.skip_blanks();
        if self.rest.is_empty() {
            self.slips.push(Slip::Open);
            return true;
        }
        let Some(rest) = self.rest.strip_prefix(close) else { return false };
        self.rest = rest;
        if before > 0 {
            self.slips.push(Slip::Surplus);
        }
        true
    }

    /// Whether another element follows.
    fn goes_on(&mut self, close: char) -> Option<bool> {
        self.skip_blanks();
        match self.take_char() {
            Some(',') => Some(true),
            Some(found) if found == close => Some(false),
            None => {
                self.slips.push(Slip::Open);
                Some(false)
            }
            Some(_) => None,
        }
    }

    fn quoted(&mut self, open: char, close: char) -> Option<String> {
        self.take_char();
        match open {
            '"' => {}
            '\'' => self.slips.push(Slip::SingleQuotes),
            _ => self.slips.push(Slip::Typographic),
        }
        let mut text = String::new();
        while let Some(found) = self.take_char() {
            match found {
                found if found == close => return Some(text),
                '\\' => self.escape(&mut text),
                found => text.push(found),
            }
        }
        self.slips.push(Slip::Open);
        Some(text.trim_end_matches([']', '}', ' ']).to_owned()).filter(|text| !text.contains(','))
    }

    /// An escape of JSON stays what it is, unless the text is a path of Windows: `C:\new`.
    fn escape(&mut self, text: &mut String) {
        let mut is_path = text.ends_with(':') || text.contains(":\\");
        match self.rest.chars().next() {
            Some(found @ ('"' | '\\' | '/' | '\'')) => {
                self.take_char();
                text.push(found);
            }
            Some('n') if !is_path => {
                self.take_char();
                text.push('\n');
            }
            Some('t') if !is_path => {
                self.take_char();
                text.push('\t');
            }
            _ => {
                is_path = true;
                text.push('\\');
            }
        }
        if is_path {
            self.slips.push(Slip::Backslash);
        }
    }

    /// A number, a word of JSON or Python, or a text without quotes.
    fn word(&mut self, ends: &str) -> Option<Json> {
        let end = self.rest.find(|found| ends.contains(found)).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at_checked(end)?;
        self.rest = rest;
        let word = word.trim_end();
        let python = match word {
            "" => return None,
            "True" => Some(Json::Bool(true)),
            "False" => Some(Json::Bool(false)),
            "None" => Some(Json::Null),
            _ => None,
        };
        if let Ok(value) = Json::parse(word) {
            return Some(value);
        }
        self.slips.push(Slip::NoQuotes);
        // A quote inside is the sign of something else.
        let is_clean = !word.contains(['"', '[', ']', '{', '}']);
        python.or_else(|| is_clean.then(|| Json::text(word)))
    }

    fn skip_blanks(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn take_char(&mut self) -> Option<char> {
        let mut chars = self.rest.chars();
        let found = chars.next();
        self.rest = chars.as_str();
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(text: &str) -> Option<String> {
        read(text).map(|lenient| lenient.value.to_string())
    }

    #[test]
    fn what_a_shell_python_or_a_document_made_of_json_is_understood() {
        let list = Some(r#"[["localhost", 4064]]"#.to_owned());
        for text in [
            r#"[["localhost", 4064]]"#,
            "[[localhost, 4064]]",
            "[['localhost', 4064]]",
            "[[\u{201c}localhost\u{201d}, 4064]]",
            r#"[["localhost", 4064]"#,
            r#"[["localhost", 4064],]"#,
            r#"[["localhost", 4064]]]"#,
        ] {
            assert_eq!(meant(text), list, "{text}");
        }
        assert_eq!(meant(r#"["C:\Temp\new"]"#).as_deref(), Some(r#"["C:\\Temp\\new"]"#));
        assert_eq!(meant("{a: True, 'b': None}").as_deref(), Some(r#"{"a": true, "b": null}"#));
        assert_eq!(meant("omero_figure").as_deref(), Some(r#""omero_figure""#));
        for text in ["", "[", "]", "[\"a\" \"b\"]", "{a}", "[a]b]"] {
            assert!(meant(text).is_none_or(|value| value == "[]"), "{text}");
        }
    }
}
