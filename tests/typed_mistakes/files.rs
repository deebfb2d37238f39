//! Wrong names in files and in the environment, and what `check` and `undo` make of them.

use insta::assert_snapshot;

use crate::support::Installation;

#[test]
fn unknown_names_are_one_finding_of_check() {
    let omero = Installation::empty();
    for line in ["omero.web.foo_bar x", "omero.s3.bucket x", "omero.web.apps.append x", "a.b x"] {
        assert_eq!(omero.run(&format!("config set {line}")).exit(), 0, "{line}");
    }
    assert_snapshot!(omero.run("config check"), @"
    exit 0
    --- stdout
    warning R97 omero.web.foo_bar: is not known; nor are omero.s3.bucket, omero.web.apps.append (under the property omero.web.apps)
        They are stored and passed to every server, but no OMERO program reads them. If a setting was meant to have an effect, it has none.
        fix: omero config set omero.web.foo_bar && omero config set omero.s3.bucket && omero config set omero.web.apps.append
    profile `default`: 1 warning
    ");
}

#[test]
fn undo_takes_a_misspelt_property_back_and_a_second_apply_does_not_offer_it() {
    let omero = Installation::empty();
    omero.prepare("config set omero.db.host db");
    omero.file("site.yaml", "omero.db.usr: omero\n");
    assert_snapshot!(omero.run("config apply site.yaml"), @"
    exit 0
    --- stderr
    warning: `omero.db.usr` is not known; did you mean `omero.db.user`?
    hint: it was stored; `omero config undo` undoes this; `omero config set omero.db.user omero` sets that one
    ");
    assert_snapshot!(omero.run("config apply site.yaml"), @"
    exit 0
    --- stderr
    warning: `omero.db.usr` is not known; did you mean `omero.db.user`?
    hint: `omero config unset omero.db.usr` removes it; `omero config set omero.db.user omero` sets that one
    ");
    omero.prepare("config undo");
    assert_eq!(omero.answer("config get"), "omero.db.host=db");
}

#[test]
fn files_of_ansible_roles_and_other_tools_are_refused_with_what_to_write() {
    let omero = Installation::empty();
    omero.file("role.yaml", "omero_server_config_set:\n  omero.db.poolsize: 25\n");
    omero.file(
        "external.yaml",
        "server_set:\n  omero.db.poolsize: 25\nweb_append:\n  omero.web.apps: [omero_figure]\n",
    );
    assert_snapshot!(omero.run("config apply role.yaml"), @r#"
    exit 1
    --- stderr
    error: role.yaml:1:1: `omero_server_config_set` contains full names of properties, which would all begin with `omero_server_config_set.`
    hint: write full names at the top level of the file, as in `omero.db.poolsize: 25`; to add to a list, write `omero.web.apps@contains: ["omero_figure"]`
    "#);
    assert_snapshot!(omero.run("config apply external.yaml"), @r#"
    exit 1
    --- stderr
    error: external.yaml:1:1: `server_set` contains full names of properties, which would all begin with `server_set.`
    error: external.yaml:3:1: `web_append` contains full names of properties, which would all begin with `web_append.`
    hint: write full names at the top level of the file, as in `omero.db.poolsize: 25`; to add to a list, write `omero.web.apps@contains: ["omero_figure"]`
    "#);
    assert_eq!(omero.config_xml(), None);
}

#[test]
fn variables_with_another_separator_are_refused_with_the_right_name() {
    let omero = Installation::empty();
    let typed = omero.typed("config load --env").env("CONFIG_omero_db_host", "db");
    let typed = typed.env("CONFIG_omero_web_use_x_forwarded_host", "true");
    let typed = typed.env("CONFIG_omero.web.cors_origin_allow_all", "true");
    assert_snapshot!(typed.run(), @"
    exit 1
    --- stderr
    error: environment variable CONFIG_omero.web.cors_origin_allow_all: it would set `omero.web.cors.origin.allow.all`, which is not a known property; the variable for `omero.web.cors_origin_allow_all` is `CONFIG_omero_web_cors__origin__allow__all`
    error: environment variable CONFIG_omero_web_use_x_forwarded_host: it would set `omero.web.use.x.forwarded.host`, which is not a known property; the variable for `omero.web.use_x_forwarded_host` is `CONFIG_omero_web_use__x__forwarded__host`
    hint: in the name of a variable `_` means a dot and `__` means `_`; nothing was changed
    ");
    assert_eq!(omero.config_xml(), None);
}

#[test]
fn other_unknown_variables_are_stored_with_a_warning() {
    let omero = Installation::empty();
    let typed = omero.typed("config load --env").env("CONFIG_omero_mail_smtp_host", "m");
    let typed = typed.env("CONFIG_omero_web_myapp_setting", "x");
    assert_snapshot!(typed.run(), @"
    exit 0
    --- stderr
    warning: `omero.mail.smtp.host` is not known; did you mean `omero.mail.host`?
    hint: it was stored; `omero config undo` undoes this; `omero config set omero.mail.host m` sets that one
    ");
    assert_snapshot!(omero.answer("config get"), @"
    omero.mail.smtp.host=m
    omero.web.myapp.setting=x
    ");
}
