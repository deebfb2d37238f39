//! The files for the machine of IIS.

use super::method::Method;
use super::setup::Setup;
use crate::web::error::BindingError;
use crate::web::mark;
use crate::web::syntax::Syntax;
use crate::web::template;

/// The text in every file that this program writes, and in no other.
const MARK: &str = "Made by omero web";

/// It is within so many bytes at the beginning.
pub(crate) const IIS_HEAD: u64 = 8 << 10;

/// A file by its name, with what is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct IisFile {
    pub name: &'static str,
    pub text: String,
}

/// Whether the content of a file, or its beginning, was made by us.
pub(crate) fn is_ours(content: &[u8]) -> bool {
    let head =
        usize::try_from(IIS_HEAD).map_or(content, |most| &content[..most.min(content.len())]);
    head.windows(MARK.len()).any(|window| window == MARK.as_bytes())
}

impl Setup {
    /// Everything that has to be copied to the machine of IIS.
    pub(crate) fn files(&self) -> Result<Vec<IisFile>, BindingError> {
        let mut files = Vec::new();
        if self.method == Method::Isapi {
            files.push(self.file("dispatch.py", "iis-dispatch", Syntax::Python)?);
        }
        let IisFile { name, text } = self.file("web.config", "iis", Syntax::Xml)?;
        files.push(IisFile { name, text: mark::with_checksum(&text) });
        if matches!(self.method, Method::ReverseProxy | Method::HttpPlatform) {
            files.push(self.file("maintenance.html", "iis-maintenance", Syntax::Xml)?);
        }
        for (name, template) in [("install.ps1", "iis-install"), ("remove.ps1", "iis-remove")] {
            let IisFile { text, .. } = self.file(name, template, Syntax::PowerShell)?;
            files.push(IisFile { name, text: for_windows(&text) });
        }
        let (plan, undo) = (self.plan()?, self.undo()?);
        let text = format!("{MARK} iis.\n\nTo install\n\n{plan}\nTo remove\n\n{undo}");
        files.push(IisFile { name: "PLAN.txt", text: for_windows(&text) });
        Ok(files)
    }

    fn file(
        &self,
        name: &'static str,
        template: &str,
        syntax: Syntax,
    ) -> Result<IisFile, BindingError> {
        let text = template::render(syntax, template::named(template), &self.variables)?;
        Ok(IisFile { name, text })
    }
}

/// As old Windows programs require it: PowerShell 5.1 takes a file without a mark at its beginning for
/// one in the code page of the machine, and old editors know one line end only.
fn for_windows(text: &str) -> String {
    format!("\u{feff}{}", text.replace('\n', "\r\n"))
}
