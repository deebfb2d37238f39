//! Repetition: `*`, `+`, `?`, `{2,3}`, and the `?` or `+` that may follow.

use super::SyntaxError;
use super::cursor::Cursor;
use super::parse::Parser;
use super::tree::Greed;
use super::tree::Node;
use super::tree::Repeat;
use super::tree::Times;

/// Longer numbers Python does not even read.
const MOST_DIGITS: usize = 4300;

/// Repeats the last node by an operator that was just taken.
pub(super) fn apply(parser: &mut Parser, operator: char) -> Result<(), SyntaxError> {
    let start = parser.cursor.position().saturating_sub(1);
    let Some(times) = times(&mut parser.cursor, operator)? else {
        parser.push(Node::Literal(Some(operator.into()), parser.flags));
        return Ok(());
    };
    match parser.last() {
        None | Some(Node::Anchor(..)) => return Err(nothing(start, operator)),
        Some(Node::Repeat(_)) => return Err(twice(start)),
        Some(_) => {}
    }
    let greed = greed(&mut parser.cursor)?;
    if let Some(body) = parser.pop() {
        parser.push(Node::Repeat(Box::new(Repeat { body, times, greed })));
    }
    Ok(())
}

/// How often `operator` repeats; nothing when it is a brace that means itself.
fn times(cursor: &mut Cursor, operator: char) -> Result<Option<Times>, SyntaxError> {
    let (least, most) = match operator {
        '?' => (0, Some(1)),
        '*' => (0, None),
        '+' => (1, None),
        _ => return counted(cursor),
    };
    Ok(Some(Times { least, most }))
}

/// The numbers after an opening brace, either of which may be left out.
fn counted(cursor: &mut Cursor) -> Result<Option<Times>, SyntaxError> {
    let inside = cursor.position();
    if cursor.is_at('}') {
        return Ok(None);
    }
    let first = digits(cursor)?;
    let second = if cursor.eat(',')? { digits(cursor)? } else { first.clone() };
    if !cursor.eat('}')? {
        cursor.rewind(inside)?;
        return Ok(None);
    }
    let least = number(&first, inside)?.unwrap_or(0);
    let most = number(&second, inside)?;
    if most.is_some_and(|most| most < least) {
        return Err(SyntaxError::new(
            inside,
            format!("the minimum {least} is greater than the maximum {second}"),
        ));
    }
    Ok(Some(Times { least, most }))
}

fn digits(cursor: &mut Cursor) -> Result<String, SyntaxError> {
    cursor.take_while(usize::MAX, |found| found.is_ascii_digit())
}

/// The number that `digits` write, if there are any.
fn number(digits: &str, inside: usize) -> Result<Option<u32>, SyntaxError> {
    if digits.is_empty() {
        return Ok(None);
    }
    let number = digits.parse().ok().filter(|&number| number < u32::MAX);
    match number.filter(|_| digits.len() <= MOST_DIGITS) {
        Some(number) => Ok(Some(number)),
        None => Err(SyntaxError::new(
            inside.saturating_sub(1),
            format!("too many repetitions: the maximum is {}", u32::MAX - 1),
        )),
    }
}

fn greed(cursor: &mut Cursor) -> Result<Greed, SyntaxError> {
    Ok(if cursor.eat('?')? {
        Greed::Fewest
    } else if cursor.eat('+')? {
        Greed::Possessive
    } else {
        Greed::Most
    })
}

fn nothing(start: usize, operator: char) -> SyntaxError {
    SyntaxError::new(
        start,
        format!("`{operator}` has nothing to repeat: write `\\{operator}` for the character"),
    )
}

fn twice(start: usize) -> SyntaxError {
    SyntaxError::new(start, "a repetition cannot be repeated: put it in a group")
}
