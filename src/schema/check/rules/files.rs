//! Files and directories.

use super::Find;
use super::Found;
use super::Rule;
use super::finding::shown;
use crate::platform::Shell;
use crate::schema::check::Fix;
use crate::schema::check::PathState;
use crate::schema::check::Severity;
use crate::schema::check::site::Site;
use crate::schema::redaction::is_secret;

const DATA: &str = "omero.data.dir";
const MANAGED: &str = "omero.managed.dir";
const MEMOIZER: &str = "omero.pixeldata.memoizer.dir";
const TEMPLATE: &str = "omero.fs.repo.path";

/// Where the data are while nothing else is said.
const OLD_PLACE: &str = "/OMERO";

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "R70",
        severity: Severity::Error,
        title: "an unusable data directory",
        why: "If the directory does not exist or is not writable, `omero admin start` refuses to \
              start the server, or the server accepts no changes.",
        fix: "Create the directory, and make the user that runs the server its owner.",
        example: &[("omero.db.poolsize", "50"), ("omero.data.dir", "/data/missing")],
        instead: &[("omero.db.poolsize", "50"), ("omero.data.dir", "/data/present")],
        find: Find::many(unusable_directories),
    },
    Rule {
        id: "R71",
        severity: Severity::Hint,
        title: "a directory in the old location",
        why: "By default these directories are in the data directory and move with it. A directory \
              that is set explicitly does not move.",
        fix: "Remove the property if the files were moved with the data directory.",
        example: &[
            ("omero.db.poolsize", "50"),
            ("omero.data.dir", "/srv/omero"),
            ("omero.managed.dir", "/OMERO/ManagedRepository"),
        ],
        instead: &[
            ("omero.db.poolsize", "50"),
            ("omero.data.dir", "/srv/omero"),
            ("omero.managed.dir", "/srv/omero/ManagedRepository"),
        ],
        find: Find::many(left_behind),
    },
    Rule {
        id: "R72",
        severity: Severity::Warning,
        title: "imports that share a directory",
        why: "Two imports of one user need different directories; otherwise the second is refused. The part \
              after `//` belongs to the user and cannot be empty.",
        fix: "Use `%time%`, `%increment%` or `%hash%` in the last directory.",
        example: &[("omero.db.poolsize", "50"), ("omero.fs.repo.path", "%user%_%userId%//%year%")],
        instead: &[
            ("omero.db.poolsize", "50"),
            ("omero.fs.repo.path", "%user%_%userId%//%year%/%time%"),
        ],
        find: Find::one(same_directory),
    },
    Rule {
        id: "R73",
        severity: Severity::Warning,
        title: "a directory that only a read-only server uses",
        why: "Only a server with a read-only repository writes to it.",
        fix: "Remove it, or set `omero.cluster.read_only.repo` to true.",
        example: &[
            ("omero.db.poolsize", "50"),
            ("omero.pixeldata.memoizer.dir.local", "/tmp/BioFormatsCache"),
        ],
        instead: &[
            ("omero.db.poolsize", "50"),
            ("omero.pixeldata.memoizer.dir.local", "/tmp/BioFormatsCache"),
            ("omero.cluster.read_only.repo", "true"),
        ],
        find: Find::one(unused_local_directory),
    },
    Rule {
        id: "R89",
        severity: Severity::Warning,
        title: "passwords in a file that all users can read",
        why: "Anyone with an account on the machine can read them. They are also in the files that a running \
              server keeps in `var/master`.",
        fix: "Deny other users access to the directory: `chmod o= etc/grid`. Changing only the \
               mode of the file is not permanent: the Python tool writes a new file with its \
               umask. `UMask=0077` in the systemd unit (`systemctl edit UNIT`, section \
               `[Service]`) changes that.",
        example: &[("omero.db.poolsize", "50"), ("omero.db.pass", "no-secret-at-all")],
        instead: &[("omero.db.poolsize", "50")],
        find: Find::one(readable_secrets).in_readable_store(),
    },
];

/// Paths that the rules need facts about.
pub(super) fn paths(site: &Site<'_>) -> Vec<String> {
    let certificate = super::ice::certificate(site);
    directories(site).map(|(_, path)| path).chain(certificate).collect()
}

fn directories<'s>(site: &'s Site<'_>) -> impl Iterator<Item = (&'static str, String)> + 's {
    let keys = [DATA, MANAGED].into_iter().filter(|key| site.is_set(key));
    let paths = keys.map(|key| (key, site.effective(key).into_owned()));
    paths.filter(|(_, path)| !path.contains("${"))
}

fn unusable_directories(site: &Site<'_>) -> Vec<Found> {
    let found = directories(site).filter_map(|(key, path)| {
        let problem = match site.path(&path)? {
            PathState::Missing => "does not exist",
            PathState::File => "is not a directory",
            PathState::ReadOnlyDirectory if !is_read_only(site) => "cannot be written to",
            _ => return None,
        };
        let fix = Fix::shell(Shell::in_use().make_directory(&path));
        let found = Found::at(key, format!("{} {problem}", shown(key, &path)));
        Some(if problem == "does not exist" { found.fix(fix) } else { found })
    });
    found.collect()
}

fn is_read_only(site: &Site<'_>) -> bool {
    site.flag("omero.cluster.read_only") || site.flag("omero.cluster.read_only.repo")
}

fn left_behind(site: &Site<'_>) -> Vec<Found> {
    let is_below = |path: &str, place: &str| {
        path.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let data = site.stored(DATA).filter(|data| !is_below(data, OLD_PLACE));
    let Some(data) = data.filter(|data| data.starts_with('/')) else { return Vec::new() };
    let keys = [MANAGED, MEMOIZER].into_iter();
    let old = keys.filter(|key| site.stored(key).is_some_and(|path| is_below(path, OLD_PLACE)));
    let found = old.map(|key| {
        let problem = format!("is in {OLD_PLACE}, but {DATA} is {data:?}");
        Found::at(key, problem).fix(Fix::unset(key))
    });
    found.collect()
}

fn same_directory(site: &Site<'_>) -> Option<Found> {
    let template = site.stored(TEMPLATE).filter(|template| !template.is_empty())?;
    let unique = ["%time%", "%increment", "%hash", "%session"];
    let problem = if template.trim_end().ends_with("//") {
        "has no directory after `//`"
    } else if !unique.iter().any(|term| template.contains(term)) {
        "is the same for each import"
    } else {
        return None;
    };
    let problem = format!("{} {problem}", shown(TEMPLATE, template));
    let fix = Fix::set(TEMPLATE, format!("{}/%time%", template.trim_end_matches('/')));
    Some(Found::at(TEMPLATE, problem).fix(fix))
}

fn unused_local_directory(site: &Site<'_>) -> Option<Found> {
    let key = "omero.pixeldata.memoizer.dir.local";
    (site.is_set(key) && !is_read_only(site)).then(|| {
        let problem = "is set, but the repository is not read-only";
        Found::at(key, problem).fix(Fix::unset(key).safe())
    })
}

fn readable_secrets(site: &Site<'_>) -> Option<Found> {
    let (key, _) =
        site.properties().find(|(key, value)| is_secret(key) && !value.trim().is_empty())?;
    (site.facts().store_is_readable_by_all == Some(true)).then(|| {
        let found = Found::at(key, "is in a file that all users can read");
        match &site.facts().place_of_store {
            Some(path) => found.fix(Fix::shell(Shell::in_use().close_to_others(path))),
            None => found,
        }
    })
}
