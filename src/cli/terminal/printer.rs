//! The only writer to the terminal: answers on standard output, everything else on standard error.

use std::fmt::Display;
use std::io;
use std::io::BufWriter;
use std::io::IsTerminal;
use std::io::Stdout;
use std::io::Write;
use std::mem;

use clap::ColorChoice;
use clap::builder::StyledStr;
use serde::Serialize;
use terminal_size::Height;
use terminal_size::Width;

use crate::cli::answers;
use crate::cli::error::CommandError;
use crate::cli::error::quoting::quotable;
use crate::cli::process::output::Output;
use crate::cli::terminal::color::Color;
use crate::cli::terminal::color::Painted;
use crate::cli::terminal::color::Role;
use crate::cli::terminal::layout;
use crate::cli::terminal::pager::NotShown;
use crate::cli::terminal::pager::Pager;
use crate::cli::terminal::visible::exact_in_colour;
use crate::cli::terminal::visible::visible_in_colour;
use crate::schema::MASK;
use crate::schema::User;
use crate::schema::redacted_message;

/// How much is printed on standard error besides errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Verbosity {
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
    page: Option<Page>,
    answers_color: Color,
    /// Whether a terminal shows the answers, and not another program.
    answers_are_shown: bool,
    color: Color,
    pub(crate) verbosity: Verbosity,
    /// Words that perhaps belong to a secret: standard error gets asterisks for them.
    pub(crate) withheld: Vec<String>,
}

/// A shorter word would be found inside of other words.
const SHORTEST_WITHHELD: usize = 3;

/// Answers that are kept until it is known whether they fit on the screen.
struct Page {
    pager: Pager,
    text: Vec<u8>,
}

impl Printer {
    pub(crate) fn new(color: ColorChoice, verbosity: Verbosity) -> Self {
        Self {
            answers: BufWriter::new(io::stdout()),
            page: None,
            answers_color: Color::of(color, &io::stdout()),
            answers_are_shown: io::stdout().is_terminal(),
            color: Color::of(color, &io::stderr()),
            verbosity,
            withheld: Vec::new(),
        }
    }

    /// Keeps the answer from here on, for the pager if it gets longer than the screen.
    pub(crate) fn page(&mut self, pager: Pager) {
        self.page = Some(Page { pager, text: Vec::new() });
    }

    /// Who reads the answer.
    pub(crate) fn user(&self) -> User {
        if self.answers_are_shown { User::AtTerminal } else { User::Script }
    }

    /// Whether the answer is coloured.
    pub(crate) fn answers_color(&self) -> Color {
        self.answers_color
    }

    /// Whether remarks and questions are coloured.
    pub(crate) fn remarks_color(&self) -> Color {
        self.color
    }

    /// A piece of the answer in the colour of what it is.
    pub(crate) fn paint<T: Display>(&self, role: Role, text: T) -> Painted<T> {
        self.answers_color.paint(role, text)
    }

    /// Writes one line of the answer, for a person or for the next program in the pipe.
    pub(crate) fn answer(&mut self, line: impl Display) -> Result<(), CommandError> {
        self.write(&format!("{line}\n"))
    }

    /// Writes the whole answer for a program.
    pub(crate) fn json(&mut self, answer: &impl Serialize) -> Result<(), CommandError> {
        self.answer(answers::text(answer).map_err(CommandError::Output)?)
    }

    /// Writes a piece of the answer: exact for another program, visible for a person.
    fn write(&mut self, text: &str) -> Result<(), CommandError> {
        let text = if self.answers_are_shown {
            visible_in_colour(text, self.answers_color)
        } else {
            exact_in_colour(text, self.answers_color)
        };
        self.write_bytes(text.as_bytes())
    }

    fn write_bytes(&mut self, text: &[u8]) -> Result<(), CommandError> {
        written(match &mut self.page {
            Some(page) => page.text.write_all(text),
            None => self.answers.write_all(text),
        })
    }

    /// Writes what was (`-`) or is (`+`) as lines of the answer, like `diff`.
    pub(crate) fn difference(
        &mut self,
        sign: char,
        text: impl Display,
    ) -> Result<(), CommandError> {
        let text = text.to_string().replace('\n', "\n  ");
        let role = if sign == '-' { Role::Removed } else { Role::Added };
        let sign = self.paint(role, sign);
        self.answer(format_args!("{sign} {text}"))
    }

    /// Writes a piece of the answer as it is and shows it at once.
    pub(crate) fn write_as_is(&mut self, text: impl Display) -> Result<(), CommandError> {
        self.write(&text.to_string())?;
        self.finish()
    }

    /// Writes a page of help. It is our own text, and clap has put the codes of the terminal in it.
    pub(crate) fn help(&mut self, page: &StyledStr) -> Result<(), CommandError> {
        let text = match self.answers_color {
            Color::Used => page.ansi().to_string(),
            Color::Plain => page.to_string(),
        };
        self.write_bytes(text.as_bytes())
    }

    /// Shows a question on standard error; the answer is typed after it.
    pub(crate) fn question(&mut self, text: impl Display) {
        let _ = self.finish();
        let text = text.to_string();
        let _ = write!(io::stderr(), "{}", visible_in_colour(&text, self.color));
        let _ = io::stderr().flush();
    }

    /// How many characters a line of the answer can have, where a terminal shows it.
    pub(crate) fn terminal_width() -> Option<usize> {
        width_of(terminal_size::terminal_size_of(io::stdout()))
    }

    /// The same for remarks.
    fn remarks_width() -> Option<usize> {
        width_of(terminal_size::terminal_size_of(io::stderr()))
    }

    /// Sends everything on its way, before another program writes or the run ends.
    pub(crate) fn finish(&mut self) -> Result<(), CommandError> {
        if let Some(page) = &mut self.page {
            let text = mem::take(&mut page.text);
            if let Err(NotShown) = page.pager.show(&text) {
                written(self.answers.write_all(&text))?;
            }
        }
        written(self.answers.flush())
    }

    /// Says something that no script has to parse.
    pub(crate) fn remark(&mut self, text: impl Display) {
        self.say(text);
    }

    /// Shows what another program wrote to standard error, which can have its secrets in it: after the name of
    /// one nothing of a line is shown, and nowhere what the program printed as its answer.
    pub(crate) fn messages_of(&mut self, program: &str, output: &Output) {
        let answers = String::from_utf8_lossy(&output.bytes);
        let before = self.withheld.len();
        self.withheld.extend(answers.lines().map(|line| line.trim().to_owned()));
        for line in String::from_utf8_lossy(&output.messages).lines() {
            self.remark(format_args!("{program}: {}", quotable(line)));
        }
        self.withheld.truncate(before);
    }

    /// Says that something may not be as it was meant.
    pub(crate) fn warning(&mut self, text: impl Display) {
        self.say_labelled("warning:", Role::Warning, text);
    }

    /// Says what the reader can do next.
    pub(crate) fn hint(&mut self, text: impl Display) {
        if self.verbosity >= Verbosity::Normal {
            self.say_labelled("hint:", Role::Hint, text);
        }
    }

    /// Says it if a person is at a terminal.
    pub(crate) fn hint_to_person(&mut self, text: impl Display) {
        if Self::has_reader() {
            self.hint(text);
        }
    }

    /// Whether a person reads remarks, and wants more than errors and warnings.
    pub(crate) fn confirms(&self) -> bool {
        self.verbosity >= Verbosity::Normal && Self::has_reader()
    }

    /// Whether a terminal shows remarks.
    fn has_reader() -> bool {
        io::stderr().is_terminal()
    }

    /// Logs each step, for debugging.
    pub(crate) fn debug(&mut self, text: impl Display) {
        if self.verbosity >= Verbosity::Debug {
            self.say_labelled("debug:", Role::Debug, text);
        }
    }

    pub(super) fn say_labelled(&mut self, label: &str, role: Role, text: impl Display) {
        let indent = label.len() + 1;
        let label = self.color.paint(role, label);
        self.say_indented(format_args!("{label} {text}"), indent);
    }

    fn say(&mut self, text: impl Display) {
        self.say_indented(text, 0);
    }

    /// Says a text whose lines are wrapped for a person. Nothing can be done where even standard error is closed.
    fn say_indented(&mut self, text: impl Display, indent: usize) {
        let _ = self.finish();
        let text = text.to_string();
        let mut text = redacted_message(&text);
        for word in self.withheld.iter().filter(|word| word.len() >= SHORTEST_WITHHELD) {
            text = text.replace(word, MASK).into();
        }
        if let Some(width) = Self::remarks_width() {
            text = layout::fitted(&text, width, indent).into();
        }
        let _ = writeln!(io::stderr(), "{}", visible_in_colour(&text, self.color));
    }
}

fn width_of(size: Option<(Width, Height)>) -> Option<usize> {
    size.map(|(Width(width), _)| usize::from(width)).filter(|&width| width > 0)
}

/// A reader that closes the pipe early is not a failure: the exit code says what was found.
fn written(outcome: io::Result<()>) -> Result<(), CommandError> {
    match outcome {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        outcome => outcome.map_err(CommandError::Output),
    }
}
