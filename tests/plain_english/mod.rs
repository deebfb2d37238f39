//! What people read is in plain English: none of the phrases in `words.txt` is in a help page, a manual
//! page, a document, a message, a template or the schema.
//!
//! The generated pages in `man/` and `docs/` are compared with the program in `generated.rs`, so that
//! the files stand for what the program prints.

mod literals;

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

const WORDS: &str = include_str!("words.txt");

/// Everything that people read, apart from messages in the code.
const PLACES: &[&str] = &[
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "docs",
    "man",
    "schema",
    "templates",
    "completions",
    "ansible",
    "src/cli/help",
];

/// The page that quotes these phrases as examples.
const STYLE: &str = "docs/style.md";

struct Phrase {
    words: String,
    instead: &'static str,
    /// Texts in which the phrase is right.
    exceptions: Vec<String>,
}

fn phrases() -> Vec<Phrase> {
    let lines = WORDS.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(phrase).collect()
}

fn phrase(line: &'static str) -> Phrase {
    let mut columns = line.split('|').map(str::trim);
    let mut next = || columns.next().unwrap_or_else(|| panic!("three columns are needed: {line}"));
    let (words, instead, exceptions) = (normalised(next()), next(), next());
    let exceptions =
        exceptions.split(';').map(normalised).filter(|text| !text.is_empty()).collect();
    Phrase { words, instead, exceptions }
}

impl Phrase {
    /// The surroundings of each occurrence in a normalised text.
    fn occurrences<'text>(&self, text: &'text str) -> Vec<&'text str> {
        let found = text.match_indices(&self.words).filter(|&(start, words)| {
            let end = start + words.len();
            let is_inside =
                |character: char| character.is_alphanumeric() || "-_{}".contains(character);
            !text[..start].ends_with(is_inside)
                && !text[end..].starts_with(is_inside)
                && !self.is_right(text, start, end)
        });
        found.map(|(start, _)| surroundings(text, start)).collect()
    }

    fn is_right(&self, text: &str, start: usize, end: usize) -> bool {
        self.exceptions.iter().any(|exception| {
            exception.match_indices(&self.words).any(|(before, _)| {
                start >= before
                    && text.get(start - before..).is_some_and(|rest| rest.starts_with(exception))
                    && end <= start - before + exception.len()
            })
        })
    }
}

/// Lower case, and one space for each line break, with the marks of a manual page removed.
fn normalised(text: &str) -> String {
    let words =
        text.replace("\\-", "-").replace("\\fR", "").replace("\\fB", "").replace("\\fI", "");
    words.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn surroundings(text: &str, start: usize) -> &str {
    let from = (0..=start.saturating_sub(40)).rev().find(|&at| text.is_char_boundary(at));
    let to = (start + 40..text.len()).find(|&at| text.is_char_boundary(at));
    &text[from.unwrap_or(0)..to.unwrap_or(text.len())]
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(path: &Path) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.to_owned()];
    }
    let entries = fs::read_dir(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    entries.flat_map(|entry| files(&entry.unwrap().path())).collect()
}

/// What is wrong with the text of a file, for a person who corrects it.
fn report(name: &str, text: &str, phrases: &[Phrase]) -> String {
    let text = normalised(text);
    let mut report = String::new();
    for phrase in phrases {
        for surroundings in phrase.occurrences(&text) {
            let Phrase { words, instead, .. } = phrase;
            writeln!(report, "{name}: \"{words}\" ({instead}): ...{surroundings}...").unwrap();
        }
    }
    report
}

#[test]
fn documents_and_pages_have_no_word_of_the_list() {
    let phrases = phrases();
    let mut found = String::new();
    for path in PLACES.iter().flat_map(|place| files(&root().join(place))) {
        let name = path.strip_prefix(root()).unwrap();
        let is_text =
            !matches!(name.extension(), Some(ending) if ending == "rs" || ending == "pyc");
        if is_text && name != Path::new(STYLE) {
            let text = fs::read_to_string(&path).unwrap();
            found += &report(&name.display().to_string(), &text, &phrases);
        }
    }
    assert!(found.is_empty(), "tests/plain_english/words.txt says what to write:\n{found}");
}

#[test]
fn messages_have_no_word_of_the_list() {
    let phrases = phrases();
    let mut found = String::new();
    for path in files(&root().join("src")) {
        if path.extension().is_some_and(|ending| ending == "rs") {
            let text = literals::of(&fs::read_to_string(&path).unwrap()).join("\n");
            let name = path.strip_prefix(root()).unwrap();
            found += &report(&name.display().to_string(), &text, &phrases);
        }
    }
    assert!(found.is_empty(), "tests/plain_english/words.txt says what to write:\n{found}");
}

#[test]
fn words_are_found_across_lines_but_not_inside_of_others() {
    let phrase = phrase("no way to | cannot | in no way to");
    let text =
        normalised("There is no\n    way to stop. I know no way too. It is in no way to blame.");
    assert_eq!(phrase.occurrences(&text).len(), 1);
}
