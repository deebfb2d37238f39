//! Bringing back an earlier version.

use std::mem;

use super::Store;
use super::StoreError;
use super::Version;
use super::author::Author;
use super::fingerprint::Fingerprint;
use super::history::History;
use super::pending_change::Undo;
use super::settlement::Found;
use super::transaction::Committed;
use super::transaction::Transaction;
use crate::model::Configuration;

/// An earlier version that was brought back.
#[derive(Debug)]
pub struct Undone {
    /// The number of the change that was taken back, with those after it.
    pub number: u64,
    pub committed: Committed,
    /// What the store said, and what it says now; none if that cannot be read.
    pub before: Option<Configuration>,
    pub after: Option<Configuration>,
}

impl Store {
    /// Brings back the version with this number or, without one, the last that was replaced, byte for
    /// byte, whatever the file holds now; which one, is decided under the lock.
    pub fn undo(&self, number: Option<u64>) -> Result<Undone, StoreError> {
        let transaction = self.begin_undo(number)?;
        let number = transaction.work.number;
        let says = |bytes: &Option<Vec<u8>>| self.parse(bytes.clone().unwrap_or_default());
        let before = says(&transaction.work.now).ok().map(|document| document.configuration);
        let after = says(&transaction.work.version).ok().map(|document| document.configuration);
        let committed = transaction.commit()?;
        Ok(Undone { number, committed, before, after })
    }

    pub(super) fn begin_undo(&self, number: Option<u64>) -> Result<Transaction<Undo>, StoreError> {
        let (entry, locks) = match self.lock() {
            // Without a directory there is no history.
            Err(error) if error.is_not_found() => return Err(self.no_version(number)),
            locked => locked?,
        };
        let old = entry.target.open()?;
        let now = old.as_ref().map(|old| old.bytes(&self.path)).transpose()?;
        let fingerprint = self.fingerprint_of(now.as_deref());
        let Some(mut history) = History::open(&entry.target)? else {
            return Err(self.no_version(number));
        };
        let found = Found::new(fingerprint, old.as_ref());
        self.settle(&mut history, &found, &Author::another_program());
        let version = match number {
            Some(_) => history.find(number),
            None => self.last_effective(&history, fingerprint),
        };
        let Some(version) = version else { return Err(self.no_version(number)) };
        let number = version.number;
        let bytes = history.read(version)?;
        // One that is damaged takes the place of nothing.
        let document = self.parse_version(&history.path_of(version), bytes.clone())?;
        let after = Fingerprint::of(&document.configuration);
        let (store, before) = (self.clone(), fingerprint);
        let work = Undo { store, number, version: bytes, now, before, after };
        let (store, made_directory) = (self.clone(), false);
        Ok(Transaction { store, entry, locks, old, work, steps: 0, made_directory })
    }

    /// The newest version that says something else than the one after it or, if it is the newest of all, than
    /// the store, which says `now`. One that cannot be read is different.
    pub(super) fn last_effective<'history>(
        &self,
        history: &'history History,
        now: Fingerprint,
    ) -> Option<&'history Version> {
        let mut after = now;
        history.versions().iter().rev().find(|version| {
            let bytes = history.read(version).unwrap_or_default();
            let before = self.fingerprint_of(bytes.as_deref());
            mem::replace(&mut after, before) != before
        })
    }
}
