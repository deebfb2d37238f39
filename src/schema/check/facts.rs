//! What a check uses in addition to the configuration: values that the caller brings along.

use std::collections::HashMap;

/// Facts that only the machine provides. What is not known makes the rules about it silent.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// What keeps other users out if it is closed to them: the directory of an installed store,
    /// otherwise the file.
    pub place_of_store: Option<String>,
    /// Whether all users of the machine can read the store.
    pub store_is_readable_by_all: Option<bool>,
    /// What is at the paths that [`Schema::paths`](crate::schema::Schema::paths) names.
    pub paths: HashMap<String, PathState>,
}

/// What exists at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathState {
    Missing,
    File,
    /// A directory in which the owner of the store may not write.
    ReadOnlyDirectory,
    /// A directory that can be written to.
    Directory,
}
