//! The answer of `config describe --json`.

use serde::Serialize;

use super::Members;
use super::Value;

#[derive(Serialize)]
#[serde(untagged)]
pub(crate) enum Describe<'keys> {
    One(Description),
    ByKey(Members<&'keys str, Description>),
}

/// The JSON Schema of a property, and two members more if it has a value.
#[derive(Serialize)]
pub(crate) struct Description {
    #[serde(flatten)]
    pub(crate) definition: Members<Box<str>, Value>,
    #[serde(rename = "x-omero-value", skip_serializing_if = "Option::is_none")]
    pub(crate) value: Option<Value>,
    #[serde(rename = "x-omero-origin", skip_serializing_if = "Option::is_none")]
    pub(crate) origin: Option<String>,
}
