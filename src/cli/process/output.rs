//! What another program prints.

use std::io;
use std::io::Read;
use std::process::Child;
use std::process::Command;
use std::process::ExitStatus;
use std::process::Stdio;

/// Why there is no output.
#[derive(Debug)]
pub(crate) enum NoOutput {
    NotStarted(io::Error),
    Failed(ExitStatus),
    TooLong,
}

impl From<io::Error> for NoOutput {
    fn from(error: io::Error) -> Self {
        Self::NotStarted(error)
    }
}

/// What a program writes to standard output, at most so many bytes. No shell is involved; the program gets no
/// input, and what it says on standard error is shown.
pub(crate) fn of(program: &str, arguments: &[String], most: usize) -> Result<Vec<u8>, NoOutput> {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped());
    let mut child = command.spawn()?;
    let read = read(&mut child, most);
    if !matches!(read, Ok(Some(_))) {
        // One that has ended already cannot be killed.
        let _ = child.kill();
    }
    let status = child.wait()?;
    match read? {
        None => Err(NoOutput::TooLong),
        Some(_) if !status.success() => Err(NoOutput::Failed(status)),
        Some(bytes) => Ok(bytes),
    }
}

fn read(child: &mut Child, most: usize) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    if let Some(output) = child.stdout.take() {
        output.take(most as u64 + 1).read_to_end(&mut bytes)?;
    }
    Ok(Some(bytes).filter(|bytes| bytes.len() <= most))
}
