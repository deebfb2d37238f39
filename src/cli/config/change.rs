//! What differs between two sets of properties, and how it is shown.

use std::collections::BTreeMap;

use super::App;
use super::Failure;
use crate::model::Json;
use crate::model::Profile;
use crate::model::is_internal;
use crate::schema::Masked;

/// Keys and values, without those of the store itself.
pub(super) type Values = BTreeMap<String, String>;

/// A property that is not the same before and after; none stands for not set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) key: String,
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
}

/// How changes are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Lines,
    Json,
}

/// The values of a profile.
pub(super) fn values(profile: Option<&Profile>) -> Values {
    let properties = profile.into_iter().flat_map(Profile::properties);
    let ours = properties.filter(|property| !is_internal(&property.key));
    ours.map(|property| (property.key.to_string(), property.value.to_string())).collect()
}

/// What differs, sorted by key.
pub(super) fn between(before: &Values, after: &Values) -> Vec<Change> {
    let keys: std::collections::BTreeSet<_> = before.keys().chain(after.keys()).collect();
    let change = |key: &String| Change {
        key: key.clone(),
        before: before.get(key).cloned(),
        after: after.get(key).cloned(),
    };
    keys.into_iter().map(change).filter(|change| change.before != change.after).collect()
}

impl Change {
    fn action(&self) -> &'static str {
        match (&self.before, &self.after) {
            (None, _) => "add",
            (_, None) => "remove",
            _ => "replace",
        }
    }

    /// A value as it may be shown.
    fn masked<'text>(&'text self, value: &'text str) -> Masked<'text> {
        Masked { key: &self.key, value }
    }

    fn json(&self) -> Json {
        let value = |value: &Option<String>| match value {
            Some(value) => Json::text(&self.masked(value).to_string()),
            None => Json::Null,
        };
        object([
            ("key", Json::text(&self.key)),
            ("before", value(&self.before)),
            ("after", value(&self.after)),
            ("action", Json::text(self.action())),
        ])
    }
}

/// Shows changes: as lines with `-` and `+`, or as one JSON object.
pub(super) fn show(app: &mut App, changes: &[Change], form: Form) -> Result<(), Failure> {
    if form == Form::Json {
        let list = Json::List(changes.iter().map(Change::json).collect());
        let whole = object([("changed", Json::Bool(!changes.is_empty())), ("changes", list)]);
        return app.printer.answer(whole);
    }
    for change in changes {
        for (sign, value) in [('-', &change.before), ('+', &change.after)] {
            if let Some(value) = value {
                let text = format!("{}={}", change.key, change.masked(value));
                app.printer.difference(sign, text)?;
            }
        }
    }
    Ok(())
}

fn object<const N: usize>(members: [(&str, Json); N]) -> Json {
    Json::Object(members.into_iter().map(|(name, value)| (name.into(), value)).collect())
}
