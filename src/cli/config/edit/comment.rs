//! The comment above a property in the edited text: type, default and meaning, short.

use crate::cli::terminal::layout;
use crate::schema::Definition;
use crate::schema::Schema;

/// How wide a comment is, without its sign.
const WIDTH: usize = 78;

/// Whether properties are explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Comments {
    Shown,
    LeftOut,
}

/// The comment above a property, line by line; none if nothing is known about it.
pub(crate) fn above(schema: Schema, key: &str) -> Vec<String> {
    let Some(known) = schema.find(key) else { return Vec::new() };
    let mut lines = layout::wrapped(&format!("{}.", known.summary()), WIDTH);
    lines.extend(type_and_default(&known));
    if let Some(status) = status(schema, &known) {
        lines.extend(layout::wrapped(&status, WIDTH));
    }
    lines
}

/// The comment above a property that is not set. It may be misspelt.
pub(crate) fn above_offered(schema: Schema, key: &str) -> Vec<String> {
    let mut lines = above(schema, key);
    if lines.is_empty() {
        lines.extend(schema.unknown_name(key, None).map(|unknown| unknown.to_string()));
    }
    lines.push("Not set. Remove the # to set it:".to_owned());
    lines
}

/// On one line if they fit.
fn type_and_default(known: &Definition) -> Vec<String> {
    let mut kind = vec![known.kind()];
    kind.extend(known.limits());
    let kind = format!("Type: {}.", kind.join(", "));
    let default = match (known.default_from(), known.default_text()) {
        (Some(followed), _) => format!("that of {followed}"),
        (None, Some(default)) if default.is_empty() => "empty".to_owned(),
        (None, Some(default)) => default.replace(['\n', '\r'], "\\n"),
        (None, None) => "none".to_owned(),
    };
    let default = format!("Default: {default}");
    let line = format!("{kind} {default}");
    if line.chars().count() <= WIDTH {
        vec![line]
    } else {
        vec![layout::cut(&kind, WIDTH), layout::cut(&default, WIDTH)]
    }
}

/// Why it may be better not to use it, and what to use.
fn status(schema: Schema, known: &Definition) -> Option<String> {
    let standing = if schema.is_later(known) {
        format!("unknown in {}", schema.release_of(known))
    } else {
        known.standing()?
    };
    let instead = match known.replaced_by() {
        [] => String::new(),
        keys => format!("; use {} instead", keys.join(" and ")),
    };
    Some(format!("Status: {standing}{instead}."))
}
