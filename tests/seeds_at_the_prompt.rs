//! The lines of the deployment guide of OMERO.web 5.0 exactly as it prints them, typed at the Command Prompt of
//! Windows: each stores what was meant, or is refused with a line that does.

use crate::support::Installation;
use crate::support::Transcript;
use crate::support::Typed;
use crate::support::command_prompt;
use Expected::AsksFor;
use Expected::Edits;
use Expected::IsOfAnotherProgram;
use Expected::IsRefused;
use Expected::Prints;
use Expected::Redirects;
use Expected::Removes;
use Expected::Stores;

/// What becomes of a line.
#[derive(Debug, Clone, Copy)]
enum Expected {
    /// The value is stored.
    Stores(&'static str),
    /// The property is not set afterwards.
    Removes,
    /// Nothing is stored; a line that is printed stores this value.
    IsRefused(&'static str),
    /// Nothing is stored, and the property is a secret: the line that is printed asks for it.
    AsksFor(&'static str),
    /// It prints a text with this in it.
    Prints(&'static str),
    /// It opens the editor.
    Edits,
    /// The prompt takes `<parameter>` for the name of a file, and starts nothing.
    Redirects,
    /// The command belongs to the Python tool.
    IsOfAnotherProgram,
}

/// The lines in the order of the guide. Where its encoding is broken, the dots are meant that it had.
const LINES: [(&str, Expected); 39] = [
    (r"bin\omero config set <parameter> <value>", Redirects),
    (r"bin\omero config set <parameter>", Redirects),
    (r"bin\omero config get", Prints("")),
    (r"bin\omero config edit", Edits),
    (r"bin\omero web iis", Prints("1. Copy")),
    (r"bin\omero config set omero.web.session_engine", Removes),
    (r"bin\omero config set omero.web.cache_backend", Removes),
    (
        r#"bin\omero config set omero.web.application_server "fastcgi" / "fastcgi-tcp""#,
        IsRefused("fastcgi-tcp"),
    ),
    (r"bin\omero config set omero.web.application_server development", Stores("development")),
    (r"bin\omero config set omero.web.debug True", Stores("True")),
    (r"bin\omero web start", IsOfAnotherProgram),
    (r"bin\omero web -h", Prints("omero web")),
    (
        r#"bin\omero config set omero.web.server_list "[[\"prod.example.com\", 4064, \"prod\"], [\"dev.example.com\", 4064, \"dev\"]]""#,
        Stores(r#"[["prod.example.com", 4064, "prod"], ["dev.example.com", 4064, "dev"]]"#),
    ),
    (
        r#"bin\omero config set omero.web.server_email "webmaster@example.com""#,
        Stores("webmaster@example.com"),
    ),
    (
        r#"bin\omero config set omero.web.email_host "email.example.com""#,
        Stores("email.example.com"),
    ),
    (r#"bin\omero config set omero.web.email_host_user "username""#, Stores("username")),
    (r#"bin\omero config set omero.web.email_host_password "password""#, Stores("password")),
    (r#"bin\omero config set omero.web.email_host_port "2255""#, Stores("2255")),
    (r#"bin\omero config set omero.web.email_use_tls "True""#, Stores("True")),
    (
        r#"bin\omero config set omero.web.email_subject_prefix "Subject prefix for outgoing e-mail""#,
        Stores("Subject prefix for outgoing e-mail"),
    ),
    (r"bin\omero config set omero.web.scripts_to_ignore '[]'", IsRefused("[]")),
    (
        r#"bin\omero config set omero.web.scripts_to_ignore '["\omero\my_scripts\really_buggy.py", … ]'"#,
        IsRefused(r#"["\\omero\\my_scripts\\really_buggy.py", "\u2026"]"#),
    ),
    (
        r"bin\omero config set omero.web.index_template 'webstart\start.html'",
        IsRefused(r"webstart\start.html"),
    ),
    (
        r#"bin\omero config set omero.web.template_dirs '["C:\path\to\templates_dir"]'"#,
        IsRefused(r#"["C:\\path\\to\\templates_dir"]"#),
    ),
    (r"bin\omero config set omero.web.index_template 'start.html'", IsRefused("start.html")),
    (r"bin\omero config set omero.web.public.enabled True", Stores("True")),
    (
        r"bin\omero config set omero.web.public.url_filter '^/my_web_public'",
        IsRefused("^/my_web_public"),
    ),
    (
        r"bin\omero config set omero.web.public.url_filter'^/(my_web_public|webgateway)'   # OR webgateway",
        IsRefused("VALUE"),
    ),
    (r"bin\omero config set omero.web.public.server_id 2", Stores("2")),
    (r"bin\omero config set omero.web.public.user '__public__'", IsRefused("__public__")),
    (
        r"bin\omero config set omero.web.public.password 'secret'",
        AsksFor("omero.web.public.password"),
    ),
    (
        r#"bin\omero config set omero.web.admins '[["Dave", "dave@example.com"], ["Bob", "bob@example.com"]]'"#,
        IsRefused(r#"[["Dave", "dave@example.com"], ["Bob", "bob@example.com"]]"#),
    ),
    (r"bin\omero config set omero.web.ping_interval 12000", Stores("12000")),
    (r#"bin\omero config set omero.web.debug "True""#, Stores("True")),
    (r#"bin\omero set omero.web.session_expire_at_browser_close "True""#, IsRefused("True")),
    (r"bin\omero set omero.web.session_cookie_age 86400", IsRefused("86400")),
    (r"bin\omero web clearsessions", IsOfAnotherProgram),
    (r#"bin\omero config set omero.web.apps '["<app name>"]'"#, IsRefused(r#"["<app name>"]"#)),
    (
        r"bin\omero config set omero.web.login_logo 'http://www.openmicroscopy.org/site/logo.jpg'",
        IsRefused("http://www.openmicroscopy.org/site/logo.jpg"),
    ),
];

/// What the program of the line prints: the first of several, since a `|` at the prompt starts another one.
fn typed(omero: &Installation, line: &str) -> Option<Transcript> {
    let commands = command_prompt::commands(line, &[]).ok()?;
    let (program, words) = commands.first()?.split_first()?;
    assert_eq!(program, r"bin\omero", "{line}");
    let start = omero.program().env("OMERO_VERSION", "5.0").env("EDITOR", "true");
    Some(words.iter().fold(start, Typed::arg).run())
}

/// The lines to type that a message has between backticks.
fn proposed(transcript: &Transcript) -> Vec<String> {
    let parts = transcript.stderr().split('`').skip(1).step_by(2);
    parts.filter(|part| part.starts_with("omero config set ")).map(str::to_owned).collect()
}

fn get(omero: &Installation, key: &str) -> String {
    omero.answer(&format!("config get {key}"))
}

/// Types each line that is proposed, until one has stored the value.
fn assert_a_proposed_line_stores(omero: &Installation, transcript: &Transcript, value: &str) {
    let lines = proposed(transcript);
    let stores = lines.iter().any(|line| {
        let line = line.strip_prefix("omero ").unwrap();
        let key = line.split(' ').nth(2).unwrap();
        let _ = omero.typed(line).env("OMERO_VERSION", "5.0").run();
        get(omero, key) == value
    });
    assert!(stores, "none of {lines:?} stores {value}: {transcript}");
}

#[test]
fn each_line_of_the_guide_stores_what_was_meant_or_is_refused_with_a_line_that_does() {
    for (line, expected) in LINES {
        let omero = Installation::empty();
        omero.prepare("config set omero.web.session_engine x --force");
        omero.prepare("config set omero.web.cache_backend x --force");
        let before = omero.config_xml();
        let Some(transcript) = typed(&omero, line) else {
            assert!(matches!(expected, Redirects), "{line}");
            continue;
        };
        let key = line.split(' ').nth(3).unwrap_or_default();
        let is_stored = matches!(expected, Stores(_) | Removes);
        assert_eq!(omero.config_xml() != before, is_stored, "{line}: {transcript}");
        match expected {
            Stores(value) => assert_eq!(get(&omero, key), value, "{line}"),
            Removes => assert_eq!(get(&omero, key), "", "{line}"),
            IsRefused(value) => {
                assert!(!transcript.succeeded(), "{line}: {transcript}");
                assert_a_proposed_line_stores(&omero, &transcript, value);
            }
            AsksFor(key) => {
                assert!(!transcript.succeeded(), "{line}: {transcript}");
                assert_eq!(proposed(&transcript), [format!("omero config set {key} --prompt")]);
            }
            Prints(text) => assert!(transcript.stdout().contains(text), "{line}: {transcript}"),
            Edits => assert!(transcript.succeeded(), "{line}: {transcript}"),
            IsOfAnotherProgram => {
                assert!(transcript.stderr().contains("no other `omero`"), "{line}: {transcript}");
            }
            Redirects => panic!("{line} starts a program"),
        }
    }
}
