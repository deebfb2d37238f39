//! Apps of OMERO.web: the Python modules in `omero.web.apps`.
//!
//! Source: `omeroweb/settings.py` imports each name and adds it to `INSTALLED_APPS` of Django, which
//! refuses a second app with the same label.

use crate::python::SyntaxError;
use crate::python::dotted_name;
use crate::python::quoted;
use crate::schema::nearest::nearest;

/// The property that lists apps.
pub(crate) const KEY: &str = "omero.web.apps";

/// Apps that OMERO.web adds by itself, as `omero.web.apps` might name them.
const BUILT_IN: [&str; 13] = [
    "api",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.sites",
    "django.contrib.staticfiles",
    "feedback",
    "omeroweb.webclient",
    "pipeline",
    "webadmin",
    "webclient",
    "webgateway",
    "webredirect",
];

/// Modules of apps that many sites have.
const WIDESPREAD: [&str; 27] = [
    "biomero_zarr_viewer",
    "corsheaders",
    "idr_gallery",
    "omero_3Dscript",
    "omero_autotag",
    "omero_biofilefinder",
    "omero_database_pages",
    "omero_figure",
    "omero_forms",
    "omero_fpbioimage",
    "omero_gallery",
    "omero_iviewer",
    "omero_mapr",
    "omero_oauth",
    "omero_openlink",
    "omero_parade",
    "omero_script_menu_widget",
    "omero_signup",
    "omero_tagsearch",
    "omero_vitessce",
    "omero_web_zarr",
    "omero_weberror",
    "omero_webtagging_autotag",
    "omero_webtagging_tagsearch",
    "omero_webtest",
    "omeroweb_shrtn",
    "virtualmicroscope",
];

/// The name of a module that is not one of OMERO.web's own apps.
pub(crate) fn check(text: &str) -> Result<(), SyntaxError> {
    // The guide of OMERO.web itself has a name to be filled in.
    if text.starts_with('<') && text.ends_with('>') {
        return Ok(());
    }
    dotted_name::check(text).map_err(|error| match text.chars().nth(error.position) {
        Some('-') => {
            let module = quoted(&text.replace('-', "_"));
            let problem = format!("expected the module of the app, not its package: {module}");
            SyntaxError { message: problem, ..error }
        }
        _ => error,
    })?;
    if BUILT_IN.contains(&text.strip_prefix("omeroweb.").unwrap_or(text))
        || BUILT_IN.contains(&text)
    {
        let problem = format!(
            "OMERO.web already has {}, and Django refuses the same app twice",
            quoted(text)
        );
        return Err(SyntaxError::new(0, problem));
    }
    Ok(())
}

/// The module of a package.
pub(crate) fn repair(text: &str) -> String {
    text.trim().replace('-', "_")
}

/// The widespread app that a name is almost, but not quite.
pub(crate) fn misspelt(name: &str) -> Option<&'static str> {
    let known = WIDESPREAD.into_iter();
    if WIDESPREAD.contains(&name) { None } else { nearest(name, known) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::table::accepts;
    use crate::python::table::refuses;

    #[test]
    fn modules() {
        accepts(check, &["omero_iviewer", "webtest", "my_lab.viewer", "django.contrib.humanize"]);
        refuses(
            check,
            &[
                ("omero-figure", 5, "`omero_figure`"),
                ("../x", 0, "found nothing"),
                ("omero figure", 5, "a space"),
                ("omero_iviewer ", 13, "a space"),
                ("webclient", 0, "already"),
                ("omeroweb.webclient", 0, "already"),
                ("django.contrib.auth", 0, "already"),
                ("", 0, "found nothing"),
            ],
        );
    }

    #[test]
    fn a_misspelt_name_leads_to_the_right_one() {
        assert_eq!(misspelt("omero_iviewr"), Some("omero_iviewer"));
        assert_eq!(misspelt("omero_iviewer"), None);
        assert_eq!(misspelt("my_lab"), None);
    }
}
