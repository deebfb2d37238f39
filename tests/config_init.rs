//! `config init`: questions on a real terminal, options in scripts.

use insta::assert_snapshot;

use crate::support::Dialogue;
use crate::support::Installation;

/// What is asked of everybody, in this order.
const KEYS: [&str; 11] = [
    "omero.data.dir",
    "omero.db.host",
    "omero.db.name",
    "omero.db.user",
    "omero.db.pass",
    "omero.mail.host",
    "omero.mail.from",
    "omero.web.server_list",
    "omero.web.application_server",
    "omero.web.prefix",
    "omero.web.public.enabled",
];

/// The last question of all.
const CONSENT: &str = "config.xml? [Y/n]";

/// Presses Enter at every question that has no answer here.
fn answer_all(dialogue: &Dialogue<'_>, answers: &[(&str, &str)]) {
    for key in KEYS {
        let answer = answers.iter().find(|(asked, _)| *asked == key).map_or("", |(_, text)| *text);
        dialogue.reply(key, answer);
        if key == "omero.db.pass" && !answer.is_empty() {
            dialogue.reply("The same once more", answer);
        }
    }
}

/// The last lines of a screen, from the one that begins like this.
fn from_line(screen: &str, beginning: &str) -> String {
    let lines = screen.lines().skip_while(|line| !line.starts_with(beginning));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
#[needs(Program("tmux"))]
fn a_new_user_is_led_from_an_empty_directory_to_a_configuration() {
    let omero = Installation::empty();
    let dialogue = Dialogue::start(&omero);
    dialogue.begin("omero config init");
    assert_snapshot!(dialogue.is_asked("omero.data.dir [/OMERO/]:", 1), @"
    Enter keeps what stands in brackets, `-` goes back to the default, and Ctrl-C
    leaves everything as it is. Nothing is written before you have seen all of it.

    Data directory of the server
      Directory of the binary repository, the home of all pixel data and files.
      omero.data.dir [/OMERO/]:
    ");
    answer_all(
        &dialogue,
        &[
            ("omero.data.dir", "/srv/omero"),
            ("omero.db.host", "db.example.org"),
            ("omero.db.pass", "hush hush"),
            ("omero.web.server_list", "omero.example.org"),
        ],
    );
    assert_snapshot!(from_line(&dialogue.is_asked(CONSENT, 1), "Application server"), @r#"
    Application server
      Kind of process that runs the web application.
      One of wsgi-tcp, wsgi, development.
      omero.web.application_server [wsgi-tcp]:

    Path of OMERO.web
      URL path under which the application is reached.
      omero.web.prefix:

    Visitors without login
      Whether visitors are logged in as the public user without being asked.
      omero.web.public.enabled [no]:

    + omero.data.dir=/srv/omero
    + omero.db.host=db.example.org
    + omero.db.pass=********
    + omero.web.server_list=[["omero.example.org", 4064]]
    Write this to $OMERODIR/etc/grid/config.xml? [Y/n]
    "#);
    assert_eq!(omero.config_xml(), None);
    dialogue.answer("");
    let screen = dialogue.end();
    assert!(!screen.contains("hush"), "{screen}");
    assert_snapshot!(from_line(&screen, "Next"), @"
    Next:
        omero config check
        omero config doctor
        omero web config nginx
    ended with 0
    ready>
    ");
    assert_snapshot!(omero.run("config get --show-password"), @r#"
    exit 0
    --- stdout
    omero.data.dir=/srv/omero
    omero.db.host=db.example.org
    omero.db.pass=hush hush
    omero.web.server_list=[["omero.example.org", 4064]]
    "#);
}

#[test]
#[needs(Program("tmux"))]
fn the_guide_shows_the_screen_of_a_new_user() {
    let omero = Installation::empty();
    let guide = include_str!("../docs/first-steps.md");
    let (_, behind) = guide.split_once("```text\n$ omero config init\n").unwrap();
    let (expected, _) = behind.split_once("\n```").unwrap();
    let dialogue = Dialogue::start(&omero);
    dialogue.begin("omero config init");
    dialogue.reply("omero.data.dir", "/srv/omero");
    assert_eq!(dialogue.is_asked("omero.db.host [localhost]:", 1), expected);
}

#[test]
#[needs(Program("tmux"))]
fn run_again_it_offers_what_is_set_and_changes_only_what_is_answered_differently() {
    let omero = Installation::empty();
    omero.prepare("config set omero.db.host db.example.org");
    omero.prepare("config set omero.db.pass secret");
    omero.prepare("config set omero.db.user anna");
    let dialogue = Dialogue::start(&omero);
    dialogue.begin("omero config init");
    answer_all(&dialogue, &[("omero.db.host", "db2.example.org"), ("omero.db.user", "-")]);
    let screen = dialogue.is_asked(CONSENT, 1);
    assert!(screen.contains("omero.db.pass [********]:"), "{screen}");
    dialogue.answer("y");
    dialogue.end();
    assert_eq!(omero.answer("config log -n 1").lines().count(), 3);
    assert_snapshot!(omero.run("config get --show-password"), @"
    exit 0
    --- stdout
    omero.db.host=db2.example.org
    omero.db.pass=secret
    ");
}

#[test]
#[needs(Program("tmux"))]
fn an_answer_that_omero_would_refuse_is_asked_for_again() {
    let omero = Installation::empty();
    let dialogue = Dialogue::start(&omero);
    dialogue.begin("omero config init");
    dialogue.reply("omero.data.dir", "srv/omero");
    let screen = dialogue.is_asked("omero.data.dir [/OMERO/]:", 2);
    assert_snapshot!(from_line(&screen, "  omero.data.dir"), @r"
      omero.data.dir [/OMERO/]: srv/omero
    error: omero.data.dir: expected a path that begins with `/`, a drive such as `C:\`, or `\\`, found `srv/omero` (character 1)
    hint: for example /OMERO; `omero config describe omero.data.dir` tells more
      omero.data.dir [/OMERO/]:
    ");
    dialogue.answer("/srv/omero");
    dialogue.reply("omero.db.host", "");
    dialogue.reply("omero.db.name", "");
    dialogue.reply("omero.db.user", "");
    dialogue.reply("omero.db.pass", "");
    assert_snapshot!(from_line(&dialogue.is_asked("omero.db.pass:", 2), "  omero.db.pass"), @"
      omero.db.pass:
    error: omero.db.pass needs an answer
    hint: there is no default, or it is known to everybody
      omero.db.pass:
    ");
}

#[test]
#[needs(Program("tmux"))]
fn visitors_without_login_need_a_public_user() {
    let omero = Installation::empty();
    omero.prepare("config set omero.db.pass secret");
    let dialogue = Dialogue::start(&omero);
    dialogue.begin("omero config init");
    answer_all(&dialogue, &[("omero.web.public.enabled", "yes")]);
    dialogue.reply("omero.web.public.user", "public");
    dialogue.reply("omero.web.public.password", "visit");
    dialogue.reply("The same once more", "visit");
    dialogue.reply("omero.web.public.url_filter", "^/webgateway");
    assert_snapshot!(from_line(&dialogue.is_asked(CONSENT, 1), "+ "), @"
    + omero.web.public.enabled=true
    + omero.web.public.user=public
    + omero.web.public.password=********
    + omero.web.public.url_filter=^/webgateway
    Write this to $OMERODIR/etc/grid/config.xml? [Y/n]
    ");
    dialogue.answer("no");
    assert_snapshot!(from_line(&dialogue.end(), "Write"), @"
    Write this to $OMERODIR/etc/grid/config.xml? [Y/n] no
    nothing was changed
    ended with 1
    ready>
    ");
    assert_eq!(omero.answer("config keys"), "omero.db.pass");
}

#[test]
#[needs(Program("tmux"))]
fn ctrl_c_and_end_of_input_at_any_question_leave_everything_as_it_is() {
    let omero = Installation::empty();
    let dialogue = Dialogue::start(&omero);
    for (key, exit) in [("C-c", "130"), ("C-d", "1")] {
        for asked in ["omero.db.host", "omero.db.pass"] {
            dialogue.begin("omero config init");
            for before in KEYS.iter().take_while(|key| **key != asked) {
                dialogue.reply(before, "");
            }
            dialogue.is_asked_for(asked);
            dialogue.press(key);
            if key == "C-c" && asked == "omero.db.host" {
                dialogue.was_killed();
            }
            let screen = dialogue.end();
            assert!(screen.contains(&format!("ended with {exit}")), "{screen}");
        }
    }
    assert_eq!(omero.config_xml(), None);
}

#[test]
#[needs(Program("tmux"))]
fn an_option_answers_its_question_beforehand() {
    let omero = Installation::empty();
    omero.file("password", "secret\n");
    let dialogue = Dialogue::start(&omero);
    dialogue.begin("omero config init --data-dir /srv/omero --db-host db --db-pass-file password");
    dialogue.reply("omero.db.name", "");
    dialogue.reply("omero.db.user", "");
    dialogue.is_asked_for("omero.mail.host");
}

#[test]
fn a_script_gives_options_and_is_asked_nothing() {
    let omero = Installation::empty();
    let line = "config init --db-host db.example.org --db-pass-file - --server-list 'a.example.org, b:5064'";
    assert_snapshot!(omero.typed(line).input("secret\n").run(), @r#"
    exit 0
    --- stdout
    + omero.db.host=db.example.org
    + omero.db.pass=********
    + omero.web.server_list=[["a.example.org", 4064], ["b", 5064]]
    Next:
        omero config check
        omero config doctor
        omero web config nginx
    "#);
    assert_snapshot!(omero.typed(line).input("secret\n").run(), @"
    exit 0
    --- stdout
    there is nothing to change
    Next:
        omero config check
        omero config doctor
        omero web config nginx
    ");
    assert_snapshot!(omero.run("config get --show-password"), @r#"
    exit 0
    --- stdout
    omero.db.host=db.example.org
    omero.db.pass=secret
    omero.web.server_list=[["a.example.org", 4064], ["b", 5064]]
    "#);
}

#[test]
fn servers_are_typed_as_addresses_or_as_json() {
    let omero = Installation::empty();
    omero.prepare("config set omero.db.pass secret");
    for (typed, stored) in [
        ("omero.example.org", r#"[["omero.example.org", 4064]]"#),
        ("a:14064, b", r#"[["a", 14064], ["b", 4064]]"#),
        ("a b,", r#"[["a", 4064], ["b", 4064]]"#),
        ("::1", r#"[["::1", 4064]]"#),
        ("[::1]", r#"[["::1", 4064]]"#),
        ("[::1]:5064, [fe80::1]", r#"[["::1", 5064], ["fe80::1", 4064]]"#),
        (r#"[["a", 1, "lab"]]"#, r#"[["a", 1, "lab"]]"#),
    ] {
        omero.prepare(&format!("config init --server-list '{typed}'"));
        assert_eq!(omero.answer("config get omero.web.server_list"), stored, "{typed}");
    }
    for wrong in ["a:port", "a:70000", "a:", r#"[["a""#] {
        let transcript = omero.run(&format!("config init --server-list '{wrong}'"));
        assert_eq!(transcript.exit(), 1, "{wrong}: {transcript}");
    }
}

#[test]
#[needs(Program("tmux"))]
fn servers_are_shown_as_they_would_be_typed_unless_they_have_names() {
    let omero = Installation::empty();
    omero.prepare("config set omero.db.pass secret");
    let dialogue = Dialogue::start(&omero);
    for (set, shown) in [
        ("", "localhost:4064"),
        (r#"[["a", 1], ["::1", 2]]"#, "a:1, [::1]:2"),
        (r#"[["a", 1, "lab"]]"#, r#"[["a", 1, "lab"]]"#),
    ] {
        if !set.is_empty() {
            omero.prepare(&format!("config set omero.web.server_list '{set}'"));
        }
        dialogue.begin("omero config init");
        for key in KEYS.iter().take_while(|key| **key != "omero.web.server_list") {
            dialogue.reply(key, "");
        }
        dialogue.is_asked(&format!("omero.web.server_list [{shown}]:"), 1);
        dialogue.press("C-d");
        dialogue.end();
    }
}

#[test]
fn a_server_that_cannot_be_a_host_is_refused() {
    let omero = Installation::empty();
    omero.prepare("config set omero.db.pass secret");
    assert_snapshot!(omero.run("config init --server-list 'a, http://h:4064'"), @"
    exit 1
    --- stderr
    error: --server-list: omero.web.server_list: server 2: expected a host alone, found `http` before it
    hint: write HOST or HOST:PORT, an IPv6 address with a port as [ADDRESS]:PORT
    ");
    for wrong in [
        ",",
        "http://h",
        "http://h:4064/x",
        "a b;c",
        r#""quoted"#,
        "[::1",
        "[::1]x",
        ":4064",
        "[1]",
    ] {
        let transcript = omero.run(&format!("config init --server-list '{wrong}'"));
        assert_eq!(transcript.exit(), 1, "{wrong}: {transcript}");
    }
    assert_eq!(omero.answer("config keys"), "omero.db.pass");
}

#[test]
fn a_prefix_begins_with_a_slash_and_does_not_end_in_one() {
    let omero = Installation::empty();
    omero.prepare("config set omero.db.pass secret");
    assert_snapshot!(omero.run("config init --prefix omero"), @"
    exit 1
    --- stderr
    error: --prefix: omero.web.prefix: expected a slash at the beginning and none at the end
    hint: write /omero
    ");
    for wrong in ["/omero/", "//omero", "/", "omero/"] {
        let transcript = omero.run(&format!("config init --prefix {wrong}"));
        assert_eq!(transcript.exit(), 1, "{wrong}: {transcript}");
    }
    assert_eq!(omero.answer("config keys"), "omero.db.pass");
}

#[test]
fn static_files_that_do_not_follow_the_prefix_are_told_with_the_command() {
    let omero = Installation::empty();
    omero.prepare("config set omero.db.pass secret");
    assert_snapshot!(omero.run("config init --prefix /omero"), @"
    exit 0
    --- stdout
    + omero.web.prefix=/omero
    Next:
        omero config set omero.web.static_url /omero/static/
        omero config check
        omero config doctor
        omero web config nginx
    ");
    omero.prepare("config set omero.web.static_url /omero/static/");
    assert!(!omero.answer("config init").contains("static_url"));
}

#[test]
fn a_password_of_several_lines_is_refused_and_not_shown() {
    let omero = Installation::empty();
    let line = "config init --db-pass-file -";
    assert_snapshot!(omero.typed(line).input("secret\nmore\n").run(), @"
    exit 1
    --- stderr
    error: --db-pass-file: omero.db.pass: expected one line, found several
    hint: nothing but the password may stand there
    ");
    assert_eq!(omero.config_xml(), None);
}

#[test]
fn an_answer_may_begin_with_a_dash() {
    let omero = Installation::empty();
    let line = "config init '--public-url-filter=-a b' --db-pass-file -";
    omero.prepare("config set omero.web.public.url_filter x");
    assert!(omero.typed(line).input("secret\n").run().succeeded());
    assert_eq!(omero.answer("config get omero.web.public.url_filter"), "-a b");
}

#[test]
fn all_changes_are_one() {
    let omero = Installation::empty();
    omero.prepare("config set omero.db.pass secret");
    omero.prepare("config init --db-host db --db-name name --prefix /omero");
    assert_eq!(omero.answer("config log -n 1").lines().count(), 4);
    omero.prepare("config undo");
    assert_eq!(omero.answer("config keys"), "omero.db.pass");
}

#[test]
fn everything_that_is_missing_or_wrong_is_told_at_once() {
    let omero = Installation::empty();
    assert_snapshot!(omero.run("config init --public yes"), @"
    exit 2
    --- stderr
    error: no answer for --db-pass-file FILE, --public-user USER, --public-password-file FILE
    hint: give these options, or run it on a terminal to be asked
    ");
    assert_snapshot!(omero.run("config init --db-host 'a b' --data-dir srv --public maybe"), @r"
    exit 1
    --- stderr
    error: --data-dir: omero.data.dir: expected a path that begins with `/`, a drive such as `C:\`, or `\\`, found `srv` (character 1)
    error: --db-host: omero.db.host: expected a host name or an address, found `a b` (character 2)
    error: --public: omero.web.public.enabled: please answer yes or no
    hint: for example /OMERO; `omero config describe omero.data.dir` tells more
    ");
    assert_snapshot!(omero.run("config init --db-pass-file - --public-password-file -"), @"
    exit 2
    --- stderr
    error: only one password can come from standard input
    hint: `omero help` lists the commands, `omero help COMMAND` tells what one takes
    ");
    assert_snapshot!(omero.run("config init --db-pass-file -"), @"
    exit 2
    --- stderr
    error: --db-pass-file: standard input is empty
    hint: `omero help` lists the commands, `omero help COMMAND` tells what one takes
    ");
    assert_eq!(omero.config_xml(), None);
}

#[test]
#[needs(Program("tmux"))]
fn a_release_without_a_property_is_not_asked_for_it() {
    let omero = Installation::empty();
    omero.prepare("config set omero.db.pass secret");
    assert_snapshot!(omero.run("--omero-version 5.0 config init --mail-host mail.example.org"), @"
    exit 2
    --- stderr
    error: --mail-host: OMERO 5.0 has no omero.mail.host
    hint: `omero help` lists the commands, `omero help COMMAND` tells what one takes
    ");
    let dialogue = Dialogue::start(&omero);
    dialogue.begin("omero --omero-version 5.0 config init");
    let has_mail = |key: &&&str| key.starts_with("omero.mail") || **key == "omero.web.prefix";
    for key in KEYS.iter().filter(|key| !has_mail(key)) {
        dialogue.reply(key, "");
    }
    assert_snapshot!(from_line(&dialogue.end(), "there"), @"
    there is nothing to change
    Next:
        omero --omero-version 5.0 config check
        omero --omero-version 5.0 config doctor
        omero --omero-version 5.0 web config nginx
    ended with 0
    ready>
    ");
}

#[test]
#[needs(Program("tmux"))]
fn what_somebody_else_has_changed_meanwhile_is_not_overwritten() {
    let omero = Installation::empty();
    omero.prepare("config set omero.db.pass secret");
    let dialogue = Dialogue::start(&omero);
    dialogue.begin("omero config init");
    answer_all(&dialogue, &[("omero.db.host", "mine")]);
    dialogue.is_asked(CONSENT, 1);
    omero.prepare("config set omero.db.host theirs");
    dialogue.answer("");
    assert_snapshot!(from_line(&dialogue.end(), "Write"), @"
    Write this to $OMERODIR/etc/grid/config.xml? [Y/n]
    error: somebody else changed `omero.db.host` while you answered; nothing was changed
    hint: run it again: it begins with what is set now
    ended with 1
    ready>
    ");
    assert_eq!(omero.answer("config get omero.db.host"), "theirs");
}
