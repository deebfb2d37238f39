//! Configurations of the web servers in front of OMERO.web.
//!
//! A binding is a template in `templates/` filled with the variables of a [`Deployment`]. Whatever a
//! template writes goes through the `Syntax` of its server, so no value can become more than the one
//! word it is. Nothing here opens a file or uses a terminal.

mod advice;
mod age;
mod application;
mod binding;
mod body_size;
mod deployment;
mod error;
mod extra_lines;
mod iis;
mod listen;
mod mark;
mod proxies;
mod public_pages;
mod render;
mod request;
mod servable;
mod server_names;
mod surroundings;
mod syntax;
mod template;
mod template_error;
mod timeout;
mod url_path;
mod variable;
mod variables;
mod websockets;

pub(crate) use binding::Binding;
pub(crate) use body_size::BodySize;
pub(crate) use deployment::Deployment;
pub(crate) use error::BindingError;
pub(crate) use iis::Authentication;
pub(crate) use iis::Bits;
pub(crate) use iis::IIS_HEAD;
pub(crate) use iis::Identity;
pub(crate) use iis::IisFile;
pub(crate) use iis::IisRequest;
pub(crate) use iis::Method;
pub(crate) use iis::Name;
pub(crate) use iis::PasteApplication;
pub(crate) use iis::Setup;
pub(crate) use iis::Thumbprint;
pub(crate) use iis::WindowsPath;
pub(crate) use iis::is_ours;
pub(crate) use listen::Families;
pub(crate) use listen::Listen;
pub(crate) use mark::Integrity;
pub(crate) use mark::MARK_HEAD;
pub(crate) use mark::Mark;
pub(crate) use proxies::Proxies;
pub(crate) use public_pages::PublicPages;
pub(crate) use public_pages::Verdict;
pub(crate) use request::Hsts;
pub(crate) use request::Http2;
pub(crate) use request::Https;
pub(crate) use request::Request;
pub(crate) use server_names::ServerNames;
pub(crate) use timeout::Timeout;
pub(crate) use websockets::WebSockets;

/// The page to show while OMERO.web does not answer.
pub(crate) const MAINTENANCE_PAGE: &str = include_str!("../../templates/maintenance.html");
