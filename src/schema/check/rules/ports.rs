//! The ports of the server and of the web application.

use super::Find;
use super::Found;
use super::Rule;
use crate::schema::check::Severity;
use crate::schema::check::site::Site;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "R13",
        severity: Severity::Error,
        title: "ports that are too large or used twice",
        why: "The prefix is put before the digits of each port. The result must be a valid port, and no two \
              services can have the same port; otherwise one of them does not start.",
        fix: "Choose a prefix from 1 to 5, or other ports.",
        example: &[("omero.ports.prefix", "7")],
        instead: &[("omero.ports.prefix", "5")],
        find: Find::many(impossible_ports),
    },
    Rule {
        id: "R14",
        severity: Severity::Warning,
        title: "a port of the web application that is already used",
        why: "The web application cannot listen on a port that the server or the web server in front of it \
              uses.",
        fix: "Choose another `omero.web.application_server.port`; the default is 4080.",
        example: &[("omero.web.application_server.port", "4064")],
        instead: &[("omero.web.application_server.port", "4081")],
        find: Find::one(taken_port),
    },
];

/// The port as the grid files get it.
pub(super) fn joined(site: &Site<'_>, key: &str) -> String {
    format!("{}{}", site.effective("omero.ports.prefix"), site.effective(key))
}

/// Ports that are listened at: those of the transports that are switched on, and the registry.
fn used(site: &Site<'_>) -> Vec<(&'static str, String)> {
    let transports = site.list("omero.client.icetransports");
    let all = ["ssl", "tcp", "ws", "wss", "registry"].into_iter().zip([
        "omero.ports.ssl",
        "omero.ports.tcp",
        "omero.ports.ws",
        "omero.ports.wss",
        "omero.ports.registry",
    ]);
    let used =
        all.filter(|(name, _)| *name == "registry" || transports.iter().any(|on| on == name));
    used.map(|(_, key)| (key, joined(site, key))).collect()
}

fn impossible_ports(site: &Site<'_>) -> Vec<Found> {
    let used = used(site);
    let prefix = "omero.ports.prefix";
    if !site.is_set(prefix) && !used.iter().any(|(key, _)| site.is_set(key)) {
        return Vec::new();
    }
    let is_port = |text: &str| text.parse::<u16>().is_ok_and(|port| port > 0);
    let too_large = used.iter().find(|(_, port)| site.is_set(prefix) && !is_port(port));
    let too_large = too_large.map(|(key, port)| {
        Found::at(prefix, format!("before {key} results in {port}, which is not a port"))
    });
    let equal = used.iter().enumerate().find_map(|(at, (key, port))| {
        let (earlier, _) = used.iter().take(at).find(|(_, other)| other == port)?;
        let (key, other) = if site.is_set(key) { (key, earlier) } else { (earlier, key) };
        Some(Found::at(*key, format!("is {port}, and so is {other}")))
    });
    too_large.into_iter().chain(equal).collect()
}

fn taken_port(site: &Site<'_>) -> Option<Found> {
    let key = "omero.web.application_server.port";
    let port = site.stored(key).and(site.number(key))?.to_string();
    let is_behind = site.effective("omero.web.application_server") == "wsgi-tcp";
    if port == "80" && is_behind {
        return Some(Found::at(key, "is 80, the port of the web server in front"));
    }
    let servers = site.servers().unwrap_or_default();
    let is_same_host =
        site.has_server() || servers.iter().any(|server| site.is_local(&server.host));
    let used = used(site);
    let (taken, _) = used.iter().find(|(_, used)| is_same_host && *used == port)?;
    Some(Found::at(key, format!("is {port}, and so is {taken}")))
}
