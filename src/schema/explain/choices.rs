//! Values that a property is likely to be given, for a user who types one.

use std::collections::HashSet;

use crate::model::Profile;
use crate::python::Json;
use crate::schema::check::Facts;
use crate::schema::check::Server;
use crate::schema::check::server::LIST;
use crate::schema::check::site::Site;
use crate::schema::definition::Definition;
use crate::schema::definition::Encoding;
use crate::schema::definition::Release;
use crate::schema::definition::Schema;
use crate::schema::definition::Type;
use crate::schema::definition::ValueSchema;
use crate::schema::definition::index::IndexEntry;
use crate::schema::definition::index::Standing;

/// The place of one of them, counted from 1.
const SERVER_PLACE: &str = "omero.web.public.server_id";

/// A value, as it would be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub text: String,
    /// Why it is likely; may be empty.
    pub reason: String,
}

impl Choice {
    fn new(text: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { text: text.into(), reason: reason.into() }
    }
}

impl Schema {
    /// The keys that a new configuration for the release can make use of, sorted.
    pub fn useful_keys(self) -> impl Iterator<Item = &'static str> {
        let plain = IndexEntry::all().filter(|entry| !entry.is_family());
        plain.filter(move |entry| self.is_useful(*entry)).map(IndexEntry::name)
    }

    /// Reading all properties would take longer than a person who pressed Tab should wait.
    fn is_useful(self, entry: IndexEntry) -> bool {
        match entry.standing() {
            Standing::Useless => false,
            Standing::Since(major, minor, patch) => {
                self.release() >= Release::new(major, minor, patch)
            }
            Standing::Varies => Definition::read(entry, self.releases())
                .is_some_and(|known| self.has(&known) && !known.is_deprecated()),
        }
    }

    /// Values for `key`: what its type enumerates, its default, what is often used, examples, and for a
    /// host those in `profile`.
    pub fn choices(self, key: &str, profile: Option<&Profile>) -> Vec<Choice> {
        let Some(known) = self.find(key) else { return Vec::new() };
        let mut choices = Vec::new();
        if key == SERVER_PLACE {
            let hosts = (1..).zip(self.hosts(profile));
            choices.extend(hosts.map(|(at, host)| Choice::new(at.to_string(), host)));
        }
        choices.extend(self.stored_default(key).map(|text| Choice::new(text, "the default")));
        let words = enumerated(known.schema());
        choices.extend(words.iter().map(|word| Choice::new(known.encode(word), "")));
        if has_format(known.schema(), &["host"]) {
            let hosts = self.hosts(profile).into_iter();
            choices.extend(hosts.map(|host| Choice::new(host, "a server of OMERO.web")));
        }
        let usual = known.usual_values().into_iter();
        choices.extend(usual.map(|text| Choice::new(text, "often used")));
        let examples = known.examples().into_iter();
        choices.extend(examples.map(|text| Choice::new(text, "an example")));
        once(choices)
    }

    /// Elements in JSON that can be appended to the list of `key`.
    pub fn elements(self, key: &str) -> Vec<Choice> {
        let Some(known) = self.find(key) else { return Vec::new() };
        let words = known.schema().items.as_deref().map(enumerated).unwrap_or_default();
        let words = words.iter().map(|word| Choice::new(word.to_string(), ""));
        let examples = known.examples.iter().filter_map(Json::as_list).flatten();
        let examples = examples.map(|element| Choice::new(element.to_string(), "an example"));
        once(words.chain(examples).collect())
    }

    /// The hosts that `profile` has in the list of servers, or that the default of the list has.
    pub fn hosts(self, profile: Option<&Profile>) -> Vec<String> {
        let servers = Site::new(self, profile, &Facts::default()).json(LIST);
        let servers = servers.as_list().unwrap_or_default().iter().filter_map(Server::of);
        servers.map(|server| server.host).collect()
    }

    /// Whether the value of `key` is a list in JSON, whose elements come and go.
    pub fn is_json_list(self, key: &str) -> bool {
        // Most are not lists, and need not be read to find out.
        let may_be = IndexEntry::of(key).is_none_or(|entry| entry.json().contains("\"array\""));
        let known = may_be.then(|| self.find(key)).flatten();
        known.is_some_and(|known| {
            known.encodings().contains(&Encoding::Json)
                && known.schema().allows_type_of(&Json::List(Vec::new()))
        })
    }

    /// Whether a value of `key` is the path of a file or directory.
    pub fn is_path(self, key: &str) -> bool {
        let known = self.find(key);
        known.is_some_and(|known| has_format(known.schema(), &["path", "absolute-path"]))
    }
}

/// The values that a schema enumerates, itself or as one of several choices.
fn enumerated(schema: &ValueSchema) -> Vec<Json> {
    let mut words = schema.words.clone().unwrap_or_default();
    if schema.types == [Type::Boolean] {
        words.extend([Json::Bool(true), Json::Bool(false)]);
    }
    words.extend(schema.any_of.iter().flat_map(enumerated));
    words
        .retain(|word| schema.deprecated_values.get(&word.as_text().unwrap_or_default()).is_none());
    words
}

fn has_format(schema: &ValueSchema, formats: &[&str]) -> bool {
    schema.format.as_deref().is_some_and(|format| formats.contains(&format))
        || schema.any_of.iter().any(|choice| has_format(choice, formats))
}

/// Of several with the same text the first one.
fn once(mut choices: Vec<Choice>) -> Vec<Choice> {
    let mut seen = HashSet::new();
    choices.retain(|choice| !choice.text.is_empty() && seen.insert(choice.text.clone()));
    choices
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(choices: Vec<Choice>) -> Vec<String> {
        choices.into_iter().map(|choice| choice.text).collect()
    }

    #[test]
    fn what_a_type_enumerates_and_what_is_usual_is_offered() {
        let schema = Schema::default();
        let of = |key| texts(schema.choices(key, None));
        assert_eq!(of("omero.web.debug"), ["false", "true"]);
        assert_eq!(of("omero.web.application_server"), ["wsgi-tcp", "wsgi", "development"]);
        assert_eq!(of("omero.db.host"), ["localhost", "db.example.org"]);
        assert_eq!(of("omero.web.public.server_id"), ["1", "2"]);
        assert!(!of("omero.web.session_engine").contains(&"omeroweb.filesessionstore".to_owned()));
        assert!(of("nosuch").is_empty());
    }

    #[test]
    fn what_is_useful_is_told_as_if_all_was_read() {
        for release in ["5.0", "5.2.1", "5.3", "5.6.0", "5.6.10", "5.6"] {
            let schema = Schema::new(release.parse().unwrap());
            let is_useful = |known: &Definition| {
                !known.is_family() && schema.has(known) && !known.is_deprecated()
            };
            let read: Vec<_> = schema.all().filter(is_useful).collect();
            let read: Vec<_> = read.iter().map(Definition::name).collect();
            assert_eq!(schema.useful_keys().collect::<Vec<_>>(), read, "{release}");
        }
    }

    #[test]
    fn elements_are_json() {
        let elements = texts(Schema::default().elements("omero.web.server_list"));
        assert!(elements.contains(&r#"["omero.example.org", 4064]"#.to_owned()), "{elements:?}");
    }

    #[test]
    fn paths_are_known() {
        let schema = Schema::default();
        assert!(schema.is_path("omero.data.dir"));
        assert!(!schema.is_path("omero.db.host"));
    }

    /// Every default, word and example is taken by the property it is offered for.
    #[test]
    fn what_is_offered_is_accepted() {
        let schema = Schema::default();
        for key in schema.keys() {
            for choice in schema.choices(key, None) {
                let verdict = schema.accept(key, &choice.text);
                assert!(verdict.is_ok(), "{key} {}: {verdict:?}", choice.text);
            }
        }
    }
}
