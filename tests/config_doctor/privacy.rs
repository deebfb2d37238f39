//! Who can read passwords, beside the file itself.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use insta::assert_snapshot;

use super::doctor;
use super::healthy;
use super::typed;
use crate::support::Installation;

/// A file in OMERODIR with its directories, which all users can read.
fn open_file(omero: &Installation, name: &str, content: &str) {
    let path = omero.omerodir().join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, content).unwrap();
    fs::set_permissions(&path, PermissionsExt::from_mode(0o644)).unwrap();
}

fn chmod(path: &Path, mode: u32) {
    fs::set_permissions(path, PermissionsExt::from_mode(mode)).unwrap();
}

#[test]
fn copies_with_secrets_that_all_users_can_read_are_told() {
    let omero = healthy();
    omero.prepare("config set omero.db.pass hush");
    let store = omero.config_xml().unwrap();
    for name in ["config.xml.bak", "config.xml~", "config.xml.orig", "old.xml", "my backup"] {
        open_file(&omero, &format!("etc/grid/{name}"), &store);
    }
    open_file(&omero, "etc/grid/site.properties", "a=b\nomero.db.pass=hush\n");
    open_file(
        &omero,
        "etc/grid/cut.xml",
        "<icegrid><property name=\"omero.db.pass\" value=\"x\"/>",
    );
    open_file(&omero, "etc/grid/setup.omero", "config set omero.ldap.password x\n");
    open_file(&omero, "etc/grid/site.yaml", "omero.db.pass: x\n");
    open_file(&omero, "etc/grid/private.xml", &store);
    chmod(&omero.grid().join("private.xml"), 0o600);
    open_file(&omero, "etc/grid/harmless.properties", "#omero.db.pass=x\nomero.db.host=hush\n");
    open_file(&omero, "etc/grid/templates.xml", "<icegrid><server-template id=\"x\"/></icegrid>");
    assert_snapshot!(doctor(&omero), @"
    exit 0
    --- stdout
    store $OMERODIR/etc/grid/config.xml
    OMERO 5.6.10
    warning copies: all users of this machine can read $OMERODIR/etc/grid/config.xml.bak, which holds a secret
        chmod go= $OMERODIR/etc/grid/config.xml.bak
    warning copies: all users of this machine can read $OMERODIR/etc/grid/config.xml.orig, which holds a secret
        chmod go= $OMERODIR/etc/grid/config.xml.orig
    warning copies: all users of this machine can read $OMERODIR/etc/grid/config.xml~, which holds a secret
        chmod go= '$OMERODIR/etc/grid/config.xml~'
    warning copies: all users of this machine can read $OMERODIR/etc/grid/cut.xml, which holds a secret
        chmod go= $OMERODIR/etc/grid/cut.xml
    warning copies: all users of this machine can read $OMERODIR/etc/grid/my backup, which holds a secret
        chmod go= '$OMERODIR/etc/grid/my backup'
    warning copies: all users of this machine can read $OMERODIR/etc/grid/old.xml, which holds a secret
        chmod go= $OMERODIR/etc/grid/old.xml
    warning copies: all users of this machine can read $OMERODIR/etc/grid/setup.omero, which holds a secret
        chmod go= $OMERODIR/etc/grid/setup.omero
    warning copies: all users of this machine can read $OMERODIR/etc/grid/site.properties, which holds a secret
        chmod go= $OMERODIR/etc/grid/site.properties
    warning copies: all users of this machine can read $OMERODIR/etc/grid/site.yaml, which holds a secret
        chmod go= $OMERODIR/etc/grid/site.yaml
    9 warnings
    ");
}

#[test]
fn files_of_icegrid_with_passwords_are_told_until_the_directory_is_closed() {
    let omero = healthy();
    omero.prepare("config set omero.db.pass hush");
    for server in ["Blitz-0", "Processor-0"] {
        let config = "Ice.Admin.Endpoints=tcp\nomero.db.pass=hush\n";
        open_file(&omero, &format!("var/master/servers/{server}/config/config"), config);
    }
    open_file(&omero, "var/registry/data.mdb", "\0\0omero.db.pass\0hush\0");
    open_file(&omero, "var/log/Blitz-0.log", "omero.db.pass=hush\n");
    open_file(&omero, "var/other/servers/Tables-0/config/config", "omero.db.host=db\n");
    assert_snapshot!(doctor(&omero), @"
    exit 0
    --- stdout
    store $OMERODIR/etc/grid/config.xml
    OMERO 5.6.10
    warning icegrid: all users of this machine can read $OMERODIR/var/master/servers/Blitz-0/config/config, which IceGrid wrote, with passwords in it
        chmod go= $OMERODIR/var/master # this is permanent: IceGrid recreates the files, but not this directory; UMask=0077 in the systemd unit of the server helps too
    warning icegrid: all users of this machine can read $OMERODIR/var/registry/data.mdb, which IceGrid wrote, with passwords in it
        chmod go= $OMERODIR/var/registry # this is permanent: IceGrid recreates the files, but not this directory; UMask=0077 in the systemd unit of the server helps too
    2 warnings
    ");
    for name in ["var/master", "var/registry"] {
        chmod(&omero.omerodir().join(name), 0o700);
    }
    assert!(doctor(&omero).stdout().ends_with("nothing found\n"));
}

#[test]
fn files_that_other_users_can_change_are_told() {
    let omero = healthy();
    let site = omero.cwd().join("nginx.conf");
    omero.prepare("web config nginx --output nginx.conf");
    for (path, mode) in
        [(&omero.store(), 0o602), (&omero.grid().join("config.xml.lock"), 0o644), (&site, 0o646)]
    {
        chmod(path, mode);
    }
    assert_snapshot!(typed(&omero, "config doctor --site nginx.conf").run(), @"
    exit 1
    --- stdout
    store $OMERODIR/etc/grid/config.xml
    OMERO 5.6.10
    error permissions: all users of this machine can change $OMERODIR/etc/grid/config.xml
        chmod o= $OMERODIR/etc/grid/config.xml
    warning permissions: all users of this machine can hold the lock $OMERODIR/etc/grid/config.xml.lock and block changes
        chmod o= $OMERODIR/etc/grid/config.xml.lock
    warning site: all users of this machine can change nginx.conf
        chmod o-w nginx.conf
    1 error, 2 warnings
    ");
}

#[test]
#[needs(Root)]
fn files_that_belong_to_another_user_are_told() {
    let omero = healthy();
    let site = omero.cwd().join("nginx.conf");
    omero.prepare("web config nginx --output nginx.conf");
    for path in [&omero.grid().join("config.xml.lock"), &site] {
        std::os::unix::fs::chown(path, Some(65534), None).unwrap();
    }
    assert_snapshot!(typed(&omero, "config doctor --site nginx.conf").run(), @"
    exit 0
    --- stdout
    store $OMERODIR/etc/grid/config.xml
    OMERO 5.6.10
    warning permissions: the lock $OMERODIR/etc/grid/config.xml.lock does not belong to the owner of its directory
        chown --reference=$OMERODIR/etc/grid $OMERODIR/etc/grid/config.xml.lock
    warning site: nginx.conf belongs neither to root nor to the owner of OMERODIR
        chown root nginx.conf
    2 warnings
    ");
}
