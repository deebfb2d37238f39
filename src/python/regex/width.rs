//! How many characters a part of an expression can match.
//!
//! Two questions need it: a lookbehind must always match the same number, and a filter that can
//! match no characters at all matches everything.

use super::tree::Alternatives;
use super::tree::Condition;
use super::tree::Expression;
use super::tree::Look;
use super::tree::Node;
use super::tree::Repeat;
use super::tree::Sequence;
use super::tree::Wanted;

/// Beyond this Python counts no further: what could be longer is as long as any other.
const ENDLESS: u128 = 1 << 64;

/// How far back Python's matcher can look.
const FARTHEST_BACK: u128 = u32::MAX as u128;

/// The least and the greatest number of characters something can match.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::python) struct Width {
    least: u128,
    most: u128,
}

impl Width {
    const ONE: Self = Self { least: 1, most: 1 };

    /// The number of characters, if there is only one such number and Python can look so far back.
    pub(in crate::python) fn fixed(self) -> Result<usize, Unfixed> {
        if self.least != self.most {
            return Err(Unfixed::Varies);
        }
        match usize::try_from(self.least) {
            Ok(width) if self.least <= FARTHEST_BACK => Ok(width),
            _ => Err(Unfixed::TooFar),
        }
    }

    fn then(self, next: Self) -> Self {
        Self { least: self.least + next.least, most: self.most + next.most }.capped()
    }

    fn or(self, other: Self) -> Self {
        Self { least: self.least.min(other.least), most: self.most.max(other.most) }
    }

    fn capped(self) -> Self {
        Self { least: self.least.min(ENDLESS - 1), most: self.most.min(ENDLESS) }
    }

    pub(super) fn of_sequence(nodes: &[Node]) -> Self {
        nodes.iter().fold(Self::default(), |sum, node| sum.then(node.width()))
    }

    pub(super) fn of_branches(branches: &[Sequence]) -> Self {
        let widths = branches.iter().map(|nodes| Self::of_sequence(nodes));
        widths.reduce(Self::or).unwrap_or_default()
    }

    pub(super) fn of_condition(yes: &Sequence, no: &Sequence) -> Self {
        Self::of_sequence(yes).or(Self::of_sequence(no))
    }
}

/// Why a lookbehind cannot have a certain width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::python) enum Unfixed {
    /// It matches texts of different lengths.
    Varies,
    /// It is longer than the matcher can count.
    TooFar,
}

impl Node {
    fn width(&self) -> Width {
        match self {
            Self::Literal(..) | Self::Any(_) | Self::Category(..) | Self::Set(_) => Width::ONE,
            Self::Anchor(..) | Self::Look(_) => Width::default(),
            Self::Reference(reference) => reference.width,
            Self::Group(body, _) => body.width,
            Self::Condition(condition) => condition.width,
            Self::Repeat(repeat) => repeat.width(),
        }
    }

    fn can_match_empty(&self) -> Option<bool> {
        match self {
            Self::Literal(..) | Self::Any(_) | Self::Category(..) | Self::Set(_) => Some(false),
            Self::Reference(reference) if reference.width.least > 0 => Some(false),
            Self::Anchor(..) | Self::Reference(_) => None,
            Self::Group(body, _) => body.can_match_empty(),
            Self::Look(look) => look.can_match_empty(),
            Self::Condition(condition) => condition.can_match_empty(),
            Self::Repeat(repeat) if repeat.times.least == 0 => Some(true),
            Self::Repeat(repeat) => repeat.body.can_match_empty(),
        }
    }
}

impl Repeat {
    fn width(&self) -> Width {
        let Width { least, most } = self.body.width();
        let times = self.times;
        Width {
            least: least * u128::from(times.least),
            most: times.most.map_or(most.saturating_mul(ENDLESS), |limit| most * u128::from(limit)),
        }
        .capped()
    }
}

impl Look {
    /// Looks depend on what they see, but for `(?!)`, which is how one writes "never".
    fn can_match_empty(&self) -> Option<bool> {
        match (self.wanted, self.body.can_match_empty()) {
            (Wanted::Absent, Some(true)) => Some(false),
            _ => None,
        }
    }
}

impl Condition {
    fn can_match_empty(&self) -> Option<bool> {
        let (yes, no) = (sequence_can_be_empty(&self.yes), sequence_can_be_empty(&self.no));
        if yes == no { yes } else { None }
    }
}

impl Expression {
    pub(super) fn can_match_empty(&self) -> Option<bool> {
        self.body.can_match_empty()
    }
}

impl Alternatives {
    pub(super) fn new(branches: Vec<Sequence>) -> Self {
        let width = Width::of_branches(&branches);
        Self { branches, width }
    }

    /// Yes if any branch says yes, no if all say no.
    fn can_match_empty(&self) -> Option<bool> {
        let answers = self.branches.iter().map(|nodes| sequence_can_be_empty(nodes));
        answers.reduce(|one, other| match (one, other) {
            (Some(true), _) | (_, Some(true)) => Some(true),
            (Some(false), Some(false)) => Some(false),
            _ => None,
        })?
    }
}

/// No if any node says no, yes if all say yes.
fn sequence_can_be_empty(nodes: &[Node]) -> Option<bool> {
    let mut answer = Some(true);
    for node in nodes {
        match node.can_match_empty() {
            Some(true) => {}
            Some(false) => return Some(false),
            None => answer = None,
        }
    }
    answer
}
