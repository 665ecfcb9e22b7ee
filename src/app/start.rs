//! 新增: what is to be entered about a person: a household, an account, a case. The form begins with what is known already.

use crate::app::desk::{Desk, Out};
use crate::app::form::Form;
use crate::app::keys::{Action, Place};
use crate::app::screen::Component;
use crate::app::scroll::Scroll;
use crate::register::household::first_member;
use crate::register::lookup::PersonPage;
use crate::register::{self, Draft, Register};
use chrono::NaiveDate;

/// The choice.
#[derive(Debug)]
pub struct Start {
    /// What can be entered.
    pub items: Vec<Item>,
    /// The cursor.
    pub scroll: Scroll,
}

/// Something that can be entered.
#[derive(Debug)]
pub struct Item {
    /// What it is called.
    pub label: &'static str,
    register: &'static Register,
    given: Vec<(&'static str, String)>,
    /// The first row of a child register, as it would be typed.
    row: Option<Draft>,
}

impl Start {
    /// What can be entered about a person; a new household begins on the day given.
    pub fn about(page: &PersonPage, day: NaiveDate) -> Self {
        let person = format!("#{}", page.person.key);
        let mut items = Vec::new();
        let mut offer = |label, name: &str, given: Vec<(&'static str, String)>| {
            if let Some(entry) = register::find(name) {
                items.push(Item { label, register: entry.register, given, row: None });
            }
        };
        match &page.household {
            Some(household) => {
                let household = format!("#{}", household.key);
                offer("城市低保", "dibao", vec![("kind", "U".to_owned()), ("household", household.clone())]);
                offer("农村低保", "dibao", vec![("kind", "R".to_owned()), ("household", household)]);
            }
            None => offer("家庭", "household", vec![("applicant", person.clone())]),
        }
        let at_household = page.household.is_none();
        offer("特困供养", "tekun", vec![("person", person.clone())]);
        offer("临时救助", "temporary", vec![("person", person.clone())]);
        offer("残疾人两项补贴", "disability", vec![("person", person.clone())]);
        offer("经济状况核对", "means_check", vec![("person", person.clone())]);
        offer("入户核查", "homecheck", vec![("person", person.clone())]);
        offer("一卡通账户", "account", vec![("person", person)]);
        if let Some(household) = items.first_mut().filter(|_| at_household) {
            household.row = Some(first_member(&format!("#{}", page.person.key), &day.to_string()));
        }
        Start { items, scroll: Scroll::default() }
    }
}

impl Component for Start {
    fn place(&self) -> Place {
        Place::Menu
    }
    fn act(&mut self, action: Action, desk: &Desk, out: &mut Out<'_>) {
        let len = self.items.len();
        match action {
            Action::Up => self.scroll.step(-1, len, len),
            Action::Down => self.scroll.step(1, len, len),
            Action::PageUp | Action::First => self.scroll.step(isize::MIN, len, len),
            Action::PageDown | Action::Last => self.scroll.step(isize::MAX, len, len),
            Action::Accept => {
                if let Some(item) = self.items.get(self.scroll.at) {
                    let mut form = Form::new(item.register, &item.given, desk, out);
                    if let Some(row) = &item.row {
                        form.add_row(row.clone(), out);
                    }
                    out.replace(form);
                }
            }
            Action::Leave => out.close(),
            _ => {}
        }
    }
    fn is_whole(&self) -> bool {
        false
    }
}
