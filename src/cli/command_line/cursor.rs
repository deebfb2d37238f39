//! Where in a command line the cursor is: what was given so far, and what is expected there.

use clap::Arg;
use clap::Command;

use crate::cli::command_line::walk::Walk;

/// The cursor in a command line.
#[derive(Debug)]
pub(crate) struct Cursor<'line> {
    /// The innermost command whose name was typed.
    pub(crate) command: &'line Command,
    /// Options and values so far, in their order. An option without value has an empty one.
    pub(crate) given: Vec<(&'line Arg, &'line str)>,
    pub(crate) expected: Expected<'line>,
}

/// What is to be completed.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Expected<'line> {
    /// The name of an option.
    Option { typed: &'line str },
    /// The value of an option or an argument, after what belongs to the same word: `--source=`.
    Value { argument: &'line Arg, before: &'line str, typed: &'line str },
    /// The name of a command.
    Command { typed: &'line str },
    /// A word of a command that is not ours.
    Foreign,
    /// Nothing more.
    Nothing,
}

impl<'line> Cursor<'line> {
    /// Goes through the words before the cursor's, after the name of the program.
    pub(crate) fn find(omero: &'line Command, before: &'line [String], typed: &'line str) -> Self {
        let mut walk = Walk::new(omero);
        for word in before {
            walk.read(word);
        }
        let expected = walk.expected(typed);
        Self { command: walk.command, given: walk.given, expected }
    }

    /// The last value of an argument of any command in the line.
    pub(crate) fn value(&self, id: &str) -> Option<&'line str> {
        self.values(id).last()
    }

    /// All values of an argument.
    pub(crate) fn values(&self, id: &str) -> impl Iterator<Item = &'line str> {
        let given = self.given.iter().filter(move |(argument, _)| argument.get_id() == id);
        given.map(|(_, value)| *value)
    }
}

impl<'line> Walk<'line> {
    fn expected(&self, typed: &'line str) -> Expected<'line> {
        if self.foreign {
            return Expected::Foreign;
        }
        if let Some(argument) = self.open {
            return Expected::Value { argument, before: "", typed };
        }
        if typed.starts_with('-') && !self.only_values {
            return self.option_expected(typed);
        }
        match self.argument() {
            Some(argument) => Expected::Value { argument, before: "", typed },
            None if self.values == 0 && self.command.has_subcommands() => {
                Expected::Command { typed }
            }
            None => Expected::Nothing,
        }
    }

    /// An option, or the value in the same word.
    fn option_expected(&self, typed: &'line str) -> Expected<'line> {
        let Some((name, value)) = typed.split_once('=').filter(|_| typed.starts_with("--")) else {
            return Expected::Option { typed };
        };
        let before = typed.strip_suffix(value).unwrap_or_default();
        match self.option(name.trim_start_matches('-')) {
            Some(argument) if argument.get_action().takes_values() => {
                Expected::Value { argument, before, typed: value }
            }
            _ => Expected::Nothing,
        }
    }
}

/// The innermost command whose name is among `words`, which follow the name of the program.
pub(crate) fn innermost<'line>(omero: &'line Command, words: &'line [String]) -> &'line Command {
    Cursor::find(omero, words, "").command
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::cli::Omero;

    /// What is expected at the end of a line, and by which command.
    fn found(line: &str) -> String {
        let mut omero = Omero::command();
        omero.build();
        let words: Vec<_> = line.split(' ').map(str::to_owned).collect();
        let (typed, before) = words.split_last().unwrap();
        let cursor = Cursor::find(&omero, before, typed);
        let command = cursor.command.get_name();
        match cursor.expected {
            Expected::Option { typed } => format!("{command}: option {typed}"),
            Expected::Value { argument, before, typed } => {
                format!("{command}: {} {before}|{typed}", argument.get_id())
            }
            Expected::Command { typed } => format!("{command}: command {typed}"),
            Expected::Foreign => "foreign".to_owned(),
            Expected::Nothing => format!("{command}: nothing"),
        }
    }

    #[test]
    fn the_cursor_is_found_in_every_kind_of_line() {
        for (line, expected) in [
            ("", "omero: command "),
            ("con", "omero: command con"),
            ("--col", "omero: option --col"),
            ("--color ", "omero: color |"),
            ("--color=a", "omero: color --color=|a"),
            ("--col al", "omero: color |al"),
            ("-qd ", "omero: debug |"),
            ("-q config ", "config: command "),
            ("config --source f ", "config: command "),
            ("config get ", "get: keys |"),
            ("config get a --json b", "get: keys |b"),
            ("config set ", "set: key |"),
            ("config set a b", "set: value |b"),
            ("config set a b ", "set: nothing"),
            ("config set -- -", "set: key |-"),
            ("config set a -- -", "set: value |-"),
            ("config diff a b ", "diff: profiles |"),
            ("config copy a b ", "copy: nothing"),
            ("config lock ", "lock: nothing"),
            ("config lock -- ", "lock: command |"),
            ("config nosuch ", "config: nothing"),
            ("admin ", "foreign"),
            ("admin start --for", "foreign"),
        ] {
            assert_eq!(found(line), expected, "{line}");
        }
    }

    #[test]
    fn values_are_found_again() {
        let mut omero = Omero::command();
        omero.build();
        let words = ["config", "--source=f", "--lock", "3", "get", "a", "b", "-"];
        let words: Vec<_> = words.into_iter().map(str::to_owned).collect();
        let cursor = Cursor::find(&omero, &words, "");
        assert_eq!(cursor.value("source"), Some("f"));
        assert_eq!(cursor.value("lock_timeout"), Some("3"));
        assert_eq!(cursor.values("keys").collect::<Vec<_>>(), ["a", "b", "-"]);
    }
}
