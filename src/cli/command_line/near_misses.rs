//! Command lines that many users type once, and the line that they meant.

use std::ffi::OsString;

use clap::Command;
use clap::Error;
use clap::error::ContextKind;
use clap::error::ContextValue;
use clap::error::ErrorKind;

use crate::cli::error::CommandError;
use crate::platform::quote;
use crate::python::read_leniently;
use crate::schema::Schema;
use crate::schema::has_secret;
use crate::schema::is_name_of_omero;
use crate::schema::is_secret;

/// What other programs call our verbs.
const OTHER_NAMES: &[(&str, &[&str])] = &[
    ("append", &["add", "push"]),
    ("check", &["validate", "verify", "lint"]),
    ("def", &["use", "switch", "activate", "select"]),
    ("describe", &["explain", "info", "doc"]),
    ("edit", &["vi", "nano"]),
    ("export", &["dump", "save"]),
    ("get", &["show", "print", "cat", "view", "read"]),
    ("keys", &["ls", "names"]),
    ("apply", &["import", "sync"]),
    ("log", &["history"]),
    ("search", &["find", "grep"]),
    ("set", &["put", "update", "assign", "write"]),
    ("undo", &["rollback", "revert", "restore"]),
    ("unset", &["rm", "delete", "del", "clear", "reset", "erase"]),
];

const QUOTING: &str = "; `omero help quoting` explains how to quote";

/// Verbs that take a property and a value.
const VERBS_WITH_VALUE: [&str; 3] = ["set", "append", "remove"];

/// Our verb for the one of another program.
fn our_name(verb: &str) -> Option<&'static str> {
    let is_other = |(_, names): &&(&str, &[&str])| names.contains(&verb);
    OTHER_NAMES.iter().find(is_other).map(|(name, _)| *name)
}

/// The same error with the line that was probably meant.
pub(super) fn answered(mut error: Error, command: &Command, words: &[String]) -> Error {
    let after = |word: &str| {
        let at = words.iter().position(|found| found == word)?;
        Some(words.get(at + 1..).unwrap_or_default())
    };
    let name = command.get_name();
    let tip = match error.kind() {
        ErrorKind::InvalidSubcommand if name == "config" => {
            let text = |kind| match error.get(kind) {
                Some(ContextValue::String(text)) => Some(text.clone()),
                _ => None,
            };
            let Some(verb) = text(ContextKind::InvalidSubcommand) else { return error };
            other_verb(&verb, after(&verb).unwrap_or_default())
        }
        ErrorKind::UnknownArgument if VERBS_WITH_VALUE.contains(&name) => {
            too_many_words(name, after(name).unwrap_or_default())
        }
        ErrorKind::MissingRequiredArgument if name == "remove" => match after(name) {
            Some([key]) if !key.starts_with('-') => Some(format!(
                "`omero config unset {}` removes a property; `remove` takes an element out of a list",
                quote(key)
            )),
            _ => None,
        },
        _ => None,
    };
    if let Some(tip) = tip {
        error.remove(ContextKind::SuggestedSubcommand);
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip.into()]));
    }
    error
}

/// The line for a verb of another program, or for a property in the place of a verb.
fn other_verb(verb: &str, rest: &[String]) -> Option<String> {
    if is_name_of_omero(verb) {
        let line = match rest {
            [] => format!("omero config get {verb}"),
            _ => format!("omero config set {verb} VALUE"),
        };
        return Some(format!("a verb is missing: `{line}`"));
    }
    let name = our_name(verb)?;
    let keys: Vec<_> =
        rest.iter().filter(|word| is_name_of_omero(word)).map(String::as_str).collect();
    let keys = if keys.is_empty() { String::new() } else { format!(" {}", keys.join(" ")) };
    Some(match name {
        "unset" if !keys.is_empty() => {
            format!("`omero config unset{keys}` removes what is set")
        }
        "set" | "append" if !keys.is_empty() => format!("`omero config {name}{keys} VALUE`"),
        name => format!("`omero config {name}{keys}`"),
    })
}

/// The line for a value that arrived as several words, or with a sign before it.
fn too_many_words(verb: &str, rest: &[String]) -> Option<String> {
    let (key, values) = rest.split_first().filter(|(key, _)| !key.starts_with('-'))?;
    let values: Vec<_> = values.iter().take_while(|word| !word.starts_with("--")).collect();
    if is_secret(key) || key.contains('=') {
        return None;
    }
    let joined =
        |words: &[&String]| words.iter().map(|word| word.as_str()).collect::<Vec<_>>().join(" ");
    let (cause, value, more) = match &*values {
        [sign, rest @ ..] if matches!(sign.as_str(), "=" | ":" | "to") => {
            (format!("remove the `{sign}`"), joined(rest), "")
        }
        words => {
            let cause = format!("the shell split the value into {} words", words.len());
            (cause, joined(words), QUOTING)
        }
    };
    if verb == "set"
        && let Some(choice) = one_of(key, &values)
    {
        return Some(choice);
    }
    let meant = match verb {
        "set" => Schema::default().meant_by(key, &value),
        _ => read_leniently(value.trim_matches('\'')).map(|element| element.value.to_string()),
    };
    let value = meant.unwrap_or_else(|| without_single_quotes(&value));
    if has_secret(key, &value) || value.is_empty() {
        return None;
    }
    Some(format!(
        "{cause}: `omero config {verb} {} {}`{more}",
        quote(key.trim_end_matches(':')),
        quote(&value)
    ))
}

/// The lines of which one was meant, for `"fastcgi" / "fastcgi-tcp"` as documents print alternatives.
fn one_of(key: &str, words: &[&String]) -> Option<String> {
    let is_between = |word: &str| matches!(word, "/" | "|" | "or");
    if !words.iter().any(|word| is_between(word)) {
        return None;
    }
    let all: Vec<_> = words.iter().map(|word| word.as_str()).collect();
    if Schema::default().accept(key, &all.join(" ")).is_ok() {
        return None;
    }
    let choices = words.iter().filter(|word| !is_between(word));
    let line = |word: &&String| format!("`omero config set {} {}`", quote(key), quote(word));
    let lines: Vec<_> = choices.map(line).collect();
    (lines.len() > 1).then(|| format!("choose one: {}", lines.join(" or ")))
}

/// What was between single quotes, which cmd.exe passes on. It takes the double quotes of a list away.
fn without_single_quotes(value: &str) -> String {
    let inside = value.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\''));
    let Some(inside) = inside else { return value.to_owned() };
    let list = Some(inside).filter(|inside| inside.starts_with(['[', '{']));
    let list = list.and_then(read_leniently).map(|list| list.value.to_string());
    list.unwrap_or_else(|| inside.to_owned())
}

/// The failure of a verb of `config` that was typed without `config`, if it is one.
pub(crate) fn verb_without_config(
    omero: fn() -> Command,
    words: &[OsString],
) -> Option<CommandError> {
    let words: Vec<_> = words.iter().map(|word| word.to_string_lossy()).collect();
    let (typed, rest) = words.split_first()?;
    let key = rest.iter().find(|word| is_name_of_omero(word))?;
    let is_ours = omero().find_subcommand("config")?.find_subcommand(&**typed).is_some();
    let verb = if is_ours { typed } else { our_name(typed)? };
    let values = rest.iter().skip_while(|word| word != &key).skip(1);
    let values: Vec<_> = values.map(ToString::to_string).collect();
    let value = match (verb, &*values) {
        ("set" | "append" | "remove", [value]) if !has_secret(key, value) => {
            format!(" {}", quote(value))
        }
        ("set" | "append" | "remove", _) => " VALUE".to_owned(),
        _ => String::new(),
    };
    let line = format!("omero config {verb} {key}{value}");
    Some(CommandError::VerbWithoutConfig { typed: typed.to_string(), line })
}
