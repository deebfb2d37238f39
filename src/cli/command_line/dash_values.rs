//! Values that begin with a dash, on command lines written for the Python tool.
//!
//! There a word that begins with a dash is a value all the same if it is a negative number or contains
//! a blank (`--log-level=DEBUG --workers=4`), unless it is one of the options with a value joined on.
//! Such words are put behind a `--`, together with the other values, before clap sees them.

use std::ffi::OsStr;
use std::ffi::OsString;

use clap::Arg;
use clap::Command;

/// The arguments with the options in front and the values behind `--`; none if they need no change.
pub(crate) fn in_order(omero: &mut Command, arguments: &[OsString]) -> Option<Vec<OsString>> {
    let words = arguments.iter().take_while(|argument| *argument != "--");
    if !words.clone().any(|word| is_dashed_value(word)) {
        return None;
    }
    let (ordered, values, globals) = (Vec::new(), Vec::new(), Vec::new());
    // Which of them are options only the whole tree knows.
    omero.build();
    let mut sorted = Sorted { command: omero, globals, ordered, values };
    let mut rest = arguments.iter();
    sorted.ordered.extend(rest.next().cloned());
    while let Some(word) = rest.next() {
        if word == "--" {
            sorted.values.extend(rest.by_ref().cloned());
        } else if sorted.is_option(word) {
            sorted.ordered.push(word.clone());
            if sorted.takes_next(word) {
                sorted.ordered.extend(rest.next().cloned());
            }
        } else {
            sorted.subcommand_or_value(word);
        }
    }
    let Sorted { mut ordered, values, .. } = sorted;
    ordered.push("--".into());
    ordered.extend(values);
    Some(ordered)
}

struct Sorted<'command> {
    command: &'command Command,
    /// Options of the commands before that stand behind this one, too.
    globals: Vec<&'command Arg>,
    ordered: Vec<OsString>,
    values: Vec<OsString>,
}

impl<'command> Sorted<'command> {
    fn is_option(&self, word: &OsStr) -> bool {
        let text = word.to_string_lossy();
        let dashed = text.starts_with('-') && text != "-";
        dashed && (!is_dashed_value(word) || self.option(&text).is_some())
    }

    /// Whether the value of an option is the next word.
    fn takes_next(&self, word: &OsStr) -> bool {
        let text = word.to_string_lossy();
        let takes_value = |option: &Arg| option.get_action().takes_values();
        let joined = text.contains('=') || (!text.starts_with("--") && text.chars().count() > 2);
        !joined && self.option(&text).is_some_and(takes_value)
    }

    /// The option that a word with dashes names: in full, by a beginning, or with its value.
    fn option(&self, text: &str) -> Option<&'command Arg> {
        let globals = self.globals.iter().copied();
        let options = self.command.get_opts().chain(self.command.get_arguments());
        let mut options = options.chain(globals);
        if let Some(long) = text.strip_prefix("--") {
            let name = long.split('=').next().filter(|name| !name.is_empty())?;
            return options
                .find(|option| option.get_long().is_some_and(|known| known.starts_with(name)));
        }
        let short = text.chars().nth(1)?;
        let mut options = options.filter(|option| option.get_action().takes_values());
        options.find(|option| option.get_short() == Some(short))
    }

    fn subcommand_or_value(&mut self, word: &OsString) {
        match word.to_str().and_then(|name| self.command.find_subcommand(name)) {
            Some(subcommand) if self.values.is_empty() => {
                let options = self.command.get_arguments();
                self.globals.extend(options.filter(|option| option.is_global_set()));
                self.command = subcommand;
                self.ordered.push(word.clone());
            }
            _ => self.values.push(word.clone()),
        }
    }
}

/// Whether a word could be a value though it begins with a dash.
fn is_dashed_value(word: &OsStr) -> bool {
    let text = word.to_string_lossy();
    let Some(rest) = text.strip_prefix('-') else { return false };
    text.contains(' ') || is_number(rest)
}

/// Digits with at most one dot among or before them.
fn is_number(text: &str) -> bool {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |text: &str| text.bytes().all(|digit| digit.is_ascii_digit());
    digits(whole) && digits(fraction) && !fraction.is_empty()
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::cli::Omero;

    fn ordered(line: &[&str]) -> Option<Vec<String>> {
        let arguments: Vec<_> = line.iter().map(OsString::from).collect();
        let ordered = in_order(&mut Omero::command(), &arguments)?;
        Some(ordered.into_iter().map(|word| word.into_string().unwrap()).collect())
    }

    #[test]
    fn a_command_line_without_such_values_is_left_alone() {
        assert_eq!(ordered(&["omero", "config", "set", "A", "--", "-1 x"]), None);
    }

    #[test]
    fn numbers_and_words_with_blanks_go_behind_two_dashes() {
        let line = ["omero", "-q", "config", "set", "A", "-1.5", "--report"];
        let expected = ["omero", "-q", "config", "set", "--report", "--", "A", "-1.5"];
        assert_eq!(ordered(&line).unwrap(), expected);
    }

    #[test]
    fn options_keep_the_values_that_follow_them() {
        let line = ["omero", "config", "--source", "f", "set", "A", "-f", "x", "--a=b --c"];
        let expected =
            ["omero", "config", "--source", "f", "set", "-f", "x", "--", "A", "--a=b --c"];
        assert_eq!(ordered(&line).unwrap(), expected);
    }

    #[test]
    fn an_option_of_the_command_before_keeps_its_value() {
        let line = ["omero", "config", "set", "--profile", "test", "A", "-1"];
        let expected = ["omero", "config", "set", "--profile", "test", "--", "A", "-1"];
        assert_eq!(ordered(&line).unwrap(), expected);
    }
}
