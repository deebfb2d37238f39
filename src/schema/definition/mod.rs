//! What is written about a property: found without reading the schema, read when it is asked for.

pub(crate) mod encoding;
pub(crate) mod index;
pub(crate) mod property;
pub(crate) mod release;
pub(crate) mod releases;
pub(crate) mod schema;
pub(crate) mod shapes;
pub(crate) mod status;
pub(crate) mod value_schema;
pub(crate) mod web_default;
pub(crate) mod web_release;

pub use encoding::Encoding;
pub use property::Definition;
pub use release::Release;
pub(crate) use release::UnknownRelease;
pub(crate) use releases::Milestone;
pub use releases::Releases;
pub use schema::Schema;
pub use status::Status;
pub(crate) use value_schema::Type;
pub use value_schema::ValueSchema;
pub(crate) use web_default::WebDefault;
pub(crate) use web_default::is_of_web;
pub(crate) use web_release::UnknownWebRelease;
pub use web_release::WebRelease;
