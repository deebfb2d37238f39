//! How help and usage errors are printed.

use std::borrow::Cow;
use std::io;
use std::io::Write;

use clap::ColorChoice;

use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::cli::terminal::printer::Printer;
use crate::cli::terminal::printer::Verbosity;
use crate::formats::visible::visible;
use crate::schema::redacted_message;

/// Help goes to standard output, a wrong command line to standard error.
pub(super) fn print_usage(error: &clap::Error) -> Exit {
    match (write_usage(error), error.use_stderr()) {
        // Where even that can't be written nothing more can be done.
        (_, true) => Exit::Usage,
        (Ok(()), false) => Exit::Done,
        (Err(closed), false) if closed.kind() == io::ErrorKind::BrokenPipe => Exit::Done,
        (Err(source), false) => {
            let failure = CommandError::Output(source);
            Printer::new(ColorChoice::Auto, Verbosity::Normal).failure(&failure);
            failure.exit()
        }
    }
}

/// An error repeats what was typed. Where that would act on the terminal it is shown escaped, and a secret
/// as asterisks; then without colour. Help repeats nothing.
fn write_usage(error: &clap::Error) -> io::Result<()> {
    if !error.use_stderr() {
        return error.print();
    }
    let text = error.to_string();
    let text = redacted_message(&text);
    match (visible(&text), &text) {
        (Cow::Borrowed(_), Cow::Borrowed(_)) => error.print(),
        (shown, _) => io::stderr().write_all(shown.as_bytes()),
    }
}
