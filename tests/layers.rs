//! Imports only go down, each outside crate has one door, and no file is forgotten.

use std::fs;
use std::path::Path;
use std::path::PathBuf;

/// What each layer may import of the others.
const LAYERS: &[(&str, &[&str])] = &[
    ("cli", &["web", "formats", "schema", "store", "model", "python", "platform"]),
    ("web", &["schema", "model", "python", "platform"]),
    ("schema", &["model", "python", "platform"]),
    ("formats", &["model", "python", "platform"]),
    ("store", &["model", "python", "platform"]),
    ("platform", &["python"]),
    ("model", &["python"]),
    ("python", &[]),
];

/// The same for the rooms of `schema`; its first file hands on what all others may see.
const ROOMS_OF_SCHEMA: &[(&str, &[&str])] = &[
    ("explain", &["check", "validation", "redaction", "definition", "syntax", "nearest"]),
    ("check", &["validation", "redaction", "definition", "syntax", "nearest"]),
    ("validation", &["redaction", "definition", "syntax", "nearest"]),
    ("redaction", &["definition"]),
    ("definition", &["syntax", "nearest"]),
    ("syntax", &["nearest"]),
];

/// The same for the rooms of `cli`. Its first file is the program: it names the rooms and describes the
/// whole command line, which few may look at.
const ROOMS_OF_CLI: &[(&str, &[&str])] = &[
    ("script", &["session", "terminal", "command_line", "error", "grammar", "usage"]),
    ("grammar", &["help", "command_line", "error", "Command", "Omero"]),
    ("usage", &["session", "error"]),
    ("completions", &["help", "config", "session", "terminal", "command_line", "error", "Omero"]),
    ("help", &["config", "session", "terminal", "command_line", "error", "Omero"]),
    ("config", &["answers", "session", "terminal", "process", "command_line", "error"]),
    ("web", &["session", "terminal", "process", "command_line", "error"]),
    ("session", &["terminal", "process", "command_line", "error"]),
    ("terminal", &["answers", "process", "command_line", "error"]),
    ("answers", &[]),
    ("process", &["command_line", "error"]),
    ("command_line", &["error", "Omero"]),
    ("error", &["command"]),
];

/// Where each outside crate may be used; everything in `Cargo.toml` has to be here.
const DOORS: &[(&str, &[&str])] = &[
    ("anstyle-query", &["cli"]),
    ("clap", &["cli"]),
    ("dirs", &["cli"]),
    ("edit", &["cli"]),
    ("fastrand", &["store"]),
    ("glob", &["cli"]),
    ("hashbrown", &["model", "python"]),
    ("memchr", &["store"]),
    ("minijinja", &["web"]),
    ("percent-encoding", &["cli", "web", "store"]),
    ("quick-xml", &["cli", "store"]),
    ("rpassword", &["cli"]),
    ("rustix", &["platform"]),
    ("rustyline", &["cli"]),
    ("saphyr-parser", &["formats"]),
    ("serde", &["cli", "schema", "python"]),
    ("serde_json", &["cli", "schema"]),
    ("signal-hook", &["platform"]),
    ("humantime", &["store", "cli"]),
    ("strsim", &["schema"]),
    ("tempfile", &["store", "cli"]),
    ("terminal_size", &["cli"]),
    ("thiserror", &["cli", "web", "schema", "formats", "store", "model", "python", "platform"]),
    ("toml", &["formats"]),
    ("unicode-ident", &["python"]),
    ("winapi-util", &["platform"]),
    ("windows-permissions", &["platform"]),
    ("winsafe", &["platform"]),
    ("xxhash-rust", &["store"]),
];

/// What only `platform` may say, except that a test may be for one system.
const PLATFORM_WORDS: &[&str] =
    &["cfg(unix)", "cfg(windows)", "cfg(not(", "target_os", "std::os::"];

/// A file of the program without its comments.
struct Source {
    /// From `src` on, with slashes.
    path: String,
    code: String,
}

impl Source {
    /// The layer that the file is in; none for `lib.rs` and `main.rs`.
    fn layer(&self) -> Option<&str> {
        self.path.split_once('/').map(|(layer, _)| layer)
    }

    /// The names that follow `before` in the code.
    fn names_after<'code>(&'code self, before: &'code str) -> impl Iterator<Item = &'code str> {
        let behind = self.code.split(before).skip(1);
        behind.map(|rest| rest.split(|found: char| !is_word(found)).next().unwrap_or_default())
    }

    /// Whether the code has a path that begins with `name`.
    fn uses(&self, name: &str) -> bool {
        self.code.match_indices(&format!("{name}::")).any(|(at, _)| {
            let before = self.code[..at].chars().next_back();
            !before.is_some_and(|before| is_word(before) || before == ':')
        })
    }
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

pub(crate) fn rust_files(directory: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = entries
        .flat_map(|path| if path.is_dir() { rust_files(&path) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect();
    files.sort();
    files
}

fn sources() -> impl Iterator<Item = Source> {
    let directory = root().join("src");
    rust_files(&directory).into_iter().map(move |path| {
        let text = fs::read_to_string(&path).unwrap();
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        let path = path.strip_prefix(&directory).unwrap().to_str().unwrap().replace('\\', "/");
        Source { path, code: code.collect::<Vec<_>>().join("\n") }
    })
}

fn row<'table>(table: &'table [(&str, &[&str])], name: &str) -> &'table [&'table str] {
    let row = table.iter().find(|(found, _)| *found == name);
    row.unwrap_or_else(|| panic!("`{name}` has no row in tests/layers.rs")).1
}

#[test]
fn imports_only_go_down() {
    for source in sources() {
        let Some(layer) = source.layer() else { continue };
        let allowed = row(LAYERS, layer);
        for name in source.names_after("crate::") {
            assert!(
                name == layer || allowed.contains(&name),
                "src/{} imports `crate::{name}`, which does not stand below `{layer}`",
                source.path
            );
        }
    }
}

#[test]
fn imports_only_go_down_inside_schema() {
    check_rooms("schema", ROOMS_OF_SCHEMA);
}

#[test]
fn imports_only_go_down_inside_cli() {
    check_rooms("cli", ROOMS_OF_CLI);
}

fn check_rooms(layer: &str, rooms: &[(&str, &[&str])]) {
    let (below, before) = (format!("{layer}/"), format!("crate::{layer}::"));
    for source in sources() {
        let Some(path) = source.path.strip_prefix(&below) else { continue };
        let room = path.split(['/', '.']).next().unwrap_or_default();
        let is_in_room = path.contains('/') || rooms.iter().any(|(name, _)| *name == room);
        if !is_in_room {
            continue;
        }
        let allowed = row(rooms, room);
        for name in source.names_after(&before) {
            assert!(
                name == room || allowed.contains(&name),
                "src/{} imports `{before}{name}`, which does not come below `{room}`",
                source.path
            );
        }
    }
}

#[test]
fn each_outside_crate_is_used_behind_its_door_alone() {
    for source in sources() {
        for (name, layers) in DOORS {
            let used = source.uses(&name.replace('-', "_"));
            let allowed = source.layer().is_some_and(|layer| layers.contains(&layer));
            assert!(
                !used || allowed,
                "src/{} uses `{name}`, which only {layers:?} may",
                source.path
            );
        }
    }
}

#[test]
fn every_outside_crate_has_a_door() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let mut in_dependencies = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            let is_ours = !line.contains("dev-") && !line.contains("build-");
            in_dependencies = is_ours && line.ends_with("dependencies]");
        } else if let Some((name, _)) = line.split_once(" = ").filter(|_| in_dependencies) {
            row(DOORS, name);
        }
    }
}

#[test]
fn what_differs_by_system_is_in_one_room() {
    for source in sources().filter(|source| source.layer() != Some("platform")) {
        for word in PLATFORM_WORDS {
            assert!(!source.code.contains(word), "src/{} says `{word}`", source.path);
        }
    }
}

/// What a property means is known above the store. The two names in `model` belong to profiles themselves.
#[test]
fn neither_store_nor_model_names_a_property() {
    check_names(&["store", "model"], &["omero.config.version", "omero.config.profile"]);
}

/// The verbs ask `schema` what a property means. The exceptions are two files, and a host in examples.
#[test]
fn no_verb_names_a_property() {
    check_names(
        &["cli"],
        &["omero.properties", "omero.py-tool", "omero.main", "omero.cli", "omero.example.org"],
    );
}

fn check_names(layers: &[&str], exceptions: &[&str]) {
    let is_in = |source: &Source| source.layer().is_some_and(|layer| layers.contains(&layer));
    for source in sources().filter(|source| is_in(source) && !source.path.ends_with("tests.rs")) {
        let code = source.code.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        for name in code.split('"').filter(|text| text.starts_with("omero.")) {
            assert!(exceptions.contains(&name), "src/{} names `{name}`", source.path);
        }
    }
}

#[test]
fn every_file_says_what_it_is_for() {
    for directory in ["src", "tests"] {
        for path in rust_files(&root().join(directory)) {
            let text = fs::read_to_string(&path).unwrap();
            assert!(text.starts_with("//! "), "{} begins without `//! `", path.display());
        }
    }
}

/// A longer file has a second subject.
#[test]
fn no_file_of_the_program_has_more_than_300_lines() {
    for path in rust_files(&root().join("src")) {
        let lines = fs::read_to_string(&path).unwrap().lines().count();
        assert!(lines <= 300, "{} has {lines} lines", path.display());
    }
}

#[test]
fn every_file_of_the_tests_is_run() {
    let main = fs::read_to_string(root().join("tests/main.rs")).unwrap();
    for entry in fs::read_dir(root().join("tests")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        let is_module = path.extension().is_some_and(|extension| extension == "rs")
            || path.join("mod.rs").exists();
        let listed = main.lines().any(|line| line == format!("mod {name};"));
        assert!(!is_module || name == "main" || listed, "tests/main.rs does not list `{name}`");
    }
}
