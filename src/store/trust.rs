//! Which history is believed: what only root, the owner of the store's directory and we can have put there.

use std::path::Path;

use super::StoreError;
use crate::platform;
use crate::platform::FileStatus;
use crate::platform::name_of_account;

const ROOT: u32 = 0;

/// Why something in a history is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Distrust {
    /// It is not what it should be.
    #[error("is {0}; a history must be a directory of regular files")]
    Kind(&'static str),
    /// It belongs to a user who has nothing to do with the store.
    #[error("belongs to user {}, neither to you nor to the owner of its directory", name_of_account(*.0))]
    Owner(u32),
    /// Others can change it.
    #[error("can be written by other users")]
    Writable,
    /// It may be in use elsewhere.
    #[error("belongs to another user and has {0} names; it may belong to another configuration")]
    Links(u64),
}

/// Whether what a history is made of can be believed: `owner` owns the directory of the store.
pub(super) fn check_trust(path: &Path, status: &FileStatus, owner: u32) -> Result<(), StoreError> {
    let is_trusted = [owner, ROOT, platform::effective_user()].contains(&status.owner);
    let found = match status {
        _ if !is_trusted => Distrust::Owner(status.owner),
        status if status.is_writable_by_others() => Distrust::Writable,
        _ => return Ok(()),
    };
    Err(StoreError::Untrusted { path: path.to_owned(), found })
}

impl Distrust {
    /// What a person can do about it.
    pub(super) fn hint(self) -> &'static str {
        match self {
            Self::Kind(_) => "move it away; the next change creates a new history",
            Self::Owner(_) => {
                "inspect it and remove it, or keep no history: `omero config --history 0 ...`"
            }
            Self::Links(_) => "do not change it: find its other names, and remove this one",
            Self::Writable => "inspect it; if it is yours, run `chmod go-w` on it",
        }
    }
}
