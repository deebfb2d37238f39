//! The scripts by a parser and word by word, since there is no PowerShell to run them.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::CASES;
use super::files;
use crate::support::Packages;

/// A grammar of PowerShell.
static GRAMMAR: Packages = Packages {
    name: "powershell",
    requirements: &["tree-sitter ~= 0.26.0", "tree-sitter-powershell ~= 0.26.0"],
};

#[test]
#[needs(PyPi(&GRAMMAR))]
fn a_parser_of_powershell_reads_the_scripts() {
    let directory = tempfile::tempdir().unwrap();
    let check = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/web_iis_files/syntax.py");
    let problems = |text: &str| {
        let script = directory.path().join("script.ps1");
        fs::write(&script, text).unwrap();
        let mut command = Command::new(GRAMMAR.programs().join("python"));
        let output = command.arg("-B").arg(&check).arg(&script).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    assert_ne!(problems("if ($true) { 'open'"), "");
    for case in CASES {
        for (name, text) in files(&case).into_iter().filter(|(name, _)| is_script(name)) {
            assert_eq!(problems(&text), "", "{}, {name}", case.name);
        }
    }
}

#[test]
fn the_scripts_are_whole_and_hold_every_value_in_single_quotes() {
    for case in CASES {
        for (name, text) in files(&case) {
            if is_script(&name) {
                let place = format!("{}, {name}", case.name);
                let words = PowerShell::read(&place, &text);
                assert!(!words.code.contains("calc"), "{place}: a value is code");
                assert!(words.code.contains("SupportsShouldProcess = $true"), "{place}");
            }
        }
    }
    let odd = CASES.iter().find(|case| case.name == "odd names in isapi").unwrap();
    let (_, text) = files(odd).into_iter().find(|(name, _)| name == "install.ps1").unwrap();
    let words = PowerShell::read(odd.name, &text);
    for value in [
        r"C:\it's' & $(calc) `x` {0} \ü#\var\log",
        r"LAB\o'mero",
        "Bücher (2)",
        r"D:\it's (static) & more",
    ] {
        assert!(
            words.literals.iter().any(|literal| literal == value),
            "{value}: {:?}",
            words.literals
        );
    }
}

#[test]
fn whatever_changes_something_asks_should_process_first() {
    let changing = [
        "Set-ItemProperty",
        "New-",
        "Remove-",
        "Add-WebConfiguration",
        "Clear-WebConfiguration",
        "Set-WebConfiguration",
        "Enable-",
        "icacls",
        "AddSslCertificate",
    ];
    for case in CASES {
        for (name, text) in files(&case) {
            if !is_script(&name) {
                continue;
            }
            let mut asked_at = None;
            for line in text.lines() {
                let indent = line.len() - line.trim_start().len();
                if line.contains("$PSCmdlet.ShouldProcess(") {
                    asked_at = Some(indent);
                } else if asked_at.is_some_and(|asked| indent <= asked) && !line.is_empty() {
                    asked_at = None;
                }
                let is_change = changing.iter().any(|word| line.trim_start().contains(word))
                    && !line.trim_start().starts_with('#')
                    && !line.contains("throw ");
                assert!(!is_change || asked_at.is_some(), "{}, {name}: {line}", case.name);
            }
        }
    }
}

fn is_script(name: &str) -> bool {
    name.strip_suffix(".ps1").is_some()
}

/// The words of a script: its literals, and everything else without comments.
struct PowerShell {
    literals: Vec<String>,
    code: String,
}

impl PowerShell {
    /// Fails where a quote, a comment or a bracket is open at the end.
    fn read(place: &str, text: &str) -> Self {
        let mut found = Self { literals: Vec::new(), code: String::new() };
        let (mut rest, mut open) = (text, Vec::new());
        while let Some(first) = rest.chars().next() {
            let (taken, after) = match first {
                '<' if rest.starts_with("<#") => ("", rest_after(place, rest, "#>")),
                '#' => ("", &rest[rest.find('\n').unwrap()..]),
                '\'' => ("", found.literal(place, rest)),
                '"' => double_quoted(place, rest),
                _ => rest.split_at(first.len_utf8()),
            };
            match first {
                '(' | '{' | '[' => open.push(first),
                ')' | '}' | ']' => {
                    let pair = (open.pop().unwrap_or_default(), first);
                    assert!(
                        matches!(pair, ('(', ')') | ('{', '}') | ('[', ']')),
                        "{place}: {rest}"
                    );
                }
                _ => {}
            }
            found.code.push_str(taken);
            rest = after;
        }
        assert!(open.is_empty(), "{place}: {open:?} is open at the end");
        found
    }

    fn literal<'text>(&mut self, place: &str, text: &'text str) -> &'text str {
        let mut value = String::new();
        let mut rest = &text[1..];
        loop {
            let end = rest.find('\'').unwrap_or_else(|| panic!("{place}: an open quote: {text}"));
            value.push_str(&rest[..end]);
            rest = &rest[end + 1..];
            match rest.strip_prefix('\'') {
                Some(more) => {
                    value.push('\'');
                    rest = more;
                }
                None => break,
            }
        }
        self.literals.push(value);
        rest
    }
}

/// Double quotes are for our own texts alone, which have no quotes and no backticks in them.
fn double_quoted<'text>(place: &str, text: &'text str) -> (&'text str, &'text str) {
    let end = 1 + text[1..].find('"').unwrap_or_else(|| panic!("{place}: an open quote: {text}"));
    let (taken, rest) = text.split_at(end + 1);
    assert!(!taken.contains(['`', '\n']), "{place}: {taken}");
    (taken, rest)
}

pub(super) fn rest_after<'text>(place: &str, text: &'text str, end: &str) -> &'text str {
    text.split_once(end).unwrap_or_else(|| panic!("{place}: {end} is missing")).1
}
