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
pub use files::IIS_HEAD;
pub use files::IisFile;
pub use files::is_ours;
pub use method::Method;
pub use names::Identity;
pub use names::Name;
pub use names::Thumbprint;
pub use plan::Plan;
pub use plan::Step;
pub use request::Authentication;
pub use request::Bits;
pub use request::IisRequest;
pub use setup::PasteApplication;
pub use setup::Setup;
pub(super) use setup::prepared;
pub(super) use variables::of_deployment;
pub use windows_path::NoWindowsPath;
pub use windows_path::WindowsPath;
