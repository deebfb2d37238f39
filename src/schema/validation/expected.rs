//! What a schema asks for and what was found instead, in the words of a short message.

use std::borrow::Cow;

use crate::python::Json;
use crate::python::search;
use crate::schema::definition::Type;
use crate::schema::definition::ValueSchema;
use crate::schema::syntax::words;

/// A value in a message is cut after this many characters.
const LONGEST_VALUE: usize = 60;

/// What the schema asks for: `an integer from 1 to 65535`, `one of "a", "b"`.
pub(crate) fn expected(schema: &ValueSchema) -> String {
    if let Some(expected) = &schema.expected {
        return expected.clone();
    }
    if !schema.any_of.is_empty() && schema.types.is_empty() {
        return alternatives(schema.any_of.iter().map(expected).collect());
    }
    match schema.words.as_deref() {
        Some([word]) => return word.to_string(),
        Some(words) => {
            let words: Vec<_> = words.iter().map(shown).collect();
            return format!("one of {}", words.join(", "));
        }
        None => {}
    }
    if schema.types.is_empty() {
        return "another value".to_owned();
    }
    alternatives(schema.types.iter().map(|&one| of_type(one, schema)).collect())
}

/// A value as a message shows it: JSON, cut where it gets long.
pub(crate) fn found(value: &Json) -> String {
    match value {
        Json::List(items) if items.is_empty() => "an empty list".to_owned(),
        value => shown(value),
    }
}

/// Whether a pattern of the schema matches, as JSON Schema defines it: anywhere in the text.
pub(crate) fn matches(pattern: &str, text: &str) -> bool {
    // At the end of a pattern Python's `$` also takes a line break, that of JSON Schema does not.
    let strict = pattern.strip_suffix('$').filter(|front| !front.ends_with('\\'));
    let pattern = strict.map_or(pattern.into(), |front| Cow::from(format!(r"{front}\Z")));
    search::search(&pattern, text).unwrap_or(true)
}

fn shown(value: &Json) -> String {
    match value.as_text() {
        Some(text) => quoted(&text),
        None => cut(value.to_string()),
    }
}

/// A text as a message shows it: on one line, between quotes, cut where it gets long.
pub(crate) fn quoted(text: &str) -> String {
    cut(format!("{text:?}"))
}

fn cut(text: String) -> String {
    match text.char_indices().nth(LONGEST_VALUE) {
        Some((end, _)) => format!("{}...", text.get(..end).unwrap_or_default()),
        None => text,
    }
}

fn of_type(one: Type, schema: &ValueSchema) -> String {
    match one {
        Type::Integer => format!("an integer{}", range(schema)),
        Type::Number => format!("a number{}", range(schema)),
        Type::Boolean => "true or false".to_owned(),
        Type::Array => "a list".to_owned(),
        Type::Object => "an object".to_owned(),
        Type::Null => "null".to_owned(),
        Type::String => text(schema),
    }
}

fn range(schema: &ValueSchema) -> String {
    match (&schema.minimum, &schema.maximum) {
        (Some(least), Some(most)) => format!(" from {least} to {most}"),
        (Some(least), None) => format!(" of at least {least}"),
        (None, Some(most)) => format!(" of at most {most}"),
        (None, None) => String::new(),
    }
}

fn text(schema: &ValueSchema) -> String {
    match (&schema.format, &schema.pattern) {
        (Some(format), _) => {
            words(format).map_or_else(|| format!("a text of the form {format}"), ToOwned::to_owned)
        }
        (None, Some(pattern)) => format!("a text that matches {pattern}"),
        (None, None) if schema.min_length.is_some() => "a text that is not empty".to_owned(),
        (None, None) => "a text".to_owned(),
    }
}

fn alternatives(mut phrases: Vec<String>) -> String {
    phrases.dedup();
    phrases.join(" or ")
}
