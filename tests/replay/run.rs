//! Running a case and comparing what it shows with what was recorded.

use std::fmt::Write as _;
use std::fs;
use std::io::Read;
use std::process::Child;
use std::process::Output;

use super::case::Case;
use super::case::Step;
use super::stage::Stage;
use super::stage::feed;
use super::stage::modes;
use super::store;

/// What the case showed that was not recorded, in lines.
pub(super) fn differences(case: &Case) -> String {
    let stage = Stage::set_up(case);
    let before = stage.state();
    let modes = modes(&case.setup);
    stage.set_modes(&modes);
    let mut found = String::new();
    let mut held = Vec::new();
    for step in &case.steps {
        let child = stage.start(case, step);
        if step.holds {
            held.push((step, wait_for_prompt(child)));
        } else {
            compare(&stage, step, &finish(child, step), &mut found);
        }
    }
    for (step, (child, prompt)) in held {
        let mut output = finish(child, step);
        output.stdout.splice(0..0, prompt);
        compare(&stage, step, &output, &mut found);
    }
    stage.permit_reading(&modes);
    let recorded = store::meaning(case.final_store.clone());
    let ours = store::meaning(stage.store(case, before));
    if !recorded.is_null() && recorded != ours {
        writeln!(found, "  store: recorded {recorded}\n         found    {ours}").unwrap();
    }
    compare_files(&stage, case, &mut found);
    found
}

fn wait_for_prompt(mut child: Child) -> (Child, Vec<u8>) {
    let mut prompt = vec![0; "Press enter to unlock".len()];
    child.stdout.as_mut().unwrap().read_exact(&mut prompt).unwrap();
    (child, prompt)
}

fn finish(mut child: Child, step: &Step) -> Output {
    if step.holds {
        feed(&mut child, step);
    }
    child.wait_with_output().unwrap()
}

fn compare(stage: &Stage, step: &Step, output: &Output, found: &mut String) {
    let words: Vec<_> = step.arguments.iter().map(|word| word.to_string_lossy()).collect();
    let line = words.join(" ");
    let messages = stage.collapsed(&output.stderr);
    let messages = String::from_utf8_lossy(&messages);
    let exit = output.status.code().unwrap_or(-1);
    if exit != step.exit {
        writeln!(found, "  `{line}`: exit {exit}, recorded {}; {messages}", step.exit).unwrap();
    }
    let answer = stage.collapsed(&output.stdout);
    if answer != step.output {
        let (ours, recorded) =
            (String::from_utf8_lossy(&answer), String::from_utf8_lossy(&step.output));
        writeln!(found, "  `{line}`: recorded {recorded:?}\n         found    {ours:?}").unwrap();
    }
    let recorded = step.messages.as_deref().unwrap_or_default();
    for phrase in recorded.lines().filter(|phrase| !says(&messages, phrase)) {
        writeln!(found, "  `{line}`: does not say {phrase:?}, but {messages:?}").unwrap();
    }
}

/// Whether a recorded message stands in ours; the name of a temporary file is left out.
fn says(messages: &str, phrase: &str) -> bool {
    messages.contains(phrase.trim().trim_end_matches("$TMPFILE"))
}

fn compare_files(stage: &Stage, case: &Case, found: &mut String) {
    let without_comments = |text: &[u8]| {
        let text = String::from_utf8_lossy(text).into_owned();
        text.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect::<Vec<_>>()
    };
    for (name, recorded) in &case.final_files {
        let ours = fs::read(stage.path(name)).unwrap_or_default();
        if without_comments(&ours) != without_comments(recorded) {
            let ours = String::from_utf8_lossy(&ours);
            writeln!(
                found,
                "  {name}: recorded {:?}\n found {ours:?}",
                String::from_utf8_lossy(recorded)
            )
            .unwrap();
        }
    }
    for (name, recorded) in &case.final_stores {
        let ours = store::meaning(store::parsed(&stage.path(name)));
        let recorded = store::meaning(recorded.clone());
        if !recorded.is_null() && ours != recorded {
            writeln!(found, "  {name}: recorded {recorded}\n         found    {ours}").unwrap();
        }
    }
}
