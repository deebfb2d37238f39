//! All properties of a release as one JSON Schema, for editors and other tools.

use crate::model::is_internal;
use crate::python::Json;
use crate::schema::definition::Definition;
use crate::schema::definition::Schema;
use crate::schema::definition::property::TARGETS;
use crate::schema::definition::value_schema::IGNORE_CASE;
use crate::schema::explain::names::Names;
use crate::schema::explain::names::named;
use crate::schema::explain::names::section_at;
use crate::schema::explain::references;

impl Schema {
    /// One JSON Schema (2020-12) for an object that has the decoded values of properties by key, or references
    /// to them as `config apply` reads them.
    pub fn bundle(self) -> Json {
        // The store keeps these two itself, and `apply` refuses them.
        let is_ours = |known: &Definition| is_internal(known.name());
        let known = self.all().filter(|known| !self.is_later(known) && !is_ours(known));
        let (families, properties): (Vec<_>, Vec<_>) = known.partition(Definition::is_family);
        let names = Names::of(&properties, &families);
        let release = self.release();
        let text = |text: &str| Json::text(text);
        object([
            ("$schema", text("https://json-schema.org/draft/2020-12/schema")),
            ("$id", text(&format!("urn:omero-config:schema:omero-{release}"))),
            ("title", text(&format!("Configuration of OMERO {release}"))),
            ("description", text(DESCRIPTION)),
            ("type", text("object")),
            ("properties", joined(in_sections(&names, &properties), names.at_the_top())),
            (
                "patternProperties",
                joined(members(&families, Definition::pattern), names.patterns_at_the_top()),
            ),
            ("additionalProperties", Json::Bool(false)),
            ("$defs", joined(references::definitions(), names.definitions())),
        ])
    }
}

const DESCRIPTION: &str = "Properties of OMERO.server, OMERO.web and their grid by key, with their \
                           values as numbers, booleans, lists and objects.";

impl Definition {
    /// The schema of its value for other tools: as it is for one release.
    pub fn document(&self) -> Json {
        let mut members = self.json().into_object().unwrap_or_default();
        // It makes sense only inside the files of the schema.
        members.retain(|(name, _)| **name != *TARGETS);
        if !self.status().works() && !self.is_deprecated() {
            members.push(("deprecated".into(), Json::Bool(true)));
        }
        in_any_case(Json::Object(members))
    }
}

/// JSON Schema has no word for "case is ignored", but patterns can say it.
fn in_any_case(schema: Json) -> Json {
    let Json::Object(mut members) = schema else { return schema };
    for (name, value) in &mut members {
        if **name == *"items" {
            *value = in_any_case(std::mem::replace(value, Json::Null));
        }
    }
    let schema = Json::Object(members);
    let ignores_case = matches!(schema.member(IGNORE_CASE), Some(Json::Bool(true)));
    let words = schema.member("enum").and_then(Json::as_list).filter(|_| ignores_case);
    let Some(words) = words.map(<[_]>::to_vec) else { return schema };
    let patterns = words.iter().filter_map(Json::as_text).map(|word| either_case(&word));
    let pattern = format!("^({})$", patterns.collect::<Vec<_>>().join("|"));
    let choices =
        vec![object([("enum", Json::List(words))]), object([("pattern", Json::text(&pattern))])];
    let mut members = schema.into_object().unwrap_or_default();
    members.retain(|(name, _)| **name != *"enum");
    members.push(("anyOf".into(), Json::List(choices)));
    Json::Object(members)
}

fn members(known: &[Definition], name: fn(&Definition) -> &str) -> Json {
    let member = |known| match Json::text(name(known)) {
        Json::String(name) => Some((name, references::allowed(known.document()))),
        _ => None,
    };
    Json::Object(known.iter().filter_map(member).collect())
}

/// The schemas of properties; the name of one can also be a part of other names.
fn in_sections(names: &Names<'_>, known: &[Definition]) -> Json {
    let members = members(known, Definition::name).into_object().unwrap_or_default();
    let member = |(name, schema): (Box<str>, Json)| {
        let mut parts = schema.into_object().unwrap_or_default();
        let choices = parts.iter_mut().find(|(part, _)| **part == *"anyOf");
        if let Some((_, Json::List(choices))) = choices.filter(|_| names.is_section(&name)) {
            choices.push(section_at(&name));
        }
        (name, Json::Object(parts))
    };
    Json::Object(members.into_iter().map(member).collect())
}

/// An object with more members.
fn joined(object: Json, more: Vec<(String, Json)>) -> Json {
    let mut members = object.into_object().unwrap_or_default();
    members.extend(named(more).into_object().unwrap_or_default());
    Json::Object(members)
}

/// Names of members must be plain ASCII without anything to escape.
pub(super) fn object<const N: usize>(members: [(&str, Json); N]) -> Json {
    Json::Object(members.into_iter().map(|(name, value)| (name.into(), value)).collect())
}

/// What has a meaning in a pattern. Strict validators refuse a backslash before anything else.
const SYNTAX: &str = r"^$\.*+?()[]{}|/";

fn either_case(word: &str) -> String {
    let either = |letter: char| {
        if letter.is_ascii_alphabetic() {
            format!("[{}{}]", letter.to_ascii_uppercase(), letter.to_ascii_lowercase())
        } else if SYNTAX.contains(letter) {
            format!("\\{letter}")
        } else {
            letter.to_string()
        }
    };
    word.chars().map(either).collect()
}
