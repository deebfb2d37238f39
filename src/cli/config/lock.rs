//! `config lock`.

use std::ffi::OsStr;
use std::ffi::OsString;
use std::io;
use std::process::Command;

use clap::Args;

use crate::cli::command_line::examples::examples;
use crate::cli::error::Exit;
use crate::cli::error::Failure;
use crate::cli::session::App;
use crate::cli::session::store::Target;
use crate::platform;

/// Lock the configuration against changes
///
/// The lock is held until Enter is pressed, or while COMMAND runs: `omero config lock -- tar cf
/// backup.tar etc`. Other commands can still read the configuration. COMMAND must not change it with
/// `omero`: it would wait for the lock.
///
/// Signals such as TERM, HUP and USR1 are passed on to COMMAND, and the lock is held until COMMAND ends,
/// even if `omero` is killed. The exit code is that of COMMAND; 127 means that COMMAND was not found, 126
/// that it cannot be run.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "A backup that no change disturbs" => r#"omero config lock -- tar cf backup.tar -C "$OMERODIR" etc/grid"#,
    "Until Enter is pressed" => "omero config lock",
])]
pub(crate) struct Lock {
    /// Command to run while the lock is held, after `--`; its exit code is returned
    #[arg(value_name = "COMMAND", last = true)]
    command: Vec<OsString>,
}

impl Lock {
    pub(crate) fn run(self, app: &mut App, target: &Target) -> Result<Exit, Failure> {
        let held = target.settled(app)?.hold()?;
        match self.command.split_first() {
            Some((program, arguments)) => {
                app.printer.finish()?;
                held.share_with_children(|| run(program, arguments))?
            }
            None => wait_for_enter(app),
        }
    }
}

fn run(program: &OsStr, arguments: &[OsString]) -> Result<Exit, Failure> {
    let status = platform::run_and_forward_signals(Command::new(program).args(arguments));
    let failed = |source| Failure::Child { name: program.display().to_string(), source };
    status.map(Exit::of_child).map_err(failed)
}

fn wait_for_enter(app: &mut App) -> Result<Exit, Failure> {
    app.printer.prompt("Press enter to unlock")?;
    let failed = |source| Failure::Input { name: "standard input".to_owned(), source };
    match io::stdin().read_line(&mut String::new()).map_err(failed)? {
        0 => Err(Failure::NoEnter),
        _ => Ok(Exit::Done),
    }
}
