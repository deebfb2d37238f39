//! Whether a value may be stored: what its programs would make of it.

use std::borrow::Cow;
use std::fmt;

use crate::python::Json;
use crate::python::SyntaxError;
use crate::python::shlex::quote;
use crate::schema::definition::Definition;
use crate::schema::definition::Encoding;
use crate::schema::definition::Schema;
use crate::schema::definition::Status;
use crate::schema::redaction::has_secret;
use crate::schema::redaction::is_secret;
use crate::schema::redaction::redacted_text;
use crate::schema::syntax::django::app;
use crate::schema::syntax::ice::interpolation;
use crate::schema::syntax::surroundings;
use crate::schema::validation::Advice;
use crate::schema::validation::AdviceKind;
use crate::schema::validation::Residue;
use crate::schema::validation::Violation;
use crate::schema::validation::expected;
use crate::schema::validation::repair::Repair;
use crate::schema::validation::validator;

/// Why a value may not be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    pub key: String,
    pub violation: Violation,
    pub hint: String,
    /// A value that would be accepted, for a line to type.
    pub proposal: Option<String>,
}

/// Whether IceGrid itself defines a variable (Ice manual, "Using Descriptor Variables and Parameters").
pub(crate) fn is_of_icegrid(variable: &str) -> bool {
    matches!(
        variable,
        "application"
            | "application.distrib"
            | "node"
            | "node.os"
            | "node.hostname"
            | "node.release"
            | "node.version"
            | "node.machine"
            | "node.datadir"
            | "server"
            | "server.distrib"
            | "service"
            | "session.id"
    )
}

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
            let violation = Violation { place: Vec::new(), problem: residue.to_string() };
            let (proposal, hint) = self.remedy(known, key, text);
            return Err(Rejection { key: key.to_owned(), violation, hint, proposal });
        }
        let hint = match bare {
            Some(bare) => line_to_type(key, &bare),
            None if known.is_secret() => format!("`omero config set {key} --prompt` asks for it"),
            None => "`omero help quoting` shows how to type values in each shell".to_owned(),
        };
        let problem = AdviceKind::Residue(residue);
        Ok(Some(Advice { problem, key: key.to_owned(), hint: Some(hint) }))
    }

    /// Whether a value may be stored, without a word on what to do otherwise.
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
        let hint = match cause {
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

impl Rejection {
    /// The same without any part of the value.
    pub(crate) fn without_value(self, schema: Schema) -> Self {
        let violation = match schema.find_for_validation(&self.key) {
            Some(known) => without_value(&known, self.violation),
            None => {
                let problem = "IceGrid would expand it (the value is not shown)".to_owned();
                Violation { problem, ..self.violation }
            }
        };
        let known = schema.find_for_validation(&self.key);
        let hint = known.map_or(self.hint, |known| general_hint(&known, &self.key));
        Self { violation, hint, proposal: None, ..self }
    }
}

impl fmt::Display for Rejection {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.key, self.violation)
    }
}

impl std::error::Error for Rejection {}

fn violations(known: &Definition, text: &str) -> Vec<Violation> {
    match decode(known, text) {
        Ok(value) => validator::violations(known.schema(), &value),
        Err(violation) => vec![violation],
    }
}

/// What helps whatever the value is.
fn general_hint(known: &Definition, key: &str) -> String {
    let describe = format!("`omero config describe {key}` explains more");
    let is_useful = |example: &&String| !matches!(example.as_str(), "" | "[]" | "{}");
    match known.examples().iter().find(is_useful).filter(|_| !known.is_secret()) {
        Some(example) => format!("for example {example}; {describe}"),
        None => describe,
    }
}

/// The command that stores a value, for a person to type.
fn line_to_type(key: &str, value: &str) -> String {
    let dashes = if value.starts_with('-') { "-- " } else { "" };
    format!("`omero config set {} {dashes}{}`", quote(key), quote(value))
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

/// A violation of a secret must not quote it.
fn without_value(known: &Definition, violation: Violation) -> Violation {
    let expected = expected::expected(known.schema());
    Violation { problem: format!("expected {expected} (the value is not shown)"), ..violation }
}

/// IceGrid expands `${name}` in every value and refuses the whole application if it can't.
pub(super) fn check_variables(
    known: Option<&Definition>,
    key: &str,
    text: &str,
) -> Result<(), Rejection> {
    let refuse = |problem: String, name: &str| {
        let violation = Violation { place: Vec::new(), problem };
        let hint = hint_on_variable(known, key, text, name);
        Err(Rejection { key: key.to_owned(), violation, hint, proposal: None })
    };
    match interpolation::interpolations(text) {
        Err(error) => refuse(error.to_string(), "..."),
        Ok(found) => {
            let unknown = found.iter().find(|found| !is_of_icegrid(found.name));
            let Some(unknown) = unknown else { return Ok(()) };
            // The name is a part of the value.
            let shown = shown_name(key, text, unknown.name);
            let name = shown.unwrap_or("...");
            refuse(
                format!(
                    "IceGrid would look for a variable `{name}` and refuse the whole configuration \
                 (character {})",
                    unknown.position + 1
                ),
                name,
            )
        }
    }
}

/// The name of a variable, unless it may be a part of a secret.
fn shown_name<'a>(key: &str, text: &str, name: &'a str) -> Option<&'a str> {
    let is_redacted = is_secret(key) || !redacted_text(text).contains(&format!("${{{name}}}"));
    (!is_redacted).then_some(name)
}

/// How to write `${` so that each program that reads the property sees it.
fn hint_on_variable(known: Option<&Definition>, key: &str, text: &str, name: &str) -> String {
    let reads_json =
        |known: &&Definition| known.encodings().iter().all(|one| *one == Encoding::Json);
    match known {
        Some(known) if known.reaches_only_server() => {
            format!("write `$${{{name}}}`; in LDAP properties `@{{{name}}}`")
        }
        Some(known) if reads_json(&known) && !has_secret(key, text) => {
            line_to_type(key, &text.replace("$${", "${").replace("${", r"\u0024{"))
        }
        Some(known) if reads_json(&known) => r"write `\u0024{` for the characters `${`".to_owned(),
        Some(_) => "IceGrid needs `$${` for it, which the other programs read as it is written: \
                    use a value without `${`"
            .to_owned(),
        None => {
            format!(
                "write `$${{{name}}}` if only the server reads it; OMERO.web would see both `$`"
            )
        }
    }
}

fn advice_on_literal_variable(known: &Definition, key: &str, text: &str) -> Option<Advice> {
    (text.contains("$${") && known.consumers().iter().all(|reader| reader == "web")).then(|| {
        let hint = Some(hint_on_variable(Some(known), key, text, "..."));
        Advice { problem: AdviceKind::LiteralVariable, key: key.to_owned(), hint }
    })
}

fn check_line_break(key: &str, text: &str) -> Result<(), Rejection> {
    let Some(at) = text.chars().position(|found| matches!(found, '\n' | '\r')) else {
        return Ok(());
    };
    let problem =
        format!("the server would only see what is before the line break (character {})", at + 1);
    let hint = "write the value on one line".to_owned();
    Err(Rejection {
        key: key.to_owned(),
        violation: Violation { place: Vec::new(), problem },
        hint,
        proposal: None,
    })
}

fn advice_on_backslashes(known: &Definition, key: &str, text: &str) -> Option<Advice> {
    let is_lenient = known.encodings().contains(&Encoding::JsonWindows);
    if !is_lenient || Json::parse(text).is_ok() {
        return None;
    }
    let hint = Some(r"write `\\` or `/` instead of each `\`".to_owned());
    Some(Advice { problem: AdviceKind::Backslashes, key: key.to_owned(), hint })
}

fn advice_on_script_name(known: &Definition, key: &str, text: &str) -> Option<Advice> {
    let is_script_name = known.schema().format.as_deref() == Some("script-name");
    let path = text.strip_suffix('/').filter(|_| is_script_name)?.trim_end_matches('/');
    let hint = Some(match path {
        "" => format!("`omero config set {key}` removes it: the site is at `/` without it"),
        path => line_to_type(key, path),
    });
    Some(Advice { problem: AdviceKind::SlashAtEnd, key: key.to_owned(), hint })
}

fn advice_on_apps(key: &str, text: &str) -> Option<Advice> {
    if key != app::KEY {
        return None;
    }
    let apps = Json::parse(text).ok()?;
    let name = apps.as_list()?.iter().filter_map(Json::as_text).find_map(|name| {
        let nearest = app::misspelt(&name)?;
        Some((name, nearest))
    });
    let (name, nearest) = name?;
    let right = text.replace(&format!("\"{name}\""), &format!("\"{nearest}\""));
    let hint = Some(line_to_type(key, &right));
    Some(Advice { problem: AdviceKind::MisspeltApp { name, nearest }, key: key.to_owned(), hint })
}

fn advice_on_empty(known: &Definition, key: &str, text: &str) -> Option<Advice> {
    let default = known.default_text().unwrap_or_default();
    if !text.is_empty() || default.is_empty() {
        return None;
    }
    let hint = Some(format!("`omero config set {key}` without a value says the same more clearly"));
    Some(Advice { problem: AdviceKind::EmptyVanishes { default }, key: key.to_owned(), hint })
}

fn advice_on_status(known: &Definition, key: &str) -> Advice {
    let reason = match known.status() {
        Status::Removed => {
            let since = known.removed.clone();
            let problem = AdviceKind::Removed { since };
            return Advice { problem, key: key.to_owned(), hint: replacement(known) };
        }
        Status::Build => "the build of OMERO fixes it",
        Status::Runtime => "a running server tells it",
        Status::Never => "no release of OMERO ever read it",
        Status::Unread => "nothing reads it",
        Status::ClientOnly => "it belongs to the configuration of a client, not here",
        _ => "this release accepts it, but nothing reads it",
    };
    Advice {
        problem: AdviceKind::NoEffect { reason },
        key: key.to_owned(),
        hint: replacement(known),
    }
}

fn replacement(known: &Definition) -> Option<String> {
    match known.replaced_by() {
        [] => None,
        [key] => Some(format!("use `omero config set {key} VALUE`")),
        keys => Some(format!(
            "use {}",
            keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(" and ")
        )),
    }
}
