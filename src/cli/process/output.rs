//! What another program prints.

use std::io;
use std::io::Read;
use std::process::Child;
use std::process::ChildStderr;
use std::process::Command;
use std::process::ExitStatus;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// As much of standard error is kept.
const MOST_MESSAGES: usize = 16 * 1024;

/// A process that the program has left running can keep its standard error open. What has been written by
/// the end of the program arrives well within this time.
const LATE_MESSAGES: Duration = Duration::from_secs(1);

/// What a program has printed.
#[derive(Debug)]
pub(crate) struct Output {
    /// Standard output, up to the limit.
    pub(crate) bytes: Vec<u8>,
    /// The beginning of standard error.
    pub(crate) messages: Vec<u8>,
    pub(crate) end: End,
}

/// How a program ended.
#[derive(Debug)]
pub(crate) enum End {
    Exited(ExitStatus),
    /// It printed more than was wanted, and was ended.
    TooLong,
}

/// Runs a program that gets no input, and keeps what it writes: at most so many bytes of standard output. No
/// shell is involved.
pub(crate) fn of(program: &str, arguments: &[String], most: usize) -> io::Result<Output> {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn()?;
    let messages = child.stderr.take().map(Messages::read);
    let read = read(&mut child, most);
    let is_too_long = read.as_ref().is_ok_and(|bytes| bytes.len() > most);
    if is_too_long || read.is_err() {
        // One that has ended already cannot be killed.
        let _ = child.kill();
    }
    let status = child.wait()?;
    let end = if is_too_long { End::TooLong } else { End::Exited(status) };
    Ok(Output { bytes: read?, messages: messages.map(Messages::end).unwrap_or_default(), end })
}

fn read(child: &mut Child, most: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if let Some(output) = child.stdout.take() {
        output.take(most as u64 + 1).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

/// Standard error, which is read while the program runs, so that it never waits for us.
struct Messages {
    kept: Arc<Mutex<Vec<u8>>>,
    is_complete: mpsc::Receiver<()>,
}

impl Messages {
    fn read(mut from: ChildStderr) -> Self {
        let kept = Arc::new(Mutex::new(Vec::new()));
        let (complete, is_complete) = mpsc::channel();
        let keep = Arc::clone(&kept);
        thread::spawn(move || {
            let mut chunk = [0; 4096];
            while let Ok(length @ 1..) = from.read(&mut chunk) {
                let mut kept = keep.lock().unwrap_or_else(PoisonError::into_inner);
                let room = MOST_MESSAGES.saturating_sub(kept.len());
                kept.extend(chunk.iter().take(length.min(room)));
            }
            // Nobody waits if the program ended long ago.
            let _ = complete.send(());
        });
        Self { kept, is_complete }
    }

    fn end(self) -> Vec<u8> {
        let _ = self.is_complete.recv_timeout(LATE_MESSAGES);
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
