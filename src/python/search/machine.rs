//! The machine that runs a program over a text.
//!
//! It goes the first way and leaves a trail: the other ways, and what to restore on the way back to
//! them. Looks and atomic groups run on their own part of the trail, as calls inside each other, of
//! which the program allows few.

use super::super::regex::Anchor;
use super::super::regex::Flag;
use super::super::regex::Greed;
use super::super::regex::Times;
use super::super::regex::Wanted;
use super::NoAnswer;
use super::program::Place;
use super::program::Program;
use super::program::Step;
use super::text::Text;

/// Steps that one search may take: a twentieth of a second, roughly.
const MOST_STEPS: usize = 10_000_000;

/// How long the trail may be: a hundred megabytes, roughly.
const MOST_TRACES: usize = 3_000_000;

/// A run of a program over a text.
pub(super) struct Machine<'a> {
    program: &'a Program<'a>,
    text: Text,
    groups: Vec<Span>,
    counters: Vec<Counter>,
    trail: Vec<Trace>,
    steps_left: usize,
}

/// The rounds of one repetition.
#[derive(Clone, Copy, Default)]
struct Counter {
    rounds: u32,
    /// Where the last round began that need not have been.
    last_start: Option<usize>,
}

/// Where a group begins and ends, as far as it has.
type Span = (Option<usize>, Option<usize>);

/// The trail of the machine.
#[derive(Clone, Copy)]
enum Trace {
    /// Another way to go on.
    Way(Place, usize),
    /// The same with each position before this one, down to the least.
    Ways { place: Place, position: usize, least: usize },
    /// The previous state of a group.
    Group(usize, Span),
    /// The previous state of a counter.
    Counter(usize, Counter),
}

/// Where to go after a step; nothing if it did not match.
type Onward = Option<(Place, usize)>;

impl<'a> Machine<'a> {
    pub(super) fn new(program: &'a Program<'a>, text: &str) -> Self {
        Self {
            program,
            text: Text::new(text),
            groups: vec![(None, None); program.groups],
            counters: vec![Counter::default(); program.counters],
            trail: Vec::new(),
            steps_left: MOST_STEPS,
        }
    }

    pub(super) fn search(mut self) -> Result<bool, NoAnswer> {
        for start in 0..=self.last_start() {
            if self.run(0, start)?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Where a match can begin at the latest: most patterns begin with `^`.
    fn last_start(&self) -> usize {
        match self.program.steps.first() {
            Some(Step::Anchor(Anchor::TextStart, _)) => 0,
            Some(Step::Anchor(Anchor::LineStart, flags)) if !flags.has(Flag::Multiline) => 0,
            _ => self.text.end(),
        }
    }

    /// Where the steps from `place` on end, if they match from `position` on.
    fn run(&mut self, place: Place, position: usize) -> Result<Option<usize>, NoAnswer> {
        let base = self.trail.len();
        let mut onward = Some((place, position));
        loop {
            let Some((place, position)) = onward.or_else(|| self.turn_back(base)) else {
                return Ok(None);
            };
            self.spend_step()?;
            match self.program.steps.get(place) {
                None | Some(Step::Done) => {
                    self.forget_ways(base);
                    return Ok(Some(position));
                }
                Some(step) => onward = self.step(*step, place, position)?,
            }
        }
    }

    fn spend_step(&mut self) -> Result<(), NoAnswer> {
        if self.trail.len() > MOST_TRACES {
            return Err(NoAnswer::TooMuchWork);
        }
        self.steps_left = self.steps_left.checked_sub(1).ok_or(NoAnswer::TooMuchWork)?;
        Ok(())
    }

    fn step(&mut self, step: Step<'_>, place: Place, position: usize) -> Result<Onward, NoAnswer> {
        let next = place.saturating_add(1);
        let here = Some((next, position));
        Ok(match step {
            Step::Anchor(anchor, flags) => {
                here.filter(|_| self.text.holds(anchor, flags, position))
            }
            Step::Same(group, flags) => {
                let same =
                    self.span(group).and_then(|span| self.text.repeats(span, flags, position));
                same.map(|end| (next, end))
            }
            Step::Begin(group) => self.mark(group, |(_, end)| (Some(position), end)).and(here),
            Step::End(group) => self.mark(group, |(start, _)| (start, Some(position))).and(here),
            Step::Try { otherwise } => {
                self.trail.push(Trace::Way(otherwise, position));
                here
            }
            Step::Jump(target) => Some((target, position)),
            Step::Unless { group, jump } => {
                self.span(group).map_or(Some((jump, position)), |_| here)
            }
            Step::Rounds(counter) => self.count(counter, Counter::default()).and(here),
            Step::Round { counter, times, greed, past } => {
                self.round(counter, times, greed, [next, past], position)
            }
            Step::CountRound { counter, least } => {
                self.count_round(counter, least, position).and(here)
            }
            Step::Run { times, past } => self.run_of(next, times, past, position)?,
            Step::Once { past } => self.run(next, position)?.map(|end| (past, end)),
            Step::Look { back, wanted, past } => {
                let found = self.look(next, position.checked_sub(back))?;
                Some((past, position)).filter(|_| found == wanted)
            }
            Step::Literal(..) | Step::Any(_) | Step::Category(..) | Step::Set(_) | Step::Done => {
                let matches = self.text.matches(step, position);
                matches.then(|| (next, position.saturating_add(1)))
            }
        })
    }

    fn look(&mut self, place: Place, start: Option<usize>) -> Result<Wanted, NoAnswer> {
        let Some(start) = start else { return Ok(Wanted::Absent) };
        Ok(self.run(place, start)?.map_or(Wanted::Absent, |_| Wanted::Present))
    }

    /// Goes back along the trail to the last other way, not farther than `base`.
    fn turn_back(&mut self, base: usize) -> Onward {
        while self.trail.len() > base {
            match self.trail.pop()? {
                Trace::Way(place, position) => return Some((place, position)),
                Trace::Ways { place, position, least } => {
                    let mut before = (least..position).rev();
                    let Some(position) = before.find(|&position| self.may_match(place, position))
                    else {
                        continue;
                    };
                    if position > least {
                        self.trail.push(Trace::Ways { place, position, least });
                    }
                    return Some((place, position));
                }
                Trace::Group(group, before) => self.set_group(group, before),
                Trace::Counter(counter, before) => self.set_counter(counter, before),
            }
        }
        None
    }

    /// Whether the step at `place` may match at `position`: a step for one character is decided
    /// immediately.
    fn may_match(&self, place: Place, position: usize) -> bool {
        match self.program.steps.get(place).copied() {
            Some(step @ (Step::Literal(..) | Step::Any(_) | Step::Category(..) | Step::Set(_))) => {
                self.text.matches(step, position)
            }
            _ => true,
        }
    }

    /// Keeps only the part of the trail after `base` that must be restored.
    fn forget_ways(&mut self, base: usize) {
        let mut kept = base;
        for place in base..self.trail.len() {
            if !matches!(self.trail.get(place), None | Some(Trace::Way(..) | Trace::Ways { .. })) {
                self.trail.swap(kept, place);
                kept = kept.saturating_add(1);
            }
        }
        self.trail.truncate(kept);
    }

    fn span(&self, group: usize) -> Option<(usize, usize)> {
        match self.groups.get(group) {
            Some(&(Some(start), Some(end))) => Some((start, end)),
            _ => None,
        }
    }

    /// Goes past as many characters as the step at `place` matches, and remembers to try fewer.
    fn run_of(
        &mut self,
        place: Place,
        times: Times,
        past: Place,
        start: usize,
    ) -> Result<Onward, NoAnswer> {
        let Some(step) = self.program.steps.get(place).copied() else { return Ok(None) };
        let most = times.most.map_or(usize::MAX, |most| most as usize);
        let count = self.text.run_length(step, start, most);
        self.steps_left = self.steps_left.checked_sub(count).ok_or(NoAnswer::TooMuchWork)?;
        let Some(further) = count.checked_sub(times.least as usize) else { return Ok(None) };
        let position = start.saturating_add(count);
        if further > 0 {
            let least = position.saturating_sub(further);
            self.trail.push(Trace::Ways { place: past, position, least });
        }
        Ok(Some((past, position)))
    }

    /// Decides between another round, which is `[next, _]`, and what comes past the last.
    fn round(
        &mut self,
        counter: usize,
        times: Times,
        greed: Greed,
        [next, past]: [Place; 2],
        position: usize,
    ) -> Onward {
        let Counter { rounds, last_start } = self.counters.get(counter).copied()?;
        if rounds < times.least {
            return Some((next, position));
        }
        // A round that has matched nothing would match nothing again.
        if times.most.is_some_and(|most| rounds >= most) || last_start == Some(position) {
            return Some((past, position));
        }
        let (first, other) = if greed == Greed::Fewest { (past, next) } else { (next, past) };
        self.trail.push(Trace::Way(other, position));
        Some((first, position))
    }

    fn count_round(&mut self, counter: usize, least: u32, position: usize) -> Option<()> {
        let Counter { rounds, last_start } = self.counters.get(counter).copied()?;
        let last_start = if rounds < least { last_start } else { Some(position) };
        self.count(counter, Counter { rounds: rounds.saturating_add(1), last_start })
    }

    fn count(&mut self, counter: usize, after: Counter) -> Option<()> {
        let before = self.counters.get(counter).copied()?;
        self.trail.push(Trace::Counter(counter, before));
        self.set_counter(counter, after);
        Some(())
    }

    fn set_counter(&mut self, counter: usize, value: Counter) {
        if let Some(kept) = self.counters.get_mut(counter) {
            *kept = value;
        }
    }

    fn mark(&mut self, group: usize, change: impl FnOnce(Span) -> Span) -> Option<()> {
        let before = self.groups.get(group).copied()?;
        self.trail.push(Trace::Group(group, before));
        self.set_group(group, change(before));
        Some(())
    }

    fn set_group(&mut self, group: usize, value: Span) {
        if let Some(kept) = self.groups.get_mut(group) {
            *kept = value;
        }
    }
}
