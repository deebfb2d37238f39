//! What root leaves behind must not be in the way of the server's own user.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::Command;

use crate::support::OrdinaryUser;

#[test]
#[needs(Root)]
fn after_root_has_set_a_property_the_owner_of_the_directory_can_set_the_next_one() {
    let installation = tempfile::tempdir().unwrap();
    let user = OrdinaryUser::get();
    user.own(installation.path());
    set(Command::new(OrdinaryUser::omero()), installation.path(), "A");
    set(user.command(OrdinaryUser::omero()), installation.path(), "B");
    let owner = fs::metadata(installation.path()).unwrap().uid();
    for name in ["etc", "etc/grid", "etc/grid/config.xml", "etc/grid/config.xml.lock"] {
        assert_eq!(fs::metadata(installation.path().join(name)).unwrap().uid(), owner, "{name}");
    }
}

fn set(mut omero: Command, installation: &Path, key: &str) {
    let output =
        omero.env("OMERODIR", installation).args(["config", "set", key, "1"]).output().unwrap();
    assert!(output.status.success(), "{output:?}");
}
