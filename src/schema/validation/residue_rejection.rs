//! Why a value is refused in which a shell left something, with what arrived and the line to type.

use std::borrow::Cow;

use crate::schema::redaction::has_secret;
use crate::schema::redaction::redacted_text;
use crate::schema::syntax::surroundings;
use crate::schema::validation::Rejection;
use crate::schema::validation::Residue;
use crate::schema::validation::Violation;
use crate::schema::validation::rejection::line_to_type;

/// As much of a value is shown.
const LONGEST: usize = 120;

/// What is said of single quotes.
const OF_CMD: &str = "cmd.exe passes single quotes on: use double quotes there";

/// Refuses a value of an unknown property that was typed for another shell.
pub(super) fn check_command_line(key: &str, text: &str) -> Result<(), Rejection> {
    let Some(residue) = Residue::of_command_line(text) else { return Ok(()) };
    let is_redacted = has_secret(key, text) || matches!(redacted_text(text), Cow::Owned(_));
    let general = || (None, String::new());
    Err(residue_rejection(residue, key, text, is_redacted, general))
}

/// `general` is what helps with anything else that is left in a value.
pub(super) fn residue_rejection(
    residue: Residue,
    key: &str,
    text: &str,
    is_redacted: bool,
    general: impl FnOnce() -> (Option<String>, String),
) -> Rejection {
    let (proposal, hint) = match residue {
        Residue::SingleQuotes => without_quotes(key, text, is_redacted),
        Residue::QuoteInPath => before_quote(key, text, is_redacted),
        _ => general(),
    };
    let problem = match residue {
        _ if is_redacted => residue.to_string(),
        _ => format!("{residue}; it arrived as {}", shortened(text)),
    };
    let violation = Violation { place: Vec::new(), problem };
    Rejection { key: key.to_owned(), violation, hint, proposal }
}

fn without_quotes(key: &str, text: &str, is_redacted: bool) -> (Option<String>, String) {
    let inside = surroundings::in_single_quotes(text.trim()).unwrap_or_default();
    if inside.is_empty() {
        let hint = format!("{OF_CMD}; `omero config set {key}` removes the property");
        return (Some(String::new()), hint);
    }
    if is_redacted {
        let hint = format!("`omero config set {key} --prompt` asks for the value; {OF_CMD}");
        return (None, hint);
    }
    // What else it does to a word outside of double quotes can only be guessed.
    let lost = inside.starts_with('/').then(|| line_to_type(key, &format!("^{inside}")));
    let hint = match lost.filter(|_| key.ends_with("url_filter")) {
        Some(line) => format!("{OF_CMD}; it also removes `^`: if there was one, {line}"),
        None => OF_CMD.to_owned(),
    };
    (Some(inside.to_owned()), hint)
}

fn before_quote(key: &str, text: &str, is_redacted: bool) -> (Option<String>, String) {
    let path = surroundings::path_before_quote(text).unwrap_or_default();
    let hint = r#"before a closing quote write `\\` for a backslash, or none"#.to_owned();
    if is_redacted {
        return (None, format!("{hint}; `omero config set {key} --prompt` asks for the value"));
    }
    (Some(path.trim_end_matches('\\').to_owned()), hint)
}

fn shortened(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}...", text.get(..end).unwrap_or_default()).into(),
        None => text.into(),
    }
}
