//! What the schema allows as a decoded value: the words of JSON Schema that the files in `schema/` use.

use serde::Deserialize;

use super::shapes::Members;
use super::shapes::one_or_many;
use crate::python::Json;
use crate::python::Number;

/// The keyword of [`ValueSchema::ignore_case`].
pub(crate) const IGNORE_CASE: &str = "x-omero-ignore-case";

/// What a value, or a part of it, may be. What is not said allows everything.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[expect(missing_docs, reason = "the keywords of JSON Schema 2020-12")]
pub struct ValueSchema {
    #[serde(rename = "type", deserialize_with = "one_or_many")]
    pub types: Vec<Type>,
    pub title: Option<String>,
    pub format: Option<String>,
    pub pattern: Option<String>,
    #[serde(rename = "enum")]
    pub words: Option<Vec<Json>>,
    pub any_of: Vec<Self>,
    pub minimum: Option<Number>,
    pub maximum: Option<Number>,
    pub min_length: Option<usize>,
    pub min_items: Option<usize>,
    pub max_items: Option<usize>,
    pub max_properties: Option<usize>,
    pub unique_items: bool,
    pub items: Option<Box<Self>>,
    pub prefix_items: Vec<Self>,
    pub properties: Option<Members<Self>>,
    /// At least one item must be as this says.
    pub contains: Option<Box<Self>>,
    pub required: Vec<String>,
    pub additional_properties: Option<Box<Self>>,
    /// Where the value is as `condition` says, it must be as `then` says, else as `otherwise` says.
    #[serde(rename = "if")]
    pub condition: Option<Box<Self>>,
    pub then: Option<Box<Self>>,
    #[serde(rename = "else")]
    pub otherwise: Option<Box<Self>>,
    /// What `pattern` asks for, in words.
    #[serde(rename = "x-omero-expected")]
    pub expected: Option<String>,
    /// Upper and lower case of `words` do not matter.
    #[serde(rename = "x-omero-ignore-case")]
    pub ignore_case: bool,
    /// Values that still work, and the release that turned against them.
    #[serde(rename = "x-omero-deprecated-values")]
    pub deprecated_values: Members<String>,
}

/// A type of JSON Schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Type {
    Null,
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
}

impl ValueSchema {
    /// Whether a value has a type that is allowed; an integer is a number as well.
    pub(crate) fn allows_type_of(&self, value: &Json) -> bool {
        let has = |allowed: &Type| match value {
            Json::Null => *allowed == Type::Null,
            Json::Bool(_) => *allowed == Type::Boolean,
            Json::Number(number) => {
                *allowed == Type::Number || *allowed == Type::Integer && number.is_integer()
            }
            Json::String(_) => *allowed == Type::String,
            Json::List(_) => *allowed == Type::Array,
            Json::Object(_) => *allowed == Type::Object,
        };
        self.types.is_empty() || self.types.iter().any(has)
    }
}
