//! The effective value of a property: the value that is set, or else its default.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

use crate::model::Profile;
use crate::python::Json;
use crate::schema::Definition;
use crate::schema::MASK;
use crate::schema::Release;
use crate::schema::Schema;
use crate::schema::Secrets;

/// Which values are looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lookup {
    /// Those that are set.
    Set,
    /// Those that are set, and defaults of what is not.
    SetOrDefault,
    /// Defaults, whatever is set.
    Default,
}

/// What a profile holds, found by key however much that is.
pub(crate) struct Stored<'profile> {
    profile: Option<&'profile Profile>,
    values: HashMap<&'profile str, &'profile str>,
}

/// A value and where it comes from.
#[derive(Debug, Clone)]
pub(crate) struct Effective {
    pub(crate) key: String,
    pub(crate) text: String,
    pub(crate) origin: Origin,
    known: Option<Definition>,
}

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Origin {
    Profile(String),
    Default(Release),
}

impl<'profile> Stored<'profile> {
    pub(crate) fn of(profile: Option<&'profile Profile>) -> Self {
        let properties = profile.into_iter().flat_map(Profile::properties);
        let values = properties.map(|property| (&*property.key, &*property.value)).collect();
        Self { profile, values }
    }

    pub(crate) fn keys(&self) -> impl Iterator<Item = &'profile str> {
        self.values.keys().copied()
    }

    /// Whether there is a profile at all.
    pub(crate) fn is_there(&self) -> bool {
        self.profile.is_some()
    }

    fn get(&self, key: &str) -> Option<(String, Origin)> {
        let value = *self.values.get(key)?;
        Some((value.to_owned(), Origin::Profile(self.profile?.name().to_owned())))
    }
}

impl Effective {
    /// The effective value of `key`, if there is one.
    pub(crate) fn of(
        key: &str,
        stored: &Stored<'_>,
        schema: Schema,
        lookup: Lookup,
    ) -> Option<Self> {
        let known = schema.find(key);
        let set = || stored.get(key);
        let default = || {
            let known = known.as_ref().filter(|known| schema.has(known))?;
            Some((known.default_text()?, Origin::Default(schema.release())))
        };
        let (text, origin) = match lookup {
            Lookup::Set => set(),
            Lookup::SetOrDefault => set().or_else(default),
            Lookup::Default => default(),
        }?;
        Some(Self { key: key.to_owned(), text, origin, known })
    }

    /// The value as text.
    pub(crate) fn shown(&self, secrets: Secrets) -> Cow<'_, str> {
        secrets.shown(&self.key, &self.text)
    }

    /// The value as its program sees it; as text where that would be refused.
    pub(crate) fn typed(&self, secrets: Secrets) -> Json {
        let shown = self.shown(secrets);
        let known = self.known.as_ref().filter(|_| *shown != *MASK);
        let decoded = known.and_then(|known| known.decode(&shown).ok());
        decoded.unwrap_or_else(|| Json::text(&shown))
    }
}

/// `profile:NAME` or `default:RELEASE`.
impl fmt::Display for Origin {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Profile(name) => write!(out, "profile:{name}"),
            Self::Default(release) => write!(out, "default:{release}"),
        }
    }
}
