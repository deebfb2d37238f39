//! What a line means that is typed at the Command Prompt of Windows: which commands it has, and which words each
//! program gets. A model of `cmd.exe` and of how the C library of Windows takes a command line apart, as
//! Microsoft documents both.

/// Why a line runs no command as it was meant.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Redirected;

/// The commands of a line, each with its words. `variables` are those of the environment.
pub(crate) fn commands(
    line: &str,
    variables: &[(&str, &str)],
) -> Result<Vec<Vec<String>>, Redirected> {
    let line = with_variables(line, variables);
    let commands = parts(&line)?;
    Ok(commands.iter().map(|command| words(command)).filter(|words| !words.is_empty()).collect())
}

/// `%NAME%` is replaced wherever it is, if there is such a variable.
fn with_variables(line: &str, variables: &[(&str, &str)]) -> String {
    let mut done = String::new();
    let mut rest = line;
    while let Some((before, behind)) = rest.split_once('%') {
        done.push_str(before);
        let value = behind.split_once('%').and_then(|(name, after)| {
            let found = variables.iter().find(|(known, _)| known.eq_ignore_ascii_case(name))?;
            Some((found.1, after))
        });
        match value {
            Some((value, after)) => {
                done.push_str(value);
                rest = after;
            }
            None => {
                done.push('%');
                rest = behind;
            }
        }
    }
    done + rest
}

/// The commands between `&` and `|`. Outside of double quotes `^` takes the meaning from the next character.
fn parts(line: &str) -> Result<Vec<String>, Redirected> {
    let mut parts = vec![String::new()];
    let mut is_quoted = false;
    let mut characters = line.chars();
    while let Some(character) = characters.next() {
        let part = parts.last_mut().unwrap();
        match character {
            '"' => {
                is_quoted = !is_quoted;
                part.push(character);
            }
            _ if is_quoted => part.push(character),
            '^' => part.extend(characters.next()),
            '&' | '|' => parts.push(String::new()),
            '<' | '>' => return Err(Redirected),
            _ => part.push(character),
        }
    }
    Ok(parts)
}

/// The command-line arguments: backslashes escape only before a double quote.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut is_quoted = false;
    let mut characters = line.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            ' ' | '\t' if !is_quoted => words.extend(word.take()),
            '\\' => {
                let mut count = 1;
                while characters.next_if_eq(&'\\').is_some() {
                    count += 1;
                }
                let word = word.get_or_insert_default();
                if characters.peek() == Some(&'"') {
                    word.extend(std::iter::repeat_n('\\', count / 2));
                    if count % 2 == 1 {
                        word.extend(characters.next());
                    }
                } else {
                    word.extend(std::iter::repeat_n('\\', count));
                }
            }
            '"' if is_quoted && characters.next_if_eq(&'"').is_some() => {
                word.get_or_insert_default().push('"');
            }
            '"' => {
                is_quoted = !is_quoted;
                word.get_or_insert_default();
            }
            other => word.get_or_insert_default().push(other),
        }
    }
    words.extend(word);
    words
}
