//! `config check`.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use insta::assert_snapshot;
use serde_json::Value;

use crate::support::Installation;

/// An error with a fix to think about, a warning with a safe one, and a password.
fn with_findings() -> Installation {
    let omero = Installation::empty();
    omero.file(
        "old.properties",
        "omero.db.poolsize=50\n\
         omero.db.pass=hush-hush\n\
         omero.web.email_host_password=hush-hush\n\
         omero.search.cron=\n\
         omero.web.public.server_id=2\n\
         omero.web.public.enabled=true\n\
         omero.web.public.user=public\n\
         omero.web.public.password=hush-hush\n\
         omero.web.public.url_filter=^/webgateway\n",
    );
    omero.prepare("config load --force old.properties");
    fs::create_dir(omero.cwd().join("data")).unwrap();
    let data = omero.cwd().join("data");
    omero.prepare(&format!("config set omero.data.dir {}", data.display()));
    omero
}

#[test]
fn findings_say_what_why_and_how_to_mend_it_the_worst_first() {
    let omero = with_findings();
    assert_snapshot!(omero.run("config check"), @r#"
    exit 1
    --- stdout
    error R06 omero.web.public.server_id: is 2, but omero.web.server_list has one server
        OMERO.web numbers the servers in its list from 1, and counts each pair of host and port once. If the number is not in the list, every visit fails.
        fix: omero config set omero.web.public.server_id 1
    error R81 omero.web.email_host_password: has no effect since 5.1.0
        The old name is still accepted, but no longer used: the setting has no effect.
        fix: omero config set omero.mail.password --file - && omero config set omero.web.email_host_password
    warning R87 omero.search.cron: is empty, so the default stays: "*/2 * * * * ?"; a single space, `' '`, switches it off
        Ice treats an empty value as not set, so the default of the server still applies.
        fix: omero config set omero.search.cron
    hint R74 omero.glacier2.IceSSL.Protocols: is not set, so the server supports only TLS 1.0
        TLS 1.0 and 1.1 are insecure, and many systems have disabled them: then clients cannot connect. If nothing is set, the server supports only TLS 1.0, and warns about it at start.
        fix: omero config set omero.glacier2.IceSSL.Protocols TLS1_2,TLS1_3
    hint R99 omero.glacier2.IceSSL.CertFile: is not set: without a certificate the server has only anonymous ciphers, which current systems refuse
        Without a certificate only anonymous ciphers work, and OpenSSL disables these at its default security level: no client can connect with `ssl` or `wss`.
        fix: omero certificates
    profile `default`: 2 errors, 1 warning, 2 hints; --fix fixes 1
    "#);
    assert_eq!(omero.run("config check").exit(), 1);
}

#[test]
fn a_configuration_without_mistakes_is_praised_in_one_line() {
    let omero = Installation::empty();
    assert_snapshot!(omero.run("config check"), @"
    exit 0
    --- stdout
    profile `default`: nothing found
    ");
    omero.prepare("config set omero.web.page_size 300");
    assert_snapshot!(omero.run("config check"), @"
    exit 0
    --- stdout
    profile `default`: nothing found
    ");
    assert_snapshot!(omero.run("config check --json"), @"
    exit 0
    --- stdout
    []
    ");
}

#[test]
fn warnings_count_when_it_is_strict() {
    let omero = Installation::empty();
    omero.prepare("config set omero.web.debug true");
    assert_eq!(omero.run("config check").exit(), 0);
    assert_eq!(omero.run("config check --strict").exit(), 1);
    omero.prepare("config set omero.web.debug false");
    omero.prepare("config set omero.mail.config true");
    let hint = omero.run("config check --strict");
    assert_eq!(hint.exit(), 0);
    assert!(hint.stdout().starts_with("hint R43 omero.mail.host"), "{hint}");
}

#[test]
fn json_has_all_that_is_said() {
    let omero = with_findings();
    let check = omero.run("config check --json");
    assert_eq!(check.exit(), 1);
    let findings: Value = serde_json::from_str(check.stdout()).unwrap();
    let findings = findings.as_array().unwrap();
    let names: Vec<_> = findings.iter().map(|found| found["rule"].as_str().unwrap()).collect();
    assert_eq!(names, ["R06", "R81", "R87", "R74", "R99"]);
    let keys: Vec<_> = findings[0].as_object().unwrap().keys().collect();
    assert_eq!(keys, ["severity", "rule", "key", "problem", "why", "fix", "safe"]);
    assert_eq!(findings[2]["fix"], "omero config set omero.search.cron");
    assert_eq!(findings[2]["safe"], true);
    assert_eq!(findings[0]["safe"], false);
}

#[test]
fn the_safe_fixes_are_applied_once_and_told() {
    let omero = with_findings();
    let before = omero.config_xml().unwrap();
    assert_snapshot!(omero.run("config check --fix"), @r#"
    exit 1
    --- stdout
    fixed R87 omero.search.cron: is empty, so the default stays: "*/2 * * * * ?"; a single space, `' '`, switches it off
        done: omero config set omero.search.cron
    error R06 omero.web.public.server_id: is 2, but omero.web.server_list has one server
        OMERO.web numbers the servers in its list from 1, and counts each pair of host and port once. If the number is not in the list, every visit fails.
        fix: omero config set omero.web.public.server_id 1
    error R81 omero.web.email_host_password: has no effect since 5.1.0
        The old name is still accepted, but no longer used: the setting has no effect.
        fix: omero config set omero.mail.password --file - && omero config set omero.web.email_host_password
    hint R74 omero.glacier2.IceSSL.Protocols: is not set, so the server supports only TLS 1.0
        TLS 1.0 and 1.1 are insecure, and many systems have disabled them: then clients cannot connect. If nothing is set, the server supports only TLS 1.0, and warns about it at start.
        fix: omero config set omero.glacier2.IceSSL.Protocols TLS1_2,TLS1_3
    hint R99 omero.glacier2.IceSSL.CertFile: is not set: without a certificate the server has only anonymous ciphers, which current systems refuse
        Without a certificate only anonymous ciphers work, and OpenSSL disables these at its default security level: no client can connect with `ssl` or `wss`.
        fix: omero certificates
    profile `default`: 2 errors, 2 hints
    "#);
    let fixed = omero.config_xml().unwrap();
    assert_ne!(fixed, before);
    assert_eq!(omero.answer("config get omero.web.public.server_id"), "2");
    let again = omero.run("config check --fix");
    assert!(!again.stdout().contains("fixed"), "{again}");
    assert_eq!(omero.config_xml().unwrap(), fixed);
    assert!(!omero.run("config keys").stdout().contains("omero.search.cron"));
}

#[test]
fn the_fix_of_a_list_keeps_its_meaning() {
    let omero = Installation::empty();
    omero.prepare("config set --force omero.client.icetransports 'ssl, tcp'");
    omero.prepare("config set --force omero.ldap.new_user_group ':query:(member=${dn})'");
    omero.prepare("config set omero.web.server_list '[[\"a\", 4064], [\"a\", 4064], [\"b\", 1]]'");
    omero.prepare("config check --fix");
    assert_eq!(omero.answer("config get omero.client.icetransports"), "ssl,tcp");
    let group = omero.answer("config get omero.ldap.new_user_group");
    assert_eq!(group, ":query:(member=@{dn})");
    let list = omero.answer("config get omero.web.server_list");
    assert_eq!(list, r#"[["a", 4064], ["b", 1]]"#);
}

#[test]
fn a_store_that_is_not_there_is_not_made() {
    let omero = Installation::empty();
    assert!(omero.run("config check --fix").succeeded());
    assert_eq!(omero.config_xml(), None);
    assert!(omero.grid_names().is_empty());
}

#[test]
fn rules_are_explained_without_a_store() {
    let omero = Installation::empty();
    let explained = omero.typed("config check --explain r06").without("OMERODIR").run();
    assert_snapshot!(explained, @r#"
    exit 0
    --- stdout
    R06 (error): a public server that is not in the list

    OMERO.web numbers the servers in its list from 1, and counts each pair of host and port once. If the number is not in the list, every visit fails.

    Set `omero.web.public.server_id` to the position of a server in `omero.web.server_list`.

    Example with this problem:
        omero.web.public.enabled=true
        omero.web.public.user=public
        omero.web.public.password=no-secret-at-all
        omero.web.public.url_filter=^/webgateway
        omero.web.public.server_id=2

    Example without it:
        omero.web.public.server_id=2
        omero.web.server_list=[["prod", 4064, "p"], ["dev", 4064, "d"]]
    "#);
    assert_snapshot!(omero.run("config check --explain R42"), @"
    exit 0
    --- stdout
    R42 is not checked: several web servers at one address without a shared key

    The configuration of one machine does not say how many machines serve the address.
    ");
    assert_snapshot!(omero.run("config check --explain R6"), @r#"
    exit 2
    --- stderr
    error: there is no rule "R6"
    hint: did you mean `R06`?
    "#);
    assert_snapshot!(omero.run("config check --explain nonsense"), @r#"
    exit 2
    --- stderr
    error: there is no rule "nonsense"
    hint: rules are named R01, R02 and so on
    "#);
}

#[test]
fn secrets_never_appear() {
    let omero = with_findings();
    for line in ["config check", "config check --json", "config check --fix", "-d 1 config check"] {
        let transcript = omero.run(line).to_string();
        assert!(!transcript.contains("hush"), "{transcript}");
    }
}

#[test]
fn passwords_that_everybody_may_read_are_told() {
    let omero = Installation::empty();
    omero.prepare("config set omero.web.public.password no-secret-at-all");
    assert!(omero.run("config check --strict").succeeded());
    fs::set_permissions(omero.store(), fs::Permissions::from_mode(0o644)).unwrap();
    assert_snapshot!(omero.run("config check --strict"), @"
    exit 1
    --- stdout
    warning R89 omero.web.public.password: is in a file that all users can read
        Anyone with an account on the machine can read them. They are also in the files that a running server keeps in `var/master`.
        fix: chmod o= $OMERODIR/etc/grid
    profile `default`: 1 warning
    ");
}

#[test]
fn a_missing_data_directory_is_told_for_the_installation_itself_only() {
    let omero = Installation::empty();
    omero.prepare("config set omero.db.poolsize 50");
    omero.prepare("config set omero.data.dir /no/such/directory");
    let found = omero.run("config check");
    assert_eq!(found.exit(), 1);
    assert!(found.stdout().starts_with("error R70 omero.data.dir: "), "{found}");
    let elsewhere = omero.cwd().join("other.xml");
    fs::copy(omero.store(), &elsewhere).unwrap();
    assert!(omero.run("config --source other.xml check").succeeded());
}

#[test]
fn commands_name_the_store_and_the_release_that_were_named() {
    let omero = Installation::empty();
    omero.file("it's.xml", "");
    let option = r#"config --source "it's.xml" "#;
    omero.prepare(&format!("{option} set omero.web.debug true"));
    let check = omero.run(&format!("--omero-version 5.5 {option} check"));
    let fix = r"fix: omero --omero-version 5.5 config --source 'it'\''s.xml' set omero.web.debug";
    assert!(check.stdout().contains(fix), "{check}");
}

#[test]
fn the_release_decides() {
    let omero = Installation::empty();
    omero.prepare("--omero-version 5.0 config set omero.web.application_server fastcgi");
    assert!(omero.run("--omero-version 5.0 config check --strict").succeeded());
    assert!(omero.typed("config check --strict").env("OMERO_VERSION", "5.0.8").run().succeeded());
    assert_eq!(omero.run("--omero-version 5.6 config check").exit(), 1);
}

#[test]
fn the_profile_that_is_chosen_is_checked() {
    let omero = Installation::empty();
    omero.prepare("config set omero.web.page_size 300");
    let other = |line| omero.typed(line).env("OMERO_CONFIG", "other").run();
    assert!(other("config set omero.web.debug true").succeeded());
    assert!(omero.run("config check --strict").succeeded());
    let check = other("config check --strict");
    assert_eq!(check.exit(), 1);
    assert!(check.stdout().ends_with("profile `other`: 1 warning\n"), "{check}");
}

#[test]
fn a_site_in_production_gets_no_false_alarm() {
    let omero = Installation::empty();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/production.properties");
    omero.file("production.xml", "");
    let load = omero.run(&format!("config --source production.xml load {path}"));
    assert!(load.succeeded(), "{load}");
    // The site has names of its own in the namespace of OMERO; nothing else is told.
    let told = load.stderr().lines().filter(|line| !line.starts_with("hint: "));
    let own = ["omero.figure.mykey", "omero.lab.name"];
    let unknown = own.map(|key| format!("warning: `{key}` is not known: OMERO does not read it"));
    assert_eq!(told.collect::<Vec<_>>(), unknown);
    fs::set_permissions(omero.cwd().join("production.xml"), fs::Permissions::from_mode(0o600))
        .unwrap();
    let all = omero.run("config --source production.xml check --json");
    let findings: Value = serde_json::from_str(all.stdout()).unwrap();
    for found in findings.as_array().unwrap() {
        let is_of_own_names =
            found["rule"] == "R97" && own.iter().all(|key| found.to_string().contains(key));
        assert!(is_of_own_names || found["severity"] == "hint", "{found}");
    }
}
