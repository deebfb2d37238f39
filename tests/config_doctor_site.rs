//! `config doctor` and the configuration of a web server, which is made from properties.

use std::fs;
use std::fs::File;
use std::time::Duration;
use std::time::SystemTime;

use insta::assert_snapshot;

use crate::support::Installation;

const SITE: &str =
    "# OMERO.web behind nginx\n# Made by `omero web config nginx`. Change properties.\n";

/// A site that was made so many seconds ago.
fn site(omero: &Installation, seconds: u64) {
    omero.file("site.conf", SITE);
    let file = File::options().append(true).open(omero.cwd().join("site.conf")).unwrap();
    file.set_modified(SystemTime::now() - Duration::from_secs(seconds)).unwrap();
}

/// What is said about the site, and nothing else.
fn findings(omero: &Installation, line: &str) -> String {
    let transcript = omero.run(line);
    assert!(transcript.succeeded(), "{transcript}");
    let lines: Vec<_> = transcript.stdout().lines().collect();
    let about_site = lines.windows(2).filter(|pair| pair[0].contains(" site: "));
    about_site.map(|pair| pair.join("\n")).collect::<Vec<_>>().join("\n")
}

#[test]
fn what_web_config_writes_is_known_and_too_old_after_the_next_change() {
    let omero = Installation::empty();
    omero.prepare("config set omero.web.prefix /omero");
    for kind in ["nginx", "nginx-development", "apache", "lighttpd"] {
        omero.prepare(&format!("web config {kind} --output site.conf"));
        let doctor = "config doctor --site site.conf";
        assert_eq!(findings(&omero, doctor), "", "{kind}");
        let file = File::options().append(true).open(omero.cwd().join("site.conf")).unwrap();
        file.set_modified(SystemTime::now() - Duration::from_secs(3600)).unwrap();
        omero.prepare(&format!("config set omero.web.prefix /{kind}"));
        let told = findings(&omero, doctor);
        assert!(told.contains(&format!("with `omero web config {kind}` and")), "{kind}: {told}");
    }
}

#[test]
fn a_site_that_was_changed_by_hand_is_found() {
    let omero = Installation::empty();
    omero.prepare("config set omero.web.application_server wsgi-tcp");
    for kind in ["nginx", "nginx-development", "nginx-location", "apache", "lighttpd", "iis"] {
        let options = if kind == "iis" { "--omerodir 'C:\\omero_dist'" } else { "" };
        omero.prepare(&format!("web config {kind} {options} --output site.conf"));
        let doctor = "config doctor --site site.conf";
        assert_eq!(findings(&omero, doctor), "", "{kind}");
        let text = fs::read_to_string(omero.cwd().join("site.conf")).unwrap();
        omero.file("site.conf", text + "\n");
        let told = findings(&omero, doctor);
        let expected =
            format!("site.conf was changed by hand after `omero web config {kind}` wrote it");
        assert!(told.contains(&expected), "{kind}: {told}");
    }
}

#[test]
fn a_site_without_a_checksum_may_be_as_it_was_made() {
    let omero = Installation::empty();
    omero.prepare("config set omero.web.prefix /omero");
    omero.file("site.conf", format!("{SITE}server {{ }} # by hand\n"));
    assert_eq!(findings(&omero, "config doctor --site site.conf"), "");
}

#[test]
fn a_site_that_is_older_than_its_properties_is_told_and_which_they_are() {
    let omero = Installation::empty();
    omero.prepare("config set omero.web.prefix /omero");
    omero.prepare("config set omero.web.prefix /imaging");
    omero.prepare("config set omero.db.host db.example.org");
    site(&omero, 3600);
    assert_snapshot!(findings(&omero, "config doctor --site site.conf"), @"
    warning site: site.conf is older than the last change of omero.web.prefix
        write it again with `omero web config nginx` and its options
    ");
}

#[test]
fn a_site_that_is_newer_than_the_last_change_of_its_properties_is_in_order() {
    let omero = Installation::empty();
    omero.prepare("config set omero.web.prefix /omero");
    omero.prepare("config set omero.web.prefix /imaging");
    site(&omero, 0);
    assert_eq!(findings(&omero, "config doctor --site site.conf"), "");
}

#[test]
fn a_change_of_another_program_or_profile_does_not_make_a_site_old() {
    let omero = Installation::empty();
    omero.prepare("config --history 0 set omero.web.prefix /omero");
    omero.prepare("config set omero.db.host db.example.org");
    omero.prepare("config set --profile other omero.web.prefix /other");
    site(&omero, 3600);
    assert_eq!(findings(&omero, "config doctor --site site.conf"), "");
}

#[test]
fn without_a_history_the_time_of_the_store_counts() {
    let omero = Installation::empty();
    omero.prepare("config --history 0 set omero.web.prefix /omero");
    site(&omero, 3600);
    assert_snapshot!(findings(&omero, "config doctor --site site.conf"), @"
    hint site: site.conf is older than the configuration
        write it again with `omero web config nginx` and its options
    ");
}

#[test]
fn a_file_that_we_did_not_make_is_told() {
    let omero = Installation::empty();
    omero.prepare("config set omero.web.prefix /omero");
    omero.file("other.conf", "server { listen 80; }\n");
    assert_snapshot!(findings(&omero, "config doctor --site other.conf --site nosuch.conf"), @"
    warning site: other.conf was not written by `omero web config`
        name a file that `omero web config TYPE` wrote
    warning site: cannot read nosuch.conf: No such file or directory (os error 2)
        name a file that `omero web config TYPE` wrote
    ");
    assert!(fs::metadata(omero.cwd().join("nosuch.conf")).is_err());
}

#[test]
fn a_file_time_of_any_century_ends_no_command() {
    let omero = Installation::empty();
    omero.prepare("config set omero.web.prefix /omero");
    omero.prepare("config set omero.web.prefix /web");
    omero.prepare("web config nginx --output site.conf");
    let history = omero.grid().join("config.xml.history");
    for name in ["000007-19691231T235959Z-x.xml", "000008-99991231T235960Z-x.xml"] {
        fs::write(history.join(name), "").unwrap();
    }
    // The first and the last second that file systems can have, far from the years 1970 to 9999.
    let day = 24 * 60 * 60;
    let early = SystemTime::UNIX_EPOCH - Duration::from_secs(20_000 * day);
    let late = SystemTime::UNIX_EPOCH + Duration::from_secs(4_000_000 * day);
    for time in [early, late] {
        for path in [omero.cwd().join("site.conf"), omero.store()] {
            // A file system that cannot have the time takes the nearest that it can have.
            let _ = File::options().append(true).open(path).unwrap().set_modified(time);
        }
        for line in ["config doctor --site site.conf", "config log", "config diff --version 2"] {
            let run = omero.run(line);
            assert!([0, 1].contains(&run.exit()), "{line}: {run}");
        }
    }
}

#[test]
#[cfg(unix)]
fn a_site_that_its_server_does_not_load_is_told() {
    let omero = Installation::empty();
    omero.prepare("config set omero.web.prefix /omero");
    for name in ["sites-available", "sites-enabled", "conf.d"] {
        fs::create_dir(omero.cwd().join(name)).unwrap();
    }
    let name = |name: &str, binding: &str| {
        omero.prepare(&format!("web config {binding} --servername a.example -o {name}"));
        findings(&omero, &format!("config doctor --site {name}"))
    };
    assert_snapshot!(omero.collapsed(&name("sites-available/omero", "nginx")), @"
    warning site: nginx does not load $CWD/sites-available/omero
        `ln -s $CWD/sites-available/omero $CWD/sites-enabled/`, then reload nginx
    ");
    let link = omero.cwd().join("sites-enabled/omero");
    std::os::unix::fs::symlink("../sites-available/omero", link).unwrap();
    assert_eq!(findings(&omero, "config doctor --site sites-available/omero"), "");
    assert_snapshot!(omero.collapsed(&name("conf.d/omero", "nginx")), @"
    warning site: nginx does not load $CWD/conf.d/omero
        rename it to $CWD/conf.d/omero.conf, then reload nginx
    ");
    assert_eq!(name("conf.d/omero.conf", "nginx"), "");
    assert!(name("sites-enabled/site", "apache").contains("does not load"));
    assert_eq!(name("sites-enabled/other", "nginx"), "");
}
