//! The texts in which `config edit` shows properties as JSON or YAML: with types, and in YAML with
//! comments. [`super::Format`] reads them back.

use super::draft::Entry;
use super::draft::Standing;
use super::draft::write_comment;
use super::json;
use super::yaml;
use crate::python::Json;

/// The first lines in YAML.
const HEAD: &str = "\
# One property a line: KEY: VALUE. Change, add or delete lines, then save and leave the editor.
";

/// An object with a member for each property that is set. JSON has no comments.
pub(crate) fn json(entries: &[(Entry, Json)]) -> String {
    let set = entries.iter().filter(|(entry, _)| entry.standing == Standing::Set);
    let members = set.map(|(entry, value)| (entry.key.as_str().into(), value.clone()));
    json::pretty(&Json::Object(members.collect())) + "\n"
}

/// A member for each property, with its comment and more lines for the head.
pub(crate) fn yaml(head: &[String], entries: &[(Entry, Json)]) -> String {
    let mut text = HEAD.to_owned();
    write_comment(&mut text, head);
    for (Entry { key, comment, standing, .. }, value) in entries {
        if !comment.is_empty() {
            text.push('\n');
            write_comment(&mut text, comment);
        }
        let member = yaml::member(key, &yaml_value(value));
        match standing {
            Standing::Set => text.push_str(&member),
            Standing::Offered => text.extend(member.lines().flat_map(|line| ["#", line, "\n"])),
        }
    }
    text
}

/// A list or object as in JSON, which YAML takes where it is indented.
fn yaml_value(value: &Json) -> String {
    match value {
        Json::String(_) => {
            value.as_text().map_or_else(|| value.to_string(), |text| yaml::text(&text))
        }
        value => json::pretty(value).replace('\n', "\n  "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(key: &str, standing: Standing) -> Entry {
        let comment = vec!["meaning".to_owned()];
        Entry { key: key.to_owned(), value: String::new(), comment, standing }
    }

    #[test]
    fn values_have_types_and_what_is_offered_is_a_comment() {
        let list = Json::parse(&format!("[[\"{}\", 1], [\"é\", null]]", "x".repeat(80))).unwrap();
        let entries = [
            (entry("a.b", Standing::Set), Json::Bool(true)),
            (entry("a.c", Standing::Set), Json::text("it's")),
            (entry("a.d", Standing::Offered), Json::text("")),
            (entry("a.e", Standing::Set), list),
        ];
        let short = |text: String| text.replace(&"x".repeat(80), "xxx");
        insta::assert_snapshot!(short(json(&entries)), @r#"
        {
          "a.b": true,
          "a.c": "it's",
          "a.e": [
            [
              "xxx",
              1
            ],
            ["é", null]
          ]
        }
        "#);
        insta::assert_snapshot!(short(yaml(&["more".to_owned()], &entries)), @r#"
        # One property a line: KEY: VALUE. Change, add or delete lines, then save and leave the editor.
        # more

        # meaning
        a.b: true

        # meaning
        a.c: 'it''s'

        # meaning
        #a.d: ''

        # meaning
        a.e: [
            [
              "xxx",
              1
            ],
            ["é", null]
          ]
        "#);
    }
}
