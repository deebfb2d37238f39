//! Guarding the store against a command of the Python tool that runs as our child.
//!
//! At its end the command saves what it read at its beginning. The journal has the changes that were
//! made in the meantime. A change whose property has an older value again was lost, and is made again.
//! Any other value is someone's decision, and stays.

use std::collections::BTreeMap;

use super::Store;
use super::StoreEntry;
use super::StoreError;
use super::entry::DirectoryEntry;
use super::journal::Acknowledged;
use super::journal::Journal;
use super::python_tool::RunningTool;
use super::python_tool::WhileToolRuns;
use crate::model::Change;
use crate::model::Configuration;
use crate::model::differences;
use crate::platform;

/// More ancestors of a process are not checked.
const MOST_GENERATIONS: usize = 16;

/// Later changes survive the end of a command.
#[derive(Debug)]
#[must_use]
pub(crate) struct Guard {
    store: Store,
    journal: Journal,
    start: usize,
    before: Configuration,
}

/// What a command has done to the store.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Aftermath {
    /// Changes that it had taken away, and that were made again.
    pub(crate) restored: Vec<Change>,
    /// What differs from the beginning, or from a change by another program in the meantime.
    pub(crate) foreign: Vec<Change>,
    /// Other commands that are still running and may take them away again.
    pub(crate) tools: Vec<RunningTool>,
}

/// Profile, or the choice of the active one, and key.
type Property = (Option<String>, String);

impl Store {
    /// Begins to guard the store.
    pub(crate) fn guard(&self) -> Result<Guard, StoreError> {
        let entry = StoreEntry::of(&self.path)?;
        let journal = Journal::for_guard(&entry.target)?;
        let start = journal.end();
        let before = self.read()?;
        // Another command can run for as long as the server does.
        let store = self.clone().while_tool_runs(WhileToolRuns::default);
        Ok(Guard { store, journal, start, before })
    }
}

impl Guard {
    /// The command has ended: makes the changes again that it has taken away.
    pub(crate) fn end(self) -> Result<Aftermath, StoreError> {
        let Self { store, journal, start, before } = self;
        // Under the lock no change is made whose lines are not in the journal yet.
        let outcome = store.begin().and_then(|mut transaction| {
            let acknowledged = journal.acknowledged_since(start)?;
            let mut aftermath = compare(&before, transaction.configuration(), acknowledged);
            let redone = transaction.change(|now| now.redo(&aftermath.restored));
            redone.map_err(|Change { key, .. }| transaction.overtaken(key))?;
            aftermath.tools = transaction.commit()?.tools;
            Ok(aftermath)
        });
        journal.leave();
        outcome
    }
}

/// What was lost, and what else differs.
fn compare(
    before: &Configuration,
    now: &Configuration,
    acknowledged: Vec<Acknowledged>,
) -> Aftermath {
    let mut aftermath = Aftermath::default();
    let values = values_in_turn(acknowledged);
    for ((profile, key), values) in &values {
        let (Some(last), found) = (values.last(), value(now, profile.as_deref(), key)) else {
            continue;
        };
        if found == last.as_deref() {
            continue;
        }
        let is_old = values.iter().any(|value| value.as_deref() == found)
            || value(before, profile.as_deref(), key) == found;
        let found = found.map(str::to_owned);
        let change = |before, after| {
            let (profile, key) = (profile.clone(), key.clone());
            Change { profile, key, before, after }
        };
        if is_old {
            aftermath.restored.push(change(found, last.clone()));
        } else {
            aftermath.foreign.push(change(last.clone(), found));
        }
    }
    let others = differences(before, now).into_iter();
    let others =
        others.filter(|change| !values.contains_key(&(change.profile.clone(), change.key.clone())));
    aftermath.foreign.extend(others);
    aftermath
}

/// The values that changes gave to each property.
fn values_in_turn(acknowledged: Vec<Acknowledged>) -> BTreeMap<Property, Vec<Option<String>>> {
    let mut values: BTreeMap<Property, Vec<_>> = BTreeMap::new();
    for Acknowledged { profile, key, value } in acknowledged {
        values.entry((profile, key)).or_default().push(value);
    }
    values
}

fn value<'found>(
    configuration: &'found Configuration,
    profile: Option<&str>,
    key: &str,
) -> Option<&'found str> {
    match profile {
        Some(name) => configuration.profile(name)?.get(key),
        None => Some(configuration.active_name()),
    }
}

/// Reports a change to the guards, and returns the commands that it is not guarded against.
pub(super) fn acknowledge(
    target: &DirectoryEntry,
    changes: impl FnOnce() -> Vec<Change>,
) -> impl Fn(&RunningTool) -> bool {
    let journal = Journal::of_guards(target).ok().flatten();
    let journal = journal.filter(|journal| journal.acknowledge(&changes()).is_ok());
    let guards = journal.map(|journal| journal.guards()).unwrap_or_default();
    move |tool| {
        let parent = |process: &u32| platform::parent_process(*process);
        let mut family = std::iter::successors(Some(tool.process), parent).take(MOST_GENERATIONS);
        !guards.is_empty() && family.any(|process| guards.contains(&process))
    }
}
