//! `web iis`.

use std::path::PathBuf;

use clap::Args;
use clap::builder::PossibleValue;

use crate::cli::command_line::examples::examples;
use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::cli::session::Session;
use crate::cli::terminal::layout;
use crate::cli::terminal::printer::Printer;
use crate::cli::web::Properties;
use crate::cli::web::directory::Directory;
use crate::cli::web::directory::Strangers;
use crate::cli::web::windows_omerodir;
use crate::web::Authentication;
use crate::web::Bits;
use crate::web::BodySize;
use crate::web::Identity;
use crate::web::IisRequest;
use crate::web::Listen;
use crate::web::Method;
use crate::web::Name;
use crate::web::PasteApplication;
use crate::web::Request;
use crate::web::ServerNames;
use crate::web::Setup;
use crate::web::Thumbprint;
use crate::web::Timeout;
use crate::web::WebSockets;
use crate::web::WindowsPath;

/// Run OMERO.web under IIS: print a plan, and write all files for it
///
/// The plan is printed to standard output. With --output the files are written too, including the plan;
/// copy the directory to the IIS machine, and nothing else is needed there. This command runs on any
/// system and changes nothing but these files. Paths are paths on the IIS machine.
///
/// With --paste the application is not OMERO.web but any PasteDeploy application, such as Kallithea.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "The plan, and a directory with all files for it" =>
        "omero web iis --omerodir 'C:\\OMERO.server' --output iis",
    "How to remove everything" => "omero web iis --omerodir 'C:\\OMERO.server' --remove",
])]
pub(crate) struct Iis {
    /// Write the files to this directory; it is created if it does not exist
    #[arg(short, long, value_name = "DIRECTORY")]
    output: Option<PathBuf>,
    /// Replace files in the directory even if `omero` did not write them
    #[arg(long, requires = "output")]
    force: bool,
    /// Print how to remove everything instead
    #[arg(long, conflicts_with = "output")]
    remove: bool,
    /// How IIS runs the application [default: isapi up to OMERO 5.2; later reverse-proxy if the application
    /// is on another host, otherwise http-platform]
    #[arg(long, value_name = "METHOD")]
    method: Option<Method>,
    /// Serve the PasteDeploy application in this file instead of OMERO.web, with ISAPI
    #[arg(long, value_name = "INI")]
    paste: Option<String>,
    /// URL path of the application [default: from the properties; /omero with ISAPI up to OMERO 5.2; /
    /// with --paste]
    #[arg(long, value_name = "PATH")]
    root: Option<String>,
    #[command(flatten)]
    machine: MachineOptions,
}

/// Facts that are only known on the IIS machine.
#[derive(Debug, Args)]
struct MachineOptions {
    /// IIS site; it is created if it does not exist [default: `Default Web Site`; for an application at
    /// the root a separate site, OMERO.web, or Kallithea with --paste]
    #[arg(long, value_name = "NAME")]
    site: Option<Name>,
    /// Port for HTTP, or address and port [default: 80]
    #[arg(long, value_name = "PORT")]
    http: Option<Listen>,
    /// Port for HTTPS, or address and port, in addition to HTTP
    #[arg(long, value_name = "PORT", requires = "thumbprint")]
    https: Option<Listen>,
    /// Thumbprint of the certificate for HTTPS, in the machine's certificate store
    #[arg(long, value_name = "HEX", requires = "https")]
    thumbprint: Option<Thumbprint>,
    /// Host name of the site, or several names in quotes [default: any]
    #[arg(long, value_name = "NAME")]
    servername: Option<ServerNames>,
    /// Largest upload, such as 500m; 0 means the maximum of IIS, 4 GiB [default: 0]
    #[arg(long, value_name = "SIZE")]
    max_body_size: Option<BodySize>,
    /// Time limit for an answer of OMERO.web, such as 90s, 20m or 2h [default: 20m]
    #[arg(long, value_name = "TIME")]
    timeout: Option<Timeout>,
    /// Pass WebSockets at /omero-ws under the URL of OMERO.web to OMERO.server, which needs ws or
    /// wss in `omero.client.icetransports`
    #[arg(long, conflicts_with = "paste")]
    websockets: bool,
    /// Directory of the files on the IIS machine [default: C:\inetpub\omero; with --paste the directory
    /// of that file]
    #[arg(long, value_name = "PATH")]
    directory: Option<WindowsPath>,
    /// Directory of the installation [default: OMERODIR if it is a Windows path, otherwise
    /// `C:\omero_dist`]
    #[arg(long, value_name = "PATH")]
    omerodir: Option<WindowsPath>,
    /// Python program [default: the one in --virtualenv; otherwise where the installer puts it, Python
    /// 2.7 up to OMERO 5.5, later Python 3.12]
    #[arg(long, value_name = "PATH")]
    python: Option<WindowsPath>,
    /// Python virtual environment that contains the application
    #[arg(long, value_name = "PATH")]
    virtualenv: Option<WindowsPath>,
    /// Application pool; it is created if it does not exist [default: OMERO.web; Kallithea with --paste]
    #[arg(long, value_name = "NAME")]
    app_pool: Option<Name>,
    /// Account of the pool: `NetworkService`, `LocalService`, `LocalSystem`, or a user, whose password
    /// `install.ps1` asks for [default: the account that IIS creates for the pool]
    #[arg(long, value_name = "ACCOUNT")]
    identity: Option<Identity>,
    /// Run the pool in 32-bit mode, for a 32-bit Python
    #[arg(long = "enable-32bit")]
    enable_32bit: bool,
    /// Allow only users with a Windows account
    #[arg(long)]
    windows_authentication: bool,
}

impl Iis {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, CommandError> {
        let setup = self.setup(session)?;
        for advice in &setup.advice {
            session.printer.hint(advice);
        }
        if self.remove {
            return write_plan(session, &setup.undo()?.to_string()).map(|()| Exit::Done);
        }
        if let Some(path) = &self.output {
            let files = setup.files()?;
            let directory = Directory::new(path, self.strangers());
            directory.write(&files)?;
            for name in directory.leftovers(&files) {
                let name = path.join(name);
                session.printer.warning(format_args!(
                    "{} is left over from an earlier run: remove it",
                    name.display()
                ));
            }
        }
        write_plan(session, &setup.plan()?.to_string())?;
        if self.output.is_none() {
            session.printer.hint_to_person("`--output DIRECTORY` writes the files of this plan");
        }
        Ok(Exit::Done)
    }

    fn setup(&self, session: &mut Session) -> Result<Setup, CommandError> {
        if let Some(ini) = &self.paste {
            let paste = PasteApplication { ini: ini.clone() };
            return Ok(Setup::of_paste(&paste, self.request(String::new()))?);
        }
        let request = self.request(windows_omerodir(session, self.machine.omerodir.as_ref()));
        let properties = Properties::of(session)?;
        let request = Request { config: properties.config.clone(), ..request };
        let setup = Setup::of_omero(properties.schema, properties.profile()?, request);
        setup.map_err(|error| properties.failure(error))
    }

    fn request(&self, omerodir: String) -> Request {
        let machine = &self.machine;
        Request {
            omerodir,
            http: machine.http,
            server_names: machine.servername.clone().unwrap_or_default(),
            max_body_size: machine.max_body_size.clone(),
            websockets: if machine.websockets { WebSockets::Open } else { WebSockets::Closed },
            timeout: machine.timeout.unwrap_or_default(),
            virtualenv: machine.virtualenv.as_ref().map(ToString::to_string),
            iis: IisRequest { method: self.method, root: self.root.clone(), ..machine.request() },
            ..Request::default()
        }
    }

    fn strangers(&self) -> Strangers {
        if self.force { Strangers::Replace } else { Strangers::Refuse }
    }
}

impl MachineOptions {
    fn request(&self) -> IisRequest {
        IisRequest {
            directory: self.directory.clone(),
            python: self.python.clone(),
            site: self.site.clone(),
            pool: self.app_pool.clone(),
            identity: self.identity.clone().unwrap_or_default(),
            bits: if self.enable_32bit { Bits::ThirtyTwo } else { Bits::OfWindows },
            authentication: if self.windows_authentication {
                Authentication::Windows
            } else {
                Authentication::Application
            },
            https: self.https.zip(self.thumbprint.clone()),
            ..IisRequest::default()
        }
    }
}

// Here because only this room may know clap.
impl clap::ValueEnum for Method {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()).help(self.summary()))
    }
}

/// Writes a plan. A terminal gets its prose wrapped; commands, which are indented, are to be copied.
fn write_plan(session: &mut Session, plan: &str) -> Result<(), CommandError> {
    let width = Printer::terminal_width().unwrap_or(usize::MAX);
    let is_command = |line: &str| line.starts_with("    ");
    let fitted = |line: &str| {
        if is_command(line) { line.to_owned() } else { layout::fitted(line, width, 0) }
    };
    let lines: Vec<_> = plan.split('\n').map(fitted).collect();
    session.printer.write_as_is(lines.join("\n"))
}
