//! Which release of OMERO.web a configuration is for.

use std::fmt;
use std::str::FromStr;

use super::release::Release;

/// A release of OMERO.web, such as `5.29.3`. Until OMERO 5.5 it was a part of the server and had its number. Without its
/// third number all of a series is meant, and in comparisons its last release.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct WebRelease {
    major: u8,
    minor: u8,
    patch: u8,
}

/// What the schema and packages call OMERO.web.
const COMPONENT: &str = "omero-web";

/// The last release of OMERO of which it is known which OMERO.web belongs to it: with 5.6.0 the first one, and so on.
const SHIPPED: [(u8, u8); 11] =
    [(6, 1), (6, 3), (7, 0), (8, 1), (14, 0), (14, 0), (16, 0), (18, 0), (22, 0), (22, 1), (23, 0)];

/// A text that is not a release of OMERO.web.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not a release of OMERO.web, such as 5.29.3")]
pub struct UnknownWebRelease {
    pub text: String,
}

impl WebRelease {
    /// The newest release that the schema describes.
    pub const NEWEST: Self = Self { major: 5, minor: 33, patch: 2 };

    /// The release of OMERO.web that belongs to a release of OMERO.
    pub fn shipped_with(release: Release) -> Self {
        let (major, minor, patch) = release.numbers();
        if !release.has_separate_web() {
            return Self { major, minor, patch };
        }
        let shipped = SHIPPED.get(usize::from(patch));
        shipped.map_or(Self::NEWEST, |&(minor, patch)| Self { major, minor, patch })
    }

    /// A release named in the schema, as `omero-web 5.22.0`.
    pub(crate) fn of_schema(text: &str) -> Option<Self> {
        text.strip_prefix(COMPONENT)?.trim_start().parse().ok()
    }

    /// The release in the name of the directory in which an installed package describes itself:
    /// `omero_web-5.29.3.dist-info`.
    pub(crate) fn of_installed_package(directory: &str) -> Option<Self> {
        let text = directory.strip_prefix("omero_web-")?;
        text.strip_suffix(".dist-info").or_else(|| text.strip_suffix(".egg-info"))?.parse().ok()
    }

    /// Whether it is newer than all that the schema describes.
    pub fn is_too_new(self) -> bool {
        let series = |release: Self| (release.major, release.minor);
        series(self) > series(Self::NEWEST) || (self > Self::NEWEST && self.patch < u8::MAX)
    }
}

impl Default for WebRelease {
    fn default() -> Self {
        Self::NEWEST
    }
}

impl FromStr for WebRelease {
    type Err = UnknownWebRelease;

    /// What follows the third number, as in `5.31.0.dev0` or `5.31.0rc1`, does not matter.
    fn from_str(text: &str) -> Result<Self, UnknownWebRelease> {
        let unknown = || UnknownWebRelease { text: text.to_owned() };
        let mut words = text.split('.');
        let mut number = || {
            let word = words.next()?;
            let end = word.find(|found: char| !found.is_ascii_digit()).unwrap_or(word.len());
            word.get(..end)?.parse::<u8>().ok()
        };
        let (major, minor) = number().zip(number()).ok_or_else(unknown)?;
        let is_series = text.split('.').nth(2).is_none();
        let patch = if is_series { Some(u8::MAX) } else { number() };
        let release = Self { major, minor, patch: patch.ok_or_else(unknown)? };
        Some(release).filter(|release| release.major >= 5).ok_or_else(unknown)
    }
}

/// With the name of the component: `omero-web 5.29.3`.
impl fmt::Display for WebRelease {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{COMPONENT} {}.{}", self.major, self.minor)?;
        if self.patch < u8::MAX { write!(out, ".{}", self.patch) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn release(text: &str) -> WebRelease {
        text.parse().unwrap()
    }

    #[test]
    fn a_series_means_its_last_release() {
        assert!(release("5.29.3") < release("5.29") && release("5.29") < release("5.30.0"));
        assert_eq!(release("5.31.0.dev0"), release("5.31.0"));
        assert_eq!(release("5.31.0rc1"), release("5.31.0"));
    }

    #[test]
    fn other_texts_are_refused() {
        for text in ["", "5", "latest", "v5.30.0", "4.9.0", "5.x.1", "5.30.x"] {
            assert!(text.parse::<WebRelease>().is_err(), "{text}");
        }
    }

    #[test]
    fn each_release_of_omero_has_its_own() {
        let shipped = |text: &str| WebRelease::shipped_with(text.parse().unwrap());
        assert_eq!(shipped("5.6.7"), release("5.18.0"));
        assert_eq!(shipped("5.6"), WebRelease::NEWEST);
        assert!(shipped("5.4.10") < release("5.6.1"));
    }

    #[test]
    fn what_is_newer_than_the_schema_is_recognised() {
        for (text, is_too_new) in
            [("5.33.2", false), ("5.33", false), ("5.33.3", true), ("5.40", true)]
        {
            assert_eq!(release(text).is_too_new(), is_too_new, "{text}");
        }
    }

    #[test]
    fn a_package_names_its_release() {
        let of = WebRelease::of_installed_package;
        assert_eq!(of("omero_web-5.29.3.dist-info"), Some(release("5.29.3")));
        assert_eq!(of("omero_web-5.6.1-py3.6.egg-info"), Some(release("5.6.1")));
        assert_eq!(of("omero_web_zarr-0.1.dist-info"), None);
        assert_eq!(of("omero_web-5.29.3"), None);
    }
}
