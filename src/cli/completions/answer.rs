//! What can be put in at the cursor.

use std::fmt::Write;

/// A word that fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub(crate) value: String,
    /// What it means, in a line; may be empty.
    pub(crate) meaning: String,
}

/// What fits besides the candidates; the shell does it better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Beside {
    #[default]
    Nothing,
    Files,
    Directories,
    Commands,
}

#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) beside: Beside,
    pub(crate) candidates: Vec<Candidate>,
}

impl Candidate {
    pub(crate) fn new(value: impl Into<String>, meaning: impl Into<String>) -> Self {
        Self { value: value.into(), meaning: meaning.into() }
    }
}

impl Answer {
    pub(crate) fn of(candidates: Vec<Candidate>) -> Self {
        Self { candidates, ..Self::default() }
    }

    pub(crate) fn beside(beside: Beside) -> Self {
        Self { beside, ..Self::default() }
    }

    /// Keeps what begins with `typed`, once.
    pub(crate) fn narrowed(mut self, typed: &str) -> Self {
        let mut seen = std::collections::HashSet::new();
        self.candidates.retain(|candidate| {
            let fits = candidate.value.starts_with(typed) && !candidate.value.is_empty();
            // A line is a candidate, and a tabulator ends it.
            fits && !candidate.value.contains(char::is_control)
                && seen.insert(candidate.value.clone())
        });
        self
    }

    /// Puts `before` in front of each candidate.
    pub(crate) fn behind(mut self, before: &str) -> Self {
        for candidate in &mut self.candidates {
            candidate.value.insert_str(0, before);
        }
        self
    }

    /// The lines for the shell. What cannot be written in its place is left out.
    pub(crate) fn written(&self, line: impl Fn(&Candidate) -> Option<String>) -> String {
        let mut text = match self.beside {
            Beside::Nothing => "nothing\n",
            Beside::Files => "files\n",
            Beside::Directories => "directories\n",
            Beside::Commands => "commands\n",
        }
        .to_owned();
        for line in self.candidates.iter().filter_map(line) {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{}", line.trim_end_matches('\t'));
        }
        text
    }
}
