//! Properties without effect in the release: deprecated, removed, or of a later one.

use super::Find;
use super::Found;
use super::Rule;
use crate::schema::check::Fix;
use crate::schema::check::Severity;
use crate::schema::check::site::Site;
use crate::schema::definition::Definition;
use crate::schema::definition::Release;
use crate::schema::definition::Status;

/// Settings of OMERO.web that were renamed and look as if they still worked.
const OLD_WEB_NAMES: [&str; 5] = [
    "omero.web.email_",
    "omero.web.server_email",
    "omero.web.plate_download.enabled",
    "omero.web.viewer.initial_zoom_level",
    "omero.web.send_broken_link_emails",
];

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "R80",
        severity: Severity::Warning,
        title: "an old and a new name for the same setting",
        why: "The new one is used, and OMERO.web logs an error at each start.",
        fix: "Remove the old name.",
        example: &[
            ("omero.web.force_script_name", "/omero"),
            ("omero.web.prefix", "/omero"),
            ("omero.web.static_url", "/omero/static/"),
        ],
        instead: &[("omero.web.prefix", "/omero"), ("omero.web.static_url", "/omero/static/")],
        find: Find::many(two_names),
    },
    Rule {
        id: "R81",
        severity: Severity::Error,
        title: "an old setting of OMERO.web without effect",
        why: "The old name is still accepted, but no longer used: the setting has no \
              effect.",
        fix: "Set the property that replaced it, then remove the old one.",
        example: &[("omero.web.email_host", "smtp.example.org")],
        instead: &[("omero.mail.host", "smtp.example.org")],
        find: Find::many(old_web_settings),
    },
    Rule {
        id: "R82",
        severity: Severity::Warning,
        title: "a property without effect",
        why: "This release does not use it: it was removed, or it does not belong in this file.",
        fix: "Remove it, or use the property that replaced it.",
        example: &[("omero.web.webstart_heap", "1024m")],
        instead: &[("omero.web.page_size", "300")],
        find: Find::many(without_effect),
    },
    Rule {
        id: "R92",
        severity: Severity::Warning,
        title: "a deprecated property",
        why: "It still works, but a later release will remove it.",
        fix: "Use the property that replaces it.",
        example: &[("omero.web.force_script_name", "/omero")],
        instead: &[("omero.web.prefix", "/omero"), ("omero.web.static_url", "/omero/static/")],
        find: Find::many(deprecated),
    },
    Rule {
        id: "R93",
        severity: Severity::Warning,
        title: "a property from a later release (the example is for 5.0)",
        why: "The release that the configuration is for does not support it yet.",
        fix: "Upgrade OMERO, or remove the property. If the release was detected wrongly, set it with \
               `--omero-version`.",
        example: &[("omero.web.time_zone", "Europe/Berlin")],
        instead: &[("omero.web.page_size", "300")],
        find: Find::many(of_a_later_release).in_release(Release::OLDEST),
    },
];

fn new_name(site: &Site<'_>, known: &Definition) -> Option<String> {
    known.replaced_by().iter().find(|new| site.stored(new).is_some()).cloned()
}

/// Deprecated properties that still work, the name that takes the place of each if it is set too.
fn old_names<'s>(
    site: &'s Site<'_>,
) -> impl Iterator<Item = (&'s str, std::rc::Rc<Definition>, Option<String>)> + 's {
    let old = site
        .known_properties()
        .filter(|(_, known)| known.is_deprecated() && known.status().works());
    old.map(|(key, known)| {
        let new = new_name(site, &known);
        (key, known, new)
    })
}

fn two_names(site: &Site<'_>) -> Vec<Found> {
    let both = old_names(site).filter_map(|(key, _, new)| Some((key, new?)));
    let found = both.map(|(key, new)| {
        Found::at(key, format!("is set, but {new} is used")).fix(Fix::unset(key).safe())
    });
    found.collect()
}

fn deprecated(site: &Site<'_>) -> Vec<Found> {
    let alone = old_names(site).filter(|(.., new)| new.is_none());
    let found = alone.map(|(key, known, _)| {
        let problem = match &known.deprecated_since {
            Some(since) => format!("is deprecated since {since}"),
            None => "is deprecated".to_owned(),
        };
        with_replacement(site, Found::at(key, problem), key, &known)
    });
    found.collect()
}

/// Says how to move a value to the one property that takes the place of another.
fn with_replacement(site: &Site<'_>, found: Found, key: &str, known: &Definition) -> Found {
    match known.replaced_by() {
        [new] if site.stored(new).is_none() && is_there(site, new) => {
            let value = site.stored(key).unwrap_or_default();
            let fits =
                site.known(new).is_some_and(|new| site.schema().violations(&new, value).is_empty());
            let value = if fits { value } else { "VALUE" };
            found.fix(Fix::set(new, value).and(Fix::unset(key)))
        }
        _ => found.fix(Fix::unset(key)),
    }
}

/// Whether the release has the property already.
fn is_there(site: &Site<'_>, key: &str) -> bool {
    !site.known(key).is_some_and(|known| site.schema().is_later(&known))
}

fn ineffective<'s>(
    site: &'s Site<'_>,
) -> impl Iterator<Item = (&'s str, std::rc::Rc<Definition>)> + 's {
    site.known_properties().filter(|(_, known)| !known.status().works())
}

fn is_old_web_setting(key: &str, known: &Definition) -> bool {
    known.status() == Status::Inert && OLD_WEB_NAMES.iter().any(|name| key.starts_with(name))
}

fn old_web_settings(site: &Site<'_>) -> Vec<Found> {
    let old = ineffective(site).filter(|(key, known)| is_old_web_setting(key, known));
    let found = old.map(|(key, known)| {
        let problem = match &known.deprecated_since {
            Some(since) => format!("has no effect since {since}"),
            None => "has no effect".to_owned(),
        };
        with_replacement(site, Found::at(key, problem), key, &known)
    });
    found.collect()
}

fn without_effect(site: &Site<'_>) -> Vec<Found> {
    let other = ineffective(site).filter(|(key, known)| !is_old_web_setting(key, known));
    let found = other.map(|(key, known)| {
        let found = Found::at(key, reason(&known));
        let is_gone = matches!(known.status(), Status::Removed | Status::Never | Status::Unread);
        if is_gone && known.replaced_by().is_empty() {
            found.fix(Fix::unset(key).safe())
        } else {
            with_replacement(site, found, key, &known)
        }
    });
    found.collect()
}

fn reason(known: &Definition) -> String {
    match known.status() {
        Status::Removed => match &known.removed {
            Some(since) => format!("has no effect since {since}"),
            None => "no longer has any effect".to_owned(),
        },
        Status::Build => "has no effect: the build of OMERO fixes it".to_owned(),
        Status::Runtime => "has no effect: a running server reports it".to_owned(),
        Status::Never => "has no effect: no release of OMERO reads it".to_owned(),
        Status::Unread => "has no effect: no program reads it".to_owned(),
        Status::ClientOnly => "belongs in the configuration of a client".to_owned(),
        _ => "is accepted, but no program reads it".to_owned(),
    }
}

fn of_a_later_release(site: &Site<'_>) -> Vec<Found> {
    let later = site.known_properties().filter(|(_, known)| site.schema().is_later(known));
    let found = later.map(|(key, known)| {
        let since = known.since().unwrap_or_default();
        Found::at(key, format!("has no effect before {since}"))
    });
    found.collect()
}
