//! Cookies of OMERO.web.

use super::Find;
use super::Found;
use super::Rule;
use crate::schema::check::Fix;
use crate::schema::check::Severity;
use crate::schema::check::site::Site;

const SESSION: &str = "omero.web.session_cookie_secure";
const CSRF: &str = "omero.web.csrf_cookie_secure";
const HEADER: &str = "omero.web.secure_proxy_ssl_header";

/// Properties that hold the address under which people visit the site.
const ADDRESSES: [&str; 2] = ["omero.client.web.host", "omero.web.api.absolute_url"];

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "R23",
        severity: Severity::Warning,
        title: "cookies with SameSite=None that are not secure",
        why: "Browsers reject a cookie with SameSite=None unless it is marked as secure.",
        fix: "Set the matching `omero.web.*_cookie_secure` to true, or leave SameSite at `Lax`.",
        example: &[("omero.web.session_cookie_samesite", "None")],
        instead: &[
            ("omero.web.session_cookie_samesite", "None"),
            ("omero.web.session_cookie_secure", "true"),
        ],
        find: Find::many(dropped_cookies).in_other_words(),
    },
    Rule {
        id: "R24",
        severity: Severity::Warning,
        title: "secure cookies on a site without TLS",
        why: "Browsers send a secure cookie only over HTTPS. Over plain HTTP, login appears to do nothing.",
        fix: "Serve the site over HTTPS, or use the default for the cookies.",
        example: &[
            ("omero.web.session_cookie_secure", "true"),
            ("omero.client.web.host", "http://omero.example.org"),
        ],
        instead: &[
            ("omero.web.session_cookie_secure", "true"),
            ("omero.web.csrf_cookie_secure", "true"),
            ("omero.client.web.host", "https://omero.example.org"),
        ],
        find: Find::many(unsent_cookies),
    },
    Rule {
        id: "R25",
        severity: Severity::Warning,
        title: "a site with TLS whose cookies are also sent without TLS",
        why: "A cookie that is not marked as secure is also sent over plain HTTP. An attacker can \
              read it there and take over the session.",
        fix: "Set `omero.web.session_cookie_secure` and `omero.web.csrf_cookie_secure` to true.",
        example: &[
            ("omero.client.web.host", "https://omero.example.org"),
            ("omero.web.csrf_cookie_secure", "true"),
        ],
        instead: &[
            ("omero.client.web.host", "https://omero.example.org"),
            ("omero.web.csrf_cookie_secure", "true"),
            ("omero.web.session_cookie_secure", "true"),
        ],
        find: Find::many(insecure_cookies),
    },
    Rule {
        id: "R26",
        severity: Severity::Warning,
        title: "a CSRF cookie that the pages cannot read",
        why: "The pages of OMERO.web read this cookie with JavaScript and send it with each \
              request; without it their requests are refused.",
        fix: "Leave `omero.web.csrf_cookie_httponly` at its default, false.",
        example: &[("omero.web.csrf_cookie_httponly", "true")],
        instead: &[("omero.web.csrf_cookie_httponly", "false")],
        find: Find::one(unreadable_cookie),
    },
];

fn dropped_cookies(site: &Site<'_>) -> Vec<Found> {
    let pairs =
        [("omero.web.session_cookie_samesite", SESSION), ("omero.web.csrf_cookie_samesite", CSRF)];
    let is_for_all =
        |key: &str| site.stored(key).is_some_and(|word| word.eq_ignore_ascii_case("none"));
    let dropped = pairs.iter().filter(|(key, secure)| is_for_all(key) && !site.flag(secure));
    let found = dropped.map(|(key, secure)| {
        Found::at(*key, format!("is None, but {secure} is false")).fix(Fix::set(*secure, "true"))
    });
    found.collect()
}

/// Which property says that people come over HTTPS.
fn sign_of_tls(site: &Site<'_>) -> Option<&'static str> {
    let is_tls = |key: &str| site.stored(key).is_some_and(|url| url.starts_with("https://"));
    let has_header = site.list(HEADER).len() == 2;
    ADDRESSES.into_iter().find(|key| is_tls(key)).or(has_header.then_some(HEADER))
}

/// Which property says that people come over plain HTTP.
fn sign_of_plain_http(site: &Site<'_>) -> Option<&'static str> {
    let is_plain = |key: &str| site.stored(key).is_some_and(|url| url.starts_with("http://"));
    let server = "omero.web.application_server";
    let is_bare = site.stored(server) == Some("development");
    let plain = ADDRESSES.into_iter().find(|key| is_plain(key)).or(is_bare.then_some(server));
    plain.filter(|_| sign_of_tls(site).is_none())
}

fn unsent_cookies(site: &Site<'_>) -> Vec<Found> {
    let Some(sign) = sign_of_plain_http(site) else { return Vec::new() };
    let secure = [SESSION, CSRF].into_iter().filter(|key| site.flag(key));
    let found = secure.map(|key| {
        let value = site.effective(sign);
        Found::at(key, format!("is true, but {sign} is {value:?}")).fix(Fix::unset(key))
    });
    found.collect()
}

fn insecure_cookies(site: &Site<'_>) -> Vec<Found> {
    let Some(sign) = sign_of_tls(site).filter(|_| site.is_since("5.5.0")) else {
        return Vec::new();
    };
    let insecure = [SESSION, CSRF].into_iter().filter(|key| site.has_web() && !site.flag(key));
    let found = insecure.map(|key| {
        let problem = format!("is false, but {sign} says that the site has TLS");
        Found::at(key, problem).fix(Fix::set(key, "true"))
    });
    found.collect()
}

fn unreadable_cookie(site: &Site<'_>) -> Option<Found> {
    let key = "omero.web.csrf_cookie_httponly";
    site.flag(key).then(|| Found::at(key, "is true").fix(Fix::unset(key)))
}
