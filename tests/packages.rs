//! What packages hold: the lists in `Cargo.toml` for Debian and for RPM.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// The program, which is there after a build alone.
const PROGRAM: &str = "target/release/omero";

/// What the manifest says for other programs, as cargo reads it.
fn metadata() -> Value {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["metadata", "--format-version=1", "--no-deps", "--offline", "--manifest-path"]);
    let output = cargo.arg(manifest).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let whole: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = whole["packages"].as_array().unwrap();
    let ours = packages.iter().find(|package| package["name"] == env!("CARGO_PKG_NAME"));
    ours.unwrap()["metadata"].clone()
}

/// What the list for Debian takes.
fn in_deb(metadata: &Value) -> BTreeSet<String> {
    let assets = metadata["deb"]["assets"].as_array().unwrap();
    assets.iter().map(|asset| asset[0].as_str().unwrap().to_owned()).collect()
}

/// What the list for RPM takes.
fn in_rpm(metadata: &Value) -> BTreeSet<String> {
    let assets = metadata["generate-rpm"]["assets"].as_array().unwrap();
    assets.iter().map(|asset| asset["source"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn both_packages_hold_the_same_files() {
    let metadata = metadata();
    assert_eq!(in_deb(&metadata), in_rpm(&metadata));
}

#[test]
fn everything_that_is_packaged_is_there() {
    for pattern in in_deb(&metadata()).iter().filter(|pattern| *pattern != PROGRAM) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(pattern);
        let found = glob::glob(path.to_str().unwrap()).unwrap().count();
        assert!(found > 0, "{pattern} matches no file");
    }
}

#[test]
fn every_completion_and_every_page_of_the_manual_is_packaged() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let patterns = in_deb(&metadata());
    let patterns: Vec<_> =
        patterns.iter().map(|pattern| glob::Pattern::new(pattern).unwrap()).collect();
    for directory in ["completions", "man", "schema"] {
        for entry in fs::read_dir(root.join(directory)).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            let file = format!("{directory}/{name}");
            let is_packaged = patterns.iter().any(|pattern| pattern.matches(&file));
            assert!(is_packaged || name == "README.md", "{file} is in no package");
        }
    }
}
