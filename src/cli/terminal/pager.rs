//! The program in which a person reads a text that is longer than the screen.

use std::ffi::OsStr;
use std::io;
use std::io::IsTerminal;
use std::io::Write;
use std::process::Command;
use std::process::Stdio;

use crate::platform;
use crate::python::shlex;

/// What is tried where `PAGER` names nothing.
const USUAL: &str = "less";

/// How `less` is called unless `LESS` says otherwise: colours as they are, no clearing of the screen, and
/// no stop where everything fits.
const LESS: &str = "FRX";

/// A pager, and its screen.
#[derive(Debug)]
pub(crate) struct Pager {
    program: String,
    arguments: Vec<String>,
    width: usize,
    height: usize,
}

impl Pager {
    /// None if no one reads: without a terminal on both sides, and where the `PAGER` that is `set` is `cat`
    /// or empty.
    pub(crate) fn of(set: Option<&OsStr>) -> Option<Self> {
        if !io::stdout().is_terminal() || !io::stdin().is_terminal() {
            return None;
        }
        let (width, height) = terminal_size::terminal_size_of(io::stdout())?;
        let named = set.unwrap_or(OsStr::new(USUAL));
        let mut words = shlex::split(named.to_str()?).ok()?.into_iter();
        let program = words.next().filter(|program| program != "cat")?;
        let (width, height) = (usize::from(width.0).max(1), usize::from(height.0));
        Some(Self { program, arguments: words.collect(), width, height })
    }

    /// Shows a text that does not fit on the screen and waits until it has been read. What could not be
    /// shown is for the caller to write.
    pub(crate) fn show(&self, text: &[u8]) -> Result<(), NotShown> {
        if self.fits(text) {
            return Err(NotShown);
        }
        let mut command = Command::new(&self.program);
        command.args(&self.arguments).stdin(Stdio::piped());
        if std::env::var_os("LESS").is_none() {
            command.env("LESS", LESS);
        }
        let _ctrl_c_is_for_the_pager = platform::ignore_interrupts();
        let mut child = command.spawn().map_err(|_| NotShown)?;
        if let Some(mut input) = child.stdin.take() {
            // Who leaves the pager early has read enough.
            let _ = input.write_all(text);
        }
        // It has shown the text, whatever it ends with.
        let _ = child.wait();
        Ok(())
    }

    /// Whether the text and the prompt after it fit on the screen.
    fn fits(&self, text: &[u8]) -> bool {
        let text = String::from_utf8_lossy(text);
        let rows = |line: &str| line.chars().count().div_ceil(self.width).max(1);
        text.lines().map(rows).sum::<usize>() < self.height
    }
}

/// The text is still to be written.
#[derive(Debug)]
pub(crate) struct NotShown;
