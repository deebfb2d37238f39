//! What another program changed is a change of its own.

use std::fs;

use super::change;
use super::changes;
use super::names;
use super::replace;
use crate::support::Installation;

fn with_a() -> Installation {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    omero.prepare("config set A 2");
    omero
}

#[test]
fn it_is_found_by_the_next_change_and_not_counted_to_a_person() {
    let omero = with_a();
    replace(&omero, "value=\"2\"", "value=\"7\"");
    omero.prepare("config set B 1");
    assert_eq!(changes(&omero), [4, 3, 2, 1]);
    assert!(change(&omero, 4).ends_with("\n    added B: 1"));
    let told = change(&omero, 3);
    assert!(
        told.starts_with("3  between ") && told.contains("UTC  by another program\n"),
        "{told}"
    );
    assert!(told.ends_with("\n    changed A: 2 => 7"), "{told}");
    assert!(change(&omero, 2).ends_with("\n    changed A: 1 => 2"));
}

#[test]
fn the_log_shows_it_before_anything_else_has_changed_and_writes_nothing() {
    let omero = with_a();
    replace(&omero, "value=\"2\"", "value=\"7\"");
    let before = names(&omero);
    assert_eq!(changes(&omero), [3, 2, 1]);
    assert!(change(&omero, 3).ends_with("\n    changed A: 2 => 7"));
    assert_eq!(names(&omero), before);
}

#[test]
fn undo_takes_it_back_and_that_can_be_undone() {
    let omero = with_a();
    replace(&omero, "value=\"2\"", "value=\"7\"");
    assert_eq!(
        omero.answer("config undo"),
        "the configuration was restored to the state before change 3\n    changed A: 7 => 2"
    );
    assert_eq!(omero.answer("config get A"), "2");
    omero.prepare("config undo");
    assert_eq!(omero.answer("config get A"), "7");
    omero.prepare("config undo 2");
    assert_eq!(omero.answer("config get A"), "1");
}

#[test]
fn whether_it_replaced_the_file_or_wrote_into_it_does_not_matter() {
    let omero = with_a();
    let text = omero.config_xml().unwrap().replace("value=\"2\"", "value=\"7\"");
    fs::write(omero.cwd().join("new"), text).unwrap();
    fs::rename(omero.cwd().join("new"), omero.store()).unwrap();
    assert!(change(&omero, 3).ends_with("\n    changed A: 2 => 7"));
}

#[test]
fn another_layout_is_no_change() {
    let omero = with_a();
    let text = omero.config_xml().unwrap();
    omero.write(text.replace('\n', " ").replace("<icegrid>", "<icegrid><!-- mine -->"));
    omero.prepare("config set B 1");
    assert_eq!(changes(&omero), [3, 2, 1]);
}

#[test]
fn a_file_that_was_removed_can_be_brought_back() {
    let omero = with_a();
    fs::remove_file(omero.store()).unwrap();
    omero.prepare("config undo");
    assert_eq!(omero.answer("config get A"), "2");
}

#[test]
fn back_to_what_it_was_is_a_change_too() {
    let omero = with_a();
    replace(&omero, "value=\"2\"", "value=\"1\"");
    omero.prepare("config set B 1");
    assert!(change(&omero, 3).ends_with("\n    changed A: 2 => 1"));
}

#[test]
fn a_damaged_copy_is_no_version() {
    let omero = with_a();
    let copy = names(&omero).into_iter().find(|name| name.ends_with(".written")).unwrap();
    fs::write(super::directory(&omero).join(copy), "<icegrid>").unwrap();
    replace(&omero, "value=\"2\"", "value=\"7\"");
    omero.prepare("config set B 1");
    assert_eq!(changes(&omero), [3, 2, 1]);
    let told = change(&omero, 2);
    assert!(told.contains("changed A: 1 => 7\n    with later changes"), "{told}");
}

#[test]
fn a_change_of_ours_that_kept_no_history_is_not_taken_for_one_of_another_program() {
    let omero = with_a();
    omero.prepare("config --history 0 set A 7");
    omero.prepare("config set B 1");
    assert!(!omero.answer("config log").contains("another program"));
}

#[test]
fn purge_leaves_no_copy_of_a_secret() {
    let omero = with_a();
    omero.prepare("config -m 'why' set omero.db.pass secret");
    omero.prepare("config log --purge");
    assert_eq!(names(&omero), Vec::<String>::new());
}
