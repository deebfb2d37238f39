//! Reading JSON as Python's `json.loads` does.

use super::Json;
use super::Number;
use super::build::Build;
use super::string::plain_beginning;
use super::string::push_escaped;
use super::string::push_unit;
use crate::python::SyntaxError;

/// How deep lists and objects may be nested; Python 3.11 gives up there.
pub(super) const MAX_DEPTH: usize = 995;

/// How many digits Python takes in one integer (`sys.int_info.default_max_str_digits`).
const MAX_DIGITS: usize = 4300;

/// Reads a text that holds one value, and lets `build` make something of it.
pub(crate) fn parse<B: Build>(text: &str, build: &mut B) -> Result<B::Value, SyntaxError> {
    let mut parser = Parser { text, at: 0, depth: 0 };
    parser.skip_blanks();
    let value = parser.value(build)?;
    parser.skip_blanks();
    if parser.at < text.len() { Err(parser.error("more text after the value")) } else { Ok(value) }
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
            return Err(self.error("too many levels of nested lists or objects"));
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

    /// Reads an opening bracket, and returns its position.
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
        let open_end = |parser: &Self| parser.error_at(start, "the string has no closing quote");
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
