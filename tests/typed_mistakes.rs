//! What people type by mistake, and the line that they are given instead.

use insta::assert_snapshot;

use crate::support::Installation;

/// What is printed for each of the lines, each in an installation of its own.
fn answers(lines: &[&str]) -> String {
    let answer = |line: &&str| {
        let run = Installation::empty().run(line);
        format!("$ omero {line}\n{run}\n")
    };
    lines.iter().map(answer).collect::<Vec<_>>().join("\n")
}

#[test]
fn names_that_are_almost_right() {
    assert_snapshot!(answers(&[
        "config set omero.mail.smtp.host mail.example.org",
        "config set omero.mail.smtp.port 587",
        "config set omero.db.hots db",
        "config set omero.web.use.x.forwarded.host true",
        "config set db.host db",
        "config set web.debug true",
        "config set CONFIG_omero_db_host db",
        "config set omero.web.email_host mail.example.org",
    ]), @"
    $ omero config set omero.mail.smtp.host mail.example.org
    exit 0
    --- stderr
    warning: `omero.mail.smtp.host` is not known; did you mean `omero.mail.host`?
    hint: it was stored; `omero config undo` takes it back; `omero config set omero.mail.host mail.example.org` sets the other one

    $ omero config set omero.mail.smtp.port 587
    exit 0
    --- stderr
    warning: `omero.mail.smtp.port` is not known; did you mean `omero.mail.port`?
    hint: it was stored; `omero config undo` takes it back; `omero config set omero.mail.port 587` sets the other one

    $ omero config set omero.db.hots db
    exit 0
    --- stderr
    warning: `omero.db.hots` is not known; did you mean `omero.db.host`?
    hint: it was stored; `omero config undo` takes it back; `omero config set omero.db.host db` sets the other one

    $ omero config set omero.web.use.x.forwarded.host true
    exit 0
    --- stderr
    warning: `omero.web.use.x.forwarded.host` is not known; did you mean `omero.web.use_x_forwarded_host`?
    hint: it was stored; `omero config undo` takes it back; `omero config set omero.web.use_x_forwarded_host true` sets the other one

    $ omero config set db.host db
    exit 0
    --- stderr
    warning: `db.host` is not known; did you mean `omero.db.host`?
    hint: it was stored; `omero config undo` takes it back; `omero config set omero.db.host db` sets the other one

    $ omero config set web.debug true
    exit 0
    --- stderr
    warning: `web.debug` is not known; did you mean `omero.web.debug`?
    hint: it was stored; `omero config undo` takes it back; `omero config set omero.web.debug true` sets the other one

    $ omero config set CONFIG_omero_db_host db
    exit 0
    --- stderr
    warning: `CONFIG_omero_db_host` is not known; did you mean `omero.db.host`?
    hint: it was stored; `omero config undo` takes it back; `omero config set omero.db.host db` sets the other one

    $ omero config set omero.web.email_host mail.example.org
    exit 0
    --- stderr
    warning: `omero.web.email_host` has no effect: this release accepts it, but nothing reads it
    hint: use `omero config set omero.mail.host VALUE`
    ");
}

#[test]
fn names_that_nothing_reads() {
    assert_snapshot!(answers(&[
        "config set omero.web.foo_bar x",
        "config set omero.s3.bucket x",
        "config set omero.web.apps.append omero_iviewer",
        "config set --dry-run omero.s3.bucket x",
        "config set omero.web.myapp.setting x",
        "config set my.own.name x",
    ]), @r#"
    $ omero config set omero.web.foo_bar x
    exit 0
    --- stderr
    warning: `omero.web.foo_bar` is not known: OMERO does not read it
    hint: it was stored; `omero config undo` takes it back; `omero config search WORD` finds properties by their meaning

    $ omero config set omero.s3.bucket x
    exit 0
    --- stderr
    warning: `omero.s3.bucket` is not known: OMERO does not read it
    hint: it was stored; `omero config undo` takes it back; `omero config search WORD` finds properties by their meaning

    $ omero config set omero.web.apps.append omero_iviewer
    exit 0
    --- stderr
    warning: `omero.web.apps.append` is not known; `omero.web.apps` is a property without parts
    hint: it was stored; `omero config undo` takes it back; `omero config append omero.web.apps '"omero_iviewer"'` appends to it

    $ omero config set --dry-run omero.s3.bucket x
    exit 0
    --- stdout
    Would change: Set omero.s3.bucket:x
    --- stderr
    warning: `omero.s3.bucket` is not known: OMERO does not read it
    hint: it would be stored all the same; `omero config search WORD` finds properties by their meaning

    $ omero config set omero.web.myapp.setting x
    exit 0

    $ omero config set my.own.name x
    exit 0
    "#);
}

#[test]
fn a_name_without_a_value() {
    assert_snapshot!(answers(&[
        "config set 'omero.web.public.url_filter^/webgateway'",
        "config set omero.web.servers_list",
        "config set omero.db.host",
    ]), @"
    $ omero config set 'omero.web.public.url_filter^/webgateway'
    exit 0
    --- stderr
    warning: `omero.web.public.url_filter^/webgateway` is not set and not known: nothing was done
    hint: name and value are two words: `omero config set omero.web.public.url_filter '^/webgateway'`

    $ omero config set omero.web.servers_list
    exit 0
    --- stderr
    warning: `omero.web.servers_list` is not set and not known: nothing was done
    hint: did you mean `omero.web.server_list`?

    $ omero config set omero.db.host
    exit 0
    ");
}

#[test]
fn signs_between_name_and_value() {
    assert_snapshot!(answers(&[
        "config set omero.db.host = db",
        "config set omero.db.host: db",
        "config set omero.db.host=db",
        "config set omero.db.host= db",
    ]), @r#"
    $ omero config set omero.db.host = db
    exit 2
    --- stderr
    error: unexpected argument 'db' found

      tip: leave out the `=`: `omero config set omero.db.host db`

    Usage: omero config set [OPTIONS] <KEY> [VALUE]

    For more information, try '--help'.

    $ omero config set omero.db.host: db
    exit 250
    --- stderr
    error: Illegal property name: omero.db.host:
    hint: leave out the `:`: `omero config set omero.db.host VALUE`

    $ omero config set omero.db.host=db
    exit 2
    --- stderr
    error: "=" in key name. Did you mean "...set omero.db.host db"?
    hint: key and value are two words: `omero config set KEY VALUE`

    $ omero config set omero.db.host= db
    exit 2
    --- stderr
    error: "=" in key name. Did you mean "...set omero.db.host db"?
    hint: key and value are two words: `omero config set KEY VALUE`
    "#);
}

#[test]
fn verbs_of_other_programs() {
    assert_snapshot!(answers(&[
        "set omero.db.host db",
        "get omero.db.host",
        "delete omero.db.host",
        "config rm omero.db.host",
        "config delete omero.db.host",
        "config show",
        "config add omero.web.apps '\"omero_figure\"'",
        "config omero.db.host db",
        "config remove omero.db.host",
        "config validate",
    ]), @r#"
    $ omero set omero.db.host db
    exit 2
    --- stderr
    error: there is no command `set` here, and there is no other `omero` on the PATH
    hint: `omero help` lists the commands

    $ omero get omero.db.host
    exit 2
    --- stderr
    error: there is no command `get` here, and there is no other `omero` on the PATH
    hint: `omero help` lists the commands

    $ omero delete omero.db.host
    exit 2
    --- stderr
    error: `delete` is not a command of `omero`, but `config` can do this
    hint: type `omero config unset omero.db.host`

    $ omero config rm omero.db.host
    exit 2
    --- stderr
    error: unrecognized subcommand 'rm'

      tip: `omero config unset omero.db.host` removes what is set

    Usage: omero config [OPTIONS] <COMMAND>

    For more information, try '--help'.

    $ omero config delete omero.db.host
    exit 2
    --- stderr
    error: unrecognized subcommand 'delete'

      tip: `omero config unset omero.db.host` removes what is set

    Usage: omero config [OPTIONS] <COMMAND>

    For more information, try '--help'.

    $ omero config show
    exit 2
    --- stderr
    error: unrecognized subcommand 'show'

      tip: `omero config get`

    Usage: omero config [OPTIONS] <COMMAND>

    For more information, try '--help'.

    $ omero config add omero.web.apps '"omero_figure"'
    exit 2
    --- stderr
    error: unrecognized subcommand 'add'

      tip: `omero config append omero.web.apps VALUE`

    Usage: omero config [OPTIONS] <COMMAND>

    For more information, try '--help'.

    $ omero config omero.db.host db
    exit 2
    --- stderr
    error: unrecognized subcommand 'omero.db.host'

      tip: a verb is missing: `omero config set omero.db.host VALUE`

    Usage: omero config [OPTIONS] <COMMAND>

    For more information, try '--help'.

    $ omero config remove omero.db.host
    exit 2
    --- stderr
    error: the following required arguments were not provided:
      <VALUE>

      tip: `omero config unset omero.db.host` removes a property; `remove` takes an element out of a list

    Usage: omero config remove <KEY> <VALUE>

    For more information, try '--help'.

    $ omero config validate
    exit 2
    --- stderr
    error: unrecognized subcommand 'validate'

      tip: `omero config check`

    Usage: omero config [OPTIONS] <COMMAND>

    For more information, try '--help'.
    "#);
}

#[test]
fn a_verb_has_its_help_without_config() {
    let omero = Installation::empty();
    assert_eq!(omero.answer("help set"), omero.answer("help config set"));
}

#[test]
fn unknown_names_are_one_finding_of_check() {
    let omero = Installation::empty();
    for line in ["omero.web.foo_bar x", "omero.s3.bucket x", "omero.web.apps.append x", "a.b x"] {
        assert_eq!(omero.run(&format!("config set {line}")).exit(), 0, "{line}");
    }
    assert_snapshot!(omero.run("config check"), @"
    exit 0
    --- stdout
    warning R97 omero.web.foo_bar: is not known; nor are omero.s3.bucket, omero.web.apps.append (below the property omero.web.apps)
        They are stored and passed to every server, but no program of OMERO reads them. A setting that was meant to do something does not.
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
    hint: it was stored; `omero config undo` takes it back; `omero config set omero.db.user omero` sets the other one
    ");
    assert_snapshot!(omero.run("config apply site.yaml"), @"
    exit 0
    --- stderr
    warning: `omero.db.usr` is not known; did you mean `omero.db.user`?
    hint: `omero config unset omero.db.usr` removes it; `omero config set omero.db.user omero` sets the other one
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
    error: role.yaml:1:1: `omero_server_config_set` has names of properties in full inside, which would all begin with `omero_server_config_set.`
    hint: write them at the top of the file, as in `omero.db.poolsize: 25`; what is to be appended to a list, as in `omero.web.apps@contains: ["omero_figure"]`
    "#);
    assert_snapshot!(omero.run("config apply external.yaml"), @r#"
    exit 1
    --- stderr
    error: external.yaml:1:1: `server_set` has names of properties in full inside, which would all begin with `server_set.`
    error: external.yaml:3:1: `web_append` has names of properties in full inside, which would all begin with `web_append.`
    hint: write them at the top of the file, as in `omero.db.poolsize: 25`; what is to be appended to a list, as in `omero.web.apps@contains: ["omero_figure"]`
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
    error: environment variable CONFIG_omero.web.cors_origin_allow_all: it would set `omero.web.cors.origin.allow.all`, which is not known; the variable for `omero.web.cors_origin_allow_all` is `CONFIG_omero_web_cors__origin__allow__all`
    error: environment variable CONFIG_omero_web_use_x_forwarded_host: it would set `omero.web.use.x.forwarded.host`, which is not known; the variable for `omero.web.use_x_forwarded_host` is `CONFIG_omero_web_use__x__forwarded__host`
    hint: in the name of a variable `_` stands for a dot and `__` for `_`; nothing was changed
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
    hint: it was stored; `omero config undo` takes it back; `omero config set omero.mail.host m` sets the other one
    ");
    assert_snapshot!(omero.answer("config get"), @"
    omero.mail.smtp.host=m
    omero.web.myapp.setting=x
    ");
}

#[test]
fn several_properties_are_unset_in_one_change() {
    let omero = Installation::empty();
    omero.file("a.properties", "omero.db.host=h\nomero.db.port=1\nomero.db.name=n\n");
    omero.prepare("config load a.properties");
    assert_snapshot!(omero.run("config unset --report omero.db.host omero.db.port omero.db.usr"), @"
    exit 0
    --- stdout
    Changed: Removed omero.db.host
    Changed: Removed omero.db.port
    --- stderr
    warning: `omero.db.usr` is not set and not known: nothing was done
    hint: did you mean `omero.db.user`?
    ");
    assert_eq!(omero.answer("config get"), "omero.db.name=n");
    omero.prepare("config undo");
    assert_eq!(omero.answer("config get omero.db.port"), "1");
}

#[test]
fn patterns_stand_for_properties() {
    let omero = Installation::empty();
    omero.file("a.properties", "omero.db.host=h\nomero.web.debug=true\nomero.web.prefix=/o\n");
    omero.prepare("config load a.properties");
    omero.prepare("config copy default test");
    omero.prepare("config set --profile test omero.web.debug false");
    omero.prepare("config set --profile test omero.db.host other");
    assert_snapshot!(omero.run("config get 'omero.web.*'"), @"
    exit 0
    --- stdout
    omero.web.debug=true
    omero.web.prefix=/o
    ");
    assert_snapshot!(omero.run("config get --json 'omero.web.d*'"), @r#"
    exit 0
    --- stdout
    {
      "omero.web.debug": true
    }
    "#);
    assert_snapshot!(omero.run("config keys 'omero.web.*' omero.db.host"), @"
    exit 0
    --- stdout
    omero.db.host
    omero.web.debug
    omero.web.prefix
    ");
    assert_snapshot!(omero.run("config export --format env 'omero.db.*'"), @"
    exit 0
    --- stdout
    CONFIG_omero_db_host=h
    ");
    assert_snapshot!(omero.run("config diff default test 'omero.web.*'"), @"
    exit 1
    --- stdout
    - omero.web.debug=true
    + omero.web.debug=false
    ");
    assert_snapshot!(omero.run("config get 'omero.mail.*'"), @"
    exit 1
    --- stderr
    error: nothing that is set matches `omero.mail.*`
    hint: `omero config keys` lists what is set, `omero config search WORD` what is known
    ");
    let described = omero.answer("config describe 'omero.upgrades.*'");
    assert!(described.contains("omero.upgrades.url"), "{described}");
}
