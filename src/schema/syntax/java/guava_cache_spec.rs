//! How the server caches scripts: `maximumSize=1000,expireAfterWrite=10m`.
//!
//! Source: Guava's `CacheBuilderSpec`, tried with release 31, and what building the cache then
//! refuses: options that exclude each other, and numbers out of range. A weight without a
//! weigher is left to the server.

use crate::python::SyntaxError;
use crate::python::quoted;
use crate::schema::syntax::number::decimal;
use crate::schema::syntax::token::Token;
use crate::schema::syntax::token::fields;
use std::collections::HashMap;

/// What the value of an option looks like.
#[derive(Clone, Copy)]
enum Value {
    /// There is none.
    None,
    /// A whole number within bounds.
    Number(u64, u64),
    /// A whole number from the bound on, then d, h, m or s.
    Duration(u64),
}

/// An option, what it sets, and its value. Options that set the same exclude each other.
const OPTIONS: &[(&str, &str, Value)] = &[
    ("initialCapacity", "capacity", Value::Number(0, i32::MAX as u64)),
    ("maximumSize", "size", Value::Number(0, i64::MAX as u64)),
    ("maximumWeight", "size", Value::Number(0, i64::MAX as u64)),
    ("concurrencyLevel", "concurrency", Value::Number(1, i32::MAX as u64)),
    ("weakKeys", "keys", Value::None),
    ("weakValues", "values", Value::None),
    ("softValues", "values", Value::None),
    ("recordStats", "statistics", Value::None),
    ("expireAfterAccess", "access", Value::Duration(0)),
    ("expireAfterWrite", "write", Value::Duration(0)),
    ("refreshAfterWrite", "refresh", Value::Duration(1)),
    ("refreshInterval", "refresh", Value::Duration(1)),
];

/// Options with commas between them, or nothing.
pub(crate) fn check(text: &str) -> Result<(), SyntaxError> {
    if text.is_empty() {
        return Ok(());
    }
    let mut set = HashMap::new();
    fields(text, |next| next == ',').try_for_each(|item| check_item(item, &mut set))
}

fn check_item<'a>(
    item: Token<'a>,
    set: &mut HashMap<&'static str, &'a str>,
) -> Result<(), SyntaxError> {
    let (name, value) = match item.split_once('=') {
        Some((name, value)) => (name.trimmed(), Some(value.trimmed())),
        None => (item.trimmed(), None),
    };
    let Some((_, target, wanted)) = OPTIONS.iter().find(|(known, ..)| *known == name.text) else {
        let known = OPTIONS.iter().map(|(known, ..)| *known).collect::<Vec<_>>().join(", ");
        let problem = format!("expected one of {known}, found {}", quoted(name.text));
        return Err(SyntaxError::new(name.position, problem));
    };
    check_value(name, value, *wanted)?;
    match set.insert(target, name.text) {
        Some(earlier) => {
            let problem = format!("expected no `{}` after {}", name.text, quoted(earlier));
            Err(SyntaxError::new(name.position, problem))
        }
        None => Ok(()),
    }
}

fn check_value(
    name: Token<'_>,
    value: Option<Token<'_>>,
    wanted: Value,
) -> Result<(), SyntaxError> {
    let described = match wanted {
        Value::None => "no value".to_owned(),
        Value::Number(least, most) => format!("`=` and a number from {least} to {most}"),
        Value::Duration(least) => format!("`=`, a number from {least} and d, h, m or s"),
    };
    let (position, found, is_sound) = match (value, wanted) {
        (None, Value::None) => return Ok(()),
        (None, _) => (name.end(), "nothing".to_owned(), false),
        (Some(value), wanted) => (value.position, quoted(value.text), fits(value.text, wanted)),
    };
    if is_sound {
        return Ok(());
    }
    Err(SyntaxError::new(
        position,
        format!("expected {described} after `{}`, found {found}", name.text),
    ))
}

fn fits(text: &str, wanted: Value) -> bool {
    let number = |text: &str| decimal(text.strip_prefix('+').unwrap_or(text));
    match wanted {
        Value::None => false,
        Value::Number(least, most) => {
            number(text).is_some_and(|number| (least..=most).contains(&number))
        }
        Value::Duration(least) => text
            .strip_suffix(['d', 'h', 'm', 's'])
            .and_then(number)
            .is_some_and(|number| number >= least && i64::try_from(number).is_ok()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::table::accepts;
    use crate::python::table::refuses;

    #[test]
    fn options_that_guava_takes() {
        accepts(
            check,
            &[
                "",
                "maximumSize=1000",
                "maximumSize=1000,expireAfterWrite=10m",
                " maximumSize = 10 , expireAfterWrite= 10m",
                "weakKeys,recordStats,softValues",
                "refreshInterval=5s",
                "expireAfterAccess=0s",
                "maximumSize=+5",
                "maximumWeight=5",
            ],
        );
    }

    #[test]
    fn options_that_guava_refuses() {
        refuses(
            check,
            &[
                ("maximumSize=1000,", 17, "found ``"),
                ("MaximumSize=5", 0, "found `MaximumSize`"),
                ("maximumSize", 11, "found nothing"),
                ("maximumSize=-1", 12, "found `-1`"),
                ("maximumSize=1_000", 12, "a number from 0"),
                ("maximumSize=9999999999999999999", 12, "a number"),
                ("initialCapacity=9999999999", 16, "to 2147483647"),
                ("concurrencyLevel=0", 17, "from 1 to"),
                ("a=b=c", 0, "found `a`"),
                ("maximumSize==5", 12, "found `=5`"),
                ("weakKeys=", 9, "no value"),
                ("expireAfterWrite=10", 17, "d, h, m or s"),
                ("expireAfterWrite=10ms", 17, "found `10ms`"),
                ("expireAfterWrite=10M", 17, "d, h, m or s"),
                ("refreshAfterWrite=0s", 18, "a number from 1"),
                ("maximumSize=5,maximumSize=6", 14, "after `maximumSize`"),
                ("maximumSize=5,maximumWeight=6", 14, "no `maximumWeight` after"),
                ("weakValues,softValues", 11, "no `softValues` after"),
            ],
        );
    }
}
