//! Properties whose names OMERO does not know: what became of them, and the line to type instead.

use crate::cli::session::MOST_GUESSES;
use crate::cli::session::Session;
use crate::formats::command;
use crate::platform::quote;
use crate::python::Json;
use crate::schema::Meant;
use crate::schema::Schema;
use crate::schema::UnknownName;
use crate::schema::has_secret;

/// The longest value that a hint repeats.
const LONGEST_VALUE: usize = 100;

/// A property that no definition was found for.
pub(crate) struct UnknownProperty {
    pub(crate) key: String,
    pub(crate) value: String,
}

/// What became of the values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Nothing is stored yet.
    Planned,
    /// They were set before.
    Unchanged,
    Changed,
}

/// Reports unknown names, each once in a run, and returns how many it reported.
pub(super) fn tell(
    session: &mut Session,
    schema: Schema,
    unknown: &[UnknownProperty],
    outcome: Outcome,
) -> usize {
    let mut messages = Vec::new();
    for UnknownProperty { key, value } in unknown {
        if session.reported_names.len() >= MOST_GUESSES {
            break;
        }
        // A plan can be shown again after it was changed; what was done is reported once.
        if outcome != Outcome::Planned && session.reported_names.contains(key) {
            continue;
        }
        session.reported_names.push(key.clone());
        let Some(unknown) = schema.unknown_name(key, Some(value)) else { continue };
        let hint = remedy(&unknown, value, outcome);
        messages.push((unknown, Some(hint)));
    }
    let told = messages.len();
    session.printer.warnings(messages.into_iter());
    told
}

/// What became of a property, and the line to type instead.
fn remedy(UnknownName { key, meant }: &UnknownName, value: &str, outcome: Outcome) -> String {
    let stored = match outcome {
        Outcome::Planned => "it would be stored anyway".to_owned(),
        Outcome::Unchanged => format!("`omero config unset {key}` removes it"),
        Outcome::Changed => "it was stored; `omero config undo` undoes this".to_owned(),
    };
    let instead = match meant {
        Meant::Property(meant) => {
            let value = Some(value).filter(|value| is_typed(meant, value)).unwrap_or("VALUE");
            format!("`{}` sets that one", command::set(meant, value))
        }
        Meant::Within(outer) if key.strip_prefix(outer.as_str()) == Some(".append") => {
            format!("`omero config append {outer} {}` appends to it", quote(&element(value)))
        }
        Meant::Within(outer) => format!("`omero config describe {outer}` explains it"),
        Meant::Unclear => {
            "`omero config search WORD` finds properties by their description".to_owned()
        }
    };
    format!("{stored}; {instead}")
}

/// Whether a value may be part of a line to type: it is not a secret, and not too long.
fn is_typed(key: &str, value: &str) -> bool {
    value.len() <= LONGEST_VALUE && !value.contains(char::is_control) && !has_secret(key, value)
}

/// A value as an element of a list.
fn element(value: &str) -> String {
    Json::parse(value).unwrap_or_else(|_| Json::text(value)).to_string()
}
