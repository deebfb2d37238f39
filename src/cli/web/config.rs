//! `web config`.

use std::path::Path;
use std::path::PathBuf;

use clap::Args;

use crate::cli::command_line::examples::examples;
use clap::builder::PossibleValue;

use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::cli::session::Session;
use crate::cli::terminal::input::Input;
use crate::cli::terminal::output::Output;
use crate::cli::web::Properties;
use crate::cli::web::maintenance;
use crate::cli::web::site_options::MaintenancePage;
use crate::cli::web::site_options::SiteOptions;
use crate::cli::web::site_options::absolute;
use crate::cli::web::trial;
use crate::cli::web::windows_omerodir;
use crate::store::StoreError;
use crate::web::Binding;
use crate::web::Deployment;
use crate::web::IisRequest;
use crate::web::Method;
use crate::web::Request;
use crate::web::WindowsPath;

/// Write the configuration of a web server for OMERO.web
///
/// It is made from the properties of OMERO.web: where the application listens, its URL path, its static
/// files. The command refuses to write a configuration that the web server could not start with, or that
/// does not fit `omero.web.application_server`.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "A site for nginx" => "omero web config nginx > omero-web.conf",
    "On another port, to a file" => "omero web config apache --http 8080 --output omero-web.conf",
    "The variables for templates" => "omero web config --print-variables lighttpd",
])]
pub(crate) struct Config {
    /// Kind of configuration
    #[arg(value_name = "TYPE")]
    binding: Binding,
    /// Write to this file instead of standard output; it is replaced in one step
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    site: SiteOptions,
    /// Directory of the installation on the web server's machine [default: OMERODIR]
    #[arg(long, value_name = "DIRECTORY", value_parser = absolute)]
    omerodir: Option<String>,
    /// How IIS runs the application, for the type iis [default: as for `omero web iis`]
    #[arg(long, value_name = "METHOD")]
    method: Option<Method>,
    /// Let the web server test the configuration before it is written; it must be installed on this machine
    #[arg(long, conflicts_with_all = ["print_template", "print_variables"])]
    test: bool,
    /// Use your own template (minijinja)
    #[arg(long, value_name = "FILE")]
    template: Option<PathBuf>,
    #[command(flatten)]
    instead: Instead,
    /// Accepted for old scripts; `nginx` always writes a site to include
    #[arg(long, hide = true)]
    system: bool,
}

/// What is written instead of the configuration.
#[derive(Debug, Args)]
struct Instead {
    /// Print the built-in template instead of the configuration
    #[arg(long, conflicts_with = "template")]
    print_template: bool,
    /// Print the variables for templates, with values and meanings, instead of the configuration
    #[arg(long, conflicts_with_all = ["template", "print_template"])]
    print_variables: bool,
}

impl Config {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, CommandError> {
        if self.instead.print_template {
            return session.printer.write_as_is(self.binding.template()).map(|()| Exit::Done);
        }
        let request = self.request(session)?;
        let properties = Properties::of(session)?;
        let failed = |error| properties.failure(error);
        let deployment = Deployment::new(properties.schema, properties.profile()?, request);
        let deployment = deployment.map_err(failed)?;
        if self.instead.print_variables {
            return self.show_variables(session, &deployment);
        }
        self.tell_unused(session);
        let text = match &self.template {
            None => self.binding.render(&deployment).map_err(failed)?,
            Some(template) => {
                let input = Input::File(template.clone());
                let rendered = self.binding.render_template(&deployment, &input.read_as_it_is()?);
                rendered.map_err(|error| failed(error).at(input.name()))?
            }
        };
        if self.test {
            trial::run(self.binding, &text)?;
            session.printer.remark(format_args!("{} receives the configuration", self.binding));
        }
        if self.site.maintenance_page == Some(MaintenancePage::Write) {
            maintenance::write(Path::new(&deployment.maintenance_page()))?;
        }
        Output::of(self.output.as_deref()).write(&mut session.printer, &text)?;
        // A template of the user's own says by itself which site it is.
        if self.template.is_none() {
            for advice in deployment.advice(self.binding, &properties.config) {
                session.printer.hint(advice);
            }
        }
        Ok(Exit::Done)
    }

    fn request(&self, session: &mut Session) -> Result<Request, CommandError> {
        let omerodir = match (&self.omerodir, self.binding) {
            // Other paths are refused together with all other errors.
            (Some(given), Binding::Iis) => {
                given.parse::<WindowsPath>().map_or_else(|_| given.clone(), |path| path.to_string())
            }
            (Some(given), _) => given.clone(),
            (None, Binding::Iis) => windows_omerodir(session, None),
            (None, _) => omerodir(session)?,
        };
        if self.method.is_some() && self.binding != Binding::Iis {
            let problem = format!("--method has no effect for {}", self.binding);
            return Err(CommandError::CommandLine(problem));
        }
        let iis = IisRequest { method: self.method, ..IisRequest::default() };
        Ok(Request { iis, ..self.site.request(omerodir) })
    }

    fn show_variables(
        &self,
        session: &mut Session,
        deployment: &Deployment,
    ) -> Result<Exit, CommandError> {
        for variable in deployment.variables(self.binding) {
            let (name, value) = (variable.name, variable.shown());
            session.printer.answer(format_args!("{name} = {value}\n    {}", variable.meaning))?;
        }
        Ok(Exit::Done)
    }

    /// Names options that location blocks and `web.config` have no place for.
    fn tell_unused(&self, session: &mut Session) {
        let site = &self.site;
        let options = [
            ("--http", site.http.is_some()),
            ("--https", site.https.listen.is_some() && self.binding != Binding::Iis),
            ("--servername", site.servername.is_some()),
            ("--ipv4-only", site.ipv4_only),
            ("--acme-root", site.acme_root.is_some()),
        ];
        let around = if self.binding == Binding::Iis { "site" } else { "server block" };
        let is_unused = |(_, is_given): &&(_, bool)| *is_given && !self.binding.has_port();
        for (option, _) in options.iter().filter(is_unused) {
            session.printer.warning(format_args!(
                "{option} is left out: it belongs in the {around} around {}",
                self.binding
            ));
        }
    }
}

/// The OMERODIR of the environment.
fn omerodir(session: &Session) -> Result<String, CommandError> {
    let given = session.environment.omerodir.as_deref().ok_or(StoreError::NoOmerodir)?;
    let given = if given.as_os_str().is_empty() { Path::new(".") } else { given };
    let text = given.to_str().ok_or("it is not UTF-8".to_owned());
    let problem =
        |problem| CommandError::CommandLine(format!("OMERODIR {}: {problem}", given.display()));
    text.and_then(absolute).map_err(problem)
}

// Here because only this room may know clap.
impl clap::ValueEnum for Binding {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()).help(self.summary()))
    }
}
