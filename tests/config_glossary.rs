//! `config parse --rst` and `--markdown`.

use insta::assert_snapshot;

use crate::support::Installation;

const DEFAULTS: &str = "\
## Copyright of somebody
# Where images are.
#
# Has to exist.
omero.data.dir=/OMERO
omero.db.name=
# DEVELOPMENT: only for tests
omero.db.trick=1
# Addresses of the directory
omero.ldap.urls=ldap://a,\\
ldap://b
# For the next release
### END
omero.hidden=1
";

#[test]
fn comments_of_a_file_become_the_text() {
    let omero = Installation::empty();
    omero.file("defaults", DEFAULTS);
    assert_snapshot!(omero.run("config parse --no-web --file defaults --rst"), @"
    exit 0
    --- stdout
    Configuration properties
    ========================

    A property that is not set has its default. ``omero config set KEY VALUE`` sets a property,
    ``omero config unset KEY`` returns it to its default, and ``omero config describe KEY`` explains it.

    .. _fs_configuration:

    Binary repository
    -----------------

    .. property:: omero.data.dir

    omero.data.dir
    ^^^^^^^^^^^^^^
    Where images are.

    Has to exist.

    Default: ``/OMERO``

    .. _db_configuration:

    Database
    --------

    .. property:: omero.db.name

    omero.db.name
    ^^^^^^^^^^^^^
    Default: [empty]

    .. _ldap_configuration:

    LDAP
    ----

    .. property:: omero.ldap.urls

    omero.ldap.urls
    ^^^^^^^^^^^^^^^
    Addresses of the directory

    Default: ``ldap://a,ldap://b``
    ");
    assert_snapshot!(omero.run("config parse --no-web --file defaults --markdown"), @r#"
    exit 0
    --- stdout
    # Configuration properties

    A property that is not set has its default. `omero config set KEY VALUE` sets a property,
    `omero config unset KEY` returns it to its default, and `omero config describe KEY` explains it.

    ## Binary repository

    ### <a id="omero.data.dir"></a>omero.data.dir

    Where images are.

    Has to exist.

    Default: `/OMERO`

    ## Database

    ### <a id="omero.db.name"></a>omero.db.name

    Default: [empty]

    ## LDAP

    ### <a id="omero.ldap.urls"></a>omero.ldap.urls

    Addresses of the directory

    Default: `ldap://a,ldap://b`
    "#);
}

#[test]
fn settings_of_omero_web_are_added_to_those_of_a_file() {
    let omero = Installation::empty();
    omero.file("defaults", DEFAULTS);
    let glossary = omero.answer("config parse --file defaults --rst");
    assert!(glossary.contains(".. property:: omero.web.server_list\n"));
    assert!(!glossary.contains("omero.hidden") && !glossary.contains("omero.db.trick"));
}

#[test]
fn without_a_file_all_that_is_known_is_listed() {
    let omero = Installation::empty();
    let glossary = omero.answer("config parse --markdown");
    assert!(glossary.contains("\n### <a id=\"omero.ldap.urls\"></a>omero.ldap.urls\n"));
    assert!(glossary.contains("\n### <a id=\"omero.web.server_list\"></a>"));
    let server = omero.answer("config parse --markdown --no-web");
    assert!(!server.contains("<a id=\"omero.web.server_list\""));
}
