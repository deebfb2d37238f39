//! Examinations of files that were left next to the store.

use crate::cli::config::doctor::finding;
use crate::cli::config::doctor::installation::Installation;
use crate::cli::config::doctor::installation::StoreFile;
use crate::cli::config::doctor::installation::secrets;
use crate::cli::config::doctor::privacy;
use crate::cli::terminal::editor_directory;
use crate::platform::Shell;
use crate::schema::Finding;
use crate::store::Version;

/// A history that is larger than this is worth a thought.
const LARGE_HISTORY: u64 = 64 << 20;

/// Drafts of killed processes and texts of `config edit`: there may be passwords in them.
pub(crate) fn leftovers(installation: &Installation) -> Vec<Finding> {
    let Some(StoreFile { path, surroundings: Ok(around), .. }) = &installation.file else {
        return Vec::new();
    };
    let drafts = around.drafts.iter().map(|draft| {
        let problem = format!("{} is left over from a change that was killed", draft.display());
        finding::warning(problem, "the next change deletes it")
    });
    let texts = editor_directory::texts(path).into_iter().map(|text| {
        let is_open = text.exists() && privacy::is_open(&text);
        let readers = if is_open { ", which all users of this machine can read" } else { "" };
        let problem = format!("{} is a text of `config edit`{readers}", text.display());
        let hint = format!(
            "if it is not being edited: {}",
            Shell::in_use().remove(&text.to_string_lossy())
        );
        finding::warning(problem, hint)
    });
    drafts.chain(texts).collect()
}

/// The history holds no secrets that were taken away, and is not too large.
pub(crate) fn history(installation: &Installation) -> Vec<Finding> {
    let Some(StoreFile { store, content: Ok(content), surroundings: Ok(around), .. }) =
        &installation.file
    else {
        return Vec::new();
    };
    let versions = store.versions().unwrap_or_default();
    let present: Vec<_> = secrets(content).map(|(_, _, value)| value).collect();
    let is_old = |version: &&Version| {
        let read = store.read_version(version.number);
        read.is_ok_and(|before| secrets(&before).any(|(_, _, value)| !present.contains(&value)))
    };
    let old = versions.iter().filter(is_old).count();
    let mut found = Vec::new();
    if old > 0 {
        let problem = format!(
            "{old} of {} earlier versions hold secrets that are no longer set",
            versions.len()
        );
        found.push(finding::hint(
            problem,
            "`omero config log --purge` deletes all earlier versions",
        ));
    }
    if around.history_bytes > LARGE_HISTORY {
        let megabytes = around.history_bytes >> 20;
        let problem = format!("{} earlier versions take {megabytes} MB", versions.len());
        found.push(finding::hint(problem, "OMERO_CONFIG_HISTORY sets how many are kept"));
    }
    found
}
