//! Options, profiles, files and templates.

use std::fs;

use insta::assert_snapshot;

use super::with;
use crate::support::Installation;

#[test]
fn lines_of_ones_own_stay_in_the_server_block() {
    let omero = with(&[("omero.web.nginx_server_extra_config", r#"["a b;", "} server {"]"#)]);
    assert_snapshot!(omero.run("web config nginx"), @"
    exit 1
    --- stderr
    error: `omero.web.nginx_server_extra_config`, item 2: `}` would end the server block
    hint: each line must be a directive that ends in `;`, or begin or end its own block
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
    warning: --http is left out: it belongs in the server block around nginx-location
    warning: --servername is left out: it belongs in the server block around nginx-location
    ");
    assert_eq!(line.stdout().matches("client_max_body_size 1m;").count(), 2, "{line}");
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
    error: invalid value '0' for '--http <PORT>': `0` is not a port from 1 to 65535; to add an address, write for example 127.0.0.1:8080

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
    assert_eq!(new.permissions().mode() & 0o777, 0o600);
    assert_snapshot!(omero.run("web config nginx -o nosuch/site.conf"), @"
    exit 1
    --- stderr
    error: cannot replace nosuch/site.conf; it was not changed: No such file or directory (os error 2)
    hint: create the directory first
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
    hint: --print-variables shows the variables for a template, --print-template the built-in template
    ");
    omero.file("mine.conf", "{% if https %}\n");
    assert_snapshot!(omero.run("web config nginx --template mine.conf"), @"
    exit 1
    --- stderr
    error: mine.conf: line 1: syntax error: unexpected end of input, expected end of block
    hint: --print-variables shows the variables for a template, --print-template the built-in template
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
    assert!(text.contains("prefix = '/omero'\n    URL path of OMERO.web"), "{text}");
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
fn a_profile_that_is_named_must_be_there() {
    let omero = with(&[("omero.web.debug", "false")]);
    assert_snapshot!(omero.run("web config nginx --profile tets"), @"
    exit 1
    --- stderr
    error: there is no profile `tets`
    hint: `omero config all` lists the profiles
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
    error: nginx cannot serve OMERO.web while `omero.web.application_server` is development
    hint: `omero config --profile test set omero.web.application_server wsgi-tcp`
    ");
}

#[test]
fn relative_paths_are_made_absolute_and_empty_ones_refused() {
    let omero = Installation::empty();
    let text =
        omero.answer("web config nginx --https 443 --certificate c.pem --key /k --omerodir o");
    for line in
        ["ssl_certificate $CWD/c.pem;", "ssl_certificate_key /k;", "alias $CWD/o/var/static/;"]
    {
        assert!(text.contains(line), "{line} is not in {text}");
    }
    assert_eq!(omero.run("web config nginx --omerodir ''").exit(), 2);
}
