//! From a deployment to the configuration of a web server.

use std::borrow::Cow;

use super::binding::Binding;
use super::deployment::Deployment;
use super::error::BindingError;
use super::iis;
use super::mark;
use super::servable;
use super::template;

impl Binding {
    pub(crate) fn template(self) -> &'static str {
        template::named(self.name())
    }

    pub(crate) fn render(self, deployment: &Deployment) -> Result<String, BindingError> {
        // Templates of users include the blocks of `nginx-location` without a head.
        let whole = match self {
            Self::NginxLocation => template::named("nginx-locations"),
            _ => self.template(),
        };
        Ok(mark::with_checksum(&self.render_template(deployment, whole)?))
    }

    /// The same from a template of the user's own.
    pub(crate) fn render_template(
        self,
        deployment: &Deployment,
        template: &str,
    ) -> Result<String, BindingError> {
        servable::check(deployment, self)?;
        let prepared = match self {
            Self::Iis => Cow::Owned(iis::prepared(deployment.clone())?),
            _ => Cow::Borrowed(deployment),
        };
        let variables = prepared.variables(self);
        for variable in &variables {
            variable.check(self)?;
        }
        Ok(template::render(self.syntax(), template, &variables)?)
    }
}
