//! Variables in values: IceGrid expands them before a program sees the value.

use crate::schema::definition::Definition;
use crate::schema::definition::Encoding;
use crate::schema::redaction::has_secret;
use crate::schema::redaction::is_secret;
use crate::schema::redaction::redacted_text;
use crate::schema::syntax::ice::interpolation;
use crate::schema::validation::Rejection;
use crate::schema::validation::Violation;
use crate::schema::validation::rejection::line_to_type;

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

/// IceGrid expands `${name}` in every value and refuses the whole application if it cannot.
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
                    "IceGrid would not find a variable `{name}` and would refuse the whole configuration \
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
pub(super) fn hint_on_variable(
    known: Option<&Definition>,
    key: &str,
    text: &str,
    name: &str,
) -> String {
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
        Some(_) => "IceGrid needs `$${` instead, but other programs would read both `$`: use \
                    a value without `${`"
            .to_owned(),
        None => {
            format!(
                "write `$${{{name}}}` if only the server reads it; OMERO.web would read both `$`"
            )
        }
    }
}
