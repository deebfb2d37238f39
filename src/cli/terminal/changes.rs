//! What differs between two sets of properties, and how it is shown.

use std::collections::BTreeMap;

use crate::cli::answers::Changes;
use crate::cli::error::CommandError;
use crate::cli::terminal::printer::Printer;
use crate::model;
use crate::model::Change;
use crate::model::Profile;
use crate::model::is_internal;
use crate::schema::Masked;

/// Keys and values, without those of the store itself.
pub(crate) type Values = BTreeMap<String, String>;

/// How changes are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Lines,
    Json,
}

/// The values of a profile.
pub(crate) fn values(profile: Option<&Profile>) -> Values {
    let properties = profile.into_iter().flat_map(Profile::properties);
    let ours = properties.filter(|property| !is_internal(&property.key));
    ours.map(|property| (property.key.to_string(), property.value.to_string())).collect()
}

/// What differs, sorted by key.
pub(crate) fn between(before: &Values, after: &Values) -> Vec<Change> {
    let mut changes = model::changes(&pairs(before), &pairs(after));
    changes.sort_by(|one, other| one.key.cmp(&other.key));
    changes
}

/// What differs between two states of a profile, sorted by key.
pub(crate) fn between_profiles(before: Option<&Profile>, after: Option<&Profile>) -> Vec<Change> {
    let pairs = |profile: Option<_>| profile.map(Profile::pairs).unwrap_or_default();
    let mut changes = model::changes(&pairs(before), &pairs(after));
    changes.retain(|change| !is_internal(&change.key));
    changes.sort_by(|one, other| one.key.cmp(&other.key));
    changes
}

/// Keys and values as others take them.
pub(crate) fn pairs(values: &Values) -> Vec<(&str, &str)> {
    values.iter().map(|(key, value)| (&**key, &**value)).collect()
}

/// Shows changes: as lines with `-` and `+`, or as one JSON object.
pub(crate) fn show(
    printer: &mut Printer,
    changes: &[Change],
    form: Form,
) -> Result<(), CommandError> {
    if form == Form::Json {
        return printer.json(&Changes::new(changes));
    }
    for Change { key, before, after } in changes {
        for (sign, value) in [('-', before), ('+', after)] {
            if let Some(value) = value {
                let shown = Masked { key, value };
                printer.difference(sign, format_args!("{key}={shown}"))?;
            }
        }
    }
    Ok(())
}
