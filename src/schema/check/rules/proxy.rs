//! What OMERO.web believes of a proxy and of other sites.

use super::Find;
use super::Found;
use super::Rule;
use crate::schema::check::Fix;
use crate::schema::check::Severity;
use crate::schema::check::site::Site;

const ORIGINS: &str = "omero.web.csrf_trusted_origins";
const WHITELIST: &str = "omero.web.cors_origin_whitelist";
const ALLOW_ALL: &str = "omero.web.cors_origin_allow_all";

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "R27",
        severity: Severity::Hint,
        title: "proxy headers that other clients could send too",
        why: "The application does not listen only on the local address. Anyone who can bypass the \
              proxy can forge the host or claim that the connection is secure.",
        fix: "Let the application listen on 127.0.0.1, or make sure that only the proxy can reach its port.",
        example: &[
            ("omero.web.use_x_forwarded_host", "true"),
            ("omero.web.application_server.host", "0.0.0.0"),
        ],
        instead: &[("omero.web.use_x_forwarded_host", "true")],
        find: Find::many(forgeable_headers),
    },
    Rule {
        id: "R28",
        severity: Severity::Error,
        title: "trusted origins in the format of another release",
        why: "Since omero-web 5.23.0 each origin must begin with its scheme, or the application \
              does not start. In5.22 an origin with a scheme never matches.",
        fix: "Write `https://portal.example.org`; for omero-web 5.22 `portal.example.org`.",
        example: &[("omero.web.csrf_trusted_origins", r#"["portal.example.org"]"#)],
        instead: &[("omero.web.csrf_trusted_origins", r#"["https://portal.example.org"]"#)],
        find: Find::one(origins_of_another_release).in_other_words(),
    },
    Rule {
        id: "R29",
        severity: Severity::Warning,
        title: "cross-origin requests allowed, but without corsheaders",
        why: "Only the package corsheaders reads these settings, and it must be in both the apps and the \
              middleware.",
        fix: "Add `corsheaders` to `omero.web.apps` and `corsheaders.middleware.CorsMiddleware` to \
               `omero.web.middleware`.",
        example: &[("omero.web.cors_origin_whitelist", r#"["https://portal.example.org"]"#)],
        instead: &[
            ("omero.web.cors_origin_whitelist", r#"["https://portal.example.org"]"#),
            ("omero.web.apps", r#"["corsheaders"]"#),
            (
                "omero.web.middleware",
                r#"[{"index": 0.5, "class": "corsheaders.middleware.CorsMiddleware"}, {"index": 3, "class": "django.contrib.sessions.middleware.SessionMiddleware"}, {"index": 4, "class": "django.middleware.csrf.CsrfViewMiddleware"}]"#,
            ),
        ],
        find: Find::one(nobody_reads_whitelist),
    },
    Rule {
        id: "R30",
        severity: Severity::Hint,
        title: "a list of origins although all are allowed",
        why: "If all origins are allowed, the list is ignored.",
        fix: "Remove one of them.",
        example: &[
            ("omero.web.cors_origin_allow_all", "true"),
            ("omero.web.cors_origin_whitelist", r#"["https://portal.example.org"]"#),
            ("omero.web.apps", r#"["corsheaders"]"#),
            (
                "omero.web.middleware",
                r#"[{"index": 0.5, "class": "corsheaders.middleware.CorsMiddleware"}, {"index": 3, "class": "django.contrib.sessions.middleware.SessionMiddleware"}, {"index": 4, "class": "django.middleware.csrf.CsrfViewMiddleware"}]"#,
            ),
        ],
        instead: &[
            ("omero.web.cors_origin_allow_all", "true"),
            ("omero.web.apps", r#"["corsheaders"]"#),
            (
                "omero.web.middleware",
                r#"[{"index": 0.5, "class": "corsheaders.middleware.CorsMiddleware"}, {"index": 3, "class": "django.contrib.sessions.middleware.SessionMiddleware"}, {"index": 4, "class": "django.middleware.csrf.CsrfViewMiddleware"}]"#,
            ),
        ],
        find: Find::one(ignored_whitelist),
    },
    Rule {
        id: "R98",
        severity: Severity::Warning,
        title: "HTTPS on a proxy that OMERO.web does not trust",
        why: "Gunicorn trusts `X-Forwarded-Proto` only from its own machine. If the proxy is on \
              another machine, OMERO.web treats every request as plain HTTP, and refuses each \
              login over HTTPS with 403.",
        fix: "Set `omero.web.secure_proxy_ssl_header`, or name the proxy with `--forwarded-allow-ips` in \
               `omero.web.wsgi_args`.",
        example: &[
            ("omero.web.application_server.host", "omero-web.example.org"),
            ("omero.web.csrf_trusted_origins", r#"["https://omero.example.org"]"#),
        ],
        instead: &[
            ("omero.web.application_server.host", "omero-web.example.org"),
            ("omero.web.csrf_trusted_origins", r#"["https://omero.example.org"]"#),
            ("omero.web.wsgi_args", "--forwarded-allow-ips=192.0.2.7"),
        ],
        find: Find::one(disbelieved_https),
    },
];

/// Whether the web application can be reached from other machines.
pub(super) fn listens_to_others(site: &Site<'_>) -> bool {
    let host = site.effective("omero.web.application_server.host");
    !matches!(&*host, "127.0.0.1" | "localhost" | "::1" | "[::1]" | "")
}

fn forgeable_headers(site: &Site<'_>) -> Vec<Found> {
    if !listens_to_others(site) {
        return Vec::new();
    }
    let host = site.effective("omero.web.application_server.host");
    let forwarded = "omero.web.use_x_forwarded_host";
    let header = "omero.web.secure_proxy_ssl_header";
    let trusted = [
        site.flag(forwarded).then_some(forwarded),
        (!site.list(header).is_empty()).then_some(header),
    ];
    let problem = format!("is trusted, but the application listens on {host}");
    trusted.into_iter().flatten().map(|key| Found::at(key, problem.clone())).collect()
}

/// The host is what both sides use: one that represents all addresses can still be reached by a local
/// proxy.
fn disbelieved_https(site: &Site<'_>) -> Option<Found> {
    let host = site.effective("omero.web.application_server.host");
    let is_elsewhere = listens_to_others(site) && !matches!(&*host, "0.0.0.0" | "::" | "[::]");
    let is_gunicorn = site.effective("omero.web.application_server") == "wsgi-tcp";
    let header = "omero.web.secure_proxy_ssl_header";
    let is_believed = !site.list(header).is_empty()
        || site.effective("omero.web.wsgi_args").contains("--forwarded-allow-ips");
    let secure = ["omero.web.session_cookie_secure", "omero.web.csrf_cookie_secure"];
    let is_https = secure.into_iter().find(|key| site.flag(key));
    let has_origin = site.list(ORIGINS).iter().any(|origin| origin.starts_with("https://"));
    let key = is_https.or(has_origin.then_some(ORIGINS))?;
    (is_gunicorn && is_elsewhere && !is_believed).then(|| {
        Found::at(
            key,
            format!(
                "expects HTTPS, but the application listens on {host} and trusts no \
                                proxy on another machine"
            ),
        )
        .fix(Fix::set(header, r#"["HTTP_X_FORWARDED_PROTO", "https"]"#))
    })
}

fn origins_of_another_release(site: &Site<'_>) -> Option<Found> {
    site.stored(ORIGINS)?;
    let origins = site.list(ORIGINS);
    let needs_scheme = site.is_since("omero-web 5.23.0");
    let wrong = origins.iter().find(|origin| origin.contains("://") != needs_scheme)?;
    let problem = if needs_scheme {
        format!("{wrong:?} has no scheme such as https://")
    } else {
        format!("{wrong:?} has a scheme, and this release expects none")
    };
    Some(Found::at(ORIGINS, problem))
}

fn nobody_reads_whitelist(site: &Site<'_>) -> Option<Found> {
    let allows = site.flag(ALLOW_ALL).then_some(ALLOW_ALL);
    let key = (!site.list(WHITELIST).is_empty()).then_some(WHITELIST).or(allows)?;
    let app = "omero.web.apps";
    let middleware = "omero.web.middleware";
    let has = |key: &str| site.effective(key).contains("corsheaders");
    let fix = match (has(app), has(middleware)) {
        (true, true) => return None,
        (false, _) => Fix::append(app, "\"corsheaders\""),
        (true, false) => Fix::append(
            middleware,
            r#"{"index": 0.5, "class": "corsheaders.middleware.CorsMiddleware"}"#,
        ),
    };
    let missing = if has(app) { middleware } else { app };
    Some(Found::at(key, format!("is set, but {missing} does not name corsheaders")).fix(fix))
}

fn ignored_whitelist(site: &Site<'_>) -> Option<Found> {
    (site.flag(ALLOW_ALL) && !site.list(WHITELIST).is_empty()).then(|| {
        Found::at(WHITELIST, format!("is set, but {ALLOW_ALL} is true")).fix(Fix::unset(ALLOW_ALL))
    })
}
