//! A profile as its programs see it: stored values, and defaults where nothing is stored.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use crate::model::Profile;
use crate::model::is_internal;
use crate::python::Json;
use crate::schema::check::Facts;
use crate::schema::check::PathState;
use crate::schema::definition::Definition;
use crate::schema::definition::Milestone;
use crate::schema::definition::Schema;
use crate::schema::definition::is_of_web;
use crate::schema::validation::Violation;

/// A profile with what is known about its properties and about the machine.
pub(crate) struct Site<'a> {
    schema: Schema,
    facts: &'a Facts,
    order: Vec<&'a str>,
    values: HashMap<&'a str, &'a str>,
    /// Reading a property of the schema costs microseconds, and many rules look at the same one.
    known: RefCell<HashMap<String, Option<Rc<Definition>>>>,
    has_server: bool,
}

impl<'a> Site<'a> {
    /// `profile` as the programs of the release see it that `schema` describes.
    pub(crate) fn new(schema: Schema, profile: Option<&'a Profile>, facts: &'a Facts) -> Self {
        let mut site = Self {
            schema,
            facts,
            order: Vec::new(),
            values: HashMap::new(),
            known: RefCell::new(HashMap::new()),
            has_server: false,
        };
        let properties = profile.into_iter().flat_map(Profile::properties);
        for property in properties.filter(|property| !is_internal(&property.key)) {
            if site.values.insert(&property.key, &property.value).is_none() {
                site.order.push(&property.key);
            }
        }
        site.has_server = site.order.iter().any(|key| site.is_read_by_server_alone(key));
        site
    }

    pub(crate) fn schema(&self) -> Schema {
        self.schema
    }

    pub(crate) fn facts(&self) -> &Facts {
        self.facts
    }

    /// What exists at a path, if that is known.
    pub(crate) fn path(&self, path: &str) -> Option<PathState> {
        self.facts.paths.get(path).copied()
    }

    /// Whether the release is `release` or a later one: of OMERO, or of OMERO.web if it is written as `omero-web 5.23.0`.
    pub(crate) fn is_since(&self, release: &str) -> bool {
        let milestone = Milestone::of_schema(release);
        milestone.is_some_and(|milestone| self.schema.releases().have_reached(milestone))
    }

    /// Keys and values in the order of the profile.
    pub(crate) fn properties(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.order.iter().filter_map(|key| Some((*key, *self.values.get(key)?)))
    }

    /// The properties that are in the schema, in the order of the profile.
    pub(crate) fn known_properties(&self) -> impl Iterator<Item = (&'a str, Rc<Definition>)> {
        self.properties().filter_map(|(key, _)| Some((key, self.known(key)?)))
    }

    pub(crate) fn stored(&self, key: &str) -> Option<&'a str> {
        self.values.get(key).copied()
    }

    /// Whether a value is stored that is more than whitespace.
    pub(crate) fn is_set(&self, key: &str) -> bool {
        self.stored(key).is_some_and(|value| !value.trim().is_empty())
    }

    pub(crate) fn known(&self, key: &str) -> Option<Rc<Definition>> {
        if let Some(known) = self.known.borrow().get(key) {
            return known.clone();
        }
        let known = self.schema.find(key).map(Rc::new);
        self.known.borrow_mut().insert(key.to_owned(), known.clone());
        known
    }

    /// The value that counts: the stored one, otherwise the default. An empty one never reaches a
    /// server.
    pub(crate) fn effective(&self, key: &str) -> Cow<'a, str> {
        let default = || {
            let known = self.known(key);
            Cow::Owned(known.and_then(|known| known.default_text()).unwrap_or_default())
        };
        match self.stored(key) {
            Some("") if self.known(key).is_some_and(|known| known.reaches_only_server()) => {
                default()
            }
            Some(value) => Cow::Borrowed(value),
            None => default(),
        }
    }

    /// The value that counts, decoded; null where its programs could not read it.
    pub(crate) fn json(&self, key: &str) -> Json {
        let text = self.effective(key);
        self.known(key).and_then(|known| known.decode(&text).ok()).unwrap_or(Json::Null)
    }

    /// Whether the value that counts says yes.
    pub(crate) fn flag(&self, key: &str) -> bool {
        matches!(self.json(key), Json::Bool(true))
    }

    /// The value that counts as a number.
    pub(crate) fn number(&self, key: &str) -> Option<i64> {
        match self.json(key) {
            Json::Number(number) => number.to_string().parse().ok(),
            _ => None,
        }
    }

    /// The texts in the list that counts.
    pub(crate) fn list(&self, key: &str) -> Vec<String> {
        let value = self.json(key);
        value.as_list().unwrap_or_default().iter().filter_map(Json::as_text).collect()
    }

    /// What its programs would refuse or misread in the stored value.
    pub(crate) fn violations(&self, key: &str) -> Vec<Violation> {
        match (self.known(key), self.stored(key)) {
            (Some(known), Some(value)) => self.schema.violations(&known, value),
            _ => Vec::new(),
        }
    }

    /// Whether OMERO.server is configured here, not only a web application.
    pub(crate) fn has_server(&self) -> bool {
        self.has_server
    }

    pub(crate) fn has_web(&self) -> bool {
        self.order.iter().any(|key| is_of_web(key))
    }

    /// Whether properties that only the server reads matter: not if only OMERO.web is configured.
    pub(crate) fn may_have_server(&self) -> bool {
        self.has_server || !self.has_web()
    }

    /// Whether one of the programs called so reads the property.
    pub(crate) fn is_read_by(&self, key: &str, programs: &[&str]) -> bool {
        let reads = |name: &String| programs.contains(&name.as_str());
        self.known(key).is_some_and(|known| known.consumers().iter().any(reads))
    }

    fn is_read_by_server_alone(&self, key: &str) -> bool {
        !is_of_web(key)
            && self.is_read_by(key, &["server", "grid", "ice", "jvm", "services", "dropbox"])
            && !self.is_read_by(key, &["web", "client"])
    }
}
