//! The changes of a store one after the other, with what it said before and after each.

use std::rc::Rc;
use std::time::SystemTime;

use super::Store;
use super::StoreError;
use super::Version;
use super::author::Author;
use super::entry::OpenFile;
use super::fingerprint::Fingerprint;
use super::history::History;
use super::settlement::Found;
use super::settlement::SinceLastChange;
use crate::model::Configuration;

/// What a store said at some time, or why that cannot be read.
pub(crate) type State = Rc<Result<Configuration, StoreError>>;

/// All changes that are known of a store.
pub(crate) struct Timeline<'store> {
    store: &'store Store,
    history: Option<History>,
    now: State,
    unrecorded: Option<Unrecorded>,
}

/// A change of another program that no change of ours has followed yet.
struct Unrecorded {
    version: Version,
    /// The bytes that it replaced.
    before: Vec<u8>,
}

/// Whether a change is one only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    OneChange,
    /// The versions between it and the next change are gone, or were never made.
    WithLaterChanges,
}

/// A change and what it did.
#[derive(Debug, Clone)]
pub(crate) struct PastChange {
    pub(crate) version: Version,
    /// Why it was made.
    pub(crate) message: Option<String>,
    /// When the change before it was made; none if it is no longer known.
    pub(crate) since: Option<SystemTime>,
    pub(crate) extent: Extent,
    pub(crate) before: State,
    pub(crate) after: State,
}

impl Store {
    /// The changes that are known. Takes no lock and writes nothing.
    pub(crate) fn timeline(&self) -> Result<Timeline<'_>, StoreError> {
        let history = self.history()?;
        let (now, unrecorded) = match super::links::open_at(&self.path) {
            Ok(file) => self.now(history.as_ref(), file.as_ref()),
            Err(error) => (Err(error), None),
        };
        Ok(Timeline { store: self, history, now: Rc::new(now), unrecorded })
    }

    /// What the store says now, and the change of another program that made it so.
    fn now(
        &self,
        history: Option<&History>,
        file: Option<&OpenFile>,
    ) -> (Result<Configuration, StoreError>, Option<Unrecorded>) {
        let bytes = match file.map(|file| file.bytes(&self.path)).transpose() {
            Ok(bytes) => bytes,
            Err(error) => return (Err(error), None),
        };
        let found = Found::new(self.fingerprint_of(bytes.as_deref()), file);
        let author = Author::another_program();
        let unrecorded = history.and_then(|history| {
            let since = history.since_last_change(&found, &author);
            let SinceLastChange::Change(version) = since else { return None };
            let before = self.written(history, version.record.as_ref()?.before)?;
            Some(Unrecorded { version, before })
        });
        let malformed = |source| StoreError::Malformed { path: self.path.clone(), source };
        let now = self.parse(bytes.unwrap_or_default()).map_err(malformed);
        (now.map(|document| document.configuration), unrecorded)
    }

    /// The versions that were replaced, the oldest first.
    pub fn versions(&self) -> Result<Vec<Version>, StoreError> {
        Ok(self.history()?.map(|history| history.versions().to_vec()).unwrap_or_default())
    }

    /// What the store said before the change with this number.
    pub fn read_version(&self, number: u64) -> Result<Configuration, StoreError> {
        self.timeline()?.before(number)
    }
}

impl Timeline<'_> {
    /// The changes, the newest first.
    pub(crate) fn newest_first(&self) -> impl Iterator<Item = PastChange> {
        let versions: Vec<_> = self.versions().collect();
        let mut after = Rc::clone(&self.now);
        (0..versions.len()).rev().map(move |at| {
            let version: &Version = versions[at];
            let before = Rc::new(self.read(version));
            let change = PastChange {
                version: version.clone(),
                message: self.message(version.number),
                since: at.checked_sub(1).map(|earlier| versions[earlier].replaced),
                extent: extent(version, versions.get(at + 1).copied()),
                before: Rc::clone(&before),
                after: Rc::clone(&after),
            };
            after = before;
            change
        })
    }

    /// The change that `undo` would undo: the one with this number or, without one, the last that
    /// changed anything.
    pub(crate) fn to_undo(&self, number: Option<u64>) -> Result<PastChange, StoreError> {
        let is_it = |change: &PastChange| match number {
            Some(number) => change.version.number == number,
            None => change.has_effect(),
        };
        self.newest_first().find(is_it).ok_or_else(|| self.store.no_version(number))
    }

    /// What the store said before the change with this number.
    pub(crate) fn before(&self, number: u64) -> Result<Configuration, StoreError> {
        let version = self.versions().find(|version| version.number == number);
        version.map_or_else(|| Err(self.store.no_version(Some(number))), |found| self.read(found))
    }

    /// What the store said after the change with this number; before the first one after change 0.
    pub(crate) fn after(&self, number: u64) -> Result<Configuration, StoreError> {
        let is_known = |version: &Version| {
            version.number == number || Some(version.number) == number.checked_add(1)
        };
        if !self.versions().any(is_known) {
            return Err(self.store.no_version(Some(number)));
        }
        match self.versions().find(|version| version.number > number) {
            Some(next) => self.read(next),
            None => self.store.read(),
        }
    }

    fn versions(&self) -> impl Iterator<Item = &Version> {
        let recorded = self.history.as_ref().map(History::versions).unwrap_or_default();
        recorded.iter().chain(self.unrecorded.as_ref().map(|found| &found.version))
    }

    fn read(&self, version: &Version) -> Result<Configuration, StoreError> {
        let (path, bytes) = match (&self.unrecorded, &self.history) {
            (Some(found), _) if found.version.number == version.number => {
                (self.store.path.clone(), Some(found.before.clone()))
            }
            (_, Some(history)) => (history.path_of(version), history.read(version)?),
            (_, None) => return Err(self.store.no_version(Some(version.number))),
        };
        Ok(self.store.parse_version(&path, bytes)?.configuration)
    }

    fn message(&self, number: u64) -> Option<String> {
        self.history.as_ref()?.message(number)
    }
}

impl PastChange {
    /// Whether it changed anything; what cannot be read is different.
    fn has_effect(&self) -> bool {
        match (self.before.as_ref(), self.after.as_ref()) {
            (Ok(before), Ok(after)) => Fingerprint::of(before) != Fingerprint::of(after),
            _ => true,
        }
    }
}

fn extent(version: &Version, next: Option<&Version>) -> Extent {
    let records = (version.record.as_ref(), next.and_then(|next| next.record.as_ref()));
    match records {
        (Some(record), Some(next)) if record.after != next.before => Extent::WithLaterChanges,
        _ => Extent::OneChange,
    }
}
