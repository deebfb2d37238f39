//! The variables for IIS templates, in addition to those for every web server.

use minijinja::Value;

use super::check;
use super::location::IisLocation;
use super::method::Method;
use super::names::Identity;
use super::request::Authentication;
use super::request::Bits;
use super::windows_path::WindowsPath;
use crate::web::age::is_of_django_1_6;
use crate::web::age::is_of_python_2;
use crate::web::age::may_lack_wsgi_module;
use crate::web::body_size::BodySize;
use crate::web::deployment::Deployment;
use crate::web::deployment::HOST;
use crate::web::deployment::STATIC_URL;
use crate::web::listen::Listen;
use crate::web::request::Request;
use crate::web::variable::Variable;
use crate::web::variable::variable;

/// The largest number that IIS takes for the size of a request.
const MAX_CONTENT_LENGTH: u64 = u32::MAX as u64;

/// Modules of Python that IIS hands to `python.exe`.
const FASTCGI_ARGUMENTS: &str = "-m wfastcgi";

/// What `web.config` needs for OMERO.web.
pub(in crate::web) fn of_deployment(deployment: &Deployment) -> Vec<Variable> {
    let (request, release) = (&deployment.request, deployment.release);
    let omerodir = request.omerodir.parse::<WindowsPath>().ok();
    let below = |path: &str| omerodir.as_ref().map(|directory| directory.join(path).to_string());
    // Apps of OMERO.web are next to its own packages.
    let python_paths: Vec<_> = [r"lib\python", r"lib\python\omeroweb"]
        .into_iter()
        .filter(|_| is_of_python_2(release))
        .filter_map(below)
        .collect();
    let virtualenv = request.virtualenv.as_deref().and_then(|path| path.parse().ok());
    let python = request.iis.python(Some(release), virtualenv.as_ref());
    let log = if check::method(deployment) == Method::FastCgi {
        r"var\log\OMEROweb-iis.log"
    } else {
        r"var\log\OMEROweb-iis"
    };
    let mut variables = of_request(request, check::method(deployment));
    variables.extend([
        variable("title", "what is served", "", "OMERO.web"),
        variable(
            "handler",
            "module and name of the WSGI application, or of a function that creates it",
            "--omero-version",
            if may_lack_wsgi_module(release) {
                "django.core.wsgi:get_wsgi_application"
            } else {
                "omeroweb.wsgi:application"
            },
        ),
        variable("python", "the program that runs Python", "--python", &*python),
        variable("postinstall", "the script that finishes the installation of pywin32", "", postinstall(&python)),
        variable(
            "python_paths",
            "directories of the OMERO packages and the OMERO.web apps; none if they are installed in Python",
            "OMERODIR",
            python_paths.clone(),
        ),
        variable(
            "python_path",
            "the same as a value for PYTHONPATH",
            "OMERODIR",
            (!python_paths.is_empty()).then(|| python_paths.join(";")),
        ),
        variable(
            "django",
            "Python module with the Django commands",
            "--omero-version",
            if is_of_django_1_6(release) { "django.bin.django-admin" } else { "django" },
        ),
        variable(
            "is_elsewhere",
            "whether OMERO.web is on another host",
            "omero.web.application_server.host",
            !deployment.is_local(),
        ),
        variable("log", "file for the output of the application", "OMERODIR", below(log)),
        variable("log_directory", "directory of the logs", "OMERODIR", below(r"var\log")),
        variable(
            "static_directory",
            "path of the static files under that of the application; none if they are elsewhere",
            STATIC_URL,
            static_directory(deployment),
        ),
        variable(
            "proxied",
            "host and port to which requests are passed",
            HOST,
            format!("{}:{}", reachable(&deployment.host), deployment.port),
        ),
    ]);
    variables
}

/// The same for an application of which nothing is known but that it is there.
pub(super) fn of_any_application(request: &Request, location: &str) -> Vec<Variable> {
    let virtualenv: Option<WindowsPath> =
        request.virtualenv.as_deref().and_then(|path| path.parse().ok());
    let python = request.iis.python(None, virtualenv.as_ref());
    let mut variables = of_request(request, Method::Isapi);
    variables.extend([
        variable("title", "", "", "A PasteDeploy application"),
        variable("location", "", "--root", location),
        variable("virtualenv", "", "--virtualenv", request.virtualenv.as_deref()),
        variable("python", "", "--python", &*python),
        variable("postinstall", "", "--python", postinstall(&python)),
        variable("python_paths", "", "", Vec::<String>::new()),
    ]);
    let nothing = [
        "handler",
        "python_path",
        "log",
        "log_directory",
        "static_directory",
        "static_path",
        "websockets_http",
        "prefix",
    ];
    variables.extend(nothing.map(|name| variable(name, "", "", ())));
    variables
}

/// What the scripts need.
pub(super) fn of_place(request: &Request, place: &IisLocation) -> Vec<Variable> {
    let iis = &request.iis;
    let account = iis.identity.account(&place.pool);
    let has_password = matches!(&iis.identity, Identity::User(name) if !name.ends_with('$'));
    let thumbprint = iis.https.as_ref().map(|(_, thumbprint)| thumbprint.to_string());
    vec![
        variable("directory", "", "--directory", place.directory.as_str()),
        variable("site", "", "--site", place.site.as_str()),
        variable("pool", "", "--app-pool", place.pool.as_str()),
        variable("account", "", "--identity", account),
        variable("identity", "", "--identity", iis.identity.kind()),
        variable("has_password", "", "--identity", has_password),
        variable("enable_32bit", "", "--enable-32bit", iis.bits == Bits::ThirtyTwo),
        variable(
            "windows_authentication",
            "",
            "--windows-authentication",
            iis.authentication == Authentication::Windows,
        ),
        variable("thumbprint", "", "--thumbprint", thumbprint),
        variable("bindings", "", "--http", bindings(request)),
        variable("url", "", "--http", url(request, place)),
    ]
}

fn of_request(request: &Request, method: Method) -> Vec<Variable> {
    let of_iis = request.iis.https.as_ref().map(|(listen, _)| listen.port());
    let secure_port = of_iis.or(request.https.as_ref().map(|https| https.listen.port()));
    let max = match request.max_body_size.as_ref().map_or(0, BodySize::bytes) {
        0 => MAX_CONTENT_LENGTH,
        bytes => bytes.min(MAX_CONTENT_LENGTH),
    };
    vec![
        variable(
            "method",
            "isapi, reverse-proxy, http-platform or fastcgi",
            "--method",
            method.name(),
        ),
        variable(
            "scheme",
            "https if the site uses HTTPS, otherwise http",
            "--https",
            if secure_port.is_some() { "https" } else { "http" },
        ),
        variable(
            "secure_port",
            "port to which plain HTTP is redirected; none without HTTPS",
            "--https",
            secure_port,
        ),
        variable(
            "timeout_span",
            "time limit for an answer of the application, in whole minutes",
            "--timeout",
            time_span(request.timeout.seconds()),
        ),
        variable(
            "activity_timeout",
            "the same in seconds",
            "--timeout",
            request.timeout.seconds().max(10),
        ),
        variable(
            "max_content_length",
            "largest upload in bytes, up to the maximum of IIS",
            "--max-body-size",
            max,
        ),
        variable("fastcgi_arguments", "arguments for Python with FastCGI", "", FASTCGI_ARGUMENTS),
    ]
}

/// A time as IIS writes it. `HttpPlatformHandler` counts minutes.
fn time_span(seconds: u32) -> String {
    let minutes = seconds.div_ceil(60);
    let (days, hours, minutes) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
    let days = if days == 0 { String::new() } else { format!("{days}.") };
    format!("{days}{hours:02}:{minutes:02}:00")
}

/// The script that puts the libraries of pywin32 where IIS finds them, in the `Scripts` of a Python.
fn postinstall(python: &str) -> Option<String> {
    let directory = python.parse::<WindowsPath>().ok()?.parent();
    let is_scripts = directory.as_str().to_ascii_lowercase().ends_with(r"\scripts");
    let scripts = if is_scripts { directory } else { directory.join("Scripts") };
    Some(scripts.join("pywin32_postinstall.py").to_string())
}

/// The path of the static files inside of the application, if they are inside.
fn static_directory(deployment: &Deployment) -> Option<&str> {
    let path = deployment.static_path.as_deref()?.strip_prefix(&deployment.prefix)?;
    path.strip_prefix('/')
}

/// Windows cannot connect to the address that represents all addresses of a machine.
fn reachable(host: &str) -> &str {
    match host {
        "0.0.0.0" => "127.0.0.1",
        "[::]" => "[::1]",
        host => host,
    }
}

/// Protocol, address, port and name of each way to the site.
fn bindings(request: &Request) -> Vec<Vec<Value>> {
    let http = ("http", http(request));
    let https = request.iis.https.as_ref().map(|(listen, _)| ("https", *listen));
    let mut names = request.server_names.hosts();
    if names.is_empty() {
        names.push(String::new());
    }
    let mut bindings = Vec::new();
    for (protocol, listen) in [Some(http), https].into_iter().flatten() {
        for name in &names {
            let (address, port) = (listen.address(), listen.port());
            bindings.push(vec![protocol.into(), address.into(), port.into(), name.as_str().into()]);
        }
    }
    bindings
}

fn http(request: &Request) -> Listen {
    request.http.unwrap_or(Listen::everywhere(80))
}

/// Where a browser finds the application.
fn url(request: &Request, place: &IisLocation) -> String {
    let (scheme, port, usual) = match &request.iis.https {
        Some((listen, _)) => ("https", listen.port(), 443),
        None => ("http", http(request).port(), 80),
    };
    let names = request.server_names.hosts();
    let name = names.first().map_or("your_host", String::as_str);
    let port = if port == usual { String::new() } else { format!(":{port}") };
    format!("{scheme}://{name}{port}{}", place.location)
}
