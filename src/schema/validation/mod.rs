//! Whether a value may be stored, what is said of one that may not, and what text stands for one that is
//! wanted.

pub(crate) mod accept;
pub(crate) mod advice;
pub(crate) mod desired;
pub(crate) mod expected;
pub(crate) mod validator;

pub use accept::Refusal;
pub use advice::Advice;
pub use advice::Problem;
pub use desired::Elements;
pub use desired::WishError;
pub use validator::Fault;
