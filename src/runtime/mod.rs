//! The terminal and the loop. Keys come in from a thread of their own; the main thread sleeps until something happens, lets
//! [`crate::app::App`] decide, does what it wants with the office's file, and draws (`stage`). Long work runs on a thread with its
//! own connection and answers through the same channel. When nothing happens, nothing runs.

mod answers;
mod background;
mod burst;
#[cfg(any(windows, test))]
mod console;
#[cfg(any(unix, test))]
mod decode;
mod first_start;
mod inbox;
mod input;
mod paint;
mod pause;
pub mod probe;
mod stage;
mod terminal;

pub use crate::runtime::answers::OpenedOffice;

use crate::app::App;
use crate::app::desk::Desk;
use crate::app::keymap::Keymap;
use crate::app::msg::Msg;
use crate::config::Colours;
use crate::door;
use crate::register::core::rights::Rights;
use crate::runtime::background::Background;
use crate::runtime::stage::Stage;
use crate::runtime::terminal::Screen;
use crate::store::StoreFault;
use crate::ui::{Palette, Theme};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

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

/// Why the screens could not open, or ended.
#[derive(Debug, thiserror::Error)]
pub enum RuntimeFault {
    /// There is no terminal.
    #[error("屏幕需要终端: 请在终端窗口里直接运行 minzheng; 脚本请用命令, 见 minzheng --help")]
    NoTerminal,
    /// The terminal cannot be used.
    #[error("终端出错: {0}。已保存的内容都在库文件里; 请换一个终端窗口再打开")]
    Terminal(#[from] std::io::Error),
    /// A key of the settings file.
    #[error("{0}")]
    Keys(#[from] crate::app::keymap::BadKey),
    /// The office's file.
    #[error("{0}")]
    Store(#[from] StoreFault),
}

impl RuntimeFault {
    /// The exit code of the command line.
    pub const fn exit_code(&self) -> u8 {
        match self {
            RuntimeFault::NoTerminal | RuntimeFault::Keys(_) => 64,
            RuntimeFault::Terminal(_) => 74,
            RuntimeFault::Store(fault) => fault.exit_code(),
        }
    }
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
    let office = OpenedOffice::open(path, options.operator.as_deref(), options.today)?;
    let (sender, receiver) = sync_channel(stage::WAITING);
    let listener = sender.clone();
    let heard = || input::listen(listener);
    work(path, office, options, (Screen::enter()?, theme, keymap), (sender, receiver), heard)
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
    let office = OpenedOffice::open(&path, options.operator.as_deref(), options.today)?;
    let office = OpenedOffice { unkept, ..office };
    work(&path, office, options, (screen, theme, keymap), (sender, receiver), || Ok(()))
}

fn looks(options: &Options) -> Result<(Keymap, Theme), RuntimeFault> {
    let keymap = Keymap::with(options.keys.iter().map(|(name, keys)| (name.as_str(), keys.as_str())))?;
    Ok((keymap, Theme { palette: palette(options.colours), ascii: options.ascii }))
}

/// Works until the clerk leaves. `listens` begins to hear keys, once the first frame stands.
fn work(
    path: &Path,
    mut office: OpenedOffice,
    options: Options,
    (screen, theme, keymap): (Screen, Theme, Keymap),
    (sender, receiver): (SyncSender<Msg>, Receiver<Msg>),
    listens: impl FnOnce() -> std::io::Result<()>,
) -> Result<(), RuntimeFault> {
    office.lists = options.lists;
    let desk = Desk { skips_filled: options.skip_filled, ..desk(&office, screen.size()?, keymap) };
    let (app, effects) = App::new(desk);
    let by = (Some(office.who.name.clone()), office.day);
    let background = Background::new(path, by, (options.font, options.printer, options.aside), sender);
    let stage = Stage::new(app, (screen, theme), office, background, receiver);
    stage.perform(effects);
    stage.draw()?;
    listens()?;
    stage.goes_on_after_first_frame();
    stage.plays()?;
    stage.leaves();
    Ok(())
}

fn palette(colours: Colours) -> Palette {
    match colours {
        Colours::Auto => Palette::Either,
        Colours::Dark => Palette::Dark,
        Colours::Light => Palette::Light,
        Colours::Mono => Palette::Mono,
    }
}

/// What every screen may look at, when the office opens in a window of that size.
pub fn desk(office: &OpenedOffice, size: (u16, u16), keymap: Keymap) -> Desk {
    let remembered = office.remembered();
    let damaged = remembered.as_ref().err().map(ToString::to_string);
    Desk {
        office: office.place.clone(),
        district: office.store.office().division.clone(),
        clerk: office.who.full_name.clone(),
        rights: Rights::all(&office.who.full_name),
        day: office.day,
        read_only: office.store.is_read_only(),
        warning: office.store.warning(),
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
