//! What a schema asks for and what was found instead, in words.
//!
//! `expected` is for messages and short; `kind` tells a reader all about a type.

use std::borrow::Cow;

use crate::python::Json;
use crate::python::search;

/// A quotation in a message stops after this many characters.
const LONGEST_QUOTE: usize = 60;

/// What the schema asks for: `an integer from 1 to 65535`, `one of "a", "b"`.
pub(crate) fn expected(schema: &Json) -> String {
    let choices = schema.member("anyOf").and_then(Json::as_list);
    if let Some(choices) = choices.filter(|_| schema.member("type").is_none()) {
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

/// What the schema asks for, with what stands inside lists and objects.
pub(crate) fn kind(schema: &Json) -> String {
    match schema.member("type").and_then(Json::as_text).as_deref() {
        Some("array") => list(schema),
        Some("object") => object(schema),
        _ if schema.member("type").is_none() && schema.member("anyOf").is_none() => {
            "any text".to_owned()
        }
        _ => expected(schema),
    }
}

/// What the type leaves open: how many items, how long.
pub(crate) fn limits(schema: &Json) -> Vec<String> {
    let number = |name| match schema.member(name) {
        Some(Json::Number(number)) => Some(number.to_string()),
        _ => None,
    };
    let mut limits = Vec::new();
    let says_so = schema.member("format").is_none() && schema.member("pattern").is_none();
    let not_empty = number("minLength").filter(|_| !says_so);
    limits.extend(not_empty.map(|_| "not empty".to_owned()));
    limits.extend(number("minItems").map(|least| format!("at least {least} in the list")));
    limits.extend(number("maxItems").map(|most| format!("at most {most} in the list")));
    if matches!(schema.member("uniqueItems"), Some(Json::Bool(true))) {
        limits.push("no item twice".to_owned());
    }
    let ignores_case =
        |schema: &Json| matches!(schema.member("x-omero-ignore-case"), Some(Json::Bool(true)));
    if ignores_case(schema) || schema.member("items").is_some_and(ignores_case) {
        limits.push("upper and lower case alike".to_owned());
    }
    limits.extend(number("maxProperties").map(|most| format!("at most {most} members")));
    limits
}

fn list(schema: &Json) -> String {
    if let Some(places) = schema.member("prefixItems").and_then(Json::as_list) {
        let least = schema.member("minItems").map(Json::to_string);
        let least = least.and_then(|least| least.parse().ok()).unwrap_or(places.len());
        let places = places.iter().enumerate().map(|(at, place)| {
            let optional = if at < least { "" } else { ", optional" };
            match place.member("title").and_then(Json::as_text) {
                Some(title) => format!("{title} ({}{optional})", kind(place)),
                None => kind(place),
            }
        });
        return format!("a list of {}", enumeration(places.collect()));
    }
    match schema.member("items") {
        Some(items) => format!("a list; each item is {}", kind(items)),
        None => "a list".to_owned(),
    }
}

fn object(schema: &Json) -> String {
    if let Some(Json::Object(members)) = schema.member("properties") {
        let names = members.iter().map(|(name, _)| format!("`{name}`"));
        return format!("an object with {}", enumeration(names.collect()));
    }
    match schema.member("additionalProperties") {
        Some(members @ Json::Object(_)) => {
            format!("an object; each member is {}", kind(members))
        }
        _ => "an object".to_owned(),
    }
}

/// `a, b and c`.
pub(crate) fn enumeration(mut words: Vec<String>) -> String {
    match (words.pop(), words.is_empty()) {
        (None, _) => String::new(),
        (Some(last), true) => last,
        (Some(last), false) => format!("{} and {last}", words.join(", ")),
    }
}

/// A value as a message shows it: JSON, cut where it gets long.
pub(crate) fn found(value: &Json) -> String {
    match value {
        Json::List(items) if items.is_empty() => "an empty list".to_owned(),
        value => shown(value),
    }
}

/// Whether a pattern of the schema matches, as JSON Schema wants it: anywhere in the text.
pub(crate) fn matches(pattern: &str, text: &str) -> bool {
    // At the end of a pattern Python's `$` also takes a line break, that of JSON Schema does not.
    let strict = pattern.strip_suffix('$').filter(|front| !front.ends_with('\\'));
    let pattern = strict.map_or(pattern.into(), |front| Cow::from(format!(r"{front}\Z")));
    search::search(&pattern, text).unwrap_or(true)
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
    match (format, pattern) {
        (Some(format), _) => in_format(&format),
        (None, Some(pattern)) => format!("a text that matches {pattern}"),
        (None, None) if schema.member("minLength").is_some() => {
            "a text that is not empty".to_owned()
        }
        (None, None) => "a text".to_owned(),
    }
}

/// A format of `syntax` in words.
fn in_format(name: &str) -> String {
    match name {
        "absolute-path" => "an absolute path",
        "cookie-domain" => "a domain of cookies",
        "email" => "a mail address",
        "email-list" => "mail addresses",
        "endpoint" => "an Ice endpoint",
        "guava-cache-spec" => "a cache specification of Guava",
        "host" => "a host name or address",
        "ice-proxy" => "an Ice proxy",
        "icessl-protocols" => "names of TLS versions",
        "java-class" => "the name of a Java class",
        "jdbc-params" => "parameters of a JDBC address",
        "jdbc-url" => "a JDBC address",
        "jvm-args" => "options of the Java virtual machine",
        "ldap-dn" => "a distinguished name of LDAP",
        "ldap-filter" => "a filter of LDAP",
        "ldap-group-spec" => "the name of a group, or `:way:argument`",
        "ldap-mapping" => "a list of `field=attribute`",
        "ldap-principal" => "a name to log in to LDAP with",
        "ldap-url-list" => "addresses with ldap:// or ldaps://",
        "memory-size" => "a size of memory such as 512m or 4g",
        "node-descriptors" => "a list of `node:service,service`",
        "path" => "a path",
        "path-template" => "a path with %terms%",
        "port-prefix" => "digits in front of port numbers",
        "python-dotted" => "a dotted name of Python",
        "python-regex" => "a regular expression of Python",
        "quartz-cron" => "a schedule of Quartz",
        "quartz-cron-or-blank" => "a schedule of Quartz, or nothing",
        "shell-words" => "words of a command line",
        "timezone" => "a time zone such as Europe/Berlin",
        "url" => "an address with http:// or https://",
        "url-path" => "the path of an address",
        "url-reference" => "an address or the path of one",
        "version" => "a version",
        other => return format!("a text of the form {other}"),
    }
    .to_owned()
}

fn alternatives(mut phrases: Vec<String>) -> String {
    phrases.dedup();
    phrases.join(" or ")
}
