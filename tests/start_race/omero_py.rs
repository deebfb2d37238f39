//! The same with the real omero-py: only Ice, the probe of the memory and the server are stubs.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use super::Running;
use super::directory_of_tool;
use super::end_of;
use super::twenty_changes;
use super::with_host;
use crate::support::Installation;
use crate::support::Packages;

/// Without its libraries of Ice, which the stubs stand for.
const PACKAGES: Packages = Packages {
    name: "omero-py",
    requirements: &["--no-deps", "omero-py==5.23.0", "portalocker", "appdirs", "future", "PyYAML"],
};

/// The server is down until `icegridnode` has been called.
const ICEGRIDADMIN: &str = "#!/bin/sh\ntest -e \"$OMERODIR/up\"\n";

/// By then the Python tool has read the store, and will save it again.
const ICEGRIDNODE: &str = "#!/bin/sh
case $1 in --version) echo 3.6.5 >&2; exit;; esac
echo begun
cat > /dev/null
: > \"$OMERODIR/up\"
";

/// What `omero admin start` needs of an installation, besides the store.
fn make_installation(omero: &Installation, directory: &Path) {
    let memory = ["blitz", "indexer", "pixeldata", "repository"].map(|name| {
        format!(
            "<server-template id='{name}'><server id='{name}'><option>MEMORY:{name}</option>
            <properties><property name='REPLACEMENT:{name}' value=''/></properties></server></server-template>"
        )
    });
    let etc = omero.omerodir().join("etc");
    let files = [
        ("templates/grid/templates.xml", format!("<icegrid>{}</icegrid>", memory.concat())),
        ("templates/internal.cfg", String::new()),
        (
            "templates/master.cfg",
            "IceGrid.Node.Data=var/master\nIceGrid.Registry.Data=var/registry\n".to_owned(),
        ),
        ("templates/ice.config", String::new()),
        ("omero.properties", "omero.version=5.6.0\n".to_owned()),
    ];
    fs::create_dir_all(etc.join("templates/grid")).unwrap();
    for (name, text) in files {
        fs::write(etc.join(name), text).unwrap();
    }
    for (name, text) in [("icegridadmin", ICEGRIDADMIN), ("icegridnode", ICEGRIDNODE)] {
        fs::write(directory.join(name), text).unwrap();
        fs::set_permissions(directory.join(name), PermissionsExt::from_mode(0o755)).unwrap();
    }
}

#[test]
#[needs(PyPi(&PACKAGES))]
fn twenty_changes_during_a_start_of_omero_py_are_kept() {
    let omero = with_host();
    omero.prepare(&format!("config set omero.data.dir {}", omero.home().display()));
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/omero_py.py");
    let python = PACKAGES.programs().join("python");
    let directory = directory_of_tool(&omero, python.to_str().unwrap(), &script);
    make_installation(&omero, &directory);
    let path = format!("{}:/usr/local/bin:/usr/bin:/bin", directory.display());
    let start = Running::start(omero.typed("admin start --force-rewrite").env("PATH", path));
    let wanted = twenty_changes(&omero, |stderr| assert_eq!(stderr, ""));
    let output = start.end();
    assert!(output.status.success(), "{output:?}");
    assert_eq!(omero.answer("config get"), wanted);
    assert!(end_of(&output).contains("key.16=applied"));
}
