//! The script that takes the place of the Python tool in a virtual environment, and how the tool is known.
//!
//! Units and images call `VENV/bin/omero` by its path, and some call `VENV/bin/python VENV/bin/omero`. So
//! the script has to be one for a shell and one for Python. A shell costs half a millisecond, Python ten or
//! more; therefore the shell part does the work, and the Python part only starts the shell.

use std::env;
use std::fmt;
use std::io::Read;
use std::path::Path;
use std::path::PathBuf;

use crate::platform;

/// What the Python tool is called while the script has its name.
const KEPT: &str = "omero.py-tool";

/// No script that `pip` makes is as long, and the old one of OMERO 5.4 is not either.
const MAX_BYTES: u64 = 1 << 16;

const MADE_BY: &str = "# Made by `omero config take-over`; changes to it are lost.";

const BEFORE_NATIVE: &str = "native='";

const BEFORE_TOOL: &str = "python_tool='";

/// A script that starts this program, which passes other commands to the Python tool.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct StartScript {
    /// The program that it starts.
    pub(crate) native: PathBuf,
    /// The Python tool, which is started if that program no longer exists.
    pub(crate) python_tool: PathBuf,
}

/// The name of the Python tool next to the program that has its original name.
pub(crate) fn kept_name() -> String {
    format!("{KEPT}{}", env::consts::EXE_SUFFIX)
}

/// Whether a text is the start script of the Python tool: one by `pip`, `conda` or `setuptools`, or that of
/// OMERO 5.4 and earlier.
pub(crate) fn is_python_tool(text: &str) -> bool {
    let mut lines = text.lines();
    let (first, second) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    // A path that is too long for the first line is in the second.
    let is_for_python = first.starts_with("#!") && first.contains("python")
        || first == "#!/bin/sh" && second.starts_with("'''exec' ");
    let names = ["omero.main", "omero.cli", "omero-py"];
    is_for_python && names.iter().any(|name| text.contains(name))
}

/// The same for the file at a path.
pub(crate) fn is_python_tool_at(path: &Path) -> bool {
    text(path).is_some_and(|text| is_python_tool(&text))
}

/// The interpreter that the first line of a script names by its path.
pub(crate) fn interpreter(path: &Path) -> Option<PathBuf> {
    let text = text(path)?;
    let words = text.lines().next()?.strip_prefix("#!")?;
    words.split_whitespace().next().map(PathBuf::from)
}

fn text(path: &Path) -> Option<String> {
    let mut text = String::new();
    platform::open_regular(path).ok()?.take(MAX_BYTES).read_to_string(&mut text).ok()?;
    Some(text)
}

impl StartScript {
    /// Whether both paths can be written into it: between quotes for a shell, inside a string of Python.
    pub(crate) fn can_be_written(&self) -> bool {
        let is_plain = |path: &PathBuf| {
            path.is_absolute()
                && path.to_str().is_some_and(|text| {
                    !text.contains(['\'', '\\']) && !text.contains(char::is_control)
                })
        };
        is_plain(&self.native) && is_plain(&self.python_tool)
    }

    /// The script at this path, if it is one.
    pub(crate) fn read(path: &Path) -> Option<Self> {
        Self::parse(&text(path)?)
    }

    pub(crate) fn parse(text: &str) -> Option<Self> {
        let is_made_by_us = text.starts_with("#!/bin/sh\n") && text.contains(MADE_BY);
        let path = |before: &str| {
            let line = text.lines().find_map(|line| line.strip_prefix(before))?;
            line.strip_suffix('\'').map(PathBuf::from)
        };
        is_made_by_us.then_some(())?;
        Some(Self { native: path(BEFORE_NATIVE)?, python_tool: path(BEFORE_TOOL)? })
    }
}

impl fmt::Display for StartScript {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (native, python_tool) = (self.native.display(), self.python_tool.display());
        write!(
            out,
            r#"#!/bin/sh
# -*- coding: utf-8 -*-
{MADE_BY}
# It starts the native omero, which passes commands that it does not provide to the Python tool. If
# the native omero is not installed, the Python tool runs all commands.
# `omero config take-over --undo` puts the Python tool back.
#
# A shell runs the lines in this string and never reaches its end. For Python it is only a string.
'''':
{BEFORE_NATIVE}{native}'
{BEFORE_TOOL}{python_tool}'
if [ -x "$native" ]; then
    OMERO_CONFIG_NEXT=$python_tool
    export OMERO_CONFIG_NEXT
    exec "$native" "$@"
fi
exec "$python_tool" "$@"
'''
import os
import sys
os.execv('/bin/sh', ['/bin/sh', os.path.abspath(__file__)] + sys.argv[1:])
"#
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn script(native: &str) -> StartScript {
        let python_tool = PathBuf::from("/opt/omero server/venv3/bin/omero.py-tool");
        StartScript { native: PathBuf::from(native), python_tool }
    }

    #[test]
    fn it_reads_back_what_it_wrote() {
        let written = script("/usr/bin/omero");
        assert!(written.can_be_written());
        assert_eq!(StartScript::parse(&written.to_string()), Some(written));
        assert_eq!(StartScript::parse("#!/bin/sh\nnative='/usr/bin/omero'\n"), None);
    }

    #[test]
    fn a_path_that_could_leave_its_quotes_is_not_written() {
        for native in ["/it's/omero", r"/a\x/omero", "/a\nb/omero", "bin/omero"] {
            assert!(!script(native).can_be_written(), "{native}");
        }
    }

    #[test]
    fn the_python_tool_is_known_by_what_installers_write() {
        let pip =
            "#!/venv3/bin/python3\nimport sys\nfrom omero.main import main\nsys.exit(main())\n";
        let long = "#!/bin/sh\n'''exec' \"/very long/python\" \"$0\" \"$@\"\n' '''\nfrom omero.main import main\n";
        let old = "#!/usr/bin/env python\nimport omero.cli\n";
        let entry =
            "#!/venv/bin/python\nload_entry_point('omero-py', 'console_scripts', 'omero')()\n";
        for text in [pip, long, old, entry] {
            assert!(is_python_tool(text), "{text}");
        }
        let wrapper =
            "#!/venv3/bin/python\nfrom subprocess import run\nrun(['/venv3/bin/omero'])\n";
        for text in
            [wrapper, "", "#!/bin/sh\nexec omero.main\n", &script("/usr/bin/omero").to_string()]
        {
            assert!(!is_python_tool(text), "{text}");
        }
    }
}
