//! What people type, as it is stored, and what is stored, as they would type it.

use crate::cli::failure::Failure;
use crate::model::Json;
use crate::schema::Fault;
use crate::schema::Known;
use crate::schema::Refusal;
use crate::schema::syntax::host;

/// The text to store for what was typed.
pub(super) fn stored(known: &Known, key: &str, typed: &str) -> Result<String, Failure> {
    let kind = known.schema().member("type").and_then(Json::as_text);
    let stored = match kind.as_deref() {
        Some("array") if !is_json(typed) => addresses(known, typed),
        _ => Ok(match (kind.as_deref(), typed.to_lowercase().as_str()) {
            (Some("boolean"), "y" | "yes") => "true".to_owned(),
            (Some("boolean"), "n" | "no") => "false".to_owned(),
            _ => typed.to_owned(),
        }),
    };
    stored.map_err(|(fault, hint)| {
        Failure::Answer(Box::new(Refusal { key: key.to_owned(), fault, hint }))
    })
}

/// A bracket is also the beginning of an IPv6 address. No list of servers goes on with its digits.
fn is_json(typed: &str) -> bool {
    let is_address =
        |inside: &str| inside.starts_with(|found: char| found == ':' || found.is_ascii_hexdigit());
    typed.strip_prefix('[').is_some_and(|inside| !is_address(inside))
}

/// `HOST[:PORT] ...` as a list of hosts and ports; without a port with that of the default.
fn addresses(known: &Known, typed: &str) -> Result<String, (Fault, String)> {
    let first = known.default().and_then(Json::as_list).and_then(<[Json]>::first);
    let usual_port = first.and_then(Json::as_list).and_then(|parts| parts.get(1));
    let is_between = |found: char| found == ',' || found.is_whitespace();
    let typed = typed.split(is_between).filter(|address| !address.is_empty());
    let pair = |(at, address)| {
        let (host, port) = host_and_port(address);
        host::check(host).map_err(|mistake| {
            let fault =
                Fault { place: vec![format!("server {}", at + 1)], problem: mistake.problem };
            (
                fault,
                "write HOST or HOST:PORT, an IPv6 address with a port as [ADDRESS]:PORT".to_owned(),
            )
        })?;
        let host = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
        let port = port.map(|port| Json::parse(port).unwrap_or_else(|_| Json::text(port)));
        let parts = [Json::text(host)].into_iter().chain(port.or_else(|| usual_port.cloned()));
        Ok(Json::List(parts.collect()))
    };
    let pairs: Vec<_> = typed.enumerate().map(pair).collect::<Result<_, _>>()?;
    Ok(known.encode(&Json::List(pairs)))
}

/// A colon is before a port, unless it is one of several without brackets or before slashes.
fn host_and_port(address: &str) -> (&str, Option<&str>) {
    let is_port = |host: &str, port: &str| {
        !port.contains([':', '/', ']']) && (host.ends_with(']') || !host.contains(':'))
    };
    match address.rsplit_once(':').filter(|(host, port)| is_port(host, port)) {
        Some((host, port)) => (host, Some(port)),
        None => (address, None),
    }
}
