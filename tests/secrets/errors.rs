//! A message about a text that cannot be read quotes none of its secrets.

use super::table::SIGN;
use crate::support::Installation;

/// Texts with a secret that are in another format than the command expects.
const TEXTS: &[&str] = &[
    "{\"omero.db.pass\":\"SIGN\"}",
    "{\n  \"omero.db.host\": \"h\",\n  \"omero.db.pass\":\n    \"SIGN x\"\n}\n",
    "{\"omero.db.p\\u0061ss\":\"SIGN\"}",
    "omero.db.pass: SIGN\n",
    "omero.db.pass: |\n  SIGN !\n",
    "- value: \"SIGN\"\n  name: omero.db.pass\n",
    "- name: omero.db.pass\n  value: SIGN\n",
    "omero:\n  db:\n    pass: SIGN\n",
    "config set omero.db.pass SIGN\n",
    "config set omero.db.pass 'SIGN\n",
    "omero config set omero.db.pass SIGN extra\n",
    "export CONFIG_omero_db_pass='SIGN'\n",
    "<property name=\"omero.db.pass\" value=\"SIGN\"/>\n",
    "<property value=\"SIGN\" name=\"omero.db.pass\"/>\n",
    "omero.db.pass SIGN\n",
    "omero.db.pass -> SIGN\n",
    "set omero.db.pass to SIGN\n",
    "lab cache=redis://:SIGN@cache:6379/0\n",
    "lab: redis://:SIGN@cache:6379/0\n",
    "[omero.db]\npass = SIGN\n",
    "Authorization: Bearer SIGN\n",
    "curl -H 'X-Api-Key: SIGN' https://h\n",
];

/// Commands that read such texts.
const READERS: &[&str] = &[
    "config load",
    "config load -q",
    "load",
    "load -k",
    "",
    "config apply --format json -",
    "config apply --format yaml -",
    "config apply --format toml -",
    "config apply --format properties -",
    "config apply --format omero -",
    "config apply --format env -",
    "config diff --format json -",
    "config parse --file -",
];

#[test]
fn no_reader_of_a_text_quotes_its_secret() {
    let mut leaks = Vec::new();
    for reader in READERS {
        let omero = Installation::empty();
        for text in TEXTS.iter().map(|text| text.replace("SIGN", SIGN)) {
            let run = omero.typed(reader).input(text.clone()).run();
            if run.stderr().contains(SIGN) {
                leaks.push(format!("{reader:?} < {text:?}\n{run}"));
            }
        }
    }
    assert!(leaks.is_empty(), "{} leaks:\n{}", leaks.len(), leaks.join("\n"));
}

#[test]
fn an_edited_text_that_cannot_be_read_is_not_quoted_with_its_secret() {
    let mut leaks = Vec::new();
    for format in ["", " --format json", " --format yaml"] {
        for text in TEXTS.iter().map(|text| text.replace("SIGN", SIGN)) {
            let omero = Installation::empty();
            omero.file("text", &text);
            let run = omero.edit(&format!("config edit{format}"), "cat text > \"$1\"");
            if run.stderr().contains(SIGN) {
                leaks.push(format!("{format} {text:?}\n{run}"));
            }
        }
    }
    assert!(leaks.is_empty(), "{} leaks:\n{}", leaks.len(), leaks.join("\n"));
}

#[test]
fn an_option_that_takes_a_secret_is_typed_in_full() {
    let omero = Installation::empty();
    omero.file("hunter2", "x");
    for option in ["--db-pass", "--db-pass-f", "--db-pass-fil"] {
        for line in
            [format!("config init {option} hunter2"), format!("config init {option}=hunter2")]
        {
            let run = omero.run(&line);
            assert!(run.to_string().starts_with("exit 2"), "{run}");
            assert!(!run.to_string().contains("hunter2"), "{run}");
            assert!(run.stderr().contains("--db-pass-file FILE"), "{run}");
        }
    }
}
