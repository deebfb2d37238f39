//! Examinations of the store itself and of the disk that it is on.

use std::fs;
use std::fs::Metadata;

use crate::cli::config::doctor::finding;
use crate::cli::config::doctor::installation::Installation;
use crate::cli::config::doctor::installation::StoreFile;
use crate::cli::config::doctor::privacy;
use crate::platform;
use crate::schema::Finding;
use crate::store::LockHolder;
use crate::store::StoreError;

/// Who has less than this can write a few changes more, and not for long.
const LITTLE_SPACE: u64 = 16 << 20;

/// What a draft needs in addition to its content.
const MARGIN: u64 = 64 << 10;

/// The store is there, can be read, and is what a store should be.
pub(crate) fn store(installation: &Installation) -> Vec<Finding> {
    let Some(file) = &installation.file else { return Vec::new() };
    let path = file.path.display();
    match &file.content {
        Err(error) => vec![unreadable(error)],
        Ok(_) if file.metadata.is_none() => vec![finding::hint(
            format!("{path} does not exist yet: all defaults apply"),
            "`omero config init` creates it",
        )],
        Ok(_) if !may_change(file) => vec![finding::hint(
            format!("you can read {path}, but not change it"),
            "run commands that change it as its owner, or as root",
        )],
        Ok(content) => {
            let duplicates = content.duplicates().into_iter();
            let hint = "`omero config edit` shows the content";
            duplicates.map(|found| finding::warning(format!("{path}: {found}"), hint)).collect()
        }
    }
}

/// A change is a new file in the place of the old one.
fn may_change(file: &StoreFile) -> bool {
    let directory = file.surroundings.as_ref().map(|around| &*around.directory);
    platform::may_write(&file.path) && directory.is_ok_and(platform::may_write)
}

fn unreadable(error: &StoreError) -> Finding {
    let mut problem = error.to_string();
    if let Some(cause) = std::error::Error::source(error) {
        problem = format!("{problem}: {cause}");
    }
    finding::error(problem, error.hint().unwrap_or("check its permissions".into()))
}

/// IceGrid finds the templates of its servers.
pub(crate) fn templates(installation: &Installation) -> Vec<Finding> {
    let Some(StoreFile { path, surroundings: Ok(around), .. }) = &installation.file else {
        return Vec::new();
    };
    if around.includes_templates != Some(false) {
        return Vec::new();
    }
    let problem = format!("{} does not include templates.xml", path.display());
    vec![finding::warning(problem, "the server needs it to start; the next change adds it")]
}

/// The store belongs to the account that writes next to it. The rest of OMERODIR can be of root.
pub(crate) fn owner(installation: &Installation) -> Vec<Finding> {
    let Some(StoreFile { path, metadata: Some(metadata), surroundings: Ok(around), .. }) =
        installation.file.as_ref().filter(|file| file.is_of_installation)
    else {
        return Vec::new();
    };
    let Ok(model) = fs::metadata(&around.directory) else { return Vec::new() };
    if platform::have_same_owner(&model, metadata) != Some(false) {
        return Vec::new();
    }
    let problem = format!("{} does not belong to the owner of its directory", path.display());
    vec![finding::warning(problem, privacy::reference(&around.directory, path))]
}

/// There is room for the next change, which is a whole new file.
pub(crate) fn disk(installation: &Installation) -> Vec<Finding> {
    let Some(StoreFile { metadata, surroundings: Ok(around), .. }) = &installation.file else {
        return Vec::new();
    };
    let Some(free) = platform::free_bytes(&around.directory) else { return Vec::new() };
    let size = metadata.as_ref().map_or(0, Metadata::len);
    let problem = format!("{} kB are free in {}", free >> 10, around.directory.display());
    let hint = "free some space: each change writes a complete new file";
    match free {
        free if free < size.saturating_add(MARGIN) => vec![finding::error(problem, hint)],
        free if free < LITTLE_SPACE => vec![finding::warning(problem, hint)],
        _ => Vec::new(),
    }
}

/// No process blocks writers.
pub(crate) fn lock(installation: &Installation) -> Vec<Finding> {
    let Some(StoreFile { surroundings: Ok(around), .. }) = &installation.file else {
        return Vec::new();
    };
    let files = around.lock_files.iter().filter_map(|path| Some((path, fs::metadata(path).ok()?)));
    let held = files.flat_map(|(path, metadata)| {
        LockHolder::all_of(&metadata).into_iter().map(move |holder| (path, holder))
    });
    let found = held.map(|(path, holder)| {
        finding::hint(
            format!("{holder} holds the lock {}", path.display()),
            "other changes wait until it is released",
        )
    });
    found.collect()
}

/// What a failed start of a command reports if the store cannot be checked.
pub(crate) fn surroundings(installation: &Installation) -> Vec<Finding> {
    let Some(StoreFile { surroundings: Err(error), content: Ok(_), .. }) = &installation.file
    else {
        return Vec::new();
    };
    let hint = error.hint().unwrap_or("check its permissions".into());
    let failure = error.to_string();
    vec![finding::error(failure, hint)]
}
