//! Numbers: integers of any length, and floating point as Python writes it.

use std::fmt;
use std::hash::Hash;
use std::hash::Hasher;

use serde::Deserialize;
use serde::Deserializer;
use serde::de::Error;

use super::Json;

/// A number of a JSON text.
#[derive(Debug, Clone)]
pub enum Number {
    /// An integer in decimal, without leading zeros; zero has no sign.
    Integer(Box<str>),
    Float(f64),
}

impl Number {
    /// The number that `text` denotes, which must follow the grammar of JSON.
    pub(super) fn of(text: &str) -> Self {
        if text.contains(['.', 'e', 'E']) {
            return Self::Float(text.parse().unwrap_or(f64::NAN));
        }
        Self::Integer(if text == "-0" { "0" } else { text }.into())
    }

    /// Whether it is written without fraction and exponent.
    pub fn is_integer(&self) -> bool {
        matches!(self, Self::Integer(_))
    }

    /// The nearest floating point number.
    pub fn as_float(&self) -> f64 {
        match self {
            Self::Integer(digits) => digits.parse().unwrap_or(f64::NAN),
            Self::Float(value) => *value,
        }
    }

    /// The exact integer, if it is one.
    fn integer(&self) -> Option<Box<str>> {
        match self {
            Self::Integer(digits) => Some(digits.clone()),
            Self::Float(value) if value.is_finite() && value.fract() == 0.0 => {
                Some(format!("{:.0}", value + 0.0).into())
            }
            Self::Float(_) => None,
        }
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Json::deserialize(deserializer)? {
            Json::Number(number) => Ok(number),
            _ => Err(D::Error::custom("a number is missing")),
        }
    }
}

impl Eq for Number {}

impl Hash for Number {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match (self.integer(), self) {
            (None, Self::Float(value)) if !value.is_nan() => state.write_u64(value.to_bits()),
            (integer, _) => integer.hash(state),
        }
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Float(one), Self::Float(other)) => {
                one == other || (one.is_nan() && other.is_nan())
            }
            _ => {
                self.integer().is_some_and(|one| other.integer().is_some_and(|other| one == other))
            }
        }
    }
}

/// Floating point is written with the fewest digits that read back (Python's `repr`).
impl fmt::Display for Number {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(digits) => out.write_str(digits),
            Self::Float(value) if value.is_nan() => out.write_str("NaN"),
            Self::Float(value) if value.is_infinite() => {
                out.write_str(if *value < 0.0 { "-Infinity" } else { "Infinity" })
            }
            Self::Float(value) => write_finite(*value, out),
        }
    }
}

fn write_finite(value: f64, out: &mut fmt::Formatter<'_>) -> fmt::Result {
    let scientific = format!("{value:e}");
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    match exponent.parse::<i32>().unwrap_or_default() {
        -4..=15 => write!(out, "{value:?}"),
        exponent => {
            let sign = if exponent < 0 { '-' } else { '+' };
            write!(out, "{mantissa}e{sign}{:02}", exponent.abs())
        }
    }
}
