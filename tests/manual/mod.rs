//! The manual in `man/`: made from the commands, the topics of the help and the schema.
//!
//! It is made here and not by the program: nobody who configures a server needs the generator, and the
//! program is loaded for every command.

mod arguments;
mod commands;
mod properties;
mod topics;

use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;

use clap_mangen::roff::Roff;

use crate::support::Installation;

/// The day of the last release; none yet.
const DATE: &str = "2026-11-22";

/// Every page by the name of its file, with its text.
pub(crate) fn pages() -> Vec<(String, String)> {
    let omero = Installation::empty();
    let mut pages = commands::pages(&omero);
    let file = topics::text(&omero, "files");
    pages.push(("omero-config.xml.5".to_owned(), topics::page(&file)));
    pages.push(("omero-properties.7".to_owned(), properties::page()));
    pages.into_iter().map(|(name, text)| (name, tidied(&text))).collect()
}

/// The same page without what `mandoc -T lint` objects to: empty and long lines, breaks and paragraphs
/// where one begins anyway.
fn tidied(text: &str) -> String {
    let mut tidy: Vec<String> = Vec::new();
    let (preamble, text) = text.split_once("\n.TH").unwrap();
    // Each part was made with this in front of it.
    let is_new = |line: &&str| !line.is_empty() && preamble.lines().all(|known| known != *line);
    tidy.extend(preamble.lines().map(str::to_owned));
    for line in format!(".TH{text}").lines().map(str::trim_end).filter(is_new) {
        if line.starts_with(".SH") && !tidy.iter().any(|line| line == ".nh") {
            // Names of properties are not hyphenated, and lines that can't be broken not spread.
            tidy.extend([".nh".to_owned(), ".ad l".to_owned()]);
        }
        let before = tidy.last().map_or("", String::as_str);
        let begins = before.starts_with(".SH") || before == ".PP" || before == ".br";
        if !(begins && matches!(line, ".PP" | ".br")) {
            tidy.extend(broken(&breakable(&emphasized(line))));
        }
    }
    tidy.join("\n") + "\n"
}

/// What stands between backquotes is shown in bold.
fn emphasized(line: &str) -> String {
    let pieces: Vec<_> = line.split('`').collect();
    if pieces.len() % 2 == 0 {
        return line.to_owned();
    }
    let font = |at: usize| match at {
        0 => "",
        at if at % 2 == 1 => "\\fB",
        _ => "\\fR",
    };
    pieces.iter().enumerate().flat_map(|(at, piece)| [font(at), piece]).collect()
}

/// Words that are too long for a line can go on in the next one behind a mark of punctuation.
fn breakable(line: &str) -> String {
    let broken = |word: &str| match word.len() {
        0..LONG_WORD => word.to_owned(),
        _ => word.split_inclusive(['.', ',', '/', ';', '=']).collect::<Vec<_>>().join("\\:"),
    };
    line.split(' ').map(broken).collect::<Vec<_>>().join(" ")
}

/// A line of text broken at spaces. A word that begins with a dot or quote would be a command at the
/// start of a line, so it is marked there.
fn broken(line: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in line.split(' ') {
        match lines.last_mut() {
            Some(last) if last.len() + word.len() < WIDTH || line.starts_with('.') => {
                last.extend([" ", word]);
            }
            Some(_) if word.starts_with(['.', '\'']) => lines.push(format!("\\&{word}")),
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// How long a line may be.
const WIDTH: usize = 80;

/// A word of this length may be too long for a line of a page on a terminal.
const LONG_WORD: usize = 50;

/// The beginning of a page: its title, and the section NAME.
fn head(name: &str, section: &str, summary: &str) -> Roff {
    let source = concat!("omero ", env!("CARGO_PKG_VERSION"));
    let mut page = Roff::new();
    page.control("TH", [&*name.to_uppercase(), section, DATE, source, "OMERO configuration"]);
    page.control("SH", ["NAME"]);
    page.text([clap_mangen::roff::roman(format!("{name} - {summary}"))]);
    page
}

/// The end of a page.
fn see_also(page: &mut Roff, pages: &[&str]) {
    page.control("SH", ["SEE ALSO"]);
    page.text([clap_mangen::roff::roman(pages.join(", "))]);
}

fn checked_in() -> Vec<PathBuf> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("man");
    let mut pages: Vec<_> =
        fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.sort();
    pages
}

/// What a program makes of its arguments.
fn shown(command: &mut Command) -> String {
    let output = command.output().unwrap();
    [output.stdout, output.stderr].map(|text| String::from_utf8(text).unwrap()).concat()
}

#[test]
#[needs(Program("mandoc"))]
fn mandoc_has_nothing_to_say_against_any_page() {
    let mut mandoc = Command::new("mandoc");
    let told = shown(mandoc.args(["-T", "lint", "-W", "style"]).args(checked_in()));
    // What a page refers to is installed with it, and may not be yet.
    let told: Vec<_> =
        told.lines().filter(|line| !line.contains("referenced manual not found")).collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
}

#[test]
#[needs(Program("man"))]
fn a_page_is_shown_by_man_with_options_examples_and_exit_codes() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("man/omero-config-undo.1");
    let mut man = Command::new("man");
    man.args(["-P", "cat", "-l"]).arg(page).env("MANWIDTH", "80").env("LC_ALL", "C.UTF-8");
    let told = shown(&mut man);
    for expected in [
        "omero-config-undo - Undo the last change, or go back to before an",
        "omero config undo [--dry-run]",
        "[--message TEXT]",
        "Go back to before the change with this number",
        "112    another process holds the lock",
        "omero config undo 2",
        "omero(1), omero-config(1), omero-config.xml(5), omero-properties(7)",
    ] {
        assert!(told.contains(expected), "{expected} is not in\n{told}");
    }
}

#[test]
#[needs(Program("man"))]
fn man_shows_every_page_without_a_warning() {
    for page in checked_in() {
        let mut man = Command::new("man");
        man.args(["-P", "cat", "-l"]).arg(&page).env("MANWIDTH", "80").env("LC_ALL", "C.UTF-8");
        let told = shown(&mut man);
        let warnings: Vec<_> = told.lines().filter(|line| line.contains(": warning [")).collect();
        assert!(warnings.is_empty(), "{}: {warnings:?}", page.display());
    }
}
