//! Values that a document does not hold itself: `config apply` finds them where references say.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use insta::assert_snapshot;

use crate::support::Installation;

/// A word that no output may have.
const SECRET: &str = "swordfish";

/// A file that only its owner can read.
fn private(omero: &Installation, name: &str, content: impl AsRef<[u8]>) {
    let path = omero.file(name, content);
    fs::set_permissions(path, PermissionsExt::from_mode(0o600)).unwrap();
}

fn stored(omero: &Installation, key: &str) -> String {
    omero.answer(&format!("config get --show-password {key}"))
}

#[test]
fn a_value_comes_from_a_file_a_variable_a_credential_or_a_program() {
    let document = r"
omero.db.pass: {$file: db}
omero.ldap.password: !credential ldap
omero.mail.password: {$env: MAIL}
omero.web.secret_key: !command [printf, 'key\nsecond line\n']
my.password: {$credential: ldap}
";
    let omero = Installation::empty();
    private(&omero, "db", "from a file\n");
    private(&omero, "ldap", "from systemd");
    omero.file("a.yaml", document);
    let typed = omero.typed("config apply --allow-commands a.yaml");
    let typed = typed.env("MAIL", "from a variable").env("CREDENTIALS_DIRECTORY", omero.cwd());
    assert_snapshot!(typed.run(), @"exit 0");
    assert_snapshot!(omero.answer("config get --show-password"), @"
    my.password=from systemd
    omero.db.pass=from a file
    omero.ldap.password=from systemd
    omero.mail.password=from a variable
    omero.web.secret_key=key
    ");
}

#[test]
fn json_toml_and_both_notations_of_yaml_say_the_same() {
    for (name, document) in [
        ("a.json", r#"{"omero": {"db": {"pass": {"$file": "db"}}}}"#),
        ("a.toml", "[omero.db]\npass = { '$file' = 'db' }\n"),
        ("b.toml", "[omero.db.pass]\n'$file' = 'db'\n"),
        ("a.yaml", "omero.db.pass: {$file: db}\n"),
        ("b.yaml", "omero:\n  db:\n    pass:\n      $file: db\n"),
        ("c.yaml", "omero:\n  db: {pass: !file db}\n"),
        ("d.yaml", "omero.db.pass: &it !file 'db'\nmy.pass: *it\n"),
    ] {
        let omero = Installation::empty();
        private(&omero, "db", "it works");
        omero.file(name, document);
        omero.prepare(&format!("config apply {name}"));
        assert_eq!(stored(&omero, "omero.db.pass"), "it works", "{name}");
    }
}

#[test]
fn parts_of_a_value_can_be_references() {
    let omero = Installation::empty();
    private(&omero, "client", "it's \"quoted\"\n");
    omero.file("a.yaml", "my.login:\n  google: {id: 1, secret: !file client}\n");
    omero.file("b.json", r#"{"omero.web.apps@contains": [{"$env": "APP"}]}"#);
    assert_snapshot!(omero.typed("config apply a.yaml b.json").env("APP", "omero_figure").run(), @"exit 0");
    assert_snapshot!(omero.answer("config get --show-password"), @r#"
    my.login={"google": {"id": 1, "secret": "it's \"quoted\""}}
    omero.web.apps=["omero_figure"]
    "#);
}

#[test]
fn what_looks_like_a_reference_can_be_a_value() {
    let omero = Installation::empty();
    omero.file("a.yaml", "my.one: {$literal: {$file: a}}\nmy.two: [!literal {$x: {$file: b}}]\n");
    omero.file("b.json", r#"{"my.three": "{\"$file\": \"c\"}", "my.four": {"$file": 1, "b": 2}}"#);
    assert_snapshot!(omero.run("config apply a.yaml b.json"), @"exit 0");
    let all = omero.answer("config get");
    assert_snapshot!(all, @r#"
    my.four={"$file": 1, "b": 2}
    my.one={"$file": "a"}
    my.three={"$file": "c"}
    my.two=[{"$x": {"$file": "b"}}]
    "#);
    // What is written for other programs and for an editor reads back as the same values.
    for format in ["json", "yaml", "toml"] {
        omero.file(
            &format!("copy.{format}"),
            omero.answer(&format!("config export --format {format}")),
        );
        omero.prepare(&format!("config apply --check copy.{format}"));
    }
    assert_snapshot!(omero.edit("config edit --format yaml", "echo 'a.b: 1' >> \"$1\""), @"exit 0");
    assert_eq!(omero.answer("config get"), format!("a.b=1\n{all}"));
}

#[test]
fn one_line_end_is_not_part_of_the_value() {
    let omero = Installation::empty();
    omero.file("a.yaml", "my.key: !file value\n");
    for (content, value) in [
        ("a", "a"),
        ("a\n", "a"),
        ("a\r\n", "a"),
        ("a\n\n", "a\n"),
        (" a ", " a "),
        ("a\nb\n", "a\nb"),
    ] {
        private(&omero, "value", content);
        omero.prepare("config apply a.yaml");
        assert_eq!(stored(&omero, "my.key"), value, "{content:?}");
    }
}

#[test]
fn a_path_begins_at_the_directory_of_the_document() {
    let omero = Installation::empty();
    fs::create_dir(omero.cwd().join("site")).unwrap();
    private(&omero, "site/db", "near the document");
    private(&omero, "db", "in the current directory");
    omero.file("site/a.yaml", "my.pass: !file db\n");
    omero.prepare("config apply site/a.yaml");
    assert_eq!(stored(&omero, "my.pass"), "near the document");
    let typed = omero.typed("config apply --format yaml -").input("my.pass: !file db\n");
    assert!(typed.run().succeeded());
    assert_eq!(stored(&omero, "my.pass"), "in the current directory");
}

#[test]
fn what_cannot_be_found_is_refused_with_its_place() {
    let omero = Installation::empty();
    let document = r"
omero:
  db.pass: !file missing
  ldap.password: !env NOT_SET
  mail.password: {$env: EMPTY}
my.a: !file empty
my.b: [1, !file bytes]
my.c: !file nul
my.d: !file directory
my.e: !file fifo
my.f: !file large
";
    let other = r"
my.g: !credential ldap
my.h: !credential ../db
my.i: !command [sh, -c, 'echo swordfish; exit 3']
my.j: !command [no-such-program, swordfish]
my.k: !command [printf, '\n']
my.l: {$file: [1]}
my.m: {$fil: swordfish}
my.n: !command ls
";
    omero.file("a.yaml", document);
    omero.file("b.yaml", other);
    private(&omero, "empty", "\n");
    private(&omero, "bytes", b"sword\xFFfish");
    private(&omero, "nul", "sword\0fish");
    private(&omero, "large", "x".repeat((16 << 20) + 1));
    fs::create_dir(omero.cwd().join("directory")).unwrap();
    let fifo = std::process::Command::new("mkfifo").arg(omero.cwd().join("fifo")).status();
    assert!(fifo.unwrap().success());
    let typed = omero.typed("config apply --allow-commands --force a.yaml").env("EMPTY", "");
    let typed = typed.env("PATH", "/usr/bin:/bin").run();
    assert_snapshot!(typed, @"
    exit 1
    --- stderr
    error: a.yaml:3:12: omero.db.pass: cannot read ********: No such file or directory (os error 2)
    hint: what was given as its name is not shown, because it may be the secret itself
    error: a.yaml:4:18: omero.ldap.password: the environment variable `NOT_SET` is not set
    hint: export the variable: `export NAME`
    error: a.yaml:5:18: omero.mail.password: the environment variable `EMPTY` is empty
    error: a.yaml:6:7: my.a: the file empty is empty
    error: a.yaml:7:11: my.b: the file bytes is not UTF-8 (byte 6)
    error: a.yaml:8:7: my.c: the file nul has a NUL byte (byte 6)
    error: a.yaml:9:7: my.d: cannot read directory: it is a directory
    error: a.yaml:10:7: my.e: cannot read fifo: it is not a regular file
    error: a.yaml:11:7: my.f: the file large has more than 16777216 bytes
    ");
    let typed = omero.typed("config apply --allow-commands --force b.yaml");
    let typed = typed.env("PATH", "/usr/bin:/bin").run();
    assert_snapshot!(typed, @"
    exit 1
    --- stderr
    error: b.yaml:2:7: my.g: there are no credentials: CREDENTIALS_DIRECTORY is not set
    hint: systemd sets it for a service with LoadCredential or LoadCredentialEncrypted
    error: b.yaml:3:7: my.h: the name of a credential is that of a file, without a directory
    error: b.yaml:4:7: my.i: `sh` failed: exit status: 3
    error: b.yaml:5:7: my.j: cannot run `no-such-program`: No such file or directory (os error 2)
    error: b.yaml:6:7: my.k: the first line that `printf` prints is empty
    error: b.yaml:7:7: my.l: `$file` needs the path of a file
    error: b.yaml:8:7: my.m: `$fil` is not a kind of reference; use $file, $env, $credential or $command, or $literal for an object that is itself the value
    error: b.yaml:9:7: my.n: `$command` needs a list: a program and its arguments, each a text
    ");
    assert_eq!(omero.config_xml(), None);
}

#[test]
fn programs_run_only_if_the_command_line_allows_it() {
    let omero = Installation::empty();
    omero.file("a.yaml", "my.pass: !command [touch, made]\n");
    let typed = omero.typed("config apply a.yaml").env("PATH", "/usr/bin:/bin");
    assert_snapshot!(typed.run(), @"
    exit 1
    --- stderr
    error: a.yaml:1:10: my.pass: the program `touch` is not run without --allow-commands; use it only for files that you trust
    ");
    assert!(!omero.cwd().join("made").exists());
}

#[test]
fn a_file_that_all_users_can_read_is_warned_about() {
    let omero = Installation::empty();
    let path = omero.file("db", "x");
    fs::set_permissions(&path, PermissionsExt::from_mode(0o604)).unwrap();
    omero.file("a.yaml", "omero.db.pass: !file db\nomero.db.host: !file db\n");
    assert_snapshot!(omero.run("config apply --check a.yaml"), @"
    exit 3
    --- stderr
    warning: all users of this machine can read db, which holds `omero.db.pass`
    hint: chmod o= db
    ");
    fs::set_permissions(&path, PermissionsExt::from_mode(0o640)).unwrap();
    assert_snapshot!(omero.run("config apply a.yaml"), @"exit 0");
}

#[test]
fn no_message_has_a_value_that_a_reference_gave() {
    let omero = Installation::empty();
    private(&omero, "secret", SECRET);
    omero.prepare("config set my.key before");
    let documents = [
        "omero.db.pass: !file secret\nmy.key: !file secret\nmy.other: {a: [!file secret]}\n",
        "omero.db.port: !file secret\n",
        "omero.web.debug: !file secret\nomero.web.server_list: [[!file secret]]\n",
        "omero.web.server_list: !file secret\n",
        "omero.web.apps@contains: [!file secret]\nomero.web.apps@lacks: [!file secret]\n",
        "my.key@contains: !file secret\n",
        "my.key@contains: [!file secret]\n",
        "omero.db.host: !file secret\nomero.db.host.more: {a.b: !file secret}\n? !file secret\n: 1\n",
    ];
    for document in documents {
        omero.file("a.yaml", document);
        for line in [
            "config apply --check --diff a.yaml",
            "config apply --check --json a.yaml",
            "-d debug config apply --check --diff a.yaml",
            "config diff --file a.yaml",
            "config diff --json --file a.yaml",
        ] {
            let said = omero.run(line).to_string();
            let is_shown = said.contains(SECRET) || said.contains("`s`");
            assert!(!is_shown, "{line}: {document}: {said}");
        }
    }
    assert_snapshot!(omero.run("config apply --check --diff a.yaml"), @"
    exit 1
    --- stderr
    error: a.yaml:3:3: a reference cannot be a name
    ");
    omero.file("a.yaml", documents[0]);
    assert_snapshot!(omero.run("config apply --check --diff a.yaml"), @"
    exit 3
    --- stdout
    - my.key=********
    + my.key=******** (another)
    + my.other=********
    + omero.db.pass=********
    ");
    omero.file("a.yaml", documents[1]);
    assert_snapshot!(omero.run("config apply --check --diff a.yaml"), @"
    exit 1
    --- stderr
    error: a.yaml:1:1: omero.db.port: expected an integer from 1 to 65535 (the value is not shown)
    hint: for example 5433; `omero config describe omero.db.port` explains more; --force stores it anyway
    ");
}

#[test]
fn another_value_of_a_reference_is_told_from_the_same_one() {
    let omero = Installation::empty();
    private(&omero, "old", "one");
    private(&omero, "new", "two");
    omero.file("a.yaml", "omero.db.pass: !file old\nmy.key: !file old\n");
    omero.prepare("config apply a.yaml");
    omero.file("a.yaml", "omero.db.pass: !file new\nmy.key: !file new\n");
    assert_snapshot!(omero.run("config apply --check --diff a.yaml"), @"
    exit 3
    --- stdout
    - my.key=********
    + my.key=******** (another)
    - omero.db.pass=********
    + omero.db.pass=******** (another)
    ");
    assert_snapshot!(omero.run("config diff --file a.yaml"), @"
    exit 1
    --- stdout
    - my.key=********
    + my.key=******** (another)
    - omero.db.pass=********
    + omero.db.pass=******** (another)
    ");
    assert_snapshot!(omero.run("config apply --check --json a.yaml"), @r#"
    exit 3
    --- stdout
    {
      "changed": true,
      "changes": [
        {
          "key": "my.key",
          "before": "********",
          "after": "******** (another)",
          "action": "replace"
        },
        {
          "key": "omero.db.pass",
          "before": "********",
          "after": "******** (another)",
          "action": "replace"
        }
      ]
    }
    "#);
}

#[test]
fn an_editor_that_knows_the_schema_accepts_references() {
    let omero = Installation::empty();
    let schema = serde_json::from_str(&omero.answer("config schema")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for (document, is_valid) in [
        (r#"{"omero.db.pass": {"$file": "/run/secrets/db"}}"#, true),
        (r#"{"omero.db.port": {"$env": "PORT"}}"#, true),
        (r#"{"omero.web.secret_key": {"$credential": "key"}}"#, true),
        (r#"{"omero.web.secret_key": {"$command": ["pass", "show", "omero"]}}"#, true),
        (r#"{"omero.web.server_list": [[{"$env": "HOST"}, 4064]]}"#, true),
        (r#"{"omero.web.caches": {"default": {"BACKEND": {"$file": "x"}}}}"#, true),
        (r#"{"omero.db.pass": {"$literal": {"$file": "x"}}}"#, true),
        (r#"{"omero.db.pass": {"$fil": "/run/secrets/db"}}"#, false),
        (r#"{"omero.db.port": {"$command": "pass"}}"#, false),
        (r#"{"omero.db.port": "five"}"#, false),
    ] {
        let document = serde_json::from_str(document).unwrap();
        assert_eq!(validator.is_valid(&document), is_valid, "{document}");
    }
}
