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
    hint: `omero config set omero.web.csrf_trusted_origins '["https://omero.example.org"]'`; --force stores it all the same
    "#);
    assert_snapshot!(told("omero.web.csrf_trusted_origins", r#"["https://*"]"#), @r#"
    exit 1
    --- stderr
    error: omero.web.csrf_trusted_origins: item 1: `*` alone matches no host; name the domain, as in `https://*.example.org` (character 10)
    hint: for example ["https://*.example.com", "https://another.example.net"]; `omero config describe omero.web.csrf_trusted_origins` tells more; --force stores it all the same
    "#);
    assert_snapshot!(told("omero.web.allowed_hosts", r#"["https://omero.example.org:443"]"#), @r#"
    exit 1
    --- stderr
    error: omero.web.allowed_hosts: item 1: expected a host without `https://`, found a URL (character 1)
    hint: `omero config set omero.web.allowed_hosts '["omero.example.org"]'`; --force stores it all the same
    "#);
}

#[test]
fn a_class_without_its_module() {
    assert_snapshot!(told("omero.web.viewer.view", "omero_iviewer_index_default"), @"
    exit 1
    --- stderr
    error: omero.web.viewer.view: expected a module, a dot and a name, found only `omero_iviewer_index_default` (character 28)
    hint: for example omero_iviewer.views.index; `omero config describe omero.web.viewer.view` tells more; --force stores it all the same
    ");
    assert_snapshot!(told("omero.web.caches", r#"{"default": {"BACKEND": "redis", "LOCATION": "localhost:6379"}}"#), @r#"
    exit 1
    --- stderr
    error: omero.web.caches: `default`, `BACKEND`: expected a module, a dot and a name, found only `redis` (character 6)
    hint: `omero config set omero.web.caches '{"default": {"BACKEND": "django_redis.cache.RedisCache", "LOCATION": "redis://localhost:6379"}}'`; --force stores it all the same
    "#);
    assert_snapshot!(told("omero.web.caches", r#"{"default": {"BACKEND": "django_redis.cache.RedisCache"}}"#), @r#"
    exit 1
    --- stderr
    error: omero.web.caches: `default`: the member `LOCATION` is missing
    hint: for example {"default": {"BACKEND": "django_redis.cache.RedisCache", "LOCATION": "redis://127.0.0.1:6379/0"}}; `omero config describe omero.web.caches` tells more; --force stores it all the same
    "#);
}

#[test]
fn an_app_that_is_not_a_module() {
    assert_snapshot!(told("omero.web.apps", r#"["omero-figure"]"#), @r#"
    exit 1
    --- stderr
    error: omero.web.apps: item 1: expected the module of the app and not its package: `omero_figure` (character 6)
    hint: `omero config set omero.web.apps '["omero_figure"]'`; `append --set` adds only what is missing; --force stores it all the same
    "#);
    assert_snapshot!(told("omero.web.apps", r#"["omero_iviewr"]"#), @r#"
    exit 0
    --- stderr
    warning: `omero.web.apps` names `omero_iviewr`, which OMERO.web does not start with unless it is installed; did you mean `omero_iviewer`?
    hint: `omero config set omero.web.apps '["omero_iviewer"]'`
    "#);
    assert_snapshot!(told("omero.web.apps", r#"["omero_figure", "omero_figure"]"#), @r#"
    exit 1
    --- stderr
    error: omero.web.apps: item 2: "omero_figure" is listed more than once
    hint: `omero config set omero.web.apps '["omero_figure"]'`; `append --set` adds only what is missing; --force stores it all the same
    "#);
}

#[test]
fn middleware_without_sessions() {
    let class = r#"[{"index": 0, "class": "whitenoise.middleware.WhiteNoiseMiddleware"}]"#;
    assert_snapshot!(told("omero.web.middleware", class), @r#"
    exit 1
    --- stderr
    error: omero.web.middleware: expected an item that is a session middleware: without one every page of OMERO.web fails
    hint: `omero config set omero.web.middleware '[{"index": 1, "class": "django.middleware.common.BrokenLinkEmailsMiddleware"}, {"index": 2, "class": "django.middleware.common.CommonMiddleware"}, {"index": 3, "class": "django.contrib.sessions.middleware.SessionMiddleware"}, {"index": 4, "class": "django.middleware.csrf.CsrfViewMiddleware"}, {"index": 5, "class": "django.contrib.messages.middleware.MessageMiddleware"}, {"index": 6, "class": "django.middleware.clickjacking.XFrameOptionsMiddleware"}, {"index": 0, "class": "whitenoise.middleware.WhiteNoiseMiddleware"}]'`; --force stores it all the same
    "#);
}

#[test]
fn options_with_which_gunicorn_does_not_start() {
    assert_snapshot!(told("omero.web.wsgi_args", "--workers=abc"), @"
    exit 1
    --- stderr
    error: omero.web.wsgi_args: expected an integer of at least 0 for `--workers`, found `abc` (character 11)
    hint: for example --log-level=DEBUG --error-logfile=/opt/omero/web/omero-web/var/log/error.log; `omero config describe omero.web.wsgi_args` tells more; --force stores it all the same
    ");
    assert_snapshot!(told("omero.web.wsgi_args", "reload"), @"
    exit 1
    --- stderr
    error: omero.web.wsgi_args: expected an option, found `reload`: write `--reload` (character 1)
    hint: `omero config set omero.web.wsgi_args -- --reload`; --force stores it all the same
    ");
}

#[test]
fn a_path_that_gunicorn_does_not_find_again() {
    assert_snapshot!(told("omero.web.prefix", "omero"), @"
    exit 1
    --- stderr
    error: omero.web.prefix: expected a slash at the beginning, as in `/omero`, found `omero` (character 1)
    hint: `omero config set omero.web.prefix /omero`; --force stores it all the same
    ");
    assert_snapshot!(told("omero.web.prefix", "/omero/"), @"
    exit 0
    --- stderr
    warning: `omero.web.prefix` ends in a slash: under gunicorn every page but the first is not found (404)
    hint: `omero config set omero.web.prefix /omero`
    ");
    assert_snapshot!(told("omero.web.application_server.host", "::1"), @"
    exit 1
    --- stderr
    error: omero.web.application_server.host: expected the address between brackets, as in `[::1]` (character 1)
    hint: `omero config set omero.web.application_server.host '[::1]'`; --force stores it all the same
    ");
}

#[test]
fn a_header_in_the_form_of_the_browser() {
    let header = r#"["X-Forwarded-Proto", "https"]"#;
    assert_snapshot!(told("omero.web.secure_proxy_ssl_header", header), @r#"
    exit 1
    --- stderr
    error: omero.web.secure_proxy_ssl_header: header: Django calls this header `HTTP_X_FORWARDED_PROTO`, found `X-Forwarded-Proto` (character 1)
    hint: `omero config set omero.web.secure_proxy_ssl_header '["HTTP_X_FORWARDED_PROTO", "https"]'`; --force stores it all the same
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
