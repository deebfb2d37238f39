//! What was probably meant by a command line that cannot be understood.
//!
//! clap compares words by another measure, which misses short ones (`ste` for `set`).

use std::ffi::OsString;

use clap::Arg;
use clap::Command;
use clap::Error;
use clap::error::ContextKind;
use clap::error::ContextValue;
use clap::error::ErrorKind;

use crate::cli::command_line::cursor::innermost;
use crate::cli::command_line::near_misses;
use crate::schema::nearest;

/// An option that nobody should type because a message offered it.
const DANGEROUS: &str = "force";

/// The same error with the nearest verb or option, if clap has found none.
pub(crate) fn added(mut error: Error, omero: &Command, arguments: &[OsString]) -> Error {
    let words: Vec<_> =
        arguments.iter().skip(1).map(|word| word.to_string_lossy().into()).collect();
    let command = innermost(omero, &words);
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let verbs = command.get_subcommands().map(Command::get_name);
            let missed =
                missed(&error, ContextKind::InvalidSubcommand, ContextKind::SuggestedSubcommand);
            if let Some(verb) = missed.and_then(|word| nearest(&word, verbs)) {
                let verbs = ContextValue::Strings(vec![verb.to_owned()]);
                error.insert(ContextKind::SuggestedSubcommand, verbs);
            }
        }
        ErrorKind::UnknownArgument if belongs_in_front(&error, omero) => {
            let tip = "put it before the command: `omero OPTION config ...`";
            let tips = ContextValue::StyledStrs(vec![tip.into()]);
            error.insert(ContextKind::Suggested, tips);
            error.remove(ContextKind::SuggestedArg);
        }
        ErrorKind::UnknownArgument => {
            withdraw_force(&mut error, command);
            let options = command.get_arguments().filter_map(Arg::get_long);
            let options = options.filter(|option| *option != DANGEROUS);
            let missed = missed(&error, ContextKind::InvalidArg, ContextKind::SuggestedArg);
            let meant = missed.and_then(|word| nearest(word.strip_prefix("--")?, options));
            if let Some(option) = meant {
                let option = ContextValue::String(format!("--{option}"));
                error.insert(ContextKind::SuggestedArg, option);
            }
        }
        _ => {}
    }
    near_misses::answered(error, command, &words)
}

/// Takes back a suggestion of clap that would skip the checks.
fn withdraw_force(error: &mut Error, command: &Command) {
    let is_suggested = match error.get(ContextKind::SuggestedArg) {
        Some(ContextValue::String(option)) => option.ends_with(DANGEROUS),
        _ => false,
    };
    if is_suggested {
        error.remove(ContextKind::SuggestedArg);
        let usage = command.clone().render_usage();
        error.insert(ContextKind::Usage, ContextValue::StyledStr(usage));
    }
    if let Some(ContextValue::StyledStrs(tips)) = error.get(ContextKind::Suggested)
        && tips.iter().any(|tip| tip.to_string().contains("--force"))
    {
        error.remove(ContextKind::Suggested);
    }
}

/// Whether the word that was not understood is an option of `omero` itself.
fn belongs_in_front(error: &Error, omero: &Command) -> bool {
    let Some(ContextValue::String(word)) = error.get(ContextKind::InvalidArg) else { return false };
    let is_named = |option: &Arg| {
        let long = option.get_long().map(|name| format!("--{name}"));
        let short = option.get_short().map(|name| format!("-{name}"));
        long.as_ref() == Some(word) || short.as_ref() == Some(word)
    };
    omero.get_arguments().filter(|option| !option.is_hide_set()).any(is_named)
}

/// The word that was not understood, if nothing was suggested for it.
fn missed(error: &Error, word: ContextKind, suggestion: ContextKind) -> Option<String> {
    match error.get(word) {
        Some(ContextValue::String(word)) if error.get(suggestion).is_none() => Some(word.clone()),
        _ => None,
    }
}
