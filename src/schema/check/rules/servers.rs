//! The list of servers that OMERO.web offers.

use super::Find;
use super::Found;
use super::Rule;
use super::finding::told;
use crate::python::Json;
use crate::schema::check::Fix;
use crate::schema::check::Server;
use crate::schema::check::Severity;
use crate::schema::check::server::LIST;
use crate::schema::check::site::Site;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "R06",
        severity: Severity::Error,
        title: "a public server that is not in the list",
        why: "OMERO.web numbers the servers in its list from 1, and counts each pair of host and port once. \
              If the number is not in the list, every visit fails.",
        fix: "Set `omero.web.public.server_id` to the position of a server in `omero.web.server_list`.",
        example: &[
            ("omero.web.public.enabled", "true"),
            ("omero.web.public.user", "public"),
            ("omero.web.public.password", "no-secret-at-all"),
            ("omero.web.public.url_filter", "^/webgateway"),
            ("omero.web.public.server_id", "2"),
        ],
        instead: &[
            ("omero.web.public.server_id", "2"),
            ("omero.web.server_list", r#"[["prod", 4064, "p"], ["dev", 4064, "d"]]"#),
        ],
        find: Find::one(no_such_server).in_other_words(),
    },
    Rule {
        id: "R09",
        severity: Severity::Error,
        title: "a list of servers that is not valid",
        why: "Each server is a list of host, port and, optionally, a name. With anything else OMERO.web does \
              not start.",
        fix: "Write it as `[[\"HOST\", PORT, \"NAME\"]]`.",
        example: &[("omero.web.server_list", r#"[["prod.example.org"]]"#)],
        instead: &[("omero.web.server_list", r#"[["prod.example.org", 4064]]"#)],
        find: Find::many(malformed_list).in_other_words(),
    },
    Rule {
        id: "R10",
        severity: Severity::Warning,
        title: "a server that is listed twice",
        why: "The second entry is ignored, so the servers after it have a lower number than their \
              position in the list.",
        fix: "Remove the second entry, then check `omero.web.public.server_id`.",
        example: &[("omero.web.server_list", r#"[["prod", 4064, "a"], ["prod", 4064, "b"]]"#)],
        instead: &[("omero.web.server_list", r#"[["prod", 4064, "a"], ["prod", 5064, "b"]]"#)],
        find: Find::one(repeated_server),
    },
    Rule {
        id: "R11",
        severity: Severity::Warning,
        title: "OMERO.web connects to the old port of the server",
        why: "`omero.web.server_list` does not follow `omero.ports.*`: its default port is \
              4064.",
        fix: "Write the new port in `omero.web.server_list`.",
        example: &[("omero.ports.prefix", "1"), ("omero.web.debug", "false")],
        instead: &[
            ("omero.ports.prefix", "1"),
            ("omero.web.server_list", r#"[["localhost", 14064, "omero"]]"#),
        ],
        find: Find::one(old_port),
    },
    Rule {
        id: "R12",
        severity: Severity::Warning,
        title: "link previews for a server that is not in the list",
        why: "Only names that are in `omero.web.server_list` are used.",
        fix: "Use the name of a server exactly as it is in `omero.web.server_list`.",
        example: &[("omero.web.sharing.opengraph", r#"{"prod": "Our images"}"#)],
        instead: &[("omero.web.sharing.opengraph", r#"{"omero": "Our images"}"#)],
        find: Find::many(unknown_names),
    },
];

/// The servers as OMERO.web numbers them.
fn distinct(servers: Vec<Server>) -> Vec<Server> {
    let mut distinct: Vec<Server> = Vec::new();
    for server in servers {
        if !distinct.iter().any(|known| (&known.host, &known.port) == (&server.host, &server.port))
        {
            distinct.push(server);
        }
    }
    distinct
}

fn no_such_server(site: &Site<'_>) -> Option<Found> {
    let key = "omero.web.public.server_id";
    site.stored(key)?;
    let number = site.number(key)?;
    let servers = i64::try_from(distinct(site.servers()?).len()).ok()?;
    if (1..=servers).contains(&number) {
        return None;
    }
    let problem = match servers {
        1 => format!("is {number}, but {LIST} has one server"),
        _ => format!("is {number}, but {LIST} has {servers} servers"),
    };
    let found = Found::at(key, problem).fix(Fix::set(key, "1"));
    let is_used = site.flag("omero.web.public.enabled");
    Some(if is_used { found } else { found.only(Severity::Warning) })
}

fn malformed_list(site: &Site<'_>) -> Vec<Found> {
    let violations = site.violations(LIST).into_iter();
    violations.map(|violation| Found::at(LIST, told(&violation))).collect()
}

fn repeated_server(site: &Site<'_>) -> Option<Found> {
    let all = site.servers()?;
    let count = all.len();
    let distinct = distinct(all);
    (distinct.len() < count).then(|| {
        let list = Json::List(distinct.into_iter().map(|server| server.json).collect());
        let problem = "names a host and port more than once";
        Found::at(LIST, problem).fix(Fix::set(LIST, list.to_string()).safe())
    })
}

fn old_port(site: &Site<'_>) -> Option<Found> {
    let key = ["omero.ports.prefix", "omero.ports.ssl"].into_iter().find(|key| site.is_set(key))?;
    let port = super::ports::joined(site, "omero.ports.ssl");
    let mut servers = site.servers()?.into_iter();
    let is_left = servers.any(|server| site.is_local(&server.host) && server.port == "4064");
    (site.has_web() && is_left && port != "4064").then(|| {
        let problem = format!("says 4064, but with {key} the port of the server is {port}");
        let fix = Fix::set(LIST, format!(r#"[["localhost", {port}, "omero"]]"#));
        Found::at(LIST, problem).fix(fix)
    })
}

fn unknown_names(site: &Site<'_>) -> Vec<Found> {
    let Some(servers) = site.servers() else { return Vec::new() };
    let names: Vec<_> = servers.iter().filter_map(|server| server.name.as_deref()).collect();
    let keys = ["omero.web.sharing.opengraph", "omero.web.sharing.twitter"];
    let mut found = Vec::new();
    for key in keys {
        let members = site.json(key).into_object().unwrap_or_default();
        let texts = members.iter().filter_map(|(name, _)| Json::String(name.clone()).as_text());
        for name in texts.filter(|name| !names.contains(&name.as_str())) {
            found.push(Found::at(key, format!("{LIST} has no server named {name:?}")));
        }
    }
    found
}
