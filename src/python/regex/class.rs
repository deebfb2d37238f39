//! Sets of characters in brackets.

use super::SyntaxError;
use super::cursor::Cursor;
use super::cursor::Token;
use super::escape;
use super::flags::Flags;
use super::tree::Member;
use super::tree::Node;
use super::tree::Set;

/// Reads a set after its opening bracket.
pub(super) fn read(cursor: &mut Cursor, flags: Flags) -> Result<Node, SyntaxError> {
    let start = cursor.position().saturating_sub(1);
    let negated = cursor.eat('^')?;
    let mut members = Vec::new();
    loop {
        let token = take(cursor, start)?;
        // A bracket that comes first means itself.
        if token == Token::Plain(']') && !members.is_empty() {
            return Ok(Node::Set(Box::new(Set { negated, members, flags })));
        }
        let member = member(cursor, token)?;
        if !cursor.eat('-')? {
            members.push(member);
            continue;
        }
        let end = take(cursor, start)?;
        if end == Token::Plain(']') {
            members.extend([member, Member::One(Some('-'.into()))]);
            return Ok(Node::Set(Box::new(Set { negated, members, flags })));
        }
        members.push(range(cursor, (token, member), end)?);
    }
}

fn take(cursor: &mut Cursor, start: usize) -> Result<Token, SyntaxError> {
    cursor.take()?.ok_or_else(|| {
        SyntaxError::new(start, "this bracket is never closed: write `\\[` for the character")
    })
}

fn member(cursor: &mut Cursor, token: Token) -> Result<Member, SyntaxError> {
    match token {
        Token::Plain(found) => Ok(Member::One(Some(found.into()))),
        Token::Escaped(letter) => escape::inside_class(cursor, letter),
    }
}

/// The range from a member that has been read to the one that `end` begins.
fn range(
    cursor: &mut Cursor,
    (first, from): (Token, Member),
    end: Token,
) -> Result<Member, SyntaxError> {
    let to = member(cursor, end)?;
    let problem = match (from, to) {
        (Member::One(Some(from)), Member::One(Some(to))) if from > to => {
            "the start of this range is after its end"
        }
        (Member::One(from), Member::One(to)) => return Ok(Member::Range(from, to)),
        _ => "a range needs two single characters: write `\\-` for the hyphen",
    };
    // Python counts back only by tokens, whatever belongs to their escapes.
    let length = first.length().saturating_add(end.length()).saturating_add(1);
    Err(SyntaxError::new(cursor.position().saturating_sub(length), problem))
}
