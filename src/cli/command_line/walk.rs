//! A walk over the command-line arguments.
//!
//! A half-typed line is not a command yet, so clap cannot parse it. This reads the words as clap does,
//! with the same tree of commands and options, and never refuses anything.

use std::mem;

use clap::Arg;
use clap::Command;

use crate::cli::command_line::misplaced;

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
    /// The innermost command so far.
    pub(super) command: &'line Command,
    /// The commands around it, the outermost first.
    parents: Vec<&'line Command>,
    pub(super) given: Vec<(&'line Arg, &'line str)>,
    /// How many values the innermost command has.
    pub(super) values: usize,
    /// An option whose value is the next word.
    pub(super) open: Option<&'line Arg>,
    /// Whether `--` was there.
    pub(super) only_values: bool,
    pub(super) foreign: bool,
}

impl<'line> Walk<'line> {
    pub(crate) fn new(omero: &'line Command) -> Self {
        Self {
            command: omero,
            parents: Vec::new(),
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
                self.parents.push(mem::replace(&mut self.command, command));
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
    pub(super) fn argument(&self) -> Option<&'line Arg> {
        let is_next = |argument: &&Arg| self.only_values || !argument.is_last_set();
        let arguments: Vec<_> = self.command.get_positionals().filter(is_next).collect();
        let last = arguments.last().filter(|last| takes_more(last, self.values));
        arguments.get(self.values).or(last).copied()
    }

    /// An option by its name or an unambiguous beginning of it.
    pub(super) fn option(&self, name: &str) -> Option<&'line Arg> {
        let of_parents = self.parents.iter().flat_map(|parent| parent.get_arguments());
        let of_parents = of_parents.filter(|option| misplaced::is_accepted_later(option));
        let own = self.command.get_arguments().filter(|argument| !argument.is_positional());
        let mut options: Vec<_> = own.collect();
        let is_own = |option: &Arg| options.iter().any(|own| own.get_id() == option.get_id());
        let of_parents: Vec<_> = of_parents.filter(|option| !is_own(option)).collect();
        options.extend(of_parents);
        let is_alias =
            |option: &Arg| option.get_all_aliases().is_some_and(|aliases| aliases.contains(&name));
        let called = |option: &&Arg| option.get_long() == Some(name) || is_alias(option);
        let mut beginning = options
            .iter()
            .filter(|option| option.get_long().is_some_and(|long| long.starts_with(name)));
        let first = beginning.next().filter(|_| beginning.next().is_none());
        options.iter().find(|option| called(option)).or(first).copied()
    }

    fn letter(&self, letter: char) -> Option<&'line Arg> {
        self.command.get_arguments().find(|option| option.get_short() == Some(letter))
    }
}

/// Whether the last argument of a command takes one more value than all have so far.
fn takes_more(argument: &Arg, values: usize) -> bool {
    argument.get_num_args().map_or(1, |range| range.max_values()) > values
}
