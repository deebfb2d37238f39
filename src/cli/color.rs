//! When colour is used, and which colour means what. No meaning is in colour alone.

use std::fmt;
use std::fmt::Display;
use std::io::IsTerminal;

use clap::ColorChoice;
use clap::builder::styling::AnsiColor;
use clap::builder::styling::Style;

/// What a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// What the lines around it are about: a property, a title.
    Name,
    /// A word in front of what belongs to it.
    Label,
    /// What was, or is not there any more.
    Removed,
    /// What is, or is new.
    Added,
    /// What is otherwise than before.
    Changed,
    Error,
    Warning,
    Hint,
    Debug,
}

/// Whether a stream is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Color {
    Used,
    Plain,
}

impl Color {
    /// As the command line says, else as the environment, else where a terminal can show it.
    ///
    /// Sources: no-color.org, and bixense.com/clicolors for `CLICOLOR` and `CLICOLOR_FORCE`.
    pub(crate) fn of(choice: ColorChoice, stream: &impl IsTerminal) -> Self {
        let wanted = || {
            anstyle_query::clicolor().unwrap_or(true)
                && stream.is_terminal()
                && anstyle_query::term_supports_color()
        };
        let used = match choice {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto if anstyle_query::no_color() => false,
            ColorChoice::Auto => anstyle_query::clicolor_force() || wanted(),
        };
        if used { Self::Used } else { Self::Plain }
    }

    /// A text in the colour of what it is.
    pub(crate) fn paint<T: Display>(self, role: Role, text: T) -> Painted<T> {
        Painted { style: (self == Self::Used).then(|| role.style()), text }
    }
}

impl Role {
    fn style(self) -> Style {
        let of = |color: AnsiColor| Style::new().fg_color(Some(color.into()));
        match self {
            Self::Name => Style::new().bold(),
            Self::Label => of(AnsiColor::Cyan),
            Self::Removed => of(AnsiColor::Red),
            Self::Added => of(AnsiColor::Green),
            Self::Changed => of(AnsiColor::Yellow),
            Self::Error => of(AnsiColor::Red).bold(),
            Self::Warning => of(AnsiColor::Yellow).bold(),
            Self::Hint => of(AnsiColor::Cyan).bold(),
            Self::Debug => of(AnsiColor::Magenta).bold(),
        }
    }
}

/// A text, perhaps in colour.
pub(crate) struct Painted<T> {
    style: Option<Style>,
    text: T,
}

impl<T: Display> Display for Painted<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.style {
            Some(style) => write!(out, "{style}{}{style:#}", self.text),
            None => self.text.fmt(out),
        }
    }
}
