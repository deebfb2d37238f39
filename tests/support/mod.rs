//! What the tests share: an installation of their own, and commands run in it.

mod ordinary_user;

pub(crate) use ordinary_user::OrdinaryUser;
