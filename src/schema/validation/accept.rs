//! Whether a value may be stored: what its programs would make of it.

use std::borrow::Cow;

use crate::python::Json;
use crate::python::SyntaxError;
use crate::schema::definition::Definition;
use crate::schema::definition::Encoding;
use crate::schema::definition::Schema;
use crate::schema::redaction::redacted_text;
use crate::schema::syntax::surroundings;
use crate::schema::validation::Advice;
use crate::schema::validation::AdviceKind;
use crate::schema::validation::Rejection;
use crate::schema::validation::Residue;
use crate::schema::validation::Violation;
use crate::schema::validation::advice_on_value::advice_on_apps;
use crate::schema::validation::advice_on_value::advice_on_backslashes;
use crate::schema::validation::advice_on_value::advice_on_empty;
use crate::schema::validation::advice_on_value::advice_on_escapes;
use crate::schema::validation::advice_on_value::advice_on_literal_variable;
use crate::schema::validation::advice_on_value::advice_on_script_name;
use crate::schema::validation::advice_on_value::advice_on_status;
use crate::schema::validation::advice_on_value::replacement;
use crate::schema::validation::expected;
use crate::schema::validation::rejection::general_hint;
use crate::schema::validation::rejection::line_to_type;
use crate::schema::validation::rejection::without_value;
use crate::schema::validation::repair::Repair;
use crate::schema::validation::residue_rejection::TypedValue;
use crate::schema::validation::validator;
use crate::schema::validation::variables::check_variables;

impl Schema {
    /// Whether `text` may be stored for `key`, and what is worth saying if so; none if the key is not
    /// known.
    pub fn accept(self, key: &str, text: &str) -> Result<Option<Vec<Advice>>, Vec<Rejection>> {
        let known = self.find_for_validation(key);
        check_variables(known.as_ref(), key, text).map_err(|rejection| vec![rejection])?;
        let Some(known) = known else { return Ok(None) };
        // Every name may have a service after it.
        if known.is_family() && self.unknown_name(key, Some(text)).is_some() {
            return Ok(None);
        }
        if !known.status().works() {
            return Ok(Some(vec![advice_on_status(&known, key)]));
        }
        let mut advice = self.advice_on_release(&known, key);
        if known.reaches_only_server() {
            check_line_break(key, text).map_err(|rejection| vec![rejection])?;
            advice.extend(advice_on_empty(&known, key, text));
        } else if text.contains(['\n', '\r']) {
            advice.push(Advice { problem: AdviceKind::LineBreak, key: key.to_owned(), hint: None });
        }
        advice.extend(advice_on_backslashes(&known, key, text));
        advice.extend(advice_on_escapes(&known, key, text));
        advice.extend(advice_on_literal_variable(&known, key, text));
        advice.extend(advice_on_script_name(&known, key, text));
        advice.extend(advice_on_apps(key, text));
        advice.extend(
            self.advice_on_residue(&known, key, text).map_err(|rejection| vec![rejection])?,
        );
        match self.rejections(&known, key, text) {
            rejections if rejections.is_empty() => Ok(Some(advice)),
            rejections => Err(rejections),
        }
    }

    fn rejections(self, known: &Definition, key: &str, text: &str) -> Vec<Rejection> {
        let violations = self.violations(known, text);
        if violations.is_empty() {
            return Vec::new();
        }
        let (proposal, hint) = self.remedy(known, key, text);
        let rejection = |violation| Rejection {
            key: key.to_owned(),
            violation,
            hint: hint.clone(),
            proposal: proposal.clone(),
        };
        violations.into_iter().map(rejection).collect()
    }

    /// What the schema of `key` does not allow in `text`, whatever variables are in it.
    pub(super) fn rejections_by_schema(self, key: &str, text: &str) -> Vec<Rejection> {
        let known = self.find_for_validation(key).filter(|known| known.status().works());
        let Some(known) = known else { return Vec::new() };
        let residue = self.advice_on_residue(&known, key, text).err();
        self.rejections(&known, key, text).into_iter().chain(residue).collect()
    }

    /// Everything in a value that its programs would refuse or misread.
    pub fn violations(self, known: &Definition, text: &str) -> Vec<Violation> {
        // To the server `$${name}` becomes another property's value before a program sees it, and what
        // is empty never gets there.
        if known.reaches_only_server() && (text.is_empty() || text.contains("$${")) {
            return Vec::new();
        }
        let violations = violations(known, text);
        if violations.is_empty() {
            return violations;
        }
        // What is also said of the value without its secrets quotes none of them.
        let harmless = match redacted_text(text) {
            _ if known.is_secret() => Vec::new(),
            Cow::Borrowed(_) => return violations,
            Cow::Owned(redacted) => self::violations(known, &redacted),
        };
        let told = |violation| match violation {
            violation if harmless.contains(&violation) => violation,
            violation => without_value(known, violation),
        };
        violations.into_iter().map(told).collect()
    }

    /// What was left in the text, unless a value with it never works or another violation says more.
    fn advice_on_residue(
        self,
        known: &Definition,
        key: &str,
        text: &str,
    ) -> Result<Option<Advice>, Rejection> {
        let Some(residue) = Residue::of(known, text) else { return Ok(None) };
        let is_redacted = known.is_secret() || matches!(redacted_text(text), Cow::Owned(_));
        let bare = surroundings::without(text).pop().filter(|bare| bare != text && !is_redacted);
        if residue.is_fatal(known) {
            let general = || self.remedy(known, key, text);
            return Err(TypedValue { key, text, is_redacted }.rejection(residue, general));
        }
        let hint = match bare {
            Some(bare) => line_to_type(key, &bare),
            None if known.is_secret() => format!("`omero config set {key} --prompt` asks for it"),
            None => "`omero help quoting` shows how to type values in each shell".to_owned(),
        };
        let problem = AdviceKind::Residue(residue);
        Ok(Some(Advice { problem, key: key.to_owned(), hint: Some(hint) }))
    }

    /// Whether a value may be stored, without a hint.
    pub(super) fn takes(self, known: &Definition, key: &str, text: &str) -> bool {
        let has_line_break = known.reaches_only_server() && check_line_break(key, text).is_err();
        check_variables(Some(known), key, text).is_ok()
            && !has_line_break
            && !Residue::of(known, text).is_some_and(|residue| residue.is_fatal(known))
            && self.violations(known, text).is_empty()
    }

    /// A value to type instead of one that is refused, and what else is said.
    fn remedy(self, known: &Definition, key: &str, text: &str) -> (Option<String>, String) {
        let is_shown = !known.is_secret() && matches!(redacted_text(text), Cow::Borrowed(_));
        let repair = self.repaired(known, key, text).filter(|_| is_shown);
        let Some(Repair { value, cause }) = repair else { return (None, general_hint(known, key)) };
        let is_quoted = surroundings::in_single_quotes(text.trim()).is_some();
        let hint = match cause {
            Some(cause) if is_quoted => {
                format!("it arrived as {text}: {cause}; `omero help quoting` explains how to quote")
            }
            Some(cause) => format!("{cause}; `omero help quoting` explains how to quote"),
            None if known.schema().unique_items => {
                "`append --set` adds only what is missing".to_owned()
            }
            None => String::new(),
        };
        (Some(value), hint)
    }

    fn advice_on_release(self, known: &Definition, key: &str) -> Vec<Advice> {
        let later = self.is_later(known).then(|| known.since.clone()).flatten();
        let later = later.map(|since| (AdviceKind::Later { since }, None));
        let deprecated = known.is_deprecated().then(|| {
            let since = known.deprecated_since.clone();
            (AdviceKind::Deprecated { since }, replacement(known))
        });
        let found = later.into_iter().chain(deprecated);
        found.map(|(problem, hint)| Advice { problem, key: key.to_owned(), hint }).collect()
    }
}

fn violations(known: &Definition, text: &str) -> Vec<Violation> {
    match decode(known, text) {
        Ok(value) => validator::violations(known.schema(), &value),
        Err(violation) => vec![violation],
    }
}

fn decode(known: &Definition, text: &str) -> Result<Json, Violation> {
    known.decode(text).map_err(|error| {
        let expected = expected::expected(known.schema());
        if let Some(rest) = error.message.strip_prefix("expected a digit, ") {
            let message = format!("expected {expected}, {rest}");
            let problem = SyntaxError { message, ..error }.to_string();
            return Violation { place: Vec::new(), problem };
        }
        let json = if known.encodings().contains(&Encoding::Json) { " in JSON" } else { "" };
        let tells_what = error.message.contains("expected") || error.message.starts_with("item ");
        let problem = if tells_what {
            error.to_string()
        } else {
            format!("expected {expected}{json}: {error}")
        };
        Violation { place: Vec::new(), problem }
    })
}

fn check_line_break(key: &str, text: &str) -> Result<(), Rejection> {
    let Some(at) = text.chars().position(|found| matches!(found, '\n' | '\r')) else {
        return Ok(());
    };
    let problem =
        format!("the server would only see the part before the line break (character {})", at + 1);
    let hint = "write the value on one line".to_owned();
    Err(Rejection {
        key: key.to_owned(),
        violation: Violation { place: Vec::new(), problem },
        hint,
        proposal: None,
    })
}
