//! `web config`.

use std::path;
use std::path::Path;
use std::path::PathBuf;

use clap::Args;

use super::super::examples::examples;
use clap::builder::PossibleValue;

use super::App;
use super::Exit;
use super::Failure;
use super::StoreOptions;
use super::windows_omerodir;
use crate::cli::input::Input;
use crate::cli::output::Output;
use crate::store::StoreError;
use crate::web::Binding;
use crate::web::BodySize;
use crate::web::Deployment;
use crate::web::Https;
use crate::web::Listen;
use crate::web::Request;
use crate::web::ServerNames;
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
pub(super) struct Config {
    /// Kind of configuration
    #[arg(value_name = "TYPE")]
    binding: Binding,
    /// Write to this file instead of standard output; all or nothing
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    site: SiteOptions,
    /// Directory of the installation on the machine of the web server [default: OMERODIR]
    #[arg(long, value_name = "DIRECTORY")]
    omerodir: Option<String>,
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
    #[arg(long, value_name = "FILE", requires = "https")]
    certificate: Option<String>,
    /// Private key of the certificate
    #[arg(long, value_name = "FILE", requires = "https")]
    key: Option<String>,
    /// Name of the site, or several in quotes [default: any]
    #[arg(long, value_name = "NAME")]
    servername: Option<ServerNames>,
    /// Largest upload, such as 500m; 0 is no limit [default: 0]
    #[arg(long, value_name = "SIZE")]
    max_body_size: Option<BodySize>,
    /// Virtual environment of Python, where the web server runs OMERO.web itself
    #[arg(long, value_name = "DIRECTORY")]
    virtualenv: Option<String>,
    /// File with the WSGI application, where the web server runs OMERO.web itself
    #[arg(long, value_name = "FILE")]
    wsgi_script: Option<String>,
}

impl Config {
    pub(super) fn run(self, app: &mut App, options: &StoreOptions) -> Result<Exit, Failure> {
        if self.print_template {
            return app.printer.prompt(self.binding.template()).map(|()| Exit::Done);
        }
        let request = self.request(app)?;
        let schema = app.schema()?;
        let target = app.target(options)?;
        let configuration = target.read(app)?;
        let profile = configuration.profile(target.profile(&configuration));
        let deployment = Deployment::new(schema, profile, request)?;
        if self.print_variables {
            return self.show_variables(app, &deployment);
        }
        self.tell_unused(app);
        let text = match &self.template {
            None => self.binding.render(&deployment)?,
            Some(template) => {
                let input = Input::File(template.clone());
                let rendered = self.binding.render_template(&deployment, &input.read_as_it_is()?);
                rendered.map_err(|error| Failure::from(error).at(input.name()))?
            }
        };
        Output::of(self.output.as_deref()).write(app, &text).map(|()| Exit::Done)
    }

    fn request(&self, app: &mut App) -> Result<Request, Failure> {
        let omerodir = match (&self.omerodir, self.binding) {
            // What is no such path is refused together with everything else.
            (Some(given), Binding::Iis) => {
                given.parse::<WindowsPath>().map_or_else(|_| given.clone(), |path| path.to_string())
            }
            (Some(given), _) => given.clone(),
            (None, Binding::Iis) => windows_omerodir(app, None),
            (None, _) => omerodir(app)?,
        };
        Ok(self.site.request(omerodir))
    }

    fn show_variables(&self, app: &mut App, deployment: &Deployment) -> Result<Exit, Failure> {
        for variable in deployment.variables(self.binding) {
            let (name, value) = (variable.name, variable.shown());
            app.printer.answer(format_args!("{name} = {value}\n    {}", variable.meaning))?;
        }
        Ok(Exit::Done)
    }

    /// Names options that location blocks and `web.config` have no place for.
    fn tell_unused(&self, app: &mut App) {
        let site = &self.site;
        let options = [
            ("--http", site.http.is_some()),
            ("--https", site.https.is_some()),
            ("--servername", site.servername.is_some()),
            ("--max-body-size", site.max_body_size.is_some() && self.binding != Binding::Iis),
        ];
        let around = if self.binding == Binding::Iis { "site" } else { "server block" };
        let is_unused = |(_, is_given): &&(_, bool)| *is_given && !self.binding.has_port();
        for (option, _) in options.iter().filter(is_unused) {
            app.printer.warning(format_args!(
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
            max_body_size: self.max_body_size.clone().unwrap_or_default(),
            virtualenv: self.virtualenv.clone(),
            wsgi_script: self.wsgi_script.clone(),
            ..Request::default()
        }
    }
}

/// OMERODIR as an absolute path: web servers have a current directory of their own.
fn omerodir(app: &App) -> Result<String, Failure> {
    let given = app.environment.omerodir.as_deref().ok_or(StoreError::NoOmerodir)?;
    let given = if given.as_os_str().is_empty() { Path::new(".") } else { given };
    let unreadable = |source| StoreError::Unreadable { path: given.to_owned(), source };
    let absolute = path::absolute(given).map_err(unreadable)?;
    let text = absolute.to_str().map(str::to_owned);
    text.ok_or_else(|| {
        Failure::CommandLine(format!("OMERODIR is not UTF-8: {}", absolute.display()))
    })
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
