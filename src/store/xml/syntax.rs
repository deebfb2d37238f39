//! Rules of XML 1.0 for everything but tags: characters, text, references, comments, processing
//! instructions and the XML declaration.
//!
//! The tokenizer of quick-xml only looks for the ends of tokens; these rules decide what is in them. In
//! each of them a problem is counted from the start of the text that is given.

use super::error::Malformed;
use super::names::end_of_name;
use super::syntax_error::SyntaxError;
use crate::model::is_xml_character;

/// Whitespace (XML 1.0, section 2.3, `S`).
pub(super) const WHITESPACE: [char; 4] = [' ', '\t', '\n', '\r'];

pub(super) fn is_whitespace(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

/// Where whitespace ends that starts at the byte `from`.
pub(super) fn end_of_whitespace(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    while bytes.get(at).copied().is_some_and(is_whitespace) {
        at += 1;
    }
    at
}

/// Which whitespace a text has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whitespace {
    /// Spaces and line feeds, as in files that we wrote.
    Plain,
    /// Tabs and carriage returns too, or it was not checked.
    Any,
}

/// Every character has to be allowed (section 2.2, `Char`), wherever it is.
pub(super) fn check_characters(text: &str) -> Result<Whitespace, Malformed> {
    // Most files have none of these bytes.
    if !has_byte(text, |byte| (byte < b' ' && byte != b'\n') || byte == 0xEF) {
        return Ok(Whitespace::Plain);
    }
    let is_control = |byte| byte < b' ' && byte != b'\t' && byte != b'\n' && byte != b'\r';
    if !has_byte(text, |byte| is_control(byte) || byte == 0xEF) {
        return Ok(Whitespace::Any);
    }
    match text.char_indices().find(|&(_, found)| !is_xml_character(found)) {
        Some((at, found)) => Err(Malformed::new(at, SyntaxError::Character(found))),
        None => Ok(Whitespace::Any),
    }
}

/// Whether there is such a byte. Without early exits, the compiler makes vector instructions of this.
fn has_byte(text: &str, is_such: impl Fn(u8) -> bool) -> bool {
    let mut chunks = text.as_bytes().chunks(256);
    chunks.any(|chunk| chunk.iter().fold(false, |found, &byte| found | is_such(byte)))
}

/// Text between markup (section 2.4, `CharData`).
pub(super) fn check_text(text: &str) -> Result<(), Malformed> {
    match text.find("]]>") {
        Some(at) => Err(Malformed::new(at, SyntaxError::EndOfCharacterData)),
        None => Ok(()),
    }
}

/// The content of a comment (section 2.5, `Comment`).
pub(super) fn check_comment(content: &str) -> Result<(), Malformed> {
    match content.find("--") {
        Some(at) => Err(Malformed::new(at, SyntaxError::Hyphens)),
        None if content.ends_with('-') => {
            Err(Malformed::new(content.len() - 1, SyntaxError::Hyphens))
        }
        None => Ok(()),
    }
}

/// The content of a processing instruction (section 2.6, `PI`); whether it is an XML declaration.
pub(super) fn check_instruction(content: &str) -> Result<bool, Malformed> {
    let end = end_of_name(content, 0);
    let name = content.get(..end).unwrap_or_default();
    let is_ended = content.as_bytes().get(end).copied().is_none_or(is_whitespace);
    if name.is_empty() || !is_ended {
        return Err(Malformed::new(
            0,
            SyntaxError::Expected("the name of a processing instruction"),
        ));
    }
    if name.eq_ignore_ascii_case("xml") && name != "xml" {
        return Err(Malformed::new(0, SyntaxError::InstructionName(name.into())));
    }
    Ok(name == "xml")
}

/// The character of a reference, from what is between `&` and `;`: one of the five entities of section
/// 4.6, or a number (section 4.1, `CharRef`).
pub(super) fn reference(name: &str) -> Result<char, SyntaxError> {
    Ok(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => match name.strip_prefix('#') {
            Some(number) => numbered(number, name)?,
            None if !name.is_empty() && end_of_name(name, 0) == name.len() => {
                return Err(SyntaxError::Entity(name.into()));
            }
            None => return Err(SyntaxError::Ampersand),
        },
    })
}

fn numbered(number: &str, name: &str) -> Result<char, SyntaxError> {
    let (digits, base) = match number.strip_prefix('x') {
        Some(digits) => (digits, 16),
        None => (number, 10),
    };
    let mut code: u32 = 0;
    for digit in digits.chars() {
        let digit = digit.to_digit(base).ok_or(SyntaxError::Ampersand)?;
        code = code.saturating_mul(base).saturating_add(digit);
    }
    if digits.is_empty() {
        return Err(SyntaxError::Ampersand);
    }
    char::from_u32(code)
        .filter(|&found| is_xml_character(found))
        .ok_or_else(|| SyntaxError::CharacterReference(name.into()))
}

/// Appends the value of an attribute to `value`, from what is between its quotes: references are
/// replaced, and each whitespace character becomes a space, `\r\n` a single one (sections 2.11, 3.1 and
/// 3.3.3).
pub(super) fn append_value(raw: &str, value: &mut String) -> Result<(), Malformed> {
    let is_special = |byte: u8| matches!(byte, b'<' | b'&' | b'\t' | b'\n' | b'\r');
    let mut rest = raw;
    while let Some(at) = rest.bytes().position(is_special) {
        let (plain, special) = rest.split_at(at);
        value.push_str(plain);
        let place = raw.len() - special.len();
        let malformed = |problem| Malformed::new(place, problem);
        let (found, length) = match special.as_bytes() {
            [b'<', ..] => return Err(malformed(SyntaxError::LessThan)),
            [b'&', after @ ..] => {
                let end = after.iter().position(|&byte| byte == b';');
                let end = end.ok_or_else(|| malformed(SyntaxError::Ampersand))?;
                let name = special.get(1..=end).unwrap_or_default();
                (reference(name).map_err(malformed)?, end + 2)
            }
            [b'\r', b'\n', ..] => (' ', 2),
            _ => (' ', 1),
        };
        value.push(found);
        rest = special.get(length..).unwrap_or_default();
    }
    value.push_str(rest);
    Ok(())
}

/// The encoding that an XML declaration names, from what is between `<?` and `?>` (sections 2.8, 2.9
/// and 4.3.3). As expat does, it takes any version.
pub(super) fn declaration(content: &str) -> Result<Option<&str>, Malformed> {
    let mut rest = PseudoAttributes { content, at: "xml".len() };
    let mut found = rest.next()?;
    let Some(("version", _)) = found else {
        return Err(rest.expected("`version` in the XML declaration"));
    };
    found = rest.next()?;
    let mut encoding = None;
    if let Some(("encoding", name)) = found {
        if !name.starts_with(|first: char| first.is_ascii_alphabetic()) {
            return Err(rest.expected("the name of an encoding"));
        }
        encoding = Some(name);
        found = rest.next()?;
    }
    if let Some(("standalone", choice)) = found {
        if !matches!(choice, "yes" | "no") {
            return Err(rest.expected("`yes` or `no` for `standalone`"));
        }
        found = rest.next()?;
    }
    match found {
        None => Ok(encoding),
        Some(_) => Err(rest.expected("the end of the XML declaration")),
    }
}

/// What looks like attributes in an XML declaration.
struct PseudoAttributes<'text> {
    content: &'text str,
    at: usize,
}

impl<'text> PseudoAttributes<'text> {
    fn next(&mut self) -> Result<Option<(&'text str, &'text str)>, Malformed> {
        let from = end_of_whitespace(self.content, self.at);
        if from == self.content.len() {
            return Ok(None);
        }
        let end = end_of_name(self.content, from);
        let equals = end_of_whitespace(self.content, end);
        let quote = end_of_whitespace(self.content, equals + 1);
        let bytes = self.content.as_bytes();
        let mark = bytes.get(quote).copied().filter(|mark| matches!(mark, b'"' | b'\''));
        let (Some(mark), Some(b'=')) = (mark, bytes.get(equals)) else {
            return Err(self.expected("`NAME=\"VALUE\"` in the XML declaration"));
        };
        let rest = bytes.get(quote + 1..).unwrap_or_default();
        let length = rest.iter().take_while(|&&found| is_declared(found)).count();
        if from == self.at || rest.get(length) != Some(&mark) {
            return Err(self.expected("`NAME=\"VALUE\"` in the XML declaration"));
        }
        self.at = quote + 1 + length + 1;
        let slice = |start, end| self.content.get(start..end).unwrap_or_default();
        Ok(Some((slice(from, end), slice(quote + 1, quote + 1 + length))))
    }

    fn expected(&self, what: &'static str) -> Malformed {
        Malformed::new(self.at, SyntaxError::Expected(what))
    }
}

/// What values in an XML declaration can have.
fn is_declared(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_')
}
