//! The scripts and lines that the guide has for OME's images and for Kubernetes.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use super::deployment::Deployment;
use super::deployment::Site;
use super::properties;
use crate::docs::blocks;

/// The block of the guide that has this text.
fn block(text: &str) -> String {
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/ome.md");
    let guide = fs::read_to_string(guide).unwrap();
    let found = blocks(&guide).into_iter().find(|block| block.text.contains(text));
    found.unwrap().text
}

/// Starts an image with this script in the place of the one that sets its properties.
fn start_with(script: &str, site: &Site) {
    let program = site.omero().executable();
    let script = script
        .replace("/usr/local/bin/omero", program.to_str().unwrap())
        .replace("/native/omero", program.to_str().unwrap())
        .replace("/opt/omero/server/config", site.config().to_str().unwrap());
    let source = site.omero().file("start.source", script);
    let path = site.omero().cwd().join("start");
    assert!(Command::new("install").arg(source).arg(&path).status().unwrap().success());
    fs::set_permissions(&path, fs::Permissions::from_mode(0o555)).unwrap();
    let mut start = Command::new(path);
    start.env_clear().env("OMERODIR", site.omero().omerodir());
    let output = start.envs(&site.deployment().environment).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn server_image() -> Site {
    let all = Deployment::all().into_iter();
    Site::new(all.into_iter().find(|found| found.name == "omero-server-docker").unwrap())
}

#[test]
#[needs(Program("python3"))]
fn the_script_for_an_image_of_your_own_gives_the_properties_of_the_image() {
    let site = server_image();
    start_with(&block("exec /usr/local/bin/omero load"), &site);
    assert_eq!(properties(&site), site.deployment().properties);
}

#[test]
#[needs(Program("python3"))]
fn the_config_map_for_kubernetes_gives_the_properties_of_the_image() {
    let site = server_image();
    let manifest = block("kind: ConfigMap");
    let (_, script) = manifest.split_once("50-config.py: |\n").unwrap();
    let lines = script.lines().take_while(|line| line.starts_with("    "));
    let lines: Vec<_> = lines.map(str::trim_start).collect();
    assert_eq!(lines[0], "#!/bin/sh");
    start_with(&(lines.join("\n") + "\n"), &site);
    assert_eq!(properties(&site), site.deployment().properties);
}
