//! Verbs that work on no single profile, or are given the names of those that they work on.

use clap::ArgMatches;
use clap::Args;
use clap::Command;
use clap::Error;
use clap::FromArgMatches;

/// The option that a verb gets from `config`, and that is not offered here.
const PROFILE: &str = "profile";

/// The arguments of a command, described when it is typed. Its help does not offer `--profile`.
#[derive(Debug)]
pub(crate) struct WithoutProfile<T>(pub(crate) T);

impl<T: Args> Args for WithoutProfile<T> {
    fn augment_args(command: Command) -> Command {
        command.defer(|command| T::augment_args(hide_profile(command)))
    }

    fn augment_args_for_update(command: Command) -> Command {
        command.defer(|command| T::augment_args_for_update(hide_profile(command)))
    }
}

impl<T: FromArgMatches> FromArgMatches for WithoutProfile<T> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        T::from_arg_matches(matches).map(Self)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        self.0.update_from_arg_matches(matches)
    }
}

/// Options of `config` are added to its verbs before these describe themselves.
fn hide_profile(command: Command) -> Command {
    if command.get_arguments().any(|argument| argument.get_id() == PROFILE) {
        command.mut_arg(PROFILE, |argument| argument.hide(true))
    } else {
        command
    }
}
