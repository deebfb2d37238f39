//! Configurations of the web servers in front of OMERO.web.
//!
//! A binding is a template in `templates/` filled with the variables of a [`Deployment`]. Whatever a
//! template writes goes through the [`Syntax`] of its server, so no value can become more than the one
//! word it is. Nothing here opens a file or knows a terminal.

mod age;
mod application;
mod binding;
mod body_size;
mod deployment;
mod error;
mod extra_lines;
mod iis;
mod listen;
mod public_pages;
mod render;
mod request;
mod servable;
mod server_names;
mod syntax;
mod template;
mod template_error;
mod url_path;
mod variable;
mod variables;

pub use application::Application;
pub use binding::Binding;
pub use body_size::BodySize;
pub use deployment::Deployment;
pub use error::BindingError;
pub use iis::Authentication;
pub use iis::Bits;
pub use iis::IIS_HEAD;
pub use iis::Identity;
pub use iis::IisFile;
pub use iis::IisRequest;
pub use iis::Method;
pub use iis::Name;
pub use iis::NoWindowsPath;
pub use iis::PasteApplication;
pub use iis::Plan;
pub use iis::Setup;
pub use iis::Step;
pub use iis::Thumbprint;
pub use iis::WindowsPath;
pub use iis::is_ours;
pub use listen::Listen;
pub use public_pages::PublicPages;
pub use public_pages::Verdict;
pub use request::Https;
pub use request::Request;
pub use server_names::ServerNames;
pub use syntax::Syntax;
pub use syntax::Unwritable;
pub use template_error::TemplateError;
pub use variable::Variable;
