//! The public user of OMERO.web.

use super::Find;
use super::Found;
use super::Rule;
use super::finding::shown;
use crate::python::search;
use crate::schema::check::Fix;
use crate::schema::check::Severity;
use crate::schema::check::site::Site;

const ENABLED: &str = "omero.web.public.enabled";
const FILTER: &str = "omero.web.public.url_filter";

/// Reading an expression takes time that grows with its length.
const LONGEST_FILTER: usize = 10_000;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "R01",
        severity: Severity::Error,
        title: "public access without a user or a password",
        why: "At the first visit OMERO.web finds that it cannot log the public user in, and \
              disables public access until it is restarted.",
        fix: "Set both `omero.web.public.user` and `omero.web.public.password`, or disable public \
               access.",
        example: &[
            ("omero.web.public.enabled", "true"),
            ("omero.web.public.url_filter", "^/webgateway"),
            ("omero.web.public.user", "public"),
        ],
        instead: &[
            ("omero.web.public.enabled", "true"),
            ("omero.web.public.url_filter", "^/webgateway"),
            ("omero.web.public.user", "public"),
            ("omero.web.public.password", "no-secret-at-all"),
        ],
        find: Find::many(incomplete_user),
    },
    Rule {
        id: "R02",
        severity: Severity::Error,
        title: "a filter that opens every page to the public",
        why: "OMERO.web searches for the expression in the path of each request. An expression \
              that matches the empty text is found in every path, so visitors can open every page \
              as the public user.",
        fix: "Write an expression for the public paths only, for example `^/webgateway`.",
        example: &[
            ("omero.web.public.enabled", "true"),
            ("omero.web.public.user", "public"),
            ("omero.web.public.password", "no-secret-at-all"),
            ("omero.web.public.url_filter", "(webgateway)?"),
        ],
        instead: &[
            ("omero.web.public.enabled", "true"),
            ("omero.web.public.user", "public"),
            ("omero.web.public.password", "no-secret-at-all"),
            ("omero.web.public.url_filter", "^/(webgateway|iviewer)?/"),
        ],
        find: Find::one(opens_everything).in_other_words(),
    },
    Rule {
        id: "R03",
        severity: Severity::Warning,
        title: "public access to nothing",
        why: "The default expression matches no path, so visitors always see the \
              login page.",
        fix: "Set `omero.web.public.url_filter` to an expression for the public pages.",
        example: &[
            ("omero.web.public.enabled", "true"),
            ("omero.web.public.user", "public"),
            ("omero.web.public.password", "no-secret-at-all"),
        ],
        instead: &[
            ("omero.web.public.user", "public"),
            ("omero.web.public.password", "no-secret-at-all"),
        ],
        find: Find::one(opens_nothing),
    },
    Rule {
        id: "R04",
        severity: Severity::Warning,
        title: "a filter that is not anchored to the start of the path",
        why: "The expression can match anywhere in the path: `webtest` opens `/webtest`, but also \
              `/webclient/webtest`.",
        fix: "Start the expression with `^/`.",
        example: &[
            ("omero.web.public.enabled", "true"),
            ("omero.web.public.user", "public"),
            ("omero.web.public.password", "no-secret-at-all"),
            ("omero.web.public.url_filter", "webtest"),
        ],
        instead: &[
            ("omero.web.public.enabled", "true"),
            ("omero.web.public.user", "public"),
            ("omero.web.public.password", "no-secret-at-all"),
            ("omero.web.public.url_filter", "(?i)^/webtest"),
        ],
        find: Find::one(is_not_tied),
    },
    Rule {
        id: "R05",
        severity: Severity::Warning,
        title: "a filter without the prefix",
        why: "The expression is compared with the full path, which includes the prefix of the site.",
        fix: "Put the prefix after the `^` of the expression.",
        example: &[
            ("omero.web.prefix", "/omero"),
            ("omero.web.static_url", "/omero/static/"),
            ("omero.web.public.enabled", "true"),
            ("omero.web.public.user", "public"),
            ("omero.web.public.password", "no-secret-at-all"),
            ("omero.web.public.url_filter", "^/webgateway"),
        ],
        instead: &[
            ("omero.web.prefix", "/omero"),
            ("omero.web.static_url", "/omero/static/"),
            ("omero.web.public.enabled", "true"),
            ("omero.web.public.user", "public"),
            ("omero.web.public.password", "no-secret-at-all"),
            ("omero.web.public.url_filter", "^/omero/webgateway"),
        ],
        find: Find::one(lacks_prefix),
    },
    Rule {
        id: "R07",
        severity: Severity::Warning,
        title: "visitors who can change data",
        why: "Without this restriction, every visitor can do everything that the public user is allowed \
              to do in OMERO.",
        fix: "Leave `omero.web.public.get_only` at its default, true.",
        example: &[
            ("omero.web.public.enabled", "true"),
            ("omero.web.public.user", "public"),
            ("omero.web.public.password", "no-secret-at-all"),
            ("omero.web.public.url_filter", "^/webgateway"),
            ("omero.web.public.get_only", "false"),
        ],
        instead: &[("omero.web.public.get_only", "false")],
        find: Find::one(may_change_data),
    },
    Rule {
        id: "R08",
        severity: Severity::Warning,
        title: "a public session in a cache that stores nothing",
        why: "The default cache of OMERO.web stores nothing, so each request of a \
              visitor still creates a new session.",
        fix: "Set `omero.web.caches` to a real cache such as Redis.",
        example: &[("omero.web.public.cache.enabled", "true")],
        instead: &[
            ("omero.web.public.cache.enabled", "true"),
            (
                "omero.web.caches",
                r#"{"default": {"BACKEND": "django_redis.cache.RedisCache", "LOCATION": "redis://127.0.0.1:6379/0"}}"#,
            ),
        ],
        find: Find::one(cache_keeps_nothing),
    },
];

fn incomplete_user(site: &Site<'_>) -> Vec<Found> {
    let needed = [("omero.web.public.user", "NAME"), ("omero.web.public.password", "PASSWORD")];
    let missing = needed.iter().filter(|(key, _)| site.flag(ENABLED) && !site.is_set(key));
    let found = missing.map(|(key, word)| {
        let problem = format!("is not set, but {ENABLED} is true");
        Found::at(*key, problem).fix(Fix::set(*key, *word))
    });
    found.collect()
}

fn opens_everything(site: &Site<'_>) -> Option<Found> {
    if !site.flag(ENABLED) {
        return None;
    }
    let filter = site.effective(FILTER);
    is_open(&filter).then(|| {
        let problem = format!("{} is found in every path", shown(FILTER, &filter));
        Found::at(FILTER, problem).fix(Fix::set(FILTER, "^/webgateway"))
    })
}

/// Whether the expression is found in nothing and in the page that should be the last to be open.
fn is_open(filter: &str) -> bool {
    ["", "/webadmin/", "/x"].into_iter().all(|path| is_found(filter, path))
}

/// Whether the expression is found in the path; a pattern that cannot occur is not searched for.
fn is_found(filter: &str, path: &str) -> bool {
    filter.len() <= LONGEST_FILTER && search::search(filter, path) == Ok(true)
}

fn opens_nothing(site: &Site<'_>) -> Option<Found> {
    let known = site.known(FILTER)?;
    let filter = site.effective(FILTER);
    let is_default = known.default_text().as_deref() == Some(&*filter);
    (site.flag(ENABLED) && is_default && !is_found(&filter, "/webgateway/")).then(|| {
        let problem = format!("opens no page, but {ENABLED} is true");
        Found::at(FILTER, problem).fix(Fix::set(FILTER, "^/webgateway"))
    })
}

fn is_not_tied(site: &Site<'_>) -> Option<Found> {
    let filter = site.stored(FILTER).filter(|_| site.flag(ENABLED))?;
    let is_default = site.known(FILTER)?.default_text().as_deref() == Some(filter);
    (!is_default && !start(filter).is_tied && !is_open(filter)).then(|| {
        let problem = format!("{} does not begin with `^`", shown(FILTER, filter));
        Found::at(FILTER, problem).fix(Fix::set(FILTER, tied(filter)))
    })
}

/// The expression with `^/` in front, for all of its alternatives.
fn tied(filter: &str) -> String {
    let slash = if filter.starts_with('/') { "" } else { "/" };
    let is_plain = !filter.contains('|');
    if is_plain { format!("^{slash}{filter}") } else { format!("^{slash}({filter})") }
}

fn lacks_prefix(site: &Site<'_>) -> Option<Found> {
    let filter = site.stored(FILTER).filter(|_| site.flag(ENABLED))?;
    let prefix = site.stored("omero.web.prefix").or(site.stored("omero.web.force_script_name"))?;
    let name = prefix.trim_matches('/');
    let start = start(filter);
    let knows_prefix = filter.replace('\\', "").contains(name);
    (start.is_tied && start.rest.starts_with('/') && !name.is_empty() && !knows_prefix).then(|| {
        let filter = shown(FILTER, filter);
        Found::at(FILTER, format!("{filter} is never found under {prefix:?}"))
    })
}

/// The beginning of an expression without comments, flags and opening brackets.
struct Start<'a> {
    is_tied: bool,
    rest: &'a str,
}

fn start(filter: &str) -> Start<'_> {
    let mut rest = filter;
    while let Some(group) = rest.strip_prefix('(') {
        let flags = group.strip_prefix('?').and_then(|flags| flags.split_once(')'));
        rest = match flags {
            Some((inside, behind)) if is_flags(inside) || inside.starts_with('#') => behind,
            _ => group.strip_prefix("?:").unwrap_or(group),
        };
    }
    let tied = rest.strip_prefix('^').or(rest.strip_prefix(r"\A"));
    Start { is_tied: tied.is_some(), rest: tied.unwrap_or(rest) }
}

fn is_flags(text: &str) -> bool {
    text.bytes().all(|flag| b"aiLmsux".contains(&flag))
}

fn may_change_data(site: &Site<'_>) -> Option<Found> {
    let key = "omero.web.public.get_only";
    (site.flag(ENABLED) && !site.flag(key))
        .then(|| Found::at(key, format!("is false, and {ENABLED} is true")).fix(Fix::unset(key)))
}

fn cache_keeps_nothing(site: &Site<'_>) -> Option<Found> {
    let key = "omero.web.public.cache.enabled";
    (site.flag(key) && super::sessions::default_cache_keeps_nothing(site)).then(|| {
        let problem = "is true, but the `default` cache in omero.web.caches stores nothing";
        Found::at(key, problem)
    })
}
