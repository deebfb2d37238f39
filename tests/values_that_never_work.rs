//! Values that a program of OMERO takes without a word and that never work: what a user reads.

use insta::assert_snapshot;

use crate::support::Installation;

fn told(key: &str, value: &str) -> String {
    let omero = Installation::empty();
    omero.typed("config set").arg(key).arg("--").arg(value).run().to_string()
}

#[test]
fn an_origin_that_no_browser_sends() {
    assert_snapshot!(told("omero.web.csrf_trusted_origins", r#"["https://omero.example.org/"]"#), @r#"
    exit 1
    --- stderr
    error: omero.web.csrf_trusted_origins: item 1: browsers send an origin without a slash at the end, so this never matches (character 26)
    hint: `omero config set omero.web.csrf_trusted_origins '["https://omero.example.org"]'`; --force stores it anyway
    "#);
    assert_snapshot!(told("omero.web.csrf_trusted_origins", r#"["https://*"]"#), @r#"
    exit 1
    --- stderr
    error: omero.web.csrf_trusted_origins: item 1: a single `*` matches no host; name the domain, as in `https://*.example.org` (character 10)
    hint: for example ["https://*.example.com", "https://another.example.net"]; `omero config describe omero.web.csrf_trusted_origins` explains more; --force stores it anyway
    "#);
    assert_snapshot!(told("omero.web.allowed_hosts", r#"["https://omero.example.org:443"]"#), @r#"
    exit 1
    --- stderr
    error: omero.web.allowed_hosts: item 1: expected a host without `https://`, found a URL (character 1)
    hint: `omero config set omero.web.allowed_hosts '["omero.example.org"]'`; --force stores it anyway
    "#);
}

#[test]
fn a_class_without_its_module() {
    assert_snapshot!(told("omero.web.viewer.view", "omero_iviewer_index_default"), @"
    exit 1
    --- stderr
    error: omero.web.viewer.view: expected a module, a dot and a name, found only `omero_iviewer_index_default` (character 28)
    hint: for example omero_iviewer.views.index; `omero config describe omero.web.viewer.view` explains more; --force stores it anyway
    ");
    assert_snapshot!(told("omero.web.caches", r#"{"default": {"BACKEND": "redis", "LOCATION": "localhost:6379"}}"#), @r#"
    exit 1
    --- stderr
    error: omero.web.caches: `default`, `BACKEND`: expected a module, a dot and a name, found only `redis` (character 6)
    hint: `omero config set omero.web.caches '{"default": {"BACKEND": "django_redis.cache.RedisCache", "LOCATION": "redis://localhost:6379"}}'`; --force stores it anyway
    "#);
    assert_snapshot!(told("omero.web.caches", r#"{"default": {"BACKEND": "django_redis.cache.RedisCache"}}"#), @r#"
    exit 1
    --- stderr
    error: omero.web.caches: `default`: the member `LOCATION` is missing
    hint: for example {"default": {"BACKEND": "django_redis.cache.RedisCache", "LOCATION": "redis://127.0.0.1:6379/0"}}; `omero config describe omero.web.caches` explains more; --force stores it anyway
    "#);
}

#[test]
fn an_app_that_is_not_a_module() {
    assert_snapshot!(told("omero.web.apps", r#"["omero-figure"]"#), @r#"
    exit 1
    --- stderr
    error: omero.web.apps: item 1: expected the module of the app, not its package: `omero_figure` (character 6)
    hint: `omero config set omero.web.apps '["omero_figure"]'`; `append --set` adds only what is missing; --force stores it anyway
    "#);
    assert_snapshot!(told("omero.web.apps", r#"["omero_iviewr"]"#), @r#"
    exit 0
    --- stderr
    warning: `omero.web.apps` names `omero_iviewr`, and OMERO.web does not start unless it is installed; did you mean `omero_iviewer`?
    hint: `omero config set omero.web.apps '["omero_iviewer"]'`
    "#);
    assert_snapshot!(told("omero.web.apps", r#"["omero_figure", "omero_figure"]"#), @r#"
    exit 1
    --- stderr
    error: omero.web.apps: item 2: "omero_figure" is listed more than once
    hint: `omero config set omero.web.apps '["omero_figure"]'`; `append --set` adds only what is missing; --force stores it anyway
    "#);
}

#[test]
fn middleware_without_sessions() {
    let class = r#"[{"index": 0, "class": "whitenoise.middleware.WhiteNoiseMiddleware"}]"#;
    assert_snapshot!(told("omero.web.middleware", class), @r#"
    exit 1
    --- stderr
    error: omero.web.middleware: expected an item that is a session middleware; without one every page of OMERO.web fails
    hint: `omero config set omero.web.middleware '[{"index": 1, "class": "django.middleware.common.BrokenLinkEmailsMiddleware"}, {"index": 2, "class": "django.middleware.common.CommonMiddleware"}, {"index": 3, "class": "django.contrib.sessions.middleware.SessionMiddleware"}, {"index": 4, "class": "django.middleware.csrf.CsrfViewMiddleware"}, {"index": 5, "class": "django.contrib.messages.middleware.MessageMiddleware"}, {"index": 6, "class": "django.middleware.clickjacking.XFrameOptionsMiddleware"}, {"index": 0, "class": "whitenoise.middleware.WhiteNoiseMiddleware"}]'`; --force stores it anyway
    "#);
}

#[test]
fn options_with_which_gunicorn_does_not_start() {
    assert_snapshot!(told("omero.web.wsgi_args", "--workers=abc"), @"
    exit 1
    --- stderr
    error: omero.web.wsgi_args: expected an integer of at least 0 for `--workers`, found `abc` (character 11)
    hint: for example --log-level=DEBUG --error-logfile=/opt/omero/web/omero-web/var/log/error.log; `omero config describe omero.web.wsgi_args` explains more; --force stores it anyway
    ");
    assert_snapshot!(told("omero.web.wsgi_args", "reload"), @"
    exit 1
    --- stderr
    error: omero.web.wsgi_args: expected an option, found `reload`: write `--reload` (character 1)
    hint: `omero config set omero.web.wsgi_args -- --reload`; --force stores it anyway
    ");
}

#[test]
fn a_path_that_gunicorn_does_not_find_again() {
    assert_snapshot!(told("omero.web.prefix", "omero"), @"
    exit 1
    --- stderr
    error: omero.web.prefix: expected a slash at the beginning, as in `/omero`, found `omero` (character 1)
    hint: `omero config set omero.web.prefix /omero`; --force stores it anyway
    ");
    assert_snapshot!(told("omero.web.prefix", "/omero/"), @"
    exit 0
    --- stderr
    warning: `omero.web.prefix` ends in a slash: with Gunicorn every page except the first is not found (404)
    hint: `omero config set omero.web.prefix /omero`
    ");
    assert_snapshot!(told("omero.web.application_server.host", "::1"), @"
    exit 1
    --- stderr
    error: omero.web.application_server.host: expected the address between brackets, as in `[::1]` (character 1)
    hint: `omero config set omero.web.application_server.host '[::1]'`; --force stores it anyway
    ");
}

#[test]
fn a_header_in_the_form_of_the_browser() {
    let header = r#"["X-Forwarded-Proto", "https"]"#;
    assert_snapshot!(told("omero.web.secure_proxy_ssl_header", header), @r#"
    exit 1
    --- stderr
    error: omero.web.secure_proxy_ssl_header: header: Django calls this header `HTTP_X_FORWARDED_PROTO`, found `X-Forwarded-Proto` (character 1)
    hint: `omero config set omero.web.secure_proxy_ssl_header '["HTTP_X_FORWARDED_PROTO", "https"]'`; --force stores it anyway
    "#);
}

#[test]
fn every_line_that_is_proposed_can_be_typed() {
    for (key, value) in [
        ("omero.web.csrf_trusted_origins", r#"["https://Omero.example.org:443/x"]"#),
        ("omero.web.apps", r#"["omero-figure"]"#),
        ("omero.web.caches", r#"{"default": {"BACKEND": "dummy"}}"#),
        ("omero.web.middleware", r#"[{"index": 0, "class": "a.B"}]"#),
        ("omero.web.wsgi_args", "reload"),
        ("omero.web.prefix", "omero/"),
        ("omero.db.host", "https://db.example.org:5432/"),
    ] {
        let omero = Installation::empty();
        let refused = omero.typed("config set").arg(key).arg(value).run().to_string();
        let (_, hint) =
            refused.split_once("`omero config set ").unwrap_or_else(|| panic!("{refused}"));
        let (line, _) = hint.split_once('`').unwrap();
        assert!(omero.run(&format!("config set {line}")).succeeded(), "{refused}\n{line}");
    }
}

#[test]
fn quotes_of_a_shell_or_an_env_file() {
    assert_snapshot!(told("omero.web.public.url_filter", r#""^/(webgateway)""#), @r#"
    exit 1
    --- stderr
    error: omero.web.public.url_filter: has quotes at both ends, which are part of the value; it arrived as "^/(webgateway)"
    hint: `omero config set omero.web.public.url_filter '^/(webgateway)'`; the quotes around the value became a part of it; `omero help quoting` explains how to quote; --force stores it anyway
    "#);
    assert_snapshot!(told("omero.db.name", "'omero'"), @"
    exit 1
    --- stderr
    error: omero.db.name: has quotes at both ends, which are part of the value; it arrived as 'omero'
    hint: `omero config set omero.db.name omero`; cmd.exe passes single quotes on: use double quotes there; --force stores it anyway
    ");
    assert_snapshot!(told("omero.db.pass", r#""secret""#), @"
    exit 0
    --- stderr
    warning: `omero.db.pass` has quotes at both ends, which are part of the value
    hint: `omero config set omero.db.pass --prompt` asks for it
    ");
    assert_snapshot!(told("omero.db.host", "\u{201c}db\u{201d}"), @"
    exit 1
    --- stderr
    error: omero.db.host: has quotes at both ends, which are part of the value; it arrived as “db”
    hint: `omero config set omero.db.host db`; the quotes around the value became a part of it; `omero help quoting` explains how to quote; --force stores it anyway
    ");
}

#[test]
fn what_is_left_of_a_line_of_a_file() {
    assert_snapshot!(told("omero.data.dir", "/OMERO "), @"
    exit 1
    --- stderr
    error: omero.data.dir: has whitespace at an end, which is part of the value
    hint: `omero config set omero.data.dir /OMERO`; --force stores it anyway
    ");
    assert_snapshot!(told("omero.mail.password", "PASSWORD # ADJUST THIS"), @"
    exit 0
    --- stderr
    warning: `omero.mail.password` has a `#` after a space, which does not start a comment in a value: it is part of the value
    hint: `omero config set omero.mail.password --prompt` asks for it
    ");
    assert_snapshot!(told("omero.ldap.password", r"hel\!o"), @r"
    exit 0
    --- stderr
    warning: `omero.ldap.password` has `\!`: between double quotes bash keeps this backslash, and it is part of the value
    hint: `omero config set omero.ldap.password --prompt` asks for it
    ");
}

#[test]
fn a_variable_for_each_kind_of_reader() {
    assert_snapshot!(told("omero.managed.dir", "${omero.data.dir}/Managed"), @"
    exit 1
    --- stderr
    error: omero.managed.dir: IceGrid would not find a variable `omero.data.dir` and would refuse the whole configuration (character 1)
    hint: write `$${omero.data.dir}`; in LDAP properties `@{omero.data.dir}`; --force stores it anyway
    ");
    assert_snapshot!(told("omero.web.nginx_server_extra_config", r#"["set $x ${y};"]"#), @r#"
    exit 1
    --- stderr
    error: omero.web.nginx_server_extra_config: IceGrid would not find a variable `y` and would refuse the whole configuration (character 10)
    hint: `omero config set omero.web.nginx_server_extra_config '["set $x \u0024{y};"]'`; --force stores it anyway
    "#);
    assert_snapshot!(told("omero.web.login_logo", "/${x}.png"), @"
    exit 1
    --- stderr
    error: omero.web.login_logo: IceGrid would not find a variable `x` and would refuse the whole configuration (character 2)
    hint: IceGrid needs `$${` instead, but other programs would read both `$`: use a value without `${`; --force stores it anyway
    ");
}

#[test]
fn an_address_that_java_refuses() {
    assert_snapshot!(told("omero.mail.from", "OMERO, Lab <omero@example.org>"), @r#"
    exit 1
    --- stderr
    error: omero.mail.from: expected quotes around a name with `,` (character 6)
    hint: `omero config set omero.mail.from '"OMERO, Lab" <omero@example.org>'`; --force stores it anyway
    "#);
    assert_snapshot!(told("omero.mail.from", "omero@my_host"), @"
    exit 1
    --- stderr
    error: omero.mail.from: expected letters, digits, `-` and `.` in the host of an address, found `_` (character 9)
    hint: for example omero@example.org; `omero config describe omero.mail.from` explains more; --force stores it anyway
    ");
    assert_snapshot!(told("omero.db.url", "jdbc:postgresql://db.example.org:5432"), @"
    exit 1
    --- stderr
    error: omero.db.url: expected `/` and the name of the database after the host (character 38)
    hint: `omero config set omero.db.url jdbc:postgresql://db.example.org:5432/omero`; --force stores it anyway
    ");
}

#[test]
fn a_password_that_begins_as_help_does() {
    let omero = Installation::empty();
    for password in ["-hunter2", "-h=1"] {
        let line = format!("config set omero.db.pass {password}");
        assert!(omero.run(&line).succeeded(), "{password}");
        assert_eq!(omero.answer("config get --show-password omero.db.pass"), password);
        assert!(omero.typed("load").input(format!("{line}\n")).run().succeeded());
    }
    let help = omero.run("config set omero.db.pass -h").to_string();
    assert!(help.contains("Usage:"), "{help}");
}

#[test]
fn the_options_of_the_python_tool_may_still_be_shortened() {
    let omero = Installation::empty();
    let typed = omero.typed("config set omero.db.pass --f -").input("secret\n").run();
    assert!(typed.succeeded(), "{typed}");
    assert_eq!(omero.answer("config get --show-password omero.db.pass"), "secret");
}

#[test]
fn what_readmes_of_apps_show_is_taken() {
    let omero = Installation::empty();
    let mapr = r#"{"menu": "gene", "config": {"default": ["Gene Symbol"], "all": ["Gene Symbol"], "ns": ["x"], "case_sensitive": "true", "label": "Gene"}}"#;
    assert!(omero.typed("config append omero.web.mapr.config").arg(mapr).run().succeeded());
    assert!(
        omero
            .typed("config set omero.web.login_logo")
            .arg("/logo of 'us'.png?<x>")
            .run()
            .succeeded()
    );
}

#[test]
fn a_server_without_a_certificate_is_told_what_makes_one() {
    let omero = Installation::empty();
    omero.prepare("config set omero.glacier2.IceSSL.Ciphers HIGH");
    assert_snapshot!(omero.run("config check"), @r#"
    exit 1
    --- stdout
    error R99 omero.glacier2.IceSSL.CertFile: is not set, and without a certificate "HIGH" leaves no usable cipher
        Without a certificate only anonymous ciphers work, and OpenSSL disables these at its default security level: no client can connect with `ssl` or `wss`.
        fix: omero certificates
    hint R57 omero.db.poolsize: is not set, so it is 10
        Until it is set, `omero admin start` warns that the server is not configured for production.
        fix: omero config set omero.db.poolsize 50
    hint R74 omero.glacier2.IceSSL.Protocols: is not set, so the server supports only TLS 1.0
        TLS 1.0 and 1.1 are insecure, and many systems have disabled them: then clients cannot connect. If nothing is set, the server supports only TLS 1.0, and warns about it at start.
        fix: omero config set omero.glacier2.IceSSL.Protocols TLS1_2,TLS1_3
    profile `default`: 1 error, 2 hints
    "#);
    omero.prepare("config set omero.client.icetransports tcp,ws");
    assert!(!omero.run("config check").to_string().contains("certificate"));
}
