//! Options that answer questions, and scripts, which are asked nothing.

use insta::assert_snapshot;

use super::CONSENT;
use super::KEYS;
use super::answer_all;
use super::from_line;
use crate::support::Dialogue;
use crate::support::Installation;

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
    hint: for example /OMERO; `omero config describe omero.data.dir` explains more
    error: --db-host: omero.db.host: expected a host name without spaces, found `a b` (character 2)
    hint: for example localhost; `omero config describe omero.db.host` explains more
    error: --public: omero.web.public.enabled: please answer yes or no
    hint: `y` or `n` is enough
    ");
    assert_snapshot!(omero.run("config init --db-pass-file - --public-password-file -"), @"
    exit 2
    --- stderr
    error: only one password can come from standard input
    hint: `omero help` lists the commands, `omero help COMMAND` explains one
    ");
    assert_snapshot!(omero.run("config init --db-pass-file -"), @"
    exit 2
    --- stderr
    error: --db-pass-file: standard input is empty
    hint: `omero help` lists the commands, `omero help COMMAND` explains one
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
    hint: `omero help` lists the commands, `omero help COMMAND` explains one
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
    Write these changes to $OMERODIR/etc/grid/config.xml? [Y/n]
    error: another program changed `omero.db.host` while you answered the questions; nothing was changed
    hint: run it again: it starts from the current values
    ended with 1
    ready>
    ");
    assert_eq!(omero.answer("config get omero.db.host"), "theirs");
}
