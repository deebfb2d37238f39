//! Puts the schema files together for the program: one text with every property, and an index.
//!
//! A lookup then reads one property and not 400 KB of JSON, and a `get` reads nothing at all.

use std::env;
use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

use serde_json::Value;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=schema");
    let mut properties = Vec::new();
    let mut families = Vec::new();
    for file in schema_files()? {
        let document: Value = serde_json::from_str(&fs::read_to_string(file)?)?;
        properties.extend(members(&document, "properties"));
        families.extend(members(&document, "patternProperties"));
    }
    properties.sort_by(|one, other| one.0.cmp(&other.0));
    let mut text = String::new();
    let mut index = String::new();
    write_table(&mut text, &mut index, "PROPERTIES", &properties)?;
    write_table(&mut text, &mut index, "FAMILIES", &families)?;
    let directory = PathBuf::from(env::var("OUT_DIR")?);
    fs::write(directory.join("schema.txt"), text)?;
    fs::write(directory.join("index.rs"), index)?;
    Ok(())
}

fn schema_files() -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let entries = fs::read_dir("schema")?.collect::<Result<Vec<_>, _>>()?;
    let is_schema = |path: &PathBuf| path.to_string_lossy().ends_with(".schema.json");
    let mut files: Vec<_> = entries.iter().map(fs::DirEntry::path).filter(is_schema).collect();
    files.sort_by_key(|file| Path::new(file).file_name().map(ToOwned::to_owned));
    Ok(files)
}

/// Names and values of a member, with the shared definitions in the place of references to them.
fn members(document: &Value, member: &str) -> Vec<(String, Value)> {
    let found = document[member].as_object().cloned().unwrap_or_default();
    found.into_iter().map(|(name, value)| (name, resolved(value, document))).collect()
}

fn resolved(value: Value, document: &Value) -> Value {
    match value {
        Value::Object(members) => match members.get("$ref").and_then(Value::as_str) {
            Some(reference) => document
                .pointer(reference.trim_start_matches('#'))
                .cloned()
                .map_or(Value::Null, |target| resolved(target, document)),
            None => Value::Object(
                members
                    .into_iter()
                    .map(|(name, value)| (name, resolved(value, document)))
                    .collect(),
            ),
        },
        Value::Array(items) => {
            Value::Array(items.into_iter().map(|item| resolved(item, document)).collect())
        }
        other => other,
    }
}

/// Appends names and values to `text` and their places in it to `index`: offsets and not references,
/// so that the loader of the program has nothing to relocate.
fn write_table(
    text: &mut String,
    index: &mut String,
    name: &str,
    properties: &[(String, Value)],
) -> Result<(), Box<dyn Error>> {
    writeln!(index, "pub(super) static {name}: [Place; {}] = [", properties.len())?;
    for (key, value) in properties {
        let start = text.len();
        text.push_str(key);
        let middle = text.len();
        text.push_str(&value.to_string());
        let secret = value["writeOnly"] == true;
        let depends_on_web = depends_on_web(value);
        let standing = standing(value);
        let end = text.len();
        writeln!(
            index,
            "    Place {{ start: {start}, middle: {middle}, end: {end}, secret: {secret}, \
             depends_on_web: {depends_on_web}, standing: Standing::{standing} }},"
        )?;
    }
    writeln!(index, "];")?;
    Ok(())
}

/// Whether a description depends on the release of OMERO.web.
fn depends_on_web(value: &Value) -> bool {
    let is_of_web = |text: &Value| text.as_str().is_some_and(|text| text.starts_with("omero-web "));
    let mut variants = value["x-omero-targets"].as_array().into_iter().flatten();
    is_of_web(&value["x-omero-since-component"])
        || variants.any(|variant| is_of_web(&variant["until"]))
}

/// Whether a new configuration can make use of a property, as far as that can be told here.
fn standing(value: &Value) -> String {
    let status = value["x-omero-status"].as_str().unwrap_or("active");
    let works = matches!(status, "active" | "internal" | "development" | "legacy");
    match works && value["deprecated"] != true {
        _ if !value["x-omero-targets"].is_null() || depends_on_web(value) => "Varies".to_owned(),
        false => "Useless".to_owned(),
        true => {
            let (major, minor, patch) = release(value["x-omero-since"].as_str().unwrap_or("0.0"));
            format!("Since({major}, {minor}, {patch})")
        }
    }
}

/// The numbers of a release as the program takes them; zeros for a word that is no release.
fn release(text: &str) -> (u8, u8, u8) {
    let mut numbers = text.split('.').map(str::parse::<u8>);
    match (numbers.next(), numbers.next(), numbers.next().unwrap_or(Ok(u8::MAX))) {
        (Some(Ok(major)), Some(Ok(minor)), Ok(patch)) => (major, minor, patch),
        _ => (0, 0, 0),
    }
}
