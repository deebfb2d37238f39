//! The vocabulary: property, profile and configuration as plain values, with the rules that hold for
//! them wherever they come from.
//!
//! Nothing here depends on files, XML, terminals or the meaning of a property.

mod change;
mod configuration;
mod edits;
mod index;
mod key;
mod list;
mod list_cache;
mod location;
mod profile;
mod profile_name;
mod property;
mod shared_text;
mod value;

pub(crate) use change::Change;
pub(crate) use change::changes_of;
pub(crate) use change::differences;
pub(crate) use change::property_changes;
pub use configuration::Configuration;
pub(crate) use configuration::TopLevelItem;
pub(crate) use configuration::is_internal;
pub use edits::Edit;
pub(crate) use edits::ListChange;
pub(crate) use edits::ListEdit;
pub(crate) use edits::NotAList;
pub(crate) use key::InvalidKey;
pub(crate) use key::MAX_NAME_BYTES;
pub(crate) use key::NameProblem;
pub use key::PropertyKey;
pub(crate) use key::folded_letters;
pub(crate) use key::folded_name;
pub(crate) use list::ListError;
pub(crate) use list::PropertyList;
pub(crate) use list::Repeats;
pub(crate) use location::Location;
pub use profile::Profile;
pub(crate) use profile_name::InvalidProfileName;
pub use profile_name::ProfileName;
pub use property::ExtraMarkup;
pub use property::Item;
pub use property::Property;
pub(crate) use property::UnknownMarkup;
pub use shared_text::SharedText;
pub(crate) use value::InvalidValue;
pub(crate) use value::MAX_VALUE_BYTES;
pub use value::PropertyValue;
pub(crate) use value::forbidden_character;
pub(crate) use value::is_xml_character;

/// The property that holds the version of a profile.
pub(crate) const VERSION_KEY: &str = "omero.config.version";

/// The property of the block `__ACTIVE__` that names the active profile.
pub(crate) const PROFILE_KEY: &str = "omero.config.profile";

/// The version that is written into new profiles and into the block `__ACTIVE__`.
pub(crate) const PRESENT_VERSION: &str = "5.1.0";
