//! Commands that go to the next `omero`, and the guard for those that would take changes of ours away.

use std::ffi::OsString;
use std::fmt;
use std::process::Command;
use std::process::ExitStatus;

use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::cli::process::delegation;
use crate::cli::session::Session;
use crate::model::Change;
use crate::model::is_internal;
use crate::platform;
use crate::schema;
use crate::store::AdminCommand;
use crate::store::Aftermath;
use crate::store::Guard;

impl Session {
    /// Lets the next `omero` run the command, and ends as it ends. A command that saves the configuration at
    /// its end runs under our guard; we become any other one.
    pub(crate) fn hand_on(
        &mut self,
        name: &str,
        arguments: &[OsString],
    ) -> Result<Exit, CommandError> {
        let next = delegation::next_command(name, arguments)?;
        match self.guard_for(arguments) {
            None => delegation::replace_by(next),
            Some((command, guard)) => {
                let status = self.run_guarded(next, command, guard)?;
                self.printer.finish()?;
                platform::end_by_signal_of(status);
                Ok(Exit::of_child(status))
            }
        }
    }

    /// The same for a line of a script, which goes on afterwards. What the lines before it have changed is
    /// written first.
    pub(crate) fn hand_on_line(
        &mut self,
        name: &str,
        arguments: &[OsString],
    ) -> Result<Exit, CommandError> {
        self.flush_script()?;
        self.printer.finish()?;
        let next = delegation::next_command(name, arguments)?;
        match self.guard_for(arguments) {
            None => delegation::run(next),
            Some((command, guard)) => self.run_guarded(next, command, guard).map(Exit::of_child),
        }
    }

    /// The guard for a command that needs one. Without OMERODIR, or without write permission, there is
    /// no change to guard.
    fn guard_for(&mut self, arguments: &[OsString]) -> Option<(AdminCommand, Guard)> {
        let words = arguments.iter().map(|word| word.as_encoded_bytes());
        let command = AdminCommand::of(words)?;
        let selected = self.selected_store().ok()?;
        let store = selected.flushed(self).ok()?;
        self.note_command(&command.to_string(), [""; 0]);
        match self.recording(store).guard() {
            Ok(guard) => Some((command, guard)),
            Err(error) => {
                self.printer.debug(format_args!("`{command}` runs without a guard: {error}"));
                None
            }
        }
    }

    fn run_guarded(
        &mut self,
        mut next: Command,
        command: AdminCommand,
        guard: Guard,
    ) -> Result<ExitStatus, CommandError> {
        let outcome = platform::run_and_forward_signals(&mut next);
        match guard.end() {
            Ok(aftermath) => self.tell_aftermath(command, &aftermath),
            Err(error) => {
                self.printer.warning(format_args!(
                    "changes that were made while `{command}` ran may be lost: {}",
                    CommandError::from(error).describe()
                ));
                self.printer.hint("check with `omero config diff` and `omero config log`");
            }
        }
        outcome.map_err(|source| delegation::not_started(&next, source))
    }

    fn tell_aftermath(&mut self, command: AdminCommand, aftermath: &Aftermath) {
        let Aftermath { restored, foreign, tools } = aftermath;
        self.tell_changes(
            format_args!(
                "`{command}` overwrote changes that were made while it ran; they were restored:"
            ),
            restored,
        );
        self.tell_changes(
            format_args!("changed by `{command}` or another program in the meantime:"),
            foreign,
        );
        self.tell_tools(tools);
    }

    /// Lists properties with the values that they have now.
    fn tell_changes(&mut self, heading: fmt::Arguments<'_>, changes: &[Change]) {
        let mut told = changes.iter().filter(|found| !is_internal(&found.key)).peekable();
        if told.peek().is_some() {
            self.printer.remark(heading);
        }
        for change in told {
            self.printer.remark(format_args!("    {}", shown(change)));
        }
    }
}

/// `omero.db.host=db2` or, if it is not set, `omero.db.host is not set`; and the profile.
fn shown(Change { profile, key, after, .. }: &Change) -> String {
    let value = after.as_deref();
    let shown = match value {
        Some(value) => format!("{key}={}", schema::shown(key, value)),
        None => format!("{key} is not set"),
    };
    match profile.as_deref() {
        None => format!("the active profile is `{}`", value.unwrap_or_default()),
        Some("default") => shown,
        Some(name) => format!("{shown} (profile `{name}`)"),
    }
}
