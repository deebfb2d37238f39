//! The help pages of commands: verbs by task, and on each page only the options that have a meaning there.

use std::ffi::OsString;
use std::fmt::Write;
use std::mem;

use clap::Arg;
use clap::ColorChoice;
use clap::Command;
use clap::CommandFactory;

use crate::cli::Omero;
use crate::cli::command_line::cursor::Cursor;
use crate::cli::config::tasks::TASKS;
use crate::cli::config::tasks::takes;
use crate::cli::session::Paging;
use crate::cli::terminal::color::styles_of_usage;
use crate::cli::terminal::layout::WIDTH;
use crate::cli::terminal::layout::cut;

/// The whole tree of commands with its help.
pub(crate) fn commands() -> Command {
    let mut omero = Omero::command();
    build(&mut omero);
    omero
}

/// Options of `config` that all its verbs are offered.
const OF_ALL_VERBS: [&str; 2] = ["message", "profile"];

/// Behind the options of the verb itself and those that all verbs are offered.
const LAST: usize = 102;

/// Options of a store that have no meaning where it is only read.
const ONLY_FOR_CHANGES: [&str; 4] = ["history", "lock-timeout", "message", "wait"];

/// Describes every command of the tree, which is made without descriptions at first.
pub(crate) fn build(omero: &mut Command) {
    omero.build();
    let arranged = mem::take(omero).styles(styles_of_usage());
    *omero = arranged.mut_subcommands(|command| match command.get_name() {
        "config" => {
            let template = template(&command);
            let later: Vec<_> =
                command.get_arguments().filter(|option| is_for_changes(option)).cloned().collect();
            command.help_template(template).mut_subcommands(|verb| {
                let name = verb.get_name().to_owned();
                let idle: Vec<_> =
                    OF_ALL_VERBS.into_iter().filter(|option| !takes(&name, option)).collect();
                without_options(with_options(verb, &later), &idle)
            })
        }
        "web" => without_options(command, &ONLY_FOR_CHANGES)
            .mut_subcommands(|verb| without_options(verb, &ONLY_FOR_CHANGES)),
        _ => command,
    });
}

fn is_for_changes(option: &Arg) -> bool {
    let name = option.get_long();
    name.is_some_and(|name| ONLY_FOR_CHANGES.contains(&name) && !OF_ALL_VERBS.contains(&name))
}

/// The verb with the options of `config` that have a meaning for it. Without the whole tree they are accepted
/// there too, but clap need not know that (`command_line/misplaced.rs`).
fn with_options(verb: Command, options: &[Arg]) -> Command {
    let name = verb.get_name().to_owned();
    let is_taken = |option: &&Arg| option.get_long().is_some_and(|long| takes(&name, long));
    let taken = options.iter().filter(is_taken).cloned();
    let taken: Vec<_> = taken.map(|option| option.global(true).display_order(LAST)).collect();
    verb.args(taken)
}

fn without_options(command: Command, idle: &[&str]) -> Command {
    command.mut_args(|option| {
        let is_idle = option.get_long().is_some_and(|long| idle.contains(&long));
        let is_hidden = is_idle || option.is_hide_set();
        option.hide(is_hidden)
    })
}

/// How to show a page that `--help` asks for. The command line is not read any further than that option.
pub(crate) fn appearance(arguments: &[OsString]) -> (ColorChoice, Paging) {
    let omero = Omero::command();
    let words: Vec<_> = arguments.iter().map(|word| word.to_string_lossy().into_owned()).collect();
    let cursor = Cursor::find(&omero, &words, "");
    let color = cursor.value("color").and_then(|when| when.parse().ok()).unwrap_or_default();
    let paging = if cursor.value("no_pager").is_some() { Paging::Off } else { Paging::Allowed };
    (color, paging)
}

/// The page of `config` with its verbs by task. The codes are those of clap's own headings and names.
fn template(config: &Command) -> String {
    let mut text = "{about-with-newline}\n{usage-heading} {usage}\n".to_owned();
    let names = TASKS.iter().flat_map(|task| task.verbs).map(|verb| verb.len());
    let column = names.max().unwrap_or_default();
    for task in &TASKS {
        // Writing to a string cannot fail.
        let _ = write!(text, "\n\u{1b}[1m\u{1b}[4m{}:\u{1b}[0m\n", task.heading);
        for verb in task.verbs {
            let about = config.find_subcommand(verb).and_then(Command::get_about);
            let about = about.map(ToString::to_string).unwrap_or_default();
            let about = cut(&about, WIDTH - column - 4);
            let _ = writeln!(
                text,
                "  \u{1b}[1m{verb}\u{1b}[0m{:gap$}{about}",
                "",
                gap = column + 2 - verb.len()
            );
        }
    }
    text + "\n\u{1b}[1m\u{1b}[4mOptions:\u{1b}[0m\n{options}{after-help}"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_verb_is_listed_under_one_task() {
        let omero = commands();
        let config = omero.find_subcommand("config").unwrap();
        let mut verbs: Vec<_> = config.get_subcommands().map(Command::get_name).collect();
        let mut listed: Vec<_> = TASKS.iter().flat_map(|task| task.verbs).copied().collect();
        verbs.sort_unstable();
        listed.sort_unstable();
        assert_eq!(listed, verbs);
    }

    #[test]
    fn no_verb_needs_more_than_a_line() {
        let omero = commands();
        for verb in omero.find_subcommand("config").unwrap().get_subcommands() {
            let about = verb.get_about().map(ToString::to_string).unwrap_or_default();
            assert_eq!(cut(&about, WIDTH - 13), about);
        }
    }
}
