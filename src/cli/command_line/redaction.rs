//! What a message must not repeat of a command line: the words behind the name of a secret property.

use std::borrow::Cow;
use std::ffi::OsString;

use clap::Command;
use clap::Error;
use clap::error::ContextKind;
use clap::error::ContextValue;

use crate::cli::completions::innermost;
use crate::schema::MASK;
use crate::schema::is_secret;
use crate::schema::may_be_secret;

const NOT_UNDERSTOOD: &str = "a word behind the name of a secret property is not understood; it may belong to \
     the secret and is not shown\n\n  tip: quote a value with blanks, and write `--` before words that begin with a dash";

/// The same error, but without words that may belong to a secret.
pub(crate) fn kept(error: Error, omero: &Command, arguments: &[OsString]) -> Error {
    let words: Vec<String> =
        arguments.iter().skip(1).map(|word| word.to_string_lossy().into()).collect();
    if !repeats_one_of(&error, hidden(&words)) {
        return error;
    }
    innermost(omero, &words).clone().error(error.kind(), NOT_UNDERSTOOD)
}

/// The words from the one that names a secret property: it may itself hold more than the name.
fn hidden(words: &[String]) -> &[String] {
    let Some(at) = words.iter().position(|word| end_of_name(word, is_secret).is_some()) else {
        return &[];
    };
    let is_name =
        words.get(at).is_some_and(|word| end_of_name(word, is_secret) == Some(word.len()));
    words.get(at + usize::from(is_name)..).unwrap_or_default()
}

fn repeats_one_of(error: &Error, hidden: &[String]) -> bool {
    let text = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.as_str()),
        _ => None,
    };
    let repeats = |text: &str| hidden.iter().any(|word| is_repeated(word, text));
    let argument = text(ContextKind::InvalidArg);
    // What an option was given is no secret: `--file NAME`.
    let is_of_option = argument.is_some_and(|argument| argument.starts_with('-'));
    let value = text(ContextKind::InvalidValue).filter(|_| !is_of_option);
    let verb = text(ContextKind::InvalidSubcommand);
    argument.into_iter().chain(value).chain(verb).any(repeats)
}

/// Whether a message that says `text` repeats `word` or a part of it: an option is told without its
/// value, and of short options in one word a single one.
fn is_repeated(word: &str, text: &str) -> bool {
    let is_short = text.starts_with('-') && !text.starts_with("--");
    word == text
        || (text.starts_with("--") && word.starts_with(text))
        || (is_short && word.starts_with('-'))
}

/// A line of somebody's file as a message may quote it: without what comes after the name of a secret, and
/// not longer than a line of a screen or two.
pub(crate) fn quotable(line: &str) -> Cow<'_, str> {
    let shown: Cow<'_, str> = match end_of_name(line, may_be_secret) {
        Some(end) if end < line.len() => {
            let separator = line.get(end..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
            format!("{}{separator}{MASK}", line.get(..end).unwrap_or_default()).into()
        }
        _ => line.into(),
    };
    match shown.char_indices().nth(LONGEST_QUOTE) {
        Some((end, _)) => format!("{}...", shown.get(..end).unwrap_or_default()).into(),
        None => shown,
    }
}

/// As many characters of a line are quoted.
const LONGEST_QUOTE: usize = 160;

/// Where the first name ends that `is_name` takes for that of a secret.
fn end_of_name(text: &str, is_name: fn(&str) -> bool) -> Option<usize> {
    let is_part = |found: char| found.is_alphanumeric() || matches!(found, '.' | '_' | '-');
    let words = text.split(|found| !is_part(found));
    let name = words.filter(|word| !word.is_empty()).find(|word| is_name(word))?;
    Some(text.find(name)? + name.len())
}
