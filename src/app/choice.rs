//! Choosing one of a list by its code, its label, its pinyin initials or the arrow keys. Used by code and division fields of
//! forms and by filters.

use crate::app::desk::Desk;
use crate::app::line::{Edit, Line};
use crate::app::scroll::Scroll;
use crate::domain::people::person_name::search_key;
use crate::domain::people::pinyin;
use crate::domain::text;
use crate::register::Kind;

/// One thing that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// As stored.
    pub code: String,
    /// As shown.
    pub label: String,
    /// How deep it stands: a village beneath its town.
    pub depth: u8,
    /// What stands beside it: how many rows have it.
    pub beside: String,
    initials: String,
}

impl Item {
    /// An item.
    pub fn new(code: impl Into<String>, label: impl Into<String>) -> Self {
        let label = label.into();
        let initials = pinyin::initials_of(&label).to_ascii_lowercase();
        Item { code: code.into(), label, depth: 0, beside: String::new(), initials }
    }
    /// With something beside it.
    pub fn beside(self, beside: String) -> Self {
        Item { beside, ..self }
    }
    fn fits(&self, typed: &str) -> bool {
        let lower = text::clean(typed).to_ascii_lowercase();
        self.code.to_ascii_lowercase().starts_with(&lower)
            || self.numbered().starts_with(&lower)
            || search_key(&self.label).contains(&search_key(typed))
            || self.initials.starts_with(&lower)
    }
    /// The code as a number is said: `1` of `01`; that of nought is its code.
    fn numbered(&self) -> &str {
        let number = self.code.trim_start_matches('0');
        if number.is_empty() { &self.code } else { number }
    }
    /// Whether just this one is meant.
    fn is_just(&self, typed: &str) -> bool {
        self.code.eq_ignore_ascii_case(typed) || self.label == typed
    }
}

/// What can be chosen for a kind of field, in the order in which it is offered.
pub fn items(kind: Kind, desk: &Desk) -> Vec<Item> {
    match kind {
        Kind::Code(codes) => codes.items.iter().map(|(code, label)| Item::new(*code, *label)).collect(),
        Kind::Flag => vec![Item::new("1", "是"), Item::new("0", "否")],
        Kind::Division => {
            let deep = |level: &str| match level {
                "township" => 1,
                "village" => 2,
                _ => 0,
            };
            // Nobody lives in a province or is counted for one.
            let near = desk.divisions.iter().filter(|d| !matches!(d.level.as_str(), "province" | "city"));
            near.map(|d| Item { depth: deep(&d.level), ..Item::new(d.code.clone(), d.name.clone()) }).collect()
        }
        _ => Vec::new(),
    }
}

/// A choice being made.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// All that can be chosen.
    pub items: Vec<Item>,
    /// Those that fit what was typed, by their place in `items`.
    pub fitting: Vec<usize>,
    /// The cursor among `fitting`.
    pub scroll: Scroll,
    /// What was typed to narrow the list.
    pub typed: Line,
    /// Whether something is chosen.
    pub made: bool,
    /// Whether the clerk did anything to it: what was merely passed through stays as it was.
    pub touched: bool,
    /// Whether the list is open, so that the arrows move in it and not on to the next field.
    pub unrolled: bool,
    /// What was chosen before, by its place in `items`.
    before: Option<usize>,
    /// The last of them was made of what is typed ([`Choice::take`]).
    is_made_up: bool,
    /// Only proposals: what is typed stands in the field itself and may be something else.
    pub is_open: bool,
}

/// How many lines of a choice are seen at a time.
pub const SEEN: usize = 8;

impl Choice {
    /// A choice among items, one of them chosen already.
    pub fn new(items: Vec<Item>, code: &str) -> Self {
        let mut choice = Choice { fitting: (0..items.len()).collect(), items, ..Choice::default() };
        if let Some(at) = choice.items.iter().position(|i| i.code == code) {
            choice.scroll.go(at, choice.items.len(), SEEN);
            choice.made = true;
            choice.before = Some(at);
        }
        choice
    }
    /// Other things can be chosen: what was chosen stays among them and is chosen, and what is typed narrows them.
    pub fn offer(&mut self, mut items: Vec<Item>) {
        let before = self.before.and_then(|at| self.items.get(at)).cloned();
        let chosen = self.chosen().cloned();
        for item in before.iter().chain(&chosen) {
            if items.iter().all(|i| i.code != item.code) {
                items.push(item.clone());
            }
        }
        let at = |item: &Item| items.iter().position(|i| i.code == item.code);
        let (before, chosen) = (before.as_ref().and_then(at), chosen.as_ref().and_then(at));
        self.before = before;
        self.items = items;
        if self.typed.is_blank() {
            self.offer_all();
            self.made = chosen.is_some();
            self.scroll.go(chosen.unwrap_or(0), self.items.len(), SEEN);
        } else {
            self.narrow();
        }
    }
    /// Where what is typed may be something else.
    #[must_use]
    pub fn opened(self) -> Self {
        Choice { is_open: true, ..self }
    }
    /// Proposals for what is being typed.
    pub fn open(items: Vec<Item>) -> Self {
        Choice { is_open: true, unrolled: true, ..Choice::new(items, "") }
    }
    /// The chosen item.
    pub fn chosen(&self) -> Option<&Item> {
        self.under_cursor().filter(|_| self.made)
    }
    /// The item under the cursor, chosen or not.
    pub fn under_cursor(&self) -> Option<&Item> {
        self.fitting.get(self.scroll.at).and_then(|i| self.items.get(*i))
    }
    /// An item that what is typed makes is chosen; one that was made before goes.
    pub fn take(&mut self, item: Item) {
        if std::mem::take(&mut self.is_made_up) {
            self.items.pop();
        }
        let at = self.items.iter().position(|i| i.code == item.code).unwrap_or_else(|| {
            self.is_made_up = true;
            self.items.push(item);
            self.items.len() - 1
        });
        (self.fitting, self.scroll) = (vec![at], Scroll::default());
        (self.made, self.touched) = (true, true);
    }
    /// Moves the cursor, which chooses. What was typed and fits nothing goes.
    pub fn step(&mut self, by: isize) {
        if self.is_astray() {
            self.typed = Line::default();
        }
        // The first arrow chooses the item that is under the cursor already.
        let by = if self.made || by < 0 { by } else { by - 1 };
        self.scroll.step(by, self.fitting.len(), SEEN);
        self.made = !self.fitting.is_empty();
        self.touched |= self.made;
    }
    /// The only one that is proposed is chosen.
    pub fn take_only(&mut self) {
        if self.is_open && self.items.len() == 1 {
            self.step(1);
        }
    }
    /// To the first or the last of them.
    pub fn to_end(&mut self, last: bool) {
        self.made = true;
        self.step(if last { isize::MAX } else { isize::MIN });
    }
    /// Nothing is chosen any more.
    pub fn clear(&mut self) {
        self.typed = Line::default();
        self.offer_all();
        (self.made, self.touched) = (false, true);
    }
    fn offer_all(&mut self) {
        self.fitting = (0..self.items.len()).collect();
        self.scroll = Scroll::default();
    }
    /// Opens the list.
    pub fn unroll(&mut self) {
        self.unrolled = true;
    }
    /// Whether it was opened to be looked at, and nothing has been done in it yet.
    pub fn is_untouched(&self) -> bool {
        self.unrolled && !self.is_open && !self.made && !self.touched
    }
    /// Whether something was typed that fits nothing.
    pub fn is_astray(&self) -> bool {
        !self.is_open && !self.typed.is_blank() && self.chosen().is_none()
    }
    /// Back to what was chosen before anything was typed.
    fn restore(&mut self) {
        self.offer_all();
        self.touched = false;
        self.made = self.before.is_some();
        if let Some(at) = self.before {
            self.scroll.go(at, self.items.len(), SEEN);
        }
    }
    /// Narrows by what is typed; the first that fits best is chosen. When all of it is taken back, what was chosen before is
    /// so again; taking back once more leaves nothing chosen.
    pub fn type_in(&mut self, edit: &Edit) {
        // Taking back where nothing is typed takes the choice itself back.
        let takes_back = *edit == Edit::Backspace && self.typed.is_blank();
        if !self.typed.edit(edit) && !takes_back {
            return;
        }
        self.unrolled = true;
        if self.typed.is_blank() && !takes_back {
            return self.restore();
        }
        self.touched = true;
        self.narrow();
    }
    /// Those that fit what is typed; the first that fits best is chosen.
    fn narrow(&mut self) {
        let typed = text::clean(self.typed.text());
        self.fitting = (0..self.items.len()).filter(|i| self.items.get(*i).is_some_and(|it| it.fits(&typed))).collect();
        let place =
            |is_it: &dyn Fn(&Item) -> bool| self.fitting.iter().position(|i| self.items.get(*i).is_some_and(is_it));
        let exact = place(&|it| it.is_just(&typed)).or_else(|| place(&|it| it.numbered() == typed));
        self.made = !typed.is_empty() && !self.fitting.is_empty();
        self.scroll = Scroll::default();
        // Who typed what fits nothing sees what there is.
        if self.fitting.is_empty() {
            self.offer_all();
        }
        if let Some(at) = exact {
            self.scroll.go(at, self.fitting.len(), SEEN);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::assistance::codes;
    use crate::register::people::codes::SEX;

    fn sex() -> Choice {
        let items = SEX.items.iter().map(|(c, l)| Item::new(*c, *l)).collect();
        Choice::new(items, "")
    }
    fn cause() -> Choice {
        let items = codes::CAUSE.items.iter().map(|(c, l)| Item::new(*c, *l)).collect();
        Choice::new(items, "")
    }
    fn typed(mut choice: Choice, text: &str) -> Option<String> {
        for c in text.chars() {
            choice.type_in(&Edit::Insert(c.to_string()));
        }
        choice.chosen().map(|i| i.label.clone())
    }

    #[test]
    fn by_digit_initials_label_or_arrow() {
        assert_eq!(typed(sex(), "2").as_deref(), Some("女"));
        assert_eq!(typed(sex(), "２").as_deref(), Some("女"));
        assert_eq!(typed(sex(), "n").as_deref(), Some("男"));
        assert_eq!(typed(cause(), "cj").as_deref(), Some("残疾"));
        assert_eq!(typed(cause(), "失业").as_deref(), Some("失业"));
        assert_eq!(typed(cause(), "xyz"), None);
        let mut choice = cause();
        assert_eq!(choice.chosen(), None);
        choice.step(1);
        assert_eq!(choice.chosen().map(|i| i.label.as_str()), Some("疾病"));
        choice.step(1);
        assert_eq!(choice.chosen().map(|i| i.label.as_str()), Some("残疾"));
    }

    #[test]
    fn a_digit_is_the_code_that_begins_with_a_nought_for_it() {
        let numbered = |n: u32| Item::new(format!("{n:02}"), format!("第{n}种"));
        let choice = || Choice::new((1..=12).map(numbered).collect(), "");
        assert_eq!(typed(choice(), "1").as_deref(), Some("第1种"));
        assert_eq!(typed(choice(), "01").as_deref(), Some("第1种"));
        assert_eq!(typed(choice(), "10").as_deref(), Some("第10种"));
        assert_eq!(typed(choice(), "12").as_deref(), Some("第12种"));
        assert_eq!(typed(choice(), "0").as_deref(), Some("第1种"));
        // Nothing typed is no code, not even that of nought.
        let mut flag = Choice::new(vec![Item::new("1", "是"), Item::new("0", "否")], "1");
        flag.type_in(&Edit::Backspace);
        flag.step(1);
        assert_eq!(flag.chosen().map(|i| i.label.as_str()), Some("是"));
        assert_eq!(typed(Choice::new(flag.items, ""), "0").as_deref(), Some("否"));
    }

    #[test]
    fn what_was_chosen_before_comes_back_with_the_text_taken_back() {
        let items = SEX.items.iter().map(|(c, l)| Item::new(*c, *l)).collect();
        let mut choice = Choice::new(items, "2");
        choice.type_in(&Edit::Insert("x".into()));
        assert!(choice.is_astray());
        assert_eq!(choice.fitting.len(), SEX.items.len(), "all stay offered");
        choice.type_in(&Edit::Backspace);
        assert_eq!(choice.chosen().map(|i| i.label.as_str()), Some("女"));
        assert!(!choice.touched);
        choice.type_in(&Edit::Backspace);
        assert_eq!((choice.chosen(), choice.touched), (None, true));
    }

    #[test]
    fn other_offers_leave_what_is_chosen_and_what_is_typed() {
        let named = |n: u32| Item::new(n.to_string(), format!("{n}号"));
        let chosen = |choice: &Choice| choice.chosen().map(|i| i.code.clone());
        // One that is not among those offered stays.
        let mut choice = Choice::new(vec![Item::new("", "全部"), named(900)], "900");
        choice.offer([Item::new("", "全部")].into_iter().chain((1..=9).map(named)).collect());
        assert_eq!((chosen(&choice).as_deref(), choice.items.len()), (Some("900"), 11));
        // What was typed before they came narrows them; taken back, all is as before.
        let mut choice = Choice::new(vec![Item::new("", "全部")], "");
        choice.type_in(&Edit::Insert("7".into()));
        choice.offer([Item::new("", "全部")].into_iter().chain((1..=9).map(named)).collect());
        assert_eq!((chosen(&choice).as_deref(), choice.typed.text()), (Some("7"), "7"));
        choice.type_in(&Edit::Backspace);
        assert_eq!(chosen(&choice).as_deref(), Some(""));
        // What was given up stays so.
        let mut choice = Choice::new(vec![Item::new("", "全部"), named(3)], "3");
        choice.clear();
        choice.offer([Item::new("", "全部")].into_iter().chain((1..=9).map(named)).collect());
        assert_eq!(chosen(&choice), None);
    }

    #[test]
    fn taking_back_what_was_typed_offers_all_again() {
        let mut choice = cause();
        choice.type_in(&Edit::Insert("cj".into()));
        choice.type_in(&Edit::Backspace);
        choice.type_in(&Edit::Backspace);
        assert_eq!(choice.fitting.len(), codes::CAUSE.items.len());
        assert_eq!(choice.chosen(), None);
    }
}
