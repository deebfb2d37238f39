//! What is said about each property must be true of itself.

use std::collections::HashSet;

use omero_config::testing::schema::Definition;
use omero_config::testing::schema::Release;
use omero_config::testing::schema::Releases;
use omero_config::testing::schema::Schema;

use super::all;
use super::none;

/// Every release in which the schema changes, and the newest.
fn targets() -> Vec<Releases> {
    let until = |known: Definition| {
        known.ends_of_variants().map(|(_, releases)| releases).collect::<Vec<_>>()
    };
    let mut targets: Vec<Releases> = all().flat_map(until).collect();
    targets.extend([Release::OLDEST.into(), Releases::default()]);
    targets.sort_by_key(|releases| (releases.omero, releases.web));
    targets.dedup();
    targets
}

/// A property in every release, with a complaint about each text that is refused.
fn refused(texts: impl Fn(&Definition) -> Vec<String>) -> Vec<String> {
    let mut complaints = Vec::new();
    for target in targets() {
        let schema = Schema::from(target);
        for known in schema.all() {
            for text in texts(&known) {
                let faults = schema.violations(&known, &text);
                if !faults.is_empty() {
                    complaints.push(format!("{target:?} {}: {text:?}: {faults:?}", known.name()));
                }
            }
        }
    }
    complaints
}

/// Defaults that name a place or another property: the program finds out at start.
fn is_template(default: &str) -> bool {
    default.contains("${") || default.contains('<')
}

#[test]
fn every_default_is_accepted() {
    none(&refused(|known| {
        known.default_text().into_iter().filter(|text| !is_template(text)).collect()
    }));
}

#[test]
fn a_default_reads_back_from_its_text() {
    let complaint = |known: Definition| {
        let (default, text) = (known.default()?, known.default_text()?);
        let found = known.decode(&text);
        (!is_template(&text) && found.as_ref() != Ok(default))
            .then(|| format!("{}: {text:?} is {found:?}, not {default}", known.name()))
    };
    none(&all().filter_map(complaint).collect::<Vec<_>>());
}

#[test]
fn every_example_is_accepted() {
    none(&refused(Definition::examples));
    // As it is typed, too: what IceGrid would expand is refused there.
    for known in all().filter(|known| !known.is_family()) {
        for example in known.examples() {
            let accepted = Schema::default().accept(known.name(), &example);
            assert!(accepted.is_ok(), "{}: {accepted:?}", known.name());
        }
    }
}

#[test]
fn every_usual_value_is_accepted() {
    none(&refused(Definition::usual_values));
}

#[test]
fn everything_is_explained_in_a_short_first_sentence() {
    let complaint = |known: Definition| {
        let summary = known.summary();
        let fine = !summary.is_empty() && summary.chars().count() < 100;
        (!fine || !known.description().ends_with('.'))
            .then(|| format!("{}: {}", known.name(), known.description()))
    };
    none(&all().filter_map(complaint).collect::<Vec<_>>());
}

#[test]
fn a_secret_has_no_example_and_every_other_working_property_has_one() {
    let complaint = |known: Definition| {
        let works = known.status().works() && !known.is_family();
        (known.examples().is_empty() != known.is_secret() && works).then(|| known.name().to_owned())
    };
    none(&all().filter_map(complaint).collect::<Vec<_>>());
}

#[test]
fn replacements_and_followed_defaults_are_known_and_work() {
    let mut complaints = Vec::new();
    for target in targets() {
        let schema = Schema::from(target);
        for known in schema.all() {
            for key in known.replaced_by().iter().map(String::as_str).chain(known.default_from()) {
                let works = schema.find(key).is_some_and(|found| found.status().works());
                if !works {
                    complaints.push(format!("{target:?} {}: {key}", known.name()));
                }
            }
        }
    }
    none(&complaints);
}

/// Encodings, statuses and types that are none keep a property from being read at all.
#[test]
fn formats_are_known_words() {
    let formats: HashSet<_> =
        omero_config::testing::schema::FORMATS.iter().map(|(name, _)| *name).collect();
    for known in all() {
        if let Some(format) = &known.schema().format {
            assert!(formats.contains(format.as_str()), "{}: {format}", known.name());
        }
    }
}
