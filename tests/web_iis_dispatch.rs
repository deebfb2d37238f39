//! `dispatch.py`, run by a real Python with stand-ins for what only Windows has: what it installs, and one
//! request through it. The stand-ins are in `tests/fixtures/iis/python`; those below the real pywin32 and
//! `isapi_wsgi` in `tests/fixtures/iis/windows`.

use std::env;
use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;

use insta::assert_snapshot;

use crate::support::Installation;
use crate::support::Packages;

/// Where the files of pywin32 for Windows are unpacked.
const WINDOWS: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/isapi-files");

/// Its `isapi` is all Python.
static ISAPI: Packages = Packages {
    name: "isapi",
    requirements: &[
        "--no-deps",
        "--no-compile",
        "--upgrade",
        "--platform=win_amd64",
        "--python-version=3.11",
        "--target",
        WINDOWS,
        "pywin32==312",
        "isapi_wsgi==0.4.2",
    ],
};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/iis")
}

/// What Python shows, on both streams, for a script with arguments in the directory of `dispatch.py`.
fn python(omero: &Installation, script: &Path, arguments: &[&str]) -> String {
    python_with(&[fixtures().join("python")], omero, script, arguments)
}

/// The same with these directories of modules.
fn python_with(
    modules: &[PathBuf],
    omero: &Installation,
    script: &Path,
    arguments: &[&str],
) -> String {
    let directory = omero.cwd().join("iis");
    let path = env::join_paths([directory.clone()].iter().chain(modules)).unwrap();
    let mut command = Command::new("python3");
    command.arg("-B").arg(script).args(arguments).current_dir(&directory);
    let output = command.env("PYTHONPATH", path).env("PYTHONIOENCODING", "utf-8").output().unwrap();
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8(text).unwrap();
    omero.collapsed(&text)
}

#[test]
#[needs(Program("python3"))]
fn install_maps_all_files_of_the_virtual_directory_and_serves_the_static_ones() {
    let omero = Installation::empty();
    omero.prepare(r"--omero-version 5.0 web iis --omerodir 'C:\omero_dist' --output iis");
    assert_snapshot!(python(&omero, Path::new("dispatch.py"), &["install"]), @r#"{"directories": [{"Description": "OMERO.web", "Headers": null, "Name": "/omero", "Path": "$CWD/iis", "ScriptMapUpdate": "replace", "ScriptMaps": [{"Extension": "*", "Flags": 0}], "Server": "Default Web Site", "pool": "OMERO.web"}, {"AccessExecute": false, "AccessRead": true, "Description": "OMERO.web static files", "Headers": null, "Name": "/static", "Path": "C:\\omero_dist\\lib\\python\\omeroweb\\static", "ScriptMapUpdate": "replace", "ScriptMaps": [], "Server": "Default Web Site", "pool": "OMERO.web"}], "verb": "install"}"#);
    let removed = python(&omero, Path::new("dispatch.py"), &["remove"]);
    assert!(removed.contains(r#""verb": "remove""#), "{removed}");
}

#[test]
#[needs(Program("python3"))]
fn at_the_root_the_maps_of_the_site_are_kept() {
    let omero = Installation::empty();
    omero.prepare("web iis --paste my.ini --site 'Default Web Site' --output iis");
    assert_snapshot!(python(&omero, Path::new("dispatch.py"), &["install"]), @r#"{"directories": [{"Description": "Kallithea", "Headers": null, "Name": "/", "Path": "$CWD/iis", "ScriptMapUpdate": "start", "ScriptMaps": [{"Extension": "*", "Flags": 0}], "Server": "Default Web Site", "pool": "Kallithea"}], "verb": "install"}"#);
}

#[test]
#[needs(Program("python3"))]
fn a_request_reaches_omero_web_in_its_environment() {
    for release in ["5.0", "5.2", "5.6"] {
        let omero = Installation::empty();
        omero.prepare(&format!(
            r"--omero-version {release} web iis --method isapi --omerodir 'C:\it'\''s Ü' --output iis"
        ));
        let answer = python(&omero, &fixtures().join("request.py"), &["/omero", "/webclient/"]);
        assert!(answer.starts_with("tracing\n"), "{answer}");
        let expected = r#""body": "C:\\it's \u00dc omeroweb.settings: /omero/webclient/""#;
        assert!(answer.contains(expected), "{answer}");
    }
}

#[test]
#[needs(Program("python3"))]
fn a_request_reaches_an_application_of_paste_with_the_user_whom_iis_let_in() {
    let omero = Installation::empty();
    omero.prepare(r"web iis --paste 'C:\inetpub\kallithea\my.ini' --output iis");
    let dispatch = omero.cwd().join("iis/dispatch.py");
    let text = fs::read_to_string(&dispatch).unwrap();
    // The directory of the file is on the machine of IIS.
    fs::write(&dispatch, text.replace("os.chdir(os.path.dirname(INI))", "")).unwrap();
    let request = fixtures().join("request.py");
    assert_snapshot!(python(&omero, &request, &["", "/repo", r"LAB\dave"]), @r#"
    tracing
    {"body": "LAB\\dave asks config:C:\\inetpub\\kallithea\\my.ini for /repo", "headers": [["Content-Type", "text/plain"]], "status": "200 OK"}
    "#);
    let anonymous = python(&omero, &request, &["", "/repo"]);
    assert!(anonymous.contains("nobody asks"), "{anonymous}");
}

#[test]
#[needs(Program("python3"))]
fn an_error_while_loading_is_printed_for_the_trace() {
    let omero = Installation::empty();
    omero.prepare(r"web iis --method isapi --omerodir 'C:\a' --output iis");
    fs::create_dir(omero.cwd().join("iis/omeroweb")).unwrap();
    fs::write(omero.cwd().join("iis/omeroweb/__init__.py"), "raise RuntimeError('no settings')")
        .unwrap();
    let answer = python(&omero, &fixtures().join("request.py"), &["", "/"]);
    assert!(answer.contains("RuntimeError: no settings"), "{answer}");
}

#[test]
#[needs(Program("python3"))]
fn the_source_has_nothing_that_python_2_lacks() {
    let omero = Installation::empty();
    omero.prepare("web iis --paste my.ini --output iis");
    let text = fs::read_to_string(omero.cwd().join("iis/dispatch.py")).unwrap();
    assert!(text.starts_with("# -*- coding: utf-8 -*-\n"));
    for newer in
        ["f'", "f\"", "print ", "async ", "nonlocal ", "yield from", " -> ", "{}'.format", "u'"]
    {
        assert!(!text.contains(newer), "{newer}");
    }
}

/// The real packages over stand-ins for Windows. What stands for OMERO.web comes last.
fn real_packages() -> [PathBuf; 3] {
    [fixtures().join("windows"), PathBuf::from(WINDOWS), fixtures().join("python")]
}

#[test]
#[needs(PyPi(&ISAPI))]
fn the_installer_of_pywin32_takes_what_is_to_be_installed() {
    let omero = Installation::empty();
    let web_iis = r"web iis --method isapi --omerodir 'C:\omero_dist' --output iis";
    omero.prepare(&format!("--omero-version 5.6 {web_iis}"));
    let installed = python_with(&real_packages(), &omero, Path::new("dispatch.py"), &["install"]);
    assert_snapshot!(installed, @r#"
    Configured Virtual Directory: /
    Configured Virtual Directory: /static
    Installation complete.
    IIS://LocalHost/W3SVC/2/ROOT {"AppPoolId": "OMERO.web", "ScriptMaps": ["*,$CWD/iis/_dispatch.dll,0", ".asp,asp.dll,5,GET"]}
    IIS://LocalHost/W3SVC/2/ROOT/static {"AccessExecute": false, "AccessRead": true, "AppFriendlyName": "OMERO.web static files", "AppPoolId": "OMERO.web", "Path": "C:\\omero_dist\\var\\static", "ScriptMaps": []}
    "#);
    assert!(omero.cwd().join("iis/_dispatch.dll").exists());
    let removed = python_with(&real_packages(), &omero, Path::new("dispatch.py"), &["remove"]);
    assert_snapshot!(removed, @r#"
    Uninstallation complete.
    IIS://LocalHost/W3SVC/2/ROOT {"ScriptMaps": [".asp,asp.dll,5,GET"]}
    "#);
}

/// `isapi_wsgi` is written for Python 2; `lib2to3` is not in every Python.
fn has_translator() -> bool {
    let mut command = Command::new("python3");
    command
        .args(["-W", "ignore", "-c", "import lib2to3"])
        .output()
        .is_ok_and(|ran| ran.status.success())
}

#[test]
#[needs(PyPi(&ISAPI), Condition("python3 has no lib2to3", has_translator))]
fn a_request_passes_the_real_handler_and_its_pool_of_threads() {
    let omero = Installation::empty();
    omero.prepare(
        r"--omero-version 5.6 web iis --method isapi --omerodir 'C:\a' --root /omero --output iis",
    );
    let translate = fixtures().join("windows/translate.py");
    assert_eq!(python(&omero, &translate, &[WINDOWS]), "");
    let request = fixtures().join("windows/request.py");
    let answer = python_with(&real_packages(), &omero, &request, &["/omero", "/webclient/"]);
    assert_snapshot!(answer, @r"True 200 OK C:\a omeroweb.settings: /omero/webclient/");
}
