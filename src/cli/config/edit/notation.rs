//! The kinds of text in which properties are edited.

use std::path::Path;
use std::str::FromStr;

use crate::formats::Format;
use crate::formats::editable;
use crate::model::PropertyKey;
use crate::model::is_internal;

/// What the text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Notation {
    /// `KEY=VALUE` lines.
    #[default]
    Lines,
    Json,
    Yaml,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{name}` is not a notation for editing; use properties, json or yaml")]
pub(crate) struct NoNotation {
    name: String,
}

impl Notation {
    /// What the name of the file ends with, so that editors know what is in it.
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Self::Lines => ".properties",
            Self::Json => ".json",
            Self::Yaml => ".yaml",
        }
    }

    /// The notation of a text that was kept.
    pub(crate) fn of_extension(path: &Path) -> Self {
        let extension =
            path.extension().map(|extension| format!(".{}", extension.to_string_lossy()));
        let all = [Self::Lines, Self::Json, Self::Yaml];
        let found = all.into_iter().find(|it| extension.as_deref() == Some(it.extension()));
        found.unwrap_or_default()
    }

    pub(crate) fn has_comments(self) -> bool {
        self != Self::Json
    }

    /// Whether a property can be shown under its name.
    pub(crate) fn can_show(self, key: &str) -> bool {
        match self {
            Self::Lines => !is_internal(key) && editable::is_writable(key),
            Self::Json | Self::Yaml => !is_internal(key) && key.parse::<PropertyKey>().is_ok(),
        }
    }

    /// Whether a profile can be shown under its name.
    pub(crate) fn can_name(self, profile: &str) -> bool {
        self == Self::Lines && editable::is_writable_heading(profile)
    }
}

impl FromStr for Notation {
    type Err = NoNotation;

    fn from_str(name: &str) -> Result<Self, NoNotation> {
        match name.parse() {
            Ok(Format::Properties) => Ok(Self::Lines),
            Ok(Format::Json) => Ok(Self::Json),
            Ok(Format::Yaml) => Ok(Self::Yaml),
            _ => Err(NoNotation { name: name.to_owned() }),
        }
    }
}
