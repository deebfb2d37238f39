//! `config undo`.

use clap::Args;

use crate::cli::command_line::examples::examples;
use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::cli::session::Session;
use crate::store::Written;

/// Take back the last change, or go back to before an earlier one
///
/// The whole file becomes what it was. That is a change of its own: a second `undo` takes the first one
/// back. `config log` shows the numbers.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "Take back the last change" => "omero config undo",
    "Go back to before change 2" => "omero config undo 2",
])]
pub(crate) struct Undo {
    /// Go back to before the change with this number
    #[arg(value_name = "NUMBER")]
    number: Option<u64>,
}

impl Undo {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, CommandError> {
        let selected = &*session.selected_store()?;
        let store = selected.flushed(session)?;
        let (number, committed) = store.undo(self.number)?;
        session.tell_committed(selected.path(), &committed);
        match committed.written {
            Written::Changed => {
                session.printer.answer(format_args!(
                    "the configuration is as it was before change {number}"
                ))?;
            }
            Written::Unchanged => {
                let same = "the configuration is the same already";
                session.printer.remark(format_args!("{same} as before change {number}"));
            }
        }
        Ok(Exit::Done)
    }
}
