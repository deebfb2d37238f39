//! The little languages inside property values, in rooms by their reader.
//!
//! A check speaks for the program that will read the value: it refuses what that program would
//! refuse or silently misread, and when in doubt it accepts. It looks at the text alone, never at
//! the disk, the network or another property. Where a property may be left empty (its default is
//! the empty text), its format accepts the empty text; whether that is wise is a rule's business.

pub mod booleans;
pub mod files;
pub mod ice;
pub mod java;
pub mod ldap;
pub mod net;
mod number;
mod scanner;
mod token;
pub mod version;

use crate::python::SyntaxError;
use crate::python::dotted_name;
use crate::python::regex;
use crate::python::shlex;

/// What every format offers: a look at a whole value.
pub type Check = fn(&str) -> Result<(), SyntaxError>;

/// Every format by the name that the schema calls it.
pub const FORMATS: &[(&str, Check)] = &[
    ("absolute-path", files::absolute_path::check),
    ("cookie-domain", net::cookie_domain::check),
    ("email", net::email::check),
    ("email-list", net::email_list::check),
    ("endpoint", ice::endpoint::check),
    ("guava-cache-spec", java::guava_cache_spec::check),
    ("host", net::host::check),
    ("ice-proxy", ice::proxy::check),
    ("icessl-protocols", ice::ssl_protocols::check),
    ("java-class", java::class::check),
    ("jdbc-params", java::jdbc_params::check),
    ("jdbc-url", java::jdbc_url::check),
    ("jvm-args", java::jvm_args::check),
    ("ldap-dn", ldap::dn::check),
    ("ldap-filter", ldap::filter::check),
    ("ldap-group-spec", ldap::group_spec::check),
    ("ldap-mapping", ldap::mapping::check),
    ("ldap-principal", ldap::principal::check),
    ("ldap-url-list", ldap::url_list::check),
    ("memory-size", java::memory_size::check),
    ("node-descriptors", ice::node_descriptors::check),
    ("path", files::path::check),
    ("path-template", files::path_template::check),
    ("port-prefix", net::port_prefix::check),
    ("python-dotted", dotted_name::check),
    ("python-regex", regex::check),
    ("quartz-cron", java::quartz_cron::check),
    ("quartz-cron-or-blank", java::quartz_cron_or_blank::check),
    ("shell-words", shlex::check),
    ("timezone", java::timezone::check),
    ("url", net::url::check),
    ("url-path", net::url_path::check),
    ("url-reference", net::url_reference::check),
    ("version", version::check),
];

#[cfg(test)]
mod robustness;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_has_one_name_and_the_names_are_sorted() {
        assert!(FORMATS.is_sorted_by(|(a, _), (b, _)| a < b));
    }
}
