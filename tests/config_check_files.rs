//! `config check FILE...`: files under version control.

use std::fs;
use std::process::Command;

use insta::assert_snapshot;
use serde_json::Value;

use crate::support::Installation;

/// A file of a site with a mistake of each kind, and one that is applied after it.
fn repository() -> Installation {
    let omero = Installation::empty();
    omero.file(
        "base.yaml",
        "omero:\n  db:\n    poolsize: 25\n    pass: {\"$file\": \"/run/secrets/db\"}\n  web:\n    debug: maybe\n    \
         foo_bar: 1\nomero.web.public.server_id: 2\n",
    );
    omero.file("site.yaml", "omero.web.debug: false\nomero.db.hots: db\n");
    omero
}

#[test]
fn findings_have_the_place_where_the_property_was_last_set() {
    let omero = repository();
    assert_snapshot!(omero.run("config check base.yaml site.yaml"), @"
    exit 0
    --- stdout
    base.yaml:7:5: warning R97 omero.web.foo_bar: is not known
        They are stored and passed to every server, but no OMERO program reads them. If a setting was meant to have an effect, it has none.
        fix: remove omero.web.foo_bar
    base.yaml:8:1: warning R06 omero.web.public.server_id: is 2, but omero.web.server_list has one server
        OMERO.web numbers the servers in its list from 1, and counts each pair of host and port once. If the number is not in the list, every visit fails.
        fix: set omero.web.public.server_id to 1
    site.yaml:2:1: warning R83 omero.db.hots: is not known; did you mean omero.db.host?
        No program refuses an unknown name: it is stored and passed to every server, but not read.
        fix: set omero.db.host to db; remove omero.db.hots
    2 files: 3 warnings
    ");
}

#[test]
fn files_that_are_applied_together_are_checked_together() {
    let omero = repository();
    let alone = omero.run("config check base.yaml");
    assert!(alone.stdout().contains("base.yaml:6:5: error R91 omero.web.debug"), "{alone}");
    assert_eq!(alone.exit(), 1);
    let together = omero.run("config check base.yaml site.yaml");
    assert!(!together.stdout().contains("R91"), "{together}");
    assert_eq!(together.exit(), 0);
    assert_eq!(omero.run("config check --strict base.yaml site.yaml").exit(), 1);
}

#[test]
fn a_file_without_mistakes_is_praised_in_one_line() {
    let omero = Installation::empty();
    omero.file("site.toml", "\"omero.web.debug\" = false\n");
    let checked = omero.run("config check site.toml");
    assert_eq!(checked.stdout(), "1 file: nothing found\n");
    assert_eq!(checked.exit(), 0);
}

#[test]
fn every_format_is_checked() {
    let omero = Installation::empty();
    for (name, text, place) in [
        ("a.json", "{\n \"omero.web.debug\": \"maybe\"}", "a.json:2:2"),
        ("a.toml", "\n\"omero.web.debug\" = \"maybe\"", "a.toml:2:1"),
        ("a.properties", "# a\nomero.web.debug=maybe\n", "a.properties:2:1"),
        ("a.omero", "certificates\nconfig set omero.web.debug maybe\n", "a.omero:2:1"),
        ("a.env", "CONFIG_omero_web_debug=maybe\n", "a.env:1:1"),
        (
            "config.xml",
            "<icegrid>\n<properties id=\"default\">\n<property name=\"omero.web.debug\" \
             value=\"maybe\"/></properties></icegrid>",
            "config.xml:3:17",
        ),
    ] {
        omero.file(name, text);
        let checked = omero.run(&format!("config check {name}"));
        let expected = format!("{place}: error R91 omero.web.debug: ");
        assert!(checked.stdout().starts_with(&expected), "{checked}");
    }
}

#[test]
fn a_text_that_cannot_be_read_is_a_finding() {
    let omero = Installation::empty();
    omero.file("a.yaml", "omero.web.debug: [1\n");
    omero.file("config.xml", "<icegrid>\n<properties id=\"default\"></icegrid>");
    assert_snapshot!(omero.run("config check a.yaml config.xml"), @"
    exit 1
    --- stdout
    a.yaml:2:1: error syntax while parsing a flow sequence, expected ',' or ']'
        
    config.xml:2:26: error syntax expected the end tag `</properties>`, found `</icegrid>`
        
    2 files: 2 errors
    ");
}

#[test]
fn the_lines_of_a_start_script_that_set_nothing_are_understood() {
    let omero = Installation::empty();
    omero.file(
        "start.omero",
        "# made by a role\nconfig drop default\ncertificates\nconfig set omero.db.host db\n",
    );
    assert_eq!(omero.run("config check start.omero").stdout(), "1 file: nothing found\n");
}

#[test]
fn the_files_of_a_directory_are_checked_one_by_one() {
    let omero = Installation::empty();
    fs::create_dir_all(omero.cwd().join("sites/b/.git")).unwrap();
    omero.file("sites/a.yaml", "omero.web.debug: maybe\n");
    omero.file("sites/b/b.properties", "omero.web.debug=false\n");
    omero.file("sites/b/play.yaml", "- hosts: all\n");
    omero.file("sites/b/.git/c.yaml", "omero.web.debug: maybe\n");
    omero.file("sites/readme.txt", "omero.web.debug: maybe\n");
    assert_snapshot!(omero.run("config check sites"), @"
    exit 1
    --- stdout
    sites/a.yaml:1:1: error R91 omero.web.debug: expected true or false: this would be read as false: write `true` or `false` (character 1)
        The program does not start with it, fails when it uses it, or silently uses another value.
    2 files: 1 error
    ");
}

#[test]
fn a_comment_with_a_reason_silences_a_finding() {
    let omero = Installation::empty();
    omero.file(
        "site.yaml",
        "# omero: ignore R97: a patch of ours reads it\nomero.web.foo_bar: 1\n\
         omero.web.bar_foo: 1  # omero: ignore R97: the same\nomero.web.foo_baz: 1\n",
    );
    let checked = omero.run("config check site.yaml");
    assert!(
        checked.stdout().starts_with("site.yaml:4:1: warning R97 omero.web.foo_baz"),
        "{checked}"
    );
    assert!(checked.stdout().ends_with("1 file: 1 warning\n"), "{checked}");
}

#[test]
fn a_comment_can_silence_a_rule_for_a_whole_file() {
    let omero = Installation::empty();
    omero.file(
        "site.properties",
        "! omero: ignore-file R97: settings of ours\nomero.web.foo_bar=1\nomero.web.foo_baz=1\n",
    );
    assert_eq!(omero.run("config check site.properties").stdout(), "1 file: nothing found\n");
}

#[test]
fn a_comment_that_silences_nothing_is_a_finding() {
    let omero = Installation::empty();
    omero.file(
        "site.yaml",
        "omero.web.foo_bar: 1  # omero: ignore R97\nomero.web.debug: false  # omero: ignore R33: old\n\
         omero.web.ping_interval: 5  # omero: ignore R1000: no\n",
    );
    assert_snapshot!(omero.run("config check site.yaml"), @r#"
    exit 0
    --- stdout
    site.yaml:1: warning ignore a comment that ignores needs the name of a rule and a reason
        write `# omero: ignore R57: REASON`
    site.yaml:1:1: warning R97 omero.web.foo_bar: is not known
        They are stored and passed to every server, but no OMERO program reads them. If a setting was meant to have an effect, it has none.
        fix: remove omero.web.foo_bar
    site.yaml:2: hint ignore this comment ignores nothing: there is no such finding
        remove it
    site.yaml:3: warning ignore there is no rule "R1000"
        docs/rules.md lists the rules; the form is `# omero: ignore R57: REASON`
    1 file: 3 warnings, 1 hint
    "#);
}

#[test]
fn a_rule_can_be_left_out() {
    let omero = repository();
    let left = omero.run("config check --ignore r97 --ignore R83,R06 base.yaml site.yaml");
    assert_eq!(left.stdout(), "2 files: nothing found\n");
    omero.prepare("config set omero.web.debug true");
    let store = omero.run("config check --ignore R33,R57,R61,R74,R99");
    assert_eq!(store.stdout(), "profile `default`: nothing found\n");
    assert_snapshot!(omero.run("config check --ignore R1000"), @"
    exit 2
    --- stderr
    error: invalid value 'R1000' for '--ignore <RULE>': there is no such rule; did you mean R100?

    For more information, try '--help'.
    ");
}

#[test]
fn the_hook_of_pre_commit_runs_a_command_that_exists() {
    let omero = repository();
    let hooks = include_str!("../.pre-commit-hooks.yaml");
    let entry = hooks.lines().find_map(|line| line.trim().strip_prefix("entry: omero ")).unwrap();
    assert_eq!(omero.run(&format!("{entry} --strict -- site.yaml")).exit(), 1);
}

#[test]
fn what_is_not_a_file_of_properties_is_refused() {
    let omero = repository();
    omero.file("notes.txt", "");
    assert_snapshot!(omero.run("config check notes.txt"), @"
    exit 2
    --- stderr
    error: notes.txt is not a file that can be checked: its name does not say its format
    hint: it has to end with .yaml, .json, .toml, .properties, .omero, .env or .xml
    ");
    assert_snapshot!(omero.run("config check nosuch.yaml"), @"
    exit 2
    --- stderr
    error: File does not exist: nosuch.yaml
    hint: `omero help` lists the commands, `omero help COMMAND` explains one
    ");
    assert_snapshot!(omero.run("config check --profile other site.yaml"), @"
    exit 2
    --- stderr
    error: --profile has no meaning where files are checked
    hint: `omero help` lists the commands, `omero help COMMAND` explains one
    ");
}

#[test]
fn secrets_in_files_are_not_shown() {
    let omero = Installation::empty();
    omero.file(
        "site.yaml",
        "omero.db.url: 'jdbc:postgresql://h/a/b?password=hush'\nomero.db.pass: [hush]\n",
    );
    for format in ["text", "json", "github", "sarif", "junit"] {
        let checked = omero.run(&format!("config check --format {format} site.yaml"));
        assert!(checked.stdout().contains("omero.db.url"), "{checked}");
        assert!(!checked.to_string().contains("hush"), "{checked}");
    }
}

#[test]
fn annotations_are_those_of_github_actions() {
    let omero = Installation::empty();
    omero.file("a,b.yaml", "omero.web.foo_bar: 1\n");
    assert_snapshot!(omero.run("config check --format github a,b.yaml"), @"
    exit 0
    --- stdout
    ::warning file=a%2Cb.yaml,line=1,col=1,title=omero R97::omero.web.foo_bar: is not known%0AThey are stored and passed to every server, but no OMERO program reads them. If a setting was meant to have an effect, it has none.%0AFix: remove omero.web.foo_bar
    ");
}

#[test]
fn the_log_for_code_scanning_is_sarif() {
    let omero = repository();
    omero.file("a b.yaml", "omero.web.foo_bar: 1\n");
    let checked = omero.run("config check --format sarif './a b.yaml'");
    let mut log: Value = serde_json::from_str(checked.stdout()).unwrap();
    log["runs"][0]["tool"]["driver"]["version"] = "VERSION".into();
    assert_snapshot!(serde_json::to_string_pretty(&log).unwrap(), @r#"
    {
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
      "version": "2.1.0",
      "runs": [
        {
          "tool": {
            "driver": {
              "name": "omero",
              "version": "VERSION",
              "rules": [
                {
                  "id": "R97",
                  "shortDescription": {
                    "text": "unknown names"
                  },
                  "fullDescription": {
                    "text": "They are stored and passed to every server, but no OMERO program reads them. If a setting was meant to have an effect, it has none."
                  },
                  "help": {
                    "text": "Find the right name with `omero config search`, or remove them. Names for your own web apps (`omero.web.<app>.<name>`) are fine."
                  },
                  "defaultConfiguration": {
                    "level": "warning"
                  }
                }
              ]
            }
          },
          "columnKind": "unicodeCodePoints",
          "results": [
            {
              "ruleId": "R97",
              "level": "warning",
              "message": {
                "text": "omero.web.foo_bar: is not known\nThey are stored and passed to every server, but no OMERO program reads them. If a setting was meant to have an effect, it has none.\nFix: remove omero.web.foo_bar"
              },
              "locations": [
                {
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "a%20b.yaml"
                    },
                    "region": {
                      "startLine": 1,
                      "startColumn": 1
                    }
                  }
                }
              ]
            }
          ]
        }
      ]
    }
    "#);
}

#[test]
#[needs(Program("python3"))]
fn the_test_report_is_read_by_python() {
    let omero = repository();
    omero.file("good.yaml", "omero.web.debug: false\n");
    omero.file("bad.yaml", "omero.web.foo_bar: \"\\x01<>&\"\nomero.web.debug: \"\\x02\"\n");
    let report = omero.run("config check --format junit good.yaml bad.yaml").stdout().to_owned();
    omero.file("report.xml", report);
    let script = "import sys, xml.etree.ElementTree as e; r = e.parse('report.xml').getroot(); \
                  print(r.tag, r.get('tests'), r.get('failures'), len(list(r.iter('failure'))))";
    let read =
        Command::new("python3").args(["-c", script]).current_dir(omero.cwd()).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&read.stdout), "testsuites 3 2 2\n");
}
