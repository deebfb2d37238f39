//! The little languages inside property values, one file each.
//!
//! A check speaks for the program that will read the value: it refuses what that program would
//! refuse or silently misread, and when in doubt it accepts. It looks at the text alone, never at
//! the disk, the network or another property. Where a property may be left empty (its default is
//! the empty text), its format accepts the empty text; whether that is wise is a rule's business.

pub mod absolute_path;
pub mod booleans;
pub mod cookie_domain;
pub mod email;
pub mod email_list;
pub mod endpoint;
pub mod guava_cache_spec;
pub mod host;
pub mod ice_proxy;
pub mod icessl_protocols;
pub mod interpolation;
pub mod java_class;
pub mod jdbc_params;
pub mod jdbc_url;
pub mod jvm_args;
pub mod ldap_dn;
pub mod ldap_filter;
pub mod ldap_group_spec;
pub mod ldap_mapping;
pub mod ldap_principal;
pub mod ldap_url_list;
pub mod memory_size;
pub mod node_descriptors;
mod number;
pub mod path;
pub mod path_template;
mod piece;
pub mod port_prefix;
pub mod quartz_cron;
pub mod quartz_cron_or_blank;
mod quartz_unit;
mod scanner;
pub mod spring_int;
pub mod timezone;
pub mod url;
pub mod url_path;
pub mod url_reference;
pub mod version;

use crate::python::SyntaxError;
use crate::python::dotted_name;
use crate::python::regex;
use crate::python::shlex;

/// What every format offers: a look at a whole value.
pub type Check = fn(&str) -> Result<(), SyntaxError>;

/// Every format by the name that the schema calls it.
pub const FORMATS: &[(&str, Check)] = &[
    ("absolute-path", absolute_path::check),
    ("cookie-domain", cookie_domain::check),
    ("email", email::check),
    ("email-list", email_list::check),
    ("endpoint", endpoint::check),
    ("guava-cache-spec", guava_cache_spec::check),
    ("host", host::check),
    ("ice-proxy", ice_proxy::check),
    ("icessl-protocols", icessl_protocols::check),
    ("java-class", java_class::check),
    ("jdbc-params", jdbc_params::check),
    ("jdbc-url", jdbc_url::check),
    ("jvm-args", jvm_args::check),
    ("ldap-dn", ldap_dn::check),
    ("ldap-filter", ldap_filter::check),
    ("ldap-group-spec", ldap_group_spec::check),
    ("ldap-mapping", ldap_mapping::check),
    ("ldap-principal", ldap_principal::check),
    ("ldap-url-list", ldap_url_list::check),
    ("memory-size", memory_size::check),
    ("node-descriptors", node_descriptors::check),
    ("path", path::check),
    ("path-template", path_template::check),
    ("port-prefix", port_prefix::check),
    ("python-dotted", dotted_name::check),
    ("python-regex", regex::check),
    ("quartz-cron", quartz_cron::check),
    ("quartz-cron-or-blank", quartz_cron_or_blank::check),
    ("shell-words", shlex::check),
    ("timezone", timezone::check),
    ("url", url::check),
    ("url-path", url_path::check),
    ("url-reference", url_reference::check),
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
