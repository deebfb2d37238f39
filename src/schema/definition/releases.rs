//! The releases that a configuration is for, and the points in time that the schema names.

use super::release::Release;
use super::web_release::WebRelease;

/// The release of OMERO, and that of OMERO.web, which has releases of its own since OMERO 5.6.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Releases {
    pub omero: Release,
    pub web: WebRelease,
}

/// A release that the schema names, of one of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Milestone {
    Omero(Release),
    Web(WebRelease),
}

impl Releases {
    /// Whether a release is not newer than `milestone`.
    pub(crate) fn are_until(self, milestone: Milestone) -> bool {
        match milestone {
            Milestone::Omero(release) => self.omero <= release,
            Milestone::Web(release) => self.web <= release,
        }
    }

    /// Whether a release is `milestone` or newer.
    pub(crate) fn have_reached(self, milestone: Milestone) -> bool {
        match milestone {
            Milestone::Omero(release) => self.omero >= release,
            Milestone::Web(release) => self.web >= release,
        }
    }
}

/// The OMERO.web that belongs to a release of OMERO.
impl From<Release> for Releases {
    fn from(omero: Release) -> Self {
        Self { omero, web: WebRelease::shipped_with(omero) }
    }
}

/// The newest releases at this milestone.
impl From<Milestone> for Releases {
    fn from(milestone: Milestone) -> Self {
        match milestone {
            Milestone::Omero(release) => release.into(),
            Milestone::Web(web) => Self { web, ..Self::default() },
        }
    }
}

impl Milestone {
    /// As it is written in the schema: `5.4.7`, or `omero-web 5.29`.
    pub(crate) fn of_schema(text: &str) -> Option<Self> {
        let web = WebRelease::of_schema(text).map(Self::Web);
        web.or_else(|| Release::of_schema(text).map(Self::Omero))
    }
}
