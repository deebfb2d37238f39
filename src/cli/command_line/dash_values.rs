//! Values that begin with a dash, on command lines written for the Python tool.
//!
//! There a word that begins with a dash is still a value if it is a negative number or contains a space
//! (`--log-level=DEBUG --workers=4`), unless it is one of the options with a value joined on. Such words
//! are put after a `--`, together with the other values, before clap sees them.

use std::ffi::OsString;

use clap::Command;

use crate::cli::command_line::walk::Part;
use crate::cli::command_line::walk::Walk;

/// The arguments with the options in front and the values after `--`; none if they need no change.
pub(crate) fn in_order(omero: &mut Command, arguments: &[OsString]) -> Option<Vec<OsString>> {
    let words = arguments.iter().take_while(|argument| *argument != "--");
    if !words.map(|word| word.to_string_lossy()).any(|word| is_dashed_value(&word)) {
        return None;
    }
    // Only the whole tree shows which of them are options.
    omero.build();
    let words: Vec<_> = arguments.iter().map(|word| word.to_string_lossy()).collect();
    let (mut ordered, mut values) = (Vec::new(), vec!["--".into()]);
    ordered.extend(arguments.first().cloned());
    let mut walk = Walk::new(omero);
    for (argument, word) in arguments.iter().zip(&words).skip(1) {
        let read = if is_dashed_value(word) { Walk::read_dashed_value } else { Walk::read };
        match read(&mut walk, word) {
            Part::Option | Part::Command => ordered.push(argument.clone()),
            Part::Value => values.push(argument.clone()),
            Part::Dashes => {}
        }
    }
    ordered.extend(values);
    Some(ordered)
}

/// Whether a word could be a value though it begins with a dash.
fn is_dashed_value(word: &str) -> bool {
    let Some(rest) = word.strip_prefix('-') else { return false };
    // `-h` is help, `-hunter2` is a password: help has no value that could be joined on.
    word.contains(' ') || is_number(rest) || rest.starts_with('h') && rest.len() > 1
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
    fn what_only_begins_as_help_is_a_value() {
        let line = ["omero", "config", "set", "A", "-hunter2"];
        assert_eq!(ordered(&line).unwrap(), ["omero", "config", "set", "--", "A", "-hunter2"]);
        assert_eq!(ordered(&["omero", "config", "set", "A", "-h"]), None);
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
