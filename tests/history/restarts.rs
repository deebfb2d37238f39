//! Ordinary restarts of the ways in which sites run OMERO leave the history to people.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::change;
use super::changes;
use crate::support::Installation;

/// How often everything is restarted.
const RESTARTS: usize = 5;

/// A person's change survives restarts, which leave at most one more.
pub(crate) fn check(omero: &Installation, restart: impl Fn(), person: &str, added: &str) {
    restart();
    omero.prepare(person);
    let before = changes(omero);
    let (number, store) = (before[0], omero.config_xml());
    (0..RESTARTS).for_each(|_| restart());
    let after = changes(omero);
    assert!(after.len() <= before.len() + 1, "{before:?} {after:?}");
    assert!(after.ends_with(&before), "{before:?} {after:?}");
    let told = change(omero, number);
    assert!(told.contains(added), "{told}");
    // The way back to what the person had, and to before it.
    if after.len() > before.len() {
        omero.prepare(&format!("config undo {}", after[0]));
    }
    assert_eq!(omero.config_xml(), store);
    omero.prepare(&format!("config undo {number}"));
    assert!(!omero.config_xml().unwrap().contains("person"));
}

fn scripts(omero: &Installation) {
    fs::create_dir_all(omero.cwd().join("config")).unwrap();
    omero.file("config/00.omero", "config set A 1\nconfig set B 2\n");
    omero.file("config/10.omero", "config append omero.web.apps '\"omero_figure\"'\n");
}

/// A program that stands for the Python tool: its `certificates` adds properties and writes its own layout.
fn python_tool(omero: &Installation) -> String {
    let directory = omero.home().join("bin");
    fs::create_dir_all(&directory).unwrap();
    let program = directory.join("omero");
    let script = "#!/bin/sh\nf=$OMERODIR/etc/grid/config.xml\n\
        sed 's|<properties id=\"\\([^\"]*\\)\">|<properties  id=\"\\1\">|' $f > $f.new\n\
        grep -q IceSSL $f || sed -i 's|<properties  id=\"[^\"]*\">|&<property name=\"omero.glacier2.IceSSL.Ciphers\" value=\"HIGH\"/>|' $f.new\n\
        mv $f.new $f\n";
    fs::write(&program, script).unwrap();
    fs::set_permissions(&program, PermissionsExt::from_mode(0o755)).unwrap();
    format!("{}:/usr/bin:/bin", directory.display())
}

#[test]
fn the_web_image_drops_everything_and_sets_it_variable_by_variable() {
    let omero = Installation::empty();
    let restart = || {
        omero.prepare("config drop default");
        for number in 0..26 {
            omero.prepare(&format!("config set key.{number} {number}"));
        }
    };
    check(&omero, restart, "config set person 1", "added person: 1");
}

#[test]
fn the_web_image_drops_everything_in_a_script_and_sets_variables_after_it() {
    let omero = Installation::empty();
    omero.file("start.omero", "config drop default\nconfig set A 1\n");
    let restart = || {
        omero.prepare("load start.omero");
        for number in 0..5 {
            omero.prepare(&format!("config set key.{number} {number}"));
        }
    };
    restart();
    check(&omero, restart, "config set person 1", "added person: 1");
}

#[test]
fn a_start_that_changes_what_a_person_set_is_one_change() {
    let omero = Installation::empty();
    omero.file("start.omero", "config drop default\nconfig set A 1\n");
    let restart = || {
        omero.prepare("load start.omero");
        omero.prepare("config set B 2");
        omero.prepare("config set C 3");
    };
    restart();
    omero.prepare("config set B 7");
    let before = changes(&omero);
    (0..RESTARTS).for_each(|_| restart());
    let after = changes(&omero);
    assert_eq!(after.len(), before.len() + 1);
    let told = change(&omero, after[0]);
    assert!(told.ends_with("\n    changed B: 7 => 2"), "{told}");
    omero.prepare("config undo");
    assert_eq!(omero.answer("config get B"), "7");
}

#[test]
fn the_server_role_drops_in_a_script_and_lets_the_python_tool_add_certificates() {
    let omero = Installation::empty();
    omero.file("start.omero", "config drop default\nconfig set A 1\n");
    let path = python_tool(&omero);
    let restart = || {
        omero.prepare("load start.omero");
        assert!(omero.typed("certificates").env("PATH", &path).run().succeeded());
    };
    // The store of the first start is the one that certificates have been added to.
    restart();
    check(&omero, restart, "config set person 1", "added person: 1");
}

#[test]
fn the_server_image_loads_scripts_and_then_variables_that_take_part_of_them_back() {
    let omero = Installation::empty();
    scripts(&omero);
    let restart = || {
        omero.prepare("load --glob 'config/*.omero'");
        omero.prepare("config set A 5");
        omero.prepare("config set omero.web.apps '[]'");
    };
    check(&omero, restart, "config set person 1", "added person: 1");
    omero.prepare("config set B 7");
    let before = changes(&omero).len();
    (0..RESTARTS).for_each(|_| restart());
    assert_eq!(changes(&omero).len(), before + 1);
    assert!(change(&omero, changes(&omero)[0]).ends_with("\n    changed B: 7 => 2"));
}

#[test]
fn the_server_role_drops_loads_and_lets_the_python_tool_add_certificates() {
    let omero = Installation::empty();
    scripts(&omero);
    let path = python_tool(&omero);
    let restart = || {
        omero.prepare("config drop default");
        omero.prepare("load --glob 'config/*.omero'");
        assert!(omero.typed("certificates").env("PATH", &path).run().succeeded());
    };
    // The store of the first start is the one that certificates have been added to.
    restart();
    check(&omero, restart, "config set person 1", "added person: 1");
}

#[test]
fn the_web_role_runs_one_script_with_commands_of_the_python_tool_between_its_lines() {
    let omero = Installation::empty();
    let path = python_tool(&omero);
    let lines = "config drop default\nconfig set A 1\ncertificates\nconfig set B 2\ncertificates\n";
    omero.file("start.omero", lines);
    let restart = || assert!(omero.typed("load start.omero").env("PATH", &path).run().succeeded());
    check(&omero, restart, "config set person 1", "added person: 1");
}

#[test]
fn a_foreign_line_and_what_it_changes_belong_to_the_script() {
    let omero = Installation::empty();
    let path = python_tool(&omero);
    omero.prepare("config --history 0 set Z 1");
    omero.file("start.omero", "config set A 1\ncertificates\n");
    assert!(omero.typed("load start.omero").env("PATH", path).run().succeeded());
    assert_eq!(changes(&omero), [1]);
    let told = change(&omero, 1);
    assert!(told.contains("added A: 1") && told.contains("IceSSL.Ciphers: HIGH"), "{told}");
    omero.prepare("config undo");
    assert_eq!(omero.answer("config get"), "Z=1");
}

#[test]
fn after_a_start_that_ends_in_the_middle_what_was_dropped_can_be_brought_back() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    omero.prepare("config set B 2");
    omero.prepare("config drop default");
    omero.prepare("config set A 1");
    omero.prepare("config undo");
    assert_eq!(omero.answer("config get"), "A=1\nB=2");
}

#[test]
#[needs(Root)]
fn a_later_change_of_another_account_is_not_part_of_a_start() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    omero.prepare("config drop default");
    let anna = omero.typed("config set B 2").env("SUDO_USER", "anna");
    assert!(anna.run().succeeded());
    let terminal = omero.typed("config set C 3").env("OMERO_CONFIG_ORIGIN", "terminal");
    assert!(terminal.run().succeeded());
    omero.prepare("config --message 'by hand' set D 4");
    assert_eq!(changes(&omero).len(), 5);
}

#[test]
fn a_change_after_a_script_is_a_change_of_its_own() {
    let omero = Installation::empty();
    scripts(&omero);
    omero.prepare("load --glob 'config/*.omero'");
    omero.prepare("config set A 5");
    omero.prepare("config undo");
    assert_eq!(omero.answer("config get A"), "1");
}
