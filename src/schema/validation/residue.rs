//! What a shell, an env file or a document left in a value that is a plain text.

use std::fmt;

use crate::python::is_blank;
use crate::schema::definition::Definition;
use crate::schema::definition::Encoding;
use crate::schema::syntax::surroundings;

/// Formats in which whitespace, or quotes at both ends other than single ones, belong to the language.
const QUOTES_ARE_SYNTAX: [&str; 2] = ["email", "email-list"];

/// Formats in which all quotes of a shell belong to the language.
const QUOTING_IS_SYNTAX: [&str; 2] = ["jvm-args", "shell-words"];

/// What was left in the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Residue {
    Quotes,
    SingleQuotes,
    QuoteInPath,
    Whitespace,
    Comment,
    Backslash,
}

impl fmt::Display for Residue {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Quotes | Self::SingleQuotes => {
                "has quotes at both ends, which are part of the value"
            }
            Self::QuoteInPath => {
                "has a double quote, which no path of Windows can have: a backslash before the \
                 closing quote makes it a part of the value"
            }
            Self::Whitespace => "has whitespace at an end, which is part of the value",
            Self::Comment => {
                "has a `#` after a space, which does not start a comment in a value: it is part of the value"
            }
            Self::Backslash => {
                r"has `\!`: between double quotes bash keeps this backslash, and it is part of the value"
            }
        })
    }
}

impl Residue {
    /// What is left over in a text, if its property is a plain text or a plain list.
    pub(crate) fn of(known: &Definition, text: &str) -> Option<Self> {
        let format = known.schema().format.as_deref().unwrap_or_default();
        let is_example = known.default_text().as_deref() == Some(text)
            || known.examples().iter().any(|example| example == text);
        if is_example || QUOTING_IS_SYNTAX.contains(&format) {
            return None;
        }
        if known.encodings().iter().all(|encoding| is_plain(*encoding))
            && let Some(found) = Self::of_command_line(text)
        {
            return Some(found);
        }
        if known.encodings() != [Encoding::Text] || QUOTES_ARE_SYNTAX.contains(&format) {
            return None;
        }
        let is_plain = !matches!(format, "python-regex" | "ldap-filter");
        let trimmed = text.trim_matches(is_blank);
        if surroundings::in_quotes(trimmed).is_some() {
            Some(Self::Quotes)
        } else if is_plain && surroundings::before_comment(text).is_some() {
            Some(Self::Comment)
        } else if is_plain && text.contains(r"\!") {
            Some(Self::Backslash)
        } else if trimmed.len() < text.len() && !trimmed.is_empty() && !is_prose(known) {
            Some(Self::Whitespace)
        } else {
            None
        }
    }

    /// What a command line that was typed for another shell leaves in any plain text.
    pub(crate) fn of_command_line(text: &str) -> Option<Self> {
        if surroundings::in_single_quotes(text.trim_matches(is_blank)).is_some() {
            return Some(Self::SingleQuotes);
        }
        surroundings::path_before_quote(text).map(|_| Self::QuoteInPath)
    }

    /// Whether a value with it never works, or is never meant.
    pub(crate) fn is_fatal(self, known: &Definition) -> bool {
        let format = known.schema().format.as_deref();
        let is_path = matches!(format, Some("path" | "absolute-path" | "path-template"));
        match self {
            Self::Quotes => format.is_some() && !known.is_secret(),
            Self::SingleQuotes | Self::QuoteInPath => true,
            Self::Whitespace => is_path,
            Self::Comment | Self::Backslash => false,
        }
    }
}

/// Whether a text is read without quotes of its own.
fn is_plain(encoding: Encoding) -> bool {
    matches!(
        encoding,
        Encoding::Text
            | Encoding::Csv
            | Encoding::CsvExact
            | Encoding::Semicolons
            | Encoding::Words
    )
}

/// Whether users read the text: spaces at its end may separate it from what follows.
fn is_prose(known: &Definition) -> bool {
    let name = known.name();
    known.schema().format.is_none()
        && ["text", "prefix", "label", "title", "subject", "body", "html", "description", "message"]
            .iter()
            .any(|word| name.rsplit('.').next().is_some_and(|last| last.contains(word)))
}
