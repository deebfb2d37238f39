//! How OMERO.web is run and under which address.

use super::Find;
use super::Found;
use super::Rule;
use super::finding::shown;
use super::proxy;
use crate::schema::check::Fix;
use crate::schema::check::Severity;
use crate::schema::check::site::Site;

const SERVER: &str = "omero.web.application_server";
const PREFIX: &str = "omero.web.prefix";
const STATIC: &str = "omero.web.static_url";

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "R31",
        severity: Severity::Error,
        title: "FastCGI, which this release does not support",
        why: "OMERO 5.2 replaced FastCGI with WSGI; `omero web start` refuses FastCGI.",
        fix: "Set `omero.web.application_server` to `wsgi-tcp` and generate the configuration of \
               the web server again.",
        example: &[("omero.web.application_server", "fastcgi-tcp")],
        instead: &[("omero.web.application_server", "wsgi-tcp")],
        find: Find::one(gone_fastcgi).in_other_words(),
    },
    Rule {
        id: "R33",
        severity: Severity::Warning,
        title: "debug mode on a site that others can reach",
        why: "Anyone who causes an error sees settings and source code, the logs contain \
              confidential data, and no mail is sent about errors.",
        fix: "Leave `omero.web.debug` at its default, false.",
        example: &[("omero.web.debug", "true")],
        instead: &[("omero.web.debug", "true"), ("omero.web.application_server", "development")],
        find: Find::one(debugs_in_public),
    },
    Rule {
        id: "R34",
        severity: Severity::Warning,
        title: "a prefix with slashes in the wrong places",
        why: "The prefix is put before every URL path unchanged. Without a slash at its start, \
              links are relative to the page; with a slash at its end, they contain two slashes.",
        fix: "Write it with a slash at the start and none at the end: `/omero`.",
        example: &[("omero.web.prefix", "omero/"), ("omero.web.static_url", "/omero/static/")],
        instead: &[("omero.web.prefix", "/omero"), ("omero.web.static_url", "/omero/static/")],
        find: Find::one(misplaced_slashes).in_other_words().in_other_words(),
    },
    Rule {
        id: "R35",
        severity: Severity::Warning,
        title: "static files outside the prefix",
        why: "The generated web server configuration uses both paths. If the host also serves other \
              sites, one of them may use `/static/`.",
        fix: "Use them together: `/omero` and `/omero/static/`.",
        example: &[("omero.web.prefix", "/omero")],
        instead: &[("omero.web.prefix", "/omero"), ("omero.web.static_url", "/omero/static/")],
        find: Find::one(static_files_elsewhere),
    },
    Rule {
        id: "R36",
        severity: Severity::Error,
        title: "static files without a URL path",
        why: "If it is empty, Django refuses to collect the static files.",
        fix: "Remove the property; the default is `/static/`.",
        example: &[("omero.web.static_url", "")],
        instead: &[("omero.web.static_url", "/static/")],
        find: Find::one(no_static_address).in_other_words(),
    },
];

fn gone_fastcgi(site: &Site<'_>) -> Option<Found> {
    let server = site.stored(SERVER).filter(|server| server.starts_with("fastcgi"))?;
    if site.violations(SERVER).is_empty() {
        return None;
    }
    let problem = format!("is {}, which this release refuses", shown(SERVER, server));
    Some(Found::at(SERVER, problem).fix(Fix::set(SERVER, "wsgi-tcp").safe()))
}

fn debugs_in_public(site: &Site<'_>) -> Option<Found> {
    let key = "omero.web.debug";
    if !site.flag(key) {
        return None;
    }
    let server = site.effective(SERVER);
    let reason = if server != "development" {
        format!("{SERVER} is {server}")
    } else if proxy::listens_to_others(site) {
        format!("{SERVER}.host is {}", site.effective("omero.web.application_server.host"))
    } else {
        return None;
    };
    Some(Found::at(key, format!("is true, and {reason}")).fix(Fix::unset(key)))
}

fn misplaced_slashes(site: &Site<'_>) -> Option<Found> {
    let prefix = site.stored(PREFIX).filter(|prefix| !prefix.is_empty())?;
    let expected = format!("/{}", prefix.trim_matches('/'));
    (prefix != expected).then(|| {
        let problem = format!("is {}, expected {expected:?}", shown(PREFIX, prefix));
        let fix = if expected == "/" { Fix::unset(PREFIX) } else { Fix::set(PREFIX, expected) };
        Found::at(PREFIX, problem).fix(fix)
    })
}

fn static_files_elsewhere(site: &Site<'_>) -> Option<Found> {
    let prefix = site.stored(PREFIX).unwrap_or_default().trim_matches('/');
    let address = site.effective(STATIC);
    let path = address.strip_prefix('/').filter(|path| !path.starts_with('/'))?;
    let is_below = path.strip_prefix(prefix).is_some_and(|rest| rest.starts_with('/'));
    let parts = path.trim_end_matches('/').split('/').count();
    if !prefix.is_empty() && !is_below {
        let problem = format!("is {address:?}, not under {PREFIX}");
        return Some(
            Found::at(STATIC, problem).fix(Fix::set(STATIC, format!("/{prefix}/static/"))),
        );
    }
    (prefix.is_empty() && parts > 1 && path.ends_with("/static/")).then(|| {
        let problem = format!("is {address:?}, but {PREFIX} is not set");
        Found::at(STATIC, problem)
    })
}

fn no_static_address(site: &Site<'_>) -> Option<Found> {
    (site.stored(STATIC) == Some("")).then(|| Found::at(STATIC, "is empty").fix(Fix::unset(STATIC)))
}
