//! The value of a property in an answer.

use serde::Serialize;
use serde::Serializer;
use serde::ser::Error;
use serde_json::value::RawValue;

use crate::formats::json;
use crate::python::Json;

/// A value exactly as it is: every digit of a number, and lone surrogates. What JSON cannot say, `NaN`
/// and the infinities, becomes a string.
pub(crate) struct Value(pub(crate) Json);

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(value) = self;
        RawValue::from_string(json::pretty(value)).map_err(S::Error::custom)?.serialize(serializer)
    }
}
