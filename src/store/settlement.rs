//! What happened to the store after our last change, and how the history records it.

use std::time::Duration;
use std::time::SystemTime;

use super::Store;
use super::StoreError;
use super::Version;
use super::author::Author;
use super::author::Breadth;
use super::entry::OpenFile;
use super::fingerprint::Fingerprint;
use super::history::History;
use super::run;
use super::version::Record;
use super::version::VersionKind;

/// The store as a command finds it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    fingerprint: Fingerprint,
    /// When the file was written; none if there is no file.
    modified: Option<SystemTime>,
}

/// What happened between our last change and now.
#[derive(Debug)]
pub(super) enum SinceLastChange {
    /// Nothing that is known of.
    Nothing,
    /// Another program changed the store then, as a part of the last change.
    PartOfIt(SystemTime),
    /// Another program changed the store: the version that it replaced, of which there is a copy.
    Change(Version),
    /// The last change was never made: its command was killed.
    NeverMade,
}

impl Found {
    pub(super) fn new(fingerprint: Fingerprint, file: Option<&OpenFile>) -> Self {
        let seconds = file.and_then(|file| u64::try_from(file.status.modified).ok());
        let time = |seconds| SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds));
        Self { fingerprint, modified: seconds.and_then(time) }
    }

    /// When the store was changed last, as far as that can be after `earliest`.
    fn changed_after(&self, earliest: SystemTime) -> SystemTime {
        let now = SystemTime::now();
        let possible = |time: &SystemTime| earliest <= *time && *time <= now;
        self.modified.filter(possible).unwrap_or(now)
    }
}

impl History {
    /// What happened since the last change. `author` is who says so: another program, or the script that
    /// ran one.
    pub(super) fn since_last_change(&self, found: &Found, author: &Author) -> SinceLastChange {
        let Some(newest) = self.versions().last() else { return SinceLastChange::Nothing };
        let Some(record) = &newest.record else { return SinceLastChange::Nothing };
        if record.after == found.fingerprint {
            return SinceLastChange::Nothing;
        }
        let time = found.changed_after(newest.replaced);
        let is_of_script = author.script_number() == Some(newest.number);
        if is_of_script || run::includes(newest, record, time) {
            return SinceLastChange::PartOfIt(time);
        }
        match self.next_number() {
            Ok(number) if self.has_written(record.after) => {
                let (before, after) = (record.after, found.fingerprint);
                let breadth = Breadth::Properties;
                let (origin, command) = (author.origin.clone(), author.command.clone());
                let record = Record { origin, breadth, before, after, command };
                let user = (author.user)();
                let kind = VersionKind::File;
                SinceLastChange::Change(Version::new(number, time, &user, kind, Some(record)))
            }
            _ if record.before == found.fingerprint => SinceLastChange::NeverMade,
            _ => SinceLastChange::Nothing,
        }
    }
}

impl Store {
    /// Puts into the history what happened to the store since the last change. Where that fails, it is part
    /// of the change before; nothing that the history has is lost.
    pub(super) fn settle(&self, history: &mut History, found: &Found, author: &Author) {
        let _ = match history.since_last_change(found, author) {
            SinceLastChange::Nothing => Ok(()),
            SinceLastChange::PartOfIt(time) => history.extend(found.fingerprint, time),
            SinceLastChange::NeverMade => history.remove_newest(),
            SinceLastChange::Change(version) => {
                let content = version.record.as_ref().map(|record| record.before);
                // A file that a power cut damaged is not a version.
                let is_whole = |content: &_| self.written(history, *content).is_some();
                match content.filter(is_whole) {
                    Some(content) => {
                        author.set_script_number(version.number);
                        history.keep_written(content, version)
                    }
                    None => Ok(()),
                }
            }
        };
    }

    /// The bytes that we wrote last, which said `content`; none if the copy is damaged.
    pub(super) fn written(&self, history: &History, content: Fingerprint) -> Option<Vec<u8>> {
        let bytes = history.read_written(content).ok()?;
        (self.fingerprint_of(Some(&bytes)) == content).then_some(bytes)
    }

    /// What the bytes of a store say; without any profile there is no file.
    pub(super) fn fingerprint_of(&self, bytes: Option<&[u8]>) -> Fingerprint {
        let bytes = bytes.unwrap_or_default();
        match self.parse(bytes.to_vec()) {
            Ok(document) => Fingerprint::of(&document.configuration),
            Err(_) => Fingerprint::of_bytes(bytes),
        }
    }

    /// Gives the last change that changed anything a message, and returns its number.
    pub(crate) fn explain_last_change(&self, message: &str) -> Result<u64, StoreError> {
        let transaction = self.begin()?;
        let Some(mut history) = History::open(&transaction.entry.target)? else {
            return Err(self.no_version(None));
        };
        let (fingerprint, _) = transaction.fingerprints();
        let found = Found::new(fingerprint, transaction.old.as_ref());
        self.settle(&mut history, &found, &Author::another_program());
        let last = self.last_effective(&history, fingerprint).map(|version| version.number);
        let number = last.ok_or_else(|| self.no_version(None))?;
        history.set_message(number, message)?;
        Ok(number)
    }

    /// Takes what a program has changed that a script of the author ran for a part of that script.
    pub(crate) fn claim_change(&self) -> Result<(), StoreError> {
        if self.versions_kept == 0 {
            return Ok(());
        }
        let transaction = self.begin()?;
        let Some(mut history) = History::open(&transaction.entry.target)? else {
            return Ok(());
        };
        let (fingerprint, _) = transaction.fingerprints();
        let found = Found::new(fingerprint, transaction.old.as_ref());
        self.settle(&mut history, &found, &self.author);
        let bytes = transaction.old.as_ref().map(|old| old.bytes(&self.path)).transpose()?;
        history.copy_written(fingerprint, bytes.as_deref());
        Ok(())
    }
}
