//! The recorded behaviour of the Python `omero config`, replayed against ours.
//!
//! `fixtures/recordings.jsonl` holds a case on each line; `differences.rs` names, one by one, those in
//! which we differ on purpose. A case named there that does not differ fails as well.

mod case;
mod differences;
mod run;
mod stage;
mod store;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Mutex;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;
use std::thread;

use case::Case;

const RECORDINGS: &str = include_str!("../fixtures/recordings.jsonl");

#[test]
fn every_recorded_case_behaves_as_recorded_or_differs_for_a_reason() {
    let cases: Vec<Case> = RECORDINGS.lines().map(Case::parse).collect();
    assert_eq!(cases.len(), 1642);
    let known = differences::by_case();
    let mut surprises = String::new();
    for (id, found) in run_all(&cases) {
        match (known.get(id.as_str()), found.is_empty()) {
            (None, true) | (Some(_), false) => {}
            (None, false) => write!(surprises, "\n{id} differs:\n{found}").unwrap(),
            (Some(reason), true) => {
                write!(
                    surprises,
                    "\n{id} is named in differences.rs ({reason}) but does not differ"
                )
                .unwrap();
            }
        }
    }
    assert!(surprises.is_empty(), "{surprises}");
}

#[test]
fn every_difference_names_a_recorded_case() {
    let ids: Vec<_> = RECORDINGS.lines().map(|line| Case::parse(line).id).collect();
    let strangers: Vec<_> = differences::by_case()
        .into_keys()
        .filter(|id| !ids.iter().any(|known| known == id))
        .collect();
    assert_eq!(strangers, Vec::<&str>::new());
}

/// What each case showed that was not recorded; empty where all is as recorded.
fn run_all(cases: &[Case]) -> BTreeMap<String, String> {
    let next = AtomicUsize::new(0);
    let found = Mutex::new(BTreeMap::new());
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let differences = run::differences(case);
                    found.lock().unwrap().insert(case.id.clone(), differences);
                }
            });
        }
    });
    found.into_inner().unwrap()
}
