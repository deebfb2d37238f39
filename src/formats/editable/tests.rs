//! Drafts that are read back, and what is wrong with others.

use super::read::EditableError;
use super::*;

fn set(key: &str, value: &str) -> EditableProperty {
    let assignment = Assignment { key: key.to_owned(), value: value.to_owned() };
    EditableProperty { assignment, comment: vec!["a=b\\".to_owned()], standing: Standing::Set }
}

fn section(heading: Option<&str>, properties: Vec<EditableProperty>) -> Section {
    Section { heading: heading.map(str::to_owned), properties }
}

fn faults(text: &str, headings: &[&str]) -> String {
    let faults = read(text, headings).unwrap_err();
    let line = |error: &EditableError| error.location.map(|location| format!("{location}: "));
    let shown = faults.iter().map(|error| format!("{}{error}", line(error).unwrap_or_default()));
    shown.collect::<Vec<_>>().join("\n")
}

#[test]
fn whatever_a_value_holds_it_comes_back_from_an_untouched_text() {
    let values = ["", " x ", "a\nB=7", "C:\\dir\\", "\t", "é\r", "\"quoted\"", "[1, \"a\"]"];
    let properties = values.iter().map(|value| set("key", value)).collect();
    let sections = read(&write(&[], &[section(None, properties)]), &[]).unwrap();
    let read: Vec<_> = sections[0].iter().map(|entry| &*entry.assignment.value).collect();
    assert_eq!(read, values);
}

#[test]
fn what_is_offered_counts_for_nothing_until_its_sign_is_taken_away() {
    let offered = EditableProperty { standing: Standing::Offered, ..set("a", "1") };
    let text = write(&["more".to_owned()], &[section(None, vec![offered])]);
    assert_eq!(text, format!("{HEAD}# more\n\n# a=b\\\n#a=1\n"));
    assert_eq!(read(&text, &[]).unwrap(), [[]]);
    assert_eq!(read(&text.replace("#a", "a"), &[]).unwrap()[0][0].assignment.value, "1");
}

#[test]
fn every_line_belongs_to_the_profile_above_it() {
    let names = ["one", " a=b] "];
    let written = names.map(|name| section(Some(name), vec![set("key", name)]));
    let text = write(&[], &written);
    let sections = read(&text, &names).unwrap();
    let keys: Vec<_> = sections.iter().map(|entries| &*entries[0].assignment.value).collect();
    assert_eq!(keys, names);
    assert_eq!(
        faults("a=1\n[profile x]\n", &["x"]),
        "\
        1: `a` is before the first heading and belongs to no profile"
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
    assert_eq!(read("a=b\\\nc\n", &[]).unwrap()[0][0].assignment.value, "bc");
    for text in ["a=b\\\n# c\n", "a=b\\\n\n# c\n", "a=b\\\n", "a=b\\"] {
        let problem = "1: the line ends in a backslash, but no continuation line follows";
        assert_eq!(faults(text, &[]), problem, "{text:?}");
    }
    assert_eq!(read("# a\\\nb=1\n", &[]).unwrap()[0][0].assignment.key, "b");
}

#[test]
fn some_names_cannot_be_written() {
    for name in ["", "#a", "a=b", "a\nb", " a", "a:json", "[profile x]"] {
        assert!(!is_writable(name), "{name:?}");
    }
}
