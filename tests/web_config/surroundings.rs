//! Names, HTTPS, WebSockets and proxies: what is around a site.

use insta::assert_snapshot;

use super::with;
use crate::support::Installation;

#[test]
fn names_mean_what_they_mean_to_the_server() {
    let omero = Installation::empty();
    let names = |binding: &str, options: &str| {
        let text = omero.answer(&format!("web config {binding} {options}"));
        let line =
            text.lines().find(|line| line.contains("server_name ") || line.contains("Server"));
        line.map(|line| line.trim().to_owned())
    };
    for (binding, options, expected) in [
        ("nginx", "", "server_name $hostname;"),
        ("nginx", "--servername _", "server_name _;"),
        ("nginx-development", "", "server_name _;"),
        ("nginx-development", "--servername '$hostname'", "server_name $hostname;"),
        ("nginx", r"--servername '~^www\d+\.a;b$'", r#"server_name "~^www\\d+\\.a;b$";"#),
        ("apache", "--servername www.example.org", "ServerName www.example.org"),
    ] {
        assert_eq!(names(binding, options).as_deref(), Some(expected), "{binding} {options}");
    }
    assert_eq!(names("apache", "--servername _"), None);
    let alias = omero.answer("web config apache --servername .example.org");
    assert!(alias.contains("ServerAlias *.example.org"), "{alias}");
    assert_snapshot!(omero.run("web config apache --servername '~^www'"), @r#"
    exit 1
    --- stderr
    error: apache does not support the host name "~^www"
    hint: name each host: --servername 'omero.example.org www.example.org'
    "#);
}

#[test]
fn without_a_name_it_is_said_which_names_reach_the_site() {
    let omero = Installation::empty();
    assert_snapshot!(omero.run("web config nginx -o site.conf"), @r#"
    exit 0
    --- stderr
    hint: without --servername OMERO.web is only reachable under the name of this machine; other names, localhost and the IP address show the default site of nginx ("Welcome to nginx!" on a fresh machine) if there is one
    "#);
    assert_snapshot!(omero.run("web config apache -o site.conf"), @r#"
    exit 0
    --- stderr
    hint: without --servername OMERO.web is only reachable under the name of this machine; other names, localhost and the IP address show the default site of apache ("It works!" on a fresh machine) if there is one
    "#);
    for options in ["nginx --servername _", "nginx-development", "lighttpd", "nginx-location"] {
        let line = omero.run(&format!("web config {options}"));
        assert_eq!(line.stderr(), "", "{line}");
    }
}

#[test]
fn an_application_elsewhere_has_to_believe_that_visitors_came_by_https() {
    let https = "web config nginx -o site.conf --servername a.example --https 443 --certificate /c --key /k";
    let elsewhere = ("omero.web.application_server.host", "omeroweb");
    assert_snapshot!(with(&[elsewhere]).run(https), @r#"
    exit 0
    --- stderr
    hint: OMERO.web on omeroweb does not recognise HTTPS behind this proxy and refuses every login with 403: `omero config set omero.web.secure_proxy_ssl_header '["HTTP_X_FORWARDED_PROTO", "https"]'`, or --forwarded-allow-ips in omero.web.wsgi_args
    "#);
    for properties in [
        vec![],
        vec![("omero.web.application_server.host", "0.0.0.0")],
        vec![
            elsewhere,
            ("omero.web.secure_proxy_ssl_header", r#"["HTTP_X_FORWARDED_PROTO", "https"]"#),
        ],
        vec![elsewhere, ("omero.web.wsgi_args", "--forwarded-allow-ips=10.0.0.7")],
    ] {
        assert_eq!(with(&properties).run(https).stderr(), "", "{properties:?}");
    }
}

#[test]
fn websockets_go_where_the_server_takes_them() {
    let target = |properties: &[(&str, &str)]| {
        let text = with(properties).answer("web config nginx --servername _ --websockets");
        let line =
            text.lines().find(|line| line.contains("proxy_pass") && !line.contains("omeroweb"));
        line.map(|line| line.trim().to_owned()).unwrap()
    };
    let transports = |names| ("omero.client.icetransports", names);
    let elsewhere = ("omero.web.server_list", r#"[["omero.example.org", 4064, "omero"]]"#);
    assert_eq!(target(&[transports("ssl,ws,wss")]), "proxy_pass http://127.0.0.1:4065;");
    assert_eq!(target(&[transports("ssl,wss")]), "proxy_pass https://127.0.0.1:4066;");
    assert_eq!(
        target(&[transports("ws,wss"), elsewhere]),
        "proxy_pass https://omero.example.org:4066;"
    );
    assert_eq!(
        target(&[transports("ws"), ("omero.ports.prefix", "1"), ("omero.ports.ws", "4070")]),
        "proxy_pass http://127.0.0.1:14070;"
    );
    assert_snapshot!(Installation::empty().run("web config nginx --servername _ --websockets -o x"), @r"
    exit 0
    --- stderr
    hint: with these properties OMERO.server does not accept WebSockets: `omero config set omero.client.icetransports ssl,tcp,ws` in its configuration, then restart it
    ");
    assert_snapshot!(with(&[transports("wss")]).run("web config lighttpd --websockets"), @"
    exit 1
    --- stderr
    error: lighttpd cannot use TLS to OMERO.server, which accepts WebSockets only with wss
    hint: `omero config set omero.client.icetransports ssl,tcp,ws`
    ");
}

#[test]
fn a_binding_that_cannot_tell_proxies_apart_says_so() {
    let omero = Installation::empty();
    assert_snapshot!(omero.run("web config nginx-location --behind-proxy 10.0.0.7"), @"
    exit 1
    --- stderr
    error: --behind-proxy has no effect for nginx-location
    hint: only the types nginx, nginx-development, apache and lighttpd support it
    ");
    assert_snapshot!(omero.run("web config nginx --behind-proxy proxy.example.org"), @r"
    exit 2
    --- stderr
    error: invalid value 'proxy.example.org' for '--behind-proxy <ADDRESS>': `proxy.example.org` is not an address or a network; write for example 10.0.0.7 or 10.0.0.0/24

    For more information, try '--help'.
    ");
}

#[test]
fn the_page_for_bad_times_can_be_read_by_the_web_server_under_any_umask() {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;
    use std::process::Command;

    let omero = Installation::empty();
    let program = env!("CARGO_BIN_EXE_omero");
    let write = "web config nginx --servername a --maintenance-page write -o site.conf";
    let mut shell = Command::new("/bin/sh");
    shell.args(["-c", &format!("umask 077; {program} {write}")]).current_dir(omero.cwd());
    let output = shell.env("OMERODIR", omero.omerodir()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mode = |path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let error = omero.omerodir().join("etc/templates/error");
    assert_eq!(mode(error.join("maintainance.html")), 0o644);
    assert_eq!([mode(error.clone()), mode(error.parent().unwrap().to_owned())], [0o755; 2]);
    // A configuration can have passwords in it, and is read by root.
    assert_eq!(mode(omero.cwd().join("site.conf")), 0o600);
}

#[test]
#[needs(Root)]
fn root_does_not_make_the_page_for_bad_times_through_a_link_of_another_user() {
    use std::fs;
    use std::os::unix::fs::symlink;
    use std::process::Command;

    let omero = Installation::of_ordinary_user();
    let elsewhere = tempfile::tempdir().unwrap();
    let link = omero.omerodir().join("etc/templates");
    symlink(elsewhere.path(), &link).unwrap();
    crate::support::OrdinaryUser::get().own(&link);
    let mut command = Command::new(env!("CARGO_BIN_EXE_omero"));
    command.args(["web", "config", "nginx", "--servername", "a", "--maintenance-page", "write"]);
    let output = command.env("OMERODIR", omero.omerodir()).output().unwrap();
    assert!(!output.status.success(), "{output:?}");
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
}
