//! Whether a web server can be put in front of a deployment.

use super::application::Application;
use super::binding::Binding;
use super::deployment::Deployment;
use super::deployment::usual_application;
use super::error::BindingError;
use super::iis;

/// Refuses what the web server could not be started with.
pub(super) fn check(deployment: &Deployment, binding: Binding) -> Result<(), BindingError> {
    let application = deployment.application;
    if !binding.serves(application) {
        let instead = usual_application(deployment.release).name();
        return Err(BindingError::NotServable { binding, application, instead });
    }
    if binding == Binding::Iis {
        iis::check(deployment)?;
    }
    deployment.check_websockets(binding)?;
    let has_no_map = matches!(binding, Binding::NginxLocation | Binding::Iis);
    if has_no_map && !deployment.request.proxies.is_empty() {
        let instead = "only the types nginx, nginx-development, apache and lighttpd support it";
        return Err(BindingError::NoSuchOption { option: "--behind-proxy", binding, instead });
    }
    if let Some(name) = deployment.request.server_names.unfit_for(binding) {
        return Err(BindingError::ServerName { binding, name: name.to_owned() });
    }
    if application == Application::Wsgi
        && binding != Binding::Iis
        && deployment.wsgi_script().is_none()
    {
        return Err(BindingError::NoScript);
    }
    let https = deployment.request.https.as_ref().map(|https| https.listen.port());
    let ports = [Some(deployment.http(binding).port()), https];
    let taken = application.has_port() && binding.has_port();
    if taken && ports.contains(&Some(deployment.port)) {
        return Err(BindingError::PortConflict { port: deployment.port });
    }
    if binding.has_port() && https == ports[0] {
        return Err(BindingError::SamePort { port: deployment.http(binding).port() });
    }
    Ok(())
}
