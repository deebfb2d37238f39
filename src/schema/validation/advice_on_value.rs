//! Everything worth saying about a value that may be stored.

use std::borrow::Cow;

use crate::python::Json;
use crate::schema::definition::Definition;
use crate::schema::definition::Encoding;
use crate::schema::definition::Status;
use crate::schema::redaction::redacted_text;
use crate::schema::syntax::django::app;
use crate::schema::validation::Advice;
use crate::schema::validation::AdviceKind;
use crate::schema::validation::rejection::line_to_type;
use crate::schema::validation::variables::hint_on_variable;

pub(super) fn advice_on_literal_variable(
    known: &Definition,
    key: &str,
    text: &str,
) -> Option<Advice> {
    (text.contains("$${") && known.consumers().iter().all(|reader| reader == "web")).then(|| {
        let hint = Some(hint_on_variable(Some(known), key, text, "..."));
        Advice { problem: AdviceKind::LiteralVariable, key: key.to_owned(), hint }
    })
}

pub(super) fn advice_on_backslashes(known: &Definition, key: &str, text: &str) -> Option<Advice> {
    let is_lenient = known.encodings().contains(&Encoding::JsonWindows);
    if !is_lenient || Json::parse(text).is_ok() {
        return None;
    }
    let hint = Some(r"write `\\` or `/` instead of each `\`".to_owned());
    Some(Advice { problem: AdviceKind::Backslashes, key: key.to_owned(), hint })
}

/// `["C:\new\table"]` is read without an error, and is not the path that it looks like.
pub(super) fn advice_on_escapes(known: &Definition, key: &str, text: &str) -> Option<Advice> {
    let is_json = |encoding: &Encoding| matches!(encoding, Encoding::Json | Encoding::JsonWindows);
    if !text.contains('\\') || !known.encodings().iter().any(is_json) {
        return None;
    }
    has_escaped_path(&Json::parse(text).ok()?).then_some(())?;
    let doubled = with_doubled_backslashes(text);
    let is_shown = !known.is_secret() && matches!(redacted_text(text), Cow::Borrowed(_));
    let hint = Some(if is_shown && Json::parse(&doubled).is_ok() {
        line_to_type(key, &doubled)
    } else {
        r"write `\\` or `/` instead of each `\`".to_owned()
    });
    Some(Advice { problem: AdviceKind::EscapesInPath, key: key.to_owned(), hint })
}

fn has_escaped_path(value: &Json) -> bool {
    match value {
        Json::List(items) => items.iter().any(has_escaped_path),
        Json::Object(members) => members.iter().any(|(_, member)| has_escaped_path(member)),
        value => value.as_text().is_some_and(|text| is_escaped_path(&text)),
    }
}

/// Nobody writes a backspace or a form feed. A line feed or a tab can be meant, but not after a drive.
fn is_escaped_path(text: &str) -> bool {
    let is_escape = |found| matches!(found, '\u{8}' | '\u{c}' | '\n' | '\r' | '\t');
    let mut start = text.chars();
    let has_drive = start.next().is_some_and(|letter| letter.is_ascii_alphabetic())
        && start.next() == Some(':')
        && start.next().is_some_and(|next| next == '\\' || is_escape(next));
    text.contains(['\u{8}', '\u{c}'])
        || text.contains(is_escape) && (has_drive || text.contains('\\'))
}

/// The text with two backslashes for each that begins an escape for a letter.
fn with_doubled_backslashes(text: &str) -> String {
    let mut doubled = String::with_capacity(text.len() + 8);
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        doubled.push(character);
        if character != '\\' {
            continue;
        }
        match characters.next_if(|next| matches!(next, '\\' | '"' | '/')) {
            Some(escaped) => doubled.push(escaped),
            None => doubled.push('\\'),
        }
    }
    doubled
}

pub(super) fn advice_on_script_name(known: &Definition, key: &str, text: &str) -> Option<Advice> {
    let is_script_name = known.schema().format.as_deref() == Some("script-name");
    let path = text.strip_suffix('/').filter(|_| is_script_name)?.trim_end_matches('/');
    let hint = Some(match path {
        "" => format!("`omero config set {key}` removes it: the site is at `/` without it"),
        path => line_to_type(key, path),
    });
    Some(Advice { problem: AdviceKind::SlashAtEnd, key: key.to_owned(), hint })
}

pub(super) fn advice_on_apps(key: &str, text: &str) -> Option<Advice> {
    if key != app::KEY {
        return None;
    }
    let apps = Json::parse(text).ok()?;
    let name = apps.as_list()?.iter().filter_map(Json::as_text).find_map(|name| {
        let nearest = app::misspelt(&name)?;
        Some((name, nearest))
    });
    let (name, nearest) = name?;
    let right = text.replace(&format!("\"{name}\""), &format!("\"{nearest}\""));
    let hint = Some(line_to_type(key, &right));
    Some(Advice { problem: AdviceKind::MisspeltApp { name, nearest }, key: key.to_owned(), hint })
}

pub(super) fn advice_on_empty(known: &Definition, key: &str, text: &str) -> Option<Advice> {
    let default = known.default_text().unwrap_or_default();
    if !text.is_empty() || default.is_empty() {
        return None;
    }
    let hint = Some(format!(
        "`omero config set {key}` without a value has the same effect and is clearer"
    ));
    Some(Advice { problem: AdviceKind::EmptyVanishes { default }, key: key.to_owned(), hint })
}

pub(super) fn advice_on_status(known: &Definition, key: &str) -> Advice {
    let reason = match known.status() {
        Status::Removed => {
            let since = known.removed.clone();
            let problem = AdviceKind::Removed { since };
            return Advice { problem, key: key.to_owned(), hint: replacement(known) };
        }
        Status::Build => "the build of OMERO fixes it",
        Status::Runtime => "a running server reports it",
        Status::Never => "no release of OMERO reads it",
        Status::Unread => "no program reads it",
        Status::ClientOnly => "it belongs in the configuration of a client",
        _ => "this release accepts it, but no program reads it",
    };
    Advice {
        problem: AdviceKind::NoEffect { reason },
        key: key.to_owned(),
        hint: replacement(known),
    }
}

pub(super) fn replacement(known: &Definition) -> Option<String> {
    match known.replaced_by() {
        [] => None,
        [key] => Some(format!("use `omero config set {key} VALUE`")),
        keys => Some(format!(
            "use {}",
            keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(" and ")
        )),
    }
}
