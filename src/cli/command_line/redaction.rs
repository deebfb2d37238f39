//! What a message must not repeat of a command line: the words after the name of a secret property.

use std::ffi::OsString;

use clap::Command;
use clap::Error;
use clap::error::ContextKind;
use clap::error::ContextValue;

use crate::cli::command_line::cursor::innermost;
use crate::cli::error::quoting::REST_OF_SECRET;
use crate::cli::error::quoting::end_of_name;
use crate::schema::is_secret;

const NOT_UNDERSTOOD: &str = "unexpected word after the name of a secret; it may be part of the \
     secret and is not shown\n\n  tip: quote a value with spaces, and write `--` before words that begin with a dash";

/// The same error, but without words that may belong to a secret.
pub(crate) fn kept(error: Error, omero: &Command, arguments: &[OsString]) -> Error {
    let words = words(arguments);
    if !repeats_one_of(&error, hidden(&words)) && !quotes_any(&error, &perhaps_secret(&words)) {
        return error;
    }
    innermost(omero, &words).clone().error(error.kind(), NOT_UNDERSTOOD)
}

/// The same error after a line that failed and named a secret: any of these words may belong to it.
pub(crate) fn withheld(
    error: Error,
    omero: &Command,
    arguments: &[OsString],
    of_user: &[String],
) -> Error {
    let is_help = !error.use_stderr();
    if is_help || !repeats_any(&error, of_user) {
        return error;
    }
    let message = format!("{REST_OF_SECRET}\n\n  tip: quote a value with spaces or line breaks");
    innermost(omero, &words(arguments)).clone().error(error.kind(), message)
}

/// The words that are not names of commands.
pub(crate) fn words_of_user(omero: &Command, arguments: &[OsString]) -> Vec<String> {
    let is_command = |word: &String| {
        let mut commands = omero.get_subcommands();
        omero.find_subcommand(word).is_some()
            || commands.any(|command| command.find_subcommand(word).is_some())
    };
    words(arguments).into_iter().filter(|word| !word.is_empty() && !is_command(word)).collect()
}

/// The words after the name of the program.
pub(crate) fn words(arguments: &[OsString]) -> Vec<String> {
    arguments.iter().skip(1).map(|word| word.to_string_lossy().into()).collect()
}

/// Whether a message says something that was typed.
fn repeats_any(error: &Error, words: &[String]) -> bool {
    let kinds =
        [ContextKind::InvalidArg, ContextKind::InvalidValue, ContextKind::InvalidSubcommand];
    let quotes = |kind| matches!(error.get(kind), Some(ContextValue::String(_)));
    kinds.into_iter().any(quotes) || quotes_any(error, words)
}

fn quotes_any(error: &Error, words: &[impl AsRef<str>]) -> bool {
    if !error.use_stderr() || words.is_empty() {
        return false;
    }
    let message = error.to_string();
    let message = message.split("Usage:").next().unwrap_or_default();
    words.iter().any(|word| message.contains(word.as_ref()))
}

/// What a command that failed may have taken for something else, though it is perhaps a secret: what follows the
/// name of one, in the same word or in words of their own.
pub(crate) fn perhaps_secret(words: &[String]) -> Vec<&str> {
    let mut found = Vec::new();
    let mut before = None;
    let mut follows_secret = false;
    for word in words {
        let of_option = before.is_some_and(|before: &String| before.starts_with('-'));
        match end_of_name(word, is_secret) {
            Some(end) => {
                follows_secret = true;
                found.extend(word.get(end..).map(|rest| rest.trim_start_matches(is_separator)));
            }
            None if follows_secret && !of_option && !is_name_or_option(word) => found.push(word),
            None => {}
        }
        before = Some(word);
    }
    found.retain(|word| !word.is_empty());
    found
}

fn is_separator(found: char) -> bool {
    matches!(found, '=' | ':' | ' ')
}

/// Names of properties have dots.
fn is_name_or_option(word: &str) -> bool {
    word.starts_with('-') || word.contains('.')
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
    // That an option was given is not a secret: `--file NAME`.
    let is_of_option = argument.is_some_and(|argument| argument.starts_with('-'));
    let value = text(ContextKind::InvalidValue).filter(|_| !is_of_option);
    let verb = text(ContextKind::InvalidSubcommand);
    argument.into_iter().chain(value).chain(verb).any(repeats)
}

/// Whether a message that says `text` repeats `word` or a part of it: an option is reported without its
/// value, and of several short options in one word only one.
fn is_repeated(word: &str, text: &str) -> bool {
    let is_short = text.starts_with('-') && !text.starts_with("--");
    word == text
        || (text.starts_with("--") && word.starts_with(text))
        || (is_short && word.starts_with('-'))
}
