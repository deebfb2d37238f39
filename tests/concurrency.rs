//! Many processes at once: writers queue, readers see whole files, no acknowledged change is lost.

use std::fmt::Write;
use std::fs;
use std::process::Stdio;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;
use std::thread;

use crate::support::Installation;
use crate::support::Python;
use crate::support::wait;

const WRITERS: usize = 20;

/// Runs command lines all at the same time.
fn all_at_once(omero: &Installation, lines: impl Iterator<Item = String>) {
    let children: Vec<_> = lines.map(|line| (omero.typed(&line).spawn(), line)).collect();
    for (child, line) in children {
        let output = wait(child);
        assert!(output.status.success(), "{line}: {output:?}");
    }
}

/// A store that is large enough for half of it to be noticed.
fn large() -> Installation {
    let omero = Installation::empty();
    let lines = (0..300).fold(String::new(), |mut lines, number| {
        writeln!(lines, "base.{number}={number}").unwrap();
        lines
    });
    omero.file("base", lines);
    omero.prepare("config load base");
    omero
}

#[test]
fn twenty_settings_of_different_properties_all_survive() {
    let omero = large();
    all_at_once(&omero, (0..WRITERS).map(|number| format!("config set key.{number} {number}")));
    for number in 0..WRITERS {
        assert_eq!(omero.answer(&format!("config get key.{number}")), number.to_string());
    }
}

#[test]
fn twenty_appends_to_one_list_all_survive() {
    let omero = Installation::empty();
    all_at_once(&omero, (0..WRITERS).map(|number| format!("config append list {number}")));
    let list: Vec<usize> = serde_json::from_str(&omero.answer("config get list")).unwrap();
    let mut sorted = list.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, (0..WRITERS).collect::<Vec<_>>(), "{list:?}");
}

#[test]
fn twenty_first_settings_make_one_file_with_all_of_them() {
    let omero = Installation::empty();
    fs::remove_dir_all(omero.omerodir().join("etc")).unwrap();
    all_at_once(&omero, (0..WRITERS).map(|number| format!("config set key.{number} {number}")));
    assert_eq!(omero.answer("config keys").lines().count(), WRITERS);
    assert_eq!(omero.grid_names(), ["config.xml", "config.xml.lock"]);
}

#[test]
fn readers_always_see_a_whole_file() {
    let omero = large();
    let over = AtomicBool::new(false);
    let reads = AtomicUsize::new(0);
    thread::scope(|scope| {
        let reader = || {
            while !over.load(Ordering::Relaxed) {
                let read = omero.run("config --lock-timeout 0 get");
                assert!(read.succeeded() && read.stderr().is_empty(), "{read}");
                let base = read.stdout().lines().filter(|line| line.starts_with("base."));
                assert_eq!(base.count(), 300);
                reads.fetch_add(1, Ordering::Relaxed);
            }
        };
        let readers = [scope.spawn(reader), scope.spawn(reader)];
        let writer = scope.spawn(|| {
            for length in (0..4_000).step_by(100) {
                omero.prepare(&format!("config set changing {}", "x".repeat(length)));
            }
        });
        // A failed writer must not leave the readers reading for ever.
        let outcome = writer.join();
        over.store(true, Ordering::Relaxed);
        outcome.unwrap();
        for reader in readers {
            reader.join().unwrap();
        }
    });
    assert!(reads.load(Ordering::Relaxed) > 10);
}

#[test]
#[needs(Program("python3"))]
fn beside_the_python_tool_no_acknowledged_change_of_ours_is_lost() {
    let python = Python::get();
    let omero = large();
    let stop = omero.cwd().join("stop");
    let mut incumbent = python.incumbent(&omero.store());
    incumbent.arg(&stop).stdout(Stdio::piped()).stderr(Stdio::piped());
    let incumbent = incumbent.spawn().unwrap();
    let over = AtomicBool::new(false);
    thread::scope(|scope| {
        let omero = &omero;
        let setters: Vec<_> = (0..3)
            .map(|setter| {
                scope.spawn(move || {
                    for number in 0..12 {
                        omero.prepare(&format!("config set ours.{setter}.{number} {number}"));
                    }
                })
            })
            .collect();
        let reader = scope.spawn(|| {
            while !over.load(Ordering::Relaxed) {
                assert_eq!(omero.answer("config get base.299"), "299");
            }
        });
        let outcomes: Vec<_> = setters.into_iter().map(thread::ScopedJoinHandle::join).collect();
        over.store(true, Ordering::Relaxed);
        fs::write(&stop, "").unwrap();
        assert!(outcomes.iter().all(Result::is_ok), "a setter failed");
        reader.join().unwrap();
    });
    let output = wait(incumbent);
    assert!(output.status.success(), "{output:?}");
    assert!(!output.stdout.is_empty(), "the Python tool never had its turn");
    let keys = omero.answer("config keys");
    let lost: Vec<_> = (0..3)
        .flat_map(|setter| (0..12).map(move |number| format!("ours.{setter}.{number}")))
        .filter(|key| !keys.lines().any(|found| found == key))
        .collect();
    assert_eq!(lost, Vec::<String>::new());
}
