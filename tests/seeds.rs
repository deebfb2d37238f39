//! The deployment guide of OMERO.web 5.0, which this project started from: its commands, typed in.
//!
//! The other document of the two, on a Mercurial server behind IIS, has no command of `omero`.

use omero_config::testing::python::search::search;
use omero_config::testing::python::shlex;
use omero_config::testing::schema::Schema;

use crate::support::Installation;

/// Each command of the guide and the value that it stores; none where it removes the property.
///
/// Three are spelt as the guide means them: one lacks the blank before its value, and two the word
/// `config`. In one the dots that stand for more elements are left out.
const COMMANDS: [(&str, Option<&str>); 35] = [
    ("config set omero.web.session_engine", None),
    ("config set omero.web.cache_backend", None),
    (r#"config set omero.web.application_server "fastcgi""#, Some("fastcgi")),
    (r#"config set omero.web.application_server "fastcgi-tcp""#, Some("fastcgi-tcp")),
    ("config set omero.web.application_server development", Some("development")),
    ("config set omero.web.debug True", Some("True")),
    (
        r#"config set omero.web.server_list "[[\"prod.example.com\", 4064, \"prod\"], [\"dev.example.com\", 4064, \"dev\"]]""#,
        Some(r#"[["prod.example.com", 4064, "prod"], ["dev.example.com", 4064, "dev"]]"#),
    ),
    (r#"config set omero.web.server_email "webmaster@example.com""#, Some("webmaster@example.com")),
    (r#"config set omero.web.email_host "email.example.com""#, Some("email.example.com")),
    (r#"config set omero.web.email_host_user "username""#, Some("username")),
    (r#"config set omero.web.email_host_password "password""#, Some("password")),
    (r#"config set omero.web.email_host_port "2255""#, Some("2255")),
    (r#"config set omero.web.email_use_tls "True""#, Some("True")),
    (
        r#"config set omero.web.email_subject_prefix "Subject prefix for outgoing e-mail""#,
        Some("Subject prefix for outgoing e-mail"),
    ),
    ("config set omero.web.scripts_to_ignore '[]'", Some("[]")),
    (
        r#"config set omero.web.scripts_to_ignore '["\omero\my_scripts\really_buggy.py"]'"#,
        Some(r#"["\omero\my_scripts\really_buggy.py"]"#),
    ),
    (r"config set omero.web.index_template 'webstart\start.html'", Some(r"webstart\start.html")),
    (
        r#"config set omero.web.template_dirs '["C:\path\to\templates_dir"]'"#,
        Some(r#"["C:\path\to\templates_dir"]"#),
    ),
    ("config set omero.web.index_template 'start.html'", Some("start.html")),
    ("config set omero.web.public.enabled True", Some("True")),
    ("config set omero.web.public.url_filter '^/my_web_public'", Some("^/my_web_public")),
    (
        "config set omero.web.public.url_filter '^/(my_web_public|webgateway)'",
        Some("^/(my_web_public|webgateway)"),
    ),
    ("config set omero.web.public.server_id 2", Some("2")),
    ("config set omero.web.public.user '__public__'", Some("__public__")),
    ("config set omero.web.public.password 'secret'", Some("secret")),
    (
        r#"config set omero.web.admins '[["Dave", "dave@example.com"], ["Bob", "bob@example.com"]]'"#,
        Some(r#"[["Dave", "dave@example.com"], ["Bob", "bob@example.com"]]"#),
    ),
    ("config set omero.web.ping_interval 12000", Some("12000")),
    (r#"config set omero.web.debug "True""#, Some("True")),
    (r#"config set omero.web.session_expire_at_browser_close "True""#, Some("True")),
    ("config set omero.web.session_cookie_age 86400", Some("86400")),
    (
        r#"config set omero.web.caches '{"default": { "BACKEND": "django.core.cache.backends.memcached.MemcachedCache", "LOCATION": "127.0.0.1:11211", "TIMEOUT": "86400" } }'"#,
        Some(
            r#"{"default": { "BACKEND": "django.core.cache.backends.memcached.MemcachedCache", "LOCATION": "127.0.0.1:11211", "TIMEOUT": "86400" } }"#,
        ),
    ),
    (
        "config set omero.web.session_engine django.contrib.sessions.backends.cache",
        Some("django.contrib.sessions.backends.cache"),
    ),
    (r#"config set omero.web.apps '["<app name>"]'"#, Some(r#"["<app name>"]"#)),
    (
        "config set omero.web.login_logo 'http://www.openmicroscopy.org/site/logo.jpg'",
        Some("http://www.openmicroscopy.org/site/logo.jpg"),
    ),
    (
        r#"config set omero.web.server_list "[[\"localhost\", 4064, \"omero\"]]""#,
        Some(r#"[["localhost", 4064, "omero"]]"#),
    ),
];

/// What the guide gets wrong, so that it is stored with a warning: a misprint in the name, and single
/// backslashes in JSON, which the Python of that time refused as well.
const WITH_ADVICE: [&str; 3] = [
    "omero.web.email_host_port",
    r#"'["\omero\my_scripts\really_buggy.py"]'"#,
    r#"'["C:\path\to\templates_dir"]'"#,
];

/// Each filter of the guide's table, an address that it lets pass, and another one.
const FILTERS: [(&str, &str, &str, bool); 9] = [
    ("webtest", "/webtest", "/webclient/webtest", true),
    ("dataset", "/webtest/dataset", "/webclient/dataset", true),
    ("/webtest", "/webtest", "/webclient/webtest", true),
    ("/webtest", "/webtest/page", "/webclient/webtest", true),
    ("^/webtest", "/webtest", "/webclient/webtest", false),
    ("^/webtest", "/webtest/page", "/webclient/webtest", false),
    ("^/(?!webadmin)", "/webclient/", "/webadmin/", false),
    ("^/my_web_public", "/my_web_public/x", "/webgateway/x", false),
    ("^/(my_web_public|webgateway)", "/webgateway/x", "/webclient/", false),
];

#[test]
fn every_command_is_accepted_for_its_release_without_a_word() {
    let schema = Schema::new("5.0".parse().unwrap());
    for (line, stored) in COMMANDS {
        let words = shlex::split(line).unwrap();
        assert_eq!(words.get(3).map(String::as_str), stored, "{line}");
        if let Some(value) = stored {
            let advice =
                schema.accept(&words[2], value).unwrap_or_else(|refused| panic!("{refused:?}"));
            let is_wrong = WITH_ADVICE.iter().any(|wrong| line.contains(wrong));
            let advice = advice.unwrap_or_default();
            assert_eq!(advice.is_empty(), !is_wrong, "{line}: {advice:?}");
        }
    }
}

#[test]
fn every_command_stores_what_the_guide_says() {
    let omero = Installation::empty();
    for (line, stored) in COMMANDS {
        let transcript = omero.run(&format!("--omero-version 5.0 {line}"));
        assert!(transcript.succeeded(), "{line}: {transcript}");
        let key = line.split(' ').nth(2).unwrap();
        assert_eq!(omero.answer(&format!("config get {key}")), stored.unwrap_or_default());
    }
}

#[test]
fn every_filter_lets_pass_what_the_guide_says() {
    for (filter, passes, other, other_passes) in FILTERS {
        assert_eq!(search(filter, passes), Ok(true), "{filter} {passes}");
        assert_eq!(search(filter, other), Ok(other_passes), "{filter} {other}");
    }
}
