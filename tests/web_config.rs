//! `web config`: what is refused and why, options, files, templates.

use std::fs;

use insta::assert_snapshot;

use crate::support::Installation;

/// An installation with these properties, each a key and a value.
fn with(properties: &[(&str, &str)]) -> Installation {
    let omero = Installation::empty();
    for (key, value) in properties {
        let line = omero.typed("config set --force").arg(key).arg("--").arg(value).run();
        assert!(line.succeeded(), "{line}");
    }
    omero
}

#[test]
fn a_kind_of_application_that_a_web_server_cannot_serve_is_refused() {
    let omero = with(&[("omero.web.application_server", "development")]);
    assert_snapshot!(omero.run("web config nginx"), @"
    exit 168
    --- stderr
    error: nginx can't serve OMERO.web while `omero.web.application_server` is development
    hint: `omero config set omero.web.application_server wsgi-tcp`
    ");
    let omero = with(&[("omero.web.application_server", "wsgi")]);
    assert_snapshot!(omero.run("web config lighttpd"), @"
    exit 168
    --- stderr
    error: lighttpd can't serve OMERO.web while `omero.web.application_server` is wsgi
    hint: `omero config set omero.web.application_server wsgi-tcp`
    ");
    assert_snapshot!(omero.run("web config apache"), @"
    exit 1
    --- stderr
    error: nobody has said where the WSGI application of OMERO.web is
    hint: name it: --wsgi-script FILE; `python3 -c 'import omeroweb.wsgi as w; print(w.__file__)'` shows it
    ");
}

#[test]
fn a_kind_of_application_that_the_release_does_not_have_is_refused() {
    let omero = with(&[("omero.web.application_server", "fastcgi-tcp")]);
    assert_snapshot!(omero.run("web config nginx"), @r#"
    exit 167
    --- stderr
    error: OMERO.web 5.6 can't run as "fastcgi-tcp", which `omero.web.application_server` says
    hint: `omero config set omero.web.application_server wsgi-tcp`
    "#);
    let omero = with(&[("omero.web.application_server", "wsgi-tcp")]);
    assert_snapshot!(omero.run("--omero-version 5.0 web config nginx"), @r#"
    exit 167
    --- stderr
    error: OMERO.web 5.0 can't run as "wsgi-tcp", which `omero.web.application_server` says
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
    hint: choose another one: --http PORT, or `omero config set omero.web.application_server.port PORT`
    ");
    let tls = "--certificate c --key k";
    assert_eq!(omero.run(&format!("web config apache --https 4080 {tls}")).exit(), 166);
    assert_snapshot!(omero.run(&format!("web config apache --http 443 --https 443 {tls}")), @"
    exit 166
    --- stderr
    error: --http and --https both have port 443
    hint: plain HTTP is sent on to HTTPS: name two ports
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
    error: `omero.web.prefix` is "/omero$host": a path for web servers has only letters, digits and `/-._~+,:@=`, not '$'
    hint: `omero config set omero.web.prefix /omero`
    "#);
    let omero = with(&[("omero.web.prefix", "omero")]);
    assert_snapshot!(omero.run("web config apache"), @r#"
    exit 1
    --- stderr
    error: `omero.web.prefix` is "omero": it has to begin with a slash
    hint: `omero config set omero.web.prefix /omero`
    "#);
    let omero = with(&[("omero.web.static_root", "var/static")]);
    assert_snapshot!(omero.run("web config nginx"), @r#"
    exit 1
    --- stderr
    error: `omero.web.static_root` is "var/static", which is no absolute path
    hint: a web server has another current directory than OMERO.web
    "#);
    let omero = with(&[("omero.web.static_url", "/")]);
    assert_snapshot!(omero.run("web config lighttpd"), @"
    exit 1
    --- stderr
    error: the static files of `omero.web.static_url` would hide OMERO.web at /
    hint: the usual pair is `/omero` and `/omero/static/`
    ");
}

#[test]
fn what_cannot_be_quoted_is_refused_by_name() {
    let omero = with(&[("omero.web.static_root", "/srv/$static")]);
    assert_snapshot!(omero.run("web config nginx"), @r#"
    exit 1
    --- stderr
    error: omero.web.static_root can't be written for nginx: '$' in "/srv/$static" begins a variable of nginx and can't be quoted
    hint: use a plainer name
    "#);
    assert!(omero.run("web config apache").succeeded());
    let omero = with(&[("omero.web.static_root", "/srv/${STATIC}")]);
    assert_eq!(omero.run("web config apache").exit(), 1);
    let omero = with(&[("omero.web.static_root", "/srv/static\\")]);
    assert_snapshot!(omero.run("web config lighttpd"), @r#"
    exit 1
    --- stderr
    error: omero.web.static_root can't be written for lighttpd: '\\' in "/srv/static\\" at the end would protect the closing quote of lighttpd
    hint: use a plainer name
    "#);
    let directory = omero.omerodir().join("a$b");
    let line = omero.typed("web config nginx").env("OMERODIR", directory).run();
    assert!(line.stderr().starts_with("error: OMERODIR can't be written for nginx"), "{line}");
    assert_snapshot!(omero.run("web config nginx --servername 'a; }'"), @"
    exit 2
    --- stderr
    error: invalid value 'a; }' for '--servername <NAME>': `a;` is no host name; write for example omero.example.org, several in quotes

    For more information, try '--help'.
    ");
    assert_snapshot!(omero.run("web config nginx --max-body-size '1m; }'"), @"
    exit 2
    --- stderr
    error: invalid value '1m; }' for '--max-body-size <SIZE>': `1m; }` is no size; write a number, or one with k, m or g behind it, such as 500m; 0 is no limit

    For more information, try '--help'.
    ");
}

#[test]
fn lines_of_ones_own_stay_in_the_server_block() {
    let omero = with(&[("omero.web.nginx_server_extra_config", r#"["a b;", "} server {"]"#)]);
    assert_snapshot!(omero.run("web config nginx"), @"
    exit 1
    --- stderr
    error: `omero.web.nginx_server_extra_config`, item 2: `}` would end the server block
    hint: each line is a directive with its `;`, or begins or ends a block of its own
    ");
}

#[test]
fn the_former_name_of_the_prefix_counts_while_the_new_one_is_not_set() {
    let omero = with(&[("omero.web.force_script_name", "/former")]);
    assert!(omero.answer("web config nginx").contains("location /former {"));
    omero.prepare("config set omero.web.prefix /omero");
    assert!(omero.answer("web config nginx").contains("location /omero {"));
}

#[test]
fn static_files_of_another_site_are_left_to_it() {
    let omero = with(&[("omero.web.static_url", "https://static.example.org/")]);
    for binding in ["nginx", "apache", "lighttpd"] {
        let text = omero.answer(&format!("web config {binding}"));
        assert!(!text.contains("static"), "{text}");
    }
}

#[test]
fn the_profile_that_the_environment_names_counts() {
    let omero = with(&[("omero.web.debug", "false")]);
    let other = |line: &str| omero.typed(line).env("OMERO_CONFIG", "other").run();
    assert!(other("config set omero.web.prefix /other").succeeded());
    assert!(other("web config nginx-location").stdout().contains("location /other {"));
    assert!(omero.answer("web config nginx-location").contains("location / {"));
}

#[test]
fn options_without_a_place_in_location_blocks_are_named() {
    let omero = Installation::empty();
    let line = omero.run("web config nginx-location --http 81 --servername a --max-body-size 1m");
    assert!(line.succeeded());
    assert_snapshot!(line.stderr(), @"
    warning: --http is left out: it belongs to the server block around nginx-location
    warning: --servername is left out: it belongs to the server block around nginx-location
    warning: --max-body-size is left out: it belongs to the server block around nginx-location
    ");
}

#[test]
fn options_that_belong_together_are_asked_for() {
    let omero = Installation::empty();
    assert_snapshot!(omero.run("web config nginx --https 443"), @"
    exit 2
    --- stderr
    error: the following required arguments were not provided:
      --certificate <FILE>
      --key <FILE>

    Usage: omero web config --https <PORT> --certificate <FILE> --key <FILE> <TYPE>

    For more information, try '--help'.
    ");
    assert_snapshot!(omero.run("web config nginx --http 0"), @"
    exit 2
    --- stderr
    error: invalid value '0' for '--http <PORT>': `0` is no port from 1 to 65535; with an address write for example 127.0.0.1:8080

    For more information, try '--help'.
    ");
    assert_snapshot!(omero.run("web config ngin"), @"
    exit 2
    --- stderr
    error: invalid value 'ngin' for '<TYPE>'
      [possible values: nginx, nginx-development, nginx-location, apache, lighttpd, iis]

      tip: a similar value exists: 'nginx'

    For more information, try '--help'.
    ");
}

#[test]
fn without_omerodir_there_is_a_hint() {
    let omero = Installation::empty();
    assert_snapshot!(omero.typed("web config nginx").without("OMERODIR").run(), @"
    exit 125
    --- stderr
    error: FATAL: OMERODIR env variable not set
    hint: set OMERODIR to the directory of OMERO.server, or name a file with --source
    ");
}

#[test]
fn a_file_is_replaced_as_a_whole_and_keeps_its_mode() {
    use std::os::unix::fs::PermissionsExt;
    let omero = Installation::empty();
    let site = omero.file("site.conf", "old");
    fs::set_permissions(&site, PermissionsExt::from_mode(0o640)).unwrap();
    omero.prepare("web config nginx -o site.conf");
    let written = omero.collapsed(&fs::read_to_string(&site).unwrap());
    assert_eq!(written, omero.answer("web config nginx") + "\n");
    assert_eq!(fs::metadata(&site).unwrap().permissions().mode() & 0o777, 0o640);
    omero.prepare("web config apache --output new.conf");
    let new = fs::metadata(omero.cwd().join("new.conf")).unwrap();
    assert_eq!(new.permissions().mode() & 0o777, 0o644);
    assert_snapshot!(omero.run("web config nginx -o nosuch/site.conf"), @"
    exit 1
    --- stderr
    error: cannot replace nosuch/site.conf; it is as it was before: No such file or directory (os error 2)
    hint: make the directory first
    ");
    omero.prepare("config set omero.web.application_server development");
    assert_eq!(omero.run("web config nginx -o site.conf").exit(), 168);
    assert!(fs::read_to_string(&site).unwrap().contains("upstream"));
}

#[test]
fn a_template_of_ones_own_has_the_same_variables_and_the_same_quoting() {
    let omero = with(&[("omero.web.static_root", "/srv/a b")]);
    omero.file(
        "mine.conf",
        "root {{ static_root }};\nport {{ port }};\n{% include \"nginx-location\" %}",
    );
    let text = omero.answer("web config nginx --template mine.conf");
    assert!(text.starts_with("root \"/srv/a b\";\nport 4080;\n# Shown"), "{text}");
    omero.file("ours.conf", omero.answer("web config apache --print-template") + "\n");
    let ours = omero.answer("web config apache --template ours.conf");
    assert_eq!(ours, omero.answer("web config apache"));
}

#[test]
fn a_mistake_in_a_template_is_told_with_its_line() {
    let omero = Installation::empty();
    omero.file("mine.conf", "root {{ static_root }};\nlisten {{ prot }};\n");
    assert_snapshot!(omero.run("web config nginx --template mine.conf"), @"
    exit 1
    --- stderr
    error: mine.conf: line 2: undefined value
    hint: --print-variables shows what a template can use, --print-template ours
    ");
    omero.file("mine.conf", "{% if https %}\n");
    assert_snapshot!(omero.run("web config nginx --template mine.conf"), @"
    exit 1
    --- stderr
    error: mine.conf: line 1: syntax error: unexpected end of input, expected end of block
    hint: --print-variables shows what a template can use, --print-template ours
    ");
    assert_snapshot!(omero.run("web config nginx --template nosuch"), @"
    exit 1
    --- stderr
    error: cannot read nosuch: No such file or directory (os error 2)
    ");
}

#[test]
fn variables_are_listed_with_values_and_meanings() {
    let omero = with(&[("omero.web.prefix", "/omero")]);
    let text =
        omero.answer("web config nginx --print-variables --https 443 --certificate c --key k");
    assert!(text.contains("prefix = '/omero'\n    path of OMERO.web"), "{text}");
    assert!(text.contains("https = 443\n"), "{text}");
}

#[test]
fn other_commands_of_web_go_to_the_next_omero() {
    let omero = Installation::empty();
    assert_snapshot!(omero.run("web start"), @"
    exit 2
    --- stderr
    error: there is no command `web start` here, and there is no other `omero` on the PATH
    hint: `omero help` lists the commands
    ");
    assert_snapshot!(omero.run("web confgi nginx"), @"
    exit 2
    --- stderr
    error: there is no command `web confgi` here, and there is no other `omero` on the PATH
    hint: did you mean `omero web config`?
    ");
}

#[test]
fn a_host_can_be_joined_with_its_port_or_is_refused() {
    for (host, upstream) in [
        ("::1", "server [::1]:4080 "),
        ("[fd00::7]", "server [fd00::7]:4080 "),
        ("omero-web.example.org", "server omero-web.example.org:4080 "),
    ] {
        let text = with(&[("omero.web.application_server.host", host)]).answer("web config nginx");
        assert!(text.contains(upstream), "{text}");
    }
    for host in ["", "[fe80::1%eth0]", "[::1"] {
        let line = with(&[("omero.web.application_server.host", host)]).run("web config apache");
        assert_eq!(line.exit(), 1, "{host}: {line}");
    }
    assert_snapshot!(with(&[("omero.web.application_server.host", "")]).run("web config nginx"), @r#"
    exit 1
    --- stderr
    error: `omero.web.application_server.host` is "", to which no web server can connect
    hint: `omero config set omero.web.application_server.host 127.0.0.1`
    "#);
}

#[test]
fn the_root_of_all_files_is_not_served() {
    let omero = with(&[("omero.web.static_root", "/")]);
    assert_snapshot!(omero.run("web config nginx"), @"
    exit 1
    --- stderr
    error: `omero.web.static_root` is the root of all files
    hint: `omero config set omero.web.static_root DIRECTORY`
    ");
}

#[test]
fn a_profile_that_is_named_must_be_there() {
    let omero = with(&[("omero.web.debug", "false")]);
    assert_snapshot!(omero.run("web config nginx --profile tets"), @"
    exit 1
    --- stderr
    error: there is no profile `tets`
    hint: `omero config all` lists the profiles that there are
    ");
    for line in ["web iis --profile tets", "web url-filter --profile tets /"] {
        assert_eq!(omero.run(line).exit(), 1, "{line}");
    }
}

#[test]
fn what_mends_a_profile_names_it() {
    let omero = Installation::empty();
    omero.prepare("config set --profile test omero.web.application_server development");
    assert_snapshot!(omero.run("web --profile test config nginx"), @"
    exit 168
    --- stderr
    error: nginx can't serve OMERO.web while `omero.web.application_server` is development
    hint: `omero config --profile test set omero.web.application_server wsgi-tcp`
    ");
}

#[test]
fn relative_paths_are_made_absolute_and_empty_ones_refused() {
    let omero = Installation::empty();
    let text =
        omero.answer("web config nginx --https 443 --certificate c.pem --key /k --omerodir o");
    for line in
        ["ssl_certificate $CWD/c.pem;", "ssl_certificate_key /k;", "alias $CWD/o/var/static;"]
    {
        assert!(text.contains(line), "{line} is not in {text}");
    }
    assert_eq!(omero.run("web config nginx --omerodir ''").exit(), 2);
}
