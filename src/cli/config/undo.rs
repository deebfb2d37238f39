//! `config undo`.

use clap::Args;

use crate::cli::command_line::examples::examples;
use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::cli::session::Session;
use crate::cli::terminal::differences;
use crate::cli::terminal::differences::Detail;
use crate::model;
use crate::model::Configuration;
use crate::schema::Secrets;
use crate::store::Store;
use crate::store::Undone;
use crate::store::Written;

/// Undo the last change, or go back to before an earlier one
///
/// Restores the whole file. The undo is itself a change: a second `undo` undoes the first. Without a
/// NUMBER it undoes the last change, even if another program made it. `config log` shows the numbers.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "Undo the last change" => "omero config undo",
    "Show what that would change" => "omero config undo --dry-run",
    "Go back to before change 2" => "omero config undo 2",
])]
pub(crate) struct Undo {
    /// Go back to before the change with this number
    #[arg(value_name = "NUMBER")]
    number: Option<u64>,
    /// Change nothing: show what would change, with passwords as asterisks
    #[arg(long)]
    dry_run: bool,
}

impl Undo {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, CommandError> {
        let selected = &*session.selected_store()?;
        let store = selected.flushed(session)?;
        if self.dry_run {
            return self.preview(session, store);
        }
        session.note_command("config undo", self.number.map(|number| number.to_string()));
        let Undone { number, committed, before, after } =
            session.recording_undo(store).undo(self.number)?;
        session.tell_committed(selected.path(), &committed);
        match committed.written {
            Written::Changed => {
                session.printer.answer(format_args!(
                    "the configuration was restored to the state before change {number}"
                ))?;
                show(session, before.as_ref(), after.as_ref())?;
                if session.printer.confirms() {
                    let again = selected.undo_command(session);
                    session.printer.remark(format_args!("`{again}` takes this back"));
                }
            }
            Written::Unchanged => {
                let same = "the configuration is already the same";
                session.printer.remark(format_args!("{same} as before change {number}"));
            }
        }
        Ok(Exit::Done)
    }

    fn preview(&self, session: &mut Session, store: &Store) -> Result<Exit, CommandError> {
        let change = store.timeline()?.to_undo(self.number)?;
        let number = change.version.number;
        session.printer.answer(format_args!(
            "the configuration would be restored to the state before change {number}"
        ))?;
        let Ok(before) = change.before.as_ref() else {
            store.read_version(number)?;
            return Ok(Exit::Done);
        };
        show(session, store.read().ok().as_ref(), Some(before))?;
        Ok(Exit::Done)
    }
}

/// Shows what differs. A configuration that cannot be read is replaced as a whole.
fn show(
    session: &mut Session,
    before: Option<&Configuration>,
    after: Option<&Configuration>,
) -> Result<(), CommandError> {
    let (Some(before), Some(after)) = (before, after) else { return Ok(()) };
    let found = model::differences(before, after);
    let detail = Detail::Values(Secrets::Masked);
    differences::show(&mut session.printer, &found, after, detail)
}
