//! The rules of `config check`, one by one.
//!
//! Each rule has an example that sets it off and another that does not, both in the documentation. Here
//! it is held to them. What depends on the machine is brought along as facts.

use std::collections::BTreeSet;

use omero_config::testing::model::Profile;
use omero_config::testing::model::PropertyValue;
use omero_config::testing::python::Json;
use omero_config::testing::schema::Elements;
use omero_config::testing::schema::Facts;
use omero_config::testing::schema::Finding;
use omero_config::testing::schema::NOT_IMPLEMENTED;
use omero_config::testing::schema::PathState;
use omero_config::testing::schema::Release;
use omero_config::testing::schema::Rule;
use omero_config::testing::schema::Schema;
use omero_config::testing::schema::Severity;
use omero_config::testing::schema::Step;
use omero_config::testing::schema::User;
use omero_config::testing::schema::is_secret;

/// The facts of a machine on which `/data/present` is there and `/data/missing` is not.
fn facts() -> Facts {
    let paths = [
        ("/data/missing", PathState::Missing),
        ("/data/present", PathState::Directory),
        ("/data/missing/server.p12", PathState::Missing),
        ("/data/present/server.p12", PathState::File),
    ];
    Facts {
        place_of_store: Some("/srv/omero/etc/grid".to_owned()),
        store_is_readable_by_all: None,
        paths: paths.into_iter().map(|(path, state)| (path.to_owned(), state)).collect(),
    }
}

fn profile(properties: &[(&str, &str)]) -> Profile {
    use omero_config::testing::model::ExtraMarkup;
    use omero_config::testing::model::Item;
    use omero_config::testing::model::Property;
    let property = |&(key, value): &(&str, &str)| {
        let value = PropertyValue::try_from(value.to_owned()).unwrap();
        Item::Property(Property { key: key.into(), value: value.as_str().into(), extra: None })
    };
    Profile::read("p", ExtraMarkup::default(), properties.iter().map(property).collect())
}

fn findings(properties: &[(&str, &str)], target: &str, facts: &Facts) -> Vec<Finding> {
    Schema::new(target.parse::<Release>().unwrap()).findings(Some(&profile(properties)), facts)
}

/// The facts that an example of a rule is for.
fn facts_for(rule: &Rule) -> Facts {
    Facts { store_is_readable_by_all: rule.needs_readable_store().then_some(true), ..facts() }
}

/// The rules that find something worse than a hint, or of which this is the example.
fn rules(rule: &Rule, properties: &[(&str, &str)]) -> BTreeSet<&'static str> {
    let release = rule.example_release().to_string();
    let found = findings(properties, &release, &facts_for(rule));
    let of_note = |found: &Finding| found.severity != Severity::Hint || found.rule == rule.id;
    found.into_iter().filter(of_note).map(|found| found.rule).collect()
}

#[test]
fn each_example_sets_off_its_rule_and_no_other() {
    let mut wrong = String::new();
    for rule in Rule::all() {
        if rules(rule, rule.example) != BTreeSet::from([rule.id]) {
            wrong += &told(rule, rule.example);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn what_stands_beside_an_example_sets_off_no_rule() {
    let mut wrong = String::new();
    for rule in Rule::all() {
        if rule.example_release() == Release::NEWEST && !rules(rule, rule.instead).is_empty() {
            wrong += &told(rule, rule.instead);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn told(rule: &Rule, properties: &[(&str, &str)]) -> String {
    let found = findings(properties, "5.6", &facts_for(rule));
    let line = |found: Finding| {
        let key = found.key().unwrap_or_default();
        let Finding { severity, rule, problem, .. } = &found;
        format!("    {severity} {rule} {key}: {problem}\n")
    };
    format!("{}:\n{}", rule.id, found.into_iter().map(line).collect::<String>())
}

#[test]
fn every_rule_of_the_reference_is_there_or_left_out_for_a_reason() {
    let here: BTreeSet<_> = Rule::all().into_iter().map(|rule| rule.id.to_owned()).collect();
    let left_out: BTreeSet<_> = NOT_IMPLEMENTED.iter().map(|(id, ..)| (*id).to_owned()).collect();
    assert!(here.is_disjoint(&left_out));
    for number in 1..=90 {
        let id = format!("R{number:02}");
        assert!(here.contains(&id) || left_out.contains(&id), "{id}");
    }
}

#[test]
fn what_is_right_for_an_old_release_is_not_found_there() {
    let rules_for = |target: &str, properties: &[(&str, &str)]| -> Vec<_> {
        findings(properties, target, &facts()).into_iter().map(|found| found.rule).collect()
    };
    for (key, value, old, rule, new) in [
        ("omero.web.application_server", "fastcgi", "5.0", "R31", "5.1.3"),
        ("omero.web.application_server", "fastcgi-tcp", "5.1.4", "R31", "5.2"),
        ("omero.web.email_host", "smtp.example.org", "5.0", "R81", "5.1"),
        ("omero.web.scripts_to_ignore", "[]", "5.0", "R82", "5.1"),
        ("omero.web.session_engine", "omeroweb.filesessionstore", "5.6.7", "R21", "5.6.8"),
        ("omero.web.csrf_trusted_origins", r#"["a.example.org"]"#, "5.6.9", "R28", "5.6.10"),
        ("omero.web.csrf_trusted_origins", r#"["https://a.org"]"#, "5.6.10", "R28", "5.6.9"),
        ("omero.web.force_script_name", "/omero", "5.0", "R92", "5.1"),
    ] {
        assert_eq!(rules_for(old, &[(key, value)]), Vec::<&str>::new(), "{key} for {old}");
        assert_eq!(rules_for(new, &[(key, value)]), [rule], "{key} for {new}");
    }
}

#[test]
fn a_safe_fix_leaves_nothing_for_its_rule_to_find() {
    for rule in Rule::all() {
        let found = findings(rule.example, "5.6", &facts_for(rule));
        let own = found.iter().filter(|found| found.rule == rule.id);
        let safe = own.filter_map(|found| found.fix()).filter(|fix| fix.is_safe());
        for fix in safe {
            let mut fixed: Vec<_> = rule.example.to_vec();
            for step in &fix.steps {
                match step {
                    Step::Set { key, value } => {
                        fixed.retain(|(known, _)| known != key);
                        fixed.push((key, value));
                    }
                    Step::Unset { key } => fixed.retain(|(known, _)| known != key),
                    Step::Append { .. } | Step::Shell(_) => panic!("{}: {step:?}", rule.id),
                }
            }
            let left = findings(&fixed, "5.6", &facts_for(rule));
            assert!(!left.iter().any(|found| found.rule == rule.id), "{}", told(rule, &fixed));
        }
    }
}

/// A line that is printed to be typed must not be refused when it is typed.
#[test]
fn every_fix_of_every_rule_is_accepted() {
    let mut refused = Vec::new();
    for rule in Rule::all() {
        let release = rule.example_release();
        let schema = Schema::new(release);
        let all = findings(rule.example, &release.to_string(), &facts_for(rule));
        for step in all.iter().filter_map(|found| found.fix()).flat_map(|fix| &fix.steps) {
            let (key, outcome) = match step {
                Step::Set { key, value } => (key, schema.accept(key, value)),
                Step::Append { key, element } => {
                    let list = format!("[{element}]");
                    let elements = Json::parse(&list).unwrap().into_list().unwrap();
                    let stored = rule.example.iter().find(|(known, _)| known == key);
                    let stored = stored.map(|(_, value)| *value);
                    let after = schema.with_elements(key, stored, Elements::Contains(&elements));
                    (key, schema.accept(key, &after.unwrap().unwrap()))
                }
                Step::Unset { .. } | Step::Shell(_) => continue,
            };
            if let Err(rejections) = outcome {
                refused.push(format!("{} {key}: {rejections:?}", rule.id));
            }
        }
    }
    assert!(refused.is_empty(), "{refused:#?}");
}

#[test]
fn no_finding_shows_a_secret() {
    let secret = "hush-hush-${x}\n'";
    let secrets: Vec<_> = Schema::default().keys().filter(|key| is_secret(key)).collect();
    let properties: Vec<_> = secrets.iter().map(|key| (*key, secret)).collect();
    let found = findings(&properties, "5.6", &facts());
    assert!(found.len() > secrets.len());
    for found in found {
        let command = found.fix().map(|fix| fix.command("omero config", User::Script));
        let key = found.key().unwrap_or_default();
        let text = format!("{key} {} {}", found.problem, command.unwrap_or_default());
        assert!(!text.contains("hush"), "{}: {text}", found.rule);
    }
}

#[test]
fn every_property_with_its_default_is_fine() {
    let all: Vec<_> = Schema::default()
        .all()
        .filter(|known| known.status().works() && !known.is_deprecated())
        .filter_map(|known| Some((known.name().to_owned(), known.default_text()?)))
        .filter(|(key, value)| !key.contains('<') && !value.contains(['$', '<']))
        .collect();
    let all: Vec<_> = all.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
    let found = findings(&all, "5.6", &facts());
    let errors: Vec<_> = found.iter().filter(|found| found.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

#[test]
fn no_value_is_too_odd_for_the_rules() {
    let keys: Vec<_> = Schema::default().keys().collect();
    let deep = "[".repeat(10_000);
    let nested = format!("{}1{}", "{\"default\": ".repeat(100), "}".repeat(100));
    let pattern = "(a|aa)+".repeat(1_000);
    let numbers = ["-9223372036854775809", "9223372036854775807", "1e400", "NaN", "-1"];
    let texts =
        ["", " ", ";", "[]", "{}", "[[]]", "[[1]]", "null", "\n", "${", "$${${}", "(", "((?i)"];
    let long =
        [deep.as_str(), &nested, &pattern, "^/(((((a+)+)+)+)+)+$", "é\u{1F600}", ":x:", "\\ "];
    for value in numbers.iter().chain(&texts).chain(&long) {
        for target in ["5.0", "5.6"] {
            let properties: Vec<_> = keys.iter().map(|key| (*key, *value)).collect();
            assert!(!findings(&properties, target, &facts()).is_empty());
        }
    }
}

#[test]
fn no_property_of_a_later_release_is_recommended() {
    let set = [("omero.web.email_host_port", "2255")];
    let command = |target| {
        let found = findings(&set, target, &facts());
        found[0].fix().unwrap().command("omero config", User::Script)
    };
    let moved_to =
        |key: &str| format!("omero config set {key} 2255 && omero config set {}", set[0].0);
    assert_eq!(command("5.0"), moved_to("omero.web.email_port"));
    assert_eq!(command("5.6"), moved_to("omero.mail.port"));
}
