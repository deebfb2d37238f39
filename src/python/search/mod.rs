//! Python's `re.search`, for telling which texts an expression finds.
//!
//! The expression is the tree of `regex`, turned into steps for a small machine that tries
//! one way after the other as Python does, so both find the same. Unlike Python, the machine gives
//! up after a number of steps: some expressions take longer than anyone waits.
//!
//! One known difference: where an expression begins with a group like `(?a:\W)`, `re.search` looks
//! for a place to begin at as if the group's `a` were not there and misses what `re.match` finds. We
//! find it.

mod character;
mod machine;
mod program;
mod text;

use super::SyntaxError;
use super::regex;
use super::regex::Expression;

/// Why a search has no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoAnswer {
    /// The expression is none.
    SyntaxError(SyntaxError),
    /// The expression has a character by name (`\N{...}`), and names are not looked up here.
    NamedCharacter,
    /// The search took too many steps, as it would on the server, or nests too deeply.
    TooMuchWork,
}

impl std::fmt::Display for NoAnswer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::SyntaxError(error) => error.fmt(formatter),
            Self::NamedCharacter => {
                formatter.write_str("cannot search for characters by name: write `\\u` and digits")
            }
            Self::TooMuchWork => {
                formatter.write_str("the search takes too long: simplify nested repetitions")
            }
        }
    }
}

impl std::error::Error for NoAnswer {}

/// Whether `pattern` matches anywhere in `haystack`.
pub fn search(pattern: &str, haystack: &str) -> Result<bool, NoAnswer> {
    Pattern::new(pattern)?.search(haystack)
}

/// An expression that is to be looked for in many texts.
#[derive(Debug)]
pub struct Pattern(Expression);

impl Pattern {
    /// Prepares `pattern`.
    pub fn new(pattern: &str) -> Result<Self, NoAnswer> {
        regex::parse(pattern).map_err(NoAnswer::SyntaxError).map(Self)
    }

    /// Whether it matches anywhere in `haystack`.
    pub fn search(&self, haystack: &str) -> Result<bool, NoAnswer> {
        self.searcher()?.search(haystack)
    }

    /// What makes many searches cheaper than one after the other.
    pub fn searcher(&self) -> Result<Searcher<'_>, NoAnswer> {
        program::Program::of(&self.0).map(Searcher)
    }
}

/// An expression that is ready to be looked for.
#[derive(Debug)]
pub struct Searcher<'pattern>(program::Program<'pattern>);

impl Searcher<'_> {
    /// Whether it matches anywhere in `haystack`.
    pub fn search(&self, haystack: &str) -> Result<bool, NoAnswer> {
        machine::Machine::new(&self.0, haystack).search()
    }
}

#[cfg(test)]
mod tests;
