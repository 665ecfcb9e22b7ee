//! 新增: what is to be entered about a person: a household, an account, a case, each with what the person has of it already. The
//! form begins with what is known. A digit opens its line; letters narrow the lines to what they are the initials of, as in the menu.

use crate::app::allowed;
use crate::app::component::Component;
use crate::app::desk::Desk;
use crate::app::keys::{Action, Place};
use crate::app::line::Edit;
use crate::app::lists::ASSISTANCE;
use crate::app::opening::Opening;
use crate::app::out::Out;
use crate::app::pick::{self, Narrowing};
use crate::domain::date::age_on;
use crate::register::core::lookup::{CaseLine, PersonPage, Standing};
use crate::register::core::rights::Rights;
use crate::register::people::household::first_member;
use crate::register::{self, Draft, Register, benefit_of};
use chrono::NaiveDate;

/// The choice.
#[derive(Debug)]
pub struct Start {
    /// What can be entered. Each keeps the digit of its place.
    pub items: Vec<Item>,
    /// What of it fits the letters typed.
    pub lines: Narrowing,
}

/// Something that can be entered.
#[derive(Debug)]
pub struct Item {
    /// What it is called.
    pub label: &'static str,
    /// What the person has of it already.
    pub held: String,
    register: &'static Register,
    given: Vec<(&'static str, String)>,
    /// The first row of a child register, as it would be typed.
    row: Option<Draft>,
}

/// What the person draws of a scheme, or has applied for.
fn drawn(page: &PersonPage, is_it: impl Fn(&CaseLine) -> bool) -> String {
    let held = |c: &&CaseLine| c.standing != Standing::Past && is_it(c);
    let words = page.cases.iter().filter(held).map(|c| match c.standing {
        Standing::Present => format!("{} 自{} {}", c.amount, c.since, c.state),
        _ => format!("{} {}", Standing::Pending.label(), c.case_no),
    });
    words.collect::<Vec<_>>().join(", ")
}

impl Start {
    /// What can be entered about a person; a new household begins on the day given.
    pub fn about(page: &PersonPage, day: NaiveDate) -> Self {
        let person = format!("#{}", page.person.key);
        let mut items = Vec::new();
        let mut offer = |label, name: &str, given: Vec<(&'static str, String)>, held: String| {
            if let Some(entry) = register::find(name) {
                items.push(Item { label, held, register: entry.register, given, row: None });
            }
        };
        let of_person = || vec![("person", person.clone())];
        let benefits = |of_households: bool| {
            let lists = ASSISTANCE.iter().filter_map(|list| Some((list, benefit_of(list.register)?)));
            lists.filter(move |(_, benefit)| benefit.household().is_some() == of_households)
        };
        match &page.household {
            Some(household) => {
                for (list, benefit) in benefits(true) {
                    let fixed = list.fixed.iter().map(|(col, code)| (*col, (*code).to_owned()));
                    let given = fixed.chain([("household", format!("#{}", household.key))]).collect();
                    offer(list.label, benefit.cases.name, given, drawn(page, |c| c.scheme == list.scheme));
                }
            }
            None => offer("家庭", "household", vec![("applicant", person.clone())], String::new()),
        }
        for (_, benefit) in benefits(false) {
            let cases = benefit.cases;
            offer(cases.label, cases.name, of_person(), drawn(page, |c| c.register == cases.name));
        }
        let kept = |name: &str| {
            let last = page.checks.iter().find(|c| c.register == name);
            last.map_or_else(String::new, |c| format!("{} {}", c.number, c.state))
        };
        for (label, name) in [("经济状况核对", "means_check"), ("入户核查", "homecheck")] {
            offer(label, name, of_person(), kept(name));
        }
        let account = page.accounts.first().map_or_else(String::new, |a| format!("{} {}", a.bank, a.status));
        offer("一卡通账户", "account", of_person(), account);
        if page.death_date.is_none() {
            offer("死亡登记", "death", of_person(), String::new());
        }
        let of_age: &[&str] = match age_on(page.person.birth_date, day) {
            Some(..18) => &["child", "orphan", "defacto"],
            Some(60..) => &["elder", "aged_allowance", "resident", "elder_visit", "home_adapt", "ability"],
            _ => &[],
        };
        for register in of_age.iter().filter_map(|name| register::find(name)).map(|entry| entry.register) {
            offer(register.label, register.name, of_person(), drawn(page, |c| c.register == register.name));
        }
        let at_household = page.household.is_none();
        if let Some(household) = items.first_mut().filter(|_| at_household) {
            household.row = Some(first_member(&person, &day.to_string()));
        }
        Start::of(items)
    }
    /// What can be entered for somebody of whom the office has only the number: a household with its case, a case of its own; the person is
    /// entered with it.
    pub fn about_new(number: &str) -> Self {
        let mut items = Vec::new();
        for list in ASSISTANCE {
            let Some(benefit) = benefit_of(list.register) else { continue };
            let col = if benefit.household().is_some() { "household" } else { "person" };
            let held = if benefit.household().is_some() { "新增一户" } else { "" };
            let fixed = list.fixed.iter().map(|(col, code)| (*col, (*code).to_owned()));
            let given = fixed.chain([(col, number.to_owned())]).collect();
            items.push(Item { label: list.label, held: held.to_owned(), register: benefit.cases, given, row: None });
        }
        for register in ["aged_allowance", "elder", "child"].iter().filter_map(|name| register::find(name)) {
            let (register, given) = (register.register, vec![("person", number.to_owned())]);
            items.push(Item { label: register.label, held: String::new(), register, given, row: None });
        }
        Start::of(items)
    }
    fn of(items: Vec<Item>) -> Self {
        Start { lines: Narrowing::of(items.len()), items }
    }
    /// The same without what somebody may not enter.
    #[must_use]
    pub fn by(self, rights: &Rights) -> Self {
        Start::of(self.items.into_iter().filter(|item| allowed::enters(item.register, rights)).collect())
    }
    fn open(&self, at: Option<usize>, out: &mut Out<'_>) {
        if let Some(item) = at.and_then(|at| self.items.get(at)) {
            out.replace(Opening::new(item.register, item.given.clone(), item.row.clone()));
        }
    }
}

impl Component for Start {
    fn place(&self) -> Place {
        Place::Menu
    }
    fn act(&mut self, action: Action, desk: &Desk, out: &mut Out<'_>) {
        match action {
            Action::Accept => self.open(self.lines.under_cursor(), out),
            Action::Leave => out.close(),
            _ => self.lines.act(action, desk),
        }
    }
    fn type_in(&mut self, edit: &Edit, _desk: &Desk, out: &mut Out<'_>) {
        if let Some(at) = pick::digit(edit).filter(|at| self.lines.fitting.contains(at)) {
            return self.open(Some(at), out);
        }
        self.lines.type_in(edit, self.items.iter().map(|item| item.label));
    }
    fn is_whole(&self) -> bool {
        false
    }
}
