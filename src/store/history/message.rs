//! The messages of changes, each in a file next to its version.

use std::ffi::OsString;
use std::io;
use std::io::Write;

use super::History;
use crate::platform::Access;
use crate::store::StoreError;
use crate::store::entry::OpenFile;

/// How the name of a message ends; it begins with the number of the change.
const SUFFIX: &str = ".message";

impl History {
    pub(super) fn message_name(number: u64) -> OsString {
        format!("{number:06}{SUFFIX}").into()
    }

    /// The number of the change whose message has this name.
    pub(super) fn number_of_message(name: &OsString) -> Option<u64> {
        let number = name.to_str()?.strip_suffix(SUFFIX)?.parse().ok()?;
        (Self::message_name(number) == *name).then_some(number)
    }

    /// The message of a change; none if it has none, or one that cannot be believed.
    pub(in crate::store) fn message(&self, number: u64) -> Option<String> {
        if !self.messages.contains(&number) {
            return None;
        }
        let name = Self::message_name(number);
        let path = self.path.join(&name);
        let file = self.directory.open(&name, Access::Read).ok()?;
        let file = OpenFile::new(file, &path).ok()?;
        self.check_version(&path, &file.status).ok()?;
        Some(String::from_utf8_lossy(&file.bytes(&path).ok()?).into_owned())
    }

    /// Gives a change another message.
    pub(in crate::store) fn set_message(
        &mut self,
        number: u64,
        text: &str,
    ) -> Result<(), StoreError> {
        self.forget_message(number);
        let name = Self::message_name(number);
        let write = || {
            let model = self.store.directory_status().map_err(io::Error::other)?;
            let mut file = self.create(&name, &model)?;
            file.write_all(text.as_bytes())?;
            file.sync_all()
        };
        write().map_err(|source| self.failed(source))?;
        self.messages.push(number);
        Ok(())
    }

    pub(super) fn forget_message(&mut self, number: u64) {
        if self.messages.contains(&number) {
            // A message without a change is shown by nothing.
            let _ = self.directory.remove(&Self::message_name(number));
            self.messages.retain(|other| *other != number);
        }
    }
}
