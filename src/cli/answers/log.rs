//! The answers of `config log --json` and `config blame --json`.

use std::borrow::Cow;

use serde::Serialize;

use super::changes::Action;
use crate::model::Change;
use crate::schema::Secrets;
use crate::schema::ShownChange;
use crate::store::Extent;

/// What is known about a change.
#[derive(Debug, Serialize)]
pub(crate) struct Recorded {
    pub(crate) number: u64,
    /// The earliest time, if another program made the change.
    pub(crate) since: Option<String>,
    pub(crate) time: String,
    pub(crate) user: Option<String>,
    pub(crate) origin: Option<String>,
    pub(crate) command: Option<String>,
    pub(crate) message: Option<String>,
}

#[derive(Serialize)]
pub(crate) struct LoggedChange {
    #[serde(flatten)]
    recorded: Recorded,
    /// Whether it is one change only.
    complete: bool,
    /// Null if what was there before or after cannot be read.
    changes: Option<Vec<ChangedInProfile>>,
}

#[derive(Serialize)]
struct ChangedInProfile {
    /// Null for the choice of the active profile.
    profile: Option<String>,
    key: String,
    before: Option<String>,
    after: Option<String>,
    action: Action,
}

/// A property and the change that gave it its value.
#[derive(Serialize)]
pub(crate) struct Blamed {
    pub(crate) key: String,
    /// Null if it has been as it is since before the history began.
    pub(crate) change: Option<Recorded>,
}

impl LoggedChange {
    pub(crate) fn new(
        recorded: Recorded,
        extent: Extent,
        differences: Option<Vec<Change>>,
        secrets: Secrets,
    ) -> Self {
        let listed = |change| ChangedInProfile::new(change, secrets);
        let changes = differences.map(|found| found.into_iter().map(listed).collect());
        Self { recorded, complete: extent == Extent::OneChange, changes }
    }
}

impl ChangedInProfile {
    fn new(change: Change, secrets: Secrets) -> Self {
        let shown = ShownChange::new(&change, secrets);
        let action = Action::of(&shown);
        let ShownChange { before, after, .. } = shown;
        let (before, after) = (before.map(Cow::into_owned), after.map(Cow::into_owned));
        let Change { profile, key, .. } = change;
        Self { profile, key, before, after, action }
    }
}
