//! What a transaction makes of what it has read, and how that is done again on something else.

use std::borrow::Cow;
use std::collections::HashSet;
use std::path::Path;
use std::rc::Rc;

use super::Store;
use super::StoreError;
use super::Transaction;
use super::author::Breadth;
use super::fingerprint::Fingerprint;
use super::upgrade;
use super::upgrade::Upgrades;
use super::xml;
use super::xml::Document;
use crate::model::Change;
use crate::model::Configuration;
use crate::model::Edit;
use crate::model::NotAList;
use crate::model::differences;
use crate::model::is_internal;

/// What a transaction makes of the store.
pub trait PendingChange: Sized {
    /// A transaction that begins the same work on what the file holds now.
    fn restart(&self, store: &Store) -> Result<Transaction<Self>, StoreError>;

    /// What is to be in the place of the file at `path`.
    fn content(&self, path: &Path) -> Result<Content<'_>, StoreError>;

    /// Does again what an earlier transaction did on what the file held then. If another program has
    /// changed the same property in the meantime, its key is returned.
    fn reapply(&mut self, earlier: Self) -> Result<(), String>;

    /// Whether a later transaction has found what this one wrote.
    fn is_found_by(&self, later: &Self) -> bool;

    /// What is changed, property by property.
    fn changes(&self) -> Vec<Change>;

    /// What the store says, and what it will say.
    fn fingerprints(&self) -> (Fingerprint, Fingerprint);

    /// Whether all that it changes becomes what it was in `earlier`.
    fn takes_back_to(&self, earlier: &Configuration) -> bool;

    /// Whether it only changes what has changed since `earlier`, when the active profile was not empty.
    fn refines_since(&self, earlier: &Configuration) -> bool;

    /// How much of the store a command changes that says `named` of itself.
    fn breadth(&self, named: Breadth) -> Breadth;
}

/// What is to be in the place of the file.
pub enum Content<'work> {
    /// The file as it is.
    Same,
    /// A file with these bytes.
    File(Cow<'work, [u8]>),
    /// No file.
    Missing,
}

/// Changes of properties and profiles.
pub struct Changes {
    before: Document,
    after: Rc<Configuration>,
    /// All changes as edits that fit any configuration; none once there was a change of another kind.
    edits: Option<Vec<(String, Edit)>>,
    /// Whether one of them emptied the active profile, though it may have been filled again.
    begins_anew: bool,
    upgrades: Upgrades,
}

impl Changes {
    /// No change of a document but what brings it up to date.
    pub(super) fn of(before: Document, upgrades: Upgrades) -> Self {
        let mut after = before.configuration.clone();
        upgrade::bring_up_to_date(&mut after, upgrades);
        Self {
            before,
            after: Rc::new(after),
            edits: Some(Vec::new()),
            begins_anew: false,
            upgrades,
        }
    }

    /// What the store will hold.
    pub(super) fn configuration(&self) -> &Rc<Configuration> {
        &self.after
    }

    /// Changes the configuration; it is as it was where `change` fails.
    pub(super) fn change<T, E>(
        &mut self,
        change: impl FnOnce(&mut Configuration) -> Result<T, E>,
    ) -> Result<T, E> {
        let before = Rc::clone(&self.after);
        let outcome = change(Rc::make_mut(&mut self.after));
        match outcome {
            Ok(_) => {
                self.edits = None;
                self.begins_anew |= self.empties(&before);
            }
            Err(_) => self.after = before,
        }
        outcome
    }

    /// Whether the active profile has just been emptied, which is also asked for where it is empty already.
    fn empties(&self, before: &Rc<Configuration>) -> bool {
        let name = self.before.configuration.active_name();
        is_empty(&self.after, name) && (!is_empty(before, name) || self.after == *before)
    }

    /// Makes one edit and returns whether that changed anything.
    pub(super) fn edit(&mut self, profile: &str, edit: Edit) -> Result<bool, NotAList> {
        let changed = Rc::make_mut(&mut self.after).edit(profile, &edit)?;
        if let Some(edits) = &mut self.edits {
            edits.push((profile.to_owned(), edit));
        }
        Ok(changed)
    }
}

impl PendingChange for Changes {
    fn restart(&self, store: &Store) -> Result<Transaction<Self>, StoreError> {
        store.begin()
    }

    fn content(&self, path: &Path) -> Result<Content<'_>, StoreError> {
        if *self.after == self.before.configuration && !self.before.is_stale() {
            return Ok(Content::Same);
        }
        let text = xml::write(&self.before, &self.after)
            .map_err(|source| StoreError::Malformed { path: path.to_owned(), source })?;
        Ok(Content::File(text.into_bytes().into()))
    }

    fn reapply(&mut self, earlier: Self) -> Result<(), String> {
        if let Some(edits) = earlier.edits {
            for (profile, edit) in edits {
                self.edit(&profile, edit).map_err(|NotAList(key)| key)?;
            }
            return Ok(());
        }
        let Self { mut before, after, .. } = earlier;
        upgrade::bring_up_to_date(&mut before.configuration, self.upgrades);
        let changes = differences(&before.configuration, &after);
        self.change(|now| now.redo(&changes)).map_err(|Change { key, .. }| key)
    }

    fn is_found_by(&self, later: &Self) -> bool {
        let lost = differences(&self.after, &later.before.configuration);
        let lost: HashSet<_> = lost.iter().map(changed_property).collect();
        let ours = differences(&self.before.configuration, &self.after);
        ours.iter().all(|change| !lost.contains(&changed_property(change)))
    }

    fn changes(&self) -> Vec<Change> {
        differences(&self.before.configuration, &self.after)
    }

    fn fingerprints(&self) -> (Fingerprint, Fingerprint) {
        (Fingerprint::of(&self.before.configuration), Fingerprint::of(&self.after))
    }

    fn takes_back_to(&self, earlier: &Configuration) -> bool {
        self.changes().iter().all(|change| value_of(change, earlier) == change.after.as_deref())
    }

    fn refines_since(&self, earlier: &Configuration) -> bool {
        !is_empty(earlier, earlier.active_name())
            && self
                .changes()
                .iter()
                .all(|change| value_of(change, earlier) != change.before.as_deref())
    }

    fn breadth(&self, named: Breadth) -> Breadth {
        let before = &self.before.configuration;
        let name = before.active_name();
        let is_emptied = is_empty(&self.after, name) && !is_empty(before, name);
        match (is_emptied, self.begins_anew) {
            (true, _) => Breadth::Reset,
            (false, true) => Breadth::Rebuilt,
            (false, false) => named,
        }
    }
}

/// The value that a change is about, as it was earlier.
fn value_of<'found>(
    Change { profile, key, .. }: &Change,
    earlier: &'found Configuration,
) -> Option<&'found str> {
    match profile.as_deref() {
        Some(name) => earlier.profile(name).and_then(|profile| profile.get(key)),
        None => Some(earlier.active_name()),
    }
}

fn is_empty(configuration: &Configuration, profile: &str) -> bool {
    let profile = configuration.profile(profile);
    profile.is_none_or(|profile| profile.properties().all(|set| is_internal(&set.key)))
}

/// Profile and key; no profile for the choice of the active one.
fn changed_property(Change { profile, key, .. }: &Change) -> (Option<&str>, &str) {
    (profile.as_deref(), key)
}

/// A version of the history in the place of the store.
pub(super) struct Undo {
    /// What an empty file means depends on it.
    pub(super) store: Store,
    /// The version was replaced by the change with this number.
    pub(super) number: u64,
    /// Its bytes; none if there was no file.
    pub(super) version: Option<Vec<u8>>,
    /// The bytes of the store; none if there is no file.
    pub(super) now: Option<Vec<u8>>,
    /// What the store says now.
    pub(super) before: Fingerprint,
    /// What the version says.
    pub(super) after: Fingerprint,
}

impl PendingChange for Undo {
    fn restart(&self, store: &Store) -> Result<Transaction<Self>, StoreError> {
        store.begin_undo(Some(self.number))
    }

    fn content(&self, _path: &Path) -> Result<Content<'_>, StoreError> {
        Ok(match &self.version {
            version if *version == self.now => Content::Same,
            Some(bytes) => Content::File(bytes.into()),
            None => Content::Missing,
        })
    }

    /// The later transaction has chosen the same version.
    fn reapply(&mut self, _earlier: Self) -> Result<(), String> {
        Ok(())
    }

    fn is_found_by(&self, later: &Self) -> bool {
        self.version == later.now
    }

    fn changes(&self) -> Vec<Change> {
        let parse = |bytes: &Option<Vec<u8>>| self.store.parse(bytes.clone().unwrap_or_default());
        match (parse(&self.now), parse(&self.version)) {
            (Ok(before), Ok(after)) => differences(&before.configuration, &after.configuration),
            // What could not be read cannot have been read by another program either.
            _ => Vec::new(),
        }
    }

    fn fingerprints(&self) -> (Fingerprint, Fingerprint) {
        (self.before, self.after)
    }

    fn takes_back_to(&self, _earlier: &Configuration) -> bool {
        false
    }

    fn refines_since(&self, _earlier: &Configuration) -> bool {
        false
    }

    fn breadth(&self, _named: Breadth) -> Breadth {
        Breadth::Undo
    }
}
