//! `DropBox`, which imports what is put into a directory.

use super::Find;
use super::Found;
use super::Rule;
use crate::schema::check::Fix;
use crate::schema::check::Severity;
use crate::schema::check::site::Site;
use crate::schema::definition::Encoding;

const USERS: &str = "omero.fs.importUsers";
const NODES: &str = "omero.server.nodedescriptors";

/// Lists that must have an entry for each user.
const STRICT: [&str; 3] = ["omero.fs.eventTypes", "omero.fs.whitelist", "omero.fs.blacklist"];

/// The programs that share the work.
const PARTS: [&str; 3] = ["DropBox", "MonitorServer", "FileServer"];

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "R77",
        severity: Severity::Error,
        title: "users without an entry in a list that must cover them all",
        why: "DropBox does not start if one of these lists is shorter than the list of users.",
        fix: "Give the list one entry per user, separated by semicolons.",
        example: &[
            ("omero.db.poolsize", "50"),
            ("omero.fs.importUsers", "amy;zak"),
            ("omero.fs.whitelist", ";"),
            ("omero.fs.blacklist", ";"),
        ],
        instead: &[
            ("omero.db.poolsize", "50"),
            ("omero.fs.importUsers", "amy;zak"),
            ("omero.fs.whitelist", ";"),
            ("omero.fs.blacklist", ";"),
            ("omero.fs.eventTypes", "Creation;Creation,Modification"),
        ],
        find: Find::many(short_strict_lists),
    },
    Rule {
        id: "R78",
        severity: Severity::Warning,
        title: "users without an entry in a list",
        why: "Users without an entry get the built-in default of DropBox, not the value that the \
              list has for the others.",
        fix: "Give the list one entry per user, separated by semicolons.",
        example: &[
            ("omero.db.poolsize", "50"),
            ("omero.fs.importUsers", "amy;zak"),
            ("omero.fs.whitelist", ";"),
            ("omero.fs.blacklist", ";"),
            ("omero.fs.eventTypes", "Creation;Creation"),
            ("omero.fs.watchDir", "/home/amy/data"),
        ],
        instead: &[
            ("omero.db.poolsize", "50"),
            ("omero.fs.importUsers", "amy;zak"),
            ("omero.fs.whitelist", ";"),
            ("omero.fs.blacklist", ";"),
            ("omero.fs.eventTypes", "Creation;Creation"),
            ("omero.fs.watchDir", "/home/amy/data;/home/zak/data"),
        ],
        find: Find::many(short_lists),
    },
    Rule {
        id: "R79",
        severity: Severity::Warning,
        title: "DropBox is configured, but not started",
        why: "Only the services in the list of nodes are started, and DropBox needs all three of its programs.",
        fix: "Add `DropBox`, `MonitorServer` and `FileServer` to `omero.server.nodedescriptors`.",
        example: &[
            ("omero.db.poolsize", "50"),
            ("omero.fs.importUsers", "amy"),
            ("omero.server.nodedescriptors", "master:Blitz-0,Tables-0"),
        ],
        instead: &[
            ("omero.db.poolsize", "50"),
            ("omero.fs.importUsers", "amy"),
            (
                "omero.server.nodedescriptors",
                "master:Blitz-0,Tables-0,DropBox,MonitorServer,FileServer",
            ),
        ],
        find: Find::one(not_started),
    },
];

/// How many entries a list has; one that is empty has one, which is empty.
fn entries(site: &Site<'_>, key: &str) -> usize {
    site.effective(key).split(';').count()
}

fn short(site: &Site<'_>, key: &str) -> Option<Found> {
    let (users, entries) = (entries(site, USERS), entries(site, key));
    (users > entries).then(|| {
        let problem = format!("has {}, but {USERS} has {users}", counted(entries));
        Found::at(key, problem).fix(Fix::set(key, extended(&site.effective(key), users)))
    })
}

fn counted(entries: usize) -> String {
    if entries == 1 { "one entry".to_owned() } else { format!("{entries} entries") }
}

/// The list with its last entry repeated.
fn extended(entries: &str, length: usize) -> String {
    let mut entries: Vec<_> = entries.split(';').collect();
    let last = entries.last().copied().unwrap_or_default();
    entries.resize(length.max(entries.len()), last);
    entries.join(";")
}

fn short_strict_lists(site: &Site<'_>) -> Vec<Found> {
    if !site.is_set(USERS) {
        return Vec::new();
    }
    STRICT.into_iter().filter_map(|key| short(site, key)).collect()
}

fn short_lists(site: &Site<'_>) -> Vec<Found> {
    if !site.is_set(USERS) {
        return Vec::new();
    }
    let lists = site.properties().filter(|(key, _)| {
        let is_list = || {
            let known = site.known(key);
            known.is_some_and(|known| known.encodings() == [Encoding::Semicolons])
        };
        key.starts_with("omero.fs.") && *key != USERS && !STRICT.contains(key) && is_list()
    });
    lists.filter_map(|(key, _)| short(site, key)).collect()
}

fn not_started(site: &Site<'_>) -> Option<Found> {
    let nodes = site.stored(NODES).filter(|nodes| !nodes.trim().is_empty())?;
    let (key, _) = site
        .properties()
        .find(|(key, _)| key.starts_with("omero.fs.") && site.is_read_by(key, &["dropbox"]))?;
    let services: Vec<_> = nodes.split([' ', '\t', ':', ',']).collect();
    let part = PARTS.into_iter().find(|part| !services.contains(part))?;
    Some(Found::at(key, format!("is set, but {NODES} has no {part}")))
}
