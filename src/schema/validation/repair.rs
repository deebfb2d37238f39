//! The value that was probably meant by one that is refused.
//!
//! A repair is only ever proposed: it is a line to type, and it must be a value that would be accepted.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::python::Json;
use crate::python::Slip;
use crate::python::read_leniently;
use crate::schema::definition::Definition;
use crate::schema::definition::Encoding;
use crate::schema::definition::Schema;
use crate::schema::definition::ValueSchema;
use crate::schema::redaction::redacted_text;
use crate::schema::syntax;
use crate::schema::syntax::surroundings;
use crate::schema::validation::validator::consequence;

impl Schema {
    /// The repair of a value, if it may be shown.
    pub(crate) fn proposed(self, known: &Definition, key: &str, text: &str) -> Option<String> {
        let may_be_shown = !known.is_secret() && matches!(redacted_text(text), Cow::Borrowed(_));
        self.repaired(known, key, text).map(|repair| repair.value).filter(|_| may_be_shown)
    }

    /// The value that was meant by a text that may not be stored for `key`.
    pub(crate) fn meant_by(self, key: &str, text: &str) -> Option<String> {
        let known = self.find_for_validation(key)?;
        if self.accept(key, text).is_ok() {
            return None;
        }
        self.proposed(&known, key, text)
    }

    /// A text close to `text` that may be stored for `key`, and what is wrong with this one.
    pub(crate) fn repaired(self, known: &Definition, key: &str, text: &str) -> Option<Repair> {
        let bare = surroundings::without(text);
        let candidates = bare.iter().flat_map(|bare| {
            let value = known.decode(bare).ok();
            let inside = value.as_ref().map(|value| {
                let repaired = repaired(known.schema(), value);
                if repaired == *value { bare.clone() } else { known.encode(&repaired) }
            });
            let added = value.and_then(|value| with_default(known, &value));
            let doubled = known.decode(bare).ok().map(|value| known.encode(&value));
            [inside, added, Some(bare.clone()), doubled]
        });
        let plain = candidates.flatten().map(|value| Repair { value, cause: None });
        // Single quotes around all of it are those of a shell, not those of a text in JSON.
        let is_bare = |bare: &&String| surroundings::in_single_quotes(bare.trim()).is_none();
        let lenient = bare.iter().filter(is_bare).flat_map(|bare| almost_json(known, bare));
        let is_new = |repair: &Repair| repair.value != text;
        let mut repairs = plain.chain(lenient).filter(is_new);
        let repair = repairs.find(|repair| self.takes(known, key, &repair.value))?;
        let cause = cause_around(text, &repair.value).or(repair.cause);
        Some(Repair { cause, ..repair })
    }
}

/// A value to be proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Repair {
    pub(crate) value: String,
    /// What was wrong with the text, if that is typical of shells and documents.
    pub(crate) cause: Option<&'static str>,
}

/// The value of a text that is almost JSON: itself, or the items of a list.
fn almost_json(known: &Definition, text: &str) -> Vec<Repair> {
    let is_json = known
        .encodings()
        .iter()
        .any(|encoding| matches!(encoding, Encoding::Json | Encoding::JsonWindows));
    let Some(lenient) = read_leniently(text).filter(|_| is_json) else { return Vec::new() };
    let cause = lenient.slips.first().map(|slip| words_for(*slip));
    let items = match lenient.value.as_text() {
        Some(_) => text.split(',').map(|item| Json::text(item.trim())).collect(),
        None => vec![lenient.value.clone()],
    };
    let values = [lenient.value, Json::List(items)];
    let repaired = values.map(|value| known.encode(&repaired(known.schema(), &value)));
    repaired.into_iter().map(|value| Repair { value, cause }).collect()
}

/// What is said of a slip.
pub(crate) fn words_for(slip: Slip) -> &'static str {
    match slip {
        Slip::Typographic => {
            "JSON needs straight double quotes, not typographic ones such as \u{201c}"
        }
        Slip::SingleQuotes => "JSON needs double quotes, not single quotes",
        Slip::NoQuotes => "the double quotes are missing, perhaps because the shell removed them",
        Slip::Backslash => r"in JSON each backslash is written as `\\`",
        Slip::Open => "a bracket or a quote is missing at the end",
        Slip::Surplus => "there is a comma or a bracket too many",
    }
}

fn cause_around(text: &str, repaired: &str) -> Option<&'static str> {
    if surroundings::in_single_quotes(text.trim()).is_some() {
        return Some("cmd.exe passes single quotes on and takes double quotes away");
    }
    let is_quoted = surroundings::in_quotes(text.trim()) == Some(repaired);
    is_quoted.then_some("the quotes around the value became a part of it")
}

/// The items of the default, then those of a list that lacks one of them.
fn with_default(known: &Definition, value: &Json) -> Option<String> {
    known.schema().contains.as_ref()?;
    let default = known.default()?.as_list()?;
    let added = value.as_list()?.iter().filter(|item| !default.contains(item));
    Some(known.encode(&Json::List(default.iter().chain(added).cloned().collect())))
}

/// The value with the repair of its format in the place of each text.
fn repaired(schema: &ValueSchema, value: &Json) -> Json {
    let value = plainly_repaired(schema, value);
    match consequence(schema, &value) {
        Some(consequence) => repaired(consequence, &value),
        None => value,
    }
}

fn plainly_repaired(schema: &ValueSchema, value: &Json) -> Json {
    match value {
        Json::String(_) => text(schema, value).unwrap_or_else(|| value.clone()),
        Json::List(items) => {
            let words = |format| {
                let texts: Vec<_> = items.iter().filter_map(Json::as_text).collect();
                let repaired = syntax::repair(format, &texts.join(" "))?;
                Some(Json::List(repaired.split_whitespace().map(Json::text).collect()))
            };
            if let Some(repaired) = schema.format.as_deref().and_then(words) {
                return repaired;
            }
            let is_meant = |choice: &&ValueSchema| !choice.prefix_items.is_empty();
            let schema = schema.any_of.iter().find(is_meant).unwrap_or(schema);
            let of = |at: usize| schema.prefix_items.get(at).or(schema.items.as_deref());
            let items = items.iter().enumerate();
            let items =
                items.map(|(at, item)| of(at).map_or(item.clone(), |of| repaired(of, item)));
            let mut list: Vec<_> = items.collect();
            if schema.unique_items {
                let mut before = HashSet::new();
                list.retain(|item| before.insert(item.clone()));
            }
            Json::List(list)
        }
        Json::Object(members) => {
            let of = |name: &str| {
                let known = schema.properties.as_ref().and_then(|known| known.get(name));
                known.or(schema.additional_properties.as_deref())
            };
            let repaired = members.iter().map(|(name, member)| {
                let member = of(name).map_or(member.clone(), |of| repaired(of, member));
                (name.clone(), member)
            });
            Json::Object(repaired.collect())
        }
        value => value.clone(),
    }
}

/// The first repair that the schema, or one of its choices, has for the text.
fn text(schema: &ValueSchema, value: &Json) -> Option<Json> {
    let choices = std::iter::once(schema).chain(&schema.any_of);
    let mut formats = choices.filter_map(|choice| choice.format.as_deref());
    let text = value.as_text()?;
    let repaired = formats.find_map(|format| syntax::repair(format, &text))?;
    Some(Json::text(&repaired))
}
