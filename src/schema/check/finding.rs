//! What is found in a profile or an installation: what is wrong, why that matters, and how to fix it.

use std::fmt;

use serde::Serialize;

use crate::platform::Shell;
use crate::platform::quote;
use crate::schema::redaction::has_secret;
use crate::schema::redaction::is_secret;
use crate::schema::redaction::shown;

/// Instead of the name of a rule: the text of a file is wrong.
const TEXT: &str = "syntax";

/// The same for comments in it.
const COMMENT: &str = "ignore";

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Something does not start, does not work or is open to all users.
    Error,
    /// Something probably does not do what was meant.
    Warning,
    /// Something to think about.
    Hint,
}

impl Severity {
    /// All of them, the worst first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Hint];
}

impl fmt::Display for Severity {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Hint => "hint",
        })
    }
}

/// Something that deserves a look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub severity: Severity,
    /// What found it: a rule such as `R06`, or an examination such as `disk`.
    pub rule: &'static str,
    /// What is so; a value is named unless it is a secret.
    pub problem: String,
    pub(crate) subject: Subject,
}

/// What a finding is about, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Subject {
    /// Properties of a profile.
    Property {
        /// The one that is best changed.
        key: String,
        why: &'static str,
        /// How to fix it, if that can be said.
        fix: Option<Fix>,
    },
    /// The installation around the profiles.
    Installation { hint: String },
    /// The text of a file.
    Text { hint: String },
}

impl Finding {
    /// The property that is best changed.
    pub fn key(&self) -> Option<&str> {
        match &self.subject {
            Subject::Property { key, .. } => Some(key),
            Subject::Installation { .. } | Subject::Text { .. } => None,
        }
    }

    /// How to fix it, if a command can.
    pub fn fix(&self) -> Option<&Fix> {
        match &self.subject {
            Subject::Property { fix, .. } => fix.as_ref(),
            Subject::Installation { .. } | Subject::Text { .. } => None,
        }
    }

    /// That a part of a text cannot be read, and what is wrong with it.
    pub(crate) fn of_text(problem: String, hint: String) -> Self {
        let severity = Severity::Error;
        Self { severity, rule: TEXT, problem, subject: Subject::Text { hint } }
    }

    /// That a comment which should silence a finding does not.
    pub(crate) fn of_comment(severity: Severity, problem: String, hint: String) -> Self {
        Self { severity, rule: COMMENT, problem, subject: Subject::Text { hint } }
    }

    /// The fix, if it can be applied without a person's decision.
    pub(crate) fn safe_fix(&self) -> Option<&Fix> {
        self.fix().filter(|fix| fix.is_safe())
    }
}

/// The commands that fix something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    pub steps: Vec<Step>,
    /// Whether they can be applied without a person's decision.
    pub safety: Safety,
}

/// Whether a fix can change what works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Safety {
    /// It cannot: what it touches has no effect, or stops the start.
    Safe,
    /// It can, or it needs a value that only the user can provide.
    NeedsThought,
}

/// Who types the commands of a fix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum User {
    AtTerminal,
    Script,
}

/// One command of a fix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    Set {
        key: String,
        /// The value, or a word in capitals for one that only a person knows.
        value: String,
    },
    Unset {
        key: String,
    },
    /// Add an element to a list.
    Append {
        key: String,
        /// The element in JSON.
        element: String,
    },
    /// A command of the system, which is never run by us.
    Shell(String),
}

impl Fix {
    pub(crate) fn set(key: impl Into<String>, value: impl Into<String>) -> Self {
        Self::of(Step::Set { key: key.into(), value: value.into() })
    }

    pub(crate) fn unset(key: impl Into<String>) -> Self {
        Self::of(Step::Unset { key: key.into() })
    }

    /// Adds an element to the list in `key`.
    pub(crate) fn append(key: impl Into<String>, element: impl Into<String>) -> Self {
        Self::of(Step::Append { key: key.into(), element: element.into() })
    }

    pub(crate) fn shell(command: impl Into<String>) -> Self {
        Self::of(Step::Shell(command.into()))
    }

    /// The steps of this one, then those of `next`.
    pub(crate) fn and(mut self, next: Self) -> Self {
        self.steps.extend(next.steps);
        self
    }

    /// The same fix, which cannot change what works.
    pub(crate) fn safe(self) -> Self {
        Self { safety: Safety::Safe, ..self }
    }

    /// Whether it can be applied without a person's decision.
    pub fn is_safe(&self) -> bool {
        self.safety == Safety::Safe
    }

    /// How many bytes its values have.
    pub(crate) fn size(&self) -> usize {
        let size = |step: &Step| match step {
            Step::Set { value: text, .. }
            | Step::Append { element: text, .. }
            | Step::Shell(text) => text.len(),
            Step::Unset { .. } => 0,
        };
        self.steps.iter().map(size).sum()
    }

    /// What `user` is to type, where `config` is how the command `config` is called, options included.
    pub fn command(&self, config: &str, user: User) -> String {
        let commands: Vec<_> = self.steps.iter().map(|step| step.command(config, user)).collect();
        Shell::in_use().in_turn(&commands)
    }

    /// The same as changes of the file in which the properties are set, for a person.
    pub(crate) fn in_file(&self) -> String {
        let steps: Vec<_> = self.steps.iter().map(Step::in_file).collect();
        steps.join("; ")
    }

    fn of(step: Step) -> Self {
        Self { steps: vec![step], safety: Safety::NeedsThought }
    }
}

impl Step {
    /// What to type. A secret is not shown: the program asks for it or reads it from standard input.
    fn command(&self, config: &str, user: User) -> String {
        match self {
            Self::Set { key, value } if has_secret(key, value) || is_secret(key) => {
                let source = match user {
                    User::AtTerminal => "--prompt",
                    User::Script => "--file -",
                };
                format!("{config} set {} {source}", quote(key))
            }
            Self::Set { key, value } => {
                let dashes = if value.starts_with('-') { "-- " } else { "" };
                format!("{config} set {} {dashes}{}", quote(key), quote(value))
            }
            Self::Unset { key } => format!("{config} set {}", quote(key)),
            Self::Append { key, element } => {
                format!("{config} append {} {}", quote(key), quote(&shown(key, element)))
            }
            Self::Shell(command) => command.clone(),
        }
    }

    /// What to change in a file.
    fn in_file(&self) -> String {
        match self {
            Self::Set { key, value } => format!("set {key} to {}", shown(key, value)),
            Self::Unset { key } => format!("remove {key}"),
            Self::Append { key, element } => format!("add {} to {key}", shown(key, element)),
            Self::Shell(command) => format!("run `{command}`"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn command(fix: &Fix) -> String {
        fix.command("omero config", User::Script)
    }

    #[test]
    fn commands_are_quoted_for_a_shell() {
        assert_eq!(command(&Fix::set("a.b", "it's")), r"omero config set a.b 'it'\''s'");
        assert_eq!(command(&Fix::set("a.b", "-x")), "omero config set a.b -- -x");
        assert_eq!(command(&Fix::unset("a b")), "omero config set 'a b'");
        assert_eq!(command(&Fix::append("a", "\"b\"")), "omero config append a '\"b\"'");
    }

    #[test]
    fn a_secret_is_read_and_not_shown() {
        let fix = Fix::set("omero.mail.password", "hush").and(Fix::unset("omero.old.password"));
        let expected =
            "omero config set omero.mail.password --file - && omero config set omero.old.password";
        assert_eq!(command(&fix), expected);
    }
}
