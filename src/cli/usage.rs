//! How help and usage errors are printed.

use std::borrow::Cow;
use std::io;
use std::io::Write;

use crate::cli::error::Exit;
use crate::cli::session::Session;
use crate::formats::visible::visible;
use crate::schema::redacted_message;

/// Help goes to standard output, in the pager if it is long; a wrong command line to standard error.
pub(super) fn print_usage(session: &mut Session, error: &clap::Error) -> Exit {
    if error.use_stderr() {
        // Where even that cannot be written nothing more can be done.
        let _ = write_error(error);
        return Exit::Usage;
    }
    session.may_be_long();
    let shown = session.printer.help(&error.render()).map(|()| Exit::Done);
    session.end(shown)
}

/// An error repeats what was typed. Where that would act on the terminal it is shown escaped, and a secret
/// as asterisks; then without colour.
fn write_error(error: &clap::Error) -> io::Result<()> {
    let text = error.to_string();
    let text = redacted_message(&text);
    match (visible(&text), &text) {
        (Cow::Borrowed(_), Cow::Borrowed(_)) => error.print(),
        (shown, _) => io::stderr().write_all(shown.as_bytes()),
    }
}
