//! The web servers that we make configurations for.

use std::fmt;

use super::application::Application;
use super::syntax::Syntax;

/// A kind of configuration for a web server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Binding {
    /// A site of nginx, for inclusion in its `http` block.
    Nginx,
    /// Only nginx, run by an ordinary user.
    NginxDevelopment,
    /// Blocks for an existing `server` block of nginx.
    NginxLocation,
    /// A virtual host of Apache 2.4.
    Apache,
    /// A socket of lighttpd.
    Lighttpd,
    /// The `web.config` of a site or an application of IIS.
    Iis,
}

impl Binding {
    pub(crate) const ALL: [Self; 6] = [
        Self::Nginx,
        Self::NginxDevelopment,
        Self::NginxLocation,
        Self::Apache,
        Self::Lighttpd,
        Self::Iis,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Nginx => "nginx",
            Self::NginxDevelopment => "nginx-development",
            Self::NginxLocation => "nginx-location",
            Self::Apache => "apache",
            Self::Lighttpd => "lighttpd",
            Self::Iis => "iis",
        }
    }

    pub(crate) fn summary(self) -> &'static str {
        match self {
            Self::Nginx => "nginx: a site, to include in its http block",
            Self::NginxDevelopment => "nginx: a complete configuration, for an ordinary user",
            Self::NginxLocation => "nginx: location blocks, for an existing server block",
            Self::Apache => "Apache 2.4: a virtual host",
            Self::Lighttpd => "lighttpd: a socket with the site",
            Self::Iis => "IIS: web.config; `omero web iis` writes all other files too",
        }
    }

    /// The port that a browser tries by itself; an ordinary user has none below 1024.
    pub(crate) fn usual_port(self) -> u16 {
        if self == Self::NginxDevelopment { 8080 } else { 80 }
    }

    /// Whether its configuration says on which port the site is.
    pub(crate) fn has_port(self) -> bool {
        !matches!(self, Self::NginxLocation | Self::Iis)
    }

    /// Whether it can be put in front of an application that runs like this.
    pub(crate) fn serves(self, application: Application) -> bool {
        match application {
            Application::WsgiTcp | Application::FastcgiTcp => true,
            Application::Wsgi => matches!(self, Self::Apache | Self::Iis),
            Application::Fastcgi => self == Self::Iis,
            Application::Development => false,
        }
    }

    /// How its configuration is written.
    pub(crate) fn syntax(self) -> Syntax {
        match self {
            Self::Nginx | Self::NginxDevelopment | Self::NginxLocation => Syntax::Nginx,
            Self::Apache => Syntax::Apache,
            Self::Lighttpd => Syntax::Lighttpd,
            Self::Iis => Syntax::Xml,
        }
    }
}

impl fmt::Display for Binding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}
