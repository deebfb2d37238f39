//! Advice about a value that is stored anyway.

use std::fmt;

use crate::schema::validation::Residue;
use crate::schema::validation::Violation;

/// Advice about a value that is stored anyway.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    pub problem: AdviceKind,
    pub key: String,
    pub hint: Option<String>,
}

/// What may not be as it was meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AdviceKind {
    /// Something else is to be used.
    Deprecated { since: Option<String> },
    /// The release that the configuration is for no longer has it.
    Removed {
        /// The first release without it.
        since: Option<String>,
    },
    /// The release that the configuration is for does not have it yet.
    Later {
        /// The first release with it.
        since: String,
    },
    /// It is accepted, but changes nothing.
    NoEffect { reason: &'static str },
    /// An empty value never reaches the server.
    EmptyVanishes {
        /// What the server takes instead.
        default: String,
    },
    /// A slash at the end of the path of the site, after which gunicorn and Django find no page.
    SlashAtEnd,
    /// An app that is called almost as a widespread one.
    MisspeltApp {
        name: String,
        /// The widespread one.
        nearest: &'static str,
    },
    /// A shell or a file left something in the value.
    Residue(Residue),
    /// What OMERO.web reads as it is written, though the server would see it with one `$` less.
    LiteralVariable,
    /// Single backslashes, which JSON takes for the beginning of an escape.
    Backslashes,
    /// Escapes of JSON that were meant as parts of a path.
    EscapesInPath,
    /// A list was wrong before it was changed.
    StillWrong {
        violation: Violation,
        /// How much else is wrong with it.
        others: usize,
    },
    /// A line break ends the value where the server reads it.
    LineBreak,
}

impl fmt::Display for Advice {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "`{}` ", self.key)?;
        match &self.problem {
            AdviceKind::Deprecated { since: Some(since) } => {
                write!(out, "is deprecated since {since}")
            }
            AdviceKind::Deprecated { since: None } => write!(out, "is deprecated"),
            AdviceKind::Removed { since: Some(since) } => {
                write!(out, "has no effect since {since}")
            }
            AdviceKind::Removed { since: None } => write!(out, "no longer has any effect"),
            AdviceKind::Later { since } => write!(out, "has no effect before {since}"),
            AdviceKind::NoEffect { reason } => write!(out, "has no effect: {reason}"),
            AdviceKind::EmptyVanishes { default } if default.is_empty() => {
                write!(out, "is empty: the server treats it as not set")
            }
            AdviceKind::EmptyVanishes { default } => {
                write!(
                    out,
                    "is empty: the server treats it as not set and uses its default {default:?}"
                )
            }
            AdviceKind::SlashAtEnd => {
                write!(
                    out,
                    "ends in a slash: with Gunicorn every page except the first is not found (404)"
                )
            }
            AdviceKind::MisspeltApp { name, nearest } => {
                write!(
                    out,
                    "names `{name}`, and OMERO.web does not start unless it is installed; \
                     did you mean `{nearest}`?"
                )
            }
            AdviceKind::Residue(residue) => write!(out, "{residue}"),
            AdviceKind::LiteralVariable => {
                write!(out, "has `$${{`, and OMERO.web reads both `$`")
            }
            AdviceKind::Backslashes => {
                write!(out, "has single backslashes, which Python's JSON does not read")
            }
            AdviceKind::EscapesInPath => {
                write!(
                    out,
                    "has a path with single backslashes: in JSON `\\n` is a line feed and `\\t` a tab"
                )
            }
            AdviceKind::StillWrong { violation, others: 0 } => {
                write!(out, "is still wrong: {violation}")
            }
            AdviceKind::StillWrong { violation, others } => {
                write!(out, "is still wrong: {violation}; and {others} more")
            }
            AdviceKind::LineBreak => {
                write!(out, "has a line break: IceGrid writes the rest as a separate line")
            }
        }
    }
}
