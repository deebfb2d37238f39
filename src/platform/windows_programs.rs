//! What is a program on Windows, and how a command in a variable is taken apart there.

use std::env;
use std::ffi::OsStr;
use std::path::Path;
use std::path::PathBuf;

use crate::python::SyntaxError;

/// What Windows starts without an extension being typed, if PATHEXT does not say so.
const EXTENSIONS: &str = ".COM;.EXE;.BAT;.CMD";

/// The names that `name` may have in a directory, in the order in which cmd.exe looks for them.
pub(crate) fn program_names(name: &Path) -> Vec<PathBuf> {
    let extensions = env::var("PATHEXT").unwrap_or_default();
    let extensions = Some(extensions).filter(|found| !found.is_empty());
    names_with(name, extensions.as_deref().unwrap_or(EXTENSIONS))
}

/// A file name with one of the extensions stays as it is.
fn names_with(name: &Path, extensions: &str) -> Vec<PathBuf> {
    let extensions = extensions.split(';').map(|extension| extension.trim_start_matches('.'));
    let extensions: Vec<_> = extensions.filter(|extension| !extension.is_empty()).collect();
    let is_known = |present: &OsStr| {
        extensions.iter().any(|extension| present.eq_ignore_ascii_case(extension))
    };
    if name.extension().is_some_and(is_known) {
        return vec![name.to_owned()];
    }
    let with = |extension: &&str| {
        let mut name = name.as_os_str().to_owned();
        name.push(".");
        name.push(extension.to_ascii_lowercase());
        PathBuf::from(name)
    };
    extensions.iter().map(with).collect()
}

/// The program and the arguments of a command such as `"C:\Program Files\Notepad++\notepad++.exe" -multiInst`.
/// Backslashes belong to paths; a path with spaces needs no quotes if it names a file.
pub(crate) fn split_command(command: &str) -> Result<Vec<String>, SyntaxError> {
    let command = command.trim();
    if Path::new(command.trim_matches('"')).is_file() {
        return Ok(vec![command.trim_matches('"').to_owned()]);
    }
    in_words(command)
}

fn in_words(command: &str) -> Result<Vec<String>, SyntaxError> {
    let mut words: Vec<String> = Vec::new();
    let mut word: Option<String> = None;
    let mut is_quoted = false;
    for character in command.chars() {
        match character {
            '"' => {
                is_quoted = !is_quoted;
                word.get_or_insert_default();
            }
            ' ' | '\t' if !is_quoted => words.extend(word.take()),
            other => word.get_or_insert_default().push(other),
        }
    }
    words.extend(word);
    if is_quoted {
        let message = "No closing quotation".to_owned();
        return Err(SyntaxError { position: command.chars().count(), message });
    }
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_looked_for_with_each_extension() {
        let names = names_with(Path::new("code"), EXTENSIONS);
        let expected = ["code.com", "code.exe", "code.bat", "code.cmd"];
        assert_eq!(names, expected.map(PathBuf::from));
        assert_eq!(names_with(Path::new("code.CMD"), EXTENSIONS), [PathBuf::from("code.CMD")]);
        let dotted = names_with(Path::new("python3.12"), ".EXE");
        assert_eq!(dotted, [PathBuf::from("python3.12.exe")]);
    }

    #[test]
    fn backslashes_and_quotes_are_those_of_paths() {
        for (command, words) in [
            (r"C:\tools\vim.exe -n", vec![r"C:\tools\vim.exe", "-n"]),
            (r#""C:\Program Files\e.exe" -w x"#, vec![r"C:\Program Files\e.exe", "-w", "x"]),
            (r#"code "-n" """#, vec!["code", "-n", ""]),
            ("notepad", vec!["notepad"]),
        ] {
            assert_eq!(split_command(command).unwrap(), words, "{command}");
        }
        assert!(split_command(r#""C:\Program Files\e.exe"#).is_err());
    }
}
