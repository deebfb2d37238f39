//! The editor of the person who changes a text.

use std::ffi::OsStr;
use std::io;
use std::io::IsTerminal;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;
use std::time::Instant;

use crate::cli::error::CommandError;
use crate::cli::process::programs;
use crate::cli::terminal::editor_kind;
use crate::cli::terminal::printer::Printer;
use crate::cli::terminal::prompt;
use crate::platform;
use crate::python::SyntaxError;

/// Nobody reads and changes a text in so short a time.
const AT_ONCE: Duration = Duration::from_millis(500);

/// Runs the editor on a file and waits until it ends. `set` is the editor of the environment, with arguments.
pub(crate) fn run(
    printer: &mut Printer,
    set: Option<&OsStr>,
    file: &Path,
) -> Result<(), CommandError> {
    let (program, arguments) = command(set)?;
    // An editor that was set may work without a terminal; one that draws on a screen fills the pipe with codes.
    if !has_terminal() && (set.is_none() || editor_kind::needs_terminal(&program, &arguments)) {
        return Err(CommandError::NoTerminalToEdit { name: program.display().to_string() });
    }
    printer.finish()?;
    let begin = Instant::now();
    let ctrl_c_is_for_the_editor = platform::ignore_interrupts();
    let status = Command::new(&program).args(&arguments).arg(file).status();
    // Even if the editor saved something, the user did not decide to apply it.
    if ctrl_c_is_for_the_editor.hung_up() {
        return Err(CommandError::HungUp);
    }
    let failed = |status, source| CommandError::Editor { status, path: file.to_owned(), source };
    match status {
        Ok(status) if status.success() => {
            if begin.elapsed() < AT_ONCE {
                wait_for_window(printer, &program, &arguments)?;
            }
            Ok(())
        }
        Ok(status) => Err(failed(platform::status_number(status), None)),
        Err(error) if is_bare_name(&program) && error.kind() == io::ErrorKind::NotFound => {
            Err(CommandError::NoEditor { name: program.display().to_string() })
        }
        // As shells do it where a program cannot be started.
        Err(error) => Err(failed(127, Some(error))),
    }
}

/// Lets the person finish in a window that was opened by an editor which does not wait for it.
fn wait_for_window(
    printer: &mut Printer,
    program: &Path,
    arguments: &[String],
) -> Result<(), CommandError> {
    let Some(waiting) = editor_kind::waiting_command(program, arguments) else { return Ok(()) };
    let name = program.display();
    printer.warning(format_args!("`{name}` returned at once: it does not wait for its window"));
    printer.hint(format_args!("set EDITOR='{waiting}', which waits until you close the text"));
    if prompt::is_possible() {
        prompt::line(printer, "Press Enter when you have saved and closed the text: ")?;
    }
    Ok(())
}

/// The program that would be started, if it can be found.
pub(crate) fn find(set: Option<&OsStr>) -> Result<PathBuf, CommandError> {
    let (program, _) = command(set)?;
    let found = if is_bare_name(&program) {
        programs::on_path(&program).into_iter().next()
    } else {
        Some(program.clone()).filter(|program| platform::is_program(program))
    };
    found.ok_or_else(|| CommandError::NoEditor { name: program.display().to_string() })
}

/// VISUAL, else EDITOR, else the first of the usual ones that is there.
fn command(set: Option<&OsStr>) -> Result<(PathBuf, Vec<String>), CommandError> {
    let Some(set) = set else {
        let mut usual = platform::EDITORS.iter().filter_map(|editor| words(editor).ok());
        if let Some(found) = usual.find(|(program, _)| program.is_absolute()) {
            return Ok(found);
        }
        let found = edit::get_editor()
            .map_err(|_| CommandError::NoEditor { name: "vi, nano, ...".to_owned() })?;
        return Ok((found, Vec::new()));
    };
    words(&set.to_string_lossy())
        .map_err(|source| CommandError::EditorWords { name: "VISUAL or EDITOR", source })
}

/// The program, with its path if it has an extension that the system does not add by itself, and its arguments.
fn words(command: &str) -> Result<(PathBuf, Vec<String>), SyntaxError> {
    let mut words = platform::split_command(command)?.into_iter();
    let program = PathBuf::from(words.next().unwrap_or_default());
    let found =
        Some(&program).filter(|program| is_bare_name(program) && platform::finds_by_extension());
    let found = found.and_then(|program| programs::on_path(program).into_iter().next());
    Ok((found.unwrap_or(program), words.collect()))
}

/// Whether the editor can read keys and draw.
fn has_terminal() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

fn is_bare_name(program: &Path) -> bool {
    program.components().count() == 1
}
