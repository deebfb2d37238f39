//! `omero help`: the help of a command, and topics that belong to no single one.

pub(crate) mod page;
pub(crate) mod topics;

use clap::Args;
use clap::Command;

use crate::cli::command_line::examples::examples;
use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::cli::session::Session;
use crate::schema;
pub(crate) use topics::TOPICS;
use topics::Topic;

/// Show the help of a command or topic
///
/// Without arguments, lists the commands and topics. `COMMAND --help` shows the same as `help COMMAND`,
/// and `COMMAND -h` a shorter form.
#[derive(Debug, Default, Args)]
#[command(after_long_help = examples![
    "A command with its options and examples" => "omero help config set",
    "How to type a value with quotes" => "omero help quoting",
])]
pub(crate) struct Help {
    /// The command, such as `config set`, or the topic
    #[arg(value_name = "COMMAND|TOPIC")]
    words: Vec<String>,
}

impl Help {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, CommandError> {
        session.may_be_long();
        if let [name] = &*self.words
            && let Some(topic) = Topic::named(name)
        {
            session.printer.write_as_is(topic.text())?;
            return Ok(Exit::Done);
        }
        let mut command = page::commands();
        for (at, word) in self.words.iter().enumerate() {
            let verb = || command.find_subcommand("config")?.find_subcommand(word);
            let found =
                command.find_subcommand(word).or_else(|| verb().filter(|_| at == 0)).cloned();
            let before = self.words.get(..at).unwrap_or_default();
            command = found.ok_or_else(|| unknown(&command, before, word))?;
        }
        session.printer.help(&command.render_long_help())?;
        if self.words.is_empty() {
            session.printer.answer(format_args!("\n{}", topics::list().trim_end()))?;
        }
        Ok(Exit::Done)
    }
}

/// What was probably meant instead: a verb of the command, and as the first word a topic too.
fn unknown(command: &Command, before: &[String], word: &str) -> CommandError {
    let topics = TOPICS.iter().map(|topic| topic.name).filter(|_| before.is_empty());
    let known = command.get_subcommands().map(Command::get_name).chain(topics);
    let nearest =
        schema::nearest(word, known).map(|word| [before, &[word.into()]].concat().join(" "));
    CommandError::NoHelp { name: word.to_owned(), nearest }
}
