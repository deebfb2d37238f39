//! `config edit --recover`: a text that was left is continued.

use std::fs;

use insta::assert_snapshot;

use crate::support::Installation;

/// An edit that failed and left a text in which one value is new and one name is wrong.
fn with_text() -> Installation {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    omero.prepare("config set B 2");
    omero.prepare("config set omero.db.pass secret");
    let failed = omero.edit("config edit", "sed -i s/B=2/B=3/ \"$1\"; echo 'a b=1' >> \"$1\"");
    assert_eq!(failed.exit(), 250, "{failed}");
    omero
}

#[test]
fn the_text_is_continued_and_is_gone_afterwards() {
    let omero = with_text();
    let recovered = omero.edit("config edit --recover", "sed -i '/a b/d' \"$1\"");
    assert!(recovered.succeeded(), "{recovered}");
    assert_eq!(omero.answer("config get B"), "3");
    assert_eq!(omero.answer("config get omero.db.pass"), "secret");
    assert_eq!(omero.edited_texts(), Vec::<std::path::PathBuf>::new());
}

#[test]
fn what_was_changed_meanwhile_and_not_in_the_text_stays() {
    let omero = with_text();
    omero.prepare("config set A 9");
    omero.prepare("config set C 4");
    omero.prepare("config set omero.db.pass other");
    assert!(omero.edit("config edit --recover", "sed -i '/a b/d' \"$1\"").succeeded());
    let values = omero.answer("config get --show-password");
    assert_eq!(values, "A=9\nB=3\nC=4\nomero.db.pass=other");
}

#[test]
fn a_text_of_some_properties_removes_no_others() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    omero.prepare("config set omero.db.host a");
    let failed = omero.edit("config edit 'omero.*'", "echo 'a b=1' > \"$1\"");
    assert!(!failed.succeeded());
    assert!(omero.edit("config edit --recover", "sed -i '/a b/d' \"$1\"").succeeded());
    assert_eq!(omero.answer("config get"), "A=1");
}

#[test]
fn texts_in_other_notations_and_of_all_profiles_are_continued() {
    for (line, wrong) in
        [("config edit --format yaml", "? ["), ("config edit --all-profiles", "x y=1")]
    {
        let omero = Installation::empty();
        omero.prepare("config set B 2");
        let script = format!("sed -i '/B/s/2/3/' \"$1\"; echo '{wrong}' >> \"$1\"");
        assert!(!omero.edit(line, &script).succeeded());
        let recovered = omero.edit("config edit --recover", "sed -i '$d' \"$1\"");
        assert!(recovered.succeeded(), "{line}: {recovered}");
        assert_eq!(omero.answer("config get B"), "3", "{line}");
    }
}

#[test]
fn the_next_edit_says_what_can_be_done_with_the_text() {
    let omero = with_text();
    assert_snapshot!(omero.edit("config edit", "true"), @"
    exit 0
    --- stderr
    hint: $HOME/.local/state/omero-config/edit$OMERODIR/etc/grid/config.xml/config.edit.RANDOM.properties is the text of an edit that was not finished, or is open in another terminal; `edit --recover` continues with it, and you may delete it
    ");
    let text = &omero.edited_texts()[0];
    fs::remove_file(text).unwrap();
    assert_snapshot!(omero.edit("config edit --recover", "true"), @"
    exit 1
    --- stderr
    error: no text of an unfinished edit is left
    ");
}

#[test]
fn a_text_of_another_profile_is_not_mixed_up() {
    let omero = with_text();
    omero.prepare("config def test");
    assert_snapshot!(omero.edit("config edit --recover", "true"), @"
    exit 1
    --- stderr
    error: the text that was left is of another profile: add --profile default
    ");
}
