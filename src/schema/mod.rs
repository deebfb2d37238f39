//! What is known about properties, and what their programs make of a value.
//!
//! The files in `schema/` are the single source of truth; `build.rs` puts them into the program. A
//! verdict speaks for the consumer: what OMERO.web or OMERO.server would refuse or silently misread is
//! refused, and what a real site uses never is. Nothing here opens a file or knows a terminal.
//!
//! Each room answers one question and looks only at those behind it: `explain` (for people and tools),
//! `check` (what is wrong with a whole profile?), `validation` (may this value be stored?), `definition`
//! (what is written about a property?), `syntax` (the little languages inside values). `nearest` guesses which word was meant, for all of them.

mod check;
mod definition;
mod explain;
mod nearest;
pub mod syntax;
mod validation;

pub use check::Facts;
pub use check::Finding;
pub use check::Fix;
pub use check::NOT_IMPLEMENTED;
pub use check::PathState;
pub use check::Rule;
pub use check::Safety;
pub use check::Server;
pub use check::Severity;
pub use check::Site;
pub use check::Step;
pub use definition::Definition;
pub use definition::Encoding;
pub use definition::MASK;
pub use definition::Masked;
pub use definition::Release;
pub use definition::Schema;
pub use definition::Status;
pub use definition::Type;
pub use definition::UnknownRelease;
pub use definition::ValueSchema;
pub use definition::WebDefault;
pub use definition::is_secret;
pub use definition::may_be_secret;
pub use explain::Choice;
pub use explain::Hit;
pub use explain::heading;
pub use nearest::nearest;
pub use validation::Advice;
pub use validation::AdviceKind;
pub use validation::DesiredValueError;
pub use validation::Elements;
pub use validation::Rejection;
pub use validation::Violation;
