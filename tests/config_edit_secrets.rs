//! `config edit` and passwords.

use std::fs;

use insta::assert_snapshot;

use crate::support::Installation;

fn site() -> Installation {
    let omero = Installation::empty();
    omero.prepare("config set omero.db.pass secret");
    omero.prepare("config set omero.db.user root");
    omero
}

#[test]
fn passwords_are_asterisks_and_stay_as_they_are() {
    for format in ["properties", "json", "yaml"] {
        let omero = site();
        let script = "cp $1 seen; sed -i s/root/admin/ $1";
        let transcript = omero.edit(&format!("config edit --format {format}"), script);
        assert_eq!(transcript.to_string(), "exit 0");
        let seen = fs::read_to_string(omero.cwd().join("seen")).unwrap();
        assert!(seen.contains("********") && !seen.contains("secret"), "{seen}");
        assert_eq!(omero.answer("config get omero.db.pass"), "secret");
        assert_eq!(omero.answer("config get omero.db.user"), "admin");
    }
}

#[test]
fn a_password_that_is_typed_over_is_changed() {
    let omero = site();
    assert_snapshot!(omero.edit("config edit", r"sed -i 's/^\(omero.db.pass\)=.*/\1=other/' $1"), @"exit 0");
    assert_eq!(omero.answer("config get omero.db.pass"), "other");
}

#[test]
fn passwords_can_be_shown() {
    let omero = site();
    assert_snapshot!(omero.edit("config edit --show-password", "sed -i s/=secret/=other/ $1"), @"exit 0");
    assert_eq!(omero.answer("config get omero.db.pass"), "other");
    let script = "sed -i 's/=other/=********/' $1";
    assert_snapshot!(omero.edit("config edit --show-password", script), @"exit 0");
    assert_eq!(omero.answer("config get omero.db.pass"), "********");
    assert_snapshot!(omero.edit("config edit", "sed -i s/^A/B/ $1"), @"exit 0");
}

#[test]
fn asterisks_are_never_stored() {
    for script in [
        "sed -i s/^omero.db.pass=/omero.mail.password=/ $1",
        "sed -i s/^omero.db.pass=/my.own=/ $1",
        "sed -i 's/^omero.db.pass=.*/omero.db.pass=*******/' $1",
        "sed -i 's/^omero.db.pass=.*/&x/' $1",
        "echo 'omero.web.secret_key=********' >> $1",
    ] {
        let omero = site();
        let before = omero.config_xml();
        let transcript = omero.edit("config edit", script);
        assert_eq!(transcript.exit(), 1, "{script}: {transcript}");
        assert!(transcript.stderr().contains("would be set to asterisks"), "{transcript}");
        assert_eq!(omero.config_xml(), before);
    }
    let omero = site();
    let script = "sed -i s/^omero.db.pass=/omero.mail.password=/ $1";
    assert_snapshot!(omero.edit("config edit --plain", script), @"
    exit 1
    --- stderr
    error: line 4: `omero.mail.password` would be set to asterisks, which represent a hidden password here
    hint: type the password, or show passwords with --show-password
    warning: the edited text was saved in $HOME/.local/state/omero-config/edit$OMERODIR/etc/grid/config.xml/config.edit.RANDOM.properties
    ");
    let script = "printf 'omero.db.pass: \"********\"' > $1";
    assert_snapshot!(omero.edit("config edit --format yaml omero.db.user", script), @"
    exit 1
    --- stderr
    hint: $HOME/.local/state/omero-config/edit$OMERODIR/etc/grid/config.xml/config.edit.RANDOM.properties is the text of an edit that was not finished, or is open in another terminal; `edit --recover` continues with it, and you may delete it
    error: line 1, column 1: `omero.db.pass` would be set to asterisks, which represent a hidden password here
    hint: type the password, or show passwords with --show-password
    warning: the edited text was saved in $HOME/.local/state/omero-config/edit$OMERODIR/etc/grid/config.xml/config.edit.RANDOM.yaml
    ");
}

#[test]
fn a_password_that_somebody_else_changed_meanwhile_is_not_overwritten() {
    let omero = site();
    let program = env!("CARGO_BIN_EXE_omero");
    let others = format!("{program} config set omero.db.pass theirs\n");
    let other_line = others.clone() + "sed -i s/^omero.db.user=.*/omero.db.user=x/ $1";
    assert_snapshot!(omero.edit("config edit", &other_line), @"exit 0");
    assert_eq!(omero.answer("config get omero.db.pass"), "theirs");
    let others = others.replace("theirs", "hush");
    let same_line = others + "sed -i s/^omero.db.pass=.*/omero.db.pass=mine/ $1";
    assert_snapshot!(omero.edit("config edit", &same_line), @"
    exit 1
    --- stderr
    error: another program changed `omero.db.pass` while you were editing; it is now ********
    hint: edit again; your new value replaces the other change
    warning: the edited text was saved in $HOME/.local/state/omero-config/edit$OMERODIR/etc/grid/config.xml/config.edit.RANDOM.properties
    ");
    assert_eq!(omero.answer("config get omero.db.pass"), "hush");
}

#[test]
fn what_only_sounds_like_a_password_is_shown() {
    let omero = Installation::empty();
    omero.prepare("config set omero.web.show_forgot_password false");
    assert_snapshot!(omero.edit("config edit --plain", "cp $1 seen"), @"exit 0");
    let seen = fs::read_to_string(omero.cwd().join("seen")).unwrap();
    assert!(seen.contains("\nomero.web.show_forgot_password=false\n"), "{seen}");
}
