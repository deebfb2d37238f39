//! The arguments of a command: in its synopsis, and with their meanings.

use clap::Arg;
use clap::Command;
use clap::builder::PossibleValue;
use clap_mangen::roff::Inline;
use clap_mangen::roff::Roff;
use clap_mangen::roff::bold;
use clap_mangen::roff::italic;
use clap_mangen::roff::roman;

/// SYNOPSIS: the command with its options and arguments, such as `[--file FILE]`.
pub(super) fn synopsis(page: &mut Roff, command: &Command) {
    page.control("SH", ["SYNOPSIS"]);
    let words = command.get_bin_name().unwrap_or(command.get_name());
    let mut line = vec![bold(words)];
    for option in shown(command).filter(|arg| !arg.is_positional() && arg.get_id() != "help") {
        line.push(roman(if option.is_required_set() { " " } else { " [" }));
        line.extend(in_synopsis(option));
        line.push(roman(if option.is_required_set() { "" } else { "]" }));
    }
    for argument in command.get_positionals().filter(|arg| !arg.is_hide_set()) {
        let opening = if argument.is_last_set() { " [-- " } else { " [" };
        line.push(roman(if argument.is_required_set() { " " } else { opening }));
        line.extend(value(argument));
        line.push(roman(if argument.is_required_set() { "" } else { "]" }));
    }
    if command.has_subcommands() {
        let is_optional =
            !command.is_subcommand_required_set() && !command.is_arg_required_else_help_set();
        line.push(roman(if is_optional { " [" } else { " " }));
        line.push(italic("COMMAND"));
        line.push(roman(if is_optional { "]" } else { "" }));
    }
    page.text(line);
}

/// ARGUMENTS and OPTIONS, and a section for each heading that the help gives to some options.
pub(super) fn sections(page: &mut Roff, command: &Command) {
    let (arguments, options): (Vec<_>, Vec<_>) =
        shown(command).partition(|arg| arg.is_positional());
    section(page, "ARGUMENTS", &arguments);
    let (headed, plain): (Vec<_>, Vec<_>) =
        options.into_iter().partition(|option| option.get_help_heading().is_some());
    section(page, "OPTIONS", &plain);
    let mut headings: Vec<_> =
        headed.iter().filter_map(|option| option.get_help_heading()).collect();
    headings.dedup();
    for heading in headings {
        let below: Vec<_> =
            headed.iter().copied().filter(|arg| arg.get_help_heading() == Some(heading)).collect();
        section(page, &heading.to_uppercase(), &below);
    }
}

/// The arguments of a command; options that many commands share come last.
fn shown(command: &Command) -> impl Iterator<Item = &Arg> {
    let mut args: Vec<_> = command.get_arguments().filter(|arg| !arg.is_hide_set()).collect();
    args.sort_by_key(|arg| (arg.get_id() == "help", arg.is_global_set()));
    args.into_iter()
}

fn section(page: &mut Roff, title: &str, args: &[&Arg]) {
    if args.is_empty() {
        return;
    }
    page.control("SH", [title]);
    for arg in args {
        page.control("TP", []);
        page.text(if arg.is_positional() { value(arg) } else { names(arg) });
        let help = arg.get_long_help().or_else(|| arg.get_help());
        let defaults = arg.get_default_values().iter().map(|value| value.to_string_lossy());
        let default: Vec<_> = defaults.collect();
        let suffix = match &*default {
            [default] if arg.get_action().takes_values() && !arg.is_hide_default_value_set() => {
                format!(" [default: {default}]")
            }
            _ => String::new(),
        };
        page.text([roman(format!(
            "{}{suffix}",
            help.map(ToString::to_string).unwrap_or_default()
        ))]);
        possible_values(page, arg);
    }
}

fn possible_values(page: &mut Roff, arg: &Arg) {
    let values: Vec<_> =
        arg.get_possible_values().into_iter().filter(|value| !value.is_hide_set()).collect();
    if values.is_empty() || !arg.get_action().takes_values() || arg.is_hide_possible_values_set() {
        return;
    }
    if values.iter().all(|value| value.get_help().is_none()) {
        let names: Vec<_> = values.iter().map(PossibleValue::get_name).collect();
        page.control("IP", []);
        page.text([roman(format!("Possible values: {}", names.join(", ")))]);
        return;
    }
    page.control("RS", []);
    for value in values {
        page.control("TP", []);
        page.text([bold(value.get_name())]);
        page.text([roman(value.get_help().map(ToString::to_string).unwrap_or_default())]);
    }
    page.control("RE", []);
}

/// The long name if there is one, with the value.
fn in_synopsis(option: &Arg) -> Vec<Inline> {
    let mut line = vec![bold(match (option.get_long(), option.get_short()) {
        (Some(long), _) => format!("--{long}"),
        (None, short) => short.map(|short| format!("-{short}")).unwrap_or_default(),
    })];
    line.extend(with_space(option));
    line
}

/// All names, with the value once.
fn names(option: &Arg) -> Vec<Inline> {
    let short = option.get_short().map(|short| format!("-{short}"));
    let long = option.get_long().map(|long| format!("--{long}"));
    let mut line = Vec::new();
    for name in short.into_iter().chain(long) {
        if !line.is_empty() {
            line.push(roman(", "));
        }
        line.push(bold(name));
    }
    line.extend(with_space(option));
    line
}

fn with_space(option: &Arg) -> Vec<Inline> {
    if !option.get_action().takes_values() {
        return Vec::new();
    }
    [roman(" ")].into_iter().chain(value(option)).collect()
}

/// The name of a value, or of several.
fn value(arg: &Arg) -> Vec<Inline> {
    let names = arg.get_value_names().unwrap_or_default();
    let mut line: Vec<_> = names.iter().map(|name| italic(name.as_str())).collect();
    if line.is_empty() {
        line.push(italic(arg.get_id().as_str().to_uppercase()));
    }
    let is_many = arg.is_positional()
        && arg.get_num_args().is_some_and(|range| range.max_values() > 1)
        || arg.is_positional() && matches!(arg.get_action(), clap::ArgAction::Append);
    if is_many {
        line.push(roman("..."));
    }
    line
}
