//! What the tests share: an installation of their own, and commands run in it.

mod installation;
mod ordinary_user;
mod transcript;
mod typed;

pub(crate) use installation::Installation;
pub(crate) use ordinary_user::OrdinaryUser;
pub(crate) use transcript::Transcript;
pub(crate) use typed::Typed;
