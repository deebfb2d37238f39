//! How the text of a property becomes the value that its program sees, and back.

use serde::Deserialize;

use crate::python::Json;
use crate::python::SyntaxError;
use crate::python::int;
use crate::python::is_blank;
use crate::schema::syntax::booleans::Reader;
use crate::schema::syntax::java::spring_int;

/// How one program reads a text (`x-omero-encoding`; `schema/README.md` describes each).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum Encoding {
    #[default]
    Text,
    /// Python's `json.loads`.
    Json,
    /// The same, with Windows paths as the guide of OMERO 5.0 writes them.
    JsonWindows,
    /// Python's `int`.
    PythonInt,
    /// Python's `float`.
    PythonFloat,
    /// Spring's 32 bits.
    JavaInt,
    /// Spring's 64 bits.
    JavaLong,
    /// Digits with an optional minus.
    IceInt,
    /// A boolean of some reader.
    Boolean(Reader),
    /// Items separated by commas, without the spaces around them.
    Csv,
    /// Items between commas.
    CsvExact,
    /// Items between semicolons.
    Semicolons,
    /// Items separated by spaces.
    Words,
}

impl TryFrom<String> for Encoding {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        Self::named(&name).ok_or(name)
    }
}

impl Encoding {
    /// The encoding that the schema calls `name`.
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "text" => Self::Text,
            "json" => Self::Json,
            "json-windows" => Self::JsonWindows,
            "python-int" => Self::PythonInt,
            "python-float" => Self::PythonFloat,
            "java-int" => Self::JavaInt,
            "java-long" => Self::JavaLong,
            "ice-int" => Self::IceInt,
            "csv" => Self::Csv,
            "csv-exact" => Self::CsvExact,
            "semicolons" => Self::Semicolons,
            "words" => Self::Words,
            _ => Self::Boolean(reader(name.strip_prefix("boolean-")?)?),
        })
    }

    /// The value of the text.
    pub(crate) fn decode(self, text: &str, item: Self) -> Result<Json, SyntaxError> {
        match self {
            Self::Text => Ok(Json::text(text)),
            Self::Json => Json::parse(text),
            Self::JsonWindows => Json::parse(text)
                .or_else(|error| Json::parse(&doubled_backslashes(text)).or(Err(error))),
            Self::PythonInt => int::read(text).map(Json::integer),
            Self::PythonFloat => python_float(text),
            Self::JavaInt => spring_int::read_32(text).map(Json::integer),
            Self::JavaLong => spring_int::read_64(text).map(Json::integer),
            Self::IceInt => ice_int(text),
            Self::Boolean(reader) => reader.read(text).map(Json::Bool),
            Self::Csv => items(text, ",", str::trim, item),
            Self::CsvExact => items(text, ",", |item| item, item),
            Self::Semicolons => item_list(text.split(';'), item),
            Self::Words => item_list(text.split_whitespace(), item),
        }
    }

    /// The text for a value; `item` is the encoding of each item of a list.
    pub(crate) fn encode(self, value: &Json, item: Self) -> String {
        let joined = |separator: &str| {
            let items = value.as_list().unwrap_or_default().iter();
            items.map(|value| item.encode(value, Self::Text)).collect::<Vec<_>>().join(separator)
        };
        match (self, value) {
            (Self::Csv | Self::CsvExact, Json::List(_)) => joined(","),
            (Self::Semicolons, Json::List(_)) => joined(";"),
            (Self::Words, Json::List(_)) => joined(" "),
            (Self::Boolean(reader), Json::Bool(value)) => {
                let (yes, no) = reader.words();
                if *value { yes } else { no }.to_owned()
            }
            (Self::Json | Self::JsonWindows, value) => value.to_string(),
            (_, value) => plain(value),
        }
    }
}

impl Encoding {
    fn is_number(self) -> bool {
        matches!(
            self,
            Self::PythonInt | Self::PythonFloat | Self::JavaInt | Self::JavaLong | Self::IceInt
        )
    }
}

fn reader(name: &str) -> Option<Reader> {
    Some(match name {
        "web" => Reader::Web,
        "spring" => Reader::Spring,
        "java" => Reader::Java,
        "client" => Reader::Client,
        "truthy" => Reader::Truthy,
        "initial" => Reader::Initial,
        "exact-false" => Reader::ExactFalse,
        "ice" => Reader::Ice,
        _ => return None,
    })
}

/// Each backslash doubled that is neither doubled nor before a quote.
fn doubled_backslashes(text: &str) -> String {
    let mut doubled = String::new();
    let mut rest = text.chars().peekable();
    while let Some(found) = rest.next() {
        doubled.push(found);
        if found == '\\' {
            let next = rest.next_if(|&next| matches!(next, '\\' | '"'));
            doubled.push(next.unwrap_or('\\'));
        }
    }
    doubled
}

/// A string as it is, anything else as JSON writes it; null is nothing.
fn plain(value: &Json) -> String {
    match value {
        Json::Null => String::new(),
        value => value.as_text().unwrap_or_else(|| value.to_string()),
    }
}

fn python_float(text: &str) -> Result<Json, SyntaxError> {
    let trimmed = text.trim_matches(is_blank);
    match trimmed.replace('_', "").parse::<f64>() {
        Ok(number) if underscores_part_digits(trimmed) => Ok(Json::float(number)),
        _ => Err(SyntaxError::new(0, "expected a number")),
    }
}

fn underscores_part_digits(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.iter().enumerate().filter(|(_, byte)| **byte == b'_').all(|(at, _)| {
        let digit =
            |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
        digit(at.checked_sub(1)) && digit(at.checked_add(1))
    })
}

fn ice_int(text: &str) -> Result<Json, SyntaxError> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    match text.parse::<i32>() {
        Ok(number) if digits.bytes().all(|digit| digit.is_ascii_digit()) => {
            Ok(Json::integer(number))
        }
        _ => Err(SyntaxError::new(0, "expected an integer in digits")),
    }
}

fn items(
    text: &str,
    separator: &str,
    trim: fn(&str) -> &str,
    encoding: Encoding,
) -> Result<Json, SyntaxError> {
    if trim(text).is_empty() {
        return Ok(Json::List(Vec::new()));
    }
    item_list(text.split(separator).map(trim), encoding)
}

fn item_list<'text>(
    items: impl Iterator<Item = &'text str>,
    encoding: Encoding,
) -> Result<Json, SyntaxError> {
    let decoded = items.zip(1..).map(|(item, at)| match encoding {
        Encoding::Text => Ok(Json::text(item)),
        _ if item.is_empty() && encoding.is_number() => Ok(Json::Null),
        encoding => encoding.decode(item, Encoding::Text).map_err(|error| SyntaxError {
            message: format!("item {at}: {}", error.message),
            ..error
        }),
    });
    decoded.collect::<Result<_, _>>().map(Json::List)
}
