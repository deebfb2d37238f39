//! A command that asks questions on a real terminal.

use super::Installation;
use super::Terminal;

/// A shell in which commands are begun, answered, and seen to their end.
///
/// `/bin/sh` leaves the terminal as a program has left it: what is hidden stays hidden.
pub(crate) struct Dialogue<'omero>(Terminal<'omero>);

impl<'omero> Dialogue<'omero> {
    /// Starts the shell, for a test that lists `tmux` as a need.
    pub(crate) fn start(omero: &'omero Installation) -> Self {
        Self(Terminal::sh(omero))
    }

    /// Types a command on an empty screen.
    pub(crate) fn begin(&self, line: &str) {
        self.answer(&format!("clear; {line}; echo ended with $?"));
    }

    /// Waits until the question stands at the end of the screen, for the first, second, ... time.
    pub(crate) fn is_asked(&self, question: &str, times: usize) -> String {
        let is_asked =
            |screen: &str| screen.ends_with(question) && screen.matches(question).count() == times;
        self.0.wait_for(question, is_asked)
    }

    /// Types an answer to a question that has been asked.
    pub(crate) fn answer(&self, text: &str) {
        self.0.type_text(text);
        self.0.press("Enter");
    }

    /// Waits until the last line asks for a property and answers it.
    pub(crate) fn reply(&self, key: &str, text: &str) {
        self.is_asked_for(key);
        self.answer(text);
    }

    /// Waits until the last line asks for a property.
    pub(crate) fn is_asked_for(&self, key: &str) {
        let asks = |line: &str| line.trim_start().starts_with(key) && line.ends_with(':');
        self.0.wait_for(key, |screen| screen.lines().last().is_some_and(asks));
    }

    /// Presses a key by the name that tmux has for it.
    pub(crate) fn press(&self, key: &str) {
        self.0.press(key);
    }

    /// Types a text without Enter.
    pub(crate) fn type_text(&self, text: &str) {
        self.0.type_text(text);
    }

    /// What the screen shows when the command has ended, and that the terminal shows again what is
    /// typed.
    pub(crate) fn end(&self) -> String {
        let screen = self.0.wait_for("the end of the command", |screen| {
            let is_over = screen.lines().any(|line| line.starts_with("ended with "));
            is_over && screen.ends_with("\nready>") && !screen.contains("# visible")
        });
        self.answer("# visible");
        self.0.wait_for("what was typed", |screen| screen.contains("ready> # visible"));
        screen
    }
}
