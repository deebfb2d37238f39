//! What the LDAP client of the server reads.

pub mod dn;
pub mod filter;
pub mod group_spec;
pub mod mapping;
pub mod principal;
pub mod url_list;
