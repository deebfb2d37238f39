//! Lists that keep the default of an older release: rule R100 of `config check`.

use insta::assert_snapshot;

use crate::support::Installation;

const MINE: &str = r#"["Mine", "mine"]"#;

/// What `config check` says about a value that an older release had stored.
fn checked(key: &str, old: &str, change: &str) -> String {
    let omero = Installation::empty();
    omero.prepare(&format!("--omero-version {old} config {change}"));
    let report = omero.run("config check");
    let fix = report.stdout().lines().find_map(|line| line.trim().strip_prefix("fix: "));
    if let Some(fix) = fix {
        omero.prepare(fix.strip_prefix("omero ").unwrap());
        let after = omero.run("config check --strict");
        assert!(after.succeeded(), "{key}: {after}");
    }
    report.to_string()
}

#[test]
fn a_link_of_an_older_release_is_replaced_and_mine_stays() {
    let key = "omero.web.ui.top_links";
    assert_snapshot!(checked(key, "5.4.7", &format!("append {key} '{MINE}'")), @r#"
    exit 0
    --- stdout
    warning R100 omero.web.ui.top_links: has ["Help", "http://help.openmicroscopy.org/", {"title": "Open OMERO user guide in a new tab", "target": "new"}] of the default up to OMERO 5.4.7; the one of this release has ["Help", "https://help.openmicroscopy.org/", {"title": "Open OMERO user guide in a new tab", "target": "new"}]
        To add to a list is to store all of it. What later releases change in their default does not reach a list that is stored.
        fix: omero config set omero.web.ui.top_links '[["Data", "webindex", {"title": "Browse Data via Projects, Tags etc"}], ["History", "history", {"title": "History"}], ["Help", "https://help.openmicroscopy.org/", {"title": "Open OMERO user guide in a new tab", "target": "new"}], ["Mine", "mine"]]'
    profile `default`: 1 warning
    "#);
}

#[test]
fn a_viewer_of_an_older_release_is_replaced() {
    let key = "omero.web.open_with";
    assert_snapshot!(checked(key, "5.3.2", &format!("append {key} '{MINE}'")), @r#"
    exit 0
    --- stdout
    warning R100 omero.web.open_with: has ["Image viewer", "webindex", {"supported_objects": ["image"], "script_url": "webclient/javascript/ome.openwith_viewer.js"}] of the default up to OMERO 5.3.2; the one of this release has ["Image viewer", "webgateway", {"supported_objects": ["image"], "script_url": "webclient/javascript/ome.openwith_viewer.js"}]
        To add to a list is to store all of it. What later releases change in their default does not reach a list that is stored.
        fix: omero config set omero.web.open_with '[["Image viewer", "webgateway", {"supported_objects": ["image"], "script_url": "webclient/javascript/ome.openwith_viewer.js"}], ["Mine", "mine"]]'
    profile `default`: 1 warning
    "#);
}

#[test]
fn a_middleware_that_is_missing_is_only_a_hint() {
    let key = "omero.web.middleware";
    let mine = r#"{"index": 0.5, "class": "corsheaders.middleware.CorsMiddleware"}"#;
    assert_snapshot!(checked(key, "5.4", &format!("append {key} '{mine}'")), @r#"
    exit 0
    --- stdout
    hint R100 omero.web.middleware: is from the default up to OMERO 5.4; the one of this release also has "django.middleware.clickjacking.XFrameOptionsMiddleware"
        To add to a list is to store all of it. What later releases change in their default does not reach a list that is stored.
        fix: omero config set omero.web.middleware '[{"index": 1, "class": "django.middleware.common.BrokenLinkEmailsMiddleware"}, {"index": 2, "class": "django.middleware.common.CommonMiddleware"}, {"index": 3, "class": "django.contrib.sessions.middleware.SessionMiddleware"}, {"index": 4, "class": "django.middleware.csrf.CsrfViewMiddleware"}, {"index": 5, "class": "django.contrib.messages.middleware.MessageMiddleware"}, {"index": 6, "class": "django.middleware.clickjacking.XFrameOptionsMiddleware"}, {"index": 0.5, "class": "corsheaders.middleware.CorsMiddleware"}]'
    profile `default`: 1 hint
    "#);
}

#[test]
fn a_script_that_is_gone_is_removed() {
    let key = "omero.client.scripts_to_ignore";
    assert_snapshot!(checked(key, "5.2", &format!("append {key} /mine/Script.py")), @r#"
    exit 0
    --- stdout
    warning R100 omero.client.scripts_to_ignore: has "/omero/setup_scripts/FLIM_initialise.py", which the default has only up to OMERO 5.2
        To add to a list is to store all of it. What later releases change in their default does not reach a list that is stored.
        fix: omero config set omero.client.scripts_to_ignore /omero/figure_scripts/Movie_Figure.py,/omero/figure_scripts/Split_View_Figure.py,/omero/figure_scripts/Thumbnail_Figure.py,/omero/figure_scripts/ROI_Split_Figure.py,/omero/export_scripts/Make_Movie.py,/omero/import_scripts/Populate_ROI.py,/mine/Script.py
    profile `default`: 1 warning
    "#);
}

#[test]
fn what_was_removed_stays_removed() {
    let key = "omero.web.ui.top_links";
    let history = r#"["History", "history", {"title": "History"}]"#;
    assert_snapshot!(checked(key, "5.4.7", &format!("remove {key} '{history}'")), @r#"
    exit 0
    --- stdout
    warning R100 omero.web.ui.top_links: has ["Help", "http://help.openmicroscopy.org/", {"title": "Open OMERO user guide in a new tab", "target": "new"}] of the default up to OMERO 5.4.7; the one of this release has ["Help", "https://help.openmicroscopy.org/", {"title": "Open OMERO user guide in a new tab", "target": "new"}]
        To add to a list is to store all of it. What later releases change in their default does not reach a list that is stored.
        fix: omero config set omero.web.ui.top_links '[["Data", "webindex", {"title": "Browse Data via Projects, Tags etc"}], ["Help", "https://help.openmicroscopy.org/", {"title": "Open OMERO user guide in a new tab", "target": "new"}]]'
    profile `default`: 1 warning
    "#);
}

#[test]
fn a_list_of_my_own_is_not_frozen() {
    let omero = Installation::empty();
    omero.prepare(&format!("config set omero.web.ui.top_links '[{MINE}]'"));
    omero.prepare(&format!("config set omero.web.open_with '[{MINE}]'"));
    omero.prepare("config set omero.client.scripts_to_ignore /mine/Script.py");
    assert!(omero.run("config check --strict").succeeded());
}

#[test]
fn a_list_from_the_default_of_this_release_is_not_frozen() {
    let omero = Installation::empty();
    omero.prepare(&format!("config append omero.web.ui.top_links '{MINE}'"));
    omero.prepare(&format!("config append omero.web.open_with '{MINE}'"));
    omero.prepare("config append omero.client.scripts_to_ignore /mine/Script.py");
    assert!(omero.run("config check --strict").succeeded());
}

#[test]
fn for_the_older_release_nothing_is_wrong() {
    let omero = Installation::empty();
    omero.prepare(&format!("--omero-version 5.3.2 config append omero.web.open_with '{MINE}'"));
    assert!(omero.run("--omero-version 5.3.2 config check --strict").succeeded());
}
