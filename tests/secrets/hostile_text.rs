//! Text of other users on a terminal and on standard error: every channel, every kind of character.

use std::collections::BTreeMap;

use super::command_lines::shown_on_terminal_with;
use super::leaks::verbs;
use crate::support::Installation;
use omero_config::testing::python::shlex;

/// Characters that act on a terminal or hide something, by kind.
const CHARACTERS: &[(&str, &str)] = &[
    ("escape sequence", "\u{1b}]0;pwned\u{7}\u{1b}[2J"),
    ("C0", "\u{1}\u{8}\u{b}\u{c}\r\u{e}\u{1a}"),
    ("DEL", "\u{7f}"),
    ("C1", "\u{80}\u{85}\u{90}\u{9b}2J\u{9c}\u{9d}0;x\u{9c}"),
    ("bidirectional", "\u{202a}\u{202e}\u{2066}\u{2069}\u{200e}\u{200f}\u{61c}"),
    ("zero width", "\u{200b}\u{200c}\u{200d}\u{2060}\u{feff}\u{180e}"),
    ("separator", "\u{2028}\u{2029}"),
    (
        "format",
        "\u{ad}\u{600}\u{6dd}\u{70f}\u{8e2}\u{890}\u{fff9}\u{110bd}\u{13430}\u{1bca0}\u{1d173}",
    ),
    ("filler", "\u{34f}\u{115f}\u{17b4}\u{3164}\u{ffa0}\u{2065}"),
    ("variation selector", "\u{180b}\u{fe00}\u{fe0f}\u{e0100}"),
    ("tag", "\u{e0001}\u{e0041}\u{e007f}"),
];

fn evil() -> String {
    CHARACTERS.iter().flat_map(|(_, text)| [*text, "evil"]).collect()
}

/// What XML can hold.
fn evil_in_store() -> String {
    evil().chars().filter(|found| *found >= ' ').collect()
}

/// The kinds whose characters a text has. The terminal itself gets line ends as carriage return and line
/// feed.
fn raw_kinds(text: &str) -> Vec<&'static str> {
    let text = without_colours(&text.replace("\r\n", "\n"));
    let has =
        |characters: &str| characters.chars().any(|found| is_odd(found) && text.contains(found));
    CHARACTERS.iter().filter(|(_, characters)| has(characters)).map(|(kind, _)| *kind).collect()
}

/// The text without the codes of colours, which are ours.
fn without_colours(text: &str) -> String {
    let mut pieces = text.split("\u{1b}[");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |text, piece| {
        let behind = piece.trim_start_matches(|found: char| found.is_ascii_digit() || found == ';');
        text + &behind.strip_prefix('m').map_or(format!("\u{1b}[{piece}"), str::to_owned)
    })
}

fn is_odd(found: char) -> bool {
    !found.is_ascii() || found.is_ascii_control()
}

/// Command lines for every verb; `EVIL` is typed, and is in the store, files and variables. What needs other
/// arguments to show a text of others has them.
const LINES: &[(&str, &[&str])] = &[
    ("config all", &["config all"]),
    ("config append", &["config append --report omero.list '\"EVIL\"'", "config append EVIL 1"]),
    (
        "config apply",
        &["config apply --check --diff evil.json", "config apply EVIL", "config apply keys.json"],
    ),
    ("config blame", &["config blame", "config blame --json", "config blame EVIL"]),
    (
        "config check",
        &[
            "config check",
            "config check --json",
            "config check --explain EVIL",
            "config check EVIL.yaml",
            "config check keys.json",
        ],
    ),
    ("config copy", &["config copy EVIL b", "config copy default cEVIL"]),
    ("config def", &["config def xEVIL"]),
    (
        "config describe",
        &[
            "config describe omero.db.host",
            "config describe EVIL",
            "config describe --json omero.db.host",
        ],
    ),
    (
        "config diff",
        &["config diff --defaults", "config diff default EVIL", "config diff --json --defaults"],
    ),
    ("config doctor", &["config doctor", "config doctor --json"]),
    ("config drop", &["config drop EVIL"]),
    ("config edit", &["config edit EVIL"]),
    (
        "config export",
        &[
            "config export --format json",
            "config export --format yaml",
            "config export --format toml",
            "config export --format properties",
            "config export --format omero",
            "config export --format env",
        ],
    ),
    (
        "config get",
        &[
            "config get",
            "config get omero.x",
            "config get --json omero.x",
            "config get --json",
            "config get --origin",
            "config get --require EVIL",
            "config --profile EVIL get",
            "config --source EVIL get",
            "config --lock-timeout EVIL get",
            "--omero-version EVIL config get --all",
            "-d EVIL config get",
            "-d debug config --source config.xml get",
        ],
    ),
    ("config init", &["config init --db-host EVIL", "config init --db-pass-file EVIL"]),
    ("config keys", &["config keys"]),
    ("config list", &["config list"]),
    (
        "config load",
        &["config load evil.properties", "config load EVIL", "config load --env --env-prefix EVIL"],
    ),
    ("config lock", &["config lock -- EVIL"]),
    ("config log", &["config log", "config log --values", "config log EVIL", "config log -m EVIL"]),
    ("config parse", &["config parse --file EVIL"]),
    ("config path", &["config --source xEVIL path"]),
    ("config remove", &["config remove omero.list '\"EVIL\"'", "config remove EVIL 1"]),
    ("config schema", &["config schema EVIL"]),
    ("config search", &["config search EVIL"]),
    (
        "config set",
        &[
            "config set --report omero.y EVIL",
            "config set --dry-run omero.y EVIL",
            "config set omero.web.server_list EVIL",
            "config set EVIL x",
            "config set omero.db.port EVIL",
            "config set aEVIL=EVIL",
            "config set a --file EVIL",
            "config set a b EVIL",
        ],
    ),
    ("config take-over", &["config take-over", "config take-over EVIL"]),
    ("config undo", &["config undo EVIL", "config undo --dry-run"]),
    ("config unset", &["config unset EVIL", "config unset --report omero.db.host EVIL"]),
    ("config upgrade", &["config upgrade EVIL"]),
    ("config version", &["config version"]),
    (
        "web config",
        &["web config EVIL", "web config nginx --http EVIL", "web config nginx --servername EVIL"],
    ),
    ("web iis", &["web iis --site EVIL"]),
    ("web url-filter", &["web url-filter /x --pattern (EVIL", "web url-filter EVIL"]),
    ("load", &["load EVIL", "load -k evil.omero", "load --glob EVIL"]),
    (
        "completions",
        &[
            "completions EVIL",
            "completions zsh -- omero config set omero.x ",
            "completions zsh -- omero config remove omero.list ",
            "completions zsh -- omero config --profile ",
            "completions zsh -- omero config get ",
            "completions zsh -- omero config undo ",
            "completions zsh -- omero web config nginx --upstream ",
        ],
    ),
    ("help", &["help EVIL", "help config EVIL"]),
    ("quit", &["quit EVIL"]),
    ("", &["EVIL", "config EVIL", "web EVIL", "--EVIL"]),
];

fn with_evil() -> Installation {
    let omero = Installation::empty();
    let stored = evil_in_store();
    for line in ["set omero.x v", "set omero.db.host v", "append omero.list '\"v\"'"] {
        omero.prepare(&format!("config --history 0 {line}"));
    }
    omero.prepare("config --history 0 --profile p set omero.y v");
    let xml = omero.config_xml().unwrap().replace("\"v\"", &format!("\"{stored}\""));
    omero.write(xml.replace("id=\"p\"", &format!("id=\"p{stored}\"")));
    omero.prepare("config set omero.x changed");
    let odd = serde_json::to_string(&evil()).unwrap();
    omero.file("evil.json", format!("{{\"omero.web.server_list\": {odd}}}"));
    omero.file("keys.json", format!("{{{odd}: 1}}"));
    let evil = evil();
    omero.file("evil.properties", format!("omero.web.server_list={evil}\n{evil}\n"));
    omero.file(
        "evil.omero",
        format!("config set omero.web.server_list \"{evil}\"\nconfig {evil}\n{evil}\n"),
    );
    omero
}

#[test]
fn every_verb_has_lines_with_text_of_others() {
    let listed: BTreeMap<_, _> = LINES.iter().copied().collect();
    let missing: Vec<_> =
        verbs().into_iter().filter(|verb| !listed.contains_key(&**verb)).collect();
    assert!(missing.is_empty(), "tests/secrets/hostile_text.rs has no lines for {missing:?}");
}

#[test]
#[needs(Program("script"))]
fn a_terminal_gets_no_character_that_acts_or_hides() {
    let omero = with_evil();
    let before = omero.config_xml().unwrap();
    let mut raw = Vec::new();
    for line in LINES.iter().flat_map(|(_, lines)| *lines) {
        omero.write(&before);
        let words = line.split(' ').map(|word| {
            shlex::quote(&word.trim_matches('\'').replace("EVIL", &evil().replace('\u{1a}', "")))
        });
        let typed = words.collect::<Vec<_>>().join(" ");
        let shown = shown_on_terminal_with(&omero, "", &typed);
        let kinds = raw_kinds(&shown);
        if !kinds.is_empty() {
            raw.push(format!("{line}: {}", kinds.join(", ")));
        }
    }
    assert!(raw.is_empty(), "{} lines:\n{}", raw.len(), raw.join("\n"));
}

#[test]
fn standard_error_and_json_get_no_character_that_acts_or_hides() {
    let omero = with_evil();
    let before = omero.config_xml().unwrap();
    let mut raw = Vec::new();
    for line in LINES.iter().flat_map(|(_, lines)| *lines) {
        omero.write(&before);
        let words = line.split(' ').map(|word| word.trim_matches('\'').replace("EVIL", &evil()));
        let run = words.fold(omero.program(), crate::support::Typed::arg).run();
        let json = if line.contains("--json") { run.stdout() } else { "" };
        for (stream, kinds) in [("stderr", raw_kinds(run.stderr())), ("json", raw_kinds(json))] {
            if !kinds.is_empty() {
                raw.push(format!("{line}: {stream}: {}", kinds.join(", ")));
            }
        }
    }
    assert!(raw.is_empty(), "{} lines:\n{}", raw.len(), raw.join("\n"));
}

#[test]
fn variables_are_shown_escaped() {
    let omero = with_evil();
    for (name, line) in [
        ("OMERO_VERSION", "config get --all"),
        ("OMERO_CONFIG", "config get"),
        ("OMERO_CONFIG", "config set omero.x y"),
        ("OMERO_CONFIG_LOCK_TIMEOUT", "config set omero.x y"),
        ("OMERO_CONFIG_HISTORY", "config set omero.x y"),
        ("OMERODIR", "config set omero.x y"),
        ("OMERODIR", "-d debug config doctor"),
        ("EDITOR", "config edit"),
        ("HOME", "config doctor"),
        ("SUDO_USER", "config log"),
        ("PATH", "login"),
        ("CONFIG_omero_web_debug", "config load --env"),
        ("TMPDIR", "config edit"),
    ] {
        let value = format!("/nosuch/{}", evil());
        let run = omero.typed(line).env(name, value).run();
        assert_eq!(raw_kinds(run.stderr()), [""; 0], "{name}: {}", run.stderr());
    }
}

#[test]
fn a_pipe_gets_values_as_they_are() {
    let omero = with_evil();
    assert_eq!(omero.answer("config get omero.db.host"), evil_in_store());
    assert!(omero.answer("config get").contains('\u{202e}'));
}
