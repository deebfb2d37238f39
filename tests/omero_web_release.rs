//! The release of OMERO.web: how it is found, and what depends on it.

use std::fs;

use insta::assert_snapshot;

use crate::support::Installation;

const SERIALIZER: &str = "omero.web.session_serializer";

/// Lets `pip` have installed a release of omero-web in an environment.
fn install(omero: &Installation, environment: &str, release: &str) {
    let packages = omero.omerodir().join(environment).join("lib/python3.11/site-packages");
    fs::create_dir_all(packages.join(format!("omero_web-{release}.dist-info"))).unwrap();
    fs::create_dir_all(packages.join("omero_web_zarr-0.1.2.dist-info")).unwrap();
}

#[test]
fn the_default_is_that_of_the_release_in_the_environment_next_to_omerodir() {
    let omero = Installation::empty();
    assert!(
        omero
            .answer("config get --default omero.web.session_serializer")
            .ends_with("JSONSerializer")
    );
    install(&omero, "../venv3", "5.29.3");
    assert!(
        omero
            .answer("config get --default omero.web.session_serializer")
            .ends_with("PickleSerializer")
    );
}

#[test]
fn the_environment_may_be_in_omerodir_or_be_it() {
    for environment in [".", "venv", ".venv"] {
        let omero = Installation::empty();
        install(&omero, environment, "5.29.3");
        let subject = omero.run("config doctor").stdout().lines().nth(1).unwrap().to_owned();
        assert_eq!(subject, "OMERO 5.6, omero-web 5.29.3", "{environment}");
    }
}

#[test]
fn a_program_on_the_path_leads_to_the_environment_of_its_python() {
    let omero = Installation::empty();
    install(&omero, "../elsewhere", "5.29.3");
    let python = omero.omerodir().join("../elsewhere/bin/python");
    let bin = omero.home().join("bin");
    fs::create_dir(&bin).unwrap();
    let script = bin.join("omero");
    fs::write(&script, format!("#!{}\n", python.display())).unwrap();
    fs::set_permissions(&script, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let transcript =
        omero.typed("config get --default omero.web.session_serializer").env("PATH", bin).run();
    assert!(transcript.stdout().ends_with("PickleSerializer\n"), "{transcript}");
}

#[test]
fn what_is_given_overrides_what_is_installed() {
    let omero = Installation::empty();
    install(&omero, "venv", "5.29.3");
    let default = |options: &str, variable: &str| {
        let line = format!("{options} config get --default {SERIALIZER}");
        let transcript = omero.typed(&line).env("OMERO_WEB_VERSION", variable).run();
        transcript.stdout().contains("Pickle")
    };
    assert!(default("", ""));
    assert!(!default("", "5.30.0"));
    assert!(default("--omero-web-version 5.28", "5.30.0"));
    assert!(!default("--omero-web-version 5.33.2", "5.20"));
    // The release of OMERO that is asked for has its own OMERO.web.
    assert!(!default("--omero-version 5.6", ""));
    assert!(default("--omero-version 5.6.7", ""));
}

#[test]
fn a_serializer_that_the_installed_release_has_is_accepted() {
    let omero = Installation::empty();
    let value = "django.contrib.sessions.serializers.PickleSerializer";
    omero.prepare(&format!("--omero-web-version 5.29.3 config set {SERIALIZER} {value}"));
    assert_snapshot!(omero.run("--omero-web-version 5.29.3 config check"), @"
    exit 0
    --- stdout
    profile `default`: nothing found
    ");
    assert_snapshot!(omero.run("--omero-web-version 5.30.0 config check"), @"
    exit 1
    --- stdout
    error R22 omero.web.session_serializer: is django.contrib.sessions.serializers.PickleSerializer, which was removed
        Django 5 has no PickleSerializer; with it every request fails.
        fix: omero --omero-web-version 5.30.0 config set omero.web.session_serializer
    profile `default`: 1 error; --fix fixes 1
    ");
}

#[test]
fn a_setting_is_unread_only_where_the_release_does_not_read_it() {
    let omero = Installation::empty();
    omero.prepare(
        "config set --force omero.web.pipeline_staticfile_storage pipeline.storage.PipelineStorage",
    );
    assert!(omero.run("--omero-web-version 5.29 config check --strict").succeeded());
    assert_snapshot!(omero.run("--omero-web-version 5.33.2 config check"), @"
    exit 0
    --- stdout
    warning R82 omero.web.pipeline_staticfile_storage: is accepted, but no program reads it
        This release does not use it: it was removed, or it does not belong in this file.
        fix: omero --omero-web-version 5.33.2 config set omero.web.pipeline_staticfile_storage
    profile `default`: 1 warning
    ");
}

#[test]
fn a_setting_of_a_later_release_is_reported() {
    let omero = Installation::empty();
    install(&omero, "venv", "5.26.0");
    omero.prepare("config set omero.web.max_table_slice_size 5000000");
    assert_snapshot!(omero.run("config check"), @"
    exit 0
    --- stdout
    warning R93 omero.web.max_table_slice_size: has no effect before 5.6 (omero-web 5.27.0)
        The release that the configuration is for does not support it yet.
    profile `default`: 1 warning
    ");
}

#[test]
fn a_release_that_is_newer_than_known_is_reported_as_such() {
    let omero = Installation::empty();
    install(&omero, "venv", "5.99.0");
    omero.prepare("config set omero.web.debug false");
    assert_snapshot!(omero.run("config check"), @"
    exit 0
    --- stdout
    profile `default`: nothing found
    --- stderr
    warning: the installed omero-web 5.99.0 is newer than this program supports: omero-web 5.33.2 is the newest
    ");
    assert_snapshot!(omero.run("config doctor").stdout(), @"
    store $OMERODIR/etc/grid/config.xml
    OMERO 5.6, omero-web 5.99.0
    warning release: the installed omero-web 5.99.0 is newer than this program supports: omero-web 5.33.2 is the newest
        upgrade this program to check values for that release
    warning editor: cannot find the editor `vi, nano, ...` on the PATH
        set VISUAL or EDITOR to one that is installed; `config edit` needs it
    hint path: this program is not on the PATH
        add its directory to the PATH, before that of the Python tool
    hint path: no other `omero` follows this program on the PATH
        commands such as `admin`, `import` and `web start` need the Python tool
    2 warnings, 2 hints
    ");
}

#[test]
fn an_installed_server_that_is_newer_than_known_is_reported_as_such() {
    let omero = Installation::empty();
    fs::write(omero.omerodir().join("etc/omero.properties"), "omero.version=5.7.1-ice36\n")
        .unwrap();
    assert_snapshot!(omero.run("config check"), @"
    exit 0
    --- stdout
    profile `default`: nothing found
    --- stderr
    warning: the release in OMERODIR: OMERO 5.7.1-ice36 is newer than this program supports: 5.6 is the newest
    ");
    assert_snapshot!(omero.run("config doctor").stdout(), @"
    store $OMERODIR/etc/grid/config.xml
    OMERO 5.6
    hint store: $OMERODIR/etc/grid/config.xml does not exist yet: all defaults apply
        `omero config init` creates it
    warning release: the release in OMERODIR: OMERO 5.7.1-ice36 is newer than this program supports: 5.6 is the newest
        upgrade this program to check values for that release
    warning editor: cannot find the editor `vi, nano, ...` on the PATH
        set VISUAL or EDITOR to one that is installed; `config edit` needs it
    hint path: this program is not on the PATH
        add its directory to the PATH, before that of the Python tool
    hint path: no other `omero` follows this program on the PATH
        commands such as `admin`, `import` and `web start` need the Python tool
    2 warnings, 3 hints
    ");
    assert_snapshot!(omero.run("--omero-version 5.7 config check"), @"
    exit 2
    --- stderr
    error: OMERO 5.7 is newer than this program supports: 5.6 is the newest
    ");
}

#[test]
fn other_words_are_not_releases() {
    let omero = Installation::empty();
    assert_snapshot!(omero.run("--omero-web-version latest config check"), @"
    exit 2
    --- stderr
    error: `latest` is not a release of OMERO.web, such as 5.29.3
    ");
    assert_snapshot!(omero.typed("config check").env("OMERO_WEB_VERSION", "latest").run(), @"
    exit 0
    --- stdout
    profile `default`: nothing found
    --- stderr
    warning: OMERO_WEB_VERSION: `latest` is not a release of OMERO.web, such as 5.29.3
    ");
}

#[test]
fn fixes_are_for_the_same_release() {
    let omero = Installation::empty();
    omero.prepare("config set --force omero.web.sesion_engine x");
    let report = omero.run("--omero-web-version 5.29.3 config check");
    let fix = "omero --omero-web-version 5.29.3 config set omero.web.sesion_engine";
    assert!(report.stdout().contains(fix), "{report}");
}

#[test]
fn lists_begin_with_the_default_of_the_release() {
    let omero = Installation::empty();
    omero.prepare("--omero-version 5.3.2 config append omero.web.open_with '[\"Mine\", \"mine\"]'");
    assert_snapshot!(omero.answer("config get omero.web.open_with"), @r#"[["Image viewer", "webindex", {"supported_objects": ["image"], "script_url": "webclient/javascript/ome.openwith_viewer.js"}], ["Mine", "mine"]]"#);
    omero
        .prepare("--omero-version 5.0 config append omero.web.ui.top_links '[\"Mine\", \"mine\"]'");
    assert_snapshot!(omero.answer("config get omero.web.ui.top_links"), @r#"[["Mine", "mine"]]"#);
    let middleware =
        r#"'{"index": 1, "class": "django.middleware.common.BrokenLinkEmailsMiddleware"}'"#;
    omero.prepare(&format!("--omero-version 5.4 config remove omero.web.middleware {middleware}"));
    let missing = omero.run(&format!("config remove omero.web.middleware {middleware}"));
    assert!(!missing.succeeded(), "{missing}");
}

#[test]
fn append_and_apply_agree_on_the_default_of_a_list() {
    for release in ["5.0", "5.3.2", "5.4.7", "5.6.3", "5.6"] {
        for (key, element) in [
            ("omero.web.ui.top_links", r#"["Mine", "mine"]"#),
            ("omero.web.open_with", r#"["Mine", "mine"]"#),
            ("omero.web.middleware", r#"{"index": 9, "class": "mine.Middleware"}"#),
        ] {
            let (appended, applied) = (Installation::empty(), Installation::empty());
            appended.prepare(&format!("--omero-version {release} config append {key} '{element}'"));
            let document = format!(r#"{{"{key}@contains": [{element}]}}"#);
            let apply = format!("--omero-version {release} config apply --format json -");
            assert!(applied.typed(&apply).input(document).run().succeeded());
            let value = |omero: &Installation| omero.answer(&format!("config get {key}"));
            assert_eq!(value(&appended), value(&applied), "{key} in {release}");
        }
    }
}
