//! `omero help`: the help of a command, and topics that belong to no single one.

use clap::Args;
use clap::CommandFactory;

use super::Omero;
use super::app::App;
use super::exit::Exit;
use super::failure::Failure;

/// Show the help of a command or topic
///
/// Topics: `exit-codes`.
#[derive(Debug, Default, Args)]
pub(crate) struct Help {
    /// The command, such as `config set`, or the topic
    #[arg(value_name = "COMMAND|TOPIC")]
    words: Vec<String>,
}

impl Help {
    pub(crate) fn run(self, app: &mut App) -> Result<Exit, Failure> {
        if self.words == ["exit-codes"] {
            return exit_codes(app);
        }
        let mut command = Omero::command();
        command.build();
        for word in &self.words {
            let found = command.find_subcommand(word).cloned();
            command = found.ok_or_else(|| {
                Failure::CommandLine(format!("there is no command or topic `{word}`"))
            })?;
        }
        app.printer.prompt(command.render_long_help())?;
        Ok(Exit::Done)
    }
}

/// The topics, each with a line about it.
pub(super) fn topics() -> impl Iterator<Item = (&'static str, &'static str)> {
    [("exit-codes", "what the numbers mean that scripts can test")].into_iter()
}

fn exit_codes(app: &mut App) -> Result<Exit, Failure> {
    for exit in Exit::ALL {
        app.printer.answer(format_args!("{:>3}  {}", exit.code(), exit.meaning()))?;
    }
    app.printer.answer(format_args!("  *  {}", Exit::Child(0).meaning()))?;
    Ok(Exit::Done)
}
