//! Which pages the public user may open.

use std::borrow::Cow;
use std::fmt;

use percent_encoding::percent_decode_str;

use super::error::BindingError;
use crate::model::Profile;
use crate::python::search::NoAnswer;
use crate::python::search::Pattern;
use crate::schema::Facts;
use crate::schema::Schema;
use crate::schema::Site;

const ENABLED: &str = "omero.web.public.enabled";
const FILTER: &str = "omero.web.public.url_filter";

/// The pages that `omero.web.public.url_filter` opens to visitors who have not logged in.
#[derive(Debug)]
pub(crate) struct PublicPages {
    pattern: Pattern,
    are_enabled: bool,
}

/// Whether the public user may open a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Visitors see it.
    Open,
    /// Visitors have to log in.
    Closed,
}

impl PublicPages {
    /// Those that a profile opens.
    pub(crate) fn of(schema: Schema, profile: Option<&Profile>) -> Result<Self, BindingError> {
        let facts = Facts::default();
        let site = Site::new(schema, profile, &facts);
        let pages = Self::matching(&site.effective(FILTER))?;
        Ok(Self { are_enabled: site.flag(ENABLED), ..pages })
    }

    /// Those whose path an expression is found in.
    pub(crate) fn matching(pattern: &str) -> Result<Self, BindingError> {
        Ok(Self { pattern: Pattern::new(pattern)?, are_enabled: true })
    }

    /// Whether there is a public user at all.
    pub(crate) fn are_enabled(&self) -> bool {
        self.are_enabled
    }

    /// Whether the public user may open `url`: a path, or a whole URL, of which the path counts.
    ///
    /// # Errors
    ///
    /// Where the search takes too long, as it would on the server.
    pub(crate) fn verdict(&self, url: &str) -> Result<Verdict, NoAnswer> {
        let found = self.pattern.search(&path(url))?;
        Ok(if found && self.are_enabled { Verdict::Open } else { Verdict::Closed })
    }
}

/// The path as Django gives it to the filter: decoded, without host, query and fragment. Source: Django
/// documentation, `HttpRequest.path`.
fn path(url: &str) -> Cow<'_, str> {
    let is_whole = url.starts_with(|first: char| first.is_ascii_alphabetic());
    let path = match url.split_once("://").filter(|_| is_whole) {
        Some((_, rest)) => rest.find('/').and_then(|slash| rest.get(slash..)).unwrap_or("/"),
        None => url,
    };
    let end = path.find(['?', '#']).unwrap_or(path.len());
    percent_decode_str(path.get(..end).unwrap_or(path)).decode_utf8_lossy()
}

impl fmt::Display for Verdict {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(match self {
            Self::Open => "open",
            Self::Closed => "closed",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_decoded_path_counts() {
        for (url, expected) in [
            ("/webclient/?show=/x", "/webclient/"),
            ("https://omero.example.org/a%20b#/x", "/a b"),
            ("http://omero.example.org", "/"),
            ("/r?next=http://a/b", "/r"),
            ("webtest", "webtest"),
        ] {
            assert_eq!(path(url), expected);
        }
    }
}
