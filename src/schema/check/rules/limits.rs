//! Limits of the server: threads, queries, sessions.

use super::Find;
use super::Found;
use super::Rule;
use crate::schema::check::Fix;
use crate::schema::check::Severity;
use crate::schema::check::site::Site;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "R59",
        severity: Severity::Error,
        title: "a maximum number of threads below the minimum",
        why: "Java refuses to create such a thread pool, and the server does not start. The \
              default of `omero.threads.min_threads` was raised, so an old `max_threads` can be \
              too small now.",
        fix: "Raise `omero.threads.max_threads`, or lower `omero.threads.min_threads`.",
        example: &[("omero.db.poolsize", "100"), ("omero.threads.min_threads", "60")],
        instead: &[("omero.db.poolsize", "100"), ("omero.threads.min_threads", "50")],
        find: Find::one(too_few_threads),
    },
    Rule {
        id: "R66",
        severity: Severity::Error,
        title: "a time limit for queries below one second",
        why: "The server does not start with a time limit below one second.",
        fix: "Set it to the number of seconds that a query may take; the default is 1000.",
        example: &[("omero.db.poolsize", "50"), ("omero.query.timeout", "0")],
        instead: &[("omero.db.poolsize", "50"), ("omero.query.timeout", "1")],
        find: Find::many(no_time_for_queries).in_other_words(),
    },
    Rule {
        id: "R67",
        severity: Severity::Hint,
        title: "a default session time above the maximum that users may request",
        why: "A user who requests the default session time is refused.",
        fix: "Raise `omero.sessions.max_user_time_to_idle` to `omero.sessions.timeout`.",
        example: &[("omero.db.poolsize", "50"), ("omero.sessions.timeout", "7200000")],
        instead: &[("omero.db.poolsize", "50"), ("omero.sessions.timeout", "3600000")],
        find: Find::one(long_sessions),
    },
    Rule {
        id: "R68",
        severity: Severity::Warning,
        title: "a limit for idle sessions that is not enforced",
        why: "The server enforces the limit for idle sessions only if there is also a limit for their \
              lifetime.",
        fix: "Set `omero.sessions.max_user_time_to_live` too.",
        example: &[
            ("omero.db.poolsize", "50"),
            ("omero.sessions.max_user_time_to_idle", "3600000"),
        ],
        instead: &[
            ("omero.db.poolsize", "50"),
            ("omero.sessions.max_user_time_to_idle", "3600000"),
            ("omero.sessions.max_user_time_to_live", "86400000"),
        ],
        find: Find::one(unkept_limit),
    },
    Rule {
        id: "R69",
        severity: Severity::Warning,
        title: "a warning that is never logged",
        why: "A call that takes this long is already logged as an error.",
        fix: "Keep `omero.throttling.method_time.warn` below `omero.throttling.method_time.error`.",
        example: &[("omero.db.poolsize", "50"), ("omero.throttling.method_time.warn", "30000")],
        instead: &[("omero.db.poolsize", "50"), ("omero.throttling.method_time.warn", "10000")],
        find: Find::one(late_warning),
    },
];

fn too_few_threads(site: &Site<'_>) -> Option<Found> {
    let (most_key, least_key) = ("omero.threads.max_threads", "omero.threads.min_threads");
    site.stored(most_key).or(site.stored(least_key))?;
    let (most, least) = (site.number(most_key)?, site.number(least_key)?);
    (most < least.max(1)).then(|| {
        let problem = format!("is {most}, but {least_key} is {least}");
        Found::at(most_key, problem).fix(Fix::set(most_key, least.max(1).to_string()))
    })
}

fn no_time_for_queries(site: &Site<'_>) -> Vec<Found> {
    let keys = ["omero.query.timeout", "omero.query.timeout.admin"].into_iter();
    let stored = keys.filter_map(|key| Some((key, site.stored(key).and(site.number(key))?)));
    let found = stored
        .filter(|(_, seconds)| *seconds < 1)
        .map(|(key, seconds)| Found::at(key, format!("is {seconds}")).fix(Fix::unset(key)));
    found.collect()
}

fn long_sessions(site: &Site<'_>) -> Option<Found> {
    let (key, bound) = ("omero.sessions.timeout", "omero.sessions.max_user_time_to_idle");
    site.stored(key).or(site.stored(bound))?;
    let (time, most) = (site.number(key)?, site.number(bound)?);
    (site.is_since("5.6.1") && time > most)
        .then(|| Found::at(key, format!("is {time}, but {bound} is {most}")))
}

fn unkept_limit(site: &Site<'_>) -> Option<Found> {
    let (key, life) =
        ("omero.sessions.max_user_time_to_idle", "omero.sessions.max_user_time_to_live");
    site.stored(key)?;
    (site.is_since("5.6.1") && site.number(life) == Some(0))
        .then(|| Found::at(key, format!("is set, but {life} is 0")))
}

fn late_warning(site: &Site<'_>) -> Option<Found> {
    let (key, bound) = ("omero.throttling.method_time.warn", "omero.throttling.method_time.error");
    site.stored(key).or(site.stored(bound))?;
    let (warn, error) = (site.number(key)?, site.number(bound)?);
    (warn >= error).then(|| Found::at(key, format!("is {warn}, but {bound} is {error}")))
}
