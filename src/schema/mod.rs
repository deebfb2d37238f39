//! What is known about properties: so far, what OMERO.web takes when a property is not set.
//!
//! The files in `schema/` are the single source of truth. They are part of the program and are read
//! only by the verbs that need them: a plain `get` or `set` never does.

mod secret;
mod web;

pub use secret::Masked;
pub use secret::is_secret;
pub use web::WebDefault;
pub use web::web_default;
pub use web::web_defaults;
