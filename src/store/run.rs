//! Which changes are one change in the history.
//!
//! A start script that empties the active profile and fills it again makes dozens of changes that are
//! not interesting one by one. They are a *run*, under these rules:
//!
//! - Changes of one run of a `.omero` script share one entry.
//! - Changes that follow one that emptied the active profile share its entry.
//! - Changes that follow a script which emptied the active profile and filled it again share its entry if they
//!   concern only what the script has changed.
//! - Changes that undo a part of an earlier change from files or variables share its entry.
//!
//! For the last three all of them must be made by the same account, without a terminal and without a message,
//! each within a minute of the one before. A change that a person made on a terminal, or with `set`, starts
//! no run. An entry without effect is removed.

use std::time::Duration;
use std::time::SystemTime;

use super::author::Author;
use super::author::Breadth;
use super::author::Origin;
use super::fingerprint::Fingerprint;
use super::version::Record;
use super::version::Version;

/// The longest time between two changes of a run.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// A change that is about to be made, or has just been made.
#[derive(Debug, Clone)]
pub(super) struct NewChange<'author> {
    pub(super) author: &'author Author,
    pub(super) breadth: Breadth,
    pub(super) user: String,
    pub(super) time: SystemTime,
    pub(super) before: Fingerprint,
    pub(super) after: Fingerprint,
}

impl NewChange<'_> {
    /// What the name of its version will say.
    pub(super) fn record(&self) -> Record {
        let Author { origin, command, .. } = self.author;
        Record {
            origin: origin.clone(),
            breadth: self.breadth,
            before: self.before,
            after: self.after,
            command: command.clone(),
        }
    }

    /// Whether it goes into the entry of the newest change.
    pub(super) fn continues(&self, newest: &Version) -> bool {
        let Some(record) = &newest.record else { return false };
        if self.author.script_number() == Some(newest.number) {
            return true;
        }
        record.breadth == Breadth::Reset && self.follows_in_run(newest, record)
    }

    /// Whether it goes into the entry of the newest change if it has to do with it.
    pub(super) fn may_continue(&self, newest: &Version) -> Option<Continuation> {
        let record = newest.record.as_ref()?;
        let continuation = match record.breadth {
            Breadth::Files => Continuation::ByTakingBack,
            Breadth::Rebuilt => Continuation::ByRefining,
            _ => return None,
        };
        self.follows_in_run(newest, record).then_some(continuation)
    }

    fn follows_in_run(&self, newest: &Version, record: &Record) -> bool {
        matches!(self.breadth, Breadth::Properties | Breadth::Files)
            && self.author.origin != Origin::Terminal
            && self.author.message.is_none()
            && is_automatic(record)
            && newest.user == self.user
            && follows_at_once(newest.replaced, self.time)
    }
}

/// How a change has to do with the one before it, so that both are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Continuation {
    /// It takes back a part of that.
    ByTakingBack,
    /// It changes only what that has changed.
    ByRefining,
}

/// Whether another program that changed the file at `time` was part of the run that `newest` represents.
pub(super) fn includes(newest: &Version, record: &Record, time: SystemTime) -> bool {
    matches!(record.breadth, Breadth::Reset | Breadth::Rebuilt)
        && is_automatic(record)
        && follows_at_once(newest.replaced, time)
}

fn is_automatic(record: &Record) -> bool {
    matches!(record.origin, Origin::Script | Origin::Named(_))
}

/// Names have no fractions of a second, so that what follows can be a second earlier.
fn follows_at_once(earlier: SystemTime, later: SystemTime) -> bool {
    match later.duration_since(earlier) {
        Ok(pause) => pause <= LONGEST_PAUSE,
        Err(early) => early.duration() <= Duration::from_secs(1),
    }
}
