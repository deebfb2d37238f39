//! Names that are almost right, or that nothing reads.

use insta::assert_snapshot;

use super::answers;

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
    hint: it was stored; `omero config undo` undoes this; `omero config set omero.mail.host mail.example.org` sets that one

    $ omero config set omero.mail.smtp.port 587
    exit 0
    --- stderr
    warning: `omero.mail.smtp.port` is not known; did you mean `omero.mail.port`?
    hint: it was stored; `omero config undo` undoes this; `omero config set omero.mail.port 587` sets that one

    $ omero config set omero.db.hots db
    exit 0
    --- stderr
    warning: `omero.db.hots` is not known; did you mean `omero.db.host`?
    hint: it was stored; `omero config undo` undoes this; `omero config set omero.db.host db` sets that one

    $ omero config set omero.web.use.x.forwarded.host true
    exit 0
    --- stderr
    warning: `omero.web.use.x.forwarded.host` is not known; did you mean `omero.web.use_x_forwarded_host`?
    hint: it was stored; `omero config undo` undoes this; `omero config set omero.web.use_x_forwarded_host true` sets that one

    $ omero config set db.host db
    exit 0
    --- stderr
    warning: `db.host` is not known; did you mean `omero.db.host`?
    hint: it was stored; `omero config undo` undoes this; `omero config set omero.db.host db` sets that one

    $ omero config set web.debug true
    exit 0
    --- stderr
    warning: `web.debug` is not known; did you mean `omero.web.debug`?
    hint: it was stored; `omero config undo` undoes this; `omero config set omero.web.debug true` sets that one

    $ omero config set CONFIG_omero_db_host db
    exit 0
    --- stderr
    warning: `CONFIG_omero_db_host` is not known; did you mean `omero.db.host`?
    hint: it was stored; `omero config undo` undoes this; `omero config set omero.db.host db` sets that one

    $ omero config set omero.web.email_host mail.example.org
    exit 0
    --- stderr
    warning: `omero.web.email_host` has no effect: this release accepts it, but no program reads it
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
    hint: it was stored; `omero config undo` undoes this; `omero config search WORD` finds properties by their description

    $ omero config set omero.s3.bucket x
    exit 0
    --- stderr
    warning: `omero.s3.bucket` is not known: OMERO does not read it
    hint: it was stored; `omero config undo` undoes this; `omero config search WORD` finds properties by their description

    $ omero config set omero.web.apps.append omero_iviewer
    exit 0
    --- stderr
    warning: `omero.web.apps.append` is not known; `omero.web.apps` is a property without parts
    hint: it was stored; `omero config undo` undoes this; `omero config append omero.web.apps '"omero_iviewer"'` appends to it

    $ omero config set --dry-run omero.s3.bucket x
    exit 0
    --- stdout
    Would change: Set omero.s3.bucket:x
    --- stderr
    warning: `omero.s3.bucket` is not known: OMERO does not read it
    hint: it would be stored anyway; `omero config search WORD` finds properties by their description

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
    warning: `omero.web.public.url_filter^/webgateway` is not set and is not a known property: nothing was changed
    hint: write the name and the value as two words: `omero config set omero.web.public.url_filter '^/webgateway'`

    $ omero config set omero.web.servers_list
    exit 0
    --- stderr
    warning: `omero.web.servers_list` is not set and is not a known property: nothing was changed
    hint: did you mean `omero.web.server_list`?

    $ omero config set omero.db.host
    exit 0
    ");
}
