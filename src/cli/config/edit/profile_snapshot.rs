//! Profiles as they were when the editor was opened, and what was changed in them.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::collections::HashMap;
use std::collections::HashSet;

use glob::Pattern;

use crate::cli::config::edit::notation::Notation;
use crate::cli::error::CommandError;
use crate::formats::assignments::Assignment;
use crate::formats::assignments::Entry;
use crate::model::Change;
use crate::model::Location;
use crate::model::Profile;
use crate::model::PropertyKey;
use crate::model::VERSION_KEY;
use crate::model::changes_of;
use crate::model::is_internal;
use crate::schema::Schema;

/// Which properties are shown.
pub(crate) struct Selection<'patterns> {
    /// One of them must match, if there are any.
    pub(crate) patterns: &'patterns [Pattern],
    pub(crate) unset: Unset,
    pub(crate) notation: Notation,
}

/// What becomes of known properties that are not set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unset {
    LeftOut,
    Offered,
}

/// A profile as it was when the editor was opened, and what of it is shown.
pub(crate) struct ProfileSnapshot {
    pub(crate) name: String,
    pub(crate) values: BTreeMap<String, String>,
    pub(crate) shown: HashSet<String>,
    pub(crate) offered: BTreeSet<String>,
}

/// What was changed in the text of one profile.
pub(crate) struct Revision {
    pub(crate) profile: String,
    /// With the values that are stored, not with those that are shown.
    pub(crate) changes: Vec<Change>,
    /// Where in the text a key has its value.
    pub(crate) locations: HashMap<String, Location>,
    /// Whether all of several properties that were shown are removed.
    pub(crate) loses_all: bool,
}

impl Selection<'_> {
    fn has(&self, key: &str) -> bool {
        let matches = || self.patterns.iter().any(|pattern| pattern.matches(key));
        self.notation.can_show(key) && (self.patterns.is_empty() || matches())
    }

    /// The properties whose full names were given.
    fn named(&self) -> impl Iterator<Item = &str> {
        let names = self.patterns.iter().map(Pattern::as_str);
        names.filter(|pattern| !pattern.contains(['*', '?', '[']))
    }
}

impl ProfileSnapshot {
    pub(crate) fn of(
        name: &str,
        profile: Option<&Profile>,
        selection: &Selection<'_>,
        schema: Schema,
    ) -> Result<Self, CommandError> {
        let pairs = profile.map(Profile::pairs).unwrap_or_default().into_iter();
        let values: BTreeMap<_, _> =
            pairs.map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
        let shown = values.keys().filter(|key| selection.has(key)).cloned().collect();
        let mut offered = BTreeSet::new();
        for key in selection.named().filter(|key| !values.contains_key(*key)) {
            key.parse::<PropertyKey>()?;
            if selection.has(key) {
                offered.insert(key.to_owned());
            }
        }
        if selection.unset == Unset::Offered {
            let works = |key: &str| schema.find(key).is_some_and(|known| schema.has(&known));
            let more = schema.keys().filter(|key| selection.has(key) && works(key));
            offered.extend(more.filter(|key| !values.contains_key(*key)).map(str::to_owned));
        }
        Ok(Self { name: name.to_owned(), values, shown, offered })
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.shown.is_empty() && self.offered.is_empty()
    }

    /// What was changed. An entry for a property that was not shown counts as well.
    pub(crate) fn revision(&self, entries: &[Entry]) -> Revision {
        let locations: HashMap<_, _> =
            entries.iter().map(|entry| (entry.assignment.key.clone(), entry.location)).collect();
        let pairs = self.values.iter().map(|(key, value)| (&**key, &**value));
        let is_meant = |key: &str| self.shown.contains(key) || locations.contains_key(key);
        let before: Vec<_> = pairs.filter(|(key, _)| is_meant(key)).collect();
        let assignments = entries.iter().map(|entry| &entry.assignment);
        let after: Vec<_> =
            assignments.map(|Assignment { key, value }| (&**key, &**value)).collect();
        let mut changes = changes_of(&self.name, &before, &after);
        // A profile without a version would never be brought up to date.
        changes.retain(|change| change.key != VERSION_KEY || change.after.is_some());
        let loses_all = self.loses_all(&changes);
        Revision { profile: self.name.clone(), changes, locations, loses_all }
    }

    fn loses_all(&self, changes: &[Change]) -> bool {
        let removed = changes.iter().filter(|change| change.after.is_none());
        let removed: HashSet<_> = removed.map(|change| &*change.key).collect();
        let mut shown = self.shown.iter().filter(|key| !is_internal(key));
        removed.len() > 1 && shown.all(|key| removed.contains(&**key))
    }
}
