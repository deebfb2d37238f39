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

/// Passwords that stand in programs and in their documentation.
const SHIPPED: [&str; 2] = ["omero", "secret"];

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "R57",
        severity: Severity::Hint,
        title: "as few database connections as from the start",
        why: "While the number is not set, `omero admin start` says that the server is not configured for \
              production.",
        mend: "Set `omero.db.poolsize`, for example to 50; PostgreSQL has to allow as many connections.",
        example: &[("omero.db.host", "db.example.org")],
        instead: &[("omero.db.host", "db.example.org"), ("omero.db.poolsize", "50")],
        find: Find::one(default_pool).in_whole_store(),
    },
    Rule {
        id: "R58",
        severity: Severity::Warning,
        title: "more threads than connections",
        why: "The server works with `omero.threads.min_threads` threads, and each needs a connection to the \
              database; background tasks take their threads from the same number. What is above waits.",
        mend: "Keep `background_threads` below `min_threads`, and that at most at `omero.db.poolsize`.",
        example: &[("omero.db.poolsize", "20"), ("omero.threads.min_threads", "40")],
        instead: &[("omero.db.poolsize", "40"), ("omero.threads.min_threads", "40")],
        find: Find::many(more_threads_than_connections),
    },
    Rule {
        id: "R60",
        severity: Severity::Warning,
        title: "two addresses of the database",
        why: "The server takes the whole address and does not look at host, port and name, which then only \
              the command line uses.",
        mend: "Remove `omero.db.url`, or make sure that both name the same database.",
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
        title: "a well-known password",
        why: "It is in the documentation, and the default of every installation.",
        mend: "Change the password, there and here: `omero config set KEY --prompt`, or with \
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
    let problem = "is the word in the documentation";
    known.map(|(key, _)| Found::at(key, problem).fix(Fix::set(key, "PASSWORD"))).collect()
}
