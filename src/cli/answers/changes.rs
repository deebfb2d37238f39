//! The answer of `config diff --json` and `config apply --json`.

use std::borrow::Cow;

use serde::Serialize;

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
    pub(crate) fn new(changes: Vec<ShownChange<'change>>) -> Self {
        let changes: Vec<_> = changes.into_iter().map(ChangedProperty::from).collect();
        Self { changed: !changes.is_empty(), changes }
    }
}

impl<'change> From<ShownChange<'change>> for ChangedProperty<'change> {
    fn from(shown: ShownChange<'change>) -> Self {
        let action = Action::of(&shown);
        let ShownChange { key, before, after } = shown;
        Self { key, before, after, action }
    }
}

impl Action {
    pub(super) fn of(change: &ShownChange<'_>) -> Self {
        match change {
            ShownChange { before: None, .. } => Self::Add,
            ShownChange { after: None, .. } => Self::Remove,
            ShownChange { .. } => Self::Replace,
        }
    }
}
