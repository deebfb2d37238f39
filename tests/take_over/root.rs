//! Root takes over in an environment that belongs to someone else.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::fs::symlink;

use super::take_over;
use super::undo;
use crate::support::Installation;
use crate::support::OrdinaryUser;
use crate::support::PythonEnvironment;

/// An environment whose programs belong to an ordinary user.
fn of_another_user(omero: &Installation) -> PythonEnvironment {
    let environment = PythonEnvironment::new(omero);
    for path in [environment.programs(), environment.omero()] {
        OrdinaryUser::get().own(&path);
    }
    fs::set_permissions(environment.omero(), PermissionsExt::from_mode(0o750)).unwrap();
    environment
}

#[test]
#[needs(Root, Program("python3"))]
fn the_script_belongs_to_the_owner_of_the_tool_and_has_its_rights() {
    let omero = Installation::empty();
    let environment = of_another_user(&omero);
    let before = PythonEnvironment::identity(&environment.omero());
    assert!(take_over(&omero, &environment).succeeded());
    let script = fs::metadata(environment.omero()).unwrap();
    assert_eq!((script.uid(), script.mode() & 0o7777), (before.1, 0o750));
    assert!(undo(&omero, &environment).succeeded());
    assert_eq!(PythonEnvironment::identity(&environment.omero()), before);
}

#[test]
#[needs(Root, Program("python3"))]
fn a_link_of_the_owner_leads_root_nowhere() {
    let (omero, other) = (Installation::empty(), Installation::empty());
    let environment = of_another_user(&omero);
    let of_root = PythonEnvironment::new(&other);
    let before = PythonEnvironment::identity(&of_root.omero());

    // The directory of the programs leads to that of another environment.
    fs::rename(environment.programs(), environment.directory().join("real")).unwrap();
    symlink(of_root.programs(), environment.programs()).unwrap();
    OrdinaryUser::get().own(&environment.programs());
    let run = take_over(&omero, &environment);
    assert!(run.stderr().contains("is a symbolic link of user"), "{run}");
    fs::remove_file(environment.programs()).unwrap();
    fs::rename(environment.directory().join("real"), environment.programs()).unwrap();

    // So does the name of the tool.
    fs::remove_file(environment.omero()).unwrap();
    symlink(of_root.omero(), environment.omero()).unwrap();
    let run = take_over(&omero, &environment);
    assert!(run.stderr().contains("is a symbolic link, not a regular file"), "{run}");

    // And that of the tool that is kept.
    fs::remove_file(environment.omero()).unwrap();
    environment.install();
    symlink(of_root.omero(), environment.kept()).unwrap();
    let run = take_over(&omero, &environment);
    assert!(run.stderr().contains("is a symbolic link, not a regular file"), "{run}");
    assert_eq!(PythonEnvironment::identity(&of_root.omero()), before);
    assert!(!of_root.kept().exists());
}
