//! Names and addresses in a network: hosts, URLs, mail.

pub mod cookie_domain;
pub mod email;
pub mod email_list;
pub mod host;
pub mod port_prefix;
pub mod url;
pub mod url_path;
pub mod url_reference;
