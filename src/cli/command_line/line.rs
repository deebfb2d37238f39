//! A walk over the words of a command line, and where in it the cursor is: what was given so far, and what is
//! expected there.
//!
//! A half-typed line is not a command yet, so clap can't parse it. This looks at the words as clap would,
//! by the same tree of commands and options, and never refuses anything.

use clap::Arg;
use clap::Command;

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
    /// The value of an option or an argument, behind what belongs to the same word: `--source=`.
    Value { argument: &'line Arg, before: &'line str, typed: &'line str },
    /// The name of a command.
    Command { typed: &'line str },
    /// A word of a command that is not ours.
    Foreign,
    /// Nothing more.
    Nothing,
}

impl<'line> Cursor<'line> {
    /// Goes through the words before the cursor's, behind the name of the program.
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

/// What a word is in its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// An option, with its value if that is in the same word, or the value of the option before.
    Option,
    Command,
    /// `--`.
    Dashes,
    Value,
}

/// A walk along the words that follow the name of the program.
pub(crate) struct Walk<'line> {
    command: &'line Command,
    given: Vec<(&'line Arg, &'line str)>,
    /// How many values the innermost command has.
    values: usize,
    /// An option whose value is the next word.
    open: Option<&'line Arg>,
    /// Whether `--` was there.
    only_values: bool,
    foreign: bool,
}

impl<'line> Walk<'line> {
    pub(crate) fn new(omero: &'line Command) -> Self {
        Self {
            command: omero,
            given: Vec::new(),
            values: 0,
            open: None,
            only_values: false,
            foreign: false,
        }
    }

    /// Reads the next word.
    pub(crate) fn read(&mut self, word: &'line str) -> Part {
        if let Some(option) = self.open.take() {
            self.given.push((option, word));
            Part::Option
        } else if self.only_values {
            self.value(word)
        } else if word == "--" {
            self.only_values = true;
            Part::Dashes
        } else if let Some(long) = word.strip_prefix("--") {
            self.long(long);
            Part::Option
        } else if let Some(letters) = word.strip_prefix('-').filter(|rest| !rest.is_empty()) {
            self.short(letters);
            Part::Option
        } else {
            self.command_or_value(word)
        }
    }

    /// Reads the next word, which begins with a dash, as a value unless it belongs to an option.
    pub(crate) fn read_dashed_value(&mut self, word: &'line str) -> Part {
        let names_option = match word.strip_prefix("--") {
            Some(long) => self.option(long.split('=').next().unwrap_or_default()).is_some(),
            None => {
                let option = word.chars().nth(1).and_then(|letter| self.letter(letter));
                option.is_some_and(|option| option.get_action().takes_values())
            }
        };
        if self.open.is_some() || names_option { self.read(word) } else { self.value(word) }
    }

    fn long(&mut self, word: &'line str) {
        let (name, value) = word.split_once('=').map_or((word, None), |(n, v)| (n, Some(v)));
        match (self.option(name), value) {
            (Some(option), Some(value)) => self.given.push((option, value)),
            (Some(option), None) => self.opened(option),
            (None, _) => {}
        }
    }

    /// An option without its value.
    fn opened(&mut self, option: &'line Arg) {
        if option.get_action().takes_values() {
            self.open = Some(option);
        } else {
            self.given.push((option, ""));
        }
    }

    /// Several options can be in one word; what follows one with a value is the value.
    fn short(&mut self, letters: &'line str) {
        for (at, letter) in letters.char_indices() {
            let Some(option) = self.letter(letter) else { return };
            let rest = letters.get(at + letter.len_utf8()..).unwrap_or_default();
            if option.get_action().takes_values() && !rest.is_empty() {
                return self.given.push((option, rest));
            }
            self.opened(option);
        }
    }

    fn command_or_value(&mut self, word: &'line str) -> Part {
        match self.command.find_subcommand(word) {
            Some(command) if self.values == 0 => {
                self.command = command;
                Part::Command
            }
            _ => self.value(word),
        }
    }

    fn value(&mut self, word: &'line str) -> Part {
        match self.argument() {
            Some(argument) => self.given.push((argument, word)),
            None if self.command.is_allow_external_subcommands_set() => self.foreign = true,
            None => {}
        }
        self.values += 1;
        Part::Value
    }

    /// The argument that the next value belongs to.
    fn argument(&self) -> Option<&'line Arg> {
        let is_next = |argument: &&Arg| self.only_values || !argument.is_last_set();
        let arguments: Vec<_> = self.command.get_positionals().filter(is_next).collect();
        let last = arguments.last().filter(|last| takes_more(last, self.values));
        arguments.get(self.values).or(last).copied()
    }

    /// An option by its name or an unambiguous beginning of it.
    fn option(&self, name: &str) -> Option<&'line Arg> {
        let options = || self.command.get_opts().chain(flags(self.command));
        let is_alias =
            |option: &Arg| option.get_all_aliases().is_some_and(|aliases| aliases.contains(&name));
        let called = |option: &&Arg| option.get_long() == Some(name) || is_alias(option);
        let mut beginning =
            options().filter(|option| option.get_long().is_some_and(|long| long.starts_with(name)));
        let first = beginning.next().filter(|_| beginning.next().is_none());
        options().find(called).or(first)
    }

    fn letter(&self, letter: char) -> Option<&'line Arg> {
        self.command.get_arguments().find(|option| option.get_short() == Some(letter))
    }

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

/// Options without value.
fn flags(command: &Command) -> impl Iterator<Item = &Arg> {
    let is_flag =
        |argument: &&Arg| !argument.get_action().takes_values() && argument.get_long().is_some();
    command.get_arguments().filter(is_flag)
}

/// Whether the last argument of a command takes one more value than all have so far.
fn takes_more(argument: &Arg, values: usize) -> bool {
    argument.get_num_args().map_or(1, |range| range.max_values()) > values
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
