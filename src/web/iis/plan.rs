//! The steps that an administrator follows.

use std::fmt;

use super::setup::Setup;
use crate::web::error::BindingError;
use crate::web::syntax::Syntax;
use crate::web::template;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Plan {
    pub steps: Vec<Step>,
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Step {
    pub title: String,
    /// Explanations, and commands, which are indented by four spaces.
    pub lines: Vec<String>,
}

impl Setup {
    /// What to do for the application to be in IIS.
    pub(crate) fn plan(&self) -> Result<Plan, BindingError> {
        self.steps("iis-plan")
    }

    /// What to do for it to be gone again.
    pub(crate) fn undo(&self) -> Result<Plan, BindingError> {
        self.steps("iis-undo")
    }

    fn steps(&self, name: &str) -> Result<Plan, BindingError> {
        let text = template::render(Syntax::PowerShell, template::named(name), &self.variables)?;
        Ok(Plan::of(&text))
    }
}

impl Plan {
    /// A text in which `# ` begins the title of a step.
    fn of(text: &str) -> Self {
        let mut steps: Vec<Step> = Vec::new();
        for line in text.lines() {
            match (line.strip_prefix("# "), steps.last_mut()) {
                (Some(title), _) => steps.push(Step { title: title.to_owned(), lines: Vec::new() }),
                (None, Some(step)) => step.lines.push(line.to_owned()),
                (None, None) => {}
            }
        }
        Self { steps }
    }
}

impl fmt::Display for Plan {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, step) in (1..).zip(&self.steps) {
            if number > 1 {
                writeln!(out)?;
            }
            writeln!(out, "{number}. {}", step.title)?;
            for line in &step.lines {
                writeln!(out, "   {line}")?;
            }
        }
        Ok(())
    }
}
