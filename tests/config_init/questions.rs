//! The questions as a user sees and answers them.

use insta::assert_snapshot;

use super::CONSENT;
use super::KEYS;
use super::answer_all;
use super::answer_all_after;
use super::from_line;
use crate::support::Dialogue;
use crate::support::Installation;

#[test]
#[needs(Program("tmux"))]
fn a_new_user_is_led_from_an_empty_directory_to_a_configuration() {
    let omero = Installation::empty();
    let dialogue = Dialogue::start(&omero);
    dialogue.begin("omero config init");
    assert_snapshot!(dialogue.is_asked("omero.data.dir [/OMERO/]:", 1), @"
    Enter keeps what is in brackets, `-` goes back to the default, `<` to the
    question before, and `?` explains a question. Ctrl-C changes nothing. Nothing is
    written before you have seen all of it.

    Data directory of the server
      Directory of the binary repository, the home of all pixel data and files.
      Choose a disk with space for all images. The directory must exist and belong
      to the account of the server.
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
      Kind of process that runs the web application. Choose wsgi-tcp if OMERO.web is
      behind nginx, Apache or another web server, as usual; wsgi if a host such as
      mod_wsgi starts it; and development only to try something out.
      omero.web.application_server [wsgi-tcp]:

    Path of OMERO.web
      URL path under which the application is reached. Keep it empty if OMERO.web
      has a host name for itself (https://omero.example.org/). Type /omero if it
      shares one (https://www.example.org/omero/).
      omero.web.prefix:

    Visitors without login
      Whether visitors are logged in as the public user without being asked. Choose
      yes only if people without an account should see some of the images.
      omero.web.public.enabled [no]:

    Server
    + omero.data.dir=/srv/omero
    Database
    + omero.db.host=db.example.org
    + omero.db.pass=********
    OMERO.web
    + omero.web.server_list=[["omero.example.org", 4064]]
    Write these changes to $OMERODIR/etc/grid/config.xml? [Y/n]
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
    let guide = include_str!("../../docs/first-steps.md");
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
    error: omero.data.dir: expected a path that begins with `/`, a drive such as `C:\`, or `\\`,
           found `srv/omero` (character 1)
    hint: for example /OMERO; `omero config describe omero.data.dir` explains more
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
    hint: there is no default, or it is public
      omero.db.pass:
    ");
}

#[test]
#[needs(Program("tmux"))]
fn a_line_is_edited_and_a_question_explained_and_asked_again() {
    let omero = Installation::empty();
    omero.prepare("config set omero.db.pass secret");
    let dialogue = Dialogue::start(&omero);
    dialogue.begin("omero config init");
    dialogue.is_asked_for("omero.data.dir");
    dialogue.type_text("/srv/oomero");
    for key in ["Home", "Right", "Right", "Right", "Right", "Right", "Delete", "Enter"] {
        dialogue.press(key);
    }
    dialogue.reply("omero.db.host", "?");
    let screen = dialogue.is_asked("omero.db.host [localhost]:", 2);
    assert!(screen.contains("The connection is always made over"), "{screen}");
    dialogue.answer("<");
    dialogue.is_asked("omero.data.dir [/srv/omero]:", 1);
    dialogue.answer("");
    for key in ["omero.db.host", "omero.db.name", "omero.db.user", "omero.db.pass"] {
        dialogue.reply(key, "");
    }
    dialogue.reply("omero.mail.host", "mail.example.org");
    dialogue.is_asked("omero.mail.from [omero@mail.example.org]:", 1);
    answer_all_after(&dialogue, "omero.mail.host");
    let screen = dialogue.is_asked(CONSENT, 1);
    assert_snapshot!(from_line(&screen, "Server"), @"
    Servers of OMERO.web
      OMERO servers that users can choose when they log in. Keep it if OMERO.web
      runs on the machine of the server.
      Type HOST or HOST:PORT, several separated by commas, or a JSON list.
      omero.web.server_list [localhost:4064]:

    Application server
      Kind of process that runs the web application. Choose wsgi-tcp if OMERO.web is
      behind nginx, Apache or another web server, as usual; wsgi if a host such as
      mod_wsgi starts it; and development only to try something out.
      omero.web.application_server [wsgi-tcp]:

    Path of OMERO.web
      URL path under which the application is reached. Keep it empty if OMERO.web
      has a host name for itself (https://omero.example.org/). Type /omero if it
      shares one (https://www.example.org/omero/).
      omero.web.prefix:

    Visitors without login
      Whether visitors are logged in as the public user without being asked. Choose
      yes only if people without an account should see some of the images.
      omero.web.public.enabled [no]:

    Server
    + omero.data.dir=/srv/omero
    Mail
    + omero.mail.host=mail.example.org
    Write these changes to $OMERODIR/etc/grid/config.xml? [Y/n]
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
    dialogue.reply("Type it again", "visit");
    dialogue.reply("omero.web.public.url_filter", "^/webgateway");
    assert_snapshot!(from_line(&dialogue.is_asked(CONSENT, 1), "+ "), @"
    + omero.web.public.enabled=true
    + omero.web.public.user=public
    + omero.web.public.password=********
    + omero.web.public.url_filter=^/webgateway
    Write these changes to $OMERODIR/etc/grid/config.xml? [Y/n]
    ");
    dialogue.answer("no");
    assert_snapshot!(from_line(&dialogue.end(), "Write"), @"
    Write these changes to $OMERODIR/etc/grid/config.xml? [Y/n] no
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
            let screen = dialogue.end();
            assert!(screen.contains(&format!("ended with {exit}")), "{screen}");
        }
    }
    assert_eq!(omero.config_xml(), None);
}
