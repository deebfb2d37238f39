//! A `config.xml` as the recordings describe it: profiles, their properties, and the includes.

use std::path::Path;

use serde_json::Value;
use serde_json::json;

/// The parsed file; null if there is none or it is no XML.
pub(super) fn parsed(path: &Path) -> Value {
    let Ok(text) = std::fs::read_to_string(path) else { return Value::Null };
    let Ok(tree) = roxmltree::Document::parse(&text) else { return Value::Null };
    let root = tree.root_element();
    let named = |name: &'static str| {
        root.children().filter(move |child| child.is_element() && child.tag_name().name() == name)
    };
    let profiles: Vec<_> = named("properties").map(profile).collect();
    let includes: Vec<_> = named("include").map(|include| include.attribute("file")).collect();
    json!({"profiles": profiles, "includes": includes})
}

fn profile(block: roxmltree::Node<'_, '_>) -> Value {
    let properties = block.children().filter(|child| child.has_tag_name("property"));
    let pairs: Vec<_> = properties
        .map(|property| json!([property.attribute("name"), property.attribute("value")]))
        .collect();
    json!([block.attribute("id"), pairs])
}

/// What a store without a file stands for.
pub(super) fn new(profile: &str) -> Value {
    let version = json!(["omero.config.version", "5.1.0"]);
    json!({
        "profiles": [
            ["__ACTIVE__", [["omero.config.profile", profile], version]],
            [profile, [version]],
        ],
        "includes": ["templates.xml"],
    })
}

/// A missing value counts as empty, and a property without a name is none.
pub(super) fn meaning(mut store: Value) -> Value {
    for profile in store.get_mut("profiles").and_then(Value::as_array_mut).into_iter().flatten() {
        let Some(pairs) = profile[1].as_array_mut() else { continue };
        pairs.retain(|pair| pair[0].is_string());
        for pair in pairs.iter_mut().filter(|pair| pair[1].is_null()) {
            pair[1] = json!("");
        }
    }
    store
}
