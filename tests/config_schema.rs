//! `config schema`.

use std::process::Command;

use serde_json::Value;
use serde_json::json;

use crate::harness::program;
use crate::support::Installation;
use crate::support::Packages;

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

/// The validators of other programs.
static VALIDATORS: Packages =
    Packages { name: "check-jsonschema", requirements: &["check-jsonschema==0.39.0"] };

/// What another validator says of documents; they are files in the current directory.
fn accepted_by(program: &mut Command, omero: &Installation, document: &str) -> bool {
    let file = omero.file("document.json", document);
    program.arg(file).current_dir(omero.cwd()).output().unwrap().status.success()
}

/// Documents that `config apply` takes.
const TAKEN: [&str; 5] = [
    r#"{"omero.db.port": 5433, "omero.web.apps@contains": ["omero_figure"], "my.list@lacks": [1]}"#,
    r#"{"omero": {"web": {"debug": true, "public": {"enabled": false}}, "db.host": "db"}}"#,
    r#"{"omero.web": {"myapp": {"x": 1}, "myapp.y": 2, "prefix": "/omero"}, "my": {"own": 1}}"#,
    r#"{"omero.db.pass": {"$file": "/run/secrets/db"}, "omero.db.poolsize.indexer": 5}"#,
    r#"{"omero.web.gallery.mine": "x", "omero.glacier2.IceSSL.Mine": "x", "mine": {"a": 1}}"#,
];

/// Documents with a name or a value that is wrong.
const REFUSED: [&str; 10] = [
    r#"{"omero.web.debgu": true}"#,
    r#"{"omero": {"web": {"debgu": true}}}"#,
    r#"{"omero.web": {"public.enable": true}}"#,
    r#"{"omero.dbb.host": "x"}"#,
    r#"{"db.host": "x"}"#,
    r#"{"omero_server_config_set": {"omero.db.poolsize": 25}}"#,
    r#"{"omero.web.apps@contains": "omero_figure"}"#,
    r#"{"omero.web.apps@contain": ["omero_figure"]}"#,
    r#"{"omero": {"db": {"port": "x"}}}"#,
    r#"{"omero.web.ui.top_links": [["x", {"nosuch": 1}]]}"#,
];

#[test]
fn names_are_checked_as_apply_takes_them() {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    for (documents, is_taken) in [(&TAKEN[..], true), (&REFUSED[..], false)] {
        for document in documents {
            let value: Value = serde_json::from_str(document).unwrap();
            assert_eq!(validator.is_valid(&value), is_taken, "{document}");
        }
    }
}

#[test]
fn what_the_schema_takes_apply_takes() {
    for document in TAKEN.iter().filter(|document| !document.contains("$file")) {
        let omero = Installation::empty();
        let transcript = omero.typed("config apply --format json -").input(*document).run();
        assert!(transcript.succeeded(), "{document}: {transcript}");
    }
}

#[test]
#[needs(PyPi(&VALIDATORS))]
fn check_jsonschema_takes_the_schema_and_judges_documents() {
    let omero = Installation::empty();
    let schema = omero.file("schema.json", omero.answer("config schema"));
    let program = || Command::new(VALIDATORS.programs().join("check-jsonschema"));
    assert!(program().arg("--check-metaschema").arg(&schema).output().unwrap().status.success());
    for (documents, is_taken) in [(&TAKEN[..], true), (&REFUSED[..3], false)] {
        for document in documents {
            let mut check = program();
            check.arg("--schemafile").arg(&schema);
            assert_eq!(accepted_by(&mut check, &omero, document), is_taken, "{document}");
        }
    }
}

#[test]
#[needs(Condition("ajv is not installed", || program("ajv").is_some()))]
fn ajv_takes_the_schema_and_judges_documents() {
    let omero = Installation::empty();
    let schema = omero.file("schema.json", omero.answer("config schema"));
    for (documents, is_taken) in [(&TAKEN[..], true), (&REFUSED[..3], false)] {
        for document in documents {
            let mut ajv = Command::new(program("ajv").unwrap());
            ajv.args([
                "validate",
                "--spec=draft2020",
                "--strict=false",
                "--validate-formats=false",
            ]);
            ajv.arg("-s").arg(&schema).arg("-d");
            assert_eq!(accepted_by(&mut ajv, &omero, document), is_taken, "{document}");
        }
    }
}

#[test]
fn an_exported_file_passes_it() {
    let omero = Installation::empty();
    omero.prepare("config set omero.db.port 5433");
    omero.prepare("config set omero.web.debug True");
    omero.prepare("config set omero.web.apps '[\"omero_figure\"]'");
    omero.prepare("config set omero.ldap.urls ldap://ldap.example.org");
    omero.prepare("config set omero.client.icetransports ssl,wss");
    omero.prepare("config set my.own.key 5");
    let exported: Value =
        serde_json::from_str(&omero.answer("config export --format json")).unwrap();
    let validator = jsonschema::validator_for(&schema()).unwrap();
    let errors: Vec<_> = validator.iter_errors(&exported).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");
    let got: Value = serde_json::from_str(&omero.answer("config get --json")).unwrap();
    assert_eq!(exported, got);
}

#[test]
fn what_is_exported_changes_nothing_when_it_is_applied() {
    let omero = Installation::empty();
    omero.prepare("config set omero.web.debug ' TRUE'");
    omero.prepare(
        "config set omero.web.caches '{\"default\":{\"BACKEND\":\"a.B\",\"TIMEOUT\":null}}'",
    );
    omero.prepare("config set omero.client.icetransports 'ssl,wss'");
    omero.prepare("config set omero.search.max_partition_size 0x10");
    for format in ["json", "yaml", "toml", "properties", "env", "omero"] {
        let text = omero.answer(&format!("config export --format {format}"));
        let check = omero.typed(&format!("config apply --check --format {format} -"));
        let transcript = check.input(text.clone()).run();
        assert!(transcript.succeeded(), "{format}:\n{text}\n{transcript}");
    }
}
