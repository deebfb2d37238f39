//! `config lock`.

use std::ffi::OsString;
use std::io;
use std::process::Command;

use clap::Args;

use super::super::examples::examples;
use super::App;
use super::Exit;
use super::Failure;
use super::Target;
use crate::platform;

/// Keep everybody else from changing the configuration
///
/// Until Enter is pressed, or while COMMAND runs: `omero config lock -- tar cf backup.tar etc`. Reading
/// stays possible. COMMAND itself must not change the configuration with `omero`: it would wait for
/// the lock.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "A backup that no change disturbs" => r#"omero config lock -- tar cf backup.tar -C "$OMERODIR" etc/grid"#,
    "Until Enter is pressed" => "omero config lock",
])]
pub(super) struct Lock {
    /// Command to run meanwhile, after `--`; its exit code becomes ours
    #[arg(value_name = "COMMAND", last = true)]
    command: Vec<OsString>,
}

impl Lock {
    pub(super) fn run(self, app: &mut App, target: &Target) -> Result<Exit, Failure> {
        let _held_until_return = target.settled(app)?.hold()?;
        match self.command.split_first() {
            Some((program, arguments)) => run_command(app, program, arguments),
            None => wait_for_enter(app),
        }
    }
}

fn run_command(app: &mut App, program: &OsString, arguments: &[OsString]) -> Result<Exit, Failure> {
    app.printer.finish()?;
    // A command that goes on after Ctrl-C must not lose the lock.
    let _ctrl_c_is_for_the_command = platform::ignore_interrupts();
    let status = Command::new(program).args(arguments).status().map_err(|source| {
        Failure::Child { name: program.to_string_lossy().into_owned(), source }
    })?;
    Ok(Exit::of_child(status))
}

fn wait_for_enter(app: &mut App) -> Result<Exit, Failure> {
    app.printer.prompt("Press enter to unlock")?;
    let failed = |source| Failure::Input { name: "standard input".to_owned(), source };
    match io::stdin().read_line(&mut String::new()).map_err(failed)? {
        0 => Err(Failure::NoEnter),
        _ => Ok(Exit::Done),
    }
}
