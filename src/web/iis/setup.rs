//! Everything that was asked for, checked, and what is made from it.

use minijinja::Value;

use super::check;
use super::location::IisLocation;
use super::location::KALLITHEA;
use super::location::OMERO_WEB;
use super::method::Method;
use super::request::IisRequest;
use super::variables;
use super::windows_path::WindowsPath;
use crate::model::Profile;
use crate::schema::Schema;
use crate::web::age::had_windows;
use crate::web::age::is_of_django_1_6;
use crate::web::age::is_of_python_2;
use crate::web::binding::Binding;
use crate::web::deployment::Deployment;
use crate::web::deployment::STATIC_ROOT;
use crate::web::error::BindingError;
use crate::web::request::Request;
use crate::web::servable;
use crate::web::url_path;
use crate::web::variable::Variable;
use crate::web::variable::variable;

/// Settings from before Django 1.6.
const OLD_SESSIONS: [&str; 2] = ["omero.web.session_engine", "omero.web.cache_backend"];

/// Files and plan for one application in IIS.
#[derive(Debug)]
pub(crate) struct Setup {
    pub(super) method: Method,
    pub(super) variables: Vec<Variable>,
    /// What is missing around it.
    pub(crate) advice: Vec<String>,
}

/// An application that PasteDeploy loads, such as Kallithea.
#[derive(Debug, Clone)]
pub(crate) struct PasteApplication {
    /// Its file; relative to the files for IIS if it has no directory.
    pub ini: String,
}

impl Setup {
    /// For the OMERO.web that a profile describes.
    ///
    /// # Errors
    ///
    /// If a property has a value that IIS does not support, and where OMERO.web runs in a way that does
    /// not fit.
    pub(crate) fn of_omero(
        schema: Schema,
        profile: Option<&Profile>,
        request: Request,
    ) -> Result<Self, BindingError> {
        let mut deployment = prepared(Deployment::new(schema, profile, request)?)?;
        normalize(&mut deployment)?;
        let method = check::method(&deployment);
        let place = IisLocation::new(&deployment.request.iis, &OMERO_WEB, &deployment.prefix)?;
        let is_set = |key: &&str| profile.is_some_and(|profile| profile.get(key).is_some());
        let unset: Vec<_> = OLD_SESSIONS.into_iter().filter(is_set).collect();
        let advice = deployment.advice(Binding::Iis, &deployment.request.config);
        let mut variables = deployment.variables(Binding::Iis);
        variables.extend(variables::of_place(&deployment.request, &place));
        variables.extend([
            variable("ini", "", "", ()),
            variable("rights", "", "OMERODIR", rights(&deployment, method)?),
            variable("has_old_sessions", "", "", is_of_django_1_6(deployment.release)),
            variable("unset", "", "", unset),
            variable("config", "", "", &*deployment.request.config),
        ]);
        Ok(Self { method, variables, advice })
    }

    /// For an application of PasteDeploy.
    pub(crate) fn of_paste(
        paste: &PasteApplication,
        mut request: Request,
    ) -> Result<Self, BindingError> {
        if let Some(method) = request.iis.method.filter(|method| *method != Method::Isapi) {
            return Err(BindingError::PasteMethod { method });
        }
        let root = root(&request.iis)?.unwrap_or_default();
        check::nesting(&root, None)?;
        if let Some(virtualenv) = &mut request.virtualenv {
            *virtualenv = check::path("--virtualenv", virtualenv)?.to_string();
        }
        let mut place = IisLocation::new(&request.iis, &KALLITHEA, &root)?;
        let ini = ini(&paste.ini, &place.directory)?;
        if request.iis.directory.is_none() {
            place.directory = ini.parent();
        }
        let rights = vec![vec![Value::from(ini.parent().as_str()), "(OI)(CI)(RX)".into()]];
        let mut variables = variables::of_any_application(&request, &place.location);
        variables.extend(variables::of_place(&request, &place));
        variables.extend([
            variable("ini", "", "--paste", ini.as_str()),
            variable("rights", "", "--paste", rights),
        ]);
        Ok(Self { method: Method::Isapi, variables, advice: Vec::new() })
    }
}

/// A deployment as IIS sees it: with the way to the application, and below the path of the documents
/// where the properties name none.
pub(in crate::web) fn prepared(mut deployment: Deployment) -> Result<Deployment, BindingError> {
    let method = check::method(&deployment);
    deployment.request.iis.method = Some(method);
    servable::check(&deployment, Binding::Iis)?;
    deployment.prefix = prefix(&deployment, method)?;
    if method == Method::Isapi {
        check::nesting(&deployment.prefix, deployment.static_path.as_deref())?;
    }
    Ok(deployment)
}

/// The path that was asked for, without its last slash.
fn root(request: &IisRequest) -> Result<Option<String>, BindingError> {
    let Some(value) = &request.root else { return Ok(None) };
    let refused = |source| BindingError::Path { key: "--root", value: value.clone(), source };
    url_path::of(value).map(Some).map_err(refused)
}

/// The path of OMERO.web. Inside of IIS it learns its path from each request, and the documents of the
/// releases with a Windows version have it at /omero; else its own properties say where it is.
fn prefix(deployment: &Deployment, method: Method) -> Result<String, BindingError> {
    match root(&deployment.request.iis)? {
        Some(_) if method != Method::Isapi => Err(BindingError::RootOfProperties),
        Some(root) => Ok(root),
        None if method == Method::Isapi
            && deployment.prefix.is_empty()
            && had_windows(deployment.release) =>
        {
            Ok("/omero".to_owned())
        }
        None => Ok(deployment.prefix.clone()),
    }
}

/// Gives every path the form that Windows has.
fn normalize(deployment: &mut Deployment) -> Result<(), BindingError> {
    let request = &mut deployment.request;
    request.omerodir = check::path("OMERODIR", &request.omerodir)?.to_string();
    if let Some(virtualenv) = &mut request.virtualenv {
        *virtualenv = check::path("--virtualenv", virtualenv)?.to_string();
    }
    if deployment.static_path.is_some() {
        let root = check::path(STATIC_ROOT, &deployment.static_root)?;
        deployment.static_root = root.to_string();
    }
    Ok(())
}

/// The permissions of the pool's account, in addition to reading the files for IIS.
fn rights(deployment: &Deployment, method: Method) -> Result<Vec<Vec<Value>>, BindingError> {
    let omerodir = check::path("OMERODIR", &deployment.request.omerodir)?;
    let below = |path: &str| omerodir.join(path).to_string();
    let (read_all, read, change) = ("(OI)(CI)(RX)", "(R)", "(OI)(CI)(M)");
    let mut rights = Vec::new();
    if deployment.static_path.is_some() {
        rights.push((deployment.static_root.clone(), read_all));
    }
    if method != Method::ReverseProxy {
        rights.push((below(r"etc\grid\config.xml"), read));
        rights.push((below(r"var\log"), change));
        if is_of_python_2(deployment.release) {
            rights.push((below(r"lib\python"), read_all));
        }
        rights.extend(deployment.request.virtualenv.clone().map(|path| (path, read_all)));
    }
    Ok(rights.into_iter().map(|(path, right)| vec![path.into(), right.into()]).collect())
}

/// The file of PasteDeploy, which takes a `#` for the beginning of a name.
fn ini(text: &str, directory: &WindowsPath) -> Result<WindowsPath, BindingError> {
    let is_bare = !text.contains(['\\', '/', ':']);
    let full = if is_bare { format!("{directory}\\{text}") } else { text.to_owned() };
    let path = check::path("--paste", &full)?;
    if text.contains('#') {
        return Err(BindingError::Fragment { path: text.to_owned() });
    }
    Ok(path)
}
