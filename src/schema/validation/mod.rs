//! Whether a value may be stored, what is said of one that may not, and what text stands for one that is
//! wanted.

pub(crate) mod accept;
pub(crate) mod advice;
pub(crate) mod desired;
mod each_element;
pub(crate) mod expected;
pub(crate) mod validator;

pub use accept::Rejection;
pub use advice::Advice;
pub use advice::AdviceKind;
pub use desired::DesiredValueError;
pub use desired::Elements;
pub use validator::Violation;
