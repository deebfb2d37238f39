//! What people did stays when the history is full.

use super::change;
use super::changes;
use crate::support::Installation;

#[test]
fn changes_of_scripts_go_before_those_of_people() {
    let omero = Installation::empty();
    omero.prepare("config set A 0");
    let person = omero.typed("config set person 1").env("OMERO_CONFIG_ORIGIN", "terminal");
    assert!(person.run().succeeded());
    for value in 1..=8 {
        omero.prepare(&format!("config --history 4 set A {value}"));
    }
    assert_eq!(changes(&omero), [10, 3, 2, 1]);
    assert!(change(&omero, 2).ends_with("\n    added person: 1"));
    let together = change(&omero, 3);
    assert!(together.contains("changed A: 0 => 7\n    with later changes"), "{together}");
    omero.prepare("config undo 2");
    assert_eq!(omero.answer("config get"), "A=0");
}

#[test]
fn the_oldest_goes_when_all_are_of_people() {
    let omero = Installation::empty();
    for value in 1..=6 {
        let line = format!("config --history 3 set A {value}");
        assert!(omero.typed(&line).env("OMERO_CONFIG_ORIGIN", "terminal").run().succeeded());
    }
    assert_eq!(changes(&omero), [6, 5, 4]);
}

#[test]
fn an_explained_change_is_kept_like_one_of_a_person() {
    let omero = Installation::empty();
    omero.prepare("config set A 0");
    omero.prepare("config set A 1 -m 'why not'");
    for value in 2..=8 {
        omero.prepare(&format!("config --history 3 set A {value}"));
    }
    assert_eq!(changes(&omero), [9, 3, 2]);
    assert!(change(&omero, 2).contains("\"why not\""));
}

#[test]
fn large_stores_are_bounded_by_their_size() {
    let omero = Installation::empty();
    omero.file("value", "x".repeat(15 << 20));
    omero.prepare("config set A --file value");
    for value in 1..=4 {
        omero.prepare(&format!("config set B {value}"));
    }
    // Twice in the file: in the profile and in the server's copy of it.
    assert_eq!(changes(&omero).len(), 2);
    omero.prepare("config undo");
    assert_eq!(omero.answer("config get B"), "3");
}
