//! Drafts that are read back, and what is wrong with others.

use super::*;

fn set(key: &str, value: &str) -> Entry {
    let (key, value) = (key.to_owned(), value.to_owned());
    Entry { key, value, comment: vec!["a=b\\".to_owned()], standing: Standing::Set }
}

fn part(heading: Option<&str>, entries: Vec<Entry>) -> Part {
    Part { heading: heading.map(str::to_owned), entries }
}

fn faults(text: &str, headings: &[&str]) -> String {
    let faults = read(text, headings).unwrap_err();
    let line = |line: Option<usize>| line.map(|line| format!("{line}: ")).unwrap_or_default();
    let shown = faults.iter().map(|error| format!("{}{error}", line(error.line)));
    shown.collect::<Vec<_>>().join("\n")
}

#[test]
fn whatever_a_value_holds_it_comes_back_from_an_untouched_draft() {
    let values = ["", " x ", "a\nB=7", "C:\\dir\\", "\t", "é\r", "\"quoted\"", "[1, \"a\"]"];
    let entries = values.iter().map(|value| set("key", value)).collect();
    let sections = read(&write(&[], &[part(None, entries)]), &[]).unwrap();
    let read: Vec<_> = sections[0].iter().map(|line| &*line.value).collect();
    assert_eq!(read, values);
}

#[test]
fn what_is_offered_counts_for_nothing_until_its_sign_is_taken_away() {
    let offered = Entry { standing: Standing::Offered, ..set("a", "1") };
    let text = write(&["more".to_owned()], &[part(None, vec![offered])]);
    assert_eq!(text, format!("{HEAD}# more\n\n# a=b\\\n#a=1\n"));
    assert_eq!(read(&text, &[]).unwrap(), [[]]);
    assert_eq!(read(&text.replace("#a", "a"), &[]).unwrap()[0][0].value, "1");
}

#[test]
fn every_line_belongs_to_the_profile_above_it() {
    let names = ["one", " a=b] "];
    let parts = names.map(|name| part(Some(name), vec![set("key", name)]));
    let text = write(&[], &parts);
    let sections = read(&text, &names).unwrap();
    let keys: Vec<_> = sections.iter().map(|lines| &*lines[0].value).collect();
    assert_eq!(keys, names);
    assert_eq!(
        faults("a=1\n[profile x]\n", &["x"]),
        "\
        1: `a` is above the first heading and so belongs to no profile"
    );
    assert_eq!(
        faults("[profile x]\n[profile x]\n[profile y]\n", &["x", "z"]),
        "\
        2: `[profile x]` is listed twice\n\
        3: `[profile y]` is not a heading of this text\n\
        the heading `[profile z]` is missing"
    );
}

#[test]
fn a_line_that_is_left_open_does_not_swallow_a_comment() {
    assert_eq!(read("a=b\\\nc\n", &[]).unwrap()[0][0].value, "bc");
    for text in ["a=b\\\n# c\n", "a=b\\\n\n# c\n", "a=b\\\n", "a=b\\"] {
        let problem = "1: the line ends in a backslash, but no line follows that belongs to it";
        assert_eq!(faults(text, &[]), problem, "{text:?}");
    }
    assert_eq!(read("# a\\\nb=1\n", &[]).unwrap()[0][0].key, "b");
}

#[test]
fn some_names_cannot_be_written() {
    for name in ["", "#a", "a=b", "a\nb", " a", "a:json", "[profile x]"] {
        assert!(!is_writable(name), "{name:?}");
    }
}
