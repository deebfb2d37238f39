//! Changing the store: everything or nothing, and never on top of somebody else's change.
//!
//! Our own writers queue for the lock. The Python `omero config` doesn't quite: it removes the lock
//! file after it has let it go, so that two processes can hold two different locks for a moment.
//! Hence two looks around the rename: before it, whether the file still is the one that was read and
//! the lock still the one that others see; after it, whether that is still so.

use std::collections::HashSet;
use std::io;
use std::mem;
use std::path::Path;
use std::path::PathBuf;
use std::rc::Rc;

use super::FileState;
use super::Lock;
use super::Reading;
use super::Store;
use super::StoreError;
use super::bytes_of;
use super::history::History;
use super::history::Version;
use super::replace::Draft;
use super::upgrade;
use super::xml;
use crate::model::Change;
use crate::model::Configuration;
use crate::model::Difference;
use crate::model::Edit;
use crate::model::differences;
use crate::platform;

/// How a transaction ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// The file holds something new, durably.
    Changed,
    /// There was nothing to change, and the file was not touched.
    Unchanged,
}

/// A change in several steps. The lock is held, and nothing is written before the end; dropped, it has
/// never been.
#[must_use]
pub struct Transaction {
    store: Store,
    target: PathBuf,
    locks: Vec<Lock>,
    read: Reading,
    after: Rc<Configuration>,
    steps: usize,
}

impl Store {
    /// Applies `change` under the lock, then puts the result in place with one rename.
    ///
    /// The file is not touched when `change` fails or leaves the configuration as it was. `change`
    /// is called again if a program that does not heed our lock replaced the file meanwhile.
    pub fn transact<T, E: From<StoreError>>(
        &self,
        mut change: impl FnMut(&mut Configuration) -> Result<T, E>,
    ) -> Result<(T, Written), E> {
        loop {
            let mut transaction = self.begin()?;
            let outcome = change(Rc::make_mut(&mut transaction.after))?;
            if let Some(written) = transaction.commit()? {
                return Ok((outcome, written));
            }
        }
    }

    /// Takes the lock and reads the file, to change it in several steps.
    pub fn begin(&self) -> Result<Transaction, StoreError> {
        let target = self.target()?;
        check_writable(&target)?;
        let locks = self.lock(&target)?;
        let read = self.look()?;
        let mut after = read.document.configuration.clone();
        upgrade::bring_up_to_date(&mut after);
        Ok(Transaction {
            store: self.clone(),
            target,
            locks,
            read,
            after: Rc::new(after),
            steps: 0,
        })
    }

    /// Whether nobody has replaced the file or taken a lock of their own since it was read.
    fn is_undisturbed(&self, locks: &[Lock], read: Option<&FileState>) -> Result<bool, StoreError> {
        Ok(are_valid(locks) && self.state()?.as_ref() == read)
    }

    /// Waits for whoever took a lock of their own while we were writing, and sees whether what we
    /// wrote is still there: they may have read the file before.
    fn survives(
        &self,
        target: &Path,
        lost: Vec<Lock>,
        before: &Configuration,
        after: &Configuration,
    ) -> Result<bool, StoreError> {
        drop(lost);
        let _locks = self.lock(target)?;
        let now = self.look()?.document.configuration;
        Ok(holds_changes(before, after, &now))
    }

    /// Brings back a version of the history, byte for byte, whatever the file holds now. What it holds
    /// becomes a version itself.
    pub fn restore(&self, version: &Version) -> Result<Written, StoreError> {
        let bytes = bytes_of(version)?;
        self.document_of(version, &bytes)?;
        let target = self.target()?;
        loop {
            check_writable(&target)?;
            let locks = self.lock(&target)?;
            let now = self.bytes()?;
            if now.as_ref().is_some_and(|(now, _)| *now == bytes) {
                return Ok(Written::Unchanged);
            }
            let draft = Draft::write(&target, &bytes)?;
            if !self.is_undisturbed(&locks, now.as_ref().map(|(_, state)| state))? {
                continue;
            }
            self.replace(&target, draft)?;
            // Else whoever had a lock of their own may have put the old content back.
            if are_valid(&locks) || self.holds(&target, locks, &bytes)? {
                return Ok(Written::Changed);
            }
        }
    }

    /// Waits for whoever took a lock of their own while we were writing, and sees whether the file still
    /// has what we wrote.
    fn holds(&self, target: &Path, lost: Vec<Lock>, bytes: &[u8]) -> Result<bool, StoreError> {
        drop(lost);
        let _locks = self.lock(target)?;
        Ok(self.bytes()?.is_some_and(|(now, _)| now == bytes))
    }

    /// Puts a new file in the place of the old one, which becomes a version of the history.
    fn replace(&self, target: &Path, draft: Draft) -> Result<(), StoreError> {
        if self.versions_kept == 0 {
            return draft.put_in_place(target);
        }
        let history = History::of(target);
        let kept = history.keep(target, &self.user)?;
        let outcome = draft.put_in_place(target);
        // Any other failure comes after the rename: without the version the old content were gone.
        if !matches!(outcome, Err(StoreError::Replace { .. })) {
            kept.stay();
        }
        outcome?;
        // The change is done, whatever becomes of old versions; the next one tries again.
        let _ = history.prune(self.versions_kept);
        Ok(())
    }
}

impl Transaction {
    /// What the store will hold.
    pub fn configuration(&self) -> &Rc<Configuration> {
        &self.after
    }

    /// The path of the file as it was given.
    pub fn path(&self) -> &Path {
        self.store.path()
    }

    /// Whether what is replaced becomes a version of the history.
    pub fn keeps_version(&self) -> bool {
        self.read.state.is_some() && self.store.versions_kept > 0
    }

    /// How many steps have been made, though they may have changed nothing.
    pub fn steps(&self) -> usize {
        self.steps
    }

    /// Whether it is about this store, so that its changes could be steps of this transaction.
    pub fn is_of(&self, store: &Store) -> bool {
        let is_new = self.read.state.is_none();
        let Store { path, first_profile, patience: _, versions_kept, user: _ } = store;
        *path == self.store.path
            && *versions_kept == self.store.versions_kept
            && (!is_new || *first_profile == self.store.first_profile)
    }

    /// Changes the configuration; it is as it was where `change` fails.
    pub fn change<T, E>(
        &mut self,
        change: impl FnOnce(&mut Configuration) -> Result<T, E>,
    ) -> Result<T, E> {
        let before = Rc::clone(&self.after);
        let outcome = change(Rc::make_mut(&mut self.after));
        match outcome {
            Ok(_) => self.steps += 1,
            Err(_) => self.after = before,
        }
        outcome
    }

    /// Changes one property, which takes no longer in a large store than in a small one.
    pub fn edit(&mut self, profile: &str, edit: &Edit) -> bool {
        self.steps += 1;
        Rc::make_mut(&mut self.after).edit(profile, edit)
    }

    /// Puts the result in place. If a program that does not heed our lock replaced the file meanwhile,
    /// the changes are made once more, unless it changed the same properties.
    pub fn finish(mut self) -> Result<Written, StoreError> {
        loop {
            if let Some(written) = self.commit()? {
                return Ok(written);
            }
            self = self.begin_anew()?;
        }
    }

    /// The same changes to what the file holds now.
    fn begin_anew(self) -> Result<Self, StoreError> {
        let Self { store, locks, read, after, .. } = self;
        // We would wait for ourselves.
        drop(locks);
        let mut before = read.document.configuration;
        upgrade::bring_up_to_date(&mut before);
        let mut anew = store.begin()?;
        let redone = Rc::make_mut(&mut anew.after).redo(&differences(&before, &after));
        redone.map_err(|Change { key, .. }| StoreError::Overtaken { path: store.path, key })?;
        Ok(anew)
    }

    /// Puts the result in place; none if somebody got in between, and it is to be done again.
    fn commit(&mut self) -> Result<Option<Written>, StoreError> {
        let Self { store, target, locks, read, after, .. } = self;
        let before = &read.document.configuration;
        if **after == *before && !read.document.is_stale() {
            return Ok(Some(Written::Unchanged));
        }
        let text = xml::write(&read.document, after)
            .map_err(|source| StoreError::Malformed { path: store.path.clone(), source })?;
        let draft = Draft::write(target, text.as_bytes())?;
        if !store.is_undisturbed(locks, read.state.as_ref())? {
            return Ok(None);
        }
        store.replace(target, draft)?;
        let is_there =
            are_valid(locks) || store.survives(target, mem::take(locks), before, after)?;
        Ok(is_there.then_some(Written::Changed))
    }
}

/// Whether `now` has every value that differs between `before` and `after`.
fn holds_changes(before: &Configuration, after: &Configuration, now: &Configuration) -> bool {
    let lost = differences(after, now);
    let lost: HashSet<_> = lost.iter().map(place).collect();
    differences(before, after).iter().all(|change| !lost.contains(&place(change)))
}

fn place(Difference { profile, change }: &Difference) -> (Option<&str>, &str) {
    (profile.as_deref(), &change.key)
}

fn are_valid(locks: &[Lock]) -> bool {
    locks.iter().all(Lock::is_valid)
}

/// A file that we may not write is not replaced, though the directory would let us. What else may be
/// wrong with it is told when it is read.
fn check_writable(target: &Path) -> Result<(), StoreError> {
    match platform::open_to_append(target) {
        Err(source)
            if matches!(
                source.kind(),
                io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem
            ) =>
        {
            let readable = platform::open_to_read(target).is_ok();
            let path = target.to_owned();
            if readable { Err(StoreError::ReadOnly { path, source }) } else { Ok(()) }
        }
        _ => Ok(()),
    }
}
