//! JSON as Python's `json` module reads and writes it, which is what the programs of OMERO do.
//!
//! No JSON crate is faithful here: integers of any length stay exact, `NaN` and lone surrogates are
//! taken, `1` equals `1.0` and `true`, and the text comes out as `json.dumps` would write it.

mod build;
mod deserialize;
mod lenient;
mod number;
mod parse;
mod string;

use std::fmt;
use std::hash::DefaultHasher;
use std::hash::Hash;
use std::hash::Hasher;

pub(crate) use build::Build;
use build::Values;
pub(crate) use lenient::Slip;
pub(crate) use lenient::read as read_leniently;
pub(crate) use number::Number;
pub(crate) use parse::parse;

use super::SyntaxError;

#[derive(Debug, Clone)]
pub enum Json {
    Null,
    Bool(bool),
    /// Any number, `NaN` and the infinities included.
    Number(Number),
    /// A string, as ASCII with escapes, without its quotes: one text for each sequence of code
    /// points, lone surrogates included.
    String(Box<str>),
    List(Vec<Json>),
    /// An object in the order of its members, each name once.
    Object(Vec<(Box<str>, Json)>),
}

impl Json {
    /// Reads a text that holds one value.
    ///
    /// ```
    /// # use omero_config::testing::python::Json;
    /// let list = Json::parse(r#"[1e5,{"b":NaN}]"#).unwrap();
    /// assert_eq!(list.to_string(), r#"[100000.0, {"b": NaN}]"#);
    /// ```
    pub fn parse(text: &str) -> Result<Self, SyntaxError> {
        parse::parse(text, &mut Values)
    }

    pub fn text(text: &str) -> Self {
        Self::String(string::escape(text).into())
    }

    pub fn integer(number: impl fmt::Display) -> Self {
        Self::Number(Number::of(&number.to_string()))
    }

    /// Any number; one without fraction is written with `.0`.
    pub fn float(number: f64) -> Self {
        Self::Number(Number::Float(number))
    }

    /// The elements, if it is a list.
    pub fn as_list(&self) -> Option<&[Self]> {
        match self {
            Self::List(elements) => Some(elements),
            _ => None,
        }
    }

    /// The text, if it is a string without lone surrogates.
    pub fn as_text(&self) -> Option<String> {
        match self {
            Self::String(escaped) => string::unescape(escaped),
            _ => None,
        }
    }

    /// The elements, if it is a list.
    pub fn into_list(self) -> Option<Vec<Self>> {
        match self {
            Self::List(elements) => Some(elements),
            _ => None,
        }
    }

    /// The members, if it is an object.
    pub fn into_object(self) -> Option<Vec<(Box<str>, Self)>> {
        match self {
            Self::Object(members) => Some(members),
            _ => None,
        }
    }

    /// The member `name` of an object; the name must be plain ASCII.
    pub fn member(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => {
                members.iter().find(|(known, _)| &**known == name).map(|(_, value)| value)
            }
            _ => None,
        }
    }

    /// Numbers and truth values are one kind, as in Python: `true` is 1.
    fn as_number(&self) -> Option<Number> {
        match self {
            Self::Bool(value) => Some(Number::Integer(u8::from(*value).to_string().into())),
            Self::Number(number) => Some(number.clone()),
            _ => None,
        }
    }
}

/// Equality as Python defines it for what `json.loads` returns; `NaN` equals `NaN` here, so that it
/// can be found in a list.
impl PartialEq for Json {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Null, Self::Null) => true,
            (Self::String(one), Self::String(other)) => one == other,
            (Self::List(one), Self::List(other)) => one == other,
            (Self::Object(one), Self::Object(other)) => {
                one.len() == other.len() && one.iter().all(|member| other.contains(member))
            }
            _ => match (self.as_number(), other.as_number()) {
                (Some(one), Some(other)) => one == other,
                _ => false,
            },
        }
    }
}

impl Eq for Json {}

/// Equal values have equal hashes: the order of members does not count.
impl Hash for Json {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self {
            Self::Null => state.write_u8(0),
            Self::Bool(_) | Self::Number(_) => self.as_number().hash(state),
            Self::String(text) => text.hash(state),
            Self::List(elements) => elements.hash(state),
            Self::Object(members) => {
                let hashes = members.iter().map(|member| {
                    let mut hasher = DefaultHasher::new();
                    member.hash(&mut hasher);
                    hasher.finish()
                });
                state.write_u64(hashes.fold(0, u64::wrapping_add));
            }
        }
    }
}

/// The text as `json.dumps` writes it by default.
impl fmt::Display for Json {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => out.write_str("null"),
            Self::Bool(value) => write!(out, "{value}"),
            Self::Number(number) => write!(out, "{number}"),
            Self::String(escaped) => write!(out, "\"{escaped}\""),
            Self::List(elements) => {
                out.write_str("[")?;
                for (at, element) in elements.iter().enumerate() {
                    write!(out, "{}{element}", separator(at))?;
                }
                out.write_str("]")
            }
            Self::Object(members) => {
                out.write_str("{")?;
                for (at, (name, value)) in members.iter().enumerate() {
                    write!(out, "{}\"{name}\": {value}", separator(at))?;
                }
                out.write_str("}")
            }
        }
    }
}

fn separator(at: usize) -> &'static str {
    if at == 0 { "" } else { ", " }
}

#[cfg(test)]
mod tests;
