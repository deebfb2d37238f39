//! The options of `config init`: one for each question.

use clap::Arg;
use clap::ArgMatches;
use clap::Args;
use clap::FromArgMatches;

use crate::cli::error::CommandError;
use crate::cli::terminal::input::Input;
use crate::cli::terminal::input::NameParser;
use crate::cli::terminal::printer::Printer;
use crate::python::is_blank;
use crate::schema::setup::QUESTIONS;
use crate::schema::setup::Question;

/// Answers on the command line.
#[derive(Debug, Clone, Default)]
pub(crate) struct Options(Vec<(&'static Question, Given)>);

/// The argument of an option.
#[derive(Debug, Clone)]
enum Given {
    Text(String),
    /// A secret, which must not be on a command line.
    File(Input),
}

impl Options {
    /// The answers, with what is in files.
    pub(crate) fn read(
        self,
        printer: &mut Printer,
    ) -> Result<Vec<(&'static Question, String)>, CommandError> {
        let piped = |(_, given): &&(_, Given)| matches!(given, Given::File(Input::Standard));
        if self.0.iter().filter(piped).count() > 1 {
            let problem = "only one password can come from standard input".to_owned();
            return Err(CommandError::CommandLine(problem));
        }
        self.0
            .into_iter()
            .map(|(question, given)| Ok((question, given.read(question, printer)?)))
            .collect()
    }
}

impl Given {
    fn read(self, question: &Question, printer: &mut Printer) -> Result<String, CommandError> {
        let input = match self {
            Self::Text(text) => return Ok(text),
            Self::File(input) => input,
        };
        input.check_for_secret()?;
        input.announce(printer);
        let text = input.read()?;
        match text.trim_end_matches(is_blank) {
            "" => {
                let problem = format!("--{}: {} is empty", question.option, input.name());
                Err(CommandError::CommandLine(problem))
            }
            text => Ok(text.to_owned()),
        }
    }
}

impl Question {
    fn argument(&self) -> Arg {
        let argument = Arg::new(self.key).long(self.option).value_name(self.value);
        if self.is_secret() {
            let help = format!("{}, from a file (`-`: standard input)", self.title);
            argument.value_parser(NameParser).help(help)
        } else {
            argument.help(format!("{} [{}]", self.title, self.key))
        }
    }

    fn given(&self, matches: &ArgMatches) -> Option<Given> {
        if self.is_secret() {
            matches.get_one(self.key).cloned().map(Given::File)
        } else {
            matches.get_one(self.key).cloned().map(Given::Text)
        }
    }
}

impl Args for Options {
    fn augment_args(command: clap::Command) -> clap::Command {
        let arguments = QUESTIONS.iter().map(Question::argument);
        command.next_help_heading("Answers").args(arguments)
    }

    fn augment_args_for_update(command: clap::Command) -> clap::Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Options {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let given = QUESTIONS.iter().filter_map(|asked| Some((asked, asked.given(matches)?)));
        Ok(Self(given.collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}
