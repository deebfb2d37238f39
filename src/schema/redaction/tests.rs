//! What is shown of keys, values and texts.

use proptest::prelude::*;

use super::MASK;
use super::has_secret;
use super::is_secret;
use super::redacted_message;
use super::redacted_text;
use super::shown;
use crate::schema::definition::Schema;

#[test]
fn a_key_is_secret_by_the_schema_or_by_its_name() {
    for key in [
        "omero.db.pass",
        "omero.db.pass.indexer",
        "omero.web.secret_key",
        "omero.mail.PASSWORD",
        "omero.bypass",
        "lab.token",
        "lab.refresh_token",
        "lab.client-secret",
        "lab.api_key",
        "lab.apiKey",
        "lab.s3.access-key",
        "lab.SECRET_KEY",
        "lab.private_key",
        "lab.passwd",
        "lab.userPwd",
        "lab.passphrase",
        "lab.smtp_password",
        "ldap.bindPassword",
        "lab.credentials",
        "lab.passwords",
        "lab.password2",
        "POSTGRES_PASSWORD",
        "CONFIG_omero_db_pass",
        "pass%77ord",
    ] {
        assert!(is_secret(key), "{key}");
    }
    for key in [
        "omero.web.show_forgot_password",
        "omero.web.show_forgot_password.blitz",
        "omero.security.password_provider",
        "omero.security.password_required",
        "omero.resetpassword.host",
        "omero.ldap.keyStore",
        "omero.certificates.key",
        "omero.web.passed",
        "omero.passport",
        "lab.token.lifetime",
        "lab.token_url",
        "lab.public_key",
        "lab.password_file",
        "lab.keyboard",
        "lab.monkey",
        "",
    ] {
        assert!(!is_secret(key), "{key}");
    }
}

/// `PW` and what belongs to it is between guillemets; all else stays.
fn check(marked: &str) {
    let text: String = marked.chars().filter(|found| !matches!(found, '«' | '»')).collect();
    let mut expected = String::new();
    for (at, piece) in marked.split(['«', '»']).enumerate() {
        expected.push_str(if at % 2 == 1 { MASK } else { piece });
    }
    assert_eq!(shown("lab.value", &text), expected, "{text}");
}

#[test]
fn the_password_in_a_url_is_masked() {
    for marked in [
        "redis://:«PW»@cache.example.org:6379/0",
        "redis://user:«PW»@cache:6379/0",
        "see amqp://u:«PW»@h/v and http://h/p, or redis://:«PW2»@h.",
        "redis://:«PW»@h1:1,redis://:«PW2»@h2:2",
        "mongodb://u:«PW»@h1:27017,h2:27017/db?replicaSet=a",
        "redis://:«P@W/1#2»@h:6379/1",
        "redis://:«P/W»@h",
        "redis://:«12/34»@h",
        "postgresql://u:«P?W»@h/db",
        "postgresql://u:«PW»@h/db?email=a@b",
        "https://u:«PW»@h/@scope/p",
        "https://u:«P/W»@h/x",
        "redis:\\/\\/:«PW»@h",
        "redis\\u003a//:«PW»@h",
        r#"{"default": {"LOCATION": "redis://:«PW»@h/1", "TIMEOUT": 5}}"#,
        r#"["redis://:«PW»@h/1", "redis://h/2"]"#,
        r"{'default': {'LOCATION': 'redis://:«PW»@h/1'}}",
        "//u:«PW»@h/db",
        "jdbc:mysql://u:«PW»@h/db",
        "jdbc:oracle:thin:scott/«PW»@//h:1521/sid",
        "user:«PW»@proxy.example.org:3128",
        "proxy=user:«P@W»@proxy:3128",
        "jdbc:oracle:thin:scott@h:1521:sid",
        "registry.example.org/app:1.2@sha256:abc",
        "git@h.example.org:group/project",
        "http://h:4080/user@example.org",
        "http://h:4080/",
        "http://user@h/",
        "https://[::1]:4064/x",
        "redis://h:6379/0",
        "mongodb://h1:27017,h2:27017/db",
        "http://HOST:PORT/path",
        "mailto:user@example.org",
        "tcp -h 127.0.0.1 -p 4063:ssl -p 4064",
    ] {
        check(marked);
    }
}

#[test]
fn a_password_among_parameters_is_masked() {
    for marked in [
        "jdbc:postgresql://h/db?user=u&password=«PW»",
        "jdbc:postgresql://h/db?password=«PW»&ssl=true",
        "jdbc:postgresql://h:5432/db?user=u&password=«p@w»&ssl=true",
        "jdbc:sqlserver://h:1433;databaseName=d;user=u;password=«PW»;encrypt=true",
        "https://h/x?access_token=«PW»&page=2",
        "https://h/x?pass%77ord=«PW»&page=2",
        "host=h user=u password=«PW» dbname=d",
        "host=h password='«P W»' dbname=d",
        r"host=h password='«P\'W»' dbname=d",
        "host=h password = «PW» dbname=d",
        "Server=h;Uid=u;Pwd=«P W»;Database=d",
        "user:u,passwd:«PW»,host:h",
        "a=1,secret=«P,W»,b=2",
        "a=1;secret=«P;W»;b=2",
        "-Xmx512m -Djavax.net.ssl.keyStorePassword=«PW» -Dx=y",
        "--user u --password «PW» --host h",
        "--password=«PW» --host h",
        "IDENTIFIED BY PASSWORD '«PW»' x",
        "Authorization: «Bearer PW»",
        "u=1\\u0026password=«PW»\\u0026x=1",
        "a=1&amp;password=«PW&amp»;x=1",
        "<password>«P&amp;W»</password><a>b</a>",
        r#"<property name="omero.db.pass" value="«PW»"/>"#,
        "password: {password}",
        "jdbc:postgresql://h/db?password=$${omero.db.pass}&ssl=true",
        "password=%(password)s",
        "password=",
        "password=&x=1",
        "show=password",
        "omero.web.show_forgot_password=true",
        "rememberPassword=true",
        "(&(objectClass=person)(uid=*))",
    ] {
        check(marked);
    }
}

#[test]
fn members_that_are_secret_by_their_name_are_masked() {
    for marked in [
        r#"{"user": "u", "password": "«PW»", "port": 5}"#,
        r#"{"a": [{"client": {"id": "i", "secret": "«PW»"}}, {"b": "c"}]}"#,
        r#"{"pass\u0077ord": "«PW»"}"#,
        r#"{"password": "«P\"W»", "a": "b"}"#,
        r#"{"password": "«P\\»", "a": "b"}"#,
        r#"{"password" : "«P,W: x»"}"#,
        "{\n  \"password\":\n    \"«PW»\",\n  \"a\": 1\n}",
        r#"{"db.PASSWORD": "«PW»"}"#,
        r#"{"a": "{\"password\": \"«P\\\"W»\", \"b\": 1}", "c": 2}"#,
        r"{'PASSWORD': '«PW»', 'HOST': ''}",
        r"{u'PASSWORD': u'«PW»', u'HOST': u''}",
        r#"$db['password'] = "«PW»";"#,
        r#"{"password" => "«PW»"}"#,
        r#"{"url": {"token": "https://idp/token"}, "token": "«https://idp/?x»"}"#,
        r#"[{"name": "DB_PASSWORD", "value": "«PW»"}, {"name": "a", "value": "b"}]"#,
        "user: u\npassword: «PW»\nhost: h",
        "password: |«\n  PW\n»",
        "-----BEGIN RSA PRIVATE KEY-----«\nPW\n»-----END RSA PRIVATE KEY-----\n",
        r#"{"password": "", "secret": null, "reset_password": true}"#,
        r#"{"password": "«PW"#,
    ] {
        check(marked);
    }
}

#[test]
fn what_is_no_text_becomes_one() {
    for (text, shown) in [
        (r#"{"pin_token": 1234, "a": 1}"#, r#"{"pin_token": "********", "a": 1}"#),
        (r#"{"tokens": ["a", {"b": "]"}], "c": 1}"#, r#"{"tokens": "********", "c": 1}"#),
        (r#"{"credentials": {"user": "u"}}"#, r#"{"credentials": "********"}"#),
        (r#"{"tokens": [], "credentials": {}}"#, r#"{"tokens": [], "credentials": {}}"#),
        (r#"{"a": "{\"secret\": 1}"}"#, r#"{"a": "{\"secret\": \"********\"}"}"#),
    ] {
        assert_eq!(redacted_text(text), shown);
    }
}

#[test]
fn a_message_keeps_its_sentences() {
    for text in [
        "omero.db.pass: expected a text (the value is not shown)",
        "type the password: it is not shown",
        "value of `omero.db.pass`: character 3",
        "omero config set omero.db.pass --file -",
    ] {
        assert_eq!(redacted_message(text), text);
    }
    for (text, shown) in [
        ("found `redis://:PW@h`", "found `redis://:********@h`"),
        ("found \"redis://u:PW...", "found \"redis://u:********"),
        ("found `{\"password\": \"PW\"}`", "found `{\"password\": \"********\"}`"),
        ("found `password=PW`", "found `password=********`"),
    ] {
        assert_eq!(redacted_message(text), shown);
    }
}

#[test]
fn a_secret_is_masked_as_a_whole_and_an_empty_one_shown_as_nothing() {
    assert_eq!(shown("omero.db.pass", "x"), MASK);
    assert_eq!(shown("omero.db.pass", ""), "");
    assert!(has_secret("omero.db.pass.blitz", "x"));
    assert!(has_secret("omero.web.caches", "redis://:PW@h"));
    assert!(!has_secret("omero.db.host", "localhost"));
    assert!(!has_secret("omero.db.pass", ""));
}

#[test]
fn no_default_and_no_example_of_the_schema_has_a_secret_unless_it_shows_one() {
    let schema = Schema::default();
    let mut masked = Vec::new();
    for key in schema.keys().filter(|key| !is_secret(key)) {
        let known = schema.find(key).unwrap();
        for text in known.default_text().into_iter().chain(known.examples().iter().cloned()) {
            let masks = shown(key, &text);
            if masks != *text {
                masked.push(format!("{key}: {masks}"));
            }
        }
    }
    assert_eq!(masked, [""; 0]);
}

proptest! {
    #[test]
    fn any_text_is_read_and_only_masks_are_new(text in "[a-c\\\\'\"{}\\[\\]:/@=&;,<> \n#?.|-]{0,60}|(password|token|://|\\\\u0070|[=:'\"@{}\\[\\],& ]|x){0,30}") {
        let shown = redacted_text(&text);
        let mut rest = &*text;
        for piece in shown.split(MASK) {
            let piece = piece.trim_matches('"');
            let at = rest.find(piece);
            prop_assert!(at.is_some(), "{}", shown);
            rest = &rest[at.unwrap_or_default() + piece.len()..];
        }
    }

    #[test]
    fn any_password_in_json_is_hidden(password in ".{1,20}", depth in 0..3_usize) {
        let mut text = format!("{{\"password\": {}}}", serde_json::to_string(&password).unwrap());
        for _ in 0..depth {
            text = format!("{{\"a\": {}}}", serde_json::to_string(&text).unwrap());
        }
        let shown = redacted_text(&text);
        let mut value = serde_json::from_str::<serde_json::Value>(&shown).unwrap();
        for _ in 0..depth {
            value = serde_json::from_str(value["a"].as_str().unwrap()).unwrap();
        }
        prop_assert_eq!(&value["password"], MASK);
    }
}
