//! A group that has begun.

use super::flags::Flags;
use super::tree::Alternatives;
use super::tree::Direction;
use super::tree::Keep;
use super::tree::Sequence;
use super::tree::Wanted;

/// A group whose closing parenthesis has not come yet, or the expression itself.
pub(super) struct Open {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) flags_outside: Flags,
    pub(super) branches: Vec<Sequence>,
    pub(super) nodes: Sequence,
}

/// What a group is for.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    Whole,
    Keeping(Keep),
    Looking(Direction, Wanted),
    /// A lookbehind, with what `Groups::leave_lookbehind` needs.
    LookingBehind(Wanted, Option<usize>),
    Condition(usize),
}

impl Kind {
    /// How many calls inside each other Python spends on such a group.
    pub(super) fn calls(self) -> usize {
        match self {
            Self::Condition(_) => 1,
            _ => 2,
        }
    }
}

impl Open {
    pub(super) fn new(kind: Kind, start: usize, flags_outside: Flags) -> Self {
        Self { kind, start, flags_outside, branches: Vec::new(), nodes: Sequence::new() }
    }

    pub(super) fn into_alternatives(mut self) -> Alternatives {
        self.branches.push(self.nodes);
        Alternatives::new(self.branches)
    }
}
