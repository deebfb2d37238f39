//! The store that a command works on, and the profile in it: which they are, reading and changing them.

use std::path::Path;
use std::path::PathBuf;
use std::rc::Rc;
use std::time::Duration;

use crate::cli::error::CommandError;
use crate::cli::session::Session;
use crate::cli::session::environment::Environment;
use crate::cli::session::store_messages::Done;
use crate::cli::session::store_options::Chooser;
use crate::cli::session::store_options::Chosen;
use crate::cli::session::store_options::StoreOptions;
use crate::model::Configuration;
use crate::model::Edit;
use crate::model::NotAList;
use crate::model::Profile;
use crate::model::ProfileName;
use crate::model::is_internal;
use crate::platform::quote;
use crate::schema;
use crate::store;
use crate::store::Store;
use crate::store::Transaction;

/// The store of a command and the profile that it reads or changes.
pub(crate) struct SelectedStore {
    store: Store,
    chosen: Option<Chosen>,
}

impl SelectedStore {
    /// The store that the options or the environment name.
    pub(crate) fn new(
        environment: &Environment,
        options: &StoreOptions,
    ) -> Result<Self, CommandError> {
        let path = store::locate(
            options.source.as_deref().map(Path::new),
            environment.omerodir.as_deref(),
        )?;
        let chosen = options.chosen_profile(environment)?;
        // As in the Python tool the variable, not the option, chooses the active profile of a new file.
        let first = chosen.as_ref().filter(|chosen| chosen.by == Chooser::Variable);
        let first = first.map(|chosen| chosen.name.clone()).unwrap_or_default();
        let store = open_store(path, first, options.lock_timeout(environment)?);
        let store = store.keeping(options.versions_kept(environment)?);
        let root = environment.omerodir.clone().filter(|_| !options.names_source());
        let store = store.below(root);
        let store = store.while_tool_runs(options.while_tool_runs());
        Ok(Self { store, chosen })
    }

    /// The name of the profile to work on.
    pub(crate) fn profile<'name>(&'name self, configuration: &'name Configuration) -> &'name str {
        self.chosen.as_ref().map_or(configuration.active_name(), |chosen| chosen.name.as_str())
    }

    /// The name that the option gives.
    pub(crate) fn option(&self) -> Option<&str> {
        let chosen = self.chosen.as_ref().filter(|chosen| chosen.by == Chooser::Option);
        chosen.map(|chosen| chosen.name.as_str())
    }

    /// The profile to look into, if it is there. It is reported if the option or the variable names a
    /// profile that does not exist.
    pub(crate) fn find<'read>(
        &self,
        session: &mut Session,
        configuration: &'read Configuration,
    ) -> Option<&'read Profile> {
        match self.find_named(configuration) {
            Ok(profile) => profile,
            Err(missing) => {
                session.printer.warning(&missing);
                session.printer.hint(missing.hint().unwrap_or_default());
                None
            }
        }
    }

    /// The profile to look into, if it is there. It must be where the option or the variable names it.
    pub(crate) fn find_named<'read>(
        &self,
        configuration: &'read Configuration,
    ) -> Result<Option<&'read Profile>, CommandError> {
        match (configuration.profile(self.profile(configuration)), &self.chosen) {
            (None, Some(chosen)) => {
                Err(CommandError::no_profile(chosen.name.as_str(), configuration))
            }
            (found, _) => Ok(found),
        }
    }

    /// How the command `config` is called for this store, release and profile.
    pub(crate) fn command(&self, session: &Session) -> String {
        let usual = store::locate(None, session.environment.omerodir.as_deref()).ok();
        let option = |name: &str, value: Option<&str>| match value {
            Some(value) => format!(" --{name} {}", quote(value)),
            None => String::new(),
        };
        let asked = &session.releases;
        let release = option("omero-version", asked.omero_version.as_deref());
        let web_release = option("omero-web-version", asked.omero_web_version.as_deref());
        let is_usual = usual.is_some_and(|usual| usual == self.path());
        let path = self.path().to_string_lossy();
        let source = option("source", Some(&*path).filter(|_| !is_usual));
        format!("omero{release}{web_release} config{source}{}", option("profile", self.option()))
    }

    /// The command that takes the last change of this store back.
    pub(crate) fn undo_command(&self, session: &Session) -> String {
        undo_command(session, self.path())
    }

    /// The store itself, whatever lines of a script have changed.
    pub(crate) fn store(&self) -> &Store {
        &self.store
    }

    pub(crate) fn path(&self) -> &Path {
        self.store.path()
    }

    /// The store itself, with all that lines of a script have changed before.
    pub(crate) fn flushed(&self, session: &mut Session) -> Result<&Store, CommandError> {
        session.flush_script()?;
        Ok(&self.store)
    }

    /// What the store holds, and what lines of a script have changed; its warnings are reported.
    pub(crate) fn read(&self, session: &mut Session) -> Result<Rc<Configuration>, CommandError> {
        let joined =
            session.joined(&self.store).map(|transaction| transaction.configuration().clone());
        let configuration = match joined {
            Some(configuration) => configuration,
            None => Rc::new(self.flushed(session)?.read()?),
        };
        session.printer.debug(format_args!(
            "read {}, profile `{}`",
            self.path().display(),
            self.profile(&configuration)
        ));
        for duplicate in configuration.duplicates() {
            session.printer.warning(format_args!("{}: {duplicate}", self.path().display()));
        }
        self.tell_wrong_omerodir(session, &configuration);
        Ok(configuration)
    }

    /// Where nothing is set OMERODIR may be wrong. Writers refuse a directory that does not exist.
    fn tell_wrong_omerodir(&self, session: &mut Session, configuration: &Configuration) {
        let profile = configuration.profile(self.profile(configuration));
        let mut properties = profile.into_iter().flat_map(Profile::properties);
        if properties.any(|property| !is_internal(&property.key)) {
            return;
        }
        if let Err(missing) = self.store.check_root() {
            session.printer.warning(&missing);
            session.printer.hint(missing.hint().unwrap_or_default());
        }
    }

    /// What the store said after the change with this number; without one, what it says now.
    pub(crate) fn read_at(
        &self,
        session: &mut Session,
        number: Option<u64>,
    ) -> Result<Rc<Configuration>, CommandError> {
        match number {
            None => self.read(session),
            Some(number) => Ok(Rc::new(self.flushed(session)?.timeline()?.after(number)?)),
        }
    }

    /// Changes the profile to work on, all or nothing. If another program changed one of the same
    /// properties in the meantime, that is a failure.
    pub(crate) fn change<T>(
        &self,
        session: &mut Session,
        change: impl FnOnce(&mut Configuration, &str) -> Result<T, CommandError>,
    ) -> Result<T, CommandError> {
        self.transact(session, |transaction| {
            transaction.change(|configuration| {
                let profile = self.profile(configuration).to_owned();
                change(configuration, &profile)
            })
        })
    }

    /// Changes at most one property of the profile to work on, and returns whether that changed
    /// anything. The change is planned once and made again on whatever another program wrote in the
    /// meantime.
    pub(crate) fn edit(
        &self,
        session: &mut Session,
        plan: impl FnOnce(&Configuration, &str) -> Result<Option<Edit>, CommandError>,
    ) -> Result<bool, CommandError> {
        self.transact(session, |transaction| {
            let before = transaction.configuration();
            let profile = self.profile(before).to_owned();
            let edit = plan(before, &profile)?;
            Ok(edit.map_or(Ok(false), |edit| transaction.edit(&profile, edit))?)
        })
    }

    /// Takes a step in the transaction of the running script or, outside scripts, in a separate one,
    /// which is committed.
    fn transact<T>(
        &self,
        session: &mut Session,
        step: impl FnOnce(&mut Transaction) -> Result<T, CommandError>,
    ) -> Result<T, CommandError> {
        let (outcome, news) = if let Some(transaction) = session.join(&self.store)? {
            self.step(transaction, step)?
        } else {
            let mut transaction = session.recording(&self.store).begin()?;
            session.tell_made_directory(&transaction);
            let before = session.before_change(&transaction);
            let (outcome, news) = self.step(&mut transaction, step)?;
            let done = before.map(|before| Done::new(before, &transaction));
            let committed = transaction.commit()?;
            session.tell_committed(self.path(), &committed);
            let is_said = done.is_some_and(|done| {
                let undo = self.undo_command(session);
                session.confirm(&done, &undo)
            });
            (outcome, news.filter(|_| !is_said))
        };
        if let Some(news) = news {
            session.printer.remark(news);
        }
        Ok(outcome)
    }

    /// Takes a step, and says what there is to say of the profile.
    fn step<T>(
        &self,
        transaction: &mut Transaction,
        step: impl FnOnce(&mut Transaction) -> Result<T, CommandError>,
    ) -> Result<(T, Option<String>), CommandError> {
        let before = transaction.configuration();
        let was_there = before.profile(self.profile(before)).is_some();
        let outcome = step(transaction)?;
        let news = (!was_there).then(|| self.news(transaction.configuration())).flatten();
        Ok((outcome, news))
    }

    /// Whether `edit` would change anything; it is tried on a copy.
    pub(crate) fn would_edit(
        &self,
        session: &mut Session,
        plan: impl FnOnce(&Configuration, &str) -> Result<Option<Edit>, CommandError>,
    ) -> Result<bool, CommandError> {
        let mut copy = Rc::unwrap_or_clone(self.read(session)?);
        let profile = self.profile(&copy).to_owned();
        let edit = plan(&copy, &profile)?;
        let changed = edit.map_or(Ok(false), |edit| copy.edit(&profile, &edit));
        changed.map_err(|NotAList(key)| CommandError::NoList { key })
    }

    /// The message about a profile that did not exist before a change: its name may be misspelt.
    fn news(&self, configuration: &Configuration) -> Option<String> {
        let name = self.profile(configuration);
        match configuration.profile(name) {
            Some(_) => Some(format!("created profile `{name}`")),
            None => self.option().map(|name| format!("there is no profile `{name}`")),
        }
    }
}

/// The command that takes the last change of a store back.
pub(crate) fn undo_command(session: &Session, path: &Path) -> String {
    let usual = store::locate(None, session.environment.omerodir.as_deref()).ok();
    match usual {
        Some(usual) if usual == path => "omero config undo".to_owned(),
        _ => {
            let path = path.to_string_lossy();
            format!("omero config --source {} undo", quote(&path))
        }
    }
}

/// The store at a path, whose old profiles are brought up to date.
pub(crate) fn open_store(path: PathBuf, first: ProfileName, lock_timeout: Duration) -> Store {
    Store::new(path, first, lock_timeout).upgrading(schema::UPGRADES)
}
