//! Backslashes and what they mean, outside and inside of sets.

use super::SyntaxError;
use super::cursor::Cursor;
use super::groups;
use super::parse::Parser;
use super::tree::Anchor;
use super::tree::Category;
use super::tree::Code;
use super::tree::Member;
use super::tree::Node;
use super::tree::Reference;

/// The greatest number that three octal digits may write.
const GREATEST_OCTAL: u32 = 0o377;

/// What `\` and `letter`, both just taken, mean outside a set.
pub(super) fn outside_class(parser: &mut Parser, letter: char) -> Result<Node, SyntaxError> {
    let flags = parser.flags;
    if let Some(anchor) = anchor(letter) {
        return Ok(Node::Anchor(anchor, flags));
    }
    if let Some(category) = category(letter) {
        return Ok(Node::Category(category, flags));
    }
    match letter {
        '0' => {
            let digits = parser.cursor.take_while(2, is_octal)?;
            Ok(Node::Literal(Some(value(&digits, 8)), flags))
        }
        '1'..='9' => octal_or_reference(parser, letter),
        _ => Ok(Node::Literal(character(&mut parser.cursor, letter)?, flags)),
    }
}

/// What `\` and `letter`, both just taken, mean inside a set.
pub(super) fn inside_class(cursor: &mut Cursor, letter: char) -> Result<Member, SyntaxError> {
    if let Some(category) = category(letter) {
        return Ok(Member::Category(category));
    }
    let code = match letter {
        'b' => Some(0x08),
        '0'..='7' => {
            let start = start(cursor);
            let digits = format!("{letter}{}", cursor.take_while(2, is_octal)?);
            Some(octal(&digits, start)?)
        }
        _ => character(cursor, letter)?,
    };
    Ok(Member::One(code))
}

/// Where the escape begins whose letter was just taken.
fn start(cursor: &Cursor) -> usize {
    cursor.position().saturating_sub(2)
}

fn anchor(letter: char) -> Option<Anchor> {
    Some(match letter {
        'A' => Anchor::TextStart,
        'Z' => Anchor::TextEnd,
        'b' => Anchor::WordEdge,
        'B' => Anchor::NotWordEdge,
        _ => return None,
    })
}

fn category(letter: char) -> Option<Category> {
    Some(match letter {
        'd' => Category::Digit,
        'D' => Category::NotDigit,
        's' => Category::Space,
        'S' => Category::NotSpace,
        'w' => Category::Word,
        'W' => Category::NotWord,
        _ => return None,
    })
}

/// The escapes that mean one character everywhere.
fn character(cursor: &mut Cursor, letter: char) -> Result<Code, SyntaxError> {
    let start = start(cursor);
    Ok(Some(match letter {
        'a' => 0x07,
        'f' => 0x0c,
        'n' => 0x0a,
        'r' => 0x0d,
        't' => 0x09,
        'v' => 0x0b,
        'x' => hexadecimal(cursor, letter, 2)?,
        'u' => hexadecimal(cursor, letter, 4)?,
        'U' => hexadecimal(cursor, letter, 8)?,
        'N' => return named(cursor),
        _ if letter.is_ascii_alphanumeric() => {
            let problem = format!(
                "`\\{letter}` is not a valid escape in Python: write `\\\\` for a backslash"
            );
            return Err(SyntaxError::new(start, problem));
        }
        _ => letter.into(),
    }))
}

fn hexadecimal(cursor: &mut Cursor, letter: char, length: usize) -> Result<u32, SyntaxError> {
    let start = start(cursor);
    let digits = cursor.take_while(length, |found| found.is_ascii_hexdigit())?;
    if digits.len() != length {
        let problem = format!("`\\{letter}` takes {length} hexadecimal digits");
        return Err(SyntaxError::new(start, problem));
    }
    match value(&digits, 16) {
        code if code <= u32::from(char::MAX) => Ok(code),
        _ => Err(SyntaxError::new(
            start,
            "there is no such character: the last one is `\\U0010ffff`",
        )),
    }
}

/// `\N{NAME}`, for any name that is written as Unicode writes names.
fn named(cursor: &mut Cursor) -> Result<Code, SyntaxError> {
    let start = start(cursor);
    if !cursor.eat('{')? {
        let problem = "`\\N` takes a name in braces, such as `\\N{EM DASH}`";
        return Err(SyntaxError::new(cursor.position(), problem));
    }
    let name = cursor.take_name('}', "character name")?.text;
    if name.split(' ').all(is_word_of_a_name) {
        return Ok(None);
    }
    Err(SyntaxError::new(start, format!("there is no character named `{name}`")))
}

fn is_word_of_a_name(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|found| found.is_ascii_alphanumeric() || found == '-')
}

/// Three octal digits are a character; anything shorter is a reference to a group.
fn octal_or_reference(parser: &mut Parser, first: char) -> Result<Node, SyntaxError> {
    let start = start(&parser.cursor);
    let mut digits = String::from(first);
    digits.push_str(&parser.cursor.take_while(1, |found| found.is_ascii_digit())?);
    if digits.len() == 2 && digits.chars().all(is_octal) {
        let third = parser.cursor.take_while(1, is_octal)?;
        if !third.is_empty() {
            digits.push_str(&third);
            return Ok(Node::Literal(Some(octal(&digits, start)?), parser.flags));
        }
    }
    reference(parser, &digits, start)
}

fn reference(parser: &Parser, digits: &str, start: usize) -> Result<Node, SyntaxError> {
    let group = digits.parse().unwrap_or(usize::MAX);
    if group >= parser.groups.count() {
        return Err(groups::missing(group, start.saturating_add(1)));
    }
    let width = parser.groups.closed(group, start)?;
    parser.groups.check_lookbehind(group, parser.cursor.position())?;
    Ok(Node::Reference(Reference { group, flags: parser.flags, width }))
}

fn octal(digits: &str, start: usize) -> Result<u32, SyntaxError> {
    match value(digits, 8) {
        code if code <= GREATEST_OCTAL => Ok(code),
        _ => Err(SyntaxError::new(start, "octal escapes end at `\\377`")),
    }
}

fn is_octal(found: char) -> bool {
    found.is_digit(8)
}

/// The value of digits that were checked when they were taken; none at all are zero.
fn value(digits: &str, radix: u32) -> u32 {
    u32::from_str_radix(digits, radix).unwrap_or(0)
}
