//! The little languages inside property values, in rooms by their reader.
//!
//! A check behaves like the program that will read the value: it refuses what that program would refuse
//! or silently misread, at the first place where it would, and when in doubt it accepts. It checks only
//! the text, never the disk, the network or another property. Where a property may be left empty (its
//! default is the empty text), its format accepts the empty text; whether that is wise is a rule's
//! business.

pub(crate) mod booleans;
pub(crate) mod django;
pub(crate) mod files;
pub(crate) mod gunicorn;
pub(crate) mod ice;
pub(crate) mod java;
pub(crate) mod ldap;
pub(crate) mod net;
mod number;
mod scanner;
pub(crate) mod surroundings;
mod token;
pub(crate) mod version;

use crate::python::SyntaxError;
use crate::python::dotted_name;
use crate::python::regex;
use crate::python::shlex;

/// What every format offers: a look at a whole value.
pub(crate) type Check = fn(&str) -> Result<(), SyntaxError>;

/// The table below as two: what a message says needs no reference that is relocated at each start.
macro_rules! formats {
    ($($name:literal $words:literal $check:path,)*) => {
        /// Every format by the name that the schema calls it.
        pub const FORMATS: &[(&str, Check)] = &[$(($name, $check)),*];

        /// How a message calls a format.
        pub(crate) fn words(format: &str) -> Option<&'static str> {
            Some(match format {
                $($name => $words,)*
                _ => return None,
            })
        }
    };
}

formats! {
    "absolute-path" "an absolute path" files::absolute_path::check,
    "allowed-host" "a host name, or `*` for all" net::site_host::check_allowed,
    "bind-host" "a host name or address" gunicorn::bind_host::check,
    "cache-backend" "the class of a cache" django::cache_backend::check,
    "cookie-domain" "a cookie domain" net::cookie_domain::check,
    "cors-origin" "an origin such as https://omero.example.org" net::origin::check_cors,
    "csrf-origin" "an origin such as https://omero.example.org" net::origin::check_csrf,
    "django-app" "the module of an app" django::app::check,
    "email" "an e-mail address" net::email::check,
    "email-list" "e-mail addresses" net::email_list::check,
    "endpoint" "an Ice endpoint" ice::endpoint::check,
    "guava-cache-spec" "a Guava cache specification" java::guava_cache_spec::check,
    "gunicorn-options" "Gunicorn options" gunicorn::options::check,
    "header-value" "a single line of text" django::header_value::check,
    "host" "a host name or address" net::host::check,
    "ice-proxy" "an Ice proxy" ice::proxy::check,
    "icessl-protocols" "TLS versions" ice::ssl_protocols::check,
    "java-class" "the name of a Java class" java::class::check,
    "jdbc-params" "JDBC connection parameters" java::jdbc_params::check,
    "jdbc-url" "a JDBC URL" java::jdbc_url::check,
    "jvm-args" "options of the Java virtual machine" java::jvm_args::check,
    "ldap-dn" "an LDAP distinguished name" ldap::dn::check,
    "ldap-filter" "an LDAP filter" ldap::filter::check,
    "ldap-group-spec" "the name of a group, or `:strategy:argument`" ldap::group_spec::check,
    "ldap-mapping" "a list of `field=attribute`" ldap::mapping::check,
    "ldap-principal" "an LDAP login name" ldap::principal::check,
    "ldap-url-list" "addresses with ldap:// or ldaps://" ldap::url_list::check,
    "logo-url" "a URL or a URL path" net::url_reference::check_logo,
    "memory-size" "a size of memory such as 512m or 4g" java::memory_size::check,
    "node-descriptors" "a list of `node:service,service`" ice::node_descriptors::check,
    "path" "a path" files::path::check,
    "path-template" "a path with `%...%` terms" files::path_template::check,
    "port-prefix" "digits to put before port numbers" net::port_prefix::check,
    "python-dotted" "a dotted Python name" dotted_name::check,
    "python-member" "the dotted name of a Python class or function" dotted_name::check_member,
    "python-regex" "a Python regular expression" regex::check,
    "quartz-cron" "a Quartz schedule" java::quartz_cron::check,
    "quartz-cron-or-blank" "a Quartz schedule, or empty" java::quartz_cron_or_blank::check,
    "redirect-host" "a host name" net::site_host::check_redirect,
    "redis-url" "a URL with redis://" django::redis_url::check,
    "script-name" "the path of the site" gunicorn::script_name::check,
    "shell-words" "command-line arguments" shlex::check,
    "timezone" "a time zone such as Europe/Berlin" java::timezone::check,
    "url" "a URL with http:// or https://" net::url::check,
    "url-path" "a URL path" net::url_path::check,
    "url-reference" "a URL or a URL path" net::url_reference::check,
    "version" "a version" version::check,
    "wsgi-header" "a header such as HTTP_X_FORWARDED_PROTO" django::header::check,
}

/// A text close to `text` that the format may accept; its caller checks it.
pub(crate) fn repair(format: &str, text: &str) -> Option<String> {
    match format {
        "allowed-host" => Some(net::site_host::repair_allowed(text)),
        "bind-host" => Some(gunicorn::bind_host::repair(text)),
        "cache-backend" => django::cache_backend::repair(text),
        "cors-origin" | "csrf-origin" => Some(net::origin::repair(text)),
        "django-app" => Some(django::app::repair(text)),
        "email" => net::email::repair(text),
        "jdbc-url" => java::jdbc_url::repair(text),
        "gunicorn-options" => Some(gunicorn::options::repair(text)),
        "header-value" => Some(django::header_value::repair(text)),
        "host" => Some(net::host::repair(text)),
        "redirect-host" => Some(net::site_host::repair_redirect(text)),
        "redis-url" => django::redis_url::repair(text),
        "script-name" => gunicorn::script_name::repair(text),
        "wsgi-header" => django::header::repair(text),
        _ => None,
    }
}

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
