//! Putting the new file in place, and the old one into the history.

use std::time::SystemTime;

use super::StoreError;
use super::Transaction;
use super::draft::Draft;
use super::draft::flush_directory;
use super::entry::DirectoryEntry;
use super::entry::OpenFile;
use super::fingerprint::Fingerprint;
use super::history::History;
use super::pending_change::PendingChange;
use super::run::Continuation;
use super::run::NewChange;
use super::settlement::Found;
use crate::platform;

/// As many bytes all versions together may have; the size of the store is taken for that of each of them.
const MOST_BYTES: u64 = 64 << 20;

/// The history, ready to take what is replaced.
pub(super) struct Preparation<'work> {
    history: History,
    change: NewChange<'work>,
    /// Whether the change is part of the newest in the history.
    continues: bool,
}

impl<W: PendingChange> Transaction<W> {
    /// Brings the history up to date with what happened before this change. That can take a while, in which
    /// another program that does not heed our lock can replace the file. None if no history is kept.
    pub(super) fn prepare(
        &self,
        old: Option<&OpenFile>,
    ) -> Result<Option<Preparation<'_>>, StoreError> {
        if self.store.versions_kept == 0 {
            return Ok(None);
        }
        let change = self.new_change();
        let mut history = History::open_or_create(&self.entry.target)?;
        let found = Found::new(change.before, old);
        self.store.settle(&mut history, &found, &self.store.author.of_found_change());
        let continues = self.continues(&history, &change)?;
        Ok(Some(Preparation { history, change, continues }))
    }

    /// Puts a new file with `content`, or no file, in the place of the old one, which becomes a version of
    /// the history unless the change is part of the one before.
    pub(super) fn replace(
        &self,
        preparation: Option<Preparation<'_>>,
        old: Option<OpenFile>,
        draft: Option<Draft>,
        content: Option<&[u8]>,
    ) -> Result<(), StoreError> {
        let target = &self.entry.target;
        let put_in_place = || match draft {
            Some(draft) => draft.put_in_place(target, self.store.lock_timeout),
            None => remove(target),
        };
        let Some(Preparation { mut history, change, continues }) = preparation else {
            drop(old);
            put_in_place()?;
            if let Ok(Some(mut history)) = History::open(target) {
                history.forget_written();
            }
            return Ok(());
        };
        let kept =
            if continues { None } else { Some(history.keep(target, old.as_ref(), &change)?) };
        let old = old.map(|old| platform::let_be_replaced(old.file));
        let outcome = put_in_place();
        // Any other failure comes after the rename: without the version the old content would be gone.
        if !matches!(outcome, Err(StoreError::Replace { .. })) {
            match kept {
                Some(kept) => kept.stay(old.as_ref()),
                // The version before the run is there; where this fails, its name says less than it could.
                None => drop(history.extend(change.after, change.time)),
            }
        }
        outcome?;
        history.copy_written(change.after, content);
        // The change is done, whatever becomes of old versions; the next one tries again.
        let _ = history.thin(self.most_versions(content));
        Ok(())
    }

    /// What the store says, and what it will say.
    pub(super) fn fingerprints(&self) -> (Fingerprint, Fingerprint) {
        self.work.fingerprints()
    }

    fn new_change(&self) -> NewChange<'_> {
        let author = &self.store.author;
        let (before, after) = self.fingerprints();
        let breadth = self.work.breadth(author.breadth);
        let (user, time) = ((author.user)(), SystemTime::now());
        NewChange { author, breadth, user, time, before, after }
    }

    /// Whether the change is part of the newest in the history.
    fn continues(&self, history: &History, change: &NewChange<'_>) -> Result<bool, StoreError> {
        let Some(newest) = history.versions().last() else { return Ok(false) };
        if change.continues(newest) {
            return Ok(true);
        }
        let Some(continuation) = change.may_continue(newest) else { return Ok(false) };
        let bytes = history.read(newest)?;
        let earlier = self.store.parse_version(&history.path_of(newest), bytes)?.configuration;
        Ok(match continuation {
            Continuation::ByTakingBack => self.work.takes_back_to(&earlier),
            Continuation::ByRefining => self.work.refines_since(&earlier),
        })
    }

    fn most_versions(&self, content: Option<&[u8]>) -> usize {
        let bytes = content.map_or(1, |content| content.len().max(1) as u64);
        let fitting = usize::try_from(MOST_BYTES / bytes).unwrap_or(usize::MAX).max(1);
        self.store.versions_kept.min(fitting)
    }
}

fn remove(target: &DirectoryEntry) -> Result<(), StoreError> {
    let failed = |source| StoreError::Replace { path: target.path().to_owned(), source };
    target.directory().remove(target.name()).map_err(failed)?;
    flush_directory(target)
}
