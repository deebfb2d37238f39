//! A virtual environment with a stand-in for the Python tool, started as `pip` starts it.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;

use super::Installation;

/// Prints its name and arguments; the exit code is that of the Python tool for an unknown word.
const TOOL: &str = "\
import sys
def main():
    print('tool', *sys.argv)
    return 7
";

/// A virtual environment, for a test that lists `python3` as a need. Its path has a space.
pub(crate) struct PythonEnvironment {
    directory: PathBuf,
}

impl PythonEnvironment {
    /// In the home directory of an installation.
    pub(crate) fn new(omero: &Installation) -> Self {
        let directory = omero.home().join("venv 3");
        let mut python = Command::new("python3");
        python.args(["-m", "venv", "--without-pip"]).arg(&directory);
        assert!(python.status().unwrap().success());
        let environment = Self { directory };
        fs::create_dir(environment.package()).unwrap();
        fs::write(environment.package().join("__init__.py"), "").unwrap();
        fs::write(environment.package().join("main.py"), TOOL).unwrap();
        environment.install();
        environment
    }

    /// Writes the start script, as `pip` does it when it installs the Python tool. With a space in the path it
    /// cannot be in the first line.
    pub(crate) fn install(&self) {
        let script = format!(
            "#!/bin/sh\n'''exec' \"{}\" \"$0\" \"$@\"\n' '''\n\
             import sys\nfrom omero.main import main\nsys.exit(main())\n",
            self.python().display()
        );
        self.write_program("omero", &script);
    }

    /// Makes a program in the environment. It gets a new file, as `pip` makes one. Another process writes it:
    /// a file that some other thread had open for writing when it started a process can't be started.
    pub(crate) fn write_program(&self, name: &str, script: &str) {
        let path = self.programs().join(name);
        let source = self.directory.join("source");
        fs::write(&source, script).unwrap();
        let mut install = Command::new("install");
        install.args(["-m", "755"]).arg(&source).arg(&path);
        assert!(install.status().unwrap().success());
        fs::remove_file(source).unwrap();
    }

    pub(crate) fn directory(&self) -> &Path {
        &self.directory
    }

    /// The directory of the programs.
    pub(crate) fn programs(&self) -> PathBuf {
        self.directory.join("bin")
    }

    pub(crate) fn python(&self) -> PathBuf {
        self.programs().join("python")
    }

    /// What units and images call.
    pub(crate) fn omero(&self) -> PathBuf {
        self.programs().join("omero")
    }

    /// Where the Python tool is kept.
    pub(crate) fn kept(&self) -> PathBuf {
        self.programs().join("omero.py-tool")
    }

    /// The package of the Python tool.
    pub(crate) fn package(&self) -> PathBuf {
        let library = fs::read_dir(self.directory.join("lib")).unwrap().next().unwrap().unwrap();
        library.path().join("site-packages/omero")
    }

    /// Inode, owner, mode and text of a program: what "the same file" means.
    pub(crate) fn identity(path: &Path) -> (u64, u32, u32, String) {
        use std::os::unix::fs::MetadataExt;
        let found = fs::symlink_metadata(path).unwrap();
        let mode = found.permissions().mode();
        (found.ino(), found.uid(), mode, fs::read_to_string(path).unwrap())
    }
}
