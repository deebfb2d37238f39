//! Names and addresses in a network: hosts, origins, URLs, mail.

pub(crate) mod cookie_domain;
pub(crate) mod email;
pub(crate) mod email_list;
pub(crate) mod host;
pub(crate) mod origin;
pub(crate) mod port_prefix;
pub(crate) mod site_host;
pub(crate) mod url;
pub(crate) mod url_path;
pub(crate) mod url_reference;
