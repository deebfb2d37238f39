//! Older profiles brought up to date, as the Python `omero config` does on every command.

use crate::model::Configuration;
use crate::model::PRESENT_VERSION;
use crate::model::VERSION_KEY;
use crate::python::Json;

/// The links that OMERO 4.4 and 5.0 showed at the top of the web page before those that were
/// configured; since then they have to be configured too.
const FORMER_TOP_LINKS: &str = r#"[
    ["Data", "webindex", {"title": "Browse Data via Projects, Tags etc"}],
    ["History", "history", {"title": "History"}],
    ["Help", "https://help.openmicroscopy.org/",
     {"target": "new", "title": "Open OMERO user guide in a new tab"}]
]"#;

const TOP_LINKS_KEY: &str = "omero.web.ui.top_links";

/// Brings every profile of version 4.2.0 or 4.2.1 to the present version; others are left alone.
///
/// Unlike the Python tool we raise the version in both cases, so that the change happens once, and
/// leave a list of links that is no list as it is.
pub(super) fn bring_up_to_date(configuration: &mut Configuration) {
    for profile in configuration.profiles_mut() {
        match profile.get(VERSION_KEY) {
            Some("4.2.0") => profile.rewrite(upgrade_4_2_0),
            Some("4.2.1") => profile.rewrite(upgrade_4_2_1),
            _ => {}
        }
    }
}

/// Place holders of LDAP values were escaped for IceGrid; since then they begin with `@`.
fn upgrade_4_2_0(key: &str, value: &str) -> Option<String> {
    match key {
        VERSION_KEY => Some(PRESENT_VERSION.to_owned()),
        _ if key.starts_with("omero.ldap") => {
            Some(value.replace("${omero.dollar}", "").replace("${", "@{"))
        }
        _ => None,
    }
}

fn upgrade_4_2_1(key: &str, value: &str) -> Option<String> {
    match key {
        VERSION_KEY => Some(PRESENT_VERSION.to_owned()),
        TOP_LINKS_KEY => with_former_top_links(value),
        _ => None,
    }
}

fn with_former_top_links(value: &str) -> Option<String> {
    let configured = Json::parse(value).ok()?.into_list()?;
    let mut links = Json::parse(FORMER_TOP_LINKS).ok()?.into_list()?;
    links.extend(configured);
    Some(Json::List(links).to_string())
}
