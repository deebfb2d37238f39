//! Goes through a text once and notes which parts of it are secret.

mod addresses;
mod settings;

use std::borrow::Cow;
use std::ops::Range;

use super::MASK;
use super::names::is_secret;
use super::signs::Sign;
use super::signs::signs;

/// Strings inside one another that are kept apart; more are in no text of a person.
const MOST_OPEN_STRINGS: usize = 8;

/// What a colon means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// The end of a name: YAML, Python, headers of HTTP.
    Text,
    /// That too, but only after a name in quotes: a sentence has colons.
    Message,
}

pub(super) struct Scanner<'text> {
    text: &'text str,
    kind: Kind,
    signs: Vec<Sign>,
    /// The word that the next `=` or `:` gives a value to.
    name: Option<Name<'text>>,
    /// Quotes of the strings that the place is inside.
    open: Vec<Sign>,
    /// Whether a member `value` belongs to a secret.
    names_secret: bool,
    /// Whether the next word is the name of a setting.
    follows_label: bool,
    parts: Vec<Part>,
}

/// A word that can be a name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Name<'text> {
    pub(super) text: &'text str,
    /// The sign after it.
    end: usize,
    /// The quote that ends it, if one does.
    pub(super) quote: Option<Sign>,
    /// Whether it is that of an element of XML.
    is_element: bool,
}

/// A secret: bytes of the text, and what is shown for them.
pub(super) struct Part {
    pub(super) range: Range<usize>,
    pub(super) instead: String,
}

impl<'text> Scanner<'text> {
    pub(super) fn of_text(text: &'text str) -> Self {
        Self::new(text, Kind::Text)
    }

    pub(super) fn of_message(text: &'text str) -> Self {
        Self::new(text, Kind::Message)
    }

    fn new(text: &'text str, kind: Kind) -> Self {
        Self {
            text,
            kind,
            signs: signs(text),
            name: None,
            open: Vec::new(),
            names_secret: false,
            follows_label: false,
            parts: Vec::new(),
        }
    }

    /// The text with masks in the place of secrets.
    pub(super) fn redacted(mut self) -> Cow<'text, str> {
        let mut at = 0;
        while let Some(sign) = self.signs.get(at) {
            let next = self.step(at, sign.found);
            at = next.max(at + 1);
        }
        if self.parts.is_empty() {
            return self.text.into();
        }
        let mut shown = String::with_capacity(self.text.len());
        let mut copied = 0;
        for Part { range, instead } in &self.parts {
            shown.push_str(self.text.get(copied..range.start).unwrap_or_default());
            shown.push_str(instead);
            copied = range.end;
        }
        shown.push_str(self.text.get(copied..).unwrap_or_default());
        shown.into()
    }

    /// Checks the sign at a place; returns where to go on.
    fn step(&mut self, at: usize, found: char) -> usize {
        match found {
            found if is_part_of_name(found) => self.word(at),
            ':' if self.follows(at, "://") => self.url(at),
            '/' if self.follows(at, "//") && !self.is_in_path(at) => self.url_without_scheme(at),
            '=' | ':' => self.separator(at),
            '"' | '\'' => self.quote(at),
            // Messages put what they quote between backticks.
            '`' if self.kind == Kind::Message => self.quote(at),
            '>' => self.end_of_tag(at),
            ' ' | '\t' => self.space(at),
            ']' | ')' | '\\' => at + 1,
            _ => {
                self.names_secret &= found != '}';
                self.name = None;
                at + 1
            }
        }
    }

    fn word(&mut self, at: usize) -> usize {
        let rest = self.signs.get(at..).unwrap_or_default();
        let length = rest.iter().position(|sign| !is_part_of_name(sign.found));
        let end = at + length.unwrap_or(rest.len());
        let is_element = at > 0 && self.sign(at - 1).is_some_and(|before| before.found == '<');
        let text = self.slice(at..end);
        if self.follows_label {
            self.names_secret = is_secret(&unescaped(text, rest.get(..end - at)));
            self.follows_label = false;
        }
        self.name = Some(Name { text, end, quote: None, is_element });
        if text.ends_with("PRIVATE") && self.follows(end, " KEY-----") {
            return self.private_key(end + " KEY-----".len());
        }
        end
    }

    /// A key in the notation of PEM, up to the line that ends it.
    fn private_key(&mut self, at: usize) -> usize {
        let start = self.offset(at);
        let rest = self.text.get(start..).unwrap_or_default();
        let end = rest.find("-----END").map_or(self.text.len(), |length| start + length);
        self.part(start..end, MASK.to_owned());
        let behind = end + "-----END RSA PRIVATE KEY-----".len();
        self.signs.partition_point(|sign| sign.at < behind)
    }

    fn quote(&mut self, at: usize) -> usize {
        let Some(quote) = self.sign(at) else { return at + 1 };
        let closed = self.open.iter().rposition(|open| is_same(*open, quote));
        if let Some(closed) = closed {
            self.open.truncate(closed);
            if let Some(name) =
                self.name.as_mut().filter(|name| name.end == at && quote.found != '`')
            {
                (name.end, name.quote) = (at + 1, Some(quote));
            }
        } else {
            self.name = None;
            let before = at.checked_sub(1).and_then(|before| self.sign(before));
            let opens = before.is_none_or(|before| !before.found.is_alphanumeric());
            if (opens || self.is_prefix(at)) && self.open.len() < MOST_OPEN_STRINGS {
                self.open.push(quote);
            }
        }
        at + 1
    }

    /// Whether a letter of Python is before the quote, as in `u'...'`.
    fn is_prefix(&self, at: usize) -> bool {
        let is_letter = at.checked_sub(1).and_then(|before| self.sign(before));
        let before = at.checked_sub(2).and_then(|before| self.sign(before));
        is_letter.is_some_and(|sign| matches!(sign.found, 'u' | 'b' | 'r' | 'f'))
            && before.is_none_or(|sign| !sign.found.is_alphanumeric())
    }

    fn follows(&self, at: usize, text: &str) -> bool {
        let signs = self.signs.get(at..).unwrap_or_default();
        let same = text.chars().zip(signs).filter(|(wanted, sign)| *wanted == sign.found);
        same.count() == text.len()
    }

    fn part(&mut self, range: Range<usize>, instead: String) {
        let is_new = self.parts.last().is_none_or(|last| last.range.end <= range.start);
        if is_new && !range.is_empty() {
            self.parts.push(Part { range, instead });
        }
    }

    fn sign(&self, at: usize) -> Option<Sign> {
        self.signs.get(at).copied()
    }

    /// The byte at which a sign is written.
    fn offset(&self, at: usize) -> usize {
        self.sign(at).map_or(self.text.len(), |sign| sign.at)
    }

    fn slice(&self, range: Range<usize>) -> &'text str {
        self.text.get(self.offset(range.start)..self.offset(range.end)).unwrap_or_default()
    }
}

pub(super) fn is_part_of_name(found: char) -> bool {
    found.is_alphanumeric() || matches!(found, '.' | '_' | '-' | '%')
}

/// Whether a quote ends the string that another one begins.
pub(super) fn is_same(open: Sign, quote: Sign) -> bool {
    open.found == quote.found && quote.depth <= open.depth
}

/// A name with its escapes resolved.
fn unescaped<'text>(text: &'text str, signs: Option<&[Sign]>) -> Cow<'text, str> {
    match signs.filter(|_| text.contains('\\')) {
        Some(signs) => signs.iter().map(|sign| sign.found).collect(),
        None => text.into(),
    }
}
