//! 查人 (F3, on every screen): type any part of an ID number, a name, its pinyin initials, a phone, a card number; the list narrows
//! with each key. Enter opens the person's page.

use crate::app::desk::{Desk, Out};
use crate::app::form::Form;
use crate::app::keys::{Action, Place};
use crate::app::line::{Edit, Line};
use crate::app::msg::{Reply, Ticket, Want};
use crate::app::person::Person;
use crate::app::screen::Component;
use crate::app::scroll::Scroll;
use crate::register;
use crate::register::lookup::Hit;

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
    asked: Option<Ticket>,
}

/// As many as anyone reads through; who wants to see more types more.
pub const LIMIT: u16 = 50;

impl Lookup {
    /// Rows that are seen: all of the body but the input and the heads.
    pub fn height(desk: &Desk) -> usize {
        usize::from(desk.body_height().saturating_sub(3).max(1))
    }
    fn step(&mut self, by: isize, desk: &Desk) {
        self.scroll.step(by, self.hits.len(), Lookup::height(desk));
    }
    /// A new person, with the ID number or the name that was looked for.
    fn enter_person(&self, desk: &Desk, out: &mut Out<'_>) {
        let Some(entry) = register::find("person") else { return };
        let typed = self.line.text().trim().to_owned();
        let given = match typed.chars().next() {
            None => Vec::new(),
            Some(c) if c.is_ascii_digit() && typed.chars().count() >= 15 => vec![("id_number", typed)],
            Some(c) if crate::domain::text::is_han(c) => vec![("name", typed)],
            Some(_) => Vec::new(),
        };
        let form = Form::new(entry.register, &given, desk, out);
        out.open(form);
    }
    fn search(&mut self, out: &mut Out<'_>) {
        if self.line.is_blank() {
            (self.asked, self.found_for) = (None, None);
            self.hits.clear();
        } else {
            self.asked = Some(out.ask(Want::Find(self.line.text().to_owned(), LIMIT)));
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
            _ => true,
        }
    }
    fn act(&mut self, action: Action, desk: &Desk, out: &mut Out<'_>) {
        let page = isize::try_from(Lookup::height(desk)).unwrap_or(1);
        match action {
            Action::Up => self.step(-1, desk),
            Action::Down => self.step(1, desk),
            Action::PageUp => self.step(-page, desk),
            Action::PageDown => self.step(page, desk),
            Action::Open => {
                if let Some(hit) = self.hits.get(self.scroll.at) {
                    let person = Person::open(hit.key, out);
                    out.open(person);
                }
            }
            Action::New => self.enter_person(desk, out),
            Action::Leave => out.close(),
            _ => {}
        }
    }
    fn type_in(&mut self, edit: &Edit, _desk: &Desk, out: &mut Out<'_>) {
        if self.line.edit(edit) {
            self.search(out);
        }
    }
    fn answer(&mut self, ticket: Ticket, reply: &Reply, _desk: &Desk, _out: &mut Out<'_>) -> bool {
        if self.asked != Some(ticket) {
            return false;
        }
        self.asked = None;
        if let Reply::Hits(hits) = reply {
            self.hits.clone_from(hits);
            self.scroll = Scroll::default();
            self.found_for = Some(self.line.text().to_owned());
        }
        true
    }
    fn neighbour(&mut self, step: i8, desk: &Desk, _out: &mut Out<'_>) -> Option<i64> {
        let before = self.scroll.at;
        self.step(isize::from(step), desk);
        self.hits.get(self.scroll.at).filter(|_| self.scroll.at != before).map(|h| h.key)
    }
    fn resized(&mut self, desk: &Desk, _out: &mut Out<'_>) {
        self.step(0, desk);
    }
    fn refresh(&mut self, _desk: &Desk, out: &mut Out<'_>) {
        if !self.line.is_blank() {
            self.asked = Some(out.ask(Want::Find(self.line.text().to_owned(), LIMIT)));
        }
    }
}
