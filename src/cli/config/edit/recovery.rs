//! A text that an earlier edit has left, and what in it was changed.

use std::fs;
use std::path::Path;
use std::path::PathBuf;

use crate::cli::config::edit::notation::Notation;
use crate::cli::config::edit::profile_snapshot::Revision;
use crate::cli::config::edit::view::View;
use crate::cli::error::CommandError;
use crate::cli::terminal::editor_directory;
use crate::cli::terminal::editor_file::Beginning;
use crate::cli::terminal::input::Input;

/// A text that was left, and with what it began.
pub(super) struct Recovered {
    pub(super) path: PathBuf,
    pub(super) text: String,
    pub(super) beginning: Beginning,
}

impl Recovered {
    /// The newest text of a store that can be continued.
    pub(super) fn newest(store: &Path) -> Result<Self, CommandError> {
        let modified = |path: &PathBuf| fs::metadata(path).and_then(|found| found.modified()).ok();
        let mut paths = editor_directory::texts(store);
        paths.sort_by_key(modified);
        let read = |path: PathBuf| {
            let beginning = Beginning::read(&path)?;
            let text = Input::Found(path.clone()).read().ok()?;
            Some(Self { path, text, beginning })
        };
        paths.into_iter().rev().find_map(read).ok_or(CommandError::NothingToRecover)
    }

    pub(super) fn notation(&self) -> Notation {
        Notation::of_extension(&self.path)
    }

    /// The text is in another file now.
    pub(super) fn remove(&self) {
        // What stays is reported again the next time.
        let _ = fs::remove_file(&self.path);
        let _ = fs::remove_file(Beginning::path(&self.path));
    }
}

/// What was changed in a text that was begun earlier: what it had from its beginning is not a change, though the
/// configuration is a different one now.
pub(super) fn revisions(
    view: &View,
    text: &str,
    beginning: &str,
) -> Result<Vec<Revision>, CommandError> {
    let mut revisions = view.revisions(text)?;
    let old = view.revisions(beginning)?;
    for revision in &mut revisions {
        let Some(old) = old.iter().find(|old| old.profile == revision.profile) else { continue };
        revision.changes.retain(|change| {
            !old.changes.iter().any(|old| (&old.key, &old.after) == (&change.key, &change.after))
        });
        revision.loses_all &= !old.loses_all;
    }
    revisions.retain(|revision| !revision.changes.is_empty());
    Ok(revisions)
}
