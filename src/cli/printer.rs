//! The only writer to the terminal: answers on standard output, everything else on standard error.

use std::fmt::Display;
use std::io;
use std::io::BufWriter;
use std::io::IsTerminal;
use std::io::Stdout;
use std::io::Write;

use clap::ColorChoice;
use clap::builder::styling::AnsiColor;
use clap::builder::styling::Style;

use super::failure::Failure;

/// How much is said on standard error beside errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Talk {
    /// Errors and warnings.
    Quiet,
    /// Hints as well.
    Normal,
    /// What is done as well.
    Debug,
}

/// Where answers, remarks and errors go.
pub(crate) struct Printer {
    answers: BufWriter<Stdout>,
    answers_colored: bool,
    colored: bool,
    pub(crate) talk: Talk,
}

impl Printer {
    pub(crate) fn new(color: ColorChoice, talk: Talk) -> Self {
        let colored = |terminal: &dyn Fn() -> bool| match color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => {
                terminal() && std::env::var_os("NO_COLOR").is_none_or(|set| set.is_empty())
            }
        };
        Self {
            answers: BufWriter::new(io::stdout()),
            answers_colored: colored(&|| io::stdout().is_terminal()),
            colored: colored(&|| io::stderr().is_terminal()),
            talk,
        }
    }

    /// Writes one line of the answer, for a person or for the next program in the pipe.
    pub(crate) fn answer(&mut self, line: impl Display) -> Result<(), Failure> {
        written(writeln!(self.answers, "{line}"))
    }

    /// Writes what was (`-`) or is (`+`) as lines of the answer, like `diff`.
    pub(crate) fn difference(&mut self, sign: char, text: impl Display) -> Result<(), Failure> {
        let text = text.to_string().replace('\n', "\n  ");
        if !self.answers_colored {
            return self.answer(format_args!("{sign} {text}"));
        }
        let color = if sign == '-' { AnsiColor::Red } else { AnsiColor::Green };
        let style = Style::new().fg_color(Some(color.into()));
        self.answer(format_args!("{style}{sign} {text}{style:#}"))
    }

    /// Writes a piece of the answer as it is and shows it at once.
    pub(crate) fn prompt(&mut self, text: impl Display) -> Result<(), Failure> {
        written(write!(self.answers, "{text}"))?;
        self.finish()
    }

    /// Shows a question on standard error, behind which the answer is typed.
    pub(crate) fn question(&mut self, text: impl Display) {
        let _ = self.answers.flush();
        let _ = write!(io::stderr(), "{text}");
        let _ = io::stderr().flush();
    }

    /// How many characters a line of the answer can have, where a terminal shows it.
    pub(crate) fn terminal_width() -> Option<usize> {
        let (width, _) = terminal_size::terminal_size_of(io::stdout())?;
        Some(usize::from(width.0)).filter(|&width| width > 0)
    }

    /// Sends everything on its way, before another program writes or the run ends.
    pub(crate) fn finish(&mut self) -> Result<(), Failure> {
        written(self.answers.flush())
    }

    /// Says something that no script has to parse.
    pub(crate) fn remark(&mut self, text: impl Display) {
        self.say(text);
    }

    /// Says that something may not be as it was meant.
    pub(crate) fn warning(&mut self, text: impl Display) {
        self.say_labelled("warning:", AnsiColor::Yellow, text);
    }

    /// Says what the reader can do next.
    pub(crate) fn hint(&mut self, text: impl Display) {
        if self.talk >= Talk::Normal {
            self.say_labelled("hint:", AnsiColor::Cyan, text);
        }
    }

    /// Says it if somebody sits at a terminal.
    pub(crate) fn hint_to_person(&mut self, text: impl Display) {
        if io::stderr().is_terminal() {
            self.hint(text);
        }
    }

    /// Says what is being done, for whoever looks for a mistake.
    pub(crate) fn debug(&mut self, text: impl Display) {
        if self.talk >= Talk::Debug {
            self.say_labelled("debug:", AnsiColor::Magenta, text);
        }
    }

    /// Says why the command failed, with its causes, and what to do next.
    pub(crate) fn failure(&mut self, failure: &Failure) {
        for line in failure.describe().lines() {
            self.say_labelled("error:", AnsiColor::Red, line);
        }
        if let Some(hint) = failure.hint() {
            self.hint(hint);
        }
    }

    fn say_labelled(&mut self, label: &str, color: AnsiColor, text: impl Display) {
        if self.colored {
            let style = Style::new().bold().fg_color(Some(color.into()));
            self.say(format_args!("{style}{label}{style:#} {text}"));
        } else {
            self.say(format_args!("{label} {text}"));
        }
    }

    /// Nothing can be done where even standard error is closed.
    fn say(&mut self, text: impl Display) {
        let _ = self.answers.flush();
        let _ = writeln!(io::stderr(), "{text}");
    }
}

/// A reader of our pipe that leaves early is no failure: the exit code tells what was found.
fn written(outcome: io::Result<()>) -> Result<(), Failure> {
    match outcome {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        outcome => outcome.map_err(Failure::Output),
    }
}
