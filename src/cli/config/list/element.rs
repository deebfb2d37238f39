//! The element that `append` and `remove` are given.

use std::ffi::OsStr;

use crate::cli::error::Failure;
use crate::model::InvalidValue;
use crate::python::Json;

/// The JSON value that `text` holds.
pub(crate) fn of(text: &OsStr) -> Result<Json, Failure> {
    let text = text.to_str().ok_or_else(|| Failure::Value {
        key: "element".to_owned(),
        source: InvalidValue::Encoding,
    })?;
    Json::parse(text).map_err(Failure::Element)
}
