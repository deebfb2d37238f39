//! Questions to the person at the terminal: a secret.
//!
//! Questions are shown on standard error, so that standard output has the answer of the command alone.
//! End of input and Ctrl-C are failures, after which nothing has been changed.

use std::io;
use std::io::IsTerminal;

use super::app::App;
use super::failure::Failure;
use crate::platform;

/// Whether there is somebody to be asked.
pub(crate) fn is_possible() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// A secret that is typed twice without being shown; empty if the first answer is.
pub(crate) fn secret(app: &mut App, question: &str) -> Result<String, Failure> {
    loop {
        let once = hidden(app, question)?;
        if once.is_empty() || hidden(app, "The same once more: ")? == once {
            return Ok(once);
        }
        app.printer.remark("These were not the same. Please type it again.");
    }
}

/// A line that is typed without being shown.
fn hidden(app: &mut App, question: &str) -> Result<String, Failure> {
    app.printer.question(question);
    // Ctrl-C is to end us after the terminal shows again what is typed, and not before.
    let _ctrl_c_is_an_answer = platform::ignore_interrupts();
    rpassword::read_password().map_err(|source| match source.kind() {
        io::ErrorKind::Interrupted => Failure::Interrupted,
        io::ErrorKind::UnexpectedEof => {
            app.printer.remark("");
            Failure::NoAnswer
        }
        _ => Failure::Input { name: "the terminal".to_owned(), source },
    })
}
