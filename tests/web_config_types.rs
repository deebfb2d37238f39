//! Every type of `web config` on a dozen configurations, in `snapshots/web`.
//!
//! The configuration of an installation where nothing is set stands there as a whole; the others as what
//! they change in it.

use insta::Settings;
use insta::assert_snapshot;

use crate::support::Installation;
use crate::support::changed_lines;

const TYPES: [&str; 6] =
    ["nginx", "nginx-development", "nginx-location", "apache", "lighttpd", "iis"];

/// Properties, each a key without `omero.web.` and a value, and options of `web config`.
struct Case {
    name: &'static str,
    properties: &'static [(&'static str, &'static str)],
    options: &'static str,
}

const CASES: [Case; 12] = [
    Case {
        name: "prefix",
        properties: &[("prefix", "/omero"), ("static_url", "/omero/static/")],
        options: "",
    },
    Case { name: "prefix with marks", properties: &[("prefix", "/a-b/c.d/")], options: "" },
    Case {
        name: "application elsewhere",
        properties: &[
            ("application_server.host", "omero-web.example.org"),
            ("application_server.port", "4081"),
        ],
        options: "",
    },
    Case {
        name: "application on ipv6",
        properties: &[("application_server.host", "[::1]")],
        options: "",
    },
    Case {
        name: "static files elsewhere",
        properties: &[("static_root", "/srv/static files/"), ("static_url", "/files/")],
        options: "",
    },
    Case {
        name: "static files of another site",
        properties: &[("static_url", "https://static.example.org/")],
        options: "",
    },
    Case {
        name: "lines of one's own",
        properties: &[(
            "nginx_server_extra_config",
            r#"["client_body_timeout 300s;", "location = /robots.txt {", "    return 404;", "}"]"#,
        )],
        options: "",
    },
    Case { name: "another port", properties: &[], options: "--http 8081" },
    Case { name: "loopback alone", properties: &[], options: "--http 127.0.0.1:8081" },
    Case {
        name: "names and limit",
        properties: &[],
        options: "--servername 'omero.example.org *.omero.example.org' --max-body-size 500m",
    },
    Case {
        name: "https",
        properties: &[],
        options: "--servername omero.example.org --https 8443 \
                  --certificate /etc/ssl/omero.crt --key '/etc/ssl/private/omero key.pem'",
    },
    Case {
        name: "fastcgi of 5.0",
        properties: &[("force_script_name", "/omero")],
        options: "--omero-version 5.0",
    },
];

#[test]
fn where_nothing_is_set() {
    let omero = Installation::empty();
    let texts =
        TYPES.map(|name| format!("### {name}\n{}", omero.answer(&format!("web config {name}"))));
    in_folder(|| assert_snapshot!("defaults", texts.join("\n\n")));
}

#[test]
fn what_a_dozen_configurations_change() {
    for case in CASES {
        let texts = TYPES.map(|name| format!("### {name}\n{}", changes(&case, name)));
        let name = case.name.replace(' ', "_").replace('\'', "");
        in_folder(|| assert_snapshot!(name, texts.join("\n")));
    }
}

#[test]
fn apache_that_runs_the_application_itself() {
    let omero = Installation::empty();
    omero.prepare("config set omero.web.application_server wsgi");
    omero.prepare("config set omero.web.wsgi_workers 9");
    let text = omero.answer(
        "web config apache --wsgi-script /opt/omero/web/venv/wsgi.py --virtualenv '/opt/my venv'",
    );
    in_folder(|| assert_snapshot!("mod_wsgi", text));
}

fn in_folder(assertion: impl FnOnce()) {
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path("../snapshots/web");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(assertion);
}

/// The lines that differ from the configuration where nothing is set, with a sign in front.
fn changes(case: &Case, name: &str) -> String {
    let plain = Installation::empty().answer(&format!("web config {name}"));
    let omero = Installation::empty();
    for (key, value) in case.properties {
        let line = omero.typed("config set").arg(format!("omero.web.{key}")).arg(value).run();
        assert!(line.succeeded(), "{line}");
    }
    changed_lines(&plain, &omero.answer(&line(case, name)))
}

fn line(case: &Case, name: &str) -> String {
    match case.options.strip_prefix("--omero-version ") {
        Some(release) => format!("--omero-version {release} web config {name}"),
        None => format!("web config {name} {}", case.options),
    }
}
