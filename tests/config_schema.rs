//! `config schema`.

use serde_json::Value;
use serde_json::json;

use crate::support::Installation;

fn schema() -> Value {
    let omero = Installation::empty();
    let transcript = omero.typed("config schema").without("OMERODIR").run();
    assert!(transcript.succeeded(), "{transcript}");
    serde_json::from_str(transcript.stdout()).unwrap()
}

#[test]
fn it_is_json_schema() {
    let schema = schema();
    assert!(jsonschema::meta::is_valid(&schema));
    assert_eq!(schema["$id"], "urn:omero-config:schema:omero-5.6");
    assert_eq!(schema["title"], "Configuration of OMERO 5.6");
}

#[test]
fn it_is_that_of_the_release_asked_for() {
    let old = Installation::empty().answer("--omero-version 5.0 config schema");
    let old: Value = serde_json::from_str(&old).unwrap();
    assert_eq!(old["title"], "Configuration of OMERO 5.0");
    assert_eq!(old["properties"]["omero.web.application_server"]["default"], "fastcgi-tcp");
}

#[test]
fn it_judges_what_get_shows_as_json() {
    let omero = Installation::empty();
    omero.prepare("config set omero.db.port 5433");
    omero.prepare("config set omero.web.debug true");
    omero.prepare("config set omero.ldap.urls ldap://ldap.example.org");
    omero.prepare("config set my.own.key anything");
    let validator = jsonschema::validator_for(&schema()).unwrap();
    let set: Value = serde_json::from_str(&omero.answer("config get --json")).unwrap();
    assert!(validator.is_valid(&set), "{set}");
    let all: Value = serde_json::from_str(&omero.answer("config get --json --all")).unwrap();
    let strangers: Vec<_> =
        validator.iter_errors(&all).map(|error| error.instance_path().to_string()).collect();
    // Defaults that name another property, and a secret that is no string.
    let expected =
        ["/omero.fs.port", "/omero.mail.smtp.socketFactory.port", "/omero.query.timeout.admin"];
    assert_eq!(strangers, expected);
}

#[test]
fn wrong_values_are_refused_by_other_tools_too() {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    for wrong in [
        json!({"omero.db.port": "5432"}),
        json!({"omero.web.debug": "yes"}),
        json!({"omero.web.server_list": [["localhost"]]}),
        json!({"omero.web.session_cookie_samesite": "sometimes"}),
    ] {
        assert!(!validator.is_valid(&wrong), "{wrong}");
    }
    assert!(validator.is_valid(&json!({"omero.web.session_cookie_samesite": "LAX"})));
}

#[test]
fn what_the_store_keeps_itself_is_not_in_the_schema() {
    let omero = Installation::empty();
    let schema = omero.answer("config schema");
    assert!(schema.contains("\"omero.db.host\""));
    for key in ["omero.config.profile", "omero.config.version"] {
        assert!(!schema.contains(&format!("\"{key}\"")), "{key}");
    }
}
