//! `config edit` on a terminal: what is shown and asked when the editor is left, and what keeps the text.

use std::fs;

use insta::assert_snapshot;

use crate::support::Installation;
use crate::support::SmallDisk;
use crate::support::Terminal;

const QUESTION: &str =
    "Apply it (a), edit again (e), discard the text (d), or save it to a file (s)?";

/// A shell on a terminal in which `editor` is the editor.
fn terminal<'omero>(omero: &'omero Installation, editor: &str) -> Terminal<'omero> {
    let script = format!("PS1='ready> '\nexport EDITOR='{}'\n", omero.editor(editor));
    fs::write(omero.home().join(".bashrc"), script).unwrap();
    Terminal::start(omero, &["bash", "-i"])
}

fn type_line(terminal: &Terminal<'_>, line: &str) {
    terminal.type_text(line);
    terminal.press("Enter");
}

/// Types a command and what tells how it ended.
fn start(terminal: &Terminal<'_>, command: &str) {
    type_line(terminal, &format!("{command}; echo ended with $?"));
}

/// What stands on the screen when the command has ended, without names that are drawn by lot.
fn ended(terminal: &Terminal<'_>) -> String {
    let is_over = |screen: &str| {
        screen.lines().any(|line| line.starts_with("ended with")) && screen.ends_with("ready>")
    };
    without_random_name(&terminal.wait_for("the end", is_over))
}

fn without_random_name(screen: &str) -> String {
    let Some((before, rest)) = screen.split_once("config.edit.") else { return screen.to_owned() };
    let rest = rest.split_once('.').map_or(rest, |(_, rest)| rest);
    format!("{before}config.edit.RANDOM.{}", without_random_name(rest))
}

fn asked(terminal: &Terminal<'_>) -> String {
    without_random_name(&terminal.wait_for("the question", |screen| screen.ends_with(QUESTION)))
}

#[test]
#[needs(Program("tmux"), Program("bash"))]
fn what_was_changed_is_shown_with_passwords_masked() {
    let omero = Installation::empty();
    omero.prepare("config set omero.db.pass secret");
    omero.prepare("config set omero.db.host old.example.org");
    let script = "sed -i -e s/old.ex/new.ex/ -e s/^omero.db.pass=.*/omero.db.pass=hush/ $1";
    let terminal = terminal(&omero, script);
    start(&terminal, "omero config edit");
    assert_snapshot!(ended(&terminal), @"
    ready> omero config edit; echo ended with $?
    - omero.db.host=old.example.org
    + omero.db.host=new.example.org
    - omero.db.pass=********
    + omero.db.pass=******** (another)
    2 changed; `omero config undo` takes this back
    ended with 0
    ready>
    ");
    assert_eq!(omero.answer("config get omero.db.pass"), "hush");
    assert_eq!(omero.answer("config get omero.db.host"), "new.example.org");
}

#[test]
#[needs(Program("tmux"), Program("bash"))]
fn what_is_deprecated_or_misspelt_is_applied_only_when_the_person_says_so() {
    let omero = Installation::empty();
    omero.prepare("config set my.own 1");
    let script = "echo omero.web.debugg=true >> $1";
    let terminal = terminal(&omero, script);
    start(&terminal, "omero config edit");
    assert_snapshot!(asked(&terminal), @"
    ready> omero config edit; echo ended with $?
    + omero.web.debugg=true
    warning: `omero.web.debugg` is not known; did you mean `omero.web.debug`?
    hint: it would be stored anyway; `omero config set omero.web.debug true` sets that one
    The text is in
    $HOME/.local/state/omero-config/edit$OMERODIR/etc/grid/config.xml/config.edit.RANDOM.properties.
    Apply it (a), edit again (e), discard the text (d), or save it to a file (s)?
    ");
    assert_eq!(omero.answer("config get omero.web.debugg"), "");
    type_line(&terminal, "a");
    assert_snapshot!(ended(&terminal), @"
    ready> omero config edit; echo ended with $?
    + omero.web.debugg=true
    warning: `omero.web.debugg` is not known; did you mean `omero.web.debug`?
    hint: it would be stored anyway; `omero config set omero.web.debug true` sets that one
    The text is in
    $HOME/.local/state/omero-config/edit$OMERODIR/etc/grid/config.xml/config.edit.RANDOM.properties.
    Apply it (a), edit again (e), discard the text (d), or save it to a file (s)? a
    added omero.web.debugg; `omero config undo` takes this back
    ended with 0
    ready>
    ");
    assert_eq!(omero.answer("config get omero.web.debugg"), "true");
    assert!(omero.edited_texts().is_empty());
}

#[test]
#[needs(Program("tmux"), Program("bash"))]
fn a_change_that_makes_an_error_of_the_whole_can_be_edited_again_or_discarded() {
    let omero = Installation::empty();
    omero.prepare("config set my.own 1");
    let script = "echo omero.web.public.enabled=true >> $1";
    let terminal = terminal(&omero, script);
    start(&terminal, "omero config edit");
    assert_snapshot!(asked(&terminal), @"
    ready> omero config edit; echo ended with $?
    + omero.web.public.enabled=true
    warning: R01 omero.web.public.user: is not set, but omero.web.public.enabled is true
    hint: At the first visit OMERO.web finds that it cannot log the public user in, and disables
          public access until it is restarted.
    warning: R01 omero.web.public.password: is not set, but omero.web.public.enabled is true
    The text is in
    $HOME/.local/state/omero-config/edit$OMERODIR/etc/grid/config.xml/config.edit.RANDOM.properties.
    Apply it (a), edit again (e), discard the text (d), or save it to a file (s)?
    ");
    type_line(&terminal, "e");
    terminal.wait_for("the question again", |screen| screen.matches(QUESTION).count() == 2);
    type_line(&terminal, "d");
    terminal.wait_for("the end", |screen| screen.contains("nothing was changed"));
    assert!(ended(&terminal).contains("ended with 1"));
    assert_eq!(omero.answer("config get omero.web.public.enabled"), "");
    assert!(omero.edited_texts().is_empty());
}

#[test]
#[needs(Program("tmux"), Program("bash"))]
fn a_text_in_which_nothing_is_left_is_asked_about() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    omero.prepare("config set B 1");
    let terminal = terminal(&omero, ": > $1");
    start(&terminal, "omero config edit");
    assert_snapshot!(asked(&terminal), @"
    ready> omero config edit; echo ended with $?
    - A=1
    - B=1
    warning: all properties that were shown are removed from profile `default`
    The text is in
    $HOME/.local/state/omero-config/edit$OMERODIR/etc/grid/config.xml/config.edit.RANDOM.properties.
    Apply it (a), edit again (e), discard the text (d), or save it to a file (s)?
    ");
    type_line(&terminal, "d");
    assert!(ended(&terminal).contains("ended with 1"));
    assert_eq!(omero.answer("config get A"), "1");
}

#[test]
#[needs(Program("tmux"), Program("bash"))]
fn force_asks_nothing() {
    let omero = Installation::empty();
    let terminal = terminal(&omero, "echo omero.web.public.enabled=true >> $1");
    start(&terminal, "omero config edit --force");
    assert!(ended(&terminal).contains("ended with 0"));
    assert_eq!(omero.answer("config get omero.web.public.enabled"), "true");
}

#[test]
#[needs(Program("tmux"), Program("bash"))]
fn mistakes_stand_above_the_text_with_their_lines_when_it_is_edited_again() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    let script =
        "test -e again && cp $1 seen && exit; touch again; printf 'a b=1\\nB:json=x\\n' >> $1";
    let terminal = terminal(&omero, script);
    start(&terminal, "omero config edit --plain");
    terminal.wait_for("the question", |screen| screen.ends_with("to a file (s)?"));
    type_line(&terminal, "e");
    terminal.wait_for("the question", |screen| screen.matches("to a file (s)?").count() == 2);
    type_line(&terminal, "d");
    let _ = ended(&terminal);
    assert_snapshot!(fs::read_to_string(omero.cwd().join("seen")).unwrap(), @r#"
    # error: line 6: the value of `B` is not a JSON string in double quotes
    # One property per line: KEY=VALUE. Change, add or delete lines, then save and close the editor.
    # KEY:json="..." holds a value that needs JSON notation, for example one with line breaks.
    A=1
    a b=1
    B:json=x
    "#);
}

#[test]
#[needs(Program("tmux"), Program("bash"))]
fn ctrl_c_in_the_editor_keeps_the_text_and_says_where() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    // No program of its own waits: between two of them the key would be lost.
    let script = "echo B=2 >> $1; echo waiting; read line";
    let terminal = terminal(&omero, script);
    start(&terminal, "omero config edit");
    terminal.wait_for("the editor", |screen| screen.ends_with("waiting"));
    terminal.press("C-c");
    terminal.wait_for("the question", |screen| screen.ends_with("to a file (s)?"));
    terminal.press("C-c");
    let screen = terminal.wait_for("the prompt", |screen| screen.ends_with("^C\nready>"));
    assert_snapshot!(without_random_name(&screen), @"
    ready> omero config edit; echo ended with $?
    waiting
    ^Cerror: -2: Failed to edit
           $HOME/.local/state/omero-config/edit$OMERODIR/etc/grid/config.xml/config.edit.RANDOM.properties;
           nothing was changed
    hint: set VISUAL or EDITOR to an editor that works; nothing was changed
    The text is in
    $HOME/.local/state/omero-config/edit$OMERODIR/etc/grid/config.xml/config.edit.RANDOM.properties.
    Edit again (e), discard the text (d), or save it to a file (s)? ^C
    ready>
    ");
    assert_eq!(omero.edited_texts().len(), 1);
    let text = fs::read_to_string(&omero.edited_texts()[0]).unwrap();
    assert!(text.ends_with("B=2\n"), "{text}");
    assert_eq!(omero.answer("config get B"), "");
}

#[test]
#[needs(Program("tmux"), Program("bash"))]
fn a_lost_terminal_keeps_the_text_and_the_next_edit_says_where() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    let script = "trap 'touch hung-up; exit 0' HUP; echo B=2 >> $1; echo waiting; \
                  while :; do sleep 0.05; done";
    let lost = terminal(&omero, script);
    start(&lost, "omero config edit");
    lost.wait_for("the editor", |screen| screen.ends_with("waiting"));
    drop(lost);
    let terminal = terminal(&omero, "exit 0");
    type_line(&terminal, "until test -e hung-up; do sleep 0.05; done; clear; echo later");
    terminal.wait_for("the prompt", |screen| screen.ends_with("later\nready>"));
    start(&terminal, "omero config edit");
    assert_snapshot!(ended(&terminal), @"
    later
    ready> omero config edit; echo ended with $?
    hint: $HOME/.local/state/omero-config/edit$OMERODIR/etc/grid/config.xml/config.edit.RANDOM.properties
          is the text of an edit that was not finished, or is open in another terminal; `edit --recover`
          continues with it, and you may delete it
    nothing was changed
    ended with 0
    ready>
    ");
    let text = fs::read_to_string(&omero.edited_texts()[0]).unwrap();
    assert!(text.ends_with("B=2\n"), "{text}");
    assert_eq!(omero.answer("config get B"), "");
}

#[test]
fn an_editor_that_ends_well_because_the_terminal_was_lost_applies_nothing() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    let editor = omero.editor("echo B=2 >> $1; kill -HUP $PPID");
    let transcript = omero.typed("config edit").env("EDITOR", editor).run();
    assert_snapshot!(transcript.without_random_names(), @"
    exit 186
    --- stderr
    error: the terminal was lost while you were editing
    warning: the edited text was saved in $HOME/.local/state/omero-config/edit$OMERODIR/etc/grid/config.xml/config.edit.RANDOM.properties
    ");
    assert_eq!(omero.edited_texts().len(), 1);
}

#[test]
#[needs(SmallDisk, Program("tmux"), Program("bash"))]
fn a_full_disk_keeps_the_text_which_can_be_saved_on_another_one() {
    let omero = Installation::empty();
    let home = omero.home();
    let _disk = SmallDisk::mount(&home);
    omero.prepare("config set A 1");
    omero.file("large", "x".repeat(100_000));
    let script = "echo 'a b=1' >> $1; cp large $(dirname $1)/full 2> /dev/null; true";
    let terminal = terminal(&omero, script);
    start(&terminal, "omero config edit --plain");
    terminal.wait_for("the question", |screen| screen.ends_with("to a file (s)?"));
    // There is no space for the mistake above the text.
    type_line(&terminal, "e");
    terminal.wait_for("the question", |screen| screen.matches("to a file (s)?").count() == 2);
    type_line(&terminal, "s");
    terminal.wait_for("the name", |screen| screen.ends_with("File name:"));
    type_line(&terminal, "kept");
    let _ = ended(&terminal);
    let kept = fs::read_to_string(omero.cwd().join("kept")).unwrap();
    assert!(kept.contains("A=1\n") && kept.ends_with("a b=1\na b=1\n"), "{kept}");
    assert!(omero.edited_texts().is_empty());
}
