//! Reading leaves no trace, and a change that changes nothing does not touch the file.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::os::unix::fs::PermissionsExt;

use insta::assert_snapshot;

use crate::support::Installation;

const READING: [&str; 9] = [
    "config get",
    "config get A",
    "config get nosuch",
    "config keys",
    "config list",
    "config all",
    "config def",
    "config version",
    "config path",
];

const WITHOUT_EFFECT: [&str; 8] = [
    "config set A 1",
    "config set nosuch",
    "config append --set L 1",
    "config drop nosuch",
    "config def default",
    "config upgrade",
    "config load same",
    "config edit",
];

/// What changes whenever somebody writes, replaces or touches a file.
fn state(omero: &Installation) -> (u64, i64, i64, i64, i64, Option<String>) {
    let found = fs::metadata(omero.store()).unwrap();
    let (changed, touched) = (found.ctime(), found.mtime());
    (found.ino(), changed, found.ctime_nsec(), touched, found.mtime_nsec(), omero.config_xml())
}

#[test]
fn a_read_of_nothing_makes_nothing() {
    let omero = Installation::empty();
    for line in READING {
        assert!(omero.run(line).succeeded(), "{line}");
    }
    assert_eq!(omero.grid_names(), Vec::<String>::new());
    fs::remove_dir_all(omero.omerodir()).unwrap();
    for line in READING {
        assert!(omero.run(line).succeeded(), "{line}");
    }
    assert!(!omero.omerodir().exists());
}

#[test]
fn a_read_leaves_the_file_and_its_directory_as_they_are() {
    // Neither the version nor the form is ours: there would be something to improve.
    let omero = Installation::with(
        "<icegrid><properties id='default'><property name='omero.config.version' value='4.2.1'/>\
         <property name='A' value='1'/></properties></icegrid>",
    );
    let before = state(&omero);
    for line in READING {
        assert!(omero.run(line).succeeded(), "{line}");
        assert_eq!(state(&omero), before, "{line}");
    }
    assert_eq!(omero.grid_names(), ["config.xml"]);
}

#[test]
fn a_read_needs_no_right_to_write() {
    let omero = Installation::of_ordinary_user();
    omero.prepare("config set A 1");
    fs::remove_file(omero.grid().join("config.xml.lock")).unwrap();
    fs::set_permissions(omero.store(), PermissionsExt::from_mode(0o400)).unwrap();
    fs::set_permissions(omero.grid(), PermissionsExt::from_mode(0o500)).unwrap();
    for line in READING {
        let transcript = omero.typed(line).env("OMERO_CONFIG", "default").run();
        assert!(transcript.succeeded(), "{line}: {transcript}");
    }
    fs::set_permissions(omero.grid(), PermissionsExt::from_mode(0o700)).unwrap();
}

#[test]
fn a_change_that_changes_nothing_does_not_touch_the_file() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    omero.prepare("config set L '[1]'");
    omero.file("same", "A=1\n");
    let before = state(&omero);
    for line in WITHOUT_EFFECT {
        let transcript = omero.typed(line).env("EDITOR", "true").run();
        assert!(transcript.succeeded(), "{line}: {transcript}");
        assert_eq!(state(&omero), before, "{line}");
    }
}

#[test]
fn a_refused_change_does_not_touch_the_file() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    let before = state(&omero);
    for line in ["set 'a b' 1", "set A=B", "append A 1", "remove L 1", "def __ACTIVE__"] {
        assert!(!omero.run(&format!("config {line}")).succeeded(), "{line}");
        assert_eq!(state(&omero), before, "{line}");
    }
}

#[test]
fn the_copy_of_the_server_is_renewed_also_by_a_set_without_effect() {
    let omero = Installation::empty();
    omero.prepare("config set A 1");
    let edited = omero.config_xml().unwrap();
    let (block, profiles) = edited.split_at(edited.find("<properties id=\"default\"").unwrap());
    omero.write(format!("{block}{}", profiles.replace("value=\"1\"", "value=\"2\"")));
    assert_snapshot!(omero.changes(|omero| omero.prepare("config set A 2")), @r#"
       <properties id="__ACTIVE__">
    -    <property name="A" value="1"/>
    +    <property name="A" value="2"/>
    "#);
}

#[test]
fn without_changes_in_between_the_same_commands_make_the_same_bytes() {
    let make = || {
        let omero = Installation::empty();
        for line in ["set B 'x\ny'", "set A '<&>\"'", "append L 1", "def other", "set C 3"] {
            omero.prepare(&format!("config {line}"));
        }
        omero.config_xml().unwrap()
    };
    assert_eq!(make(), make());
}

#[test]
fn each_property_stands_on_a_line_of_its_own() {
    let omero = Installation::empty();
    omero.prepare("config set A 'two\nlines\twith <tabs>'");
    omero.prepare("config set B 2");
    let xml = omero.config_xml().unwrap();
    assert_eq!(xml.lines().filter(|line| line.contains("<property ")).count(), 7, "{xml}");
    assert!(xml.lines().all(|line| line.matches("<property ").count() <= 1), "{xml}");
}

#[test]
fn only_the_owner_of_a_new_file_can_read_it() {
    let omero = Installation::of_ordinary_user();
    omero.prepare("config set omero.db.pass secret");
    let mode = |name: &str| fs::metadata(omero.grid().join(name)).unwrap().mode() & 0o777;
    assert_eq!(mode("config.xml"), 0o600);
    let owner = fs::metadata(omero.store()).unwrap().uid();
    assert_eq!(owner, fs::metadata(omero.grid()).unwrap().uid());
}
