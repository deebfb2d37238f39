//! The real web servers serve OMERO.web with what `web config` writes.
//!
//! Each promise is kept by each kind of configuration; what stands for OMERO.web is a small WSGI
//! application run by what runs the real one.

mod addresses;
mod application;
mod http;
mod omero_web;
mod process;
mod server;
mod site;
mod surroundings;
mod trial;

use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use application::Runner;
use http::request;
use omero_web::omero_web;
use omero_web::visitors_can_log_in_by_http_and_https;
use omero_web::visitors_can_log_in_through_a_proxy_in_front;
use process::free_port;
use server::Kind;
use server::https;
use server::server;
use site::MAINTENANCE;
use site::Machine;
use surroundings::a_plain_maintenance_page_can_be_made;
use surroundings::a_proxy_in_front_is_believed_and_nobody_else;
use surroundings::https_has_what_browsers_and_authorities_want;
use surroundings::websockets;
use surroundings::websockets_reach_the_server;

/// A module with tests of these promises for a kind of configuration. A promise can have needs of its
/// own.
macro_rules! keeps {
    ($name:ident, $kind:expr, [$($promise:ident $(+ $need:ident)?)*]) => {
        mod $name {
            use super::*;

            $(
                #[test]
                #[needs(server($kind) $(, $need($kind))?)]
                fn $promise() {
                    super::$promise($kind);
                }
            )*
        }
    };
    ($name:ident, $kind:expr) => {
        keeps!($name, $kind, [
            static_files_come_from_their_directory_and_nowhere_else
            a_request_reaches_the_application_as_it_was_made
            uploads_are_taken_up_to_the_limit
            the_maintenance_page_is_shown_while_the_application_is_down
            directories_with_odd_names_are_served
            a_root_with_a_parent_that_is_missing_is_served
            answers_are_waited_for_as_long_as_is_said
            two_installations_stand_side_by_side
            plain_http_is_sent_on_to_https + https
        ]);
    };
}

keeps!(nginx, NGINX);
keeps!(nginx_surroundings, NGINX, [
    a_proxy_in_front_is_believed_and_nobody_else
    a_plain_maintenance_page_can_be_made
    https_has_what_browsers_and_authorities_want + https
    websockets_reach_the_server + websockets
]);
keeps!(nginx_fastcgi, Kind { binding: "nginx", runner: Runner::Flup });
keeps!(
    nginx_fastcgi_surroundings,
    Kind { binding: "nginx", runner: Runner::Flup },
    [a_proxy_in_front_is_believed_and_nobody_else]
);
keeps!(apache, APACHE);
keeps!(apache_surroundings, APACHE, [
    a_proxy_in_front_is_believed_and_nobody_else
    a_plain_maintenance_page_can_be_made
    https_has_what_browsers_and_authorities_want + https
    websockets_reach_the_server + websockets
]);
keeps!(apache_fastcgi, Kind { binding: "apache", runner: Runner::Flup });
keeps!(
    apache_fastcgi_surroundings,
    Kind { binding: "apache", runner: Runner::Flup },
    [a_proxy_in_front_is_believed_and_nobody_else]
);
keeps!(lighttpd, LIGHTTPD);
keeps!(lighttpd_surroundings, LIGHTTPD, [
    a_proxy_in_front_is_believed_and_nobody_else
    a_plain_maintenance_page_can_be_made
    https_has_what_browsers_and_authorities_want + https
    websockets_reach_the_server + websockets
]);
keeps!(lighttpd_fastcgi, Kind { binding: "lighttpd", runner: Runner::Flup });
keeps!(
    lighttpd_fastcgi_surroundings,
    Kind { binding: "lighttpd", runner: Runner::Flup },
    [a_proxy_in_front_is_believed_and_nobody_else]
);
// A whole configuration each: nothing stands beside it.
keeps!(nginx_development, Kind { binding: "nginx-development", runner: Runner::Gunicorn }, [
    static_files_come_from_their_directory_and_nowhere_else
    a_request_reaches_the_application_as_it_was_made
    uploads_are_taken_up_to_the_limit
    the_maintenance_page_is_shown_while_the_application_is_down
    directories_with_odd_names_are_served
    a_root_with_a_parent_that_is_missing_is_served
    answers_are_waited_for_as_long_as_is_said
    a_proxy_in_front_is_believed_and_nobody_else
    websockets_reach_the_server + websockets
    plain_http_is_sent_on_to_https + https
]);
// Ports, limits and certificates are those of the server block around it.
keeps!(nginx_location, Kind { binding: "nginx-location", runner: Runner::Gunicorn }, [
    static_files_come_from_their_directory_and_nowhere_else
    a_request_reaches_the_application_as_it_was_made
    the_maintenance_page_is_shown_while_the_application_is_down
    directories_with_odd_names_are_served
    a_root_with_a_parent_that_is_missing_is_served
    answers_are_waited_for_as_long_as_is_said
    uploads_are_taken_up_to_the_limit
    websockets_reach_the_server + websockets
    two_installations_stand_side_by_side
]);

// Django decides.
keeps!(nginx_with_omero_web, NGINX, [
    visitors_can_log_in_by_http_and_https + omero_web
    visitors_can_log_in_through_a_proxy_in_front + omero_web
]);
keeps!(apache_with_omero_web, APACHE, [
    visitors_can_log_in_by_http_and_https + omero_web
    visitors_can_log_in_through_a_proxy_in_front + omero_web
]);
keeps!(lighttpd_with_omero_web, LIGHTTPD, [
    visitors_can_log_in_by_http_and_https + omero_web
    visitors_can_log_in_through_a_proxy_in_front + omero_web
]);

const NGINX: Kind = Kind { binding: "nginx", runner: Runner::Gunicorn };
const LIGHTTPD: Kind = Kind { binding: "lighttpd", runner: Runner::Gunicorn };
const APACHE: Kind = Kind { binding: "apache", runner: Runner::Gunicorn };

const ROOT: &str = "";
const PREFIX: &str = "/omero";

fn static_files_come_from_their_directory_and_nowhere_else(kind: Kind) {
    for (prefix, url) in [(ROOT, "/static/"), (PREFIX, "/omero/static/"), (PREFIX, "/files/static")]
    {
        let machine = Machine::new(kind);
        let mut site = machine.start_with_static_url(prefix, url);
        let url = url.trim_end_matches('/');
        site.prefix = String::new();
        let style = site.get(&format!("{url}/webclient/style.css"));
        assert_eq!((style.status, &*style.body), (200, "a { color: navy }"), "{url}");
        for path in ["../secret", "/../secret", "/%2e%2e/secret", "_private/key.txt"] {
            let outside = site.request(&format!("{url}{path}"), &["--path-as-is"]);
            assert!(!outside.body.contains("not to be seen"), "{url}{path}");
        }
    }
}

fn a_request_reaches_the_application_as_it_was_made(kind: Kind) {
    for prefix in [ROOT, PREFIX] {
        let machine = Machine::new(kind);
        let site = machine.start(prefix, "");
        let answer = site.request(
            "/webclient/a%20b?q=%2F",
            &["--header", "Host: omero.example.org:99", "--header", "X-Forwarded-For: 10.1.1.1"],
        );
        assert_eq!(answer.asked("SCRIPT_NAME"), prefix);
        assert_eq!(answer.asked("PATH_INFO"), "/webclient/a b");
        assert_eq!(answer.asked("QUERY_STRING"), "q=%2F");
        assert_eq!(answer.asked("HTTP_HOST"), "omero.example.org:99");
        if kind.is_fastcgi() {
            // It knows the visitor without headers, which anybody could send.
            assert_eq!(answer.asked("REMOTE_ADDR"), "127.0.0.1");
            assert_eq!(answer.asked("wsgi.url_scheme"), "http");
        } else {
            assert_eq!(answer.asked("HTTP_X_FORWARDED_PROTO"), "http");
            assert_eq!(answer.asked("HTTP_X_FORWARDED_FOR"), "10.1.1.1, 127.0.0.1");
        }
    }
}

fn uploads_are_taken_up_to_the_limit(kind: Kind) {
    let machine = Machine::new(kind);
    let site = machine.start(PREFIX, "--max-body-size 2m");
    let upload = |size: usize| {
        let body = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(body.path(), vec![b'x'; size]).unwrap();
        let file = format!("@{}", body.path().display());
        site.request("/upload", &["--data-binary", &file])
    };
    let limit = 2 << 20;
    assert_eq!(upload(limit - 1000).asked("body"), (limit - 1000).to_string());
    assert_eq!(upload(limit + 1000).status, 413);
}

fn the_maintenance_page_is_shown_while_the_application_is_down(kind: Kind) {
    for prefix in [ROOT, PREFIX] {
        let machine = Machine::new(kind);
        let mut site = machine.start(prefix, "");
        site.application.stop();
        let page = site.get("/webclient/");
        assert_eq!((page.status, &*page.body), (kind.status_while_down(), MAINTENANCE), "{prefix}");
        assert_eq!(site.get("/static/webclient/style.css").status, 200);
    }
}

fn directories_with_odd_names_are_served(kind: Kind) {
    let machine = Machine::new(kind);
    let _application = machine.application(PREFIX);
    let odd = machine.path("var/a \"b\" 'c'; {d} #é \\e%20");
    std::fs::rename(machine.path("var/static"), &odd).unwrap();
    machine.set("omero.web.static_root", odd.to_str().unwrap());
    let port = free_port();
    let _server = machine.serve(&[machine.site(port, "")], &[port]);
    let url = format!("http://127.0.0.1:{port}/omero/static/webclient/style.css");
    assert_eq!(request(&url, &[]).body, "a { color: navy }");
}

fn a_root_with_a_parent_that_is_missing_is_served(kind: Kind) {
    let machine = Machine::new(kind);
    let _application = machine.application(PREFIX);
    let root = machine.path("var/missing/../static");
    machine.set("omero.web.static_root", root.to_str().unwrap());
    let port = free_port();
    let _server = machine.serve(&[machine.site(port, "")], &[port]);
    let url = format!("http://127.0.0.1:{port}/omero/static/webclient/style.css");
    assert_eq!(request(&url, &[]).body, "a { color: navy }");
}

fn answers_are_waited_for_as_long_as_is_said(kind: Kind) {
    for (options, is_waited_for) in [("--timeout 1", false), ("", true)] {
        let site = Machine::new(kind).start(PREFIX, options);
        let status = site.get("/slow").status;
        assert_eq!(status == 200, is_waited_for, "{options}: {status}");
    }
}

fn two_installations_stand_side_by_side(kind: Kind) {
    let (one, other) = (Machine::new(kind), Machine::new(kind));
    let _applications = [one.application("/one"), other.application("/other")];
    let mut ports = [free_port(), free_port()];
    let sites = [one.site(ports[0], ""), other.site(ports[1], "")];
    if kind.binding == "nginx-location" {
        ports[1] = ports[0];
    }
    let _server = one.serve(&sites, &ports);
    for (port, prefix) in ports.iter().zip(["/one", "/other"]) {
        let answer = request(&format!("http://127.0.0.1:{port}{prefix}/webclient/"), &[]);
        assert_eq!(answer.asked("SCRIPT_NAME"), prefix);
    }
}

fn plain_http_is_sent_on_to_https(kind: Kind) {
    let machine = Machine::new(kind);
    let (certificate, key) = certificate(&machine);
    let _application = machine.application(PREFIX);
    let (http, https) = (free_port(), free_port());
    let options = format!(
        "--servername localhost --https 127.0.0.1:{https} --certificate {certificate} --key {key}"
    );
    let _server = machine.serve(&[machine.site(http, &options)], &[http, https]);
    let sent_on = request(&format!("http://localhost:{http}/omero/webclient/?a=%20b"), &["--ipv4"]);
    assert_eq!(sent_on.status, 301);
    let location = format!("location: https://localhost:{https}/omero/webclient/?a=%20b");
    assert!(sent_on.head.lines().any(|line| line == location), "{}", sent_on.head);
    let secure = request(&format!("https://localhost:{https}/omero/webclient/"), &["--ipv4"]);
    let scheme = if kind.is_fastcgi() { "wsgi.url_scheme" } else { "HTTP_X_FORWARDED_PROTO" };
    assert_eq!(secure.asked(scheme), "https");
}

#[test]
#[needs(server(APACHE), Package("mod_wsgi", server::MOD_WSGI))]
fn apache_runs_the_application_itself() {
    let machine = Machine::new(APACHE);
    let script = machine.omero.file("odd name.py", include_str!("application.py"));
    machine.set("omero.web.application_server", "wsgi");
    machine.set("omero.web.prefix", PREFIX);
    machine.set("omero.web.static_url", "/omero/static/");
    let port = free_port();
    let options = format!("--max-body-size 2m --wsgi-script '{}'", script.display());
    let _server = machine.serve(&[machine.site(port, &options)], &[port]);
    let answer = request(&format!("http://127.0.0.1:{port}/omero/webclient/?q=1"), &[]);
    assert_eq!(answer.asked("SCRIPT_NAME"), "/omero");
    assert_eq!(answer.asked("PATH_INFO"), "/webclient/");
    let style = request(&format!("http://127.0.0.1:{port}/omero/static/webclient/style.css"), &[]);
    assert_eq!(style.body, "a { color: navy }");
}

#[test]
#[needs(server(APACHE), Package("mod_wsgi", server::MOD_WSGI))]
fn an_application_in_apache_believes_a_proxy_in_front_and_nobody_else() {
    for (proxy, scheme) in [("127.0.0.1", "https"), ("192.0.2.0/24", "http")] {
        let machine = Machine::new(APACHE);
        let script = machine.omero.file("application.py", include_str!("application.py"));
        machine.set("omero.web.application_server", "wsgi");
        let port = free_port();
        let options = format!("--behind-proxy {proxy} --wsgi-script '{}'", script.display());
        let _server = machine.serve(&[machine.site(port, &options)], &[port]);
        let url = format!("http://127.0.0.1:{port}/webclient/");
        let answer = request(&url, &["--header", "X-Forwarded-Proto: https"]);
        assert_eq!(answer.asked("wsgi.url_scheme"), scheme, "{proxy}");
        let is_kept = answer.asked("HTTP_X_FORWARDED_PROTO") == "https";
        assert_eq!(is_kept, scheme == "https", "{proxy}");
    }
}

/// The files with a certificate that nobody has signed and with its key.
fn certificate(machine: &Machine) -> (String, String) {
    let [certificate, key] = ["site.crt", "site.key"]
        .map(|name| machine.omero.cwd().join(name).to_str().unwrap().to_owned());
    let mut openssl = Command::new("openssl");
    openssl.args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]);
    openssl.args(["-nodes", "-subj", "/CN=localhost", "-out", &certificate, "-keyout", &key]);
    let made = openssl.output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    std::fs::set_permissions(&key, PermissionsExt::from_mode(0o644)).unwrap();
    (certificate, key)
}
