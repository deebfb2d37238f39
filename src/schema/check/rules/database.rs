//! The database and the threads that use it.

use super::Find;
use super::Found;
use super::Rule;
use crate::schema::check::Fix;
use crate::schema::check::Severity;
use crate::schema::check::site::Site;
use crate::schema::redaction::is_secret;

const POOL: &str = "omero.db.poolsize";
const LEAST: &str = "omero.threads.min_threads";
const BACKGROUND: &str = "omero.threads.background_threads";

/// Passwords in programs and their documentation.
const SHIPPED: [&str; 2] = ["omero", "secret"];

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "R57",
        severity: Severity::Hint,
        title: "the number of database connections is not set",
        why: "Until it is set, `omero admin start` warns that the server is not configured for \
              production.",
        fix: "Set `omero.db.poolsize`, for example to 50; PostgreSQL must allow that number of connections.",
        example: &[("omero.db.host", "db.example.org")],
        instead: &[("omero.db.host", "db.example.org"), ("omero.db.poolsize", "50")],
        find: Find::one(default_pool).in_whole_store(),
    },
    Rule {
        id: "R58",
        severity: Severity::Warning,
        title: "more threads than database connections",
        why: "The server runs `omero.threads.min_threads` threads, and each needs a database \
              connection; background tasks use some of these threads. Threads without a connection \
              wait.",
        fix: "Keep `background_threads` below `min_threads`, and `min_threads` at or below \
               `omero.db.poolsize`.",
        example: &[("omero.db.poolsize", "20"), ("omero.threads.min_threads", "40")],
        instead: &[("omero.db.poolsize", "40"), ("omero.threads.min_threads", "40")],
        find: Find::many(more_threads_than_connections),
    },
    Rule {
        id: "R60",
        severity: Severity::Warning,
        title: "two addresses for the database",
        why: "The server uses the full URL and ignores host, port and name; only the command-line tools \
              still use those.",
        fix: "Remove `omero.db.url`, or make sure that both refer to the same database.",
        example: &[
            ("omero.db.poolsize", "50"),
            ("omero.db.host", "db.example.org"),
            ("omero.db.url", "jdbc:postgresql://db.example.org/omero"),
        ],
        instead: &[
            ("omero.db.poolsize", "50"),
            ("omero.db.url", "jdbc:postgresql://db.example.org/omero"),
        ],
        find: Find::one(two_addresses),
    },
    Rule {
        id: "R61",
        severity: Severity::Warning,
        title: "a publicly known password",
        why: "It is in the documentation, and it is the default of every installation.",
        fix: "Change the password in the database and here: `omero config set KEY --prompt`, or with \
               `--file -` in a script.",
        example: &[("omero.db.poolsize", "50"), ("omero.db.pass", "omero")],
        instead: &[("omero.db.poolsize", "50"), ("omero.db.pass", "no-secret-at-all")],
        find: Find::many(known_passwords),
    },
];

fn default_pool(site: &Site<'_>) -> Option<Found> {
    (site.has_server() && site.stored(POOL).is_none()).then(|| {
        let problem = format!("is not set, so it is {}", site.effective(POOL));
        Found::at(POOL, problem).fix(Fix::set(POOL, "50"))
    })
}

fn more_threads_than_connections(site: &Site<'_>) -> Vec<Found> {
    let pairs = [(LEAST, POOL), (BACKGROUND, LEAST)];
    let of_note = |(one, other): &(&str, &str)| site.stored(one).or(site.stored(other)).is_some();
    let found = pairs.into_iter().filter(of_note).filter_map(|(key, bound)| {
        let (number, most) = (site.number(key)?, site.number(bound)?);
        let fix = Fix::set(key, most.to_string());
        let problem = format!("is {number}, but {bound} is {most}");
        (number > most).then(|| Found::at(key, problem).fix(fix))
    });
    found.collect()
}

fn two_addresses(site: &Site<'_>) -> Option<Found> {
    let url = "omero.db.url";
    let parts = ["omero.db.host", "omero.db.port", "omero.db.name"];
    let part = parts.into_iter().find(|key| site.is_set(key)).filter(|_| site.is_set(url))?;
    Some(Found::at(url, format!("is set, and so is {part}")).fix(Fix::unset(url)))
}

fn known_passwords(site: &Site<'_>) -> Vec<Found> {
    // The password of a certificate made by `omero certificates` protects nothing by itself.
    let is_password = |key: &str| is_secret(key) && key != "omero.glacier2.IceSSL.Password";
    let known =
        site.properties().filter(|(key, value)| is_password(key) && SHIPPED.contains(value));
    let problem = "is the password from the documentation";
    known.map(|(key, _)| Found::at(key, problem).fix(Fix::set(key, "PASSWORD"))).collect()
}
