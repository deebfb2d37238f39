//! `web url-filter`.

use clap::Args;

use crate::cli::command_line::examples::examples;
use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::cli::session::Session;
use crate::cli::web::Properties;
use crate::schema::redacted_text;
use crate::web::BindingError;
use crate::web::PublicPages;
use crate::web::Verdict;

/// Show which URLs the public user may open
///
/// Tries `omero.web.public.url_filter` on each URL as OMERO.web does: Python searches for the expression
/// anywhere in the path. The exit code is 0 if the public user may open all of them, 1 if not, and 2 if
/// it cannot be determined.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "With the stored expression; exits with 1 if a URL is closed" => "omero web url-filter \
                                                                      /webclient/ \
                                                                      /webgateway/img/1/",
    "With a new expression, before you store it" => "omero web url-filter --pattern ^/webgateway \
                                                     /webgateway/img/1/",
])]
pub(crate) struct UrlFilter {
    /// Paths such as /webclient/, or full URLs, of which only the path is used
    #[arg(value_name = "URL", required = true)]
    urls: Vec<String>,
    /// Use this expression instead of the stored one
    #[arg(long, value_name = "REGEX", allow_hyphen_values = true)]
    pattern: Option<String>,
}

impl UrlFilter {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, CommandError> {
        let pages = match &self.pattern {
            Some(pattern) => PublicPages::matching(pattern)?,
            None => stored(session)?,
        };
        let mut exit = Exit::Done;
        for url in &self.urls {
            let verdict = pages.verdict(url).map_err(BindingError::from)?;
            if verdict == Verdict::Closed {
                exit = Exit::Refused;
            }
            session.printer.answer(format_args!("{verdict:<6} {}", redacted_text(url)))?;
        }
        Ok(exit)
    }
}

fn stored(session: &mut Session) -> Result<PublicPages, CommandError> {
    let properties = Properties::of(session)?;
    let pages = PublicPages::of(properties.schema, properties.profile()?);
    let pages = pages.map_err(|error| properties.failure(error))?;
    if !pages.are_enabled() {
        session.printer.warning("`omero.web.public.enabled` is false: there is no public user");
    }
    Ok(pages)
}
