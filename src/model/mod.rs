//! The vocabulary: property, profile and configuration as plain values, with the rules that hold for
//! them wherever they come from.
//!
//! Nothing here knows files, XML, terminals or what a particular property means.

mod configuration;
mod difference;
mod index;
mod key;
mod list;
mod list_cache;
mod profile;
mod profile_name;
mod value;

pub use configuration::Configuration;
pub use configuration::Edit;
pub use configuration::Entry;
pub use configuration::ListChange;
pub use configuration::ListEdit;
pub use configuration::NotAList;
pub use configuration::is_internal;
pub use difference::Change;
pub use difference::Difference;
pub use difference::changes;
pub use difference::differences;
pub use key::InvalidKey;
pub use key::MAX_NAME_BYTES;
pub use key::NameProblem;
pub use key::PropertyKey;
pub use list::ListError;
pub use list::PropertyList;
pub use list::Repeats;
pub use profile::ExtraMarkup;
pub use profile::Item;
pub use profile::Profile;
pub use profile::Property;
pub use profile::UnknownMarkup;
pub use profile_name::InvalidProfileName;
pub use profile_name::ProfileName;
pub use value::InvalidValue;
pub use value::MAX_VALUE_BYTES;
pub use value::PropertyValue;
pub use value::forbidden_character;
pub(crate) use value::is_xml_character;

/// The property that holds the version of a profile.
pub const VERSION_KEY: &str = "omero.config.version";

/// The property of the block `__ACTIVE__` that names the active profile.
pub const PROFILE_KEY: &str = "omero.config.profile";

/// The version that is written into new profiles and into the block `__ACTIVE__`.
pub const PRESENT_VERSION: &str = "5.1.0";
