//! A role or an image: its scripts, its environment, and what it runs at a start.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::support::Installation;
use crate::support::PythonEnvironment;
use crate::support::Transcript;

/// What the stand-in for the Python tool exits with: these commands reached it.
const PASSED_ON: i32 = 7;

/// What the wrapper of the roles does, which they put into OMERODIR.
const WRAPPER: &str =
    "import subprocess, sys\nsys.exit(subprocess.call([PROGRAM] + sys.argv[1:]))\n";

/// How a unit or a start script calls the Python tool.
#[derive(Debug, Clone, Copy)]
enum Call {
    /// `VENV/bin/omero`
    Program,
    /// `VENV/bin/python VENV/bin/omero`
    Python,
    /// `OMERODIR/bin/omero`, a script of the role that runs the program
    Wrapper,
}

/// A command line that a deployment runs at its start.
struct Start {
    call: Call,
    words: Vec<String>,
}

pub(super) struct Deployment {
    pub(super) name: String,
    /// Each line of a script as words.
    pub(super) scripts: BTreeMap<String, Vec<Vec<String>>>,
    /// Of a role, from which its scripts are made.
    pub(super) variables: serde_json::Map<String, Value>,
    pub(super) environment: BTreeMap<String, String>,
    starts: Vec<Start>,
    /// What the Python tool has stored then.
    pub(super) properties: BTreeMap<String, String>,
}

impl Deployment {
    pub(super) fn all() -> Vec<Self> {
        let text = include_str!("../fixtures/ome/deployments.json");
        let all: Vec<Value> = serde_json::from_str(text).unwrap();
        all.iter().map(Self::of).collect()
    }

    fn of(found: &Value) -> Self {
        let scripts = found["scripts"].as_object().unwrap().iter();
        let lines = |lines: &Value| lines.as_array().unwrap().iter().map(words).collect();
        Self {
            name: found["name"].as_str().unwrap().to_owned(),
            scripts: scripts.map(|(name, found)| (name.clone(), lines(found))).collect(),
            variables: found["variables"].as_object().cloned().unwrap_or_default(),
            environment: texts(&found["environment"]),
            starts: found["starts"].as_array().unwrap().iter().map(Start::of).collect(),
            properties: texts(&found["properties"]),
        }
    }
}

impl Start {
    fn of(found: &Value) -> Self {
        let call = match found["calls"].as_str().unwrap() {
            "program" => Call::Program,
            "python" => Call::Python,
            "wrapper" => Call::Wrapper,
            other => panic!("{other}"),
        };
        Self { call, words: words(&found["words"]) }
    }

    /// Whether this program runs it itself.
    fn is_ours(&self) -> bool {
        matches!(self.words[0].as_str(), "config" | "load")
    }
}

fn words(found: &Value) -> Vec<String> {
    let all = found.as_array().unwrap().iter();
    all.map(|word| word.as_str().unwrap().to_owned()).collect()
}

fn texts(found: &Value) -> BTreeMap<String, String> {
    let all = found.as_object().unwrap().iter();
    all.map(|(name, text)| (name.clone(), text.as_str().unwrap().to_owned())).collect()
}

/// A deployment in which this program has taken the place of the Python tool.
pub(super) struct Site {
    omero: Installation,
    environment: PythonEnvironment,
    deployment: Deployment,
}

impl Site {
    pub(super) fn new(deployment: Deployment) -> Self {
        let omero = Installation::empty();
        let environment = PythonEnvironment::new(&omero);
        let run = omero.typed("config take-over").arg(environment.directory()).run();
        assert!(run.succeeded(), "{run}");
        let site = Self { omero, environment, deployment };
        fs::create_dir(site.config()).unwrap();
        fs::create_dir(site.omero.omerodir().join("bin")).unwrap();
        let program = format!("{:?}", site.environment.omero().to_str().unwrap());
        fs::write(site.wrapper(), WRAPPER.replace("PROGRAM", &program)).unwrap();
        for (name, lines) in &site.deployment.scripts {
            let lines = lines.iter().map(|words| {
                let words =
                    words.iter().map(|word| omero_config::testing::python::shlex::quote(word));
                words.collect::<Vec<_>>().join(" ") + "\n"
            });
            let text = format!("# Written by a role\n\n{}", lines.collect::<String>());
            fs::write(site.config().join(name), text).unwrap();
        }
        site
    }

    pub(super) fn omero(&self) -> &Installation {
        &self.omero
    }

    pub(super) fn deployment(&self) -> &Deployment {
        &self.deployment
    }

    pub(super) fn config(&self) -> PathBuf {
        self.omero.home().join("config")
    }

    fn wrapper(&self) -> PathBuf {
        self.omero.omerodir().join("bin/omero")
    }

    /// Runs what the deployment runs at a start, as it calls it.
    pub(super) fn start(&self) {
        self.deployment.starts.iter().for_each(|start| self.run(start));
    }

    /// Starts with one change for scripts and variables, and then what comes after that.
    pub(super) fn start_with_one_change(&self) -> Transcript {
        let (_, rest) = self.deployment.starts.split_first().unwrap();
        let load = ["load", "--glob", "$CONFIG/*.omero", "--env"].map(str::to_owned);
        let transcript = self.typed(Call::Program, &load);
        let is_of_variable =
            |start: &&Start| start.words.starts_with(&["config", "set", "--"].map(str::to_owned));
        if transcript.succeeded() {
            rest.iter().filter(|start| !is_of_variable(start)).for_each(|start| self.run(start));
        }
        transcript
    }

    fn run(&self, start: &Start) {
        let transcript = self.typed(start.call, &start.words);
        let name = &self.deployment.name;
        if start.is_ours() {
            assert_eq!(transcript.exit(), 0, "{name}, {:?}: {transcript}", start.words);
        } else {
            let passed_on =
                format!("tool $HOME/venv 3/bin/omero.py-tool {}\n", start.words.join(" "));
            assert_eq!(transcript.stdout(), passed_on, "{name}: {transcript}");
            assert_eq!(transcript.exit(), PASSED_ON, "{name}: {transcript}");
        }
    }

    /// Nothing is on the PATH, as for a unit of systemd that names all programs in full.
    fn typed(&self, call: Call, words: &[String]) -> Transcript {
        let mut typed = match call {
            Call::Program => self.omero.start(&self.environment.omero(), ""),
            Call::Python => {
                self.omero.start(&self.environment.python(), "").arg(self.environment.omero())
            }
            Call::Wrapper => self.omero.start(&self.environment.python(), "").arg(self.wrapper()),
        };
        for word in words {
            typed = typed.arg(word.replace("$CONFIG", self.config().to_str().unwrap()));
        }
        for (name, value) in &self.deployment.environment {
            typed = typed.env(name, value);
        }
        typed.run()
    }
}
