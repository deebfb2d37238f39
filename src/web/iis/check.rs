//! What IIS can't be told.

use super::method::Method;
use super::windows_path::NoWindowsPath;
use super::windows_path::WindowsPath;
use crate::web::deployment::Deployment;
use crate::web::error::BindingError;

/// The way to the application: the one that was asked for, else the one that fits it.
pub(super) fn method(deployment: &Deployment) -> Method {
    deployment
        .request
        .iis
        .method
        .unwrap_or(Method::of_release(deployment.release, deployment.application))
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

/// Refuses directories in directories that nobody makes: the ISAPI handler makes one at a time.
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
