//! How the web application runs: `omero.web.application_server`.

use std::fmt;

/// The kind of process that runs OMERO.web, and so what a web server has to speak to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Application {
    /// A separate server that uses HTTP on a port.
    WsgiTcp,
    /// Part of the web server.
    Wsgi,
    /// A separate server that uses FastCGI on a port; up to OMERO 5.1.
    FastcgiTcp,
    /// The same on a Unix socket; up to OMERO 5.1.
    Fastcgi,
    /// Django's server for developers, which needs no web server.
    Development,
}

impl Application {
    const ALL: [Self; 5] =
        [Self::WsgiTcp, Self::Wsgi, Self::FastcgiTcp, Self::Fastcgi, Self::Development];

    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The value of the property.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::WsgiTcp => "wsgi-tcp",
            Self::Wsgi => "wsgi",
            Self::FastcgiTcp => "fastcgi-tcp",
            Self::Fastcgi => "fastcgi",
            Self::Development => "development",
        }
    }

    pub(crate) fn has_port(self) -> bool {
        matches!(self, Self::WsgiTcp | Self::FastcgiTcp | Self::Development)
    }
}

impl fmt::Display for Application {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}
