//! IIS: the ways from it to OMERO.web, the files for its machine, and the plan to follow there.
//!
//! A [`Setup`] is everything that was asked for, checked. Its files and its plan are templates of
//! `templates/iis/` filled with its variables. What all web servers have in common is in the rooms above.

mod check;
mod files;
mod location;
pub(super) mod method;
mod names;
mod plan;
pub(super) mod request;
mod setup;
mod variables;
pub(super) mod windows_path;

pub(super) use check::check;
pub(super) use check::method as method_of;
pub(crate) use files::IIS_HEAD;
pub(crate) use files::IisFile;
pub(crate) use files::is_ours;
pub(crate) use method::Method;
pub(crate) use names::Identity;
pub(crate) use names::Name;
pub(crate) use names::Thumbprint;
pub(crate) use request::Authentication;
pub(crate) use request::Bits;
pub(crate) use request::IisRequest;
pub(crate) use setup::PasteApplication;
pub(crate) use setup::Setup;
pub(super) use setup::prepared;
pub(super) use variables::of_deployment;
pub(crate) use windows_path::WindowsPath;
