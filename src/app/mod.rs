//! The state of the screens, and what a key does to it. [`App::update`] takes what happened and says what it wants done, as
//! data; it reads no file, no clock and no terminal, so that every test is a list of keys. What the screens look like is the
//! business of `crate::ui`; doing what they want that of `crate::runtime`.

pub mod act;
pub mod allowed;
pub mod asking;
pub mod by;
pub mod choice;
pub mod column;
pub mod columns;
pub mod component;
pub mod confirm;
pub mod counted;
pub mod day;
pub mod deeds;
pub mod desk;
pub mod filter;
pub mod filter_line;
pub mod filters;
pub mod form;
pub mod frequency;
mod heard;
pub mod help;
mod kept;
pub mod key;
pub mod keymap;
pub mod keys;
pub mod keys_listed;
pub mod keys_table;
#[cfg(test)]
mod keys_tests;
pub mod line;
pub mod list;
pub mod lists;
pub mod login;
pub mod lookup;
pub mod marks;
pub mod menu;
pub mod message;
pub mod months;
pub mod msg;
pub mod notice;
pub mod oddities;
pub mod opening;
pub mod out;
pub mod page;
pub mod pane;
pub mod panel;
pub mod password;
pub mod person;
pub mod pick;
pub mod preview;
pub mod print;
pub mod reason;
pub mod references;
pub mod registers;
pub mod remap;
pub mod remembered;
pub mod rows;
pub mod screen;
pub mod scroll;
pub mod secret;
pub mod sheets;
mod sought;
mod stack;
pub mod start;
pub mod tabs;
pub mod tree;
pub mod undo;
pub mod voiding;
pub mod waiting;
pub mod welcome;
pub mod window;
mod works;

use crate::app::component::Component;
use crate::app::confirm::Confirm;
use crate::app::desk::Desk;
use crate::app::help::Help;
use crate::app::kept::KeptDrafts;
use crate::app::key::{Code, Key};
use crate::app::keys::{Action, Place};
use crate::app::line::Edit;
use crate::app::lookup::Lookup;
use crate::app::menu::Menu;
use crate::app::message::MessageDialog;
use crate::app::msg::{Effect, Msg, Reply, Ticket, Want};
use crate::app::notice::{Look, Message, Notice};
use crate::app::opening::{Opening, Outcome, Question};
use crate::app::out::{Move, Out};
use crate::app::screen::Screen;
use crate::app::stack::Stack;
use crate::app::tabs::TabSpec;
use crate::app::waiting::Background;
use crate::register::Draft;

/// Everything that is on the screen or beneath it.
pub struct App {
    /// What every screen may look at.
    pub desk: Desk,
    screens: Stack,
    /// The message in the status line, until the next key.
    pub notice: Option<Notice>,
    /// The file is no longer where it was opened.
    pub adrift: bool,
    /// What the check of the file found, once it has been made.
    pub integrity: Option<Vec<String>>,
    background: Background,
    kept: KeptDrafts,
    tickets: u32,
}

/// What ends a program elsewhere. Here it only says what does.
const INTERRUPT: Key = Key::ctrl(Code::Char('c'));

impl App {
    /// The program as it opens: the first tab, and what its first frame needs. What may come after the first frame is asked
    /// for by [`App::after_first_frame`].
    pub fn new(desk: Desk) -> (App, Vec<Effect>) {
        App::going_on(desk, 0)
    }
    /// The same, where so many questions were asked before, by somebody else: their answers are not taken for its own.
    pub fn going_on(desk: Desk, tickets: u32) -> (App, Vec<Effect>) {
        let screens = Stack::new(&desk.rights);
        let notice = desk.at_first.clone().map(|text| Notice::looking(Look::Surroundings, text));
        let mut app = App {
            desk,
            screens,
            notice,
            adrift: false,
            integrity: None,
            background: Background::default(),
            kept: KeptDrafts::default(),
            tickets,
        };
        let effects = app.with_top(|top, desk, out| top.resized(desk, out));
        (app, effects)
    }

    /// What the first frame did not need: the names of the divisions, the figures, the counts, the check of the file.
    pub fn after_first_frame(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        let mut out = Out::new(&mut effects, &mut self.tickets);
        self.background.divisions = Some(out.ask(Want::Divisions));
        self.screens.base_mut().component_mut().refresh(&self.desk, &mut out);
        self.background.integrity = Some(out.ask(Want::Integrity));
        self.background.unfinished = (!self.desk.read_only).then(|| out.ask(Want::Unfinished));
        effects
    }

    /// How many questions were asked.
    pub fn tickets(&self) -> u32 {
        self.tickets
    }
    /// Whether the clerk waits for something that is being done: then nobody locks the screen before it is.
    pub fn is_under_way(&self) -> bool {
        self.background.backup.is_some() || self.top().component().is_under_way()
    }
    /// Whether a record stands on the screen that not everybody may see.
    pub fn shows_restricted(&self) -> bool {
        let restricted = |screen: &&Screen| screen.component().explains().is_some_and(|register| register.restricted);
        self.layers().iter().any(restricted)
    }

    /// The file is no longer where it was opened, and what is to be said of that; or it is back.
    pub fn set_adrift(&mut self, told: Option<String>) {
        self.adrift = told.is_some();
        if let Some(text) = told {
            self.notice = Some(Notice::looking(Look::Surroundings, text));
        }
    }

    /// What stands on the screen was drawn.
    pub fn was_drawn(&mut self) {
        if !self.desk.too_small() {
            self.screens.top_mut().component_mut().seen(&self.desk);
        }
    }

    /// The screens from the one that fills the window to the one on top.
    pub fn layers(&self) -> Vec<&Screen> {
        self.screens.layers()
    }
    /// The screen that has the keys.
    pub fn top(&self) -> &Screen {
        self.screens.top()
    }
    /// Whether nothing lies on the tab's first screen, so that leaving it is to leave the program.
    pub fn is_at_base(&self) -> bool {
        self.screens.is_at_base()
    }
    /// The tabs that somebody sees.
    pub fn tabs(&self) -> &[&'static TabSpec] {
        &self.screens.tabs
    }
    /// Which of them is open.
    pub fn tab(&self) -> usize {
        self.screens.tab()
    }

    /// What happened, and what is to be done about it.
    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
        let mut effects = match msg {
            Msg::Key(key) => self.press(key),
            Msg::Paste(text) => self.edit(&Edit::Insert(text)),
            Msg::Resize(width, height) => {
                self.desk.size = (width, height);
                let mut effects = Vec::new();
                let mut out = Out::new(&mut effects, &mut self.tickets);
                for screen in self.screens.of_tab_mut() {
                    screen.component_mut().resized(&self.desk, &mut out);
                }
                effects
            }
            Msg::Answer(ticket, reply) if self.kept.waits_for(ticket) => {
                let told = self.kept.take(&reply);
                // Of a file that is no longer at its place more has been said already.
                if self.notice.is_none() && !self.adrift {
                    self.notice = told;
                }
                return Vec::new();
            }
            Msg::Answer(_, Reply::Remembered(remembered)) => {
                self.desk.remembered = *remembered;
                return Vec::new();
            }
            Msg::Answer(ticket, reply) => {
                self.desk.was_entered(self.kept.went_with_save(ticket, &reply));
                self.answer(ticket, &reply)
            }
            // The machine ends the program: what is typed is kept.
            Msg::End => {
                let mut effects = self.keep();
                effects.push(Effect::Quit);
                return effects;
            }
        };
        self.forget(&mut effects);
        self.kept.go_with_save(&mut effects);
        effects
    }

    /// What is typed and not saved: each form that is being filled in, with the row on top of it.
    fn unfinished(&self) -> Vec<Draft> {
        kept::with_their_rows(self.screens.unfinished())
    }
    /// Whether something typed is not kept as it stands now.
    pub fn is_unkept(&self) -> bool {
        !self.kept.are(&self.unfinished())
    }
    /// Keeps what is typed; what was kept before goes.
    pub fn keep(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        let typed = self.unfinished();
        self.kept.keep(typed, &mut Out::new(&mut effects, &mut self.tickets));
        effects
    }
    /// Nothing is kept any more once everything typed was saved or given up: so does who leaves by his own will.
    fn forget(&mut self, effects: &mut Vec<Effect>) {
        if self.kept.can_go() && (effects.contains(&Effect::Quit) || self.unfinished().is_empty()) {
            let mut first = Vec::new();
            self.kept.keep(Vec::new(), &mut Out::new(&mut first, &mut self.tickets));
            effects.splice(..0, first);
        }
    }

    fn press(&mut self, key: Key) -> Vec<Effect> {
        if self.desk.too_small() {
            return self.press_unseen(key);
        }
        let place = self.top().component().place();
        let action = self.desk.keymap.action(place, key);
        let undoes = self.undoes();
        self.unsay(action);
        match action {
            Some(Action::Tab(_)) if !self.screens.is_bare() => {
                self.notice = Some(Notice::done("数字键在列表上换标签: 先按 Esc 返回"));
                Vec::new()
            }
            Some(Action::Undo) if undoes.is_some() && self.refusal(Action::Undo).is_none() => self.undo(undoes),
            Some(action) if self.works(action) => self.act(action),
            Some(action) if self.refuses(action).is_some() => {
                self.notice = self.refuses(action).map(Notice::slip);
                Vec::new()
            }
            Some(_) if !place.takes_text() => Vec::new(),
            None if key == INTERRUPT => {
                self.notice = Some(Notice::done("退出按 Ctrl+X"));
                Vec::new()
            }
            // A key that means nothing here now edits, where text is typed.
            _ => Edit::of(key).map_or_else(Vec::new, |edit| self.edit(&edit)),
        }
    }

    /// In a window in which nothing is seen nothing is done, but that the program can be left where nothing would be lost.
    fn press_unseen(&mut self, key: Key) -> Vec<Effect> {
        match self.desk.keymap.action(Place::List, key) {
            Some(Action::Quit) if !self.is_dirty() => vec![Effect::Quit],
            Some(Action::Lock) => vec![Effect::Lock],
            _ => Vec::new(),
        }
    }

    fn edit(&mut self, edit: &Edit) -> Vec<Effect> {
        if self.desk.too_small() {
            return Vec::new();
        }
        self.unsay(None);
        self.with_top(|top, desk, out| top.type_in(edit, desk, out))
    }

    /// A message stands until the next key, and while something is chosen from the menu, which offers what the message does.
    fn unsay(&mut self, action: Option<Action>) {
        if action != Some(Action::Menu) && self.top().component().place() != Place::Menu {
            self.notice = None;
        }
    }

    fn act(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::TabLeft => self.go_to_tab((self.tab() + self.tabs().len() - 1) % self.tabs().len()),
            Action::TabRight => self.go_to_tab((self.tab() + 1) % self.tabs().len()),
            Action::Tab(digit) => match self.tabs().iter().position(|t| t.digit == digit) {
                Some(tab) => self.go_to_tab(tab),
                None => Vec::new(),
            },
            Action::Find => self.open(Lookup::new(self.top().component().picks_person())),
            Action::Check => self.lay(Opening::Oddities),
            Action::Help => {
                // The digits turn to another tab only where nothing lies on the present one.
                let works =
                    |action| self.works(action) && (self.screens.is_bare() || !matches!(action, Action::Tab(_)));
                let help = Help::of(self.top().component(), &works, &self.desk);
                self.open(help)
            }
            Action::Menu => {
                let menu = Menu::of(self.top().component(), &|action| self.works(action), &self.desk);
                self.open(menu)
            }
            Action::Quit => self.ask_to_quit(),
            Action::Lock => vec![Effect::Lock],
            Action::Password => self.lay(Opening::Password),
            Action::Leave if self.is_at_base() && !self.top().component().is_under_way() => self.ask_to_quit(),
            Action::Backup => self.back_up(),
            _ => self.with_top(|top, desk, out| top.act(action, desk, out)),
        }
    }

    fn open(&mut self, screen: impl Into<Screen>) -> Vec<Effect> {
        self.screens.push(screen);
        self.with_top(|top, desk, out| top.resized(desk, out))
    }
    /// Opens what a screen wants on top.
    fn lay(&mut self, opening: Opening) -> Vec<Effect> {
        let mut effects = Vec::new();
        let screen = Screen::of(opening, &self.desk, &mut Out::new(&mut effects, &mut self.tickets));
        effects.extend(self.open(screen));
        effects
    }

    /// Whether something typed would be lost if the program ended.
    pub fn is_dirty(&self) -> bool {
        self.screens.is_dirty()
    }

    fn ask_to_quit(&mut self) -> Vec<Effect> {
        self.open(Confirm::of(Question::Quit { loses: self.is_dirty() }))
    }

    /// Another tab: what lies on the present one is closed, after a question where something typed would be lost.
    fn go_to_tab(&mut self, tab: usize) -> Vec<Effect> {
        if self.is_dirty() {
            return self.open(Confirm::of(Question::Tab(tab)));
        }
        self.turn_to_tab(tab)
    }

    fn turn_to_tab(&mut self, tab: usize) -> Vec<Effect> {
        let mut effects = Vec::new();
        self.screens.turn_to_tab(tab, &mut Out::new(&mut effects, &mut self.tickets));
        effects.extend(self.with_top(|top, desk, out| {
            top.resized(desk, out);
            top.refresh(desk, out);
        }));
        effects
    }

    fn answer(&mut self, ticket: Ticket, reply: &Reply) -> Vec<Effect> {
        if self.answer_background(ticket, reply) {
            return Vec::new();
        }
        self.desk.saves += u64::from(reply.has_written());
        let mut effects = Vec::new();
        let mut out = Out::new(&mut effects, &mut self.tickets);
        let desk = &self.desk;
        let taken = self.screens.all_mut().any(|s| s.component_mut().answer(ticket, reply, desk, &mut out));
        let (moves, new) = (out.moves, out.notice);
        self.notice = new.clone().or(self.notice.take());
        self.follow(moves, &mut effects);
        // On top of what the failure has closed. One trouble often fails several questions: the first box says it.
        let told = matches!(self.top(), Screen::Message(_));
        if let (true, false, Reply::Failed(trouble)) = (taken, told, reply) {
            self.notice = new;
            self.screens.push(MessageDialog { message: Message::of(trouble) });
        }
        effects
    }

    /// Lets the top screen do something, and does what it wants of the stack.
    fn with_top(&mut self, f: impl FnOnce(&mut dyn Component, &Desk, &mut Out<'_>)) -> Vec<Effect> {
        let mut effects = Vec::new();
        let mut out = Out::new(&mut effects, &mut self.tickets);
        f(self.screens.top_mut().component_mut(), &self.desk, &mut out);
        let (moves, notice) = (out.moves, out.notice);
        self.notice = notice.or(self.notice.take());
        self.follow(moves, &mut effects);
        effects
    }

    fn follow(&mut self, moves: Vec<Move>, effects: &mut Vec<Effect>) {
        for step in moves {
            match step {
                Move::Open(opening) => effects.extend(self.lay(opening)),
                Move::Replace(opening) => {
                    self.screens.close(&mut Out::new(effects, &mut self.tickets));
                    effects.extend(self.lay(opening));
                }
                Move::Close(outcome) => {
                    self.screens.close(&mut Out::new(effects, &mut self.tickets));
                    effects.extend(self.pass_down(outcome));
                }
                Move::Neighbour(by) => effects.extend(self.turn(by)),
            }
        }
    }

    fn pass_down(&mut self, outcome: Option<Outcome>) -> Vec<Effect> {
        match outcome {
            Some(Outcome::Chosen(action)) => {
                let undoes = self.undoes();
                self.notice = None;
                if action == Action::Undo { self.undo(undoes) } else { self.act(action) }
            }
            Some(Outcome::Tab(tab)) => self.turn_to_tab(tab),
            Some(Outcome::Resume(key, draft)) => {
                self.kept = KeptDrafts::taken_up(key, draft.as_ref().clone());
                self.lay(Opening::Resumed(draft))
            }
            Some(outcome @ (Outcome::Saved(_) | Outcome::Undone(_))) => {
                let mut effects = Vec::new();
                let mut out = Out::new(&mut effects, &mut self.tickets);
                for screen in self.screens.of_tab_mut() {
                    screen.component_mut().refresh(&self.desk, &mut out);
                }
                effects.extend(self.with_top(|top, desk, out| top.decided(outcome, desk, out)));
                self.background.divisions = Some(self.ask(Want::Divisions, &mut effects));
                effects
            }
            Some(outcome) => self.with_top(|top, desk, out| top.decided(outcome, desk, out)),
            None => Vec::new(),
        }
    }

    fn ask(&mut self, want: Want, effects: &mut Vec<Effect>) -> Ticket {
        Out::new(effects, &mut self.tickets).ask(want)
    }

    /// The record on top gives way to its neighbour in the list beneath.
    fn turn(&mut self, by: i8) -> Vec<Effect> {
        let Some(mut top) = self.screens.pop() else { return Vec::new() };
        let mut key = None;
        let mut effects = self.with_top(|beneath, desk, out| key = beneath.neighbour(by, desk, out));
        match key {
            Some(key) => {
                let mut out = Out::new(&mut effects, &mut self.tickets);
                top.component_mut().turn_to(key, &self.desk, &mut out);
            }
            None => {
                let text = if by < 0 { "前面没有了" } else { "后面没有了" };
                self.notice = Some(Notice::done(text));
            }
        }
        self.screens.push(top);
        effects
    }
}
