//! LDAP.

use super::Find;
use super::Found;
use super::Rule;
use super::finding::shown;
use crate::schema::check::Fix;
use crate::schema::check::Severity;
use crate::schema::check::site::Site;
use crate::schema::syntax::ldap::group_spec;

pub(super) const ON: &str = "omero.ldap.config";
const URLS: &str = "omero.ldap.urls";
const BASE: &str = "omero.ldap.base";
const GROUP: &str = "omero.ldap.new_user_group";

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "R49",
        severity: Severity::Error,
        title: "an LDAP server without a scheme",
        why: "The server accepts only addresses that begin with ldap:// or ldaps://, separated by spaces; \
              with anything else it does not start.",
        fix: "Write `ldaps://ldap.example.org:636`.",
        example: &[
            ("omero.ldap.config", "true"),
            ("omero.ldap.base", "dc=example,dc=org"),
            ("omero.ldap.urls", "ldap.example.org"),
        ],
        instead: &[
            ("omero.ldap.config", "true"),
            ("omero.ldap.base", "dc=example,dc=org"),
            ("omero.ldap.urls", "ldap://ldap.example.org"),
        ],
        find: Find::one(address_without_scheme).in_other_words(),
    },
    Rule {
        id: "R50",
        severity: Severity::Warning,
        title: "LDAP enabled with the example values",
        why: "The default base and address are examples and do not fit any real \
              directory.",
        fix: "Set `omero.ldap.urls` and `omero.ldap.base` for your directory.",
        example: &[("omero.ldap.config", "true"), ("omero.ldap.urls", "ldap://ldap.example.org")],
        instead: &[
            ("omero.ldap.config", "true"),
            ("omero.ldap.urls", "ldap://ldap.example.org"),
            ("omero.ldap.base", "dc=example,dc=org"),
        ],
        find: Find::many(example_values),
    },
    Rule {
        id: "R51",
        severity: Severity::Hint,
        title: "LDAP over TLS with Java's certificate authorities",
        why: "Java trusts only public certificate authorities. If a private authority issued the \
              certificate of the directory, the connection fails.",
        fix: "For a private authority set `omero.security.trustStore` and its password.",
        example: &[
            ("omero.ldap.config", "true"),
            ("omero.ldap.base", "dc=example,dc=org"),
            ("omero.ldap.urls", "ldaps://ldap.example.org"),
        ],
        instead: &[
            ("omero.ldap.config", "true"),
            ("omero.ldap.base", "dc=example,dc=org"),
            ("omero.ldap.urls", "ldaps://ldap.example.org"),
            ("omero.security.trustStore", "/etc/omero/truststore.jks"),
        ],
        find: Find::one(only_public_authorities),
    },
    Rule {
        id: "R52",
        severity: Severity::Warning,
        title: "an incomplete login for the directory",
        why: "Most directories treat a name without a password as an anonymous login, and a \
              password without a name is not used.",
        fix: "Set both `omero.ldap.username` and `omero.ldap.password`, or neither.",
        example: &[
            ("omero.ldap.config", "true"),
            ("omero.ldap.base", "dc=example,dc=org"),
            ("omero.ldap.urls", "ldap://ldap.example.org"),
            ("omero.ldap.username", "cn=omero,dc=example,dc=org"),
        ],
        instead: &[
            ("omero.ldap.config", "true"),
            ("omero.ldap.base", "dc=example,dc=org"),
            ("omero.ldap.urls", "ldap://ldap.example.org"),
            ("omero.ldap.username", "cn=omero,dc=example,dc=org"),
            ("omero.ldap.password", "no-secret-at-all"),
        ],
        find: Find::one(half_login),
    },
    Rule {
        id: "R53",
        severity: Severity::Error,
        title: "an LDAP mapping without the name",
        why: "The server finds users by the attribute for `omeName`, and groups by the attribute \
              for `name`. Without it, no user or group is found.",
        fix: "Map `omeName` for users, for example `omeName=uid`, and `name` for groups.",
        example: &[("omero.ldap.user_mapping", "firstName=givenName,lastName=sn")],
        instead: &[("omero.ldap.user_mapping", "omeName=uid,firstName=givenName,lastName=sn")],
        find: Find::many(unnamed_mapping).in_other_words(),
    },
    Rule {
        id: "R54",
        severity: Severity::Error,
        title: "an unknown way to choose a group",
        why: "A value that begins with a colon names a way to find the groups of a new user. If the server \
              does not know it, or cannot use its argument, the first login of a new user fails.",
        fix: "Use the name of a group, or one of `:ou:`, `:attribute:`, `:filtered_attribute:`, \
               `:dn_attribute:`, `:filtered_dn_attribute:`, `:query:` and `:bean:`.",
        example: &[("omero.ldap.new_user_group", ":memberOf:")],
        instead: &[("omero.ldap.new_user_group", ":attribute:memberOf")],
        find: Find::one(unknown_way).in_other_words(),
    },
    Rule {
        id: "R55",
        severity: Severity::Error,
        title: "an LDAP placeholder with the wrong sign",
        why: "LDAP placeholders are written @{name}. IceGrid treats ${name} as a variable, does \
              not find it, and refuses the whole configuration; Java does the same with $${name}.",
        fix: "Write `@{name}`.",
        example: &[("omero.ldap.new_user_group", ":query:(member=${dn})")],
        instead: &[("omero.ldap.new_user_group", ":query:(member=@{dn})")],
        find: Find::many(wrong_place_holder),
    },
    Rule {
        id: "R56",
        severity: Severity::Hint,
        title: "login names that ignore case",
        why: "The server then looks only for names in lower case: users whose name in the database \
              has a capital letter can no longer log in.",
        fix: "Change all names in the database to lower case first.",
        example: &[("omero.security.ignore_case", "true")],
        instead: &[("omero.security.ignore_case", "false")],
        find: Find::one(ignores_case),
    },
];

fn address_without_scheme(site: &Site<'_>) -> Option<Found> {
    let urls = site.stored(URLS).filter(|urls| !urls.is_empty())?;
    let has_scheme = |url: &str| url.starts_with("ldap://") || url.starts_with("ldaps://");
    let wrong = match urls.split_whitespace().find(|url| !has_scheme(url)) {
        Some(wrong) => format!("{wrong:?} begins neither with ldap:// nor with ldaps://"),
        None if urls.trim().is_empty() => "is empty".to_owned(),
        None => return None,
    };
    Some(Found::at(URLS, wrong))
}

fn example_values(site: &Site<'_>) -> Vec<Found> {
    if !site.flag(ON) {
        return Vec::new();
    }
    let base = site.effective(BASE);
    let is_example = base.replace(' ', "").eq_ignore_ascii_case("ou=example,o=com");
    let base = is_example.then(|| {
        let problem = format!("is {base:?}, but {ON} is true");
        Found::at(BASE, problem).fix(Fix::set(BASE, "dc=DOMAIN"))
    });
    let urls = site.stored(URLS).is_none().then(|| {
        let problem = format!("is not set, but {ON} is true");
        Found::at(URLS, problem).fix(Fix::set(URLS, "ldaps://HOST:636"))
    });
    base.into_iter().chain(urls).collect()
}

fn only_public_authorities(site: &Site<'_>) -> Option<Found> {
    let store = "omero.security.trustStore";
    let is_tls = site.stored(URLS).is_some_and(|urls| urls.contains("ldaps://"));
    (site.flag(ON) && is_tls && !site.is_set(store)).then(|| {
        let problem = format!("is not set, but {URLS} has an address with ldaps://");
        Found::at(store, problem)
    })
}

fn half_login(site: &Site<'_>) -> Option<Found> {
    let (name, password) = ("omero.ldap.username", "omero.ldap.password");
    let (missing, present) = match (site.is_set(name), site.is_set(password)) {
        (true, false) => (password, name),
        (false, true) => (name, password),
        _ => return None,
    };
    site.flag(ON).then(|| {
        let problem = format!("is not set, but {present} is");
        Found::at(missing, problem).fix(Fix::set(missing, "DN"))
    })
}

fn unnamed_mapping(site: &Site<'_>) -> Vec<Found> {
    let mappings = [("omero.ldap.user_mapping", "omeName"), ("omero.ldap.group_mapping", "name")];
    let is_separator = |found: char| found.is_whitespace() || matches!(found, ';' | ':' | ',');
    let maps = |text: &str, field: &str| {
        let mut fields = text.split(is_separator).filter_map(|item| item.split_once('='));
        fields.any(|(name, attribute)| name == field && !attribute.is_empty())
    };
    let stored = mappings.iter().filter_map(|(key, field)| Some((key, field, site.stored(key)?)));
    let wrong = stored.filter(|(_, field, text)| !text.is_empty() && !maps(text, field));
    let found = wrong.map(|(key, field, text)| {
        Found::at(*key, format!("{} does not map {field}", shown(key, text)))
    });
    found.collect()
}

fn unknown_way(site: &Site<'_>) -> Option<Found> {
    let group = site.stored(GROUP).filter(|group| !group.is_empty() && !group.contains("${"))?;
    let error = group_spec::check(group).err()?;
    Some(Found::at(GROUP, error.to_string()))
}

/// Whether a variable in this property is a placeholder that was meant for LDAP.
pub(super) fn is_place_holder(key: &str, variable: &str) -> bool {
    let is_name = |found: char| found.is_ascii_alphanumeric() || matches!(found, '-' | '_');
    key.starts_with("omero.ldap.") && !variable.is_empty() && variable.chars().all(is_name)
}

fn wrong_place_holder(site: &Site<'_>) -> Vec<Found> {
    let ldap = site.properties().filter(|(key, _)| key.starts_with("omero.ldap."));
    let changed = ldap.filter_map(|(key, value)| Some((key, with_place_holders(key, value)?)));
    let found = changed.map(|(key, value)| {
        let problem = format!("has a `${{...}}`, expected {}", shown(key, &value));
        Found::at(key, problem).fix(Fix::set(key, value).safe())
    });
    found.collect()
}

/// The value with the right sign before placeholders; none if there is nothing to change.
fn with_place_holders(key: &str, value: &str) -> Option<String> {
    let mut pieces = value.split("${");
    let mut text = pieces.next().unwrap_or_default().to_owned();
    let mut is_changed = false;
    for piece in pieces {
        let name = piece.split_once('}').map(|(name, _)| name);
        if name.is_some_and(|name| is_place_holder(key, name)) {
            text.truncate(text.trim_end_matches('$').len());
            text.push('@');
            is_changed = true;
        } else {
            text.push('$');
        }
        text.push('{');
        text.push_str(piece);
    }
    is_changed.then_some(text)
}

fn ignores_case(site: &Site<'_>) -> Option<Found> {
    let key = "omero.security.ignore_case";
    site.flag(key).then(|| Found::at(key, "is true"))
}
