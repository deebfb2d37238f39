//! Whether a value may be stored, the message about one that may not, and the text of a desired one.

pub(crate) mod accept;
pub(crate) mod advice;
mod advice_on_value;
pub(crate) mod desired;
mod each_element;
pub(crate) mod expected;
mod list_change;
mod rejection;
pub(crate) mod repair;
pub(crate) mod residue;
mod residue_rejection;
pub(crate) mod unknown_name;
pub(crate) mod validator;
pub(crate) mod variables;

pub(crate) use advice::Advice;
pub(crate) use advice::AdviceKind;
pub(crate) use desired::DesiredValueError;
pub use desired::Elements;
pub(crate) use rejection::Rejection;
pub(crate) use residue::Residue;
pub(crate) use residue_rejection::advice_on_unknown_value;
pub(crate) use unknown_name::Meant;
pub(crate) use unknown_name::UnknownName;
pub(crate) use unknown_name::is_name_of_omero;
pub(crate) use unknown_name::mentions_properties;
pub(crate) use validator::Violation;
