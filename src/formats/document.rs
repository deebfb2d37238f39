//! The texts in which `config edit` shows properties as JSON or YAML: with types, and in YAML with
//! comments. [`super::Format`] reads them back.

use super::editable::EditableProperty;
use super::editable::Standing;
use super::editable::write_comment;
use super::json;
use super::yaml;
use crate::python::Json;

/// The first lines in YAML.
const HEAD: &str = "\
# One property per line: KEY: VALUE. Change, add or delete lines, then save and close the editor.
";

/// An object with a member for each property that is set. JSON has no comments.
pub(crate) fn json(properties: &[(EditableProperty, Json)]) -> String {
    let set = properties.iter().filter(|(property, _)| property.standing != Standing::Offered);
    let members =
        set.map(|(property, value)| (property.assignment.key.as_str().into(), value.clone()));
    json::pretty(&Json::Object(members.collect())) + "\n"
}

/// A member for each property, with its comment and more lines for the head.
pub(crate) fn yaml(head: &[String], properties: &[(EditableProperty, Json)]) -> String {
    let mut text = HEAD.to_owned();
    write_comment(&mut text, head);
    for (EditableProperty { assignment, comment, standing }, value) in properties {
        if !comment.is_empty() {
            text.push('\n');
            write_comment(&mut text, comment);
        }
        let member = yaml::member(&assignment.key, &yaml_value(value));
        match standing {
            Standing::Set | Standing::Masked => text.push_str(&member),
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
    use super::super::assignments::Assignment;
    use super::*;

    fn property(key: &str, standing: Standing) -> EditableProperty {
        let comment = vec!["meaning".to_owned()];
        let assignment = Assignment { key: key.to_owned(), value: String::new() };
        EditableProperty { assignment, comment, standing }
    }

    #[test]
    fn values_have_types_and_what_is_offered_is_a_comment() {
        let list = Json::parse(&format!("[[\"{}\", 1], [\"é\", null]]", "x".repeat(80))).unwrap();
        let properties = [
            (property("a.b", Standing::Set), Json::Bool(true)),
            (property("a.c", Standing::Set), Json::text("it's")),
            (property("a.d", Standing::Offered), Json::text("")),
            (property("a.e", Standing::Set), list),
        ];
        let short = |text: String| text.replace(&"x".repeat(80), "xxx");
        insta::assert_snapshot!(short(json(&properties)), @r#"
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
        insta::assert_snapshot!(short(yaml(&["more".to_owned()], &properties)), @r#"
        # One property per line: KEY: VALUE. Change, add or delete lines, then save and close the editor.
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
