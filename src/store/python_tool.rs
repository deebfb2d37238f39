//! Commands of the Python tool that write back, at their end, what they read at their beginning.
//!
//! `omero admin start` and its relatives lock the store, read it and save it at once. That removes the lock
//! file, so the lock is gone while they go on, for up to five minutes or, with `--foreground`, as long as the
//! server runs. At their end they save what they read, without a lock. So only the list of processes shows
//! that they run.

use std::fmt;
use std::io::ErrorKind;
use std::path::Path;
use std::path::PathBuf;
use std::time::Instant;

use super::Store;
use super::StoreEntry;
use super::StoreError;
use super::Written;
use crate::platform;
use crate::platform::FileStatus;

/// The words after `omero admin` of the commands that do this.
const COMMANDS: [&str; 13] = [
    "checkupgrade",
    "deploy",
    "diagnostics",
    "fixpyramids",
    "jvmcfg",
    "reindex",
    "restart",
    "restartasync",
    "rewrite",
    "start",
    "startasync",
    "stop",
    "stopasync",
];

/// The store of an installation, as the Python tool names it in OMERODIR.
const DIRECTORY: &str = "etc/grid";
const FILE: &str = "config.xml";

const ROOT: u32 = 0;

/// Such a command, without arguments: they may hold secrets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct AdminCommand(&'static str);

/// A process that runs such a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RunningTool {
    pub(crate) process: u32,
    pub(crate) command: AdminCommand,
}

/// What a change does while such a command runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum WhileToolRuns {
    /// It is made, and a warning names the command.
    #[default]
    GoOn,
    /// It is made when the command has ended.
    Wait,
}

/// `omero admin start`
impl fmt::Display for AdminCommand {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "omero admin {}", self.0)
    }
}

/// `omero admin start` (process 4711)
impl fmt::Display for RunningTool {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "`{}` (process {})", self.command, self.process)
    }
}

impl AdminCommand {
    /// The command that the words after `omero` are, if it is one of these. Options may come before `admin`,
    /// each with a value.
    pub(crate) fn of<'word>(mut words: impl Iterator<Item = &'word [u8]>) -> Option<Self> {
        let mut may_be_value = false;
        loop {
            match words.next()? {
                b"admin" => break,
                option if option.starts_with(b"-") => may_be_value = true,
                _ if may_be_value => may_be_value = false,
                _ => return None,
            }
        }
        let command = words.find(|word| !word.starts_with(b"-"))?;
        COMMANDS.into_iter().find(|known| known.as_bytes() == command).map(Self)
    }

    /// The command of a command line whose words end with a NUL: `python /opt/omero/bin/omero admin start`.
    /// The path of the program comes with it.
    fn of_command_line(line: &[u8]) -> Option<(PathBuf, Self)> {
        let mut words = line.split(|byte| *byte == 0);
        let mut program = words.next()?;
        if base_name(program).starts_with(b"python") {
            program = script(&mut words)?;
        }
        if !base_name(program).starts_with(b"omero") {
            return None;
        }
        let command = Self::of(words)?;
        Some((PathBuf::from(String::from_utf8_lossy(program).into_owned()), command))
    }
}

/// What Python runs: the first word that is neither an option nor the value of one.
pub(super) fn script<'word>(words: &mut impl Iterator<Item = &'word [u8]>) -> Option<&'word [u8]> {
    loop {
        match words.next()? {
            b"-W" | b"-X" => drop(words.next()),
            option if option.starts_with(b"-") => {}
            script => return Some(script),
        }
    }
}

pub(super) fn base_name(path: &[u8]) -> &[u8] {
    path.rsplit(|byte| *byte == b'/').next().unwrap_or(path)
}

/// The commands of the Python tool that run now and will save this store.
pub(super) fn running_tools(entry: &StoreEntry) -> Result<Vec<RunningTool>, StoreError> {
    if entry.named.name() != FILE {
        return Ok(Vec::new());
    }
    let found = platform::processes(AdminCommand::of_command_line);
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let grid = entry.named.directory_status()?;
    let ours = found.into_iter().filter(|(process, (program, _))| {
        is_trusted(*process, &grid) && works_in(*process, program, &grid)
    });
    Ok(ours.map(|(process, (_, command))| RunningTool { process, command }).collect())
}

impl Store {
    /// Waits until no such command runs, as long as for the lock.
    pub(super) fn wait_for_tools(&self, entry: &StoreEntry) -> Result<(), StoreError> {
        let begun = Instant::now();
        while let Some(tool) = running_tools(entry)?.first() {
            let left = self.lock_timeout.saturating_sub(begun.elapsed());
            if left.is_zero() || !platform::wait_for_end(tool.process, left) {
                let path = self.path.clone();
                let (tool, waited, change) = (*tool, self.lock_timeout, Written::Unchanged);
                return Err(StoreError::ToolRuns { path, tool, waited, change });
            }
        }
        Ok(())
    }
}

/// Other users cannot write the store. A process of theirs must not make us wait or look at its paths.
fn is_trusted(process: u32, grid: &FileStatus) -> bool {
    let owner = platform::process_owner(process);
    owner.is_some_and(|owner| [grid.owner, ROOT, platform::effective_user()].contains(&owner))
}

/// Whether a process works in the installation whose `etc/grid` is `grid`. Its environment says where; if we
/// may not read that, or OMERODIR is not set, the place of the program or the current directory.
fn works_in(process: u32, program: &Path, grid: &FileStatus) -> bool {
    let is_here = |directory: &Path| {
        let status = platform::status_for_process(process, &directory.join(DIRECTORY));
        status.is_some_and(|status| status.is_same_file(grid))
    };
    match platform::process_variable(process, "OMERODIR") {
        Ok(Some(omerodir)) => is_here(Path::new(&omerodir)),
        Ok(None) => program.ancestors().any(is_here) || is_here(Path::new("")),
        // Nor is its current directory readable then. The account of a server has one installation.
        Err(error) if error.kind() == ErrorKind::PermissionDenied => {
            program.ancestors().any(is_here) || platform::process_owner(process) == Some(grid.owner)
        }
        // It has ended in the meantime.
        Err(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn command(line: &str) -> Option<&'static str> {
        let line = line.replace(' ', "\0") + "\0";
        AdminCommand::of_command_line(line.as_bytes()).map(|(_, AdminCommand(command))| command)
    }

    #[test]
    fn the_ways_to_call_the_python_tool_are_recognised() {
        for line in [
            "omero admin start",
            "/opt/venv/bin/python3.11 /opt/venv/bin/omero admin start --foreground",
            "python3 -m omero admin start",
            "/usr/bin/python -W ignore -m omero.main admin start",
            "python omero -s localhost --debug=1 -p 4064 admin --wait start",
            "/opt/venv/bin/omero.py -q admin start",
        ] {
            assert_eq!(command(line), Some("start"), "{line}");
        }
    }

    #[test]
    fn commands_that_only_name_it_are_not() {
        for line in [
            "",
            "omero",
            "omero admin",
            "omero admin status",
            "omero config set note admin start",
            "omero -q config set admin start",
            "grep omero admin start",
            "vim omero admin start",
            "sudo -u omero omero admin start",
            "python3 other.py omero admin start",
        ] {
            assert_eq!(command(line), None, "{line}");
        }
    }
}
