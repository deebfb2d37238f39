//! What counts for a property: the value that is set, or else its default.

use std::fmt;

use crate::model::Json;
use crate::model::Profile;
use crate::schema::MASK;
use crate::schema::Schema;
use crate::schema::Target;
use crate::schema::is_secret;

/// How passwords are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Secrets {
    Masked,
    Shown,
}

/// Which values are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// Those that are set.
    Set,
    /// Those that are set, and defaults of what is not.
    SetOrDefault,
    /// Defaults, whatever is set.
    Default,
}

/// A value and where it comes from.
#[derive(Debug, Clone)]
pub(super) struct Effective {
    pub(super) key: String,
    pub(super) text: String,
    pub(super) origin: Origin,
    is_secret: bool,
}

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Origin {
    Profile(String),
    Default(Target),
}

impl Effective {
    /// What counts for `key`, if anything.
    pub(super) fn of(
        key: &str,
        profile: Option<&Profile>,
        schema: Schema,
        wanted: Wanted,
    ) -> Option<Self> {
        let set = || {
            let profile = profile?;
            Some((profile.get(key)?.to_owned(), Origin::Profile(profile.name().to_owned())))
        };
        let default = || {
            let known = schema.find(key).filter(|known| schema.has(known))?;
            Some((known.default_text()?, Origin::Default(schema.target())))
        };
        let (text, origin) = match wanted {
            Wanted::Set => set(),
            Wanted::SetOrDefault => set().or_else(default),
            Wanted::Default => default(),
        }?;
        // The schema knows better than the name that `omero.web.show_forgot_password` is none.
        let known = schema.find(key).filter(|known| !known.is_family());
        let is_secret = known.map_or_else(|| is_secret(key), |known| known.is_secret());
        Some(Self { key: key.to_owned(), text, origin, is_secret })
    }

    /// The value as text.
    pub(super) fn shown(&self, secrets: Secrets) -> String {
        let hides = self.hides(secrets) && !self.text.is_empty();
        if hides { MASK.to_owned() } else { self.text.clone() }
    }

    /// The value as its program sees it; as text where that would be refused.
    pub(super) fn typed(&self, schema: Schema, secrets: Secrets) -> Json {
        if self.hides(secrets) {
            return Json::text(&self.shown(secrets));
        }
        let decoded = schema.find(&self.key).and_then(|known| known.decode(&self.text).ok());
        decoded.unwrap_or_else(|| Json::text(&self.text))
    }

    fn hides(&self, secrets: Secrets) -> bool {
        self.is_secret && secrets == Secrets::Masked
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
