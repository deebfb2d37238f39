//! Which names the JSON Schema for editors allows: in full, or as objects inside one another.

use std::collections::BTreeSet;

use super::bundle::object;
use crate::python::Json;
use crate::schema::definition::Definition;

/// What every name of OMERO begins with.
const OMERO: &str = "omero.";

/// What every name of OMERO.web and its apps begins with.
const WEB: &str = "omero.web.";

/// Names of the Java servers, which can follow the name of a property.
const FOR_ONE_SERVICE: &str = r"\.(?:blitz|indexer|pixeldata|repository)$";

/// The section of properties that belong to OMERO.web itself and not to an app.
const SECTION_OF_WEB: &str = "Web";

/// The names of all properties, and those of the sections that they are in.
pub(super) struct Names<'known> {
    properties: &'known [Definition],
    families: &'known [Definition],
    /// `omero.web` for `omero.web.debug`, and so on.
    sections: BTreeSet<&'known str>,
    /// What follows `omero.web.` in names of OMERO.web itself.
    parts_of_web: BTreeSet<&'known str>,
}

impl<'known> Names<'known> {
    pub(super) fn of(properties: &'known [Definition], families: &'known [Definition]) -> Self {
        let outer = |known: &'known Definition| {
            let name = known.name();
            name.match_indices('.').filter_map(move |(at, _)| name.get(..at))
        };
        let of_web = properties.iter().filter(|known| known.section() == SECTION_OF_WEB);
        let part = |known: &'known Definition| known.name().strip_prefix(WEB)?.split('.').next();
        Self {
            properties,
            families,
            sections: properties.iter().flat_map(outer).collect(),
            parts_of_web: of_web.filter_map(part).collect(),
        }
    }

    /// What is allowed at the top, beside the properties themselves.
    pub(super) fn at_the_top(&self) -> Vec<(String, Json)> {
        let sections = self.sections.iter().filter(|section| !self.is_property(section));
        let sections = sections.map(|section| ((*section).to_owned(), section_at(section)));
        let changes = self.properties.iter().filter(|known| is_list(known)).flat_map(changes_of);
        // `db.host` is never meant as it is written.
        let without_omero = self.properties.iter().filter_map(|known| {
            let rest = known.name().strip_prefix(OMERO).filter(|rest| rest.contains('.'))?;
            Some((rest.to_owned(), Json::Bool(false)))
        });
        sections.chain(changes).chain(without_omero).collect()
    }

    /// Patterns of other names at the top: those of apps, of single services, and what is not in a namespace of OMERO.
    pub(super) fn patterns_at_the_top(&self) -> Vec<(String, Json)> {
        let others = format!("^{}(?:[._@]|$)", other_than(&["omero"], "._@"));
        let mut patterns = vec![(others, Json::Bool(true))];
        patterns.extend(
            self.patterns_in(OMERO)
                .map(|(rest, schema)| (rest.replacen('^', r"^omero\.", 1), schema)),
        );
        patterns
    }

    /// The schemas of all sections, as definitions.
    pub(super) fn definitions(&self) -> Vec<(String, Json)> {
        self.sections.iter().map(|section| (definition(section), self.section(section))).collect()
    }

    /// Whether a section has the name of a property as well.
    pub(super) fn is_section(&self, name: &str) -> bool {
        self.sections.contains(name)
    }

    fn is_property(&self, name: &str) -> bool {
        self.properties.iter().any(|known| known.name() == name)
    }

    /// An object in the place of the part of a name: the rests of the names.
    fn section(&self, section: &str) -> Json {
        let prefix = format!("{section}.");
        let known = self.properties.iter().map(Definition::name);
        let names =
            known.chain(self.sections.iter().copied().filter(|name| !self.is_property(name)));
        let rests = names.filter_map(|name| Some((name.strip_prefix(&prefix)?, name)));
        let rests = rests.map(|(rest, name)| (rest.to_owned(), at(name)));
        let changes = self.properties.iter().filter(|known| is_list(known)).flat_map(changes_of);
        let changes = changes
            .filter_map(|(name, schema)| Some((name.strip_prefix(&prefix)?.to_owned(), schema)));
        let mut members = vec![
            ("type", Json::text("object")),
            ("properties", named(rests.chain(changes).collect())),
        ];
        if section.starts_with("omero") {
            members.push(("patternProperties", named(self.patterns_in(&prefix).collect())));
            members.push(("additionalProperties", Json::Bool(false)));
        }
        Json::Object(members.into_iter().map(|(name, value)| (name.into(), value)).collect())
    }

    /// Patterns of the rests of names behind `prefix`.
    fn patterns_in(&self, prefix: &str) -> impl Iterator<Item = (String, Json)> {
        let literal = format!("^{}", prefix.replace('.', r"\."));
        let families = self.families.iter().filter_map(move |known| {
            let rest = known.pattern().strip_prefix(&literal)?;
            Some((format!("^{rest}"), Json::Bool(true)))
        });
        let of_app = |before: &str, schema: Json, end: &str| {
            let words: Vec<_> = self.parts_of_web.iter().copied().collect();
            (format!("^{before}{}{end}", other_than(&words, ".@")), schema)
        };
        let apps = match prefix {
            OMERO => vec![of_app(r"web\.", Json::Bool(true), r"\.")],
            WEB => {
                let object = object([("type", Json::text("object"))]);
                vec![of_app("", Json::Bool(true), r"\."), of_app("", object, "$")]
            }
            _ => Vec::new(),
        };
        let services = [(FOR_ONE_SERVICE.to_owned(), Json::Bool(true))];
        families.chain(apps).chain(services)
    }
}

/// The schema of a property or a section at the top.
fn at(name: &str) -> Json {
    object([("$ref", Json::text(&format!("#/properties/{name}")))])
}

/// The schema of the object that stands for a part of names.
pub(super) fn section_at(section: &str) -> Json {
    object([("$ref", Json::text(&format!("#/$defs/{}", definition(section))))])
}

fn definition(section: &str) -> String {
    format!("section.{section}")
}

fn is_list(known: &Definition) -> bool {
    known.schema().allows_type_of(&Json::List(Vec::new()))
}

/// The elements that a list is to have or not to have.
fn changes_of(known: &Definition) -> [(String, Json); 2] {
    let elements = || object([("$ref", Json::text("#/$defs/elements"))]);
    ["contains", "lacks"].map(|change| (format!("{}@{change}", known.name()), elements()))
}

/// An object with names that are not known when the program is built.
pub(super) fn named(members: Vec<(String, Json)>) -> Json {
    let member = |(name, value): (String, Json)| match Json::text(&name) {
        Json::String(name) => Some((name, value)),
        _ => None,
    };
    Json::Object(members.into_iter().filter_map(member).collect())
}

/// A pattern of every part of a name but some words; JSON Schema has no look-around. A part ends before one of `ends`.
fn other_than(words: &[&str], ends: &str) -> String {
    let firsts: BTreeSet<char> = words.iter().filter_map(|word| word.chars().next()).collect();
    let class: String = firsts.iter().collect();
    let mut ways = vec![format!("[^{ends}{class}][^{ends}]*")];
    for first in firsts {
        let rests: Vec<_> = words.iter().filter_map(|word| word.strip_prefix(first)).collect();
        let rest = other_than(&rests, ends);
        // The word may also end here, if it is not one of those.
        let optional = if rests.contains(&"") { "" } else { "?" };
        ways.push(format!("{first}{rest}{optional}"));
    }
    format!("(?:{})", ways.join("|"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::validation::expected::matches;

    #[test]
    fn every_other_word_matches() {
        let pattern = format!("^{}$", other_than(&["web", "we", "db"], ".@"));
        for (word, is_other) in [
            ("web", false),
            ("we", false),
            ("db", false),
            ("w", true),
            ("webs", true),
            ("d", true),
            ("x", true),
            ("dbx.y", false),
            ("", false),
        ] {
            assert_eq!(matches(&pattern, word), is_other, "{word}");
        }
    }
}
