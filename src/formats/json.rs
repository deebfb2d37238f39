//! JSON for other programs and for people: one member a line, as every JSON parser takes it.

use std::borrow::Cow;
use std::fmt::Write;

use super::quoted::is_odd;
use super::quoted::quoted;
use crate::python::Json;

/// The value over several lines; what fits on one stays on one.
///
/// What JSON itself cannot say, `NaN` and the infinities, becomes a string.
pub(crate) fn pretty(value: &Json) -> String {
    let mut text = String::new();
    write(value, 0, &mut text);
    text
}

/// The same on one line.
pub(super) fn compact(value: &Json) -> String {
    match value {
        Json::Object(members) => {
            let member = |(name, value): &(Box<str>, Json)| {
                format!("{}: {}", string(&Json::String(name.clone())), compact(value))
            };
            format!("{{{}}}", members.iter().map(member).collect::<Vec<_>>().join(", "))
        }
        Json::List(items) => {
            format!("[{}]", items.iter().map(compact).collect::<Vec<_>>().join(", "))
        }
        plain => pretty(plain),
    }
}

/// A list of plain values longer than this is broken into lines.
const WIDTH: usize = 80;

fn write(value: &Json, depth: usize, out: &mut String) {
    match value {
        Json::Object(members) if !members.is_empty() => {
            let items = members.iter().map(|(name, value)| {
                let mut item = string(&Json::String(name.clone())) + ": ";
                write(value, depth + 1, &mut item);
                item
            });
            lines('{', items, '}', depth, out);
        }
        Json::List(items) if !items.is_empty() => match on_one_line(items) {
            Some(line) => out.push_str(&line),
            None => {
                let items = items.iter().map(|value| {
                    let mut item = String::new();
                    write(value, depth + 1, &mut item);
                    item
                });
                lines('[', items, ']', depth, out);
            }
        },
        Json::String(_) => out.push_str(&string(value)),
        Json::Number(number) if !number.as_float().is_finite() && !number.is_integer() => {
            // Writing to a string cannot fail.
            let _ = write!(out, "\"{number}\"");
        }
        plain => {
            let _ = write!(out, "{plain}");
        }
    }
}

fn lines(
    open: char,
    items: impl Iterator<Item = String>,
    close: char,
    depth: usize,
    out: &mut String,
) {
    out.push(open);
    for (at, item) in items.enumerate() {
        out.push_str(if at == 0 { "\n" } else { ",\n" });
        out.push_str(&"  ".repeat(depth + 1));
        out.push_str(&item);
    }
    out.push('\n');
    out.push_str(&"  ".repeat(depth));
    out.push(close);
}

/// A short list of plain values and of lists of them.
fn on_one_line(items: &[Json]) -> Option<String> {
    let mut line = String::from("[");
    for (at, item) in items.iter().enumerate() {
        line.push_str(if at == 0 { "" } else { ", " });
        match item {
            Json::Object(_) => return None,
            Json::List(items) => line.push_str(&on_one_line(items)?),
            plain => write(plain, 0, &mut line),
        }
        if line.len() >= WIDTH {
            return None;
        }
    }
    Some(line + "]")
}

/// Text beyond ASCII as it is; only a lone surrogate stays an escape.
fn string(value: &Json) -> String {
    value.as_text().map_or_else(|| value.to_string(), |text| quoted(&text))
}

/// A part of a text that has no escapes yet, with escapes for what cannot be seen.
pub(crate) fn visible(part: &str) -> Cow<'_, str> {
    if !part.contains(is_odd) {
        return part.into();
    }
    let quoted = quoted(part);
    let inside = quoted.get(1..quoted.len() - 1).unwrap_or_default();
    Cow::Owned(inside.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back_and_is_json_for_everyone() {
        for text in [
            r#"{"a": {"b": [[1, 2.5], {"c": null}], "d": []}, "e": "é\" \\ \n\t \u0001 😀"}"#,
            r#"["\ud800", true, 100000000000000000000000]"#,
            "[]",
            "{}",
            "\"x\"",
        ] {
            let value = Json::parse(text).unwrap();
            let written = pretty(&value);
            assert_eq!(Json::parse(&written).unwrap(), value, "{written}");
        }
        assert_eq!(pretty(&Json::parse("[NaN, -Infinity]").unwrap()), r#"["NaN", "-Infinity"]"#);
        assert_eq!(pretty(&Json::text("é")), "\"é\"");
    }

    #[test]
    fn long_lists_are_broken_into_lines() {
        let list = Json::List(vec![Json::text("0123456789"); 8]);
        assert_eq!(pretty(&list).lines().count(), 10);
    }

    #[test]
    fn a_nested_value_takes_several_lines() {
        let value = Json::parse(r#"{"a": [1, 2], "b": {}}"#).unwrap();
        assert_eq!(pretty(&value), "{\n  \"a\": [1, 2],\n  \"b\": {}\n}");
    }
}
