//! What an opening parenthesis opens: the texts that can follow `(?`.

use super::SyntaxError;
use super::cursor::Cursor;
use super::cursor::Name;
use super::cursor::Token;
use super::flags;
use super::flags::Flag;
use super::flags::Inline;
use super::open_group::Kind;
use super::parse::Parser;
use super::tree::Direction;
use super::tree::Keep;
use super::tree::Node;
use super::tree::Reference;
use super::tree::Wanted;
use crate::python::int;

/// Continues after an opening parenthesis to where the inside of the group begins.
pub(super) fn open(parser: &mut Parser) -> Result<(), SyntaxError> {
    let start = parser.cursor.position().saturating_sub(1);
    if !parser.cursor.eat('?')? {
        return numbered(parser, start, None);
    }
    let letter = take(&mut parser.cursor)?;
    match letter {
        Token::Plain('P') => named(parser, start),
        Token::Plain(':') => enter(parser, Kind::Keeping(Keep::Nothing), start),
        Token::Plain('>') => enter(parser, Kind::Keeping(Keep::FirstWay), start),
        Token::Plain('#') => comment(&mut parser.cursor, start),
        Token::Plain('=') => enter(parser, Kind::Looking(Direction::Ahead, Wanted::Present), start),
        Token::Plain('!') => enter(parser, Kind::Looking(Direction::Ahead, Wanted::Absent), start),
        Token::Plain('<') => look_behind(parser, start),
        Token::Plain('(') => condition(parser, start),
        letter if letter == Token::Plain('-') || Flag::named(letter).is_some() => {
            switch(parser, start, letter)
        }
        _ => Err(unknown(start)),
    }
}

fn enter(parser: &mut Parser, kind: Kind, start: usize) -> Result<(), SyntaxError> {
    let flags = parser.flags;
    parser.enter(kind, start, flags)
}

fn numbered(parser: &mut Parser, start: usize, name: Option<Name>) -> Result<(), SyntaxError> {
    let number = parser.groups.open(name)?;
    enter(parser, Kind::Keeping(Keep::Text(number)), start)
}

/// `(?P<name>` or `(?P=name)`.
fn named(parser: &mut Parser, start: usize) -> Result<(), SyntaxError> {
    if parser.cursor.eat('<')? {
        let name = identifier(&mut parser.cursor, '>')?;
        return numbered(parser, start, Some(name));
    }
    if !parser.cursor.eat('=')? {
        take(&mut parser.cursor)?;
        return Err(unknown(start));
    }
    let name = identifier(&mut parser.cursor, ')')?;
    let group = parser.groups.named(&name)?;
    let width = parser.groups.closed(group, name.start)?;
    parser.groups.check_lookbehind(group, parser.cursor.position())?;
    parser.push(Node::Reference(Reference { group, flags: parser.flags, width }));
    Ok(())
}

fn comment(cursor: &mut Cursor, start: usize) -> Result<(), SyntaxError> {
    while let Some(token) = cursor.take()? {
        if token == Token::Plain(')') {
            return Ok(());
        }
    }
    Err(SyntaxError::new(start, "this comment is never closed"))
}

/// `(?<=` or `(?<!`.
fn look_behind(parser: &mut Parser, start: usize) -> Result<(), SyntaxError> {
    let wanted = match take(&mut parser.cursor)? {
        Token::Plain('=') => Wanted::Present,
        Token::Plain('!') => Wanted::Absent,
        _ => return Err(unknown(start)),
    };
    let outside = parser.groups.enter_lookbehind();
    enter(parser, Kind::LookingBehind(wanted, outside), start)
}

/// `(?(1)` or `(?(name)`.
fn condition(parser: &mut Parser, start: usize) -> Result<(), SyntaxError> {
    let name = parser.cursor.take_name(')', "group name or number")?;
    let group = if is_identifier(&name.text) {
        parser.groups.named(&name)?
    } else {
        let number = number(&name)?;
        parser.groups.await_number(number, name.start)?;
        number
    };
    parser.groups.check_lookbehind(group, parser.cursor.position())?;
    enter(parser, Kind::Condition(group), start)
}

/// The number in a condition, which Python reads as generously as any other.
fn number(name: &Name) -> Result<usize, SyntaxError> {
    let Ok(number) = int::read(&name.text) else {
        return Err(not_a_name(name));
    };
    match number.value().map(usize::try_from) {
        Some(Ok(0)) => Err(name.error("groups are counted from 1")),
        Some(Ok(number)) => Ok(number),
        _ if number.is_negative() => Err(not_a_name(name)),
        _ => Err(name.error(format!("there is no group {}", number.digits()))),
    }
}

fn switch(parser: &mut Parser, start: usize, first: Token) -> Result<(), SyntaxError> {
    match flags::read(&mut parser.cursor, first)? {
        Inline::Everywhere(on) => parser.switch_everywhere(on, start),
        Inline::Within { on, off } => {
            let inside = parser.flags.switched(on, off);
            parser.enter(Kind::Keeping(Keep::Nothing), start, inside)
        }
    }
}

fn identifier(cursor: &mut Cursor, end: char) -> Result<Name, SyntaxError> {
    let name = cursor.take_name(end, "group name")?;
    if is_identifier(&name.text) { Ok(name) } else { Err(not_a_name(&name)) }
}

/// Whether Python could call a variable so.
fn is_identifier(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(|first| first == '_' || unicode_ident::is_xid_start(first))
        && letters.all(unicode_ident::is_xid_continue)
}

fn not_a_name(name: &Name) -> SyntaxError {
    name.error(format!(
        "`{}` is not a valid group name: use letters, digits and `_`, and do not start with a digit",
        name.text
    ))
}

fn take(cursor: &mut Cursor) -> Result<Token, SyntaxError> {
    let taken = cursor.take()?;
    taken.ok_or_else(|| SyntaxError::new(cursor.position(), "the pattern ends inside `(?`"))
}

fn unknown(start: usize) -> SyntaxError {
    SyntaxError::new(
        start.saturating_add(1),
        "Python does not support this kind of group: write `\\(` for the character, `(?P<name>` \
         for a named group",
    )
}
