//! What the request says about IIS and its machine.

use super::method::Method;
use super::names::Identity;
use super::names::Name;
use super::names::Thumbprint;
use super::windows_path::WindowsPath;
use crate::schema::Release;
use crate::web::age::is_of_python_2;
use crate::web::listen::Listen;

/// What neither the properties nor the general request say.
#[derive(Debug, Clone, Default)]
pub(crate) struct IisRequest {
    /// The way to the application, if it is not the usual one.
    pub method: Option<Method>,
    /// Where the files are on the machine of IIS.
    pub directory: Option<WindowsPath>,
    /// The program that runs Python there.
    pub python: Option<WindowsPath>,
    /// The path of the address of the application, if it is not the usual one.
    pub root: Option<String>,
    /// The site that the application is in.
    pub site: Option<Name>,
    pub pool: Option<Name>,
    pub identity: Identity,
    /// Which programs its processes can load.
    pub bits: Bits,
    /// Who lets people in.
    pub authentication: Authentication,
    /// Where the site is reached by HTTPS, with its certificate.
    pub https: Option<(Listen, Thumbprint)>,
}

/// Which programs the processes of a pool can load on a 64-bit Windows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Bits {
    /// Those of Windows itself.
    #[default]
    OfWindows,
    /// Those of 32 bits, such as a 32-bit Python.
    ThirtyTwo,
}

/// Who lets people in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Authentication {
    #[default]
    Application,
    /// Windows, before the application sees them.
    Windows,
}

impl IisRequest {
    /// The program that runs Python: that of the virtual environment, otherwise the one that fits the
    /// age of the release.
    pub(super) fn python(
        &self,
        release: Option<Release>,
        virtualenv: Option<&WindowsPath>,
    ) -> String {
        if let Some(python) = &self.python {
            return python.to_string();
        }
        if let Some(virtualenv) = virtualenv {
            return virtualenv.join(r"Scripts\python.exe").to_string();
        }
        if release.is_some_and(|release| !is_of_python_2(release)) {
            r"C:\Program Files\Python312\python.exe".to_owned()
        } else {
            r"C:\Python27\python.exe".to_owned()
        }
    }
}
