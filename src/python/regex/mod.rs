//! Regular expressions as Python reads them: what `re.compile(text)` takes, and what it refuses.
//!
//! The specification is the page "re - Regular expression operations" of the Python documentation
//! and the behaviour of Python 3.9 to 3.13, for a `str` pattern compiled without flags. Where these
//! versions differ, we take what any of them takes, with one exception and two notes:
//!
//! - A flag for the whole expression, `(?i)`, must open it. Python 3.11 and later refuse it anywhere
//!   else; before, it worked with a warning, and at the front it works in every version.
//! - Possessive quantifiers (`a*+`) and atomic groups (`(?>a)`) pass, though only Python 3.11 and
//!   later have them.
//! - `\N{NAME}` passes when it could be a name. Whether Unicode has such a character is not looked
//!   up: the table would outweigh this program's other knowledge for a feature of no URL filter.
//!
//! A pattern that nests too deeply ends Python with a `RecursionError`. The limit here is the one of
//! an interpreter that does nothing else (495 groups); a web server has a little less to spare.
//!
//! How a parsed expression matches is the business of `search`.

mod class;
mod cursor;
mod escape;
mod flags;
mod group;
mod groups;
mod open_group;
mod parse;
mod repeat;
mod tree;
mod width;

pub(in crate::python) use self::flags::Flag;
pub(in crate::python) use self::flags::Flags;
pub(in crate::python) use self::parse::parse;
pub(in crate::python) use self::tree::*;

use super::SyntaxError;

/// Whether Python's `re.compile` takes `text`.
///
/// # Errors
///
/// The first mistake, at the position that Python's `re.error` reports where it reports one.
pub fn check(text: &str) -> Result<(), SyntaxError> {
    parse(text).map(|_| ())
}

/// Whether the expression `text` can be satisfied by no characters at all.
///
/// `Some(true)`: at any place of any text, so a search with it always succeeds. `Some(false)`: never.
/// `None`: that depends on the surrounding text, as in `^` or `(?=a)`, or `text` is not an expression.
#[must_use]
pub fn can_match_empty(text: &str) -> Option<bool> {
    parse(text).ok().and_then(|expression| expression.can_match_empty())
}

#[cfg(test)]
mod tests;
