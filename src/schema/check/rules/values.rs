//! Values: what their programs refuse, and what happens to them on the way to the server.

use super::Find;
use super::Found;
use super::Rule;
use super::finding::told;
use super::ldap;
use crate::python::Json;
use crate::schema::check::Fix;
use crate::schema::check::Severity;
use crate::schema::check::site::Site;
use crate::schema::definition::Definition;
use crate::schema::definition::Encoding;
use crate::schema::redaction::has_secret;
use crate::schema::syntax::ice::interpolation;
use crate::schema::validation::Residue;
use crate::schema::validation::variables::is_of_icegrid;

/// Programs that get their values through IceGrid.
const THROUGH_ICEGRID: [&str; 4] = ["server", "ice", "services", "dropbox"];

/// Programs that read the file themselves.
const BY_THEMSELVES: [&str; 4] = ["web", "python", "jvm", "grid"];

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "R85",
        severity: Severity::Error,
        title: "a variable that IceGrid cannot expand",
        why: "IceGrid expands variables that begin with `${` in every value. If a variable does \
              not exist, IceGrid refuses the whole configuration, and the server does not start.",
        fix: "Write `$${name}` for a variable that Java expands.",
        example: &[("omero.db.poolsize", "50"), ("omero.managed.dir", "${omero.data.dir}/Managed")],
        instead: &[
            ("omero.db.poolsize", "50"),
            ("omero.managed.dir", "$${omero.data.dir}/Managed"),
        ],
        find: Find::many(unknown_variables),
    },
    Rule {
        id: "R86",
        severity: Severity::Error,
        title: "a line break in a value",
        why: "The server reads its values from a file with one line for each: it sees only the \
              part before the break, and the rest becomes a separate line. Programs that read the \
              configuration directly see the whole value.",
        fix: "Write the value on one line.",
        example: &[("omero.db.poolsize", "50"), ("omero.data.dir", "/srv\n/omero")],
        instead: &[("omero.db.poolsize", "50"), ("omero.data.dir", "/srv/omero")],
        find: Find::many(line_breaks),
    },
    Rule {
        id: "R87",
        severity: Severity::Warning,
        title: "an empty value that the server never sees",
        why: "Ice treats an empty value as not set, so the default of the server still applies.",
        fix: "Remove the property; the effect is the same.",
        example: &[("omero.db.poolsize", "50"), ("omero.search.cron", "")],
        instead: &[("omero.db.poolsize", "50"), ("omero.ldap.username", "")],
        find: Find::many(empty_values),
    },
    Rule {
        id: "R88",
        severity: Severity::Warning,
        title: "a backslash that is lost",
        why: "When the value is passed to the server, a backslash followed by a space becomes only the space.",
        fix: "Use a value without a space after a backslash.",
        example: &[("omero.db.poolsize", "50"), ("omero.ldap.username", "cn=A\\ B,dc=org")],
        instead: &[("omero.db.poolsize", "50"), ("omero.ldap.username", "cn=A B,dc=org")],
        find: Find::many(lost_backslashes),
    },
    Rule {
        id: "R91",
        severity: Severity::Error,
        title: "a value that its program refuses or misreads",
        why: "The program does not start with it, fails when it uses it, or silently uses another value.",
        fix: "`omero config describe KEY` shows what is expected, with examples.",
        example: &[("omero.web.debug", "yes")],
        instead: &[("omero.web.debug", "false")],
        find: Find::many(refused_values),
    },
];

fn unknown_variables(site: &Site<'_>) -> Vec<Found> {
    let found = site.properties().filter(|(_, value)| value.contains("${"));
    found.filter_map(|(key, value)| unknown_variable(site, key, value)).collect()
}

fn unknown_variable(site: &Site<'_>, key: &str, value: &str) -> Option<Found> {
    let Ok(variables) = interpolation::interpolations(value) else {
        return Some(Found::at(key, "has a `${` that is never closed"));
    };
    let is_known = |name: &str| is_of_icegrid(name) || ldap::is_place_holder(key, name);
    let unknown = variables.iter().find(|variable| !is_known(variable.name))?;
    // The name is a part of the value.
    let name = if has_secret(key, value) { "..." } else { unknown.name };
    let found = Found::at(key, format!("`${{{name}}}` is not a variable of IceGrid"));
    let fix = Fix::set(key, doubled(value, &variables));
    // A program that reads the file itself would see the second `$`.
    let is_seen = site.is_read_by(key, &BY_THEMSELVES) || site.known(key).is_none();
    Some(found.fix(if is_seen { fix } else { fix.safe() }))
}

/// The value with a `$` more in front of each variable that IceGrid does not know.
fn doubled(value: &str, variables: &[interpolation::Interpolation<'_>]) -> String {
    let is_start = |at: usize| {
        let mut unknown = variables.iter().filter(|found| !is_of_icegrid(found.name));
        unknown.any(|found| found.position == at)
    };
    let mut text = String::with_capacity(value.len() + variables.len());
    for (at, found) in value.chars().enumerate() {
        if is_start(at) {
            text.push('$');
        }
        text.push(found);
    }
    text
}

fn line_breaks(site: &Site<'_>) -> Vec<Found> {
    let broken = site.properties().filter(|(_, value)| value.contains(['\n', '\r']));
    let found = broken.map(|(key, _)| {
        let found = Found::at(key, "has a line break");
        let reaches_server = site.is_read_by(key, &THROUGH_ICEGRID);
        if reaches_server { found } else { found.only(Severity::Hint) }
    });
    found.collect()
}

fn empty_values(site: &Site<'_>) -> Vec<Found> {
    let empty = site.properties().filter(|(_, value)| value.is_empty());
    let found = empty.filter_map(|(key, _)| {
        let known = site.known(key)?;
        let default = known.default_text().filter(|default| !default.is_empty())?;
        let vanishes = known.status().works() && known.reaches_only_server();
        let off = (key == "omero.search.cron" && site.is_since("5.5"))
            .then_some("; a single space, `' '`, switches it off");
        let problem =
            format!("is empty, so the default stays: {default:?}{}", off.unwrap_or_default());
        vanishes.then(|| Found::at(key, problem).fix(Fix::unset(key).safe()))
    });
    found.collect()
}

fn lost_backslashes(site: &Site<'_>) -> Vec<Found> {
    let lost = site
        .properties()
        .filter(|(key, value)| value.contains("\\ ") && site.is_read_by(key, &THROUGH_ICEGRID));
    lost.map(|(key, _)| Found::at(key, "has a backslash before a space")).collect()
}

fn refused_values(site: &Site<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for (key, value) in site.properties() {
        let Some(known) = site.known(key).filter(|known| known.status().works()) else { continue };
        let violations = site.violations(key);
        let repaired =
            || site.schema().proposed(&known, key, value).map(|text| Fix::set(key, text));
        for violation in &violations {
            found.push(with_fix(Found::at(key, told(violation)), repaired()));
        }
        if violations.is_empty() {
            found.extend(misread(&known, key, value).map(|found| with_fix(found, repaired())));
        }
    }
    found
}

fn with_fix(found: Found, fix: Option<Fix>) -> Found {
    match fix {
        Some(fix) => found.fix(fix),
        None => found,
    }
}

/// What programs read, but not as it was meant.
fn misread(known: &Definition, key: &str, value: &str) -> Option<Found> {
    if known.encodings().contains(&Encoding::JsonWindows) && Json::parse(value).is_err() {
        let problem =
            r"has single backslashes, which Python's JSON does not read: OMERO.web does not start";
        return Some(Found::at(key, problem));
    }
    let residue = Residue::of(known, value)?;
    let found = Found::at(key, residue.to_string());
    Some(if residue.is_fatal(known) { found } else { found.only(Severity::Warning) })
}
