//! Addresses and names by which a site is reached.

use std::net::Ipv6Addr;
use std::net::TcpStream;

use super::LIGHTTPD;
use super::NGINX;
use super::ROOT;
use super::http::request;
use super::process::free_port;
use super::server::Server;
use super::server::server;
use super::site::Machine;

#[test]
#[needs(server(LIGHTTPD))]
fn lighttpd_as_debian_sets_it_up_answers_by_ipv6() {
    let machine = Machine::new(LIGHTTPD);
    let _application = machine.application(ROOT);
    let port = free_port();
    machine.omero.prepare(&format!("web config lighttpd --http {port} -o site.conf"));
    // What use-ipv6.pl of Debian prints.
    let debian = format!("$SERVER[\"socket\"] == \"[::]:{port}\" {{ }}\n");
    let sites = [machine.omero.file("ipv6.conf", debian), machine.omero.cwd().join("site.conf")];
    let server = Server::new(LIGHTTPD, &machine.omero, &sites, &[port]);
    let _server = server.on_all_addresses().start(port);
    for host in ["127.0.0.1", "[::1]"] {
        let answer = request(&format!("http://{host}:{port}/webclient/"), &["--globoff"]);
        assert_eq!(answer.asked("PATH_INFO"), "/webclient/", "{host}");
    }
}

#[test]
#[needs(server(NGINX))]
fn nginx_answers_by_ipv6_unless_it_is_switched_off() {
    for (options, is_reached) in [("", true), ("--ipv4-only", false)] {
        let machine = Machine::new(NGINX);
        let _application = machine.application(ROOT);
        let port = free_port();
        machine.omero.prepare(&format!("web config nginx --http {port} {options} -o site.conf"));
        let _server = machine.serve(&[machine.omero.cwd().join("site.conf")], &[port]);
        let by_ipv6 = TcpStream::connect((Ipv6Addr::LOCALHOST, port));
        assert_eq!(by_ipv6.is_ok(), is_reached, "{options}");
    }
}

#[test]
#[needs(server(NGINX))]
fn nginx_takes_names_by_regular_expression() {
    let machine = Machine::new(NGINX);
    let _application = machine.application(ROOT);
    let port = free_port();
    let first = machine.omero.file(
        "first.conf",
        format!("server {{ listen 127.0.0.1:{port} default_server; return 204; }}"),
    );
    let site = machine.site(port, r"--servername '~^www\d{1,2}\.example\.org$ .example.net'");
    let _server = machine.serve(&[first, site], &[port]);
    for (name, status) in [
        ("www12.example.org", 200),
        ("www123.example.org", 204),
        ("a.example.net", 200),
        ("example.com", 204),
    ] {
        let host = format!("Host: {name}");
        let answer = request(&format!("http://127.0.0.1:{port}/"), &["--header", &host]);
        assert_eq!(answer.status, status, "{name}");
    }
}
