//! The element that `append` and `remove` are given.

use std::ffi::OsStr;

use crate::cli::error::CommandError;
use crate::model::InvalidValue;
use crate::python::Json;

/// The JSON value that `text` holds.
pub(crate) fn of(key: &str, text: &OsStr) -> Result<Json, CommandError> {
    let text = text.to_str().ok_or_else(|| CommandError::Value {
        key: "element".to_owned(),
        source: InvalidValue::Encoding,
    })?;
    Json::parse(text).map_err(|source| CommandError::Element {
        key: key.to_owned(),
        text: text.to_owned(),
        source,
    })
}
