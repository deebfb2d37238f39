//! What a schema asks for and what was found instead, in words.

use super::syntax::python_search;
use crate::model::Json;

/// A quotation in a message stops after this many characters.
const LONGEST_QUOTE: usize = 60;

/// What the schema asks for: `an integer from 1 to 65535`, `one of "a", "b"`.
pub(super) fn expected(schema: &Json) -> String {
    if let Some(choices) = schema.member("anyOf").and_then(Json::as_list) {
        return alternatives(choices.iter().map(expected).collect());
    }
    if let Some(words) = schema.member("enum").and_then(Json::as_list) {
        return match words {
            [word] => word.to_string(),
            words => format!("one of {}", words.iter().map(shown).collect::<Vec<_>>().join(", ")),
        };
    }
    match schema.member("type") {
        Some(Json::List(types)) => alternatives(
            types.iter().filter_map(Json::as_text).map(|name| of_type(&name, schema)).collect(),
        ),
        Some(one) => of_type(&one.as_text().unwrap_or_default(), schema),
        None => "another value".to_owned(),
    }
}

/// A value as a message shows it: JSON, cut where it gets long.
pub(super) fn found(value: &Json) -> String {
    match value {
        Json::List(items) if items.is_empty() => "an empty list".to_owned(),
        value => shown(value),
    }
}

/// Whether a pattern of the schema matches, as JSON Schema wants it: anywhere in the text.
pub(super) fn matches(pattern: &str, text: &str) -> bool {
    python_search::search(pattern, text).unwrap_or(true)
}

fn shown(value: &Json) -> String {
    let text = match value.as_text() {
        Some(text) => format!("{text:?}"),
        None => value.to_string(),
    };
    match text.char_indices().nth(LONGEST_QUOTE) {
        Some((end, _)) => format!("{}...", text.get(..end).unwrap_or_default()),
        None => text,
    }
}

fn of_type(name: &str, schema: &Json) -> String {
    match name {
        "integer" => format!("an integer{}", range(schema)),
        "number" => format!("a number{}", range(schema)),
        "boolean" => "true or false".to_owned(),
        "array" => "a list".to_owned(),
        "object" => "an object".to_owned(),
        "null" => "null".to_owned(),
        _ => text(schema),
    }
}

fn range(schema: &Json) -> String {
    match (schema.member("minimum"), schema.member("maximum")) {
        (Some(least), Some(most)) => format!(" from {least} to {most}"),
        (Some(least), None) => format!(" of at least {least}"),
        (None, Some(most)) => format!(" of at most {most}"),
        (None, None) => String::new(),
    }
}

fn text(schema: &Json) -> String {
    let format = schema.member("format").and_then(Json::as_text);
    let pattern = schema.member("pattern").and_then(Json::as_text);
    match (format.as_deref(), pattern) {
        (Some("host"), _) => "a host name or address".to_owned(),
        (Some("url"), _) => "an address with http:// or https://".to_owned(),
        (Some(format), _) => format!("a text of the form {format}"),
        (None, Some(pattern)) => format!("a text that matches {pattern}"),
        (None, None) => "a text".to_owned(),
    }
}

fn alternatives(mut phrases: Vec<String>) -> String {
    phrases.dedup();
    phrases.join(" or ")
}
