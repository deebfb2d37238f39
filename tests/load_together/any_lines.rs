//! Any script does what its lines do one by one.

use proptest::prelude::*;
use proptest::sample::select;

use super::count_of_changes;
use super::with_a;
use crate::support::Installation;
use crate::support::config;

/// A line about few keys and profiles, so that lines meet.
fn line() -> impl Strategy<Value = String> {
    let key = || select(vec!["a", "b", "omero.db.port", "l", "x y"]);
    let profile = || select(vec!["", "", "--profile p", "--profile q"]);
    let value = || select(vec!["1", "'[1, 2]'", "''", "-1", "x"]);
    prop_oneof![
        4 => (profile(), key(), value())
            .prop_map(|(profile, key, value)| format!("config set {profile} --report '{key}' {value}")),
        1 => (profile(), key()).prop_map(|(profile, key)| format!("config set {profile} '{key}'")),
        2 => (profile(), key(), value()).prop_map(|(profile, key, value)| {
            format!("config append --set --report {profile} '{key}' {value}")
        }),
        1 => (profile(), key(), value())
            .prop_map(|(profile, key, value)| format!("config remove {profile} '{key}' {value}")),
        2 => profile().prop_map(|profile| format!("config get {profile}")),
        1 => select(vec!["p", "q", "default"]).prop_map(|name| format!("config def {name}")),
        1 => select(vec!["p", "q", "default"]).prop_map(|name| format!("config drop {name}")),
        1 => select(vec!["p q", "q p", "--force default p"])
            .prop_map(|names| format!("config copy {names}")),
        1 => Just("config all".to_owned()),
        1 => Just("config diff --json p default".to_owned()),
    ]
}

fn content(omero: &Installation) -> String {
    [
        "config def",
        "config all",
        "config get --profile p",
        "config get --profile q",
        "config get --profile default",
    ]
    .map(|line| omero.answer(line))
    .join("\n")
}

proptest! {
    #![proptest_config(config(30))]

    #[test]
    fn a_script_does_what_its_lines_do_one_by_one(lines in proptest::collection::vec(line(), 1..12)) {
        let (together, one_by_one) = (with_a(), with_a());
        together.file("a.omero", lines.join("\n"));
        let run = together.run("load -k a.omero");
        let alone: String = lines.iter().map(|line| one_by_one.run(line).stdout().to_owned()).collect();
        prop_assert_eq!(run.stdout(), alone);
        prop_assert_eq!(content(&together), content(&one_by_one));
        prop_assert_eq!(together.config_xml(), one_by_one.config_xml());
        prop_assert!(count_of_changes(&together) <= 1);
    }
}
