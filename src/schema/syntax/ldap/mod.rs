//! What the LDAP client of the server reads.

pub(crate) mod dn;
pub(crate) mod filter;
pub(crate) mod group_spec;
pub(crate) mod mapping;
pub(crate) mod principal;
pub(crate) mod url_list;
