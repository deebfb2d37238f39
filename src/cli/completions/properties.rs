//! Keys and values of properties for a cursor of a command line.

use clap::Arg;

use crate::cli::command_line::cursor::Cursor;
use crate::cli::completions::answer::Answer;
use crate::cli::completions::answer::Beside;
use crate::cli::completions::answer::Candidate;
use crate::cli::completions::store::StoreSnapshot;
use crate::cli::session::Session;
use crate::cli::session::release::ReleaseOptions;
use crate::model::is_internal;
use crate::python::Json;
use crate::schema::Choice;
use crate::schema::Definition;
use crate::schema::Schema;
use crate::schema::has_secret;
use crate::schema::is_secret;

/// Of more keys than this only the next part of their names is shown.
const MOST_KEYS: usize = 100;

/// If the next part differs in more ways than this, only the first of them and the last are shown.
const MOST_PARTS: usize = 200;

/// What is known in the release that the line or the environment names.
pub(crate) fn schema(session: &Session, cursor: &Cursor<'_>) -> Schema {
    let asked = |option| cursor.value(option).map(str::to_owned);
    session.schema_or_newest(&ReleaseOptions {
        omero_version: asked("omero_version"),
        omero_web_version: asked("omero_web_version"),
    })
}

/// Keys that fit after `typed`: those that are set if the command is only about these, otherwise also
/// those that are known.
pub(crate) fn keys(
    session: &Session,
    cursor: &Cursor<'_>,
    argument: &Arg,
    typed: &str,
) -> Vec<Candidate> {
    let schema = schema(session, cursor);
    let snapshot = StoreSnapshot::at(session, cursor);
    let fits = |key: &str| key.starts_with(typed);
    let lists_alone = matches!(cursor.command.get_name(), "append" | "remove");
    let holds_list = |value: &str| !lists_alone || value.trim_start().starts_with('[');
    let set = snapshot.iter().flat_map(StoreSnapshot::properties);
    let mut keys: Vec<&str> =
        set.filter(|(key, value)| fits(key) && holds_list(value)).map(|(key, _)| key).collect();
    let wants_list = |key: &str| !lists_alone || schema.is_json_list(key);
    if cursor.command.get_name() == "describe" {
        // Properties without effect can still be explained.
        schema.keys().filter(|key| fits(key)).for_each(|key| keys.push(key));
    } else if snapshot.is_none() || !is_about_set_ones(cursor) {
        let is_meant = |key: &&str| fits(key) && wants_list(key) && !is_internal(key);
        schema.useful_keys().filter(is_meant).for_each(|key| keys.push(key));
    }
    let given: Vec<_> = cursor.values(argument.get_id().as_str()).collect();
    keys.retain(|key| !given.iter().any(|given| given == key));
    keys.sort_unstable();
    keys.dedup();
    shortened(&keys, typed, |key| summary(schema, key))
}

/// Patterns of keys: `omero.db.*`.
pub(crate) fn patterns(session: &Session, cursor: &Cursor<'_>, typed: &str) -> Vec<Candidate> {
    let schema = schema(session, cursor);
    let mut sections: Vec<_> = schema.keys().filter_map(|key| key.rsplit_once('.')).collect();
    sections.retain(|(section, _)| section.starts_with(typed.trim_end_matches(['.', '*'])));
    sections.sort_unstable();
    sections.dedup_by_key(|(section, _)| *section);
    sections.into_iter().map(|(section, _)| Candidate::new(format!("{section}.*"), "")).collect()
}

/// Values for the property before: for a list the elements to append or remove, otherwise the current
/// value and likely values.
pub(crate) fn values(session: &Session, cursor: &Cursor<'_>) -> Answer {
    cursor.value("key").map_or_else(Answer::default, |key| values_of(session, cursor, key))
}

/// Values for a property.
pub(crate) fn values_of(session: &Session, cursor: &Cursor<'_>, key: &str) -> Answer {
    let schema = schema(session, cursor);
    let snapshot = StoreSnapshot::at(session, cursor);
    let now = snapshot.as_ref().and_then(|snapshot| snapshot.value(key));
    let candidate = |choice: Choice| Candidate::new(choice.text, choice.reason);
    let mut candidates: Vec<_> = match cursor.command.get_name() {
        "remove" => elements(schema, key, now).into_iter().map(|e| Candidate::new(e, "")).collect(),
        "append" => schema.elements(key).into_iter().map(candidate).collect(),
        _ => {
            let now = now.map(|value| Candidate::new(value, "the current value"));
            let profile = snapshot.as_ref().and_then(StoreSnapshot::profile);
            now.into_iter().chain(schema.choices(key, profile).into_iter().map(candidate)).collect()
        }
    };
    // A shell shows them, and puts them into its history. Everyone tries the default of a password first.
    candidates.retain(|candidate| !is_secret(key) && !has_secret(key, &candidate.value));
    let beside = if schema.is_path(key) { Beside::Files } else { Beside::Nothing };
    Answer { beside, candidates }
}

/// The elements of the list that counts, in JSON.
fn elements(schema: Schema, key: &str, stored: Option<&str>) -> Vec<String> {
    let list = match stored {
        Some(text) => Json::parse(text).ok(),
        None => schema.find(key).and_then(|known| known.default().cloned()),
    };
    let elements = list.and_then(Json::into_list).unwrap_or_default();
    elements.iter().map(ToString::to_string).collect()
}

/// Whether a verb has nothing to say about what is not set.
fn is_about_set_ones(cursor: &Cursor<'_>) -> bool {
    let asks_for_defaults = ["all", "default"].iter().any(|id| cursor.value(id).is_some());
    cursor.command.get_name() == "get" && !asks_for_defaults
        || cursor.command.get_name() == "remove"
}

fn summary(schema: Schema, key: &str) -> String {
    // A family says nothing about the one key that is meant.
    let known = schema.find(key).filter(|known| !known.is_family());
    known.as_ref().map(Definition::summary).unwrap_or_default().to_owned()
}

/// The keys with their meanings; of more than [`MOST_KEYS`] only the next part of their names that
/// differs, with the number of keys after it.
///
/// There are never more than [`MOST_PARTS`] of them, so that an answer stays small where thousands of
/// keys differ in the same part. The others are offered when more of it is typed. The last one always
/// stays, and says so: what it shares with the first is what all share, which a shell puts in.
fn shortened(keys: &[&str], typed: &str, summary: impl Fn(&str) -> String) -> Vec<Candidate> {
    let candidate = |key: &str| Candidate::new(key, summary(key));
    if keys.len() <= MOST_KEYS {
        return keys.iter().map(|key| candidate(key)).collect();
    }
    let mut start = typed.len();
    loop {
        let mut sections: Vec<(&str, &str, usize)> = Vec::new();
        for key in keys {
            let section = up_to_dot(key, start);
            match sections.last_mut() {
                Some((last, _, count)) if *last == section => *count += 1,
                _ => sections.push((section, key, 1)),
            }
        }
        if let [(section, _, 2..)] = sections[..] {
            start = section.len();
            continue;
        }
        let left_out = sections.len().saturating_sub(MOST_PARTS);
        if left_out > 0 {
            sections.drain(MOST_PARTS - 1..sections.len() - 1);
        }
        let candidates = sections.into_iter().map(|(section, first, count)| match count {
            1 => candidate(first),
            count => Candidate::new(section, format!("{count} properties")),
        });
        let mut candidates: Vec<_> = candidates.collect();
        if let (1.., Some(last)) = (left_out, candidates.last_mut()) {
            last.meaning = format!("the last; {left_out} before it are not shown");
        }
        return candidates;
    }
}

/// The beginning of a key up to the first dot at or after `start`.
fn up_to_dot(key: &str, start: usize) -> &str {
    let rest = key.get(start..).unwrap_or_default();
    rest.find('.').and_then(|at| key.get(..=start + at)).unwrap_or(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_keys_are_shown_by_the_part_that_differs() {
        let owned: Vec<_> = (0..MOST_KEYS).map(|at| format!("omero.web.k{at:03}")).collect();
        let mut keys: Vec<_> = owned.iter().map(String::as_str).collect();
        keys.insert(0, "omero.db.host");
        let shown = |typed| -> Vec<_> {
            let fitting: Vec<_> =
                keys.iter().copied().filter(|key| key.starts_with(typed)).collect();
            let candidates = shortened(&fitting, typed, |_| String::new());
            candidates.into_iter().map(|candidate| candidate.value).collect()
        };
        assert_eq!(shown(""), ["omero.db.host", "omero.web."]);
        assert_eq!(shown("omero.d"), ["omero.db.host"]);
        assert_eq!(shown("omero.web").len(), MOST_KEYS);
    }
}
