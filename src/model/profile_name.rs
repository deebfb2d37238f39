//! Names of profiles.

use std::fmt;
use std::str::FromStr;

use super::MAX_NAME_BYTES;
use super::forbidden_character;

/// The name of the block that holds a copy of the active profile; no profile may have it.
const ACTIVE_BLOCK: &str = "__ACTIVE__";

/// The name of a profile that may be made or chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileName(Box<str>);

/// A name that no profile may get.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidProfileName {
    /// The name of the server's copy.
    #[error("this is the server's copy of the active profile, not a profile")]
    Reserved,
    /// The bytes are not UTF-8.
    #[error("it is not UTF-8")]
    Encoding,
    /// It is too long.
    #[error("it has {0} bytes; the maximum is {MAX_NAME_BYTES}")]
    Long(usize),
    /// A character that the file cannot hold.
    #[error("it cannot contain U+{:04X}", u32::from(*.0))]
    Character(char),
}

impl ProfileName {
    /// The profile that is active when nothing else is said.
    pub const DEFAULT: &'static str = "default";

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for ProfileName {
    fn default() -> Self {
        Self(Self::DEFAULT.into())
    }
}

impl FromStr for ProfileName {
    type Err = InvalidProfileName;

    fn from_str(name: &str) -> Result<Self, InvalidProfileName> {
        match forbidden_character(name) {
            _ if name.len() > MAX_NAME_BYTES => Err(InvalidProfileName::Long(name.len())),
            Some((_, found)) => Err(InvalidProfileName::Character(found)),
            None if name == ACTIVE_BLOCK => Err(InvalidProfileName::Reserved),
            None => Ok(Self(name.into())),
        }
    }
}

impl fmt::Display for ProfileName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}
