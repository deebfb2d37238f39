//! `config lock`.

use std::ffi::OsStr;
use std::ffi::OsString;
use std::io;
use std::process::Command;

use clap::Args;

use crate::cli::command_line::examples::examples;
use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::cli::session::Session;
use crate::platform;

/// Lock the configuration against changes
///
/// The lock is held until Enter is pressed, or while COMMAND runs: `omero config lock -- tar cf
/// backup.tar etc`. Other commands can still read the configuration. COMMAND must not change it with
/// `omero`: that would wait for the lock.
///
/// Signals such as TERM, HUP and USR1 are passed on to COMMAND, and the lock is held until COMMAND ends,
/// even if `omero` is killed. The exit code is that of COMMAND; 127 means that COMMAND was not found,
/// 126 that it cannot be run.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "Make a backup while nothing can change" => r#"omero config lock -- tar cf backup.tar -C "$OMERODIR" etc/grid"#,
    "Hold the lock until Enter is pressed" => "omero config lock",
])]
pub(crate) struct Lock {
    /// Command to run while the lock is held, after `--`; its exit code is returned
    #[arg(value_name = "COMMAND", last = true)]
    command: Vec<OsString>,
}

impl Lock {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, CommandError> {
        let selected = &*session.selected_store()?;
        let held = selected.flushed(session)?.hold()?;
        match self.command.split_first() {
            Some((program, arguments)) => {
                session.printer.finish()?;
                held.share_with_children(|| run(program, arguments))?
            }
            None => wait_for_enter(session),
        }
    }
}

fn run(program: &OsStr, arguments: &[OsString]) -> Result<Exit, CommandError> {
    let status = platform::run_and_forward_signals(Command::new(program).args(arguments));
    let failed = |source| CommandError::Child { name: program.display().to_string(), source };
    status.map(Exit::of_child).map_err(failed)
}

fn wait_for_enter(session: &mut Session) -> Result<Exit, CommandError> {
    session.printer.write_as_is("Press enter to unlock")?;
    let failed = |source| CommandError::Input { name: "standard input".to_owned(), source };
    match io::stdin().read_line(&mut String::new()).map_err(failed)? {
        0 => Err(CommandError::NoEnter),
        _ => Ok(Exit::Done),
    }
}
