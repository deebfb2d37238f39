//! The shell in which the reader of a message types: how it quotes, and what its commands are called.

use std::env;
use std::iter;
use std::path::MAIN_SEPARATOR;

use crate::python::shlex;

/// A kind of shell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shell {
    Posix,
    CommandPrompt,
    /// `PowerShell` 7.
    Pwsh,
    /// The `PowerShell` of Windows, which passes double quotes inside on only after a backslash.
    OldPwsh,
}

impl Shell {
    /// By the variables that each of them sets.
    pub(crate) fn in_use() -> Self {
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

    /// A text as one word of a command line.
    pub fn quote(self, text: &str) -> String {
        let is_plain = |found: char| found.is_ascii_alphanumeric() || "._-/:\\".contains(found);
        match self {
            Self::Posix => shlex::quote(text),
            _ if !text.is_empty() && text.chars().all(is_plain) => text.to_owned(),
            Self::CommandPrompt => for_command_prompt(&in_double_quotes(text)),
            Self::Pwsh => format!("'{}'", text.replace('\'', "''")),
            Self::OldPwsh if text.is_empty() => r#"'""'"#.to_owned(),
            Self::OldPwsh => {
                // It puts double quotes around a word with whitespace, and escapes nothing.
                let end = if text.contains(char::is_whitespace) { End::Quote } else { End::Word };
                format!("'{}'", escaped(text, end).replace('\'', "''"))
            }
        }
    }

    /// Commands that run one after the other, each if the one before succeeded.
    pub(crate) fn in_turn(self, commands: &[String]) -> String {
        commands.join(if self == Self::OldPwsh { "; " } else { " && " })
    }

    fn is_of_windows(self) -> bool {
        MAIN_SEPARATOR == '\\' || self == Self::CommandPrompt
    }

    /// The command that takes all rights to a file or directory from other users.
    pub(crate) fn close_to_others(self, path: &str) -> String {
        self.close("o", path)
    }

    /// The command that takes them from the group as well.
    pub(crate) fn make_private(self, path: &str) -> String {
        self.close("go", path)
    }

    fn close(self, classes: &str, path: &str) -> String {
        if !self.is_of_windows() {
            return format!("chmod {classes}= {}", self.quote(path));
        }
        let path = self.quote(path);
        let us = match self {
            Self::CommandPrompt => "\"%USERNAME%\":F",
            Self::Pwsh | Self::OldPwsh => "\"${env:USERNAME}:F\"",
            Self::Posix => "\"$USERNAME:F\"",
        };
        format!("icacls {path} /inheritance:r /grant:r *S-1-5-18:F *S-1-5-32-544:F {us}")
    }

    /// The command that makes a directory, with those above it.
    pub(crate) fn make_directory(self, path: &str) -> String {
        let path = self.quote(path);
        if self == Self::Posix { format!("mkdir -p {path}") } else { format!("mkdir {path}") }
    }

    /// The command that removes a file.
    pub(crate) fn remove(self, path: &str) -> String {
        let path = self.quote(path);
        match self {
            Self::Posix => format!("rm {path}"),
            Self::CommandPrompt => format!("del {path}"),
            Self::Pwsh | Self::OldPwsh => format!("Remove-Item {path}"),
        }
    }
}

/// The hint with the commands that there are on this machine.
pub(crate) fn here(unix: &'static str, windows: &'static str) -> &'static str {
    if Shell::in_use().is_of_windows() { windows } else { unix }
}

/// The same for the shell in use.
pub(crate) fn quote(text: &str) -> String {
    Shell::in_use().quote(text)
}

/// What follows a text on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Quote,
    Word,
}

fn in_double_quotes(text: &str) -> String {
    format!("\"{}\"", escaped(text, End::Quote))
}

/// A text as programs of Windows take their command line apart: a backslash escapes a quote, and only before a
/// quote also a backslash.
fn escaped(text: &str, end: End) -> String {
    let mut escaped = String::with_capacity(text.len() + 2);
    let mut backslashes = 0;
    for character in text.chars() {
        if character == '"' {
            escaped.extend(iter::repeat_n('\\', backslashes + 1));
        }
        backslashes = if character == '\\' { backslashes + 1 } else { 0 };
        escaped.push(character);
    }
    if end == End::Quote {
        escaped.extend(iter::repeat_n('\\', backslashes));
    }
    escaped
}

/// A word as cmd.exe passes it on. For it each double quote begins or ends a quotation, also one after a
/// backslash; outside of quotations `^` escapes. Between two `%` is the name of a variable, in quotations too, so
/// that a `^` or a quote has to break the name.
fn for_command_prompt(word: &str) -> String {
    let mut line = String::with_capacity(word.len() + 8);
    let mut is_quoted = false;
    let mut characters = word.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' => is_quoted = !is_quoted,
            '&' | '|' | '<' | '>' | '^' if !is_quoted => line.push('^'),
            _ => {}
        }
        line.push(character);
        if character != '%' {
            continue;
        }
        let is_name = |next: &char| next.is_alphanumeric() || *next == '_';
        if let Some(first) = characters.next_if(is_name) {
            let end = if is_quoted { "\"" } else { "" };
            line.extend([end, "^"]);
            line.push(first);
            line.push_str(end);
        }
    }
    line
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

    #[test]
    fn an_empty_value_arrives_from_each_shell() {
        for (shell, quoted) in [
            (Shell::Posix, "''"),
            (Shell::CommandPrompt, r#""""#),
            (Shell::Pwsh, "''"),
            (Shell::OldPwsh, r#"'""'"#),
        ] {
            assert_eq!(shell.quote(""), quoted);
        }
    }

    #[test]
    fn a_backslash_at_the_end_does_not_eat_the_quote() {
        assert_eq!(Shell::CommandPrompt.quote(r"C:\OMERO data\"), r#""C:\OMERO data\\""#);
        assert_eq!(Shell::OldPwsh.quote(r"C:\OMERO data\"), r"'C:\OMERO data\\'");
        assert_eq!(Shell::CommandPrompt.quote(r"C:\OMERO\"), r"C:\OMERO\");
    }

    #[test]
    fn what_cmd_would_act_on_is_escaped_where_it_sees_no_quotation() {
        for (text, quoted) in [
            ("^/(a|b)", r#""^/(a|b)""#),
            (r#"["a|b"]"#, r#""[\"a^|b\"]""#),
            ("100%PATH%", r#""100%"^P"ATH%""#),
        ] {
            assert_eq!(Shell::CommandPrompt.quote(text), quoted);
        }
    }
}
