//! The real OMERO.web behind the real web servers: Django decides who can log in.

use std::path::Path;
use std::process::Command;

use super::PREFIX;
use super::ROOT;
use super::certificate;
use super::http::request;
use super::process::Process;
use super::process::free_port;
use super::server::Kind;
use super::server::https;
use super::site::Machine;
use crate::harness::Need;
use crate::support::Packages;

/// OMERO.web without the libraries of Ice, which stubs stand for.
static PACKAGES: Packages = Packages {
    name: "omero-web",
    requirements: &[
        "--no-deps",
        "omero-web==5.33.2",
        "omero-py==5.23.0",
        "omero-marshal",
        "appdirs",
        "asgiref",
        "concurrent-log-handler",
        "Django~=5.2.9",
        "django-cors-headers==3.7.0",
        "django-pipeline~=4.1",
        "future",
        "gunicorn~=25.0",
        "importlib-resources",
        "numpy~=2.0",
        "packaging",
        "Pillow",
        "portalocker",
        "pytz",
        "PyYAML",
        "sqlparse",
        "whitenoise",
    ],
};

/// The answer of OMERO.web to a login that it has accepted as a request.
const NO_SERVER: &str = "Client version does not match server";

pub(super) fn omero_web(kind: Kind) -> Need {
    Need::All(vec![Need::PyPi(&PACKAGES), https(kind)])
}

/// Starts OMERO.web with the properties of the machine.
fn start(machine: &Machine, prefix: &str) -> Process {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let port = free_port();
    machine.point_at(port, prefix);
    let mut command = Command::new(PACKAGES.programs().join("gunicorn"));
    command.args(["--no-control-socket", "--bind", &format!("127.0.0.1:{port}")]);
    command.arg("omero_web:application").current_dir(tests.join("web_live"));
    command.env("OMERODIR", machine.path("")).env("SCRIPT_NAME", prefix);
    command.env("PYTHONPATH", tests.join("support")).env("PYTHONDONTWRITEBYTECODE", "1");
    Process::start(command, port)
}

/// What a browser at `origin` is answered when it gets the form at `url` and sends it.
fn log_in(machine: &Machine, url: &str, origin: &str, headers: &[&str]) -> String {
    let cookies = machine.omero.cwd().join("cookies");
    let cookies = cookies.to_str().unwrap();
    let url = format!("{url}/webclient/login/");
    let mut arguments = vec!["--ipv4", "--cookie", cookies, "--cookie-jar", cookies];
    arguments.extend(headers.iter().flat_map(|header| ["--header", header]));
    let form = request(&url, &arguments);
    let (_, rest) = form.body.split_once("csrfmiddlewaretoken\" value=\"").unwrap_or_else(|| {
        panic!("{url}: {} without a form: {}", form.status, form.body);
    });
    let (token, _) = rest.split_once('"').unwrap();
    let data = format!("csrfmiddlewaretoken={token}&username=root&password=x&server=1");
    let (origin, referer) = (format!("Origin: {origin}"), format!("Referer: {origin}/"));
    arguments.extend(["--data", &data, "--header", &origin, "--header", &referer]);
    let answer = request(&url, &arguments);
    format!("{} {}", answer.status, answer.body)
}

fn assert_accepted(answer: &str, place: &str) {
    assert!(answer.starts_with("200 ") && answer.contains(NO_SERVER), "{place}: {answer}");
}

pub(super) fn visitors_can_log_in_by_http_and_https(kind: Kind) {
    for prefix in [ROOT, PREFIX] {
        let machine = Machine::new(kind);
        let _application = start(&machine, prefix);
        let port = free_port();
        {
            let _server = machine.serve(&[machine.site(port, "")], &[port]);
            let origin = format!("http://127.0.0.1:{port}");
            let answer = log_in(&machine, &format!("{origin}{prefix}"), &origin, &[]);
            assert_accepted(&answer, &origin);
            let foreign = log_in(&machine, &format!("{origin}{prefix}"), "http://a.example", &[]);
            assert!(foreign.starts_with("403 "), "{foreign}");
        }
        let (certificate, key) = certificate(&machine);
        let (http, https) = (free_port(), free_port());
        let options = format!(
            "--servername localhost --https 127.0.0.1:{https} --certificate {certificate} --key {key}"
        );
        let _server = machine.serve(&[machine.site(http, &options)], &[http, https]);
        let origin = format!("https://localhost:{https}");
        let answer = log_in(&machine, &format!("{origin}{prefix}"), &origin, &[]);
        assert_accepted(&answer, &origin);
    }
}

pub(super) fn visitors_can_log_in_through_a_proxy_in_front(kind: Kind) {
    let machine = Machine::new(kind);
    let _application = start(&machine, PREFIX);
    for (proxies, is_accepted) in [("127.0.0.1", true), ("192.0.2.0/24", false)] {
        let port = free_port();
        let site = machine.site(port, &format!("--behind-proxy {proxies} --servername _"));
        let _server = machine.serve(&[site], &[port]);
        let headers = [
            "Host: omero.example.org",
            "X-Forwarded-Proto: https",
            // lighttpd reads the scheme only together with the address.
            "X-Forwarded-For: 198.51.100.7",
        ];
        let url = format!("http://127.0.0.1:{port}{PREFIX}");
        let answer = log_in(&machine, &url, "https://omero.example.org", &headers);
        if is_accepted {
            assert_accepted(&answer, proxies);
        } else {
            assert!(answer.starts_with("403 "), "{proxies}: {answer}");
        }
    }
}
