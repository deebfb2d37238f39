//! A parsed expression. Every node carries the flags it was written under, so that nothing has to
//! be worked out again when it is matched.
//!
//! Depth is bounded by the parser (see `groups`), so code that walks a tree may recurse.

use super::flags::Flags;
use super::width::Width;

/// A code point, surrogates included. `None` for a character given by its Unicode name.
pub(in crate::schema::syntax) type Code = Option<u32>;

/// A whole pattern.
#[derive(Debug)]
pub(in crate::schema::syntax) struct Expression {
    pub(in crate::schema::syntax) body: Alternatives,
    /// How many groups there are, the whole match as group 0 included.
    pub(in crate::schema::syntax) groups: usize,
}

/// Branches between `|`, tried from left to right. There is always at least one.
#[derive(Debug)]
pub(in crate::schema::syntax) struct Alternatives {
    pub(in crate::schema::syntax) branches: Vec<Sequence>,
    pub(in crate::schema::syntax) width: Width,
}

/// Nodes that must match one behind the other.
pub(in crate::schema::syntax) type Sequence = Vec<Node>;

/// What a pattern is made of.
#[derive(Debug)]
pub(in crate::schema::syntax) enum Node {
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
pub(in crate::schema::syntax) enum Keep {
    /// `(...)`: the text, under this number.
    Text(usize),
    /// `(?:...)`: nothing.
    Nothing,
    /// `(?>...)`: that it has matched; other ways to match it are forgotten.
    FirstWay,
}

/// `\d`, `\s`, `\w` and their opposites.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::schema::syntax) enum Category {
    Digit,
    NotDigit,
    Space,
    NotSpace,
    Word,
    NotWord,
}

/// What matches a place rather than a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::schema::syntax) enum Anchor {
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
pub(in crate::schema::syntax) struct Set {
    pub(in crate::schema::syntax) negated: bool,
    pub(in crate::schema::syntax) members: Vec<Member>,
    pub(in crate::schema::syntax) flags: Flags,
}

/// One part of a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::schema::syntax) enum Member {
    One(Code),
    Range(Code, Code),
    Category(Category),
}

/// `\1` or `(?P=name)`.
#[derive(Debug)]
pub(in crate::schema::syntax) struct Reference {
    pub(in crate::schema::syntax) group: usize,
    pub(in crate::schema::syntax) flags: Flags,
    pub(in crate::schema::syntax) width: Width,
}

/// `(?=...)`, `(?!...)`, `(?<=...)` and `(?<!...)`.
#[derive(Debug)]
pub(in crate::schema::syntax) struct Look {
    pub(in crate::schema::syntax) body: Alternatives,
    pub(in crate::schema::syntax) direction: Direction,
    pub(in crate::schema::syntax) wanted: Wanted,
}

/// Which way a `Look` looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::schema::syntax) enum Direction {
    Ahead,
    Behind,
}

/// Whether a `Look` wants its body there or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::schema::syntax) enum Wanted {
    Present,
    Absent,
}

/// `(?(1)yes|no)`
#[derive(Debug)]
pub(in crate::schema::syntax) struct Condition {
    pub(in crate::schema::syntax) group: usize,
    pub(in crate::schema::syntax) yes: Sequence,
    pub(in crate::schema::syntax) no: Sequence,
    pub(in crate::schema::syntax) width: Width,
}

/// `a*`, `a{2,3}?`, `a?+`
#[derive(Debug)]
pub(in crate::schema::syntax) struct Repeat {
    pub(in crate::schema::syntax) body: Node,
    pub(in crate::schema::syntax) times: Times,
    pub(in crate::schema::syntax) greed: Greed,
}

/// How often something may be repeated; no `most` is no limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::schema::syntax) struct Times {
    pub(in crate::schema::syntax) least: u32,
    pub(in crate::schema::syntax) most: Option<u32>,
}

/// Which number of repetitions is tried first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::schema::syntax) enum Greed {
    /// As many as possible.
    Most,
    /// As few as possible.
    Fewest,
    /// As many as possible, and nothing else after that.
    Possessive,
}
