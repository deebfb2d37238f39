//! What the schema knows about one property.

use crate::python::Json;
use crate::schema::definition::encoding::Encoding;
use crate::schema::definition::index::Entry;
use crate::schema::definition::release::Release;

/// What is known about a property, as it is for one release.
#[derive(Debug, Clone)]
pub struct Definition {
    name: String,
    /// The key, of a family the pattern that its keys match.
    key: &'static str,
    members: Json,
}

/// What becomes of a property that is set (`x-omero-status`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It works.
    Active,
    /// It works, but is not meant for administrators.
    Internal,
    /// It works, but is meant for developers.
    Development,
    /// The build fixes it.
    Build,
    /// A running server tells it.
    Runtime,
    /// It is accepted without effect.
    Inert,
    /// Only servers on Windows read it.
    Legacy,
    /// It is gone.
    Removed,
    /// It stood only in documentation.
    Never,
    /// It is seen in use, but nothing reads it.
    Unread,
    /// It belongs to the configuration of a client.
    ClientOnly,
}

impl Definition {
    /// Reads a property of the schema; members of older releases replace those of the newest.
    pub(crate) fn read(entry: Entry, release: Release) -> Option<Self> {
        let members = for_release(Json::parse(entry.json()).ok()?, release);
        let family = members.member("x-omero-family").and_then(Json::as_text);
        let key = entry.name();
        Some(Self { name: family.unwrap_or_else(|| key.to_owned()), key, members })
    }

    /// The key, or the name of the family with its variable parts in `<>`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The key, or the pattern that the keys of a family match.
    pub fn pattern(&self) -> &str {
        self.key
    }

    /// Whether it stands for all properties that match a pattern.
    pub fn is_family(&self) -> bool {
        self.key.starts_with('^')
    }

    /// The schema of its decoded value.
    pub fn schema(&self) -> &Json {
        &self.members
    }

    /// All that is said about its meaning.
    pub fn description(&self) -> String {
        self.text("description").unwrap_or_default()
    }

    /// The first sentence of the description, without the full stop.
    pub fn summary(&self) -> String {
        let description = self.description();
        let first = description.split_once(". ").map_or(description.as_str(), |(first, _)| first);
        first.trim_end_matches('.').to_owned()
    }

    /// What becomes of it when it is set.
    pub fn status(&self) -> Status {
        match self.text("x-omero-status").as_deref() {
            Some("internal") => Status::Internal,
            Some("development") => Status::Development,
            Some("build") => Status::Build,
            Some("runtime") => Status::Runtime,
            Some("inert") => Status::Inert,
            Some("legacy") => Status::Legacy,
            Some("removed") => Status::Removed,
            Some("never") => Status::Never,
            Some("unread") => Status::Unread,
            Some("client-only") => Status::ClientOnly,
            _ => Status::Active,
        }
    }

    /// Whether new configurations should not use it.
    pub fn is_deprecated(&self) -> bool {
        matches!(self.members.member("deprecated"), Some(Json::Bool(true)))
    }

    /// Whether its value must not be shown.
    pub fn is_secret(&self) -> bool {
        matches!(self.members.member("writeOnly"), Some(Json::Bool(true)))
    }

    /// The properties to use instead.
    pub fn replaced_by(&self) -> Vec<String> {
        self.texts("x-omero-replaced-by")
    }

    /// The programs that read it.
    pub fn consumers(&self) -> Vec<String> {
        self.texts("x-omero-consumers")
    }

    /// The value that counts while it is not set.
    pub fn default(&self) -> Option<&Json> {
        self.members.member("default").filter(|default| !matches!(default, Json::Null))
    }

    /// The default as it would be stored.
    pub fn default_text(&self) -> Option<String> {
        let exact = self.text("x-omero-default-text");
        exact.or_else(|| self.default().map(|default| self.encode(default)))
    }

    /// The text that stands for a decoded value.
    pub fn encode(&self, value: &Json) -> String {
        let encoding = self.encodings().first().copied().unwrap_or(Encoding::Text);
        encoding.encode(value, self.item_encoding())
    }

    /// How each of its programs reads it.
    pub fn encodings(&self) -> Vec<Encoding> {
        self.texts("x-omero-encoding").iter().filter_map(|name| Encoding::named(name)).collect()
    }

    /// How an item of a list is read.
    pub(crate) fn item_encoding(&self) -> Encoding {
        let name = self.text("x-omero-item-encoding");
        name.and_then(|name| Encoding::named(&name)).unwrap_or(Encoding::Text)
    }

    /// Examples as they would be stored.
    pub fn examples(&self) -> Vec<String> {
        let examples = self.members.member("examples").and_then(Json::as_list).unwrap_or_default();
        examples.iter().map(|example| self.encode(example)).collect()
    }

    /// A member that is a text.
    pub fn text(&self, member: &str) -> Option<String> {
        self.members.member(member).and_then(Json::as_text)
    }

    /// A member that is a text or a list of them.
    pub fn texts(&self, member: &str) -> Vec<String> {
        match self.members.member(member) {
            Some(Json::List(items)) => items.iter().filter_map(Json::as_text).collect(),
            Some(other) => other.as_text().into_iter().collect(),
            None => Vec::new(),
        }
    }
}

/// The members as they were in an older release: the first variant counts that is not below it.
fn for_release(members: Json, release: Release) -> Json {
    let variants = members.member("x-omero-targets").and_then(Json::as_list).unwrap_or_default();
    let until = |variant: &Json| Release::of_schema(&variant.member("until")?.as_text()?);
    let variant =
        variants.iter().find(|variant| until(variant).is_some_and(|until| until >= release));
    let Some(Json::Object(changes)) = variant.cloned() else { return members };
    let Json::Object(mut members) = members else { return members };
    for (name, value) in changes {
        members.retain(|(known, _)| *known != name);
        if !matches!(value, Json::Null) {
            members.push((name, value));
        }
    }
    Json::Object(members)
}
