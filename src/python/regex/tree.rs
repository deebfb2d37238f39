//! A parsed expression. Every node carries the flags it was written under, so that nothing has to
//! be worked out again when it is matched.
//!
//! Depth is bounded by the parser (see `groups`), so code that walks a tree may recurse.

use super::flags::Flags;
use super::width::Width;

/// A code point, surrogates included. `None` for a character given by its Unicode name.
pub(in crate::python) type Code = Option<u32>;

#[derive(Debug)]
pub(in crate::python) struct Expression {
    pub(in crate::python) body: Alternatives,
    /// How many groups there are, the whole match as group 0 included.
    pub(in crate::python) groups: usize,
}

/// Branches between `|`, tried from left to right. There is always at least one.
#[derive(Debug)]
pub(in crate::python) struct Alternatives {
    pub(in crate::python) branches: Vec<Sequence>,
    pub(in crate::python) width: Width,
}

/// Nodes that must match one after the other.
pub(in crate::python) type Sequence = Vec<Node>;

/// What a pattern is made of.
#[derive(Debug)]
pub(in crate::python) enum Node {
    Literal(Code, Flags),
    /// `.`
    Any(Flags),
    Category(Category, Flags),
    Set(Box<Set>),
    Anchor(Anchor, Flags),
    Reference(Reference),
    Group(Box<Alternatives>, Keep),
    Look(Box<Look>),
    Condition(Box<Condition>),
    Repeat(Box<Repeat>),
}

/// What is remembered of a group that has matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::python) enum Keep {
    /// `(...)`: the text, under this number.
    Text(usize),
    /// `(?:...)`: nothing.
    Nothing,
    /// `(?>...)`: that it has matched; other ways to match it are forgotten.
    FirstWay,
}

/// `\d`, `\s`, `\w` and their opposites.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::python) enum Category {
    Digit,
    NotDigit,
    Space,
    NotSpace,
    Word,
    NotWord,
}

/// What matches a place rather than a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::python) enum Anchor {
    /// `^`
    LineStart,
    /// `$`
    LineEnd,
    /// `\A`
    TextStart,
    /// `\Z`
    TextEnd,
    /// `\b`
    WordEdge,
    /// `\B`
    NotWordEdge,
}

/// `[...]`
#[derive(Debug)]
pub(in crate::python) struct Set {
    pub(in crate::python) negated: bool,
    pub(in crate::python) members: Vec<Member>,
    pub(in crate::python) flags: Flags,
}

/// One part of a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::python) enum Member {
    One(Code),
    Range(Code, Code),
    Category(Category),
}

/// `\1` or `(?P=name)`.
#[derive(Debug)]
pub(in crate::python) struct Reference {
    pub(in crate::python) group: usize,
    pub(in crate::python) flags: Flags,
    pub(in crate::python) width: Width,
}

/// `(?=...)`, `(?!...)`, `(?<=...)` and `(?<!...)`.
#[derive(Debug)]
pub(in crate::python) struct Look {
    pub(in crate::python) body: Alternatives,
    pub(in crate::python) direction: Direction,
    pub(in crate::python) wanted: Wanted,
}

/// Which way a `Look` looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::python) enum Direction {
    Ahead,
    Behind,
}

/// Whether a `Look` requires its body or its absence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::python) enum Wanted {
    Present,
    Absent,
}

/// `(?(1)yes|no)`
#[derive(Debug)]
pub(in crate::python) struct Condition {
    pub(in crate::python) group: usize,
    pub(in crate::python) yes: Sequence,
    pub(in crate::python) no: Sequence,
    pub(in crate::python) width: Width,
}

/// `a*`, `a{2,3}?`, `a?+`
#[derive(Debug)]
pub(in crate::python) struct Repeat {
    pub(in crate::python) body: Node,
    pub(in crate::python) times: Times,
    pub(in crate::python) greed: Greed,
}

/// How often something may be repeated; no `most` is no limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::python) struct Times {
    pub(in crate::python) least: u32,
    pub(in crate::python) most: Option<u32>,
}

/// Which number of repetitions is tried first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::python) enum Greed {
    Most,
    Fewest,
    /// As many as possible, and nothing else after that.
    Possessive,
}
