//! Errors and warnings that repeat: the first few, and how many more there are.

use std::fmt::Display;
use std::slice;

use crate::cli::error::CommandError;
use crate::cli::error::location::MOST_REPEATED;
use crate::cli::terminal::color::Role;
use crate::cli::terminal::printer::Printer;

impl Printer {
    /// Says why the command failed, with its causes, and what to do next. Of many failures the first few are
    /// shown, each with its hint, which is not repeated.
    pub(crate) fn failure(&mut self, failure: &CommandError) {
        let all = match failure {
            CommandError::Several(all) => all.as_slice(),
            single => slice::from_ref(single),
        };
        let mut shown = 0;
        for (at, failure) in all.iter().enumerate() {
            let text = failure.describe();
            let left = MOST_REPEATED.saturating_sub(shown);
            shown += text.lines().count();
            for line in text.lines().take(left) {
                self.say_labelled("error:", Role::Error, line);
            }
            let is_last = at + 1 == all.len();
            if shown > MOST_REPEATED || shown == MOST_REPEATED && !is_last {
                return self.end_failures(failure, shown, all.get(at + 1..).unwrap_or_default());
            }
            let next = all.get(at + 1).and_then(CommandError::hint);
            if let Some(hint) = failure.hint().filter(|hint| next.as_ref() != Some(hint)) {
                self.hint(hint);
            }
        }
    }

    /// The hint of the last failure that was shown, and how many are not.
    fn end_failures(&mut self, last: &CommandError, lines: usize, rest: &[CommandError]) {
        if let Some(hint) = last.hint() {
            self.hint(hint);
        }
        let rest: usize = rest.iter().map(|failure| failure.describe().lines().count()).sum();
        self.more("error:", Role::Error, lines + rest);
    }

    /// Says how many of so many messages are not shown, if any are not.
    fn more(&mut self, label: &str, role: Role, count: usize) {
        if let Some(rest) = count.checked_sub(MOST_REPEATED).filter(|rest| *rest > 0) {
            self.say_labelled(label, role, format_args!("and {rest} more"));
        }
    }

    /// Says that some things may not be as they were meant: of many the first few, each with its hint, which is not
    /// repeated.
    pub(crate) fn warnings<T: Display>(
        &mut self,
        all: impl ExactSizeIterator<Item = (T, Option<String>)>,
    ) {
        let count = all.len();
        let mut shown = all.take(MOST_REPEATED).peekable();
        while let Some((text, hint)) = shown.next() {
            self.warning(text);
            let next = shown.peek().and_then(|(_, hint)| hint.as_ref());
            if let Some(hint) = hint.as_ref().filter(|hint| next != Some(hint)) {
                self.hint(hint);
            }
        }
        self.more("warning:", Role::Warning, count);
    }
}
