//! The terminal and the loop. Keys come in from a thread of their own; the main thread sleeps until something happens, lets
//! [`crate::app::App`] decide, does what it wants with the office's file, and draws (`stage`). Long work runs on a thread with its
//! own connection and answers through the same channel. When nothing happens, nothing runs.

mod answers;
pub mod ask;
mod background;
mod burst;
#[cfg(any(windows, test))]
mod console;
#[cfg(any(unix, test))]
mod decode;
mod fault;
mod first_start;
mod inbox;
mod input;
mod login;
mod paint;
mod pause;
pub mod probe;
mod stage;
mod terminal;

pub use crate::runtime::answers::OpenedOffice;
pub use crate::runtime::fault::RuntimeFault;

use crate::app::App;
use crate::app::desk::Desk;
use crate::app::keymap::Keymap;
use crate::app::msg::Msg;
use crate::config::Colours;
use crate::door;
use crate::register::core::rights::Rights;
use crate::runtime::background::Background;
use crate::runtime::inbox::Inbox;
use crate::runtime::login::By;
use crate::runtime::stage::{Ended, Stage};
use crate::runtime::terminal::Screen;
use crate::store::rights::State;
use crate::store::{Store, Who};
use crate::ui::{Palette, Theme};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::mpsc::{SyncSender, sync_channel};

/// How the screens open.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Who works: the operator's log-in name; the first operator without it.
    pub operator: Option<String>,
    /// The business date; without it that of a demonstration office, else the machine's.
    pub today: Option<NaiveDate>,
    /// Borders in ASCII.
    pub ascii: bool,
    /// The colours.
    pub colours: Colours,
    /// Enter in a form passes by what is filled already.
    pub skip_filled: bool,
    /// Keys changed by the settings file: the name of an action, and its keys.
    pub keys: BTreeMap<String, String>,
    /// The font of PDFs.
    pub font: Option<PathBuf>,
    /// The printer's name; the system's usual one without.
    pub printer: Option<String>,
    /// The user's own folder, for printed files where none can be laid beside the office's.
    pub aside: Option<PathBuf>,
    /// The file in which is kept what the clerk has made of the lists.
    pub lists: Option<PathBuf>,
}

/// Opens the office on the screen and works until the clerk leaves.
///
/// # Errors
/// There is no terminal, the file cannot be opened, or the terminal goes away.
pub fn run(path: &Path, options: Options) -> Result<(), RuntimeFault> {
    if !door::is_terminal() {
        return Err(RuntimeFault::NoTerminal);
    }
    let (keymap, theme) = looks(&options)?;
    let store = Store::open(path)?;
    let (sender, receiver) = sync_channel(stage::WAITING);
    let seat = Seat { path, options, keymap, sender, unkept: None };
    let inbox = Inbox::of(receiver);
    if store.state()? == State::Guarded {
        let screen = Screen::enter()?;
        input::listen(seat.sender.clone())?;
        return seat.comes_in(store, (screen, theme), inbox);
    }
    let who = seat.unproved(&store)?;
    let listener = seat.sender.clone();
    seat.works(store, who, ((Screen::enter()?, theme), inbox), || input::listen(listener))
}

/// Shows the first page where no office is known, or `missing` is not there, and goes on with the office that comes of it.
///
/// # Errors
/// As [`run`].
pub fn welcome(missing: Option<PathBuf>, options: Options) -> Result<(), RuntimeFault> {
    if !door::is_terminal() {
        return Err(RuntimeFault::NoTerminal);
    }
    let (keymap, theme) = looks(&options)?;
    let (sender, receiver) = sync_channel(stage::WAITING);
    let mut screen = Screen::enter()?;
    input::listen(sender.clone())?;
    let seen = (first_start::seed(missing), looks(&options)?.0);
    let Some((path, unkept)) = first_start::office(&mut screen, &theme, seen, (&sender, &receiver))? else {
        return Ok(());
    };
    let store = Store::open(&path)?;
    let seat = Seat { path: &path, options, keymap, sender, unkept };
    let inbox = Inbox::of(receiver);
    if store.state()? == State::Guarded {
        return seat.comes_in(store, (screen, theme), inbox);
    }
    let who = seat.unproved(&store)?;
    seat.works(store, who, ((screen, theme), inbox), || Ok(()))
}

fn looks(options: &Options) -> Result<(Keymap, Theme), RuntimeFault> {
    let keymap = Keymap::with(options.keys.iter().map(|(name, keys)| (name.as_str(), keys.as_str())))?;
    Ok((keymap, Theme { palette: palette(options.colours), ascii: options.ascii }))
}

/// The place before the screen, whoever sits there.
struct Seat<'a> {
    path: &'a Path,
    options: Options,
    keymap: Keymap,
    sender: SyncSender<Msg>,
    /// What could not be kept when the office was made or found.
    unkept: Option<String>,
}

impl Seat<'_> {
    /// Who works where nobody has a password: the operator of the options, else nobody by name.
    fn unproved(&self, store: &Store) -> Result<Who, RuntimeFault> {
        Ok(store.who(self.options.operator.as_deref())?)
    }

    /// Whoever logs in works.
    fn comes_in(self, store: Store, (mut screen, theme): (Screen, Theme), inbox: Inbox) -> Result<(), RuntimeFault> {
        let last = || answers::remembered(self.options.lists.as_deref()).ok()?.login;
        let name = self.options.operator.clone().or_else(last).unwrap_or_default();
        let place = answers::place(&store);
        let mut page = login::page(&store, &place, (None, &name), (screen.size()?, self.keymap.clone()));
        let day = answers::day(&store, self.options.today);
        let came = login::asks(&mut page, &store, day, (&mut screen, &theme), &inbox)?;
        let By::In(who) = came.by else { return Ok(()) };
        came.meanwhile.into_iter().for_each(|msg| inbox.put_off(msg));
        self.works(store, who, ((screen, theme), inbox), || Ok(()))
    }

    /// Works until the clerk leaves, and whoever takes his place. `listens` begins to hear keys, once the first frame stands.
    fn works(
        self,
        store: Store,
        who: Who,
        ((screen, theme), inbox): ((Screen, Theme), Inbox),
        listens: impl FnOnce() -> io::Result<()>,
    ) -> Result<(), RuntimeFault> {
        let office = OpenedOffice { unkept: self.unkept.clone(), ..OpenedOffice::of(store, who, self.options.today)? };
        let mut stage = self.stage(office, (screen, theme), inbox, 0)?;
        listens()?;
        loop {
            stage.goes_on_after_first_frame();
            let other = match stage.plays()? {
                Ended::Left => {
                    stage.leaves();
                    return Ok(());
                }
                Ended::Another(other) => other,
            };
            // Nothing else holds it: what waits for the file does not keep it alive.
            let Some(parts) = Rc::into_inner(stage) else { return Ok(()) };
            let (screen, office, inbox, tickets) = parts.into_parts();
            // Nothing that the other has read or may goes on: the file is opened anew.
            drop(office);
            let store = Store::open(self.path)?;
            stage = self.stage(OpenedOffice::of(store, other, self.options.today)?, screen, inbox, tickets)?;
        }
    }

    /// Everything for one person, with its first frame drawn.
    fn stage(
        &self,
        mut office: OpenedOffice,
        (screen, theme): (Screen, Theme),
        inbox: Inbox,
        tickets: u32,
    ) -> Result<Rc<Stage>, RuntimeFault> {
        office.lists.clone_from(&self.options.lists);
        if office.store.state()? == State::Guarded {
            screen.wipes_at_end();
            office.remembers_login();
        }
        let desk = desk(&office, screen.size()?, self.keymap.clone());
        let desk = Desk { skips_filled: self.options.skip_filled, ..desk };
        let (app, effects) = App::going_on(desk, tickets);
        let paper = (self.options.font.clone(), self.options.printer.clone(), self.options.aside.clone());
        let background = Background::new(self.path, (Some(office.who.clone()), office.day), paper, self.sender.clone());
        let stage = Stage::new(app, (screen, theme), office, background, inbox);
        stage.perform(effects);
        stage.draw()?;
        Ok(stage)
    }
}

fn palette(colours: Colours) -> Palette {
    match colours {
        Colours::Auto => Palette::Either,
        Colours::Dark => Palette::Dark,
        Colours::Light => Palette::Light,
        Colours::Mono => Palette::Mono,
    }
}

/// Who works here, and as what, for the footer.
fn clerk(who: &Who, rights: &Rights) -> String {
    let roles = rights.roles_in_words();
    if roles.is_empty() { who.full_name.clone() } else { format!("{}({roles})", who.full_name) }
}

/// What every screen may look at, when the office opens in a window of that size.
pub fn desk(office: &OpenedOffice, size: (u16, u16), keymap: Keymap) -> Desk {
    let remembered = office.remembered();
    let damaged = remembered.as_ref().err().map(ToString::to_string);
    // Where it cannot be told what somebody may do, the store says so of whatever he tries.
    let rights =
        office.store.rights().map_or_else(|_| Rights::looking(&office.who.full_name), |rights| Rights::clone(&rights));
    Desk {
        office: office.place.clone(),
        district: office.store.office().division.clone(),
        clerk: clerk(&office.who, &rights),
        rights,
        day: office.day,
        read_only: office.store.is_read_only(),
        warning: office.store.warning(),
        is_guarded: office.store.state().is_ok_and(|state| state == State::Guarded),
        is_demo: office.store.office().demo_day.is_some(),
        at_first: office.store.warning().or_else(|| office.unkept.clone()).or(damaged),
        size,
        divisions: Vec::new(),
        entered: Vec::new(),
        keymap,
        skips_filled: false,
        saves: 0,
        remembered: remembered.unwrap_or_default(),
    }
}
