//! 查人 (F3, on every screen): type any part of an ID number, a name, its pinyin initials, a phone, a card number; the list narrows
//! with each key. Enter opens the person's page.

use crate::app::component::Component;
use crate::app::desk::Desk;
use crate::app::keys::{Action, Place};
use crate::app::line::{Edit, Line};
use crate::app::msg::{Reply, Ticket, Want};
use crate::app::opening::{Opening, Outcome};
use crate::app::out::Out;
use crate::app::scroll::Scroll;
use crate::app::sought;
use crate::domain::people::id_number::IdNumber;
use crate::register;
use crate::register::core::lookup::Hit;

/// The look-up.
#[derive(Debug, Default)]
pub struct Lookup {
    /// What was typed.
    pub line: Line,
    /// Who was found, best match first.
    pub hits: Vec<Hit>,
    /// The cursor.
    pub scroll: Scroll,
    /// What the hits are for; `None` before the first answer.
    pub found_for: Option<String>,
    /// Enter brings the person back to the form from which the look-up was opened.
    pub picks: bool,
    asked: Option<Ticket>,
    /// Somebody walked to the last of the first ones.
    walked: bool,
}

/// As many as are found with each key; and, for who walks to their end, as many as anyone reads through. Who wants to see
/// others types more.
const FIRST: u16 = 20;
const MOST: u16 = 50;

impl Lookup {
    /// Nobody is looked for yet; who is found is brought back, or not.
    pub fn new(picks: bool) -> Self {
        Lookup { picks, ..Lookup::default() }
    }
    /// Rows that are seen: all of the body but the input and the heads.
    pub fn height(desk: &Desk) -> usize {
        desk.lines_but(3)
    }
    /// How many are asked for; so many found may be more.
    pub const fn limit(&self) -> u16 {
        if self.walked { MOST } else { FIRST }
    }
    fn step(&mut self, by: isize, desk: &Desk, out: &mut Out<'_>) {
        self.scroll.step(by, self.hits.len(), Lookup::height(desk));
        let at_end = by > 0 && self.scroll.at + 1 >= usize::from(FIRST);
        if at_end && !self.walked && self.asked.is_none() {
            self.walked = true;
            self.ask(out);
        }
    }
    fn ask(&mut self, out: &mut Out<'_>) {
        self.asked = Some(out.ask(Want::Find(self.line.text().to_owned(), self.limit())));
    }
    /// A new person, with the ID number or the name that was looked for.
    fn enter_person(&self, desk: &Desk, out: &mut Out<'_>) {
        if let Some(entry) = register::find("person") {
            out.open(sought::new_record(entry.register, self.line.text(), desk.day));
        }
    }
    /// Whether a whole ID number was typed that nobody has.
    fn is_nobody(&self) -> bool {
        let typed = self.line.text();
        let answered = self.found_for.as_deref() == Some(typed) && self.hits.is_empty();
        answered && IdNumber::parse(typed.trim()).is_ok()
    }
    fn search(&mut self, out: &mut Out<'_>) {
        self.walked = false;
        if self.line.is_blank() {
            (self.asked, self.found_for) = (None, None);
            self.hits.clear();
        } else {
            self.ask(out);
        }
    }
}

impl Component for Lookup {
    fn place(&self) -> Place {
        Place::Lookup
    }
    fn can(&self, action: Action, desk: &Desk) -> bool {
        match action {
            Action::Open => !self.hits.is_empty(),
            Action::New => !desk.read_only,
            Action::Start => !desk.read_only && !self.picks && self.is_nobody(),
            _ => true,
        }
    }
    fn act(&mut self, action: Action, desk: &Desk, out: &mut Out<'_>) {
        match action {
            Action::Up | Action::Down | Action::PageUp | Action::PageDown => {
                Scroll::by(action, Lookup::height(desk)).into_iter().for_each(|by| self.step(by, desk, out));
            }
            Action::Open => {
                if let Some(hit) = self.hits.get(self.scroll.at).filter(|_| self.picks) {
                    return out.close_with(Outcome::Picked(hit.key));
                }
                if let Some(hit) = self.hits.get(self.scroll.at) {
                    out.open(Opening::Person(hit.key));
                }
            }
            Action::New => self.enter_person(desk, out),
            Action::Start => out.open(Opening::StartNew(self.line.text().trim().to_owned())),
            Action::Clear => {
                self.line = Line::default();
                self.search(out);
            }
            Action::Leave => out.close(),
            _ => {}
        }
    }
    fn label(&self, action: Action) -> Option<&'static str> {
        (action == Action::Open && self.picks).then_some("选用")
    }
    fn decided(&mut self, outcome: Outcome, _desk: &Desk, out: &mut Out<'_>) {
        if let (true, Outcome::Saved(key)) = (self.picks, outcome) {
            out.close_with(Outcome::Picked(key));
        }
    }
    fn type_in(&mut self, edit: &Edit, _desk: &Desk, out: &mut Out<'_>) {
        if self.line.edit(edit) {
            self.search(out);
        }
    }
    fn answer(&mut self, ticket: Ticket, reply: &Reply, desk: &Desk, _out: &mut Out<'_>) -> bool {
        if self.asked != Some(ticket) {
            return false;
        }
        self.asked = None;
        if let Reply::Hits(hits) = reply {
            // Found again, or more of them: the cursor stays on its person.
            let same = self.found_for.as_deref() == Some(self.line.text());
            let stays = self.hits.get(self.scroll.at).filter(|_| same).map(|h| h.key);
            self.hits.clone_from(hits);
            match stays.and_then(|key| self.hits.iter().position(|h| h.key == key)) {
                Some(at) => self.scroll.go(at, self.hits.len(), Lookup::height(desk)),
                None => self.scroll = Scroll::default(),
            }
            self.found_for = Some(self.line.text().to_owned());
        }
        true
    }
    fn neighbour(&mut self, step: i8, desk: &Desk, out: &mut Out<'_>) -> Option<i64> {
        let before = self.scroll.at;
        self.step(isize::from(step), desk, out);
        self.hits.get(self.scroll.at).filter(|_| self.scroll.at != before).map(|h| h.key)
    }
    fn resized(&mut self, desk: &Desk, out: &mut Out<'_>) {
        self.step(0, desk, out);
    }
    fn refresh(&mut self, _desk: &Desk, out: &mut Out<'_>) {
        if !self.line.is_blank() {
            self.ask(out);
        }
    }
}
