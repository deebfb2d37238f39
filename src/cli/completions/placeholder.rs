//! The meaning of the placeholders in the usage of commands, so that a new verb is completed by the
//! words that it uses for its arguments.

use clap::Arg;
use clap::ValueHint;

/// What an argument is, for completion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Key,
    /// A value of the property before it.
    Value,
    /// A value of the property that the argument is named after.
    Answer,
    Profile,
    File,
    Directory,
    /// A configuration for a web server.
    Binding,
    /// A format of files.
    Format,
    /// A format that is edited.
    Notation,
    Command,
    Rule,
    /// A change in the history.
    Change,
    Release,
    /// A word of `omero help`.
    Topic,
    /// A host that users of OMERO.web log in to.
    Server,
    /// A pattern of keys.
    Pattern,
    Level,
    /// It is unknown.
    Free,
}

/// Every placeholder of the program. A new one has to be here: a test looks.
const PLACEHOLDERS: &[(&str, Kind)] = &[
    ("ACCOUNT", Kind::Free),
    ("ADDRESS", Kind::Answer),
    ("COMMAND", Kind::Command),
    ("COMMAND|TOPIC", Kind::Topic),
    ("COUNT", Kind::Free),
    ("DIR", Kind::Directory),
    ("DIRECTORY", Kind::Directory),
    ("FILE", Kind::File),
    ("FORMAT", Kind::Format),
    ("FROM", Kind::Profile),
    ("GROUP", Kind::Free),
    ("HEX", Kind::Free),
    ("HOST", Kind::Answer),
    ("INI", Kind::File),
    ("KEY", Kind::Key),
    ("KIND", Kind::Answer),
    ("LEVEL", Kind::Level),
    ("METHOD", Kind::Free),
    ("NAME", Kind::Profile),
    ("NOTATION", Kind::Notation),
    ("NUMBER", Kind::Change),
    ("PASSWORD", Kind::Free),
    ("PATH", Kind::File),
    ("PATTERN", Kind::Pattern),
    ("PORT", Kind::Free),
    ("PREFIX", Kind::Free),
    ("PROFILE", Kind::Profile),
    ("PROFILE|PATTERN", Kind::Profile),
    ("REGEX", Kind::Free),
    ("RULE", Kind::Rule),
    ("SECONDS", Kind::Free),
    ("SERVER", Kind::Server),
    ("SERVERS", Kind::Answer),
    ("SIZE", Kind::Free),
    ("SUDO", Kind::Free),
    ("TIME", Kind::Free),
    ("TEXT", Kind::Free),
    ("TO", Kind::Profile),
    ("TYPE", Kind::Binding),
    ("TYPED", Kind::Free),
    ("URL", Kind::Free),
    ("URL_PATH", Kind::Answer),
    ("USER", Kind::Free),
    ("VALUE", Kind::Value),
    ("VARIABLE", Kind::Free),
    ("VENV", Kind::Directory),
    ("WORD", Kind::Free),
    ("X.Y", Kind::Release),
    ("X.Y.Z", Kind::Free),
    ("YES_OR_NO", Kind::Answer),
];

impl Kind {
    /// What `argument` is, by its hint for shells, else by its placeholder.
    pub(crate) fn of(argument: &Arg) -> Self {
        match argument.get_value_hint() {
            ValueHint::FilePath | ValueHint::ExecutablePath => Self::File,
            ValueHint::DirPath => Self::Directory,
            // The hint that clap gives every path.
            ValueHint::AnyPath => named(&placeholder(argument)).unwrap_or(Self::File),
            _ => match named(&placeholder(argument)) {
                // Other options than --profile name something else.
                Some(Self::Profile) if argument.get_long().is_some_and(|it| it != "profile") => {
                    Self::Free
                }
                kind => kind.unwrap_or(Self::Free),
            },
        }
    }
}

fn named(name: &str) -> Option<Kind> {
    PLACEHOLDERS.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind)
}

/// The name of an argument in the usage; as clap makes it where none was given.
fn placeholder(argument: &Arg) -> String {
    let given = argument.get_value_names().and_then(<[_]>::first);
    given.map_or_else(|| argument.get_id().as_str().to_uppercase(), ToString::to_string)
}

#[cfg(test)]
mod tests {
    use clap::Command;
    use clap::CommandFactory;

    use super::*;
    use crate::cli::Omero;

    fn look(command: &Command) {
        for argument in command.get_arguments() {
            let is_listed = !argument.get_possible_values().is_empty()
                || argument.get_value_hint() != ValueHint::Unknown;
            if argument.get_action().takes_values() && !is_listed {
                let name = placeholder(argument);
                assert!(named(&name).is_some(), "{}: {name}", command.get_name());
            }
        }
        command.get_subcommands().for_each(look);
    }

    #[test]
    fn every_placeholder_is_known() {
        let mut omero = Omero::command();
        omero.build();
        look(&omero);
    }
}
