//! What becomes of a property that is set.

use serde::Deserialize;

/// What becomes of a property that is set (`x-omero-status`).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    #[default]
    Active,
    /// It works, but is not intended for administrators.
    Internal,
    /// It works, but is intended for developers.
    Development,
    /// The build fixes it.
    Build,
    /// A running server reports it.
    Runtime,
    /// It is accepted without effect.
    Inert,
    /// Only servers on Windows read it.
    Legacy,
    Removed,
    /// It was only in documentation.
    Never,
    /// It is found in use, but no program reads it.
    Unread,
    /// It belongs to the configuration of a client.
    ClientOnly,
}

impl Status {
    /// Whether setting it changes anything.
    pub fn works(self) -> bool {
        matches!(self, Self::Active | Self::Internal | Self::Development | Self::Legacy)
    }
}
