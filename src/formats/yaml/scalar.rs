//! What a scalar of YAML means: the core schema of YAML 1.2, section 10.3.

use saphyr_parser::ScalarStyle;

use crate::formats::error::FormatError;
use crate::formats::tree::Content;
use crate::model::Location;
use crate::python::Json;

/// Why a tag and its text make no value.
pub(super) enum TagFault {
    /// It is not quoted: a password that begins with `!` looks like a tag.
    Unknown,
    Unfit(String),
}

impl TagFault {
    pub(super) fn at(self, location: Location) -> FormatError {
        match self {
            Self::Unfit(problem) => FormatError::new(location, problem),
            Self::Unknown => FormatError {
                hint: Some(
                    "a value that begins with `!` needs quotes; the tags are !file, !env, \
                     !credential, !command and !literal",
                ),
                ..FormatError::new(location, "a tag that is not supported begins the value")
            },
        }
    }
}

/// The value of a scalar; plain it can be something other than a text.
pub(super) fn content(
    text: String,
    style: ScalarStyle,
    tag: Option<&str>,
) -> Result<Content, TagFault> {
    match tag {
        None if style == ScalarStyle::Plain => Ok(resolved(text)),
        None | Some("str" | "!") => Ok(Content::Text(text)),
        Some(name @ ("int" | "float" | "bool" | "null")) => {
            let found = resolved(text);
            let fits = match &found {
                Content::Null => name == "null",
                Content::Bool(_) => name == "bool",
                Content::Number(_, number) => {
                    name == "float"
                        || matches!(number, Json::Number(number) if number.is_integer())
                            && name == "int"
                }
                _ => false,
            };
            if fits {
                Ok(found)
            } else {
                Err(TagFault::Unfit(format!("the text is not a valid `{name}`")))
            }
        }
        Some(_) => Err(TagFault::Unknown),
    }
}

fn resolved(text: String) -> Content {
    match &*text {
        "" | "~" | "null" | "Null" | "NULL" => Content::Null,
        "true" | "True" | "TRUE" => Content::Bool(true),
        "false" | "False" | "FALSE" => Content::Bool(false),
        _ => match number(&text) {
            Some((text, number)) => Content::Number(text, number),
            None => Content::Text(text),
        },
    }
}

/// A number, and its text as a property: decimal ones as they are written.
fn number(text: &str) -> Option<(String, Json)> {
    if let Some((digits, radix)) = based(text) {
        let value = u128::from_str_radix(digits, radix).ok()?;
        return Some((value.to_string(), Json::integer(value)));
    }
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let digits = |text: &str| text.bytes().all(|digit| digit.is_ascii_digit());
    if digits(unsigned) {
        let trimmed = unsigned.trim_start_matches('0');
        let trimmed = if trimmed.is_empty() { "0" } else { trimmed };
        let sign = if text.starts_with('-') && trimmed != "0" { "-" } else { "" };
        let value = (!unsigned.is_empty()).then(|| Json::integer(format!("{sign}{trimmed}")))?;
        return Some((text.to_owned(), value));
    }
    let sign = if text.starts_with('-') { -1.0 } else { 1.0 };
    float(unsigned, sign).map(|value| (text.to_owned(), Json::float(value)))
}

/// The digits after `0x` or `0o`.
fn based(text: &str) -> Option<(&str, u32)> {
    let hexadecimal = text.strip_prefix("0x").map(|digits| (digits, 16));
    let found = hexadecimal.or_else(|| text.strip_prefix("0o").map(|digits| (digits, 8)));
    found.filter(|(digits, _)| !digits.starts_with(['+', '-']))
}

fn float(unsigned: &str, sign: f64) -> Option<f64> {
    match unsigned {
        ".inf" | ".Inf" | ".INF" => return Some(sign * f64::INFINITY),
        ".nan" | ".NaN" | ".NAN" => return Some(f64::NAN),
        _ => {}
    }
    let begins = unsigned.strip_prefix('.').unwrap_or(unsigned);
    let decimal =
        |found: char| found.is_ascii_digit() || matches!(found, '.' | 'e' | 'E' | '+' | '-');
    let fits =
        begins.starts_with(|found: char| found.is_ascii_digit()) && unsigned.chars().all(decimal);
    unsigned.parse::<f64>().ok().filter(|_| fits).map(|value| sign * value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_numbers_are_those_of_the_core_schema() {
        for (text, shown) in [
            ("yes", "\"yes\""),
            ("True", "true"),
            ("~", "null"),
            ("4064", "4064"),
            ("-007", "-7"),
            ("0x1F", "31"),
            ("0o17", "15"),
            ("1.50", "1.5"),
            (".5", "0.5"),
            ("1e3", "1000.0"),
            ("-.inf", "-Infinity"),
            ("1.2.3", "\"1.2.3\""),
            ("12:30", "\"12:30\""),
            ("+", "\"+\""),
            ("0x", "\"0x\""),
            ("e5", "\"e5\""),
            ("-", "\"-\""),
            ("inf", "\"inf\""),
        ] {
            let json = match resolved(text.to_owned()) {
                Content::Text(text) => Json::text(&text),
                Content::Bool(value) => Json::Bool(value),
                Content::Number(_, number) => number,
                _ => Json::Null,
            };
            assert_eq!(json.to_string(), shown, "{text}");
        }
    }
}
