//! `web config`.

use std::path;
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
use crate::cli::web::windows_omerodir;
use crate::schema::syntax::files::absolute_path;
use crate::store::StoreError;
use crate::web::Binding;
use crate::web::BodySize;
use crate::web::Deployment;
use crate::web::Families;
use crate::web::Https;
use crate::web::IisRequest;
use crate::web::Listen;
use crate::web::Method;
use crate::web::Request;
use crate::web::ServerNames;
use crate::web::Timeout;
use crate::web::WindowsPath;

/// Write the configuration of a web server for OMERO.web
///
/// It is made from the properties of OMERO.web: where the application listens, its path, its static
/// files. A configuration that the web server could not be started with, or that does not fit
/// `omero.web.application_server`, is refused.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "A site for nginx" => "omero web config nginx > omero-web.conf",
    "On a port of its own, in a file" => "omero web config apache --http 8080 --output omero-web.conf",
    "What templates can use" => "omero web config --print-variables lighttpd",
])]
pub(crate) struct Config {
    /// Kind of configuration
    #[arg(value_name = "TYPE")]
    binding: Binding,
    /// Write to this file instead of standard output; all or nothing
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    site: SiteOptions,
    /// Directory of the installation on the machine of the web server [default: OMERODIR]
    #[arg(long, value_name = "DIRECTORY", value_parser = absolute)]
    omerodir: Option<String>,
    /// Way from IIS to the application, for the type iis [default: as for `omero web iis`]
    #[arg(long, value_name = "METHOD")]
    method: Option<Method>,
    /// Fill this template (minijinja) instead of ours
    #[arg(long, value_name = "FILE")]
    template: Option<PathBuf>,
    /// Write our template instead of the configuration
    #[arg(long, conflicts_with = "template")]
    print_template: bool,
    /// Write what templates can use, with values and meanings, instead of the configuration
    #[arg(long, conflicts_with_all = ["template", "print_template"])]
    print_variables: bool,
    /// Understood for the sake of old scripts; `nginx` always is for inclusion
    #[arg(long, hide = true)]
    system: bool,
}

/// What the properties don't tell about a site.
#[derive(Debug, Args)]
struct SiteOptions {
    /// Port for HTTP, or ADDRESS:PORT [default: 80; nginx-development: 8080]
    #[arg(long, value_name = "PORT")]
    http: Option<Listen>,
    /// Port for HTTPS, or ADDRESS:PORT; plain HTTP is sent on to it
    #[arg(long, value_name = "PORT", requires = "certificate", requires = "key")]
    https: Option<Listen>,
    /// Certificate with its chain, for HTTPS
    #[arg(long, value_name = "FILE", requires = "https", value_parser = absolute)]
    certificate: Option<String>,
    /// Private key of the certificate
    #[arg(long, value_name = "FILE", requires = "https", value_parser = absolute)]
    key: Option<String>,
    /// Open no port for IPv6, on a machine that has switched it off
    #[arg(long)]
    ipv4_only: bool,
    /// Name of the site, or several in quotes; `_` for any [default: nginx: the name of the machine; else any]
    #[arg(long, value_name = "NAME")]
    servername: Option<ServerNames>,
    /// Largest upload, such as 500m; 0 is no limit [default: 0]
    #[arg(long, value_name = "SIZE")]
    max_body_size: Option<BodySize>,
    /// Longest time in which OMERO.web has to answer, such as 90s, 20m or 2h [default: 20m]
    #[arg(long, value_name = "TIME")]
    timeout: Option<Timeout>,
    /// Virtual environment of Python, where the web server runs OMERO.web itself
    #[arg(long, value_name = "DIRECTORY", value_parser = absolute)]
    virtualenv: Option<String>,
    /// File with the WSGI application, where the web server runs OMERO.web itself
    #[arg(long, value_name = "FILE", value_parser = absolute)]
    wsgi_script: Option<String>,
}

impl Config {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, CommandError> {
        if self.print_template {
            return session.printer.write_as_is(self.binding.template()).map(|()| Exit::Done);
        }
        let request = self.request(session)?;
        let properties = Properties::of(session)?;
        let failed = |error| properties.failure(error);
        let deployment = Deployment::new(properties.schema, properties.profile()?, request);
        let deployment = deployment.map_err(failed)?;
        if self.print_variables {
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
            // What is no such path is refused together with everything else.
            (Some(given), Binding::Iis) => {
                given.parse::<WindowsPath>().map_or_else(|_| given.clone(), |path| path.to_string())
            }
            (Some(given), _) => given.clone(),
            (None, Binding::Iis) => windows_omerodir(session, None),
            (None, _) => omerodir(session)?,
        };
        if self.method.is_some() && self.binding != Binding::Iis {
            let problem = format!("--method has no meaning for {}", self.binding);
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
            ("--https", site.https.is_some() && self.binding != Binding::Iis),
            ("--servername", site.servername.is_some()),
            ("--ipv4-only", site.ipv4_only),
        ];
        let around = if self.binding == Binding::Iis { "site" } else { "server block" };
        let is_unused = |(_, is_given): &&(_, bool)| *is_given && !self.binding.has_port();
        for (option, _) in options.iter().filter(is_unused) {
            session.printer.warning(format_args!(
                "{option} is left out: it belongs to the {around} around {}",
                self.binding
            ));
        }
    }
}

impl SiteOptions {
    fn request(&self, omerodir: String) -> Request {
        let https = match (self.https, &self.certificate, &self.key) {
            (Some(listen), Some(certificate), Some(key)) => {
                Some(Https { listen, certificate: certificate.clone(), key: key.clone() })
            }
            _ => None,
        };
        Request {
            omerodir,
            http: self.http,
            https,
            server_names: self.servername.clone().unwrap_or_default(),
            families: if self.ipv4_only { Families::Ipv4 } else { Families::Both },
            max_body_size: self.max_body_size.clone(),
            timeout: self.timeout.unwrap_or_default(),
            virtualenv: self.virtualenv.clone(),
            wsgi_script: self.wsgi_script.clone(),
            ..Request::default()
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

/// A path as web servers need it, which have a current directory of their own. One of another system
/// stays as it is.
fn absolute(text: &str) -> Result<String, String> {
    if text.is_empty() {
        return Err("the path is empty".to_owned());
    }
    if absolute_path::check(text).is_ok() {
        return Ok(text.to_owned());
    }
    let path = path::absolute(text).map_err(|error| error.to_string())?;
    path.into_os_string().into_string().map_err(|_| "the path is not UTF-8".to_owned())
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
