//! Questions to the person at the terminal: a line, a secret, yes or no.
//!
//! Questions are shown on standard error, so that standard output contains only the answer of the
//! command. End of input and Ctrl-C are failures, after which nothing has been changed.

use std::io;
use std::io::IsTerminal;

use rustyline::Behavior;
use rustyline::Config;
use rustyline::Editor;
use rustyline::error::ReadlineError;
use rustyline::history::MemHistory;

use crate::cli::error::CommandError;
use crate::cli::terminal::printer::Printer;
use crate::formats::visible::visible;
use crate::platform;

/// What a yes-or-no question was answered with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Consent {
    Yes,
    No,
}

/// Whether a person can be asked: one sees the question and types the answer. Every verb that asks decides it
/// here.
pub(crate) fn is_possible() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// A typed line, without spaces around it.
pub(crate) fn line(printer: &mut Printer, question: &str) -> Result<String, CommandError> {
    printer.question(question);
    let mut answer = String::new();
    let read = io::stdin().read_line(&mut answer);
    match read
        .map_err(|source| CommandError::Input { name: "standard input".to_owned(), source })?
    {
        0 => {
            // The next message must begin on a new line.
            printer.remark("");
            Err(CommandError::NoAnswer)
        }
        _ => Ok(answer.trim().to_owned()),
    }
}

/// A line that is typed and can be edited with the keys of the cursor, without spaces around it.
pub(crate) fn edited_line(printer: &mut Printer, question: &str) -> Result<String, CommandError> {
    printer.finish()?;
    let failed = |error| match error {
        ReadlineError::Interrupted => CommandError::Interrupted,
        ReadlineError::Eof => CommandError::NoAnswer,
        ReadlineError::Io(source) => terminal_failed(source),
        other => terminal_failed(io::Error::other(other)),
    };
    // The answer of the command is on standard output, so the terminal itself shows the question.
    let config = Config::builder().behavior(Behavior::PreferTerm).build();
    let mut editor =
        Editor::<(), MemHistory>::with_history(config, MemHistory::new()).map_err(failed)?;
    let answer = editor.readline(&*visible(question)).map_err(failed)?;
    Ok(answer.trim().to_owned())
}

fn terminal_failed(source: io::Error) -> CommandError {
    CommandError::Input { name: "the terminal".to_owned(), source }
}

/// Yes or no; Enter means yes.
pub(crate) fn consent(printer: &mut Printer, question: &str) -> Result<Consent, CommandError> {
    loop {
        match line(printer, &format!("{question} [Y/n] "))?.to_lowercase().as_str() {
            "" | "y" | "yes" => return Ok(Consent::Yes),
            "n" | "no" => return Ok(Consent::No),
            _ => printer.remark("Please answer with y or n."),
        }
    }
}

/// A secret that is typed twice without being shown; empty if the first answer is.
pub(crate) fn secret(printer: &mut Printer, question: &str) -> Result<String, CommandError> {
    secret_or_command(printer, question, &[])
}

/// The same, or one of some words that are no secret.
pub(crate) fn secret_or_command(
    printer: &mut Printer,
    question: &str,
    commands: &[&str],
) -> Result<String, CommandError> {
    loop {
        let once = hidden(printer, question)?;
        let is_final = once.is_empty() || commands.contains(&once.as_str());
        if is_final || hidden(printer, "Type it again: ")? == once {
            return Ok(once);
        }
        printer.remark("The two entries do not match. Please try again.");
    }
}

/// A line that is typed without being shown.
fn hidden(printer: &mut Printer, question: &str) -> Result<String, CommandError> {
    // Ctrl-C is to end us after the terminal shows again what is typed, and not before.
    let _ctrl_c_is_an_answer = platform::ignore_interrupts();
    // Before the question: who types at once is not to be shown either.
    let _typing_is_hidden = platform::hide_typing().map_err(terminal_failed)?;
    printer.question(question);
    rpassword::read_password().map_err(|source| match source.kind() {
        io::ErrorKind::Interrupted => CommandError::Interrupted,
        io::ErrorKind::UnexpectedEof => {
            printer.remark("");
            CommandError::NoAnswer
        }
        _ => terminal_failed(source),
    })
}
