//! Values that IIS does not support.

use super::method::Method;
use super::windows_path::NoWindowsPath;
use super::windows_path::WindowsPath;
use crate::web::age::had_windows;
use crate::web::application::Application;
use crate::web::deployment::Deployment;
use crate::web::error::BindingError;

/// The way to the application: the requested one, otherwise the one that fits it.
pub(in crate::web) fn method(deployment: &Deployment) -> Method {
    deployment.request.iis.method.unwrap_or_else(|| usual(deployment))
}

/// As long as there was a Windows version of OMERO, the way of its documents. Then IIS starts the
/// application itself, as `omero web start` and Gunicorn refuse Windows; one on another host already
/// exists.
fn usual(deployment: &Deployment) -> Method {
    match deployment.application {
        _ if had_windows(deployment.release) => Method::Isapi,
        Application::Fastcgi | Application::FastcgiTcp => Method::FastCgi,
        Application::WsgiTcp if !deployment.is_local() => Method::ReverseProxy,
        Application::Wsgi | Application::WsgiTcp | Application::Development => Method::HttpPlatform,
    }
}

/// Refuses a way that does not fit, and paths that are none of Windows.
pub(in crate::web) fn check(deployment: &Deployment) -> Result<(), BindingError> {
    let (method, application) = (method(deployment), deployment.application);
    if !method.fits(application) {
        return Err(BindingError::MethodUnfit { method, application });
    }
    path("OMERODIR", &deployment.request.omerodir)?;
    deployment
        .request
        .virtualenv
        .as_deref()
        .map(|found| path("--virtualenv", found))
        .transpose()?;
    Ok(())
}

/// A path that came from a property or an option.
pub(super) fn path(what: &'static str, text: &str) -> Result<WindowsPath, BindingError> {
    text.parse().map_err(|source: NoWindowsPath| BindingError::NoWindowsPath { what, source })
}

/// Refuses directories in directories that are not created: the ISAPI handler makes one at a time.
pub(super) fn nesting(location: &str, static_path: Option<&str>) -> Result<(), BindingError> {
    let parent =
        |path: &str| path.rsplit_once('/').map_or_else(String::new, |(parent, _)| parent.into());
    if !parent(location).is_empty() {
        return Err(BindingError::Nested { path: location.to_owned() });
    }
    match static_path {
        Some(path) if ![String::new(), location.to_owned()].contains(&parent(path)) => {
            Err(BindingError::Nested { path: path.to_owned() })
        }
        _ => Ok(()),
    }
}
