//! Parts of messages that more than one field of an error makes.

use std::io;

use crate::cli::error::quoting::quotable;
use crate::model::Change;
use crate::model::InvalidKey;
use crate::model::NameProblem;
use crate::schema::ShownChange;
use crate::schema::shown;

/// What to do after an editor has been left with an error.
pub(super) const LEFT_WITH_ERROR: &str =
    "`:cq` in vi discards an edit; `omero config edit` starts again";

/// A name that is not allowed, and how long it is if that is why.
pub(super) fn quoted(InvalidKey { name, problem }: &InvalidKey) -> String {
    match problem {
        NameProblem::Character(_) => quotable(name).into_owned(),
        NameProblem::Long => format!("{} ({} bytes)", quotable(name), name.len()),
    }
}

pub(super) fn conflict(change: &Change) -> String {
    let ShownChange { before, after, .. } = change.into();
    let (present, desired) = (before.unwrap_or_default(), after.unwrap_or_default());
    format!("{} ('{present}' => '{desired}')", change.key)
}

pub(super) fn state(key: &str, value: Option<&str>) -> String {
    value.map_or_else(|| "removed".to_owned(), |value| format!("now {}", shown(key, value)))
}

/// What a failure of an editor means for the configuration, unless its cause follows.
pub(super) fn unchanged(source: Option<&io::Error>) -> &'static str {
    if source.is_none() { "; nothing was changed" } else { "" }
}
