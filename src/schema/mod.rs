//! What is known about properties, and what their programs make of a value.
//!
//! The files in `schema/` are the single source of truth; `build.rs` puts them into the program. A
//! verdict is that of the consumer: what OMERO.web or OMERO.server would refuse or silently misread is
//! refused, and what a real site uses never is. Nothing here opens a file or uses a terminal.
//!
//! Each room answers one question and imports only those after it: `explain` (for people and tools),
//! `check` (what is wrong with a whole profile?), `validation` (may this value be stored?), `redaction`
//! (what must not be shown?), `definition` (what is written about a property?), `syntax` (the little
//! languages inside values). `nearest` guesses which word was meant, for all of them, `setup` says what
//! a new installation needs, and `upgrade` what old values become.

mod check;
mod definition;
mod explain;
mod nearest;
mod redaction;
pub(crate) mod setup;
pub(crate) mod syntax;
mod upgrade;
mod validation;

pub use check::Facts;
pub use check::Finding;
pub(crate) use check::Fix;
pub use check::NOT_IMPLEMENTED;
pub use check::PathState;
pub use check::Rule;
pub(crate) use check::Server;
pub use check::Severity;
pub(crate) use check::Site;
pub use check::Step;
pub(crate) use check::Subject;
pub use check::User;
pub use definition::Definition;
pub use definition::Encoding;
pub use definition::Release;
pub use definition::Releases;
pub use definition::Schema;
pub use definition::Status;
pub(crate) use definition::Type;
pub(crate) use definition::UnknownRelease;
pub(crate) use definition::UnknownWebRelease;
pub use definition::ValueSchema;
pub(crate) use definition::WebDefault;
pub use definition::WebRelease;
pub(crate) use definition::is_of_web;
pub(crate) use explain::Choice;
pub(crate) use explain::Hit;
pub(crate) use explain::heading;
pub(crate) use nearest::nearest;
pub(crate) use redaction::MASK;
pub(crate) use redaction::Secrets;
pub(crate) use redaction::ShownChange;
pub(crate) use redaction::has_secret;
pub use redaction::is_secret;
pub use redaction::redacted_message;
pub use redaction::redacted_text;
pub(crate) use redaction::shown;
pub(crate) use upgrade::UPGRADES;
pub(crate) use validation::Advice;
pub(crate) use validation::DesiredValueError;
pub use validation::Elements;
pub(crate) use validation::Meant;
pub(crate) use validation::Rejection;
pub(crate) use validation::UnknownName;
pub(crate) use validation::Violation;
pub(crate) use validation::advice_on_unknown_value;
pub(crate) use validation::is_name_of_omero;
pub(crate) use validation::mentions_properties;
