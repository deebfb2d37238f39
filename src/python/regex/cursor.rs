//! A pattern as a row of tokens: single characters, and backslashes with what they act on.
//!
//! The cursor always reads one token ahead. That is visible: Python reports a backslash at the very end
//! as soon as the token before it is taken, ahead of any mistake of that token, and so do we.

use super::SyntaxError;

/// One step of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A single character.
    Plain(char),
    /// A backslash and the character after it.
    Escaped(char),
}

impl Token {
    /// How many characters of the pattern the token takes up.
    pub(super) fn length(self) -> usize {
        match self {
            Self::Plain(_) => 1,
            Self::Escaped(_) => 2,
        }
    }

    /// Whether the token is a single character that `wanted` accepts.
    pub(super) fn is_plain(self, wanted: impl Fn(char) -> bool) -> bool {
        matches!(self, Self::Plain(found) if wanted(found))
    }

    fn push_to(self, text: &mut String) {
        match self {
            Self::Plain(found) => text.push(found),
            Self::Escaped(found) => text.extend(['\\', found]),
        }
    }
}

/// A place between two tokens of a pattern.
pub(super) struct Cursor {
    text: Vec<char>,
    next: Option<Token>,
    behind_next: usize,
}

impl Cursor {
    pub(super) fn new(text: &str) -> Result<Self, SyntaxError> {
        let mut cursor = Self { text: text.chars().collect(), next: None, behind_next: 0 };
        cursor.look_ahead()?;
        Ok(cursor)
    }

    /// The token that `take` would hand out.
    pub(super) fn peek(&self) -> Option<Token> {
        self.next
    }

    /// Whether the next token is the plain character `wanted`.
    pub(super) fn is_at(&self, wanted: char) -> bool {
        self.next == Some(Token::Plain(wanted))
    }

    /// How many characters lie before the next token.
    pub(super) fn position(&self) -> usize {
        self.behind_next - self.next.map_or(0, Token::length)
    }

    pub(super) fn take(&mut self) -> Result<Option<Token>, SyntaxError> {
        let taken = self.next;
        self.look_ahead()?;
        Ok(taken)
    }

    /// Takes the next token if it is the plain character `wanted`, and says whether it was.
    pub(super) fn eat(&mut self, wanted: char) -> Result<bool, SyntaxError> {
        let found = self.is_at(wanted);
        if found {
            self.look_ahead()?;
        }
        Ok(found)
    }

    /// Goes back to a position that was reported earlier.
    pub(super) fn rewind(&mut self, position: usize) -> Result<(), SyntaxError> {
        self.behind_next = position;
        self.look_ahead()
    }

    /// Takes up to `most` plain characters that are `wanted`.
    pub(super) fn take_while(
        &mut self,
        most: usize,
        wanted: impl Fn(char) -> bool,
    ) -> Result<String, SyntaxError> {
        let mut taken = String::new();
        for _ in 0..most {
            let Some(Token::Plain(found)) = self.next.filter(|next| next.is_plain(&wanted)) else {
                break;
            };
            taken.push(found);
            self.look_ahead()?;
        }
        Ok(taken)
    }

    /// Takes a name and the character `end` that closes it; `what` is named by it.
    pub(super) fn take_name(&mut self, end: char, what: &str) -> Result<Name, SyntaxError> {
        let start = self.position();
        let mut text = String::new();
        while let Some(token) = self.take()? {
            if token != Token::Plain(end) {
                token.push_to(&mut text);
            } else if text.is_empty() {
                return Err(SyntaxError::new(
                    start,
                    format!("the {what} is missing before `{end}`"),
                ));
            } else {
                return Ok(Name { text, start });
            }
        }
        Err(SyntaxError::new(start, format!("expected a {what} and `{end}` after it")))
    }

    fn look_ahead(&mut self) -> Result<(), SyntaxError> {
        let place = self.behind_next;
        self.next = match (self.text.get(place), self.text.get(place.saturating_add(1))) {
            (None, _) => None,
            (Some('\\'), None) => {
                return Err(SyntaxError::new(place, "a backslash at the end escapes nothing"));
            }
            (Some('\\'), Some(&escaped)) => Some(Token::Escaped(escaped)),
            (Some(&plain), _) => Some(Token::Plain(plain)),
        };
        self.behind_next = place.saturating_add(self.next.map_or(0, Token::length));
        Ok(())
    }
}

/// A name in a pattern, and where it begins.
pub(super) struct Name {
    pub(super) text: String,
    pub(super) start: usize,
}

impl Name {
    /// A mistake that is blamed on the whole name.
    pub(super) fn error(&self, problem: impl Into<String>) -> SyntaxError {
        SyntaxError::new(self.start, problem)
    }
}
