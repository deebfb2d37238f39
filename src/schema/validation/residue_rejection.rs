//! Why a value is refused in which a shell left something, with what arrived and the line to type.

use std::borrow::Cow;

use crate::schema::redaction::has_secret;
use crate::schema::syntax::surroundings;
use crate::schema::validation::Advice;
use crate::schema::validation::AdviceKind;
use crate::schema::validation::Rejection;
use crate::schema::validation::Residue;
use crate::schema::validation::Violation;
use crate::schema::validation::rejection::line_to_type;

/// As much of a value is shown.
const LONGEST: usize = 120;

/// What is said of single quotes.
const OF_CMD: &str = "cmd.exe passes single quotes on: use double quotes there";

/// What is worth saying of the value of an unknown property that was typed for another shell.
pub(crate) fn advice_on_unknown_value(key: &str, text: &str) -> Option<Advice> {
    let residue = Residue::of_command_line(text)?;
    let value = TypedValue { key, text, is_redacted: has_secret(key, text) };
    let (proposal, hint) = value.remedy(residue)?;
    let line = proposal.map(|value| line_to_type(key, &value));
    let hint = line.into_iter().chain([hint]).collect::<Vec<_>>().join("; ");
    Some(Advice { problem: AdviceKind::Residue(residue), key: key.to_owned(), hint: Some(hint) })
}

/// A value as it arrived from a command line.
pub(super) struct TypedValue<'text> {
    pub(super) key: &'text str,
    pub(super) text: &'text str,
    /// Whether nothing of it may be shown.
    pub(super) is_redacted: bool,
}

impl TypedValue<'_> {
    /// Why it is refused. `general` is what helps with anything else that is left in a value.
    pub(super) fn rejection(
        &self,
        residue: Residue,
        general: impl FnOnce() -> (Option<String>, String),
    ) -> Rejection {
        let (proposal, hint) = self.remedy(residue).unwrap_or_else(general);
        let is_quoted =
            matches!(residue, Residue::Quotes | Residue::SingleQuotes | Residue::QuoteInPath);
        let problem = if is_quoted && !self.is_redacted {
            format!("{residue}; it arrived as {}", shortened(self.text))
        } else {
            residue.to_string()
        };
        let violation = Violation { place: Vec::new(), problem };
        Rejection { key: self.key.to_owned(), violation, hint, proposal }
    }

    /// The value that was meant, and what else is said, if a shell is the cause.
    fn remedy(&self, residue: Residue) -> Option<(Option<String>, String)> {
        match residue {
            Residue::SingleQuotes => Some(self.without_quotes()),
            Residue::QuoteInPath => Some(self.before_quote()),
            _ => None,
        }
    }

    fn without_quotes(&self) -> (Option<String>, String) {
        let key = self.key;
        let inside = surroundings::in_single_quotes(self.text.trim()).unwrap_or_default();
        if inside.is_empty() {
            let hint = format!("{OF_CMD}; `omero config set {key}` removes the property");
            return (Some(String::new()), hint);
        }
        if self.is_redacted {
            let hint = format!("`omero config set {key} --prompt` asks for the value; {OF_CMD}");
            return (None, hint);
        }
        // What else it does to a word outside of double quotes can only be guessed.
        let may_lack_anchor = inside.starts_with('/') && key.ends_with("url_filter");
        let hint = if may_lack_anchor {
            let line = line_to_type(key, &format!("^{inside}"));
            format!("{OF_CMD}; it also removes `^`: if there was one, {line}")
        } else {
            OF_CMD.to_owned()
        };
        (Some(inside.to_owned()), hint)
    }

    fn before_quote(&self) -> (Option<String>, String) {
        let path = surroundings::path_before_quote(self.text).unwrap_or_default();
        let hint = r"before a closing quote write `\\` for a backslash, or none".to_owned();
        if self.is_redacted {
            let prompt = format!("`omero config set {} --prompt` asks for the value", self.key);
            return (None, format!("{hint}; {prompt}"));
        }
        (Some(path.trim_end_matches('\\').to_owned()), hint)
    }
}

fn shortened(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}...", text.get(..end).unwrap_or_default()).into(),
        None => text.into(),
    }
}
