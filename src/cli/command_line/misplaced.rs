//! Words that are typed in another place than the grammar has them: options of `omero` and `config` after the
//! verb, and `help` between a command and its verb.
//!
//! clap could accept such options in every verb, but that would cost each start of the program. So the words are
//! moved only if the command line cannot be understood as it is.

use std::ffi::OsString;

use clap::Arg;
use clap::Command;
use clap::Error;
use clap::error::ContextKind;
use clap::error::ContextValue;
use clap::error::ErrorKind;

use crate::cli::command_line::walk::Part;
use crate::cli::command_line::walk::Walk;

/// Options that are accepted after the command that has them. `-d` is not: its value would be quoted if it was
/// part of a password.
const ACCEPTED_LATER: [&str; 8] =
    ["source", "lock-timeout", "wait", "history", "quiet", "color", "no-pager", "omero-version"];

/// Whether an option may follow a verb of the command that has it.
pub(super) fn is_accepted_later(option: &Arg) -> bool {
    option.get_long().is_some_and(|name| ACCEPTED_LATER.contains(&name))
}

/// The command line with the misplaced words where the grammar has them, if that is what is wrong with it.
pub(crate) fn reordered(
    error: &Error,
    omero: &Command,
    arguments: &[OsString],
) -> Option<Vec<OsString>> {
    let text = |kind| match error.get(kind) {
        Some(ContextValue::String(word)) => Some(word.as_str()),
        _ => None,
    };
    match error.kind() {
        ErrorKind::UnknownArgument => {
            option_before_verb(text(ContextKind::InvalidArg)?, omero, arguments)
        }
        ErrorKind::InvalidSubcommand if text(ContextKind::InvalidSubcommand) == Some("help") => {
            help_first(omero, arguments)
        }
        _ => None,
    }
}

/// `config help set` as `help config set`.
pub(crate) fn help_first(omero: &Command, arguments: &[OsString]) -> Option<Vec<OsString>> {
    let words = texts(arguments);
    let mut walk = Walk::new(omero);
    let parts: Vec<_> = words.iter().skip(1).map(|word| walk.read(word)).collect();
    let command = 1 + parts.iter().position(|part| *part == Part::Command)?;
    let help = 1 + parts.iter().position(|part| *part == Part::Value)?;
    if words.get(help)? != "help" {
        return None;
    }
    let (before, after) = (arguments.get(..command)?, arguments.get(help + 1..)?);
    let topic = ["help".into(), arguments.get(command)?.clone()];
    Some([before, &topic, after].concat())
}

/// The option, and its value, after the name of the command that has it.
fn option_before_verb(
    option: &str,
    omero: &Command,
    arguments: &[OsString],
) -> Option<Vec<OsString>> {
    let words = texts(arguments);
    let mut walk = Walk::new(omero);
    let mut path = vec![(omero, 0)];
    let joined = format!("{option}=");
    let mut from = None;
    for (at, word) in words.iter().enumerate().skip(1) {
        let is_option = word == option || option.starts_with("--") && word.starts_with(&joined);
        if is_option && !walk.command.get_arguments().any(|known| is_called(known, option)) {
            from = Some(at);
            break;
        }
        if walk.read(word) == Part::Command {
            path.push((walk.command, at));
        }
    }
    let from = from?;
    path.pop();
    let options = path
        .iter()
        .flat_map(|&(command, at)| command.get_arguments().map(move |known| (known, at)));
    let is_meant = |known: &Arg| is_accepted_later(known) && is_called(known, option);
    let (known, command) = options.filter(|(known, _)| is_meant(known)).last()?;
    if is_doubtful(known, &walk, words.get(from + 1..)?) {
        return None;
    }
    let takes_next = known.get_action().takes_values() && words.get(from)? == option;
    let end = from + 1 + usize::from(takes_next);
    let mut moved = arguments.to_vec();
    moved.get_mut(command + 1..end)?.rotate_right(end - from);
    Some(moved)
}

/// Whether something else may be meant: another option of the verb with the same letter, or the value of a
/// property, which would be removed instead.
fn is_doubtful(option: &Arg, walk: &Walk<'_>, rest: &[String]) -> bool {
    let letter = option.get_short();
    let has_other =
        letter.is_some() && walk.command.get_arguments().any(|own| own.get_short() == letter);
    let is_flag = !option.get_action().takes_values();
    let is_in_place_of_value =
        walk.command.get_name() == "set" && walk.values == 1 && rest.is_empty();
    has_other || is_flag && is_in_place_of_value
}

fn is_called(option: &Arg, word: &str) -> bool {
    match word.strip_prefix("--") {
        Some(name) => option.get_long() == Some(name),
        None => option.get_short().is_some_and(|letter| word == format!("-{letter}")),
    }
}

fn texts(arguments: &[OsString]) -> Vec<String> {
    arguments.iter().map(|word| word.to_string_lossy().into_owned()).collect()
}
