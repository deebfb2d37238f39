//! Names of properties: unknown, illegal, or lost for a service.

use super::Find;
use super::Found;
use super::Rule;
use crate::model::PropertyKey;
use crate::schema::check::Fix;
use crate::schema::check::Severity;
use crate::schema::check::site::Site;
use crate::schema::definition::index::without_service;
use crate::schema::validation::Meant;
use crate::schema::validation::UnknownName;

/// As many names are removed by one command that a person is to type.
const MOST_UNSET: usize = 5;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "R83",
        severity: Severity::Warning,
        title: "a name that is probably misspelt",
        why: "No program refuses an unknown name: it is stored and passed to every server, but not read.",
        fix: "Use the correct name. Names for your own apps are fine.",
        example: &[("omero.web.servers_list", r#"[["prod", 4064]]"#)],
        instead: &[("omero.web.server_list", r#"[["prod", 4064]]"#)],
        find: Find::many(misspelt),
    },
    Rule {
        id: "R97",
        severity: Severity::Warning,
        title: "unknown names",
        why: "They are stored and passed to every server, but no OMERO program reads them. If a \
              setting was meant to have an effect, it has none.",
        fix: "Find the right name with `omero config search`, or remove them. Names for your own web apps \
               (`omero.web.<app>.<name>`) are fine.",
        example: &[("omero.web.foo_bar", "x")],
        instead: &[("omero.web.myapp.foo_bar", "x")],
        find: Find::one(unread),
    },
    Rule {
        id: "R84",
        severity: Severity::Error,
        title: "a name with invalid characters",
        why: "No program reads such a name. Often a space between name and value is missing.",
        fix: "Remove it, and set the intended property.",
        example: &[("omero.web.debug true", "")],
        instead: &[("omero.web.my-app.setting_1", "")],
        find: Find::many(illegal_names),
    },
    Rule {
        id: "R90",
        severity: Severity::Warning,
        title: "a value for one service that is lost",
        why: "A name that ends in a service overrides the plain name for that service, but in the tested \
              release only if it is the last property of the profile. `omero.jvmcfg.*` is not affected.",
        fix: "Make it the last property: remove it and set it again.",
        example: &[("omero.db.poolsize.indexer", "5"), ("omero.db.poolsize", "50")],
        instead: &[("omero.db.poolsize", "50"), ("omero.db.poolsize.indexer", "5")],
        find: Find::many(lost_for_service),
    },
];

/// Names that no program of OMERO reads, with their values.
fn unknown_names<'s>(site: &'s Site<'_>) -> impl Iterator<Item = (UnknownName, &'s str)> {
    let legal = site
        .properties()
        .filter(|(key, _)| key.parse::<PropertyKey>().is_ok() && !key.starts_with("IceSSL."));
    legal.filter_map(|(key, value)| Some((site.schema().unknown_name(key, Some(value))?, value)))
}

fn misspelt(site: &Site<'_>) -> Vec<Found> {
    let found = unknown_names(site).filter_map(|(UnknownName { key, meant }, value)| {
        let Meant::Property(meant) = meant else { return None };
        let fix = match site.stored(&meant) {
            Some(_) => Fix::unset(&key),
            None => Fix::set(&meant, value).and(Fix::unset(&key)),
        };
        let problem = format!("is not known; did you mean {meant}?");
        Some(Found::at(key, problem).fix(fix))
    });
    found.collect()
}

fn unread_names(site: &Site<'_>) -> Vec<UnknownName> {
    let is_unread = |unknown: &UnknownName| !matches!(unknown.meant, Meant::Property(_));
    unknown_names(site).map(|(unknown, _)| unknown).filter(is_unread).collect()
}

fn not_known(UnknownName { meant, .. }: &UnknownName) -> String {
    match meant {
        Meant::Within(outer) => {
            format!("is not known; {outer} is a property without parts")
        }
        _ => "is not known".to_owned(),
    }
}

/// The findings of R97, one for each name, for a text in which each has a place of its own.
pub(super) fn each_unread(site: &Site<'_>) -> Vec<Found> {
    let found = |unknown: &UnknownName| {
        Found::at(&unknown.key, not_known(unknown)).fix(Fix::unset(&unknown.key))
    };
    unread_names(site).iter().map(found).collect()
}

/// So many names are read; of more, the number is enough.
const MOST_NAMED: usize = 10;

/// One finding for all of them: a site can have many.
fn unread(site: &Site<'_>) -> Option<Found> {
    let unknown = unread_names(site);
    let [first @ UnknownName { key, .. }, others @ ..] = &*unknown else { return None };
    let mut problem = not_known(first);
    let names = others.iter().map(|other| match &other.meant {
        Meant::Within(outer) => format!("{} (under the property {outer})", other.key),
        _ => other.key.clone(),
    });
    let names: Vec<_> = names.take(MOST_NAMED).collect();
    if !names.is_empty() {
        problem.push_str("; nor are ");
        problem.push_str(&names.join(", "));
    }
    if let Some(rest) = others.len().checked_sub(MOST_NAMED).filter(|rest| *rest > 0) {
        problem.extend([" and ", &rest.to_string(), " more"]);
    }
    let fixes = unknown.iter().map(|unknown| Fix::unset(&unknown.key));
    let fix = fixes.reduce(Fix::and).filter(|_| unknown.len() <= MOST_UNSET);
    let found = Found::at(key, problem);
    Some(match fix {
        Some(fix) => found.fix(fix),
        None => found,
    })
}

fn illegal_names(site: &Site<'_>) -> Vec<Found> {
    let illegal = site.properties().filter(|(key, _)| key.parse::<PropertyKey>().is_err());
    let found = illegal.map(|(key, _)| {
        let problem = format!("{key:?} is not a valid property name");
        Found::at(key, problem).fix(Fix::unset(key))
    });
    found.collect()
}

/// The known property of which `key` is a variant for one service.
fn plain_name<'k>(site: &Site<'_>, key: &'k str) -> Option<&'k str> {
    let plain = without_service(key)?;
    site.known(plain).map(|_| plain)
}

fn lost_for_service(site: &Site<'_>) -> Vec<Found> {
    let end = site.properties().last().map(|(key, _)| key);
    let for_service = site.properties().filter(|(key, _)| {
        key.starts_with("omero.") && !site.schema().is_plain(key) && plain_name(site, key).is_some()
    });
    let lost = for_service.filter(|(key, _)| Some(*key) != end);
    let found = lost.map(|(key, value)| {
        let fix = Fix::unset(key).and(Fix::set(key, value));
        Found::at(key, "is not the last property of the profile").fix(fix)
    });
    found.collect()
}
