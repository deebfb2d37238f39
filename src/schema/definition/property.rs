//! What the schema says of one property: every keyword of our own is here and nowhere else.

use std::borrow::Cow;

use serde::Deserialize;

use super::encoding::Encoding;
use super::index::IndexEntry;
use super::releases::Milestone;
use super::releases::Releases;
use super::shapes::Members;
use super::shapes::one_or_many;
use super::status::Status;
use super::value_schema::ValueSchema;
use super::web_release::WebRelease;
use crate::python::Json;
use crate::python::SyntaxError;

/// The keyword of what was different in older releases.
pub(crate) const TARGETS: &str = "x-omero-targets";

/// What is written about a property, as it is for some releases; `schema/README.md` explains the keywords.
#[derive(Debug, Clone, Deserialize)]
pub struct Definition {
    /// The key, of a family the pattern that its keys match.
    #[serde(skip)]
    key: &'static str,
    /// All that is written, in JSON.
    #[serde(skip)]
    json: Cow<'static, str>,
    #[serde(skip)]
    schema: ValueSchema,
    #[serde(rename = "x-omero-family")]
    family: Option<String>,
    description: String,
    #[serde(default)]
    deprecated: bool,
    #[serde(default, rename = "writeOnly")]
    secret: bool,
    default: Option<Json>,
    #[serde(default)]
    pub(crate) examples: Vec<Json>,
    #[serde(rename = "x-omero-encoding", deserialize_with = "one_or_many")]
    encodings: Vec<Encoding>,
    #[serde(default, rename = "x-omero-item-encoding")]
    item_encoding: Encoding,
    #[serde(rename = "x-omero-default-text")]
    default_text: Option<String>,
    #[serde(rename = "x-omero-default-from")]
    default_from: Option<String>,
    #[serde(default, rename = "x-omero-consumer-defaults")]
    pub(crate) consumer_defaults: Members<Json>,
    #[serde(default, rename = "x-omero-known-values")]
    pub(crate) known_values: Vec<Json>,
    #[serde(rename = "x-omero-section")]
    section: String,
    #[serde(rename = "x-omero-mapping")]
    pub(crate) mapping: Option<String>,
    #[serde(default, rename = "x-omero-status")]
    status: Status,
    #[serde(rename = "x-omero-consumers")]
    consumers: Vec<String>,
    #[serde(rename = "x-omero-since")]
    pub(crate) since: Option<String>,
    #[serde(rename = "x-omero-since-component")]
    pub(crate) since_component: Option<String>,
    #[serde(rename = "x-omero-removed")]
    pub(crate) removed: Option<String>,
    #[serde(rename = "x-omero-removed-component")]
    pub(crate) removed_component: Option<String>,
    #[serde(rename = "x-omero-deprecated-since")]
    pub(crate) deprecated_since: Option<String>,
    #[serde(default, rename = "x-omero-replaced-by", deserialize_with = "one_or_many")]
    replaced_by: Vec<String>,
    #[serde(default, rename = "x-omero-targets")]
    variants: Vec<Variant>,
    #[serde(rename = "x-omero-remark")]
    remark: Option<String>,
}

/// What was different up to a release.
#[derive(Debug, Clone, Deserialize)]
struct Variant {
    until: String,
}

impl Definition {
    /// Reads a property of the schema; members of older releases replace those of the newest.
    pub(crate) fn read(entry: IndexEntry, releases: Releases) -> Option<Self> {
        let newest = Self::parse(entry.name(), entry.json().into())?;
        // The first variant counts that ends with the release or later.
        let is_for = |variant: &Variant| {
            Milestone::of_schema(&variant.until).is_some_and(|until| releases.are_until(until))
        };
        match newest.variants.iter().position(is_for) {
            Some(at) => Self::parse(entry.name(), with_variant(entry.json(), at)?.into()),
            None => Some(newest),
        }
    }

    fn parse(key: &'static str, json: Cow<'static, str>) -> Option<Self> {
        let mut read: Self = serde_json::from_str(&json).ok()?;
        read.schema = serde_json::from_str(&json).ok()?;
        Some(Self { key, json, ..read })
    }

    /// The key, or the name of the family with its variable parts in `<>`.
    pub fn name(&self) -> &str {
        self.family.as_deref().unwrap_or(self.key)
    }

    /// The key, or the pattern that the keys of a family match.
    pub fn pattern(&self) -> &str {
        self.key
    }

    /// Whether it describes all properties that match a pattern.
    pub fn is_family(&self) -> bool {
        self.key.starts_with('^')
    }

    pub fn schema(&self) -> &ValueSchema {
        &self.schema
    }

    /// All that is written about it.
    pub(crate) fn json(&self) -> Json {
        Json::parse(&self.json).unwrap_or(Json::Null)
    }

    /// All that is said about its meaning.
    pub fn description(&self) -> &str {
        &self.description
    }

    /// The first sentence of the description, without the full stop.
    pub fn summary(&self) -> &str {
        let first =
            self.description.split_once(". ").map_or(&*self.description, |(first, _)| first);
        first.trim_end_matches('.')
    }

    /// What becomes of it when it is set.
    pub fn status(&self) -> Status {
        self.status
    }

    /// Whether new configurations should not use it.
    pub fn is_deprecated(&self) -> bool {
        self.deprecated
    }

    /// Whether its value must not be shown.
    pub fn is_secret(&self) -> bool {
        self.secret
    }

    pub fn replaced_by(&self) -> &[String] {
        &self.replaced_by
    }

    pub fn consumers(&self) -> &[String] {
        &self.consumers
    }

    /// The heading that it is listed under.
    pub fn section(&self) -> &str {
        &self.section
    }

    /// The one mistake that is easily made.
    pub fn remark(&self) -> Option<&str> {
        self.remark.as_deref()
    }

    /// The value that counts while it is not set.
    pub fn default(&self) -> Option<&Json> {
        self.default.as_ref()
    }

    pub fn default_from(&self) -> Option<&str> {
        self.default_from.as_deref()
    }

    /// The default as it would be stored.
    pub fn default_text(&self) -> Option<String> {
        let exact = self.default_text.clone();
        exact.or_else(|| self.default().map(|default| self.encode(default)))
    }

    /// The text for a decoded value.
    pub fn encode(&self, value: &Json) -> String {
        let encoding = self.encodings.first().copied().unwrap_or_default();
        encoding.encode(value, self.item_encoding)
    }

    /// The value that every program sees; they must agree.
    pub fn decode(&self, text: &str) -> Result<Json, SyntaxError> {
        let mut seen: Option<Json> = None;
        for encoding in &self.encodings {
            let value = encoding.decode(text, self.item_encoding)?;
            if seen.as_ref().is_some_and(|seen| *seen != value) {
                let message = "its programs would take this for different values";
                return Err(SyntaxError::new(0, message));
            }
            seen = Some(value);
        }
        Ok(seen.unwrap_or_else(|| Json::text(text)))
    }

    /// How each of its programs reads it.
    pub fn encodings(&self) -> &[Encoding] {
        &self.encodings
    }

    /// Examples as they would be stored.
    pub fn examples(&self) -> Vec<String> {
        self.examples.iter().map(|example| self.encode(example)).collect()
    }

    /// Whether only programs read it that get their values through IceGrid.
    pub fn reaches_only_server(&self) -> bool {
        let through_icegrid =
            |name: &String| matches!(name.as_str(), "server" | "ice" | "services" | "dropbox");
        !self.consumers.is_empty() && self.consumers.iter().all(through_icegrid)
    }

    /// The first release with it.
    pub(crate) fn since_milestone(&self) -> Option<Milestone> {
        let component = self.since_component.as_deref().and_then(WebRelease::of_schema);
        component.map(Milestone::Web).or_else(|| Milestone::of_schema(self.since.as_deref()?))
    }

    /// Until when it was different, as it is written and as the last releases of that time.
    pub fn ends_of_variants(&self) -> impl Iterator<Item = (&str, Releases)> {
        let until = self.variants.iter().map(|variant| &*variant.until);
        until.filter_map(|until| Some((until, Milestone::of_schema(until)?.into())))
    }
}

/// What is written about a property, with the members of a variant in the place of those of the newest.
fn with_variant(json: &str, at: usize) -> Option<String> {
    let written = Json::parse(json).ok()?;
    let variant = written.member(TARGETS)?.as_list()?.get(at)?.clone();
    let mut members = written.into_object()?;
    for (name, value) in variant.into_object()? {
        members.retain(|(known, _)| *known != name);
        if !matches!(value, Json::Null) {
            members.push((name, value));
        }
    }
    Some(Json::Object(members).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What serde could not read would not be there.
    #[test]
    fn every_property_can_be_read_as_every_release_knows_it() {
        for entry in IndexEntry::all() {
            let newest = Definition::read(entry, Releases::default()).unwrap();
            assert_eq!(
                newest.ends_of_variants().count(),
                newest.variants.len(),
                "{}",
                entry.name()
            );
            for (until, releases) in newest.ends_of_variants() {
                let read = Definition::read(entry, releases);
                assert!(read.is_some(), "{} {until}", entry.name());
            }
        }
    }
}
