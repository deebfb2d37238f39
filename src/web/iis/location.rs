//! Where in IIS an application is.

use super::check;
use super::names::Name;
use super::request::IisRequest;
use super::windows_path::WindowsPath;
use crate::web::error::BindingError;

/// Where in IIS the application is.
#[derive(Debug)]
pub(super) struct IisLocation {
    pub(super) location: String,
    pub(super) site: Name,
    pub(super) pool: Name,
    pub(super) directory: WindowsPath,
}

/// What things are called where nothing else is said.
pub(super) struct Usual {
    name: &'static str,
    directory: &'static str,
}

pub(super) const OMERO_WEB: Usual = Usual { name: "OMERO.web", directory: r"C:\inetpub\omero" };
pub(super) const KALLITHEA: Usual = Usual { name: "Kallithea", directory: r"C:\inetpub\kallithea" };

/// The site that every IIS has.
const DEFAULT_SITE: &str = "Default Web Site";

impl IisLocation {
    /// At the root the application needs a site of its own; below it any site will do.
    pub(super) fn new(
        request: &IisRequest,
        usual: &Usual,
        prefix: &str,
    ) -> Result<Self, BindingError> {
        let site = if prefix.is_empty() { usual.name } else { DEFAULT_SITE };
        Ok(Self {
            location: if prefix.is_empty() { "/".to_owned() } else { prefix.to_owned() },
            site: request.site.clone().unwrap_or_else(|| Name::usual(site)),
            pool: request.pool.clone().unwrap_or_else(|| Name::usual(usual.name)),
            directory: match &request.directory {
                Some(directory) => directory.clone(),
                None => check::path("--directory", usual.directory)?,
            },
        })
    }
}
