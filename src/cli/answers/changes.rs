//! The answer of `config diff --json` and `config apply --json`.

use std::borrow::Cow;

use serde::Serialize;

use crate::model::Change;
use crate::schema::ShownChange;

#[derive(Serialize)]
pub(crate) struct Changes<'change> {
    changed: bool,
    changes: Vec<ChangedProperty<'change>>,
}

#[derive(Serialize)]
struct ChangedProperty<'change> {
    key: &'change str,
    before: Option<Cow<'change, str>>,
    after: Option<Cow<'change, str>>,
    action: Action,
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Action {
    Add,
    Remove,
    Replace,
}

impl<'change> Changes<'change> {
    pub(crate) fn new(changes: &'change [Change]) -> Self {
        let listed = changes.iter().map(ChangedProperty::from).collect();
        Self { changed: !changes.is_empty(), changes: listed }
    }
}

impl<'change> From<&'change Change> for ChangedProperty<'change> {
    fn from(change: &'change Change) -> Self {
        let ShownChange { before, after } = change.into();
        Self { key: &change.key, before, after, action: Action::of(change) }
    }
}

impl Action {
    pub(super) fn of(change: &Change) -> Self {
        match change {
            Change { before: None, .. } => Self::Add,
            Change { after: None, .. } => Self::Remove,
            Change { .. } => Self::Replace,
        }
    }
}
