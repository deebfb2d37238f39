//! What a command showed, as a text that can stand beside it in a test.

use std::fmt;
use std::process::Output;

use super::Installation;

/// Exit code, standard output and standard error. Paths begin with `$OMERODIR`, `$HOME` or `$CWD`.
#[must_use]
pub(crate) struct Transcript {
    exit: Option<i32>,
    stdout: String,
    stderr: String,
}

impl Transcript {
    pub(super) fn new(omero: &Installation, output: Output) -> Self {
        let text = |bytes: Vec<u8>| omero.collapsed(&String::from_utf8_lossy(&bytes));
        Self {
            exit: output.status.code(),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }

    pub(crate) fn exit(&self) -> i32 {
        self.exit.unwrap_or(-1)
    }

    pub(crate) fn succeeded(&self) -> bool {
        self.exit == Some(0)
    }

    pub(crate) fn stdout(&self) -> &str {
        &self.stdout
    }

    pub(crate) fn stderr(&self) -> &str {
        &self.stderr
    }

    /// The same without the part of names of temporary files that is drawn by lot.
    pub(crate) fn without_random_names(mut self) -> Self {
        for text in [&mut self.stdout, &mut self.stderr] {
            *text = with_fixed_names(text);
        }
        self
    }
}

fn with_fixed_names(text: &str) -> String {
    let copies = with_fixed_name(text, "config.edit.", ".");
    with_fixed_name(&copies, ".config.xml.", "\"")
}

fn with_fixed_name(text: &str, before: &str, behind: &str) -> String {
    let mut pieces = text.split(before);
    let mut fixed = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let rest = piece.split_once(behind).map_or(piece, |(_, rest)| rest);
        fixed.extend([before, "RANDOM", behind, rest]);
    }
    fixed
}

impl fmt::Display for Transcript {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.exit {
            Some(exit) => write!(out, "exit {exit}")?,
            None => write!(out, "ended by a signal")?,
        }
        for (name, text) in [("stdout", &self.stdout), ("stderr", &self.stderr)] {
            if !text.is_empty() {
                write!(out, "\n--- {name}\n{}", text.trim_end_matches('\n'))?;
            }
        }
        Ok(())
    }
}
