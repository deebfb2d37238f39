//! The answer of `config get --json`.

use serde::Serialize;

use super::Members;
use super::Value;

#[derive(Serialize)]
#[serde(untagged)]
pub(crate) enum Get<'keys> {
    /// Of one KEY; null if it has no value.
    One(Option<ShownValue>),
    ByKey(Members<&'keys str, ShownValue>),
}

#[derive(Serialize)]
#[serde(untagged)]
pub(crate) enum ShownValue {
    Value(Value),
    /// With `--origin`.
    WithOrigin {
        value: Value,
        origin: String,
    },
}
