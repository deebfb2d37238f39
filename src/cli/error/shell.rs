//! The shell in which the reader of a message types, and how it quotes.

use std::env;
use std::path::MAIN_SEPARATOR;

use crate::python::shlex;

/// What differs in quoting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shell {
    Posix,
    CommandPrompt,
    /// `PowerShell` 7.
    Pwsh,
    /// The `PowerShell` of Windows, which passes double quotes inside on only after a backslash.
    OldPwsh,
}

impl Shell {
    /// By the variables that each of them sets.
    fn in_use() -> Self {
        let is_set = |name| env::var_os(name).is_some();
        let is_windows = MAIN_SEPARATOR == '\\';
        match is_set("PSModulePath") {
            _ if is_set("MSYSTEM") => Self::Posix,
            true if !is_windows || is_set("POWERSHELL_DISTRIBUTION_CHANNEL") => Self::Pwsh,
            _ if is_windows && is_set("PROMPT") => Self::CommandPrompt,
            true => Self::OldPwsh,
            false if is_windows => Self::CommandPrompt,
            false => Self::Posix,
        }
    }

    fn quote(self, text: &str) -> String {
        let is_plain = |found: char| found.is_ascii_alphanumeric() || "._-/:".contains(found);
        match self {
            Self::Posix => shlex::quote(text),
            _ if !text.is_empty() && text.chars().all(is_plain) => text.to_owned(),
            Self::CommandPrompt => format!("\"{}\"", text.replace('"', "\\\"")),
            Self::Pwsh => format!("'{}'", text.replace('\'', "''")),
            Self::OldPwsh => {
                format!("'{}'", text.replace('\'', "''").replace('"', "\\\""))
            }
        }
    }
}

/// The command that stores a value, or appends an element, as it is typed here.
pub(crate) fn line_to_type(verb: &str, key: &str, value: &str) -> String {
    let dashes = if value.starts_with('-') { "-- " } else { "" };
    format!("omero config {verb} {key} {dashes}{}", Shell::in_use().quote(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_shell_has_its_quotes() {
        let list = r#"[["it's", 1]]"#;
        for (shell, quoted) in [
            (Shell::Posix, r#"'[["it'\''s", 1]]'"#),
            (Shell::CommandPrompt, r#""[[\"it's\", 1]]""#),
            (Shell::Pwsh, r#"'[["it''s", 1]]'"#),
            (Shell::OldPwsh, r#"'[[\"it''s\", 1]]'"#),
        ] {
            assert_eq!(shell.quote(list), quoted);
        }
    }
}
