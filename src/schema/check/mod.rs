//! What is wrong with a whole profile: rules that check a site and return findings.

pub(crate) mod facts;
pub(crate) mod finding;
pub(crate) mod rules;
pub(crate) mod server;
pub(crate) mod site;

pub use facts::Facts;
pub use facts::PathState;
pub use finding::Finding;
pub(crate) use finding::Fix;
pub use finding::Severity;
pub use finding::Step;
pub(crate) use finding::Subject;
pub use finding::User;
pub use rules::NOT_IMPLEMENTED;
pub use rules::Rule;
pub(crate) use server::Server;
pub(crate) use site::Site;
