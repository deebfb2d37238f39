//! The answer of `config get --json`.

use serde::Serialize;

use super::Members;
use super::Value;

#[derive(Serialize)]
#[serde(untagged)]
pub(crate) enum Get<'keys> {
    /// Of one KEY; null if it has no value.
    One(Option<Entry>),
    ByKey(Members<&'keys str, Entry>),
}

#[derive(Serialize)]
#[serde(untagged)]
pub(crate) enum Entry {
    Value(Value),
    /// With `--origin`.
    WithOrigin {
        value: Value,
        origin: String,
    },
}
