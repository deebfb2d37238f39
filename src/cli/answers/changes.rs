//! The answer of `config diff --json` and `config apply --json`.

use serde::Serialize;

use crate::model::Change;
use crate::schema::Masked;

#[derive(Serialize)]
pub(crate) struct Changes<'change> {
    changed: bool,
    changes: Vec<ChangedProperty<'change>>,
}

#[derive(Serialize)]
struct ChangedProperty<'change> {
    key: &'change str,
    before: Option<String>,
    after: Option<String>,
    action: Action,
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Action {
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
    fn from(Change { key, before, after }: &'change Change) -> Self {
        let shown = |value: &String| Masked { key, value }.to_string();
        Self {
            key,
            before: before.as_ref().map(shown),
            after: after.as_ref().map(shown),
            action: match (before, after) {
                (None, _) => Action::Add,
                (_, None) => Action::Remove,
                _ => Action::Replace,
            },
        }
    }
}
