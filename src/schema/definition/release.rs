//! Which release of OMERO a configuration is for.

use std::fmt;
use std::str::FromStr;

/// A release of OMERO, such as `5.0` or `5.6.10`. Without its third number all of a series is meant,
/// and in comparisons its last release.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Release {
    major: u8,
    minor: u8,
    patch: u8,
}

/// The line of the shipped `etc/omero.properties` that names the release.
const VERSION: &str = "omero.version=";

/// A text that does not name a release that the schema describes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UnknownRelease {
    #[error("OMERO {text} is newer than this program supports: {} is the newest", Release::NEWEST)]
    TooNew { text: String },
    #[error("`{text}` is not a release of OMERO from {} to {}", Release::OLDEST, Release::NEWEST)]
    NoRelease { text: String },
}

impl Release {
    /// The oldest series that the schema describes.
    pub const OLDEST: Self = Self { major: 5, minor: 0, patch: u8::MAX };

    /// The newest series, which is meant when nothing else is said.
    pub const NEWEST: Self = Self { major: 5, minor: 6, patch: u8::MAX };

    pub(crate) fn new(major: u8, minor: u8, patch: u8) -> Self {
        Self { major, minor, patch }
    }

    /// The release of an installation, as its `etc/omero.properties` names it.
    pub(crate) fn of_shipped_properties(text: &str) -> Option<Result<Self, UnknownRelease>> {
        Some(text.lines().find_map(|line| line.strip_prefix(VERSION))?.trim().parse())
    }

    /// Whether its OMERO.web has releases of its own.
    pub(crate) fn has_separate_web(self) -> bool {
        (self.major, self.minor) >= (5, 6)
    }

    pub(super) fn numbers(self) -> (u8, u8, u8) {
        (self.major, self.minor, self.patch)
    }

    /// A release named in the schema; none for a word such as `<=5.0.3`.
    pub(crate) fn of_schema(text: &str) -> Option<Self> {
        let mut numbers = text.split('.').map(str::parse::<u8>);
        let major = numbers.next()?.ok()?;
        let minor = numbers.next()?.ok()?;
        let patch = numbers.next().unwrap_or(Ok(u8::MAX)).ok()?;
        Some(Self { major, minor, patch })
    }
}

impl Default for Release {
    fn default() -> Self {
        Self::NEWEST
    }
}

impl FromStr for Release {
    type Err = UnknownRelease;

    fn from_str(text: &str) -> Result<Self, UnknownRelease> {
        // What a build adds to its release, as in `5.4.10-ice36-b105`, does not matter.
        let release = text.split('-').next().unwrap_or_default();
        let no_release = || UnknownRelease::NoRelease { text: text.to_owned() };
        let release = Self::of_schema(release).ok_or_else(no_release)?;
        match (release.major, release.minor) {
            (5, 0..=6) => Ok(release),
            series if series > (5, 6) => Err(UnknownRelease::TooNew { text: text.to_owned() }),
            _ => Err(no_release()),
        }
    }
}

impl fmt::Display for Release {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}.{}", self.major, self.minor)?;
        if self.patch < u8::MAX { write!(out, ".{}", self.patch) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_series_stands_for_its_last_release() {
        let release = |text: &str| text.parse::<Release>().unwrap();
        assert!(release("5.0.3") < release("5.0") && release("5.0") < release("5.1.0"));
        assert!(
            release("5.6.10") < Release::NEWEST && release("5.4.10-ice36-b105") < release("5.5")
        );
    }

    #[test]
    fn other_releases_are_refused() {
        for text in ["", "4.4", "6.0", "5", "5.7", "latest", "5.0.x"] {
            assert!(text.parse::<Release>().is_err(), "{text}");
        }
    }
}
