//! `config describe`.

use insta::assert_snapshot;

use crate::support::Installation;

fn with_properties() -> Installation {
    let omero = Installation::empty();
    omero.prepare("config set omero.web.server_list '[[\"localhost\", 4064]]'");
    omero.prepare("config set omero.db.pass 'top secret'");
    omero
}

#[test]
fn a_property_is_explained_with_its_value() {
    assert_snapshot!(with_properties().run("config describe omero.web.server_list"), @r#"
    exit 0
    --- stdout
    omero.web.server_list
      OMERO servers that users can choose when they log in. Each entry is a list of
      host, port as a number and, optionally, a name to show; the port is that of
      omero.ports.ssl with its prefix. omero.web.public.server_id counts these
      entries from 1.

      Type        a list; each item is a list of host (a host name or address), port
                  (an integer from 1 to 65535) and name (a text or null, optional)
      Written     JSON
      Default     [["localhost", 4064, "omero"]]
      Value       [["localhost", 4064]]
                  set in profile `default`
      Read by     OMERO.web
      Since       4.2.1
      Note        The list does not follow omero.ports.*: write the actual port
                  here. Two entries with the same host and port count as one.
      Examples
        omero config set omero.web.server_list '[["localhost", 4064, "omero"]]'
        omero config set omero.web.server_list '[["prod.example.com", 4064, "prod"], ["dev.example.com", 4064, "dev"]]'
        omero config set omero.web.server_list '[["omero.example.org", 4064, "omero-example"]]'
        omero config set omero.web.server_list '[["omero.example.org", 4064]]'
    "#);
}

#[test]
fn several_are_separated_by_a_blank_line_and_a_secret_is_not_shown() {
    let line = "config describe omero.db.pass omero.db.port";
    assert_snapshot!(with_properties().run(line), @"
    exit 0
    --- stdout
    omero.db.pass
      Password for the database. The default password is public, so give the
      database account another one.

      Type        a text
      Default     omero
      Value       ********
                  set in profile `default`
      Read by     OMERO.server, the command line

    omero.db.port
      TCP port of the database.

      Type        an integer from 1 to 65535
      Written     in digits, or hexadecimal like 0x10
      Default     5432
      Value       not set: the default applies
      Read by     OMERO.server
      Examples
        omero config set omero.db.port 5433
    ");
}

#[test]
fn a_deprecated_property_names_its_replacement_as_a_command() {
    assert_snapshot!(with_properties().run("config describe omero.web.email_host"), @"
    exit 0
    --- stdout
    omero.web.email_host
      Mail server of OMERO.web up to 5.0. Replaced by omero.mail.host.

      Type        a host name or address
      Default     none
      Value       not set
      Read by     OMERO.web
      Status      accepted, but no program reads it: setting it has no effect
      Instead     omero config set omero.mail.host VALUE
      Since       4.2.1
      Releases    up to 5.0: works; the default is localhost
      Note        OMERO.web takes its mail settings from omero.mail.* since 5.1;
                  this property has no effect.
    ");
}

#[test]
fn releases_with_other_words_and_defaults_are_told_apart() {
    assert_snapshot!(with_properties().run("config describe omero.web.application_server"), @r#"
    exit 0
    --- stdout
    omero.web.application_server
      Kind of process that runs the web application. `wsgi-tcp` starts Gunicorn
      behind a web server, with `wsgi` the web server starts the application, for
      example with mod_wsgi, and `development` is Django's own server, which is not
      for production. The generated web server configurations need `wsgi-tcp`.

      Type        one of "wsgi-tcp", "wsgi", "development"
      Default     wsgi-tcp
      Value       not set: the default applies
      Read by     OMERO.web
      Since       4.2.1
      Releases    up to 5.1.2: the default is fastcgi-tcp; one of "fastcgi-tcp",
                  "fastcgi", "development"
                  up to 5.1.4: the default is fastcgi-tcp; one of "wsgi",
                  "wsgi-tcp", "fastcgi-tcp", "development"
      Note        Newer releases do not start with the FastCGI values of OMERO 5.1
                  and older.
      Examples
        omero config set omero.web.application_server wsgi-tcp
        omero config set omero.web.application_server development
        omero config set omero.web.application_server wsgi
    "#);
}

#[test]
fn an_older_release_is_described_when_it_is_asked_for() {
    let omero = Installation::empty();
    let page = omero.answer("--omero-version 5.0 config describe omero.web.email_host");
    assert!(page.contains("\n  Default     localhost\n") && page.contains("\n  Examples\n"));
    assert!(!page.contains("Status"), "{page}");
    let page = omero.answer("--omero-version 5.0 config describe omero.web.open_with");
    assert!(page.contains("\n  Status      unknown in OMERO 5.0\n"));
}

#[test]
fn a_member_of_a_family_is_described_as_such() {
    assert_snapshot!(with_properties().run("config describe omero.db.poolsize.blitz"), @"
    exit 0
    --- stdout
    omero.db.poolsize.blitz
      One of the properties omero.<any>.<service>.
      Value of a property for one kind of server process only. The name of the
      process, blitz, indexer, pixeldata or repository, is added to the property's
      own name; the value is what that property takes.

      Type        any text
      Default     none
      Value       not set
      Read by     the memory settings of the Java processes
      Since       5.0.3
      Note        Only works for the last property of a profile. The omero.jvmcfg
                  properties do not need it.
    ");
}

#[test]
fn an_unknown_key_is_told_with_the_nearest_one_and_the_others_are_shown() {
    let line = "config describe omero.web.serverlist omero.nosuch omero.logging.directory";
    assert_snapshot!(with_properties().run(line), @"
    exit 1
    --- stdout
    omero.logging.directory
      Directory for the logs of the Python services. A relative path starts in the
      directory of the server.

      Type        a path
      Default     var/log/
      Value       not set: the default applies
      Read by     the Python services
      Examples
        omero config set omero.logging.directory var/log/
        omero config set omero.logging.directory /var/log/omero
    --- stderr
    error: `omero.web.serverlist` is not known
    hint: did you mean `omero.web.server_list`?
    error: `omero.nosuch` is not known
    hint: `omero config search WORD` finds properties by their description
    ");
}

#[test]
fn json_is_the_schema_with_value_and_origin() {
    let omero = with_properties();
    assert_snapshot!(omero.run("config describe --json omero.db.port"), @r#"
    exit 0
    --- stdout
    {
      "type": "integer",
      "minimum": 1,
      "maximum": 65535,
      "default": 5432,
      "description": "TCP port of the database.",
      "examples": [5433],
      "x-omero-encoding": "java-int",
      "x-omero-component": "server",
      "x-omero-section": "Database",
      "x-omero-status": "active",
      "x-omero-consumers": ["server"],
      "x-omero-value": 5432,
      "x-omero-origin": "default:5.6"
    }
    "#);
    assert_snapshot!(omero.run("config describe --json omero.db.pass omero.db.name"), @r#"
    exit 0
    --- stdout
    {
      "omero.db.pass": {
        "type": "string",
        "default": "omero",
        "description": "Password for the database. The default password is public, so give the database account another one.",
        "writeOnly": true,
        "x-omero-encoding": "text",
        "x-omero-component": "model",
        "x-omero-section": "Database",
        "x-omero-status": "active",
        "x-omero-consumers": ["server", "python"],
        "x-omero-value": "********",
        "x-omero-origin": "profile:default"
      },
      "omero.db.name": {
        "type": "string",
        "default": "omero",
        "description": "Name of the database.",
        "examples": ["omero", "omero_database", "idr"],
        "x-omero-encoding": "text",
        "x-omero-component": "model",
        "x-omero-section": "Database",
        "x-omero-status": "active",
        "x-omero-consumers": ["server"],
        "x-omero-value": "omero",
        "x-omero-origin": "default:5.6"
      }
    }
    "#);
    assert_snapshot!(omero.run("config describe --json omero.nosuch"), @"
    exit 1
    --- stderr
    error: `omero.nosuch` is not known
    hint: `omero config search WORD` finds properties by their description
    ");
}

#[test]
fn a_value_that_is_wrong_is_told_as_such() {
    let omero = Installation::with(
        "<icegrid><properties id=\"__ACTIVE__\"><property name=\"omero.config.profile\" \
         value=\"default\"/></properties><properties id=\"default\">\
         <property name=\"omero.db.port\" value=\"70000\"/></properties></icegrid>",
    );
    let transcript = omero.run("config describe omero.db.port");
    assert!(
        transcript
            .stdout()
            .contains("\n  Wrong       expected an integer from 1 to 65535, found 70000\n")
    );
}

#[test]
fn without_omerodir_everything_but_the_value_is_shown() {
    let omero = Installation::empty();
    let transcript = omero.typed("config describe omero.db.host").without("OMERODIR").run();
    assert_snapshot!(transcript, @"
    exit 0
    --- stdout
    omero.db.host
      Host on which the PostgreSQL database runs. The connection is always made over
      TCP, even on the same host.

      Type        a host name or address
      Default     localhost
      Read by     OMERO.server, the command line
      Examples
        omero config set omero.db.host localhost
        omero config set omero.db.host db.example.org
    ");
}

#[test]
fn every_known_property_can_be_described() {
    let omero = Installation::empty();
    let keys: Vec<_> = omero_config::testing::schema::Schema::default().keys().collect();
    let transcript = omero.run(&format!("config describe {}", keys.join(" ")));
    assert!(transcript.succeeded());
    assert_eq!(
        transcript
            .stdout()
            .split("\n\n")
            .filter(|page| keys.iter().any(|key| page.starts_with(&format!("{key}\n"))))
            .count(),
        keys.len()
    );
    let json = omero.answer(&format!("config describe --json {}", keys.join(" ")));
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json.as_object().unwrap().len(), keys.len());
}
