//! OME's roles for Ansible and images, with this program in the place of the Python tool.
//!
//! `tests/fixtures/ome/deployments.json` says what each of them runs at a start, and what the Python tool has
//! in its store then.

mod deployment;
mod guide;
mod roles;

use std::collections::BTreeMap;
use std::fs;

use self::deployment::Deployment;
use self::deployment::Site;
use crate::history::restarts;

/// Each property of the default profile, as the text that is stored.
fn properties(site: &Site) -> BTreeMap<String, String> {
    properties_in(&site.omero().config_xml().unwrap())
}

fn properties_in(text: &str) -> BTreeMap<String, String> {
    let document = roxmltree::Document::parse(text).unwrap();
    let mut profiles = document.descendants();
    let profile = profiles.find(|node| node.attribute("id") == Some("default")).unwrap();
    let properties = profile.children().filter(roxmltree::Node::is_element);
    let each = properties.map(|property| ["name", "value"].map(|name| property.attribute(name)));
    let each = each.map(|[name, value]| (name.unwrap().to_owned(), value.unwrap().to_owned()));
    each.filter(|(name, _)| name != "omero.config.version").collect()
}

#[test]
#[needs(Program("python3"))]
fn each_start_gives_the_properties_that_the_python_tool_gives() {
    for site in Deployment::all().into_iter().map(Site::new) {
        for _ in 0..5 {
            site.start();
            assert_eq!(
                properties(&site),
                site.deployment().properties,
                "{}",
                site.deployment().name
            );
        }
    }
}

#[test]
#[needs(Program("python3"))]
fn one_change_for_scripts_and_variables_gives_the_same() {
    for site in Deployment::all().into_iter().map(Site::new) {
        let transcript = site.start_with_one_change();
        assert_eq!(transcript.exit(), 0, "{transcript}");
        assert_eq!(properties(&site), site.deployment().properties, "{}", site.deployment().name);
    }
}

#[test]
#[needs(Program("python3"))]
fn a_wrong_script_of_the_site_leaves_what_the_last_start_stored() {
    for site in Deployment::all().into_iter().map(Site::new) {
        site.start();
        let before = site.omero().config_xml();
        let script = site.config().join("99-site.omero");
        fs::write(script, "config set omero.db.port five\n").unwrap();
        assert_eq!(site.start_with_one_change().exit(), 1);
        assert_eq!(site.omero().config_xml(), before, "{}", site.deployment().name);
    }
}

#[test]
#[needs(Program("python3"))]
fn five_restarts_leave_at_most_one_change_and_that_of_a_person() {
    for site in Deployment::all().into_iter().map(Site::new) {
        restarts::check(site.omero(), || site.start(), "config set person 1", "added person: 1");
    }
}

#[test]
#[needs(Program("python3"))]
fn five_restarts_with_one_change_leave_at_most_one_and_that_of_a_person() {
    for site in Deployment::all().into_iter().map(Site::new) {
        let restart = || assert!(site.start_with_one_change().succeeded());
        restarts::check(site.omero(), restart, "config set person 1", "added person: 1");
    }
}
