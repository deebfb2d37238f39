//! When colour is used, and which colour means what. Colour is never the only sign of a meaning.

use std::fmt;
use std::fmt::Display;
use std::io::IsTerminal;

use clap::ColorChoice;
use clap::builder::Styles;
use clap::builder::styling::Ansi256Color;
use clap::builder::styling::Reset;
use clap::builder::styling::Style;

use crate::platform;

/// What a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// What the lines around it are about: a property, a title.
    Name,
    /// A word in front of what belongs to it.
    Label,
    /// Old or removed content.
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
        if used {
            platform::enable_colors();
        }
        if used { Self::Used } else { Self::Plain }
    }

    /// A text in the colour of what it is.
    pub(crate) fn paint<T: Display>(self, role: Role, text: T) -> Painted<T> {
        Painted { role: (self == Self::Used).then_some(role), text }
    }
}

// The only colours of the 256 with a contrast of 4.5 on black and on white (WCAG 2.1, 1.4.3). Terminals define the
// first 16 as they like, and none of them can be read on both.
const GREEN: Ansi256Color = Ansi256Color(29);
const BLUE: Ansi256Color = Ansi256Color(63);
const VIOLET: Ansi256Color = Ansi256Color(98);
const RED: Ansi256Color = Ansi256Color(131);
const MAGENTA: Ansi256Color = Ansi256Color(163);

/// The same colours for the errors of clap.
pub(crate) fn styles_of_usage() -> Styles {
    let of = |color: Ansi256Color| Style::new().fg_color(Some(color.into()));
    let plain = Styles::styled().error(Role::Error.style());
    plain.valid(of(GREEN)).invalid(of(MAGENTA))
}

impl Role {
    fn style(self) -> Style {
        let of = |color: Ansi256Color| Style::new().fg_color(Some(color.into()));
        match self {
            Self::Name => Style::new().bold(),
            Self::Label => of(BLUE),
            Self::Removed => of(RED),
            Self::Added => of(GREEN),
            Self::Changed => of(MAGENTA),
            Self::Error => of(RED).bold(),
            Self::Warning => of(MAGENTA).bold(),
            Self::Hint => of(BLUE).bold(),
            Self::Debug => of(VIOLET).bold(),
        }
    }
}

/// A text, perhaps in colour. What is in colour is marked; the printer puts the codes of the terminal in
/// the place of the marks, and so no other text can bring such codes.
pub(crate) struct Painted<T> {
    role: Option<Role>,
    text: T,
}

impl<T: Display> Display for Painted<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.role {
            Some(role) => {
                write!(out, "{}{}{}", Marker::Begin(role).sign(), self.text, Marker::End.sign())
            }
            None => self.text.fmt(out),
        }
    }
}

/// Where a colour begins or ends, as one of the characters that Unicode keeps free for the inside of
/// programs (U+FDD0 to U+FDEF).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Marker {
    Begin(Role),
    End,
}

impl Marker {
    const END: char = '\u{FDD0}';
    const BEGIN: [(char, Role); 9] = [
        ('\u{FDD1}', Role::Name),
        ('\u{FDD2}', Role::Label),
        ('\u{FDD3}', Role::Removed),
        ('\u{FDD4}', Role::Added),
        ('\u{FDD5}', Role::Changed),
        ('\u{FDD6}', Role::Error),
        ('\u{FDD7}', Role::Warning),
        ('\u{FDD8}', Role::Hint),
        ('\u{FDD9}', Role::Debug),
    ];

    /// The marker that a character is, if it is one.
    pub(crate) fn of(sign: char) -> Option<Self> {
        let begin = Self::BEGIN.iter().find(|(found, _)| *found == sign);
        begin.map(|(_, role)| Self::Begin(*role)).or((sign == Self::END).then_some(Self::End))
    }

    fn sign(self) -> char {
        let of = |role| Self::BEGIN.iter().find(|(_, found)| *found == role).map(|(sign, _)| *sign);
        match self {
            Self::Begin(role) => of(role).unwrap_or(Self::END),
            Self::End => Self::END,
        }
    }
}

/// The code of the terminal.
impl Display for Marker {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Begin(role) => role.style().fmt(out),
            Self::End => Reset.fmt(out),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The relative luminance of a colour of the cube of 6 by 6 by 6.
    fn luminance(Ansi256Color(index): Ansi256Color) -> f64 {
        let linear = |level: u8| {
            let part = f64::from([0_u8, 95, 135, 175, 215, 255][usize::from(level)]) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        let index = index - 16;
        0.2126 * linear(index / 36) + 0.7152 * linear(index / 6 % 6) + 0.0722 * linear(index % 6)
    }

    #[test]
    fn every_colour_can_be_read_on_black_and_on_white() {
        for color in [GREEN, BLUE, VIOLET, RED, MAGENTA] {
            let lightness = luminance(color) + 0.05;
            assert!(lightness / 0.05 >= 4.5 && 1.05 / lightness >= 4.5, "{color:?}");
        }
    }
}
