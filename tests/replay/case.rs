//! A recorded case: what was there, what was run, and what came out.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

pub(super) struct Case {
    pub(super) id: String,
    pub(super) environment: BTreeMap<String, Option<String>>,
    pub(super) initial_xml: Option<Vec<u8>>,
    pub(super) files: BTreeMap<String, Vec<u8>>,
    pub(super) setup: Value,
    pub(super) steps: Vec<Step>,
    pub(super) final_store: Value,
    pub(super) final_files: BTreeMap<String, Vec<u8>>,
    pub(super) final_stores: BTreeMap<String, Value>,
}

pub(super) struct Step {
    pub(super) program: Option<String>,
    pub(super) arguments: Vec<OsString>,
    pub(super) input: Option<Vec<u8>>,
    pub(super) holds: bool,
    pub(super) exit: i32,
    pub(super) output: Vec<u8>,
    pub(super) messages: Option<String>,
}

impl Case {
    pub(super) fn parse(line: &str) -> Self {
        let case: Value = serde_json::from_str(line).unwrap();
        let mut files = texts(&case["initial_files"]);
        files.extend(binaries(&case["initial_files_b64"]));
        Self {
            id: case["id"].as_str().unwrap().to_owned(),
            environment: entries(&case["env"])
                .map(|(name, value)| (name, value.as_str().map(str::to_owned)))
                .collect(),
            initial_xml: bytes(&case, "initial_xml"),
            files,
            setup: case["setup"].clone(),
            steps: case["steps"].as_array().unwrap().iter().map(Step::of).collect(),
            final_store: case["final"].clone(),
            final_files: texts(&case["final_files"]),
            final_stores: entries(&case["final_files_parsed"]).collect(),
        }
    }
}

impl Step {
    fn of(step: &Value) -> Self {
        let words = |words: &Value| words.as_array().cloned().unwrap_or_default();
        let arguments = match &step["args_b64"] {
            Value::Null => {
                words(&step["args"]).iter().map(|word| word.as_str().unwrap().into()).collect()
            }
            exact => words(exact).iter().map(|word| OsString::from_vec(decoded(word))).collect(),
        };
        Self {
            program: step["argv0"].as_str().map(str::to_owned),
            arguments,
            input: bytes(step, "stdin"),
            holds: step["hold"].as_bool().unwrap_or(false),
            exit: i32::try_from(step["exit"].as_i64().unwrap()).unwrap(),
            output: bytes(step, "stdout").unwrap_or_default(),
            messages: step["stderr"].as_str().map(str::to_owned),
        }
    }
}

fn bytes(of: &Value, name: &str) -> Option<Vec<u8>> {
    let text = of[name].as_str().map(|text| text.as_bytes().to_vec());
    text.or_else(|| {
        of[format!("{name}_b64")].is_string().then(|| decoded(&of[format!("{name}_b64")]))
    })
}

fn decoded(text: &Value) -> Vec<u8> {
    STANDARD.decode(text.as_str().unwrap()).unwrap()
}

fn entries(object: &Value) -> impl Iterator<Item = (String, Value)> {
    object.as_object().cloned().unwrap_or_default().into_iter()
}

fn texts(object: &Value) -> BTreeMap<String, Vec<u8>> {
    let text = |(name, value): (String, Value)| Some((name, value.as_str()?.as_bytes().to_vec()));
    entries(object).filter_map(text).collect()
}

fn binaries(object: &Value) -> BTreeMap<String, Vec<u8>> {
    entries(object)
        .map(|(name, value)| (name.trim_end_matches("_b64").to_owned(), decoded(&value)))
        .collect()
}
