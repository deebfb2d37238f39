//! References in the JSON Schema for editors: `config apply` takes `{"$file": PATH}` where a value is
//! expected, and where one expects a text inside it.

use crate::python::Json;
use crate::schema::explain::bundle::object;

/// What a schema says about a property apart from its value.
const ANNOTATIONS: [&str; 6] =
    ["title", "description", "default", "examples", "deprecated", "writeOnly"];

/// Keywords that contain another schema, a list of them, or an object with them.
const INSIDE: [&str; 5] = ["items", "prefixItems", "properties", "additionalProperties", "anyOf"];

/// The definitions to which the schemas refer.
pub(super) fn definitions() -> Json {
    let text = || object([("type", Json::text("string")), ("minLength", Json::integer(1))]);
    let words = object([
        ("type", Json::text("array")),
        ("items", object([("type", Json::text("string"))])),
        ("minItems", Json::integer(1)),
    ]);
    let kinds = object([
        ("$file", text()),
        ("$env", text()),
        ("$credential", text()),
        ("$command", words),
        ("$literal", Json::Bool(true)),
    ]);
    let description = "Where `omero config apply` finds the value.";
    let reference = object([
        ("description", Json::text(description)),
        ("type", Json::text("object")),
        ("properties", kinds),
        ("additionalProperties", Json::Bool(false)),
        ("minProperties", Json::integer(1)),
        ("maxProperties", Json::integer(1)),
    ]);
    let elements = object([
        ("description", Json::text("Elements that a list has, or does not have.")),
        ("type", Json::text("array")),
    ]);
    object([("reference", reference), ("elements", elements)])
}

/// The schema of a value that a reference may replace, as a whole and in its parts.
pub(super) fn allowed(schema: Json) -> Json {
    let members = schema.into_object().unwrap_or_default();
    let is_annotation = |name: &str| ANNOTATIONS.contains(&name) || name.starts_with("x-");
    let (mut said, value): (Vec<_>, Vec<_>) =
        members.into_iter().partition(|(name, _)| is_annotation(name));
    let reference = object([("$ref", Json::text("#/$defs/reference"))]);
    let either = vec![inside(Json::Object(value)), reference];
    said.push(("anyOf".into(), Json::List(either)));
    Json::Object(said)
}

/// The same schema with references in the parts of the value.
fn inside(schema: Json) -> Json {
    let Json::Object(mut members) = schema else { return schema };
    for (name, value) in members.iter_mut().filter(|(name, _)| INSIDE.contains(&&**name)) {
        let part = std::mem::replace(value, Json::Null);
        *value = match part {
            Json::List(parts) => Json::List(parts.into_iter().map(part_of).collect()),
            Json::Object(parts) if &**name == "properties" => {
                Json::Object(parts.into_iter().map(|(name, part)| (name, part_of(part))).collect())
            }
            part => part_of(part),
        };
    }
    Json::Object(members)
}

fn part_of(schema: Json) -> Json {
    // Strict validators refuse a list of no values, which nothing can be.
    if schema.member("enum").and_then(Json::as_list).is_some_and(<[_]>::is_empty) {
        return Json::Bool(false);
    }
    let is_text = schema.member("type").and_then(Json::as_text).is_some_and(|it| it == "string");
    if is_text { allowed(schema) } else { inside(schema) }
}
