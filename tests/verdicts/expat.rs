//! What expat, the parser of the Python tool, says of thousands of damaged stores.
//!
//! `expat.py` asks it and writes `expat.txt`, which is checked in, and explains its lines. For a longer
//! comparison let it write random cases to another file, and name that in `EXPAT_VERDICTS`.

use std::collections::BTreeMap;

use omero_config::testing::model::Profile;
use omero_config::testing::store::xml;
use omero_config::testing::store::xml::Document;
use omero_config::testing::store::xml::Problem;
use omero_config::testing::store::xml::XmlError;

/// All that expat accepts and we refuse, and why. Whatever expat refuses, we refuse.
fn difference(document: &[u8], error: &XmlError) -> Option<&'static str> {
    match error.problem {
        // In UTF-8 expat refuses them, so what we would write could not be read.
        Problem::NotWellFormed(_) if has_ordinal_in_another_encoding(document) => {
            Some("`ª` and `º` in names, in encodings of one or two bytes")
        }
        Problem::WrongRoot(_) | Problem::Namespace(_) => Some("the root element is not of a store"),
        Problem::NoId => Some("a profile without a name"),
        Problem::DocumentType => Some("document types are refused"),
        Problem::TooDeep => Some("the limit of nested elements"),
        Problem::UnknownEncoding(_) => Some("encodings that Python knows and IceGrid does not"),
        _ => None,
    }
}

const DIFFERENCES: usize = 6;

fn has_ordinal_in_another_encoding(document: &[u8]) -> bool {
    str::from_utf8(document).is_err() && document.iter().any(|byte| matches!(byte, 0xAA | 0xBA))
}

#[test]
fn what_expat_refuses_is_refused_and_what_it_accepts_means_the_same() {
    let fixture = Fixture::read();
    let mut differences = BTreeMap::new();
    let mut wrong = Vec::new();
    for case in &fixture.cases {
        let document = fixture.document(case);
        let ours = xml::read(&document);
        let reason = match (&ours, case.sum) {
            (Err(error), Some(_)) => difference(&document, error),
            _ => None,
        };
        match reason {
            Some(reason) => *differences.entry(reason).or_insert(0) += 1,
            None if agree(ours.as_ref(), case.sum) => {}
            None => wrong.push(format!(
                "{}\n  expat: {}\n  ours: {:?}",
                String::from_utf8_lossy(&document),
                case.verdict,
                ours.map(|document| meaning(&document)).map_err(|error| error.to_string())
            )),
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of them:\n{}",
        wrong.len(),
        wrong[..wrong.len().min(20)].join("\n")
    );
    assert!(fixture.cases.len() > 20_000, "{}", fixture.cases.len());
    // A difference that does not occur must not be named.
    assert_eq!(differences.len(), DIFFERENCES, "{differences:?}");
}

fn agree(ours: Result<&Document, &XmlError>, sum: Option<u32>) -> bool {
    match (ours, sum) {
        (Err(_), None) => true,
        (Ok(document), Some(sum)) => checksum(&meaning(document)) == sum,
        _ => false,
    }
}

/// What expat accepts is written so that it means the same, and the second time in the same bytes.
#[test]
fn what_was_accepted_is_written_and_read_back() {
    let fixture = Fixture::read();
    for case in &fixture.cases {
        let Ok(document) = xml::read(&fixture.document(case)) else { continue };
        let written = xml::write(&document, &document.configuration).unwrap();
        let again = xml::read(written.as_bytes()).unwrap_or_else(|error| {
            panic!("{error} in what became of {:?}:\n{written}", case.verdict)
        });
        assert_eq!(meaning(&again), meaning(&document), "{written}");
        assert!(!again.is_stale(), "{written}");
        assert_eq!(xml::write(&again, &again.configuration).unwrap(), written);
    }
}

#[test]
fn names_have_the_characters_that_expat_allows() {
    let [first, further] = Fixture::read().names;
    for code in (0x80..=0x0010_FFFF).filter(|code| *code < 0x11000 || code % 509 == 0) {
        let Some(character) = char::from_u32(code) else { continue };
        let is_in = |bounds: &[u32]| bounds.partition_point(|bound| *bound <= code) % 2 == 1;
        let accepts =
            |name: String| xml::read(format!("<icegrid><{name}/></icegrid>").as_bytes()).is_ok();
        assert_eq!(accepts(character.to_string()), is_in(&first), "U+{code:04X} at the start");
        let is_further = is_in(&first) || is_in(&further);
        assert_eq!(accepts(format!("a{character}")), is_further, "U+{code:04X} in a name");
    }
}

/// Profiles and properties in the text that `expat.py` makes of them.
fn meaning(document: &Document) -> String {
    let mut profiles: Vec<_> = document.configuration.profiles().map(profile).collect();
    profiles.sort();
    format!("{}\u{1}{}", document.configuration.active_name(), profiles.concat())
}

fn profile(profile: &Profile) -> String {
    let properties = profile.properties().map(|found| format!("\0{}\0{}", found.key, found.value));
    format!("{}{}\u{1}", profile.name(), properties.collect::<String>())
}

/// FNV-1a in 32 bits.
fn checksum(text: &str) -> u32 {
    text.bytes().fold(0x811C_9DC5, |sum, byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// The file of the verdicts.
#[derive(Default)]
struct Fixture {
    bases: Vec<Vec<u8>>,
    inserts: Vec<Vec<u8>>,
    names: [Vec<u32>; 2],
    cases: Vec<Case>,
}

struct Case {
    base: usize,
    edits: String,
    verdict: String,
    /// The checksum of its meaning; none if expat refuses it.
    sum: Option<u32>,
}

impl Fixture {
    fn read() -> Self {
        let path = std::env::var("EXPAT_VERDICTS")
            .unwrap_or(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/verdicts/expat.txt").into());
        let text = std::fs::read_to_string(path).unwrap();
        let mut fixture = Self::default();
        for line in text.lines() {
            let (kind, rest) = line.split_once(' ').unwrap();
            match kind {
                "#" => {}
                "d" => fixture.bases.push(bytes(rest)),
                "i" => fixture.inserts.push(bytes(rest)),
                "n" => {
                    let (first, further) = rest.split_once(' ').unwrap();
                    fixture.names = [bounds(first), bounds(further)];
                }
                base => fixture.cases.push(Case::read(base, rest)),
            }
        }
        fixture
    }

    fn document(&self, case: &Case) -> Vec<u8> {
        let base = &self.bases[case.base];
        let mut document = Vec::new();
        let mut at = 0;
        for edit in case.edits.split(',').filter(|edit| *edit != "-") {
            let [place, deleted, insert] = edit.split('.').collect::<Vec<_>>().try_into().unwrap();
            let place: usize = place.parse().unwrap();
            document.extend_from_slice(base.get(at..place).unwrap_or_default());
            document.extend_from_slice(self.inserted(base, insert));
            at = at.max(place) + deleted.parse::<usize>().unwrap();
        }
        document.extend_from_slice(base.get(at..).unwrap_or_default());
        document
    }

    fn inserted<'fixture>(&'fixture self, base: &'fixture [u8], insert: &str) -> &'fixture [u8] {
        match insert.split_once('~') {
            _ if insert.is_empty() => &[],
            None => &self.inserts[insert.parse::<usize>().unwrap()],
            Some((start, length)) => {
                let start: usize = start.parse().unwrap();
                let end = start + length.parse::<usize>().unwrap();
                &base[start..end.min(base.len())]
            }
        }
    }
}

impl Case {
    fn read(base: &str, rest: &str) -> Self {
        let (edits, verdict) = rest.split_once(' ').unwrap();
        let sum = verdict.strip_prefix('+').map(|sum| u32::from_str_radix(sum, 16).unwrap());
        let (edits, verdict) = (edits.to_owned(), verdict.to_owned());
        Self { base: base.parse().unwrap(), edits, verdict, sum }
    }
}

/// The bytes that the characters of a JSON string stand for.
fn bytes(json: &str) -> Vec<u8> {
    let text: String = serde_json::from_str(json).unwrap();
    text.chars().map(|byte| u8::try_from(u32::from(byte)).unwrap()).collect()
}

fn bounds(text: &str) -> Vec<u32> {
    text.split(',').map(|bound| u32::from_str_radix(bound, 16).unwrap()).collect()
}
