//! What is around a site: WebSockets, proxies in front, certificates, a page for bad times.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::PREFIX;
use super::ROOT;
use super::certificate;
use super::http::request;
use super::process::Process;
use super::process::free_port;
use super::server::Kind;
use super::site::Machine;
use crate::harness::Need;
use crate::support::Packages;

/// A server and a client of WebSockets.
static PACKAGES: Packages = Packages { name: "websockets", requirements: &["websockets ~= 15.0"] };

pub(super) fn websockets(_: Kind) -> Need {
    Need::All(vec![Need::PyPi(&PACKAGES), Need::Program("openssl")])
}

fn script(arguments: &[&str]) -> Command {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/web_live/web_socket.py");
    let mut command = Command::new(PACKAGES.programs().join("python"));
    command.arg("-B").arg(script).args(arguments);
    command
}

pub(super) fn websockets_reach_the_server(kind: Kind) {
    let transports = if kind.binding == "lighttpd" { &["ws"][..] } else { &["ws", "wss"] };
    for transport in transports {
        let machine = Machine::new(kind);
        let _application = machine.application(PREFIX);
        let behind = free_port().to_string();
        let (certificate, key) = certificate(&machine);
        let mut arguments = vec!["serve", &*behind];
        if *transport == "wss" {
            arguments.extend([&*certificate, &*key]);
        }
        let _server = Process::start(script(&arguments), behind.parse().unwrap());
        machine.set("omero.client.icetransports", &format!("ssl,{transport}"));
        machine.set(&format!("omero.ports.{transport}"), &behind);
        let port = free_port();
        let _web = machine.serve(&[machine.site(port, "--websockets")], &[port]);
        let url = format!("ws://127.0.0.1:{port}/omero-ws");
        let asked = script(&["ask", &url]).output().unwrap();
        let told = String::from_utf8_lossy(&asked.stdout);
        let problem = String::from_utf8_lossy(&asked.stderr);
        assert_eq!(told, "/omero-ws hello\n/omero-ws again\n", "{transport}: {problem}");
        let page = request(&format!("http://127.0.0.1:{port}/omero/webclient/"), &[]);
        assert_eq!(page.asked("PATH_INFO"), "/webclient/", "{transport}");
    }
}

pub(super) fn a_proxy_in_front_is_believed_and_nobody_else(kind: Kind) {
    for (options, is_believed) in [
        ("--behind-proxy 127.0.0.1", true),
        ("--behind-proxy '192.0.2.7 127.0.0.0/8'", true),
        ("--behind-proxy 192.0.2.0/24", false),
    ] {
        let prefix = if is_believed { PREFIX } else { ROOT };
        let site = Machine::new(kind).start(prefix, options);
        let headers =
            ["--header", "X-Forwarded-Proto: https", "--header", "X-Forwarded-For: 10.1.1.1"];
        let answer = site.request("/webclient/", &headers);
        let scheme = if is_believed { "https" } else { "http" };
        if kind.is_fastcgi() {
            assert_eq!(answer.asked("wsgi.url_scheme"), scheme, "{options}");
            continue;
        }
        assert_eq!(answer.asked("HTTP_X_FORWARDED_PROTO"), scheme, "{options}");
        let visitors = answer.asked("HTTP_X_FORWARDED_FOR");
        // lighttpd keeps the whole way; whom it has seen itself is at the end.
        let is_kept = is_believed || kind.binding == "lighttpd";
        assert_eq!(visitors.contains("10.1.1.1"), is_kept, "{options}: {visitors}");
        let odd = site.request("/webclient/", &["--header", "X-Forwarded-Proto: gopher"]);
        assert_eq!(odd.asked("HTTP_X_FORWARDED_PROTO"), "http", "{options}");
    }
}

pub(super) fn a_plain_maintenance_page_can_be_made(kind: Kind) {
    let machine = Machine::new(kind);
    fs::remove_dir_all(machine.path("etc/templates")).unwrap();
    let mut site = machine.start(PREFIX, "--maintenance-page write");
    site.application.stop();
    let page = site.get("/webclient/");
    assert_eq!(page.status, kind.status_while_down());
    assert!(page.body.contains("OMERO.web does not answer"), "{}", page.body);
}

pub(super) fn https_has_what_browsers_and_authorities_want(kind: Kind) {
    let machine = Machine::new(kind);
    let (certificate, key) = certificate(&machine);
    let _application = machine.application(PREFIX);
    let challenges = machine.path("var/acme/.well-known/acme-challenge");
    fs::create_dir_all(&challenges).unwrap();
    fs::write(challenges.join("token"), "proof").unwrap();
    let (http, https) = (free_port(), free_port());
    let options = format!(
        "--servername localhost --https 127.0.0.1:{https} --certificate {certificate} --key {key} \
         --hsts --http2 --acme-root {}",
        machine.path("var/acme").display()
    );
    let _server = machine.serve(&[machine.site(http, &options)], &[http, https]);
    let secure = request(&format!("https://localhost:{https}/omero/webclient/"), &["--ipv4"]);
    assert!(secure.head.starts_with("http/2 200"), "{}", secure.head);
    assert!(secure.head.contains("strict-transport-security: max-age=63072000"), "{}", secure.head);
    let url = format!("http://localhost:{http}/.well-known/acme-challenge/token");
    assert_eq!(request(&url, &["--ipv4"]).body, "proof");
    let page = request(&format!("http://localhost:{http}/omero/"), &["--ipv4"]);
    assert_eq!(page.status, 301);
}
