//! The ways in which IIS reaches a Python application.

use std::fmt;

use crate::web::application::Application;

/// A way from IIS to the application.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Method {
    /// Python runs in the worker process of IIS, loaded by an ISAPI extension.
    Isapi,
    /// IIS hands requests to a server that runs by itself, with URL Rewrite and ARR.
    ReverseProxy,
    /// IIS starts a server and hands requests to it, with `HttpPlatformHandler`.
    HttpPlatform,
    /// IIS starts processes that speak FastCGI, with its own module.
    FastCgi,
}

impl Method {
    pub(crate) const ALL: [Self; 4] =
        [Self::Isapi, Self::ReverseProxy, Self::HttpPlatform, Self::FastCgi];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Isapi => "isapi",
            Self::ReverseProxy => "reverse-proxy",
            Self::HttpPlatform => "http-platform",
            Self::FastCgi => "fastcgi",
        }
    }

    pub(crate) fn summary(self) -> &'static str {
        match self {
            Self::Isapi => "isapi-wsgi: OMERO.web inside IIS, as in OMERO up to 5.2",
            Self::ReverseProxy => "URL Rewrite and ARR, for OMERO.web on another host",
            Self::HttpPlatform => "HttpPlatformHandler starts OMERO.web with waitress",
            Self::FastCgi => "the FastCGI module starts OMERO.web with wfastcgi",
        }
    }

    /// Whether it can serve an application that runs like this. All but one start it themselves.
    pub(crate) fn fits(self, application: Application) -> bool {
        match application {
            Application::Development => false,
            Application::WsgiTcp => true,
            _ => self != Self::ReverseProxy,
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}
