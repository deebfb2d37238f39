//! The router that clients connect to, and its TLS.

use super::Find;
use super::Found;
use super::Rule;
use super::finding::shown;
use super::finding::told;
use crate::schema::check::Fix;
use crate::schema::check::PathState;
use crate::schema::check::Severity;
use crate::schema::check::site::Site;

const TRANSPORTS: &str = "omero.client.icetransports";
const CIPHERS: &str = "omero.glacier2.IceSSL.Ciphers";
const PROTOCOLS: &str = "omero.glacier2.IceSSL.Protocols";
const CERTIFICATE: &str = "omero.glacier2.IceSSL.CertFile";

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "R15",
        severity: Severity::Error,
        title: "unknown transports",
        why: "The server looks up a port for each exact name when it starts; an unknown name, or \
              a space next to a name, stops the start.",
        fix: "Use `ssl`, `tcp`, `ws` and `wss`, separated by commas without spaces.",
        example: &[("omero.client.icetransports", "ssl, tcp")],
        instead: &[("omero.client.icetransports", "ssl,tcp")],
        find: Find::one(unknown_transports).in_other_words(),
    },
    Rule {
        id: "R16",
        severity: Severity::Warning,
        title: "websockets with anonymous ciphers",
        why: "`wss` is TLS, and browsers and web servers do not support TLS without certificates.",
        fix: "Create a certificate with `omero certificates`, which also sets the ciphers.",
        example: &[("omero.client.icetransports", "ssl,tcp,wss")],
        instead: &[("omero.client.icetransports", "ssl,tcp,ws")],
        find: Find::one(anonymous_websockets),
    },
    Rule {
        id: "R99",
        severity: Severity::Error,
        title: "ciphers that need a certificate, but no certificate",
        why: "Without a certificate only anonymous ciphers work, and OpenSSL disables these at its \
              default security level: no client can connect with `ssl` or `wss`.",
        fix: "Create a certificate with `omero certificates`, which sets all TLS properties.",
        example: &[("omero.glacier2.IceSSL.Ciphers", "HIGH")],
        instead: &[
            ("omero.glacier2.IceSSL.Ciphers", "HIGH"),
            ("omero.glacier2.IceSSL.CertFile", "server.p12"),
        ],
        find: Find::one(no_certificate).in_whole_store(),
    },
    Rule {
        id: "R74",
        severity: Severity::Warning,
        title: "an insecure version of TLS",
        why: "TLS 1.0 and 1.1 are insecure, and many systems have disabled them: then clients cannot connect. \
              If nothing is set, the server supports only TLS 1.0, and warns about it at start.",
        fix: "Create a certificate with `omero certificates`, or set `omero.glacier2.IceSSL.Protocols` to \
               `TLS1_2,TLS1_3`.",
        example: &[("omero.glacier2.IceSSL.Protocols", "tls1_1,tls1_2")],
        instead: &[("omero.glacier2.IceSSL.Protocols", "TLS1_2")],
        find: Find::one(old_tls).in_whole_store(),
    },
    Rule {
        id: "R75",
        severity: Severity::Error,
        title: "a missing certificate",
        why: "The router cannot load it, so no client can connect.",
        fix: "Correct the path, or create the certificate with `omero certificates`.",
        example: &[("omero.glacier2.IceSSL.CertFile", "/data/missing/server.p12")],
        instead: &[("omero.glacier2.IceSSL.CertFile", "/data/present/server.p12")],
        find: Find::one(missing_certificate),
    },
    Rule {
        id: "R76",
        severity: Severity::Warning,
        title: "TLS properties of the router under the wrong name",
        why: "The router's own values come after these in its files and override them.",
        fix: "Begin the name with `omero.glacier2.IceSSL.`.",
        example: &[("IceSSL.Ciphers", "HIGH")],
        instead: &[
            ("omero.glacier2.IceSSL.Ciphers", "HIGH"),
            ("omero.glacier2.IceSSL.CertFile", "server.p12"),
        ],
        find: Find::many(direct_settings),
    },
];

fn unknown_transports(site: &Site<'_>) -> Option<Found> {
    let stored = site.stored(TRANSPORTS)?;
    let violation = site.violations(TRANSPORTS).into_iter().next()?;
    let found = Found::at(TRANSPORTS, told(&violation));
    let fixed: Vec<_> = stored.split(',').map(|item| item.trim().to_lowercase()).collect();
    let is_known = |item: &String| matches!(item.as_str(), "ssl" | "tcp" | "ws" | "wss");
    let is_clear = fixed.iter().all(is_known) && fixed.len() == distinct(&fixed);
    // What stops the start cannot be made worse.
    Some(if is_clear { found.fix(Fix::set(TRANSPORTS, fixed.join(",")).safe()) } else { found })
}

fn distinct(items: &[String]) -> usize {
    items.iter().collect::<std::collections::HashSet<_>>().len()
}

fn has_transport(site: &Site<'_>, names: &[&str]) -> bool {
    site.list(TRANSPORTS).iter().any(|name| names.contains(&name.as_str()))
}

/// `omero certificates` makes one and sets its properties.
fn make_certificate() -> Fix {
    Fix::shell("omero certificates")
}

/// Whether a list has ciphers that work without a certificate: since version 1.1 OpenSSL offers none of
/// them (`openssl ciphers -s`), unless the list itself lowers the level of security.
fn has_anonymous_ciphers(ciphers: &str) -> bool {
    let mut items = ciphers.split([':', ',', ' ']);
    let is_low = ciphers.contains("@SECLEVEL=0");
    let is_excluded =
        items.clone().any(|item| matches!(item, "!aNULL" | "!ADH" | "!AECDH" | "!ALL"));
    let is_anonymous = |item: &str| {
        item.starts_with("ADH")
            || item.starts_with("AECDH")
            || matches!(item, "aNULL" | "ALL" | "HIGH")
    };
    is_low && !is_excluded && items.any(is_anonymous)
}

fn anonymous_websockets(site: &Site<'_>) -> Option<Found> {
    let transports = site.stored(TRANSPORTS)?;
    let ciphers = site.stored(CIPHERS);
    let is_anonymous = ciphers.is_none_or(has_anonymous_ciphers)
        || site.known(CIPHERS)?.default_text().as_deref() == ciphers;
    (has_transport(site, &["wss"]) && !site.is_set(CERTIFICATE) && is_anonymous).then(|| {
        let problem = format!(
            "is not set: there is no certificate, but {TRANSPORTS} is {transports:?} with wss"
        );
        Found::at(CERTIFICATE, problem).fix(make_certificate())
    })
}

fn no_certificate(site: &Site<'_>) -> Option<Found> {
    let is_needed = site.is_since("5.5.0") && has_transport(site, &["ssl", "wss"]);
    if !is_needed || site.is_set(CERTIFICATE) {
        return None;
    }
    let default = site.known(CIPHERS)?.default_text();
    match site.stored(CIPHERS).filter(|ciphers| Some(*ciphers) != default.as_deref()) {
        Some(ciphers) if has_anonymous_ciphers(ciphers) => None,
        Some(ciphers) => {
            let problem = format!(
                "is not set, and without a certificate {} leaves no usable cipher",
                shown(CIPHERS, ciphers)
            );
            Some(Found::at(CERTIFICATE, problem).fix(make_certificate()))
        }
        None => (site.has_server() && site.is_since("5.6")).then(|| {
            let problem = "is not set: without a certificate the server has only anonymous ciphers, which \
                           current systems refuse";
            Found::at(CERTIFICATE, problem).only(Severity::Hint).fix(make_certificate())
        }),
    }
}

fn old_tls(site: &Site<'_>) -> Option<Found> {
    if !site.is_since("5.5.0") {
        return None;
    }
    let fix = Fix::set(PROTOCOLS, "TLS1_2,TLS1_3");
    let Some(protocols) = site.stored(PROTOCOLS).filter(|protocols| !protocols.is_empty()) else {
        let is_told = site.has_server() && site.is_since("5.6.10");
        let problem = "is not set, so the server supports only TLS 1.0";
        return is_told.then(|| Found::at(PROTOCOLS, problem).only(Severity::Hint).fix(fix));
    };
    let mut names = protocols.split([',', ' ', '\t']).map(str::to_ascii_uppercase);
    let is_old = |name: &String| {
        let version = name.replace("TLSV", "TLS");
        matches!(version.as_str(), "TLS1" | "TLS1_0" | "TLS1_1" | "SSL3" | "SSLV3")
    };
    let old = names.find(is_old)?;
    let problem = format!("is {}, which allows {old}", shown(PROTOCOLS, protocols));
    Some(Found::at(PROTOCOLS, problem).fix(fix))
}

/// Where the certificate is looked for; none if it is not set or its directory is not known.
pub(super) fn certificate(site: &Site<'_>) -> Option<String> {
    let file = site.stored(CERTIFICATE).filter(|file| !file.is_empty() && !file.contains("${"))?;
    if file.starts_with('/') {
        return Some(file.to_owned());
    }
    let directory = site.stored("omero.glacier2.IceSSL.DefaultDir")?;
    directory.starts_with('/').then(|| format!("{}/{file}", directory.trim_end_matches('/')))
}

fn missing_certificate(site: &Site<'_>) -> Option<Found> {
    let path = certificate(site)?;
    (site.path(&path)? == PathState::Missing)
        .then(|| Found::at(CERTIFICATE, format!("{path:?} does not exist")))
}

fn direct_settings(site: &Site<'_>) -> Vec<Found> {
    let direct = site.properties().filter(|(key, _)| key.starts_with("IceSSL."));
    let found = direct.map(|(key, value)| {
        let right = format!("omero.glacier2.{key}");
        let problem = format!("has no effect on the router; {right} has");
        Found::at(key, problem).fix(Fix::set(right, value).and(Fix::unset(key)))
    });
    found.collect()
}
