//! What the real web server says about a configuration.

use std::fs;
use std::io;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::process::Stdio;

use crate::cli::error::CommandError;
use crate::cli::process::programs;
use crate::platform;
use crate::web::Binding;

/// Where programs of root are, which other users do not have on their PATH.
const PROGRAMS_OF_ROOT: [&str; 2] = ["/usr/sbin", "/usr/local/sbin"];

/// Fails where the server is not installed or refuses the configuration.
pub(super) fn run(binding: Binding, text: &str) -> Result<(), CommandError> {
    let (server, names): (_, &[&str]) = match binding {
        Binding::Nginx | Binding::NginxDevelopment | Binding::NginxLocation => {
            ("nginx", &["nginx"])
        }
        // The script of Debian sets the variables that its configuration needs.
        Binding::Apache => ("Apache", &["apache2ctl", "httpd"]),
        Binding::Lighttpd => ("lighttpd", &["lighttpd"]),
        Binding::Iis => {
            let problem = "--test has no effect for iis: its plan explains how to test";
            return Err(CommandError::CommandLine(problem.to_owned()));
        }
    };
    let program = names.iter().find_map(|name| installed(name));
    let program = program.ok_or(CommandError::NoServer { server })?;
    let failed = |source| CommandError::Child { name: program.display().to_string(), source };
    let directory = tempfile::tempdir().map_err(failed)?;
    let mut command = Command::new(&program);
    command.args(arguments(binding, directory.path(), text).map_err(failed)?);
    let output = command.stdin(Stdio::null()).output().map_err(failed)?;
    if output.status.success() {
        return Ok(());
    }
    let said = [output.stderr, output.stdout].concat();
    let said = String::from_utf8_lossy(&said).trim().to_owned();
    Err(CommandError::RefusedByServer { server, said })
}

fn installed(name: &str) -> Option<PathBuf> {
    let name = Path::new(name);
    let of_root = PROGRAMS_OF_ROOT.iter().map(|directory| Path::new(directory).join(name));
    let all = programs::on_path(name).into_iter().chain(of_root);
    all.into_iter().find(|program| platform::is_program(program))
}

/// The arguments for a test, with the files that they name.
fn arguments(binding: Binding, directory: &Path, text: &str) -> io::Result<Vec<String>> {
    let site = write(directory, "site.conf", text)?;
    let here = directory.display();
    let include = format!("include \"{site}\"");
    let http = |inner: &str| {
        let kinds = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
        let paths: String = kinds.map(|kind| format!("{kind}_temp_path {here}/{kind};\n")).concat();
        format!(
            "pid {here}/pid;\nerror_log stderr;\nevents {{}}\nhttp {{\naccess_log off;\n{paths}{inner}\n}}\n"
        )
    };
    let main = match binding {
        Binding::NginxDevelopment | Binding::Iis => site,
        Binding::Nginx => write(directory, "main.conf", &http(&format!("{include};")))?,
        Binding::NginxLocation => {
            let server = format!("server {{\nlisten unix:{here}/socket;\n{include};\n}}");
            write(directory, "main.conf", &http(&server))?
        }
        // The configuration of the machine comes first: it names the modules.
        Binding::Apache => {
            return Ok(["-t", "-c", &format!("Include \"{site}\"")].map(str::to_owned).into());
        }
        Binding::Lighttpd => {
            let own = format!("server.document-root = \"{here}\"\n{include}\n");
            write(directory, "main.conf", &own)?
        }
    };
    let first = if binding == Binding::Lighttpd { ["-tt", "-f"] } else { ["-t", "-c"] };
    Ok(first.into_iter().map(str::to_owned).chain([main]).collect())
}

fn write(directory: &Path, name: &str, text: &str) -> io::Result<String> {
    let path = directory.join(name);
    fs::write(&path, text)?;
    Ok(path.display().to_string())
}
