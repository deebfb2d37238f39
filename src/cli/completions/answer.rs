//! What can be put in at the cursor.

use std::fmt::Write;

/// A word that fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) value: String,
    /// What it means, in a line; may be empty.
    pub(super) meaning: String,
}

/// What fits beside the candidates; the shell knows it better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Beside {
    #[default]
    Nothing,
    Files,
    Directories,
    Commands,
}

/// Everything that fits.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) beside: Beside,
    pub(super) candidates: Vec<Candidate>,
}

impl Candidate {
    pub(super) fn new(value: impl Into<String>, meaning: impl Into<String>) -> Self {
        Self { value: value.into(), meaning: meaning.into() }
    }
}

impl Answer {
    pub(super) fn of(candidates: Vec<Candidate>) -> Self {
        Self { candidates, ..Self::default() }
    }

    pub(super) fn beside(beside: Beside) -> Self {
        Self { beside, ..Self::default() }
    }

    /// Keeps what begins with `typed`, once.
    pub(super) fn narrowed(mut self, typed: &str) -> Self {
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
    pub(super) fn behind(mut self, before: &str) -> Self {
        for candidate in &mut self.candidates {
            candidate.value.insert_str(0, before);
        }
        self
    }

    /// The lines for the shell. What can't be written in its place is left out.
    pub(super) fn written(&self, line: impl Fn(&Candidate) -> Option<String>) -> String {
        let mut text = match self.beside {
            Beside::Nothing => "nothing\n",
            Beside::Files => "files\n",
            Beside::Directories => "directories\n",
            Beside::Commands => "commands\n",
        }
        .to_owned();
        for line in self.candidates.iter().filter_map(line) {
            // Writing to a string can't fail.
            let _ = writeln!(text, "{}", line.trim_end_matches('\t'));
        }
        text
    }
}
