//! How a text becomes one word in the configuration of each server.

mod apache;
mod lighttpd;
mod nginx;
mod powershell;
mod python;
mod xml;

pub(super) use nginx::literal as literal_of_nginx;

/// A language in which values are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Syntax {
    /// A parameter of a directive of nginx.
    Nginx,
    /// A parameter of a directive of Apache.
    Apache,
    Lighttpd,
    /// Text or the value of an attribute in XML, without its quotes.
    Xml,
    PowerShell,
    Python,
}

/// A character that a language cannot hold, or takes for something else.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{found:?} in {text:?} {reason}")]
pub(crate) struct Unwritable {
    pub text: String,
    pub found: char,
    pub reason: &'static str,
}

impl Syntax {
    /// A text as one word, quoted where that is needed.
    ///
    /// # Errors
    ///
    /// Where quoting does not help: control characters, and characters that begin a variable.
    pub(crate) fn quoted(self, text: &str) -> Result<String, Unwritable> {
        if let Some(found) = text.chars().find(|found| found.is_control()) {
            return Err(unwritable(text, found, "is not allowed in a configuration"));
        }
        match self {
            Self::Nginx => nginx::quoted(text),
            Self::Apache => apache::quoted(text),
            Self::Lighttpd => lighttpd::quoted(text),
            Self::Xml => xml::quoted(text),
            Self::PowerShell => Ok(powershell::quoted(text)),
            Self::Python => Ok(python::quoted(text)),
        }
    }
}

fn unwritable(text: &str, found: char, reason: &'static str) -> Unwritable {
    Unwritable { text: text.to_owned(), found, reason }
}

/// A text unchanged if it cannot be misread, otherwise in quotes in which a backslash protects a quote
/// or another backslash.
fn plain_or_in_quotes(text: &str) -> String {
    let is_plain = |found: char| found.is_ascii_alphanumeric() || "/-._~+,:@=*[]".contains(found);
    if !text.is_empty() && text.chars().all(is_plain) {
        return text.to_owned();
    }
    in_quotes(text, '"', &['"', '\\'])
}

/// A text in quotes, with a backslash before each of the characters of `escaped`.
fn in_quotes(text: &str, quote: char, escaped: &[char]) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push(quote);
    for character in text.chars() {
        if escaped.contains(&character) {
            quoted.push('\\');
        }
        quoted.push(character);
    }
    quoted.push(quote);
    quoted
}
