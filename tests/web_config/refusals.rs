//! Values that a web server could not serve, would misread, or OMERO.web would refuse.

use std::fs;

use insta::assert_snapshot;

use super::with;
use crate::support::Installation;

#[test]
fn a_kind_of_application_that_a_web_server_cannot_serve_is_refused() {
    let omero = with(&[("omero.web.application_server", "development")]);
    assert_snapshot!(omero.run("web config nginx"), @"
    exit 168
    --- stderr
    error: nginx cannot serve OMERO.web while `omero.web.application_server` is development
    hint: `omero config set omero.web.application_server wsgi-tcp`
    ");
    let omero = with(&[("omero.web.application_server", "wsgi")]);
    assert_snapshot!(omero.run("web config lighttpd"), @"
    exit 168
    --- stderr
    error: lighttpd cannot serve OMERO.web while `omero.web.application_server` is wsgi
    hint: `omero config set omero.web.application_server wsgi-tcp`
    ");
    assert_snapshot!(omero.run("web config apache"), @"
    exit 1
    --- stderr
    error: the file with the WSGI application of OMERO.web is unknown
    hint: give it with --wsgi-script FILE; `python3 -c 'import omeroweb.wsgi as w; print(w.__file__)'` shows it
    ");
}

#[test]
fn a_kind_of_application_that_the_release_does_not_have_is_refused() {
    let omero = with(&[("omero.web.application_server", "fastcgi-tcp")]);
    assert_snapshot!(omero.run("web config nginx"), @r#"
    exit 167
    --- stderr
    error: OMERO.web 5.6 does not support `omero.web.application_server` "fastcgi-tcp"
    hint: `omero config set omero.web.application_server wsgi-tcp`
    "#);
    let omero = with(&[("omero.web.application_server", "wsgi-tcp")]);
    assert_snapshot!(omero.run("--omero-version 5.0 web config nginx"), @r#"
    exit 167
    --- stderr
    error: OMERO.web 5.0 does not support `omero.web.application_server` "wsgi-tcp"
    hint: `omero --omero-version 5.0 config set omero.web.application_server fastcgi-tcp`
    "#);
}

#[test]
fn a_port_that_the_application_has_already_is_refused() {
    let omero = Installation::empty();
    assert_snapshot!(omero.run("web config nginx --http 4080"), @"
    exit 166
    --- stderr
    error: Port conflict: the web server and `omero.web.application_server.port` both have 4080
    hint: choose another port: --http PORT, or `omero config set omero.web.application_server.port PORT`
    ");
    let tls = "--certificate c --key k";
    assert_eq!(omero.run(&format!("web config apache --https 4080 {tls}")).exit(), 166);
    assert_snapshot!(omero.run(&format!("web config apache --http 443 --https 443 {tls}")), @"
    exit 166
    --- stderr
    error: --http and --https both have port 443
    hint: plain HTTP is redirected to HTTPS: name two different ports
    ");
    omero.prepare("config set omero.web.application_server.port 80");
    assert_eq!(omero.run("web config lighttpd").exit(), 166);
    assert!(omero.run("web config nginx-location").succeeded());
}

#[test]
fn a_value_that_omero_web_would_refuse_is_refused() {
    for (key, value) in [
        ("omero.web.application_server.port", "http"),
        ("omero.web.application_server.host", "a; }"),
        ("omero.web.static_url", ""),
        ("omero.web.nginx_server_extra_config", "client_body_timeout 300s;"),
        ("omero.web.prefix", "https://omero.example.org/"),
    ] {
        let line = with(&[(key, value)]).run("web config nginx");
        assert_eq!(line.exit(), 1, "{line}");
        assert!(line.stderr().starts_with(&format!("error: {key}: ")), "{line}");
    }
}

#[test]
fn a_path_that_a_server_could_misread_is_refused() {
    let omero = with(&[("omero.web.prefix", "/omero$host")]);
    assert_snapshot!(omero.run("web config nginx"), @r#"
    exit 1
    --- stderr
    error: `omero.web.prefix` is "/omero$host": a path for web servers contains only letters, digits and `/-._~+,:@=`, not '$'
    hint: `omero config set omero.web.prefix /omero`
    "#);
    let omero = with(&[("omero.web.prefix", "omero")]);
    assert_snapshot!(omero.run("web config apache"), @"
    exit 1
    --- stderr
    error: omero.web.prefix: expected a slash at the beginning, as in `/omero`, found `omero` (character 1)
    hint: `omero config set omero.web.prefix /omero`
    ");
    let omero = with(&[("omero.web.static_root", "var/static")]);
    assert_snapshot!(omero.run("web config nginx"), @r#"
    exit 1
    --- stderr
    error: `omero.web.static_root` is "var/static", which is not an absolute path
    hint: a web server does not run in the same directory as OMERO.web; write an absolute path
    "#);
    let omero = with(&[("omero.web.static_url", "/")]);
    assert_snapshot!(omero.run("web config lighttpd"), @"
    exit 1
    --- stderr
    error: the static files at `omero.web.static_url` would hide OMERO.web at /
    hint: the usual values are `/omero` and `/omero/static/`
    ");
}

#[test]
fn what_cannot_be_quoted_is_refused_by_name() {
    let omero = with(&[("omero.web.static_root", "/srv/$static")]);
    assert_snapshot!(omero.run("web config nginx"), @r#"
    exit 1
    --- stderr
    error: omero.web.static_root cannot be written for nginx: '$' in "/srv/$static" begins an nginx variable and cannot be quoted
    hint: use a simpler name
    "#);
    assert!(omero.run("web config apache").succeeded());
    let omero = with(&[("omero.web.static_root", "/srv/${STATIC}")]);
    assert_eq!(omero.run("web config apache").exit(), 1);
    let omero = with(&[("omero.web.static_root", "/srv/static\\")]);
    assert_snapshot!(omero.run("web config lighttpd"), @r#"
    exit 1
    --- stderr
    error: omero.web.static_root cannot be written for lighttpd: '\\' in "/srv/static\\" at the end would escape the closing quote in lighttpd
    hint: use a simpler name
    "#);
    let directory = omero.omerodir().join("a$b");
    fs::create_dir(&directory).unwrap();
    let line = omero.typed("web config nginx").env("OMERODIR", directory).run();
    assert!(line.stderr().starts_with("error: OMERODIR cannot be written for nginx"), "{line}");
    assert_snapshot!(omero.run("web config nginx --servername 'a; }'"), @"
    exit 2
    --- stderr
    error: invalid value 'a; }' for '--servername <NAME>': `a;` is not a host name; write for example omero.example.org; put several names in quotes

    For more information, try '--help'.
    ");
    assert_snapshot!(omero.run("web config nginx --max-body-size '1m; }'"), @"
    exit 2
    --- stderr
    error: invalid value '1m; }' for '--max-body-size <SIZE>': `1m; }` is not a size; write a number, optionally followed by k, m or g, such as 500m; 0 means no limit

    For more information, try '--help'.
    ");
}

#[test]
fn a_host_can_be_joined_with_its_port_or_is_refused() {
    for (host, upstream) in [
        ("[::1]", "server [::1]:4080 "),
        ("[fd00::7]", "server [fd00::7]:4080 "),
        ("omero-web.example.org", "server omero-web.example.org:4080 "),
    ] {
        let text = with(&[("omero.web.application_server.host", host)]).answer("web config nginx");
        assert!(text.contains(upstream), "{text}");
    }
    for host in ["", "::1", "[fe80::1%eth0]", "[::1"] {
        let line = with(&[("omero.web.application_server.host", host)]).run("web config apache");
        assert_eq!(line.exit(), 1, "{host}: {line}");
    }
    assert_snapshot!(with(&[("omero.web.application_server.host", "")]).run("web config nginx"), @r#"
    exit 1
    --- stderr
    error: `omero.web.application_server.host` is "", which a web server cannot connect to
    hint: `omero config set omero.web.application_server.host 127.0.0.1`
    "#);
}

#[test]
fn the_root_of_all_files_is_not_served() {
    for root in ["//", "/.", "/srv/.."] {
        let omero = with(&[("omero.web.static_root", root)]);
        assert_eq!(omero.run("web config nginx").exit(), 1, "{root}");
    }
    let omero = with(&[("omero.web.static_root", "/")]);
    assert_snapshot!(omero.run("web config nginx"), @"
    exit 1
    --- stderr
    error: `omero.web.static_root` is the root directory
    hint: `omero config set omero.web.static_root DIRECTORY`
    ");
}
