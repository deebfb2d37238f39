//! A copy of what we wrote last. If another program changes the store, it shows what that program found,
//! and becomes the version of its change.
//!
//! The copy is not flushed: after a power cut it can be missing, and then a change of another program
//! cannot be distinguished from ours. Its name is the fingerprint of what it should hold.

use std::ffi::OsString;
use std::io::Write;

use super::History;
use crate::platform::Access;
use crate::store::LOCK_TIMEOUT;
use crate::store::StoreError;
use crate::store::entry::OpenFile;
use crate::store::fingerprint::Fingerprint;
use crate::store::version::Version;

const SUFFIX: &str = ".written";

impl History {
    fn written_name(content: Fingerprint) -> OsString {
        format!("{content}{SUFFIX}").into()
    }

    pub(super) fn is_written_name(name: &OsString) -> bool {
        let content = name.to_str().and_then(|name| name.strip_suffix(SUFFIX)?.parse().ok());
        content.is_some_and(|content| Self::written_name(content) == *name)
    }

    /// Keeps a copy of what has just been written, instead of the one before. What goes wrong is of no
    /// consequence: the change is made, and in the history.
    pub(in crate::store) fn copy_written(&mut self, content: Fingerprint, bytes: Option<&[u8]>) {
        let name = Self::written_name(content);
        self.written.retain(|other| {
            *other == name && bytes.is_some() || self.directory.remove(other).is_err()
        });
        let (Some(bytes), false) = (bytes, self.written.contains(&name)) else { return };
        let Ok(model) = self.store.directory_status() else { return };
        let copied = self.create(&name, &model).and_then(|mut copy| copy.write_all(bytes));
        if copied.is_err() {
            let _ = self.directory.remove(&name);
        }
        self.written.push(name);
    }

    /// Whether there is a copy of what was written last, which was this.
    pub(in crate::store) fn has_written(&self, content: Fingerprint) -> bool {
        self.written.contains(&Self::written_name(content))
    }

    /// The bytes of that copy.
    pub(in crate::store) fn read_written(
        &self,
        content: Fingerprint,
    ) -> Result<Vec<u8>, StoreError> {
        let name = Self::written_name(content);
        let path = self.path.join(&name);
        let file = self
            .directory
            .open(&name, Access::Read)
            .map_err(|source| StoreError::unreadable(&path, source))?;
        let file = OpenFile::new(file, &path)?;
        self.check_version(&path, &file.status)?;
        file.bytes(&path)
    }

    /// Makes that copy the version that another program replaced.
    pub(in crate::store) fn keep_written(
        &mut self,
        content: Fingerprint,
        version: Version,
    ) -> Result<(), StoreError> {
        let name = Self::written_name(content);
        let renamed = self.directory.rename(&name, &version.name, LOCK_TIMEOUT);
        renamed.map_err(|source| self.failed(source))?;
        let flushed =
            self.directory.open(&version.name, Access::Append).and_then(|copy| copy.sync_all());
        self.written.retain(|other| *other != name);
        self.versions.push(version);
        flushed.map_err(|source| self.failed(source))
    }

    /// Removes the copy: what is written now is not kept.
    pub(in crate::store) fn forget_written(&mut self) {
        for name in std::mem::take(&mut self.written) {
            let _ = self.directory.remove(&name);
        }
    }
}
