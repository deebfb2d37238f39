//! `web iis`.

use std::path::PathBuf;

use clap::Args;
use clap::builder::PossibleValue;

use crate::cli::command_line::examples::examples;
use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::cli::session::Session;
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

/// Put OMERO.web into IIS: a plan of steps, and every file that they need
///
/// The plan goes to standard output. With --output the files are written as well; copied to the machine
/// of IIS they are all that is needed there, the plan among them. This command runs on any system and
/// changes nothing but these files. Paths are those of the machine of IIS.
///
/// With --paste it is not OMERO.web but any application of PasteDeploy, such as Kallithea.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "The steps, and a directory with every file for them" =>
        "omero web iis --omerodir 'C:\\OMERO.server' --output iis",
    "How to take all of it back" => "omero web iis --omerodir 'C:\\OMERO.server' --remove",
])]
pub(crate) struct Iis {
    /// Write the files to this directory, which is made if it is missing
    #[arg(short, long, value_name = "DIRECTORY")]
    output: Option<PathBuf>,
    /// Replace files in the directory even if they are not ours
    #[arg(long, requires = "output")]
    force: bool,
    /// Say how to take everything back instead
    #[arg(long, conflicts_with = "output")]
    remove: bool,
    /// Way from IIS to the application [default: isapi up to OMERO 5.2; then reverse-proxy to an
    /// application on another host, else http-platform]
    #[arg(long, value_name = "METHOD")]
    method: Option<Method>,
    /// File of a PasteDeploy application to serve instead of OMERO.web, by ISAPI
    #[arg(long, value_name = "INI")]
    paste: Option<String>,
    /// Path of the address [default: that of the properties; by ISAPI up to OMERO 5.2 /omero; with
    /// --paste /]
    #[arg(long, value_name = "PATH")]
    root: Option<String>,
    #[command(flatten)]
    machine: MachineOptions,
}

/// What only the machine of IIS knows.
#[derive(Debug, Args)]
struct MachineOptions {
    /// Site of IIS; it is made if it is missing [default: `Default Web Site`; at the root one of its own,
    /// OMERO.web, or Kallithea with --paste]
    #[arg(long, value_name = "NAME")]
    site: Option<Name>,
    /// Port for HTTP, or address and port [default: 80]
    #[arg(long, value_name = "PORT")]
    http: Option<Listen>,
    /// Port for HTTPS, or address and port, beside that for HTTP
    #[arg(long, value_name = "PORT", requires = "thumbprint")]
    https: Option<Listen>,
    /// Certificate for HTTPS: its thumbprint in the store of the machine
    #[arg(long, value_name = "HEX", requires = "https")]
    thumbprint: Option<Thumbprint>,
    /// Name of the site, or several in quotes [default: any]
    #[arg(long, value_name = "NAME")]
    servername: Option<ServerNames>,
    /// Largest upload, such as 500m; 0 is the largest that IIS takes, 4 GiB [default: 0]
    #[arg(long, value_name = "SIZE")]
    max_body_size: Option<BodySize>,
    /// Longest time in which OMERO.web has to answer, such as 90s, 20m or 2h [default: 20m]
    #[arg(long, value_name = "TIME")]
    timeout: Option<Timeout>,
    /// Hand WebSockets at /omero-ws below the address of OMERO.web to OMERO.server, which takes them with ws or
    /// wss in `omero.client.icetransports`
    #[arg(long, conflicts_with = "paste")]
    websockets: bool,
    /// Where the files will be [default: C:\inetpub\omero; that of the file of --paste]
    #[arg(long, value_name = "PATH")]
    directory: Option<WindowsPath>,
    /// Directory of the installation [default: OMERODIR if that is a path of Windows, else
    /// `C:\omero_dist`]
    #[arg(long, value_name = "PATH")]
    omerodir: Option<WindowsPath>,
    /// Program that runs Python [default: that of --virtualenv, else that of Python 2.7 up to OMERO 5.5,
    /// then that of Python 3.12, where their installers put it]
    #[arg(long, value_name = "PATH")]
    python: Option<WindowsPath>,
    /// Virtual environment of Python with the application
    #[arg(long, value_name = "PATH")]
    virtualenv: Option<WindowsPath>,
    /// Application pool; it is made if it is missing [default: OMERO.web; Kallithea with --paste]
    #[arg(long, value_name = "NAME")]
    app_pool: Option<Name>,
    /// Account of the pool: `NetworkService`, `LocalService`, `LocalSystem`, or a user, whose password
    /// `install.ps1` asks for [default: one that IIS makes for the pool]
    #[arg(long, value_name = "ACCOUNT")]
    identity: Option<Identity>,
    /// Let the pool load 32-bit programs, for a 32-bit Python
    #[arg(long = "enable-32bit")]
    enable_32bit: bool,
    /// Let in only whom Windows knows
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
            return session.printer.write_as_is(setup.undo()?).map(|()| Exit::Done);
        }
        if let Some(path) = &self.output {
            let files = setup.files()?;
            let directory = Directory::new(path, self.strangers());
            directory.write(&files)?;
            for name in directory.leftovers(&files) {
                let name = path.join(name);
                session.printer.warning(format_args!(
                    "{} is of an earlier call and not needed any more: remove it",
                    name.display()
                ));
            }
        }
        session.printer.write_as_is(setup.plan()?).map(|()| Exit::Done)
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
