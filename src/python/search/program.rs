//! An expression as a list of steps.

use super::super::regex::Alternatives;
use super::super::regex::Anchor;
use super::super::regex::Category;
use super::super::regex::Condition;
use super::super::regex::Direction;
use super::super::regex::Expression;
use super::super::regex::Flags;
use super::super::regex::Greed;
use super::super::regex::Keep;
use super::super::regex::Look;
use super::super::regex::Member;
use super::super::regex::Node;
use super::super::regex::Repeat;
use super::super::regex::Sequence;
use super::super::regex::Set;
use super::super::regex::Times;
use super::super::regex::Wanted;
use super::NoAnswer;

/// How deeply an expression may be nested. Making and running a program costs calls inside each
/// other, and no expression that people write comes near.
const MOST_LEVELS: usize = 150;

/// The number of a step.
pub(super) type Place = usize;

/// One thing for the machine to do. Where nothing else is said it goes on with the next step.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step<'a> {
    /// Match one character.
    Literal(u32, Flags),
    Any(Flags),
    Category(Category, Flags),
    Set(&'a Set),
    /// Match the place between two characters.
    Anchor(Anchor, Flags),
    /// Match again what a group has matched.
    Same(usize, Flags),
    /// Remember that a group begins or ends here.
    Begin(usize),
    End(usize),
    /// Go on; if that fails, try the other place.
    Try {
        otherwise: Place,
    },
    Jump(Place),
    /// Unless the group has matched, jump.
    Unless {
        group: usize,
        jump: Place,
    },
    /// Begin to count rounds.
    Rounds(usize),
    /// Decide on another round; the rounds end at `past`.
    Round {
        counter: usize,
        times: Times,
        greed: Greed,
        past: Place,
    },
    /// Count a round that begins.
    CountRound {
        counter: usize,
        least: u32,
    },
    /// Match the step after this one, which is about one character, as often as it can be; if what comes
    /// past it then fails, less often.
    Run {
        times: Times,
        past: Place,
    },
    /// Run the steps after this one, up to `Done`, and keep the first way that they match.
    Once {
        past: Place,
    },
    /// Run them that many characters back, and only see whether they match.
    Look {
        back: usize,
        wanted: Wanted,
        past: Place,
    },
    Done,
}

/// All the steps, and how much there is to remember.
#[derive(Debug, Default)]
pub(super) struct Program<'a> {
    pub(super) steps: Vec<Step<'a>>,
    pub(super) groups: usize,
    pub(super) counters: usize,
    level: usize,
}

impl<'a> Program<'a> {
    pub(super) fn of(expression: &'a Expression) -> Result<Self, NoAnswer> {
        let mut program = Self { groups: expression.groups, ..Self::default() };
        program.alternatives(&expression.body)?;
        program.add(Step::Done);
        Ok(program)
    }

    fn add(&mut self, step: Step<'a>) -> Place {
        self.steps.push(step);
        self.steps.len().saturating_sub(1)
    }

    fn end(&self) -> Place {
        self.steps.len()
    }

    /// Puts a step in a place that was kept for it.
    fn put(&mut self, place: Place, step: Step<'a>) {
        if let Some(kept) = self.steps.get_mut(place) {
            *kept = step;
        }
    }

    fn alternatives(&mut self, alternatives: &'a Alternatives) -> Result<(), NoAnswer> {
        let mut jumps = Vec::new();
        if let Some((last, others)) = alternatives.branches.split_last() {
            for branch in others {
                let choice = self.add(Step::Done);
                self.sequence(branch)?;
                jumps.push(self.add(Step::Done));
                self.put(choice, Step::Try { otherwise: self.end() });
            }
            self.sequence(last)?;
        }
        for jump in jumps {
            self.put(jump, Step::Jump(self.end()));
        }
        Ok(())
    }

    fn sequence(&mut self, sequence: &'a Sequence) -> Result<(), NoAnswer> {
        if self.level >= MOST_LEVELS {
            return Err(NoAnswer::TooMuchWork);
        }
        self.level = self.level.saturating_add(1);
        sequence.iter().try_for_each(|node| self.node(node))?;
        self.level = self.level.saturating_sub(1);
        Ok(())
    }

    fn node(&mut self, node: &'a Node) -> Result<(), NoAnswer> {
        let step = match node {
            Node::Literal(code, flags) => {
                Step::Literal(code.ok_or(NoAnswer::NamedCharacter)?, *flags)
            }
            Node::Any(flags) => Step::Any(*flags),
            Node::Category(category, flags) => Step::Category(*category, *flags),
            Node::Set(set) => checked(set)?,
            Node::Anchor(anchor, flags) => Step::Anchor(*anchor, *flags),
            Node::Reference(reference) => Step::Same(reference.group, reference.flags),
            Node::Group(body, keep) => return self.group(body, *keep),
            Node::Look(look) => return self.look(look),
            Node::Condition(condition) => return self.condition(condition),
            Node::Repeat(repeat) => return self.repeat(repeat),
        };
        self.add(step);
        Ok(())
    }

    fn group(&mut self, body: &'a Alternatives, keep: Keep) -> Result<(), NoAnswer> {
        match keep {
            Keep::Nothing => self.alternatives(body),
            Keep::FirstWay => self.once(|program| program.alternatives(body)),
            Keep::Text(group) => {
                self.add(Step::Begin(group));
                self.alternatives(body)?;
                self.add(Step::End(group));
                Ok(())
            }
        }
    }

    /// Steps of which only the first way to match counts.
    fn once(
        &mut self,
        body: impl FnOnce(&mut Self) -> Result<(), NoAnswer>,
    ) -> Result<(), NoAnswer> {
        let begin = self.add(Step::Done);
        body(self)?;
        self.add(Step::Done);
        self.put(begin, Step::Once { past: self.end() });
        Ok(())
    }

    fn look(&mut self, look: &'a Look) -> Result<(), NoAnswer> {
        let back = match look.direction {
            Direction::Ahead => 0,
            // The parser lets no other lookbehind pass.
            Direction::Behind => look.body.width.fixed().unwrap_or(usize::MAX),
        };
        let begin = self.add(Step::Done);
        self.alternatives(&look.body)?;
        self.add(Step::Done);
        self.put(begin, Step::Look { back, wanted: look.wanted, past: self.end() });
        Ok(())
    }

    fn condition(&mut self, condition: &'a Condition) -> Result<(), NoAnswer> {
        let question = self.add(Step::Done);
        self.sequence(&condition.yes)?;
        let jump = self.add(Step::Done);
        self.put(question, Step::Unless { group: condition.group, jump: self.end() });
        self.sequence(&condition.no)?;
        self.put(jump, Step::Jump(self.end()));
        Ok(())
    }

    /// Python tries no other way through a round of a possessive repetition once the round is over,
    /// so each round is steps of that kind, and so are all rounds together.
    fn repeat(&mut self, repeat: &'a Repeat) -> Result<(), NoAnswer> {
        match repeat.greed {
            Greed::Possessive => self.once(|program| {
                program.rounds(repeat, |program| program.once(|program| program.node(&repeat.body)))
            }),
            Greed::Most if is_character(&repeat.body) => {
                let begin = self.add(Step::Done);
                self.node(&repeat.body)?;
                self.put(begin, Step::Run { times: repeat.times, past: self.end() });
                Ok(())
            }
            Greed::Most | Greed::Fewest => {
                self.rounds(repeat, |program| program.node(&repeat.body))
            }
        }
    }

    fn rounds(
        &mut self,
        repeat: &Repeat,
        body: impl FnOnce(&mut Self) -> Result<(), NoAnswer>,
    ) -> Result<(), NoAnswer> {
        let counter = self.counters;
        self.counters = counter.saturating_add(1);
        self.add(Step::Rounds(counter));
        let round = self.add(Step::Done);
        self.add(Step::CountRound { counter, least: repeat.times.least });
        body(self)?;
        self.add(Step::Jump(round));
        let (times, greed, past) = (repeat.times, repeat.greed, self.end());
        self.put(round, Step::Round { counter, times, greed, past });
        Ok(())
    }
}

/// Whether a node always matches exactly one character.
fn is_character(node: &Node) -> bool {
    matches!(node, Node::Literal(..) | Node::Any(_) | Node::Category(..) | Node::Set(_))
}

fn checked(set: &Set) -> Result<Step<'_>, NoAnswer> {
    let named = set.members.iter().any(|member| {
        matches!(member, Member::One(None) | Member::Range(None, _) | Member::Range(_, None))
    });
    if named { Err(NoAnswer::NamedCharacter) } else { Ok(Step::Set(set)) }
}
