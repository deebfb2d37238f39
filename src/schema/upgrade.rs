//! What values in profiles of older versions become, as with the Python `omero config`.

use crate::python::Json;

/// A version of profiles, and the new value of a key, if it gets one.
type Upgrade = (&'static str, fn(key: &str, value: &str) -> Option<String>);

/// The versions from which values change; the store raises the version.
pub(crate) const UPGRADES: &[Upgrade] =
    &[("4.2.0", placeholders_of_ldap), ("4.2.1", former_top_links)];

/// The links that OMERO 4.4 and 5.0 showed at the top of the web page before those that were
/// configured; since then they have to be configured too.
const FORMER_TOP_LINKS: &str = r#"[
    ["Data", "webindex", {"title": "Browse Data via Projects, Tags etc"}],
    ["History", "history", {"title": "History"}],
    ["Help", "https://help.openmicroscopy.org/",
     {"target": "new", "title": "Open OMERO user guide in a new tab"}]
]"#;

/// Placeholders of LDAP values were escaped for IceGrid; since then they begin with `@`.
fn placeholders_of_ldap(key: &str, value: &str) -> Option<String> {
    let is_meant = key.starts_with("omero.ldap");
    is_meant.then(|| value.replace("${omero.dollar}", "").replace("${", "@{"))
}

/// Unlike the Python tool we leave a value that is not a list unchanged.
fn former_top_links(key: &str, value: &str) -> Option<String> {
    if key != "omero.web.ui.top_links" {
        return None;
    }
    let configured = Json::parse(value).ok()?.into_list()?;
    let mut links = Json::parse(FORMER_TOP_LINKS).ok()?.into_list()?;
    links.extend(configured);
    Some(Json::List(links).to_string())
}
