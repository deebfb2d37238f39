//! Reading a text from left to right while knowing where one is.

use crate::python::SyntaxError;
use crate::python::found;

/// A text and how far it has been read; positions count characters, not bytes.
#[derive(Clone)]
pub(crate) struct Scanner<'a> {
    rest: &'a str,
    position: usize,
}

impl<'a> Scanner<'a> {
    /// At the beginning of `text`.
    pub(crate) fn new(text: &'a str) -> Self {
        Self::within(0, text)
    }

    /// At the beginning of a part that has `position` characters before it.
    pub(crate) fn within(position: usize, part: &'a str) -> Self {
        Self { rest: part, position }
    }

    /// Characters before what comes next.
    pub(crate) fn position(&self) -> usize {
        self.position
    }

    pub(crate) fn rest(&self) -> &'a str {
        self.rest
    }

    /// The next character, left where it is.
    pub(crate) fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    /// Whether everything has been read.
    pub(crate) fn is_done(&self) -> bool {
        self.rest.is_empty()
    }

    pub(crate) fn advance(&mut self) -> Option<char> {
        let mut characters = self.rest.chars();
        let next = characters.next()?;
        self.rest = characters.as_str();
        self.position += 1;
        Some(next)
    }

    pub(crate) fn eat(&mut self, wanted: char) -> bool {
        self.eat_if(|next| next == wanted).is_some()
    }

    /// Reads the letter `wanted`, large or small, if it comes next.
    pub(crate) fn eat_letter(&mut self, wanted: char) -> bool {
        self.eat_if(|next| next.eq_ignore_ascii_case(&wanted)).is_some()
    }

    /// Reads the next character if it is one that is `wanted`.
    pub(crate) fn eat_if(&mut self, wanted: impl Fn(char) -> bool) -> Option<char> {
        self.peek().filter(|&next| wanted(next))?;
        self.advance()
    }

    /// Reads as long as characters are `wanted`.
    pub(crate) fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> &'a str {
        let end = self.rest.find(|next| !wanted(next)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        self.position += taken.chars().count();
        taken
    }

    /// A mistake at what comes next.
    pub(crate) fn error(&self, problem: impl Into<String>) -> SyntaxError {
        SyntaxError::new(self.position, problem)
    }

    /// The mistake that something other than `wanted` comes next.
    pub(crate) fn expected(&self, wanted: &str) -> SyntaxError {
        self.error(format!("expected {wanted}, found {}", found(self.peek())))
    }

    /// Nothing may be left.
    pub(crate) fn finish(&self, wanted: &str) -> Result<(), SyntaxError> {
        if self.is_done() { Ok(()) } else { Err(self.expected(wanted)) }
    }
}
