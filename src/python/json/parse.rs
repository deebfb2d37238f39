//! Reading JSON as Python's `json.loads` does.

use std::fmt::Write;
use std::ops::Range;

use super::Json;
use super::Number;
use crate::python::SyntaxError;

/// How deep lists and objects may stand inside one another; Python 3.11 gives up there.
const MAX_DEPTH: usize = 995;

/// How many digits Python takes in one integer (`sys.int_info.default_max_str_digits`).
const MAX_DIGITS: usize = 4300;

/// What is made of the parts of a text while it is read; a range is where a part is, in bytes.
pub trait Build {
    /// What a value becomes.
    type Value;
    /// What the members of an object become.
    type Object: Default;

    /// A value without parts.
    fn plain(&mut self, range: Range<usize>, value: Json) -> Self::Value;

    /// A list, which begins at an offset.
    fn list(&mut self, start: usize, items: Vec<Self::Value>) -> Self::Value;

    /// An object, which begins at an offset.
    fn object(&mut self, start: usize, members: Self::Object) -> Self::Value;

    /// Takes a member, whose name begins at an offset.
    fn member(
        &mut self,
        start: usize,
        name: Box<str>,
        value: Self::Value,
        members: &mut Self::Object,
    );
}

/// Reads a text that holds one value, and lets `build` make something of it.
pub fn parse<B: Build>(text: &str, build: &mut B) -> Result<B::Value, SyntaxError> {
    let mut parser = Parser { text, at: 0, depth: 0 };
    parser.skip_blanks();
    let value = parser.value(build)?;
    parser.skip_blanks();
    if parser.at < text.len() { Err(parser.error("more text after the value")) } else { Ok(value) }
}

/// Makes values of [`Json`]: the places do not matter.
pub(super) struct Values;

impl Build for Values {
    type Value = Json;
    type Object = Members;

    fn plain(&mut self, _: Range<usize>, value: Json) -> Json {
        value
    }

    fn list(&mut self, _: usize, items: Vec<Json>) -> Json {
        Json::List(items)
    }

    fn object(&mut self, _: usize, members: Members) -> Json {
        Json::Object(members.list)
    }

    fn member(&mut self, _: usize, name: Box<str>, value: Json, members: &mut Members) {
        members.put(name, value);
    }
}

struct Parser<'text> {
    text: &'text str,
    at: usize,
    depth: usize,
}

impl Parser<'_> {
    fn value<B: Build>(&mut self, build: &mut B) -> Result<B::Value, SyntaxError> {
        let start = self.at;
        let plain = match self.peek() {
            Some(b'[') => return self.nested(build, Self::list),
            Some(b'{') => return self.nested(build, Self::object),
            Some(b'"') => Json::String(self.string()?),
            _ => self.word().map_or_else(|| self.number(), Ok)?,
        };
        Ok(build.plain(start..self.at, plain))
    }

    fn nested<B: Build>(
        &mut self,
        build: &mut B,
        read: fn(&mut Self, &mut B) -> Result<B::Value, SyntaxError>,
    ) -> Result<B::Value, SyntaxError> {
        if self.depth == MAX_DEPTH {
            return Err(self.error("too many lists or objects inside one another"));
        }
        self.depth += 1;
        let value = read(self, build);
        self.depth -= 1;
        value
    }

    fn list<B: Build>(&mut self, build: &mut B) -> Result<B::Value, SyntaxError> {
        let start = self.open();
        let mut items = Vec::new();
        if self.take("]") {
            return Ok(build.list(start, items));
        }
        loop {
            items.push(self.value(build)?);
            if !self.goes_on("]", "`,` or `]` is missing")? {
                return Ok(build.list(start, items));
            }
        }
    }

    fn object<B: Build>(&mut self, build: &mut B) -> Result<B::Value, SyntaxError> {
        let start = self.open();
        let mut members = B::Object::default();
        if self.take("}") {
            return Ok(build.object(start, members));
        }
        loop {
            if self.peek() != Some(b'"') {
                return Err(self.error("a member name in double quotes is missing"));
            }
            let name_start = self.at;
            let name = self.string()?;
            self.skip_blanks();
            if !self.take(":") {
                return Err(self.error("`:` is missing"));
            }
            self.skip_blanks();
            let value = self.value(build)?;
            build.member(name_start, name, value, &mut members);
            if !self.goes_on("}", "`,` or `}` is missing")? {
                return Ok(build.object(start, members));
            }
        }
    }

    /// Passes an opening bracket, and tells where it is.
    fn open(&mut self) -> usize {
        let start = self.at;
        self.at += 1;
        self.skip_blanks();
        start
    }

    /// Whether another element follows after this one.
    fn goes_on(&mut self, end: &str, problem: &'static str) -> Result<bool, SyntaxError> {
        self.skip_blanks();
        if self.take(end) {
            return Ok(false);
        }
        if !self.take(",") {
            return Err(self.error(problem));
        }
        self.skip_blanks();
        Ok(true)
    }

    fn word(&mut self) -> Option<Json> {
        let float = |value| Json::Number(Number::Float(value));
        let words = [
            ("null", Json::Null),
            ("true", Json::Bool(true)),
            ("false", Json::Bool(false)),
            ("NaN", float(f64::NAN)),
            ("Infinity", float(f64::INFINITY)),
            ("-Infinity", float(f64::NEG_INFINITY)),
        ];
        words.into_iter().find_map(|(word, value)| self.take(word).then_some(value))
    }

    fn number(&mut self) -> Result<Json, SyntaxError> {
        let rest = self.rest();
        let integer = rest.strip_prefix('-').map_or(0, |_| 1);
        let integer = integer + whole_part(rest.get(integer..).unwrap_or_default());
        if integer == 0 || rest.get(..integer) == Some("-") {
            return Err(self.error("a value is missing"));
        }
        let fraction = fraction(rest.get(integer..).unwrap_or_default());
        let exponent = exponent(rest.get(integer + fraction..).unwrap_or_default());
        let number = rest.get(..integer + fraction + exponent).unwrap_or_default();
        let sign = usize::from(rest.starts_with('-'));
        if fraction + exponent == 0 && integer - sign > MAX_DIGITS {
            return Err(self.error("an integer of more than 4300 digits"));
        }
        let (number, length) = (Number::of(number), number.len());
        self.at += length;
        Ok(Json::Number(number))
    }

    fn string(&mut self) -> Result<Box<str>, SyntaxError> {
        let start = self.at;
        let open_end = |parser: &Self| parser.error_at(start, "the string does not end");
        self.at += 1;
        let mut escaped = String::new();
        loop {
            let plain = plain_beginning(self.rest());
            escaped.push_str(plain);
            self.at += plain.len();
            let Some(found) = self.rest().chars().next() else {
                return Err(open_end(self));
            };
            match found {
                '"' => {
                    self.at += 1;
                    return Ok(escaped.into());
                }
                '\\' if self.rest().len() == 1 => return Err(open_end(self)),
                '\\' => self.escape(&mut escaped)?,
                '\0'..='\x1F' => return Err(self.error("a control character in a string")),
                _ => {
                    self.at += found.len_utf8();
                    push_escaped(&mut escaped, found);
                }
            }
        }
    }

    fn escape(&mut self, escaped: &mut String) -> Result<(), SyntaxError> {
        const SHORT: [(&str, char); 8] = [
            ("\\\"", '"'),
            ("\\\\", '\\'),
            ("\\/", '/'),
            ("\\n", '\n'),
            ("\\r", '\r'),
            ("\\t", '\t'),
            ("\\b", '\u{8}'),
            ("\\f", '\u{C}'),
        ];
        if let Some((_, found)) = SHORT.iter().find(|(text, _)| self.take(text)) {
            push_escaped(escaped, *found);
            return Ok(());
        }
        let start = self.at;
        let is_unit = self.rest().starts_with("\\u");
        let Some(unit) = self.unit().filter(|_| !self.rest().is_empty()) else {
            // Python counts the mistake in `\u12` from the `u`.
            self.at = start + usize::from(is_unit);
            return Err(self.error("an unknown escape in a string"));
        };
        match char::from_u32(unit.into()) {
            Some(found) => push_escaped(escaped, found),
            // A surrogate: two halves stay two escapes, which is how the pair is written as well.
            None => push_unit(escaped, unit),
        }
        Ok(())
    }

    /// An escape of four hexadecimal digits.
    fn unit(&mut self) -> Option<u16> {
        let digits = self.rest().strip_prefix("\\u")?.get(..4)?;
        let hexadecimal = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        let unit = u16::from_str_radix(digits, 16).ok().filter(|_| hexadecimal)?;
        self.at += "\\u".len() + digits.len();
        Some(unit)
    }

    fn skip_blanks(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
    }

    fn take(&mut self, expected: &str) -> bool {
        let found = self.rest().starts_with(expected);
        if found {
            self.at += expected.len();
        }
        found
    }

    fn peek(&self) -> Option<u8> {
        self.rest().as_bytes().first().copied()
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn error(&self, problem: &'static str) -> SyntaxError {
        self.error_at(self.at, problem)
    }

    fn error_at(&self, at: usize, problem: &'static str) -> SyntaxError {
        let before = self.text.get(..at).unwrap_or_default();
        SyntaxError::new(before.chars().count(), problem)
    }
}

/// The members of an object: of equal names the last value counts, in the place of the first.
#[derive(Default)]
pub(super) struct Members {
    list: Vec<(Box<str>, Json)>,
    places: hashbrown::HashMap<Box<str>, usize>,
}

impl Members {
    fn put(&mut self, name: Box<str>, value: Json) {
        match self.places.get(&name).and_then(|&at| self.list.get_mut(at)) {
            Some(member) => member.1 = value,
            None => {
                self.places.insert(name.clone(), self.list.len());
                self.list.push((name, value));
            }
        }
    }
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

fn whole_part(text: &str) -> usize {
    if text.starts_with('0') { 1 } else { digits(text) }
}

fn fraction(text: &str) -> usize {
    match text.strip_prefix('.').map(digits) {
        None | Some(0) => 0,
        Some(count) => 1 + count,
    }
}

fn exponent(text: &str) -> usize {
    let Some(rest) = text.strip_prefix(['e', 'E']) else { return 0 };
    let sign = usize::from(rest.starts_with(['+', '-']));
    match digits(rest.get(sign..).unwrap_or_default()) {
        0 => 0,
        count => 1 + sign + count,
    }
}

/// What stands before the first character that is written otherwise in a string, or that ends it.
fn plain_beginning(text: &str) -> &str {
    let is_plain = |byte: &u8| matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\');
    let end = text.bytes().position(|byte| !is_plain(&byte)).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

fn push_escaped(out: &mut String, character: char) {
    match character {
        '"' => out.push_str("\\\""),
        '\\' => out.push_str("\\\\"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        '\u{8}' => out.push_str("\\b"),
        '\u{C}' => out.push_str("\\f"),
        ' '..='~' => out.push(character),
        _ => character.encode_utf16(&mut [0; 2]).iter().for_each(|&unit| push_unit(out, unit)),
    }
}

fn push_unit(out: &mut String, unit: u16) {
    // Writing to a string can't fail.
    let _ = write!(out, "\\u{unit:04x}");
}

/// The text of a string between its quotes, in ASCII.
pub(super) fn escape(text: &str) -> String {
    let plain = plain_beginning(text);
    let mut escaped = String::with_capacity(text.len());
    escaped.push_str(plain);
    text.chars().skip(plain.len()).for_each(|found| push_escaped(&mut escaped, found));
    escaped
}

/// The text that an escaped one stands for; none if it has lone surrogates.
pub(super) fn unescape(escaped: &str) -> Option<String> {
    if !escaped.contains('\\') {
        return Some(escaped.to_owned());
    }
    let mut units = Vec::with_capacity(escaped.len());
    let mut rest = escaped.chars();
    while let Some(found) = rest.next() {
        let unit = match found {
            '\\' => match rest.next()? {
                'n' => u16::from(b'\n'),
                'r' => u16::from(b'\r'),
                't' => u16::from(b'\t'),
                'b' => 8,
                'f' => 12,
                'u' => u16::from_str_radix(&rest.by_ref().take(4).collect::<String>(), 16).ok()?,
                other => u16::try_from(u32::from(other)).ok()?,
            },
            other => u16::try_from(u32::from(other)).ok()?,
        };
        units.push(unit);
    }
    String::from_utf16(&units).ok()
}
