//! Facts about the machine for a check.

use std::fs;
use std::fs::Metadata;
use std::io;
use std::path::Path;

use crate::cli::session::Session;
use crate::cli::session::selected_store::SelectedStore;
use crate::platform;
use crate::schema::Facts;
use crate::schema::PathState;

/// Facts about the store and about the paths that its properties name.
///
/// A store that is not the one of the installation may be meant for another machine, so nothing is said
/// about paths in it.
pub(crate) fn of(session: &Session, selected: &SelectedStore, paths: &[String]) -> Facts {
    let store = fs::metadata(selected.path()).ok();
    let omerodir = session.environment.omerodir.as_deref();
    let is_installed = omerodir.is_some_and(|omerodir| selected.path().starts_with(omerodir));
    let states = paths
        .iter()
        .filter(|_| is_installed)
        .filter_map(|path| Some((path.clone(), state(Path::new(path), store.as_ref()?)?)));
    let directory = selected.path().parent().filter(|_| is_installed);
    let is_closed = directory.and_then(platform::is_searchable_by_all) == Some(false);
    let is_readable = platform::is_readable_by_all(selected.path());
    Facts {
        place_of_store: Some(directory.unwrap_or(selected.path()).to_string_lossy().into_owned()),
        store_is_readable_by_all: is_readable.map(|is_readable| is_readable && !is_closed),
        paths: states.collect(),
    }
}

/// What exists at a path; nothing if we may not look.
fn state(path: &Path, store: &Metadata) -> Option<PathState> {
    match fs::metadata(path) {
        Ok(found) if !found.is_dir() => Some(PathState::File),
        Ok(found) if platform::owner_may_write(store, &found) => Some(PathState::Directory),
        Ok(_) => Some(PathState::ReadOnlyDirectory),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Some(PathState::Missing),
        Err(_) => None,
    }
}
