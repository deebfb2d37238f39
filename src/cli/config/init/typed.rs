//! What people type, as it is stored, and what is stored, as they would type it.

use crate::cli::error::CommandError;
use crate::python::Json;
use crate::schema::Definition;
use crate::schema::Rejection;
use crate::schema::Server;
use crate::schema::Type;
use crate::schema::Violation;
use crate::schema::syntax::net::host;

/// What is wrong with what was typed, and what to type instead.
type Wrong = (Violation, String);

/// The text to store for what was typed.
pub(crate) fn stored(known: &Definition, key: &str, typed: &str) -> Result<String, CommandError> {
    let schema = known.schema();
    let stored = match (&*schema.types, schema.format.as_deref()) {
        ([Type::Boolean], _) => yes_or_no(typed),
        ([Type::Array], _) if !is_json(typed) => addresses(known, typed),
        (_, Some("script-name")) => prefix(typed),
        _ if known.is_secret() => one_line(typed),
        _ => Ok(typed.to_owned()),
    };
    stored.map_err(|(violation, hint)| {
        CommandError::Answer(Box::new(Rejection {
            key: key.to_owned(),
            violation,
            hint,
            proposal: None,
        }))
    })
}

fn wrong(problem: &str, hint: impl Into<String>) -> Wrong {
    (Violation { place: Vec::new(), problem: problem.to_owned() }, hint.into())
}

fn yes_or_no(typed: &str) -> Result<String, Wrong> {
    match typed.to_lowercase().as_str() {
        "y" | "yes" | "true" => Ok("true".to_owned()),
        "n" | "no" | "false" => Ok("false".to_owned()),
        _ => Err(wrong("please answer yes or no", "`y` or `n` is enough")),
    }
}

/// It is put before URL paths unchanged.
fn prefix(typed: &str) -> Result<String, Wrong> {
    let path = typed.trim_matches('/');
    let expected = format!("/{path}");
    if typed == expected && !path.is_empty() {
        return Ok(expected);
    }
    let hint = if path.is_empty() {
        "OMERO.web at the root of the site needs no prefix".to_owned()
    } else {
        format!("write {expected}")
    };
    Err(wrong("expected a slash at the start and none at the end", hint))
}

/// A password with a second line is rather a file that holds something else as well.
fn one_line(typed: &str) -> Result<String, Wrong> {
    if typed.contains(['\n', '\r']) {
        let hint = "the file must contain only the password";
        return Err(wrong("expected one line, found several", hint));
    }
    Ok(typed.to_owned())
}

/// A bracket is also the beginning of an IPv6 address. No list of servers goes on with its digits.
fn is_json(typed: &str) -> bool {
    let is_address =
        |inside: &str| inside.starts_with(|found: char| found == ':' || found.is_ascii_hexdigit());
    typed.strip_prefix('[').is_some_and(|inside| !is_address(inside))
}

/// `HOST[:PORT] ...` as a list of hosts and ports; without a port with that of the default.
fn addresses(known: &Definition, typed: &str) -> Result<String, Wrong> {
    let first = known.default().and_then(Json::as_list).and_then(<[Json]>::first);
    let usual_port = first.and_then(Json::as_list).and_then(|parts| parts.get(1));
    let is_between = |found: char| found == ',' || found.is_whitespace();
    let typed = typed.split(is_between).filter(|address| !address.is_empty());
    let pair = |(at, address)| {
        let (host, port) = host_and_port(address);
        host::check(host).map_err(|error| {
            let violation =
                Violation { place: vec![format!("server {}", at + 1)], problem: error.message };
            (violation, "write HOST or HOST:PORT, or [ADDRESS]:PORT for IPv6".to_owned())
        })?;
        let host = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
        let port = port.map(|port| Json::parse(port).unwrap_or_else(|_| Json::text(port)));
        let parts = [Json::text(host)].into_iter().chain(port.or_else(|| usual_port.cloned()));
        Ok(Json::List(parts.collect()))
    };
    let pairs: Vec<_> = typed.enumerate().map(pair).collect::<Result<_, _>>()?;
    if pairs.is_empty() {
        return Err(wrong("expected at least one server", "write HOST or HOST:PORT"));
    }
    Ok(known.encode(&Json::List(pairs)))
}

/// Several colons without brackets are an IPv6 address, and slashes follow a scheme.
fn host_and_port(address: &str) -> (&str, Option<&str>) {
    match host::split_port(address) {
        (host, _) if host.contains(':') && !host.ends_with(']') => (address, None),
        (_, Some(port)) if port.contains('/') => (address, None),
        parts => parts,
    }
}

/// Whether a server has more than host and port.
pub(crate) fn has_names(servers: &[Json]) -> bool {
    servers.iter().filter_map(Server::of).any(|server| server.name.is_some())
}

/// Servers as `HOST:PORT, ...`; none if they are something else.
pub(crate) fn as_typed(servers: &[Json]) -> Option<String> {
    let address = |server: &Json| {
        let Server { host, port, .. } = Server::of(server)?;
        Some(if host.contains(':') { format!("[{host}]:{port}") } else { format!("{host}:{port}") })
    };
    let addresses: Option<Vec<_>> = servers.iter().map(address).collect();
    addresses.filter(|found| !found.is_empty()).map(|found| found.join(", "))
}
