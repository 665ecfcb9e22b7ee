//! 筛选: the dialog in which is chosen what of a list is shown and in which order. A line for each usual filter of the list, one for the
//! order by any column, one for any other field, and one for filters that were kept under a name.

use crate::app::choice::Item;
use crate::app::component::Component;
use crate::app::desk::Desk;
use crate::app::filter_line::{Asks, FilterLine, OFFERED};
use crate::app::filters::{Filtering, Filters, Picked};
use crate::app::keys::{Action, Place};
use crate::app::line::Edit;
use crate::app::msg::{Reply, Ticket, Want};
use crate::app::notice::Notice;
use crate::app::opening::Outcome;
use crate::app::out::Out;
use crate::app::remembered::{KeptFilter, OfList};
use crate::domain::text;
use crate::register::{Query, Register};

/// 筛选: one choice a line.
#[derive(Debug)]
pub struct FilterDialog {
    /// The choices.
    pub lines: Vec<FilterLine>,
    /// The line that has the keys.
    pub at: usize,
    query: Query,
    list: String,
    remembered: OfList,
}

impl FilterDialog {
    /// The dialog of a list, with what is chosen now.
    pub fn new(of: Filtering, desk: &Desk, out: &mut Out<'_>) -> Self {
        let Filtering { query, cols, now, list } = of;
        let register = query.register;
        let picked = |path: &str| now.picked.iter().find(|p| p.col == path);
        let fields = cols.iter().filter_map(|col| Some((*col, register.field_at(col)?)));
        let mut lines: Vec<FilterLine> =
            fields.map(|(col, field)| FilterLine::usual((col, field), picked(col), desk, out)).collect();
        lines.push(FilterLine::order(register, &now));
        let remembered = desk.remembered.of(&list);
        let mut dialog = FilterDialog { lines, at: 0, query, list, remembered };
        for other in now.picked.iter().filter(|p| !cols.contains(&p.col)) {
            dialog.add(other.col, Some(other), desk, out);
        }
        let more = FilterLine::more(register, |path| dialog.has_line(path));
        dialog.lines.push(more);
        dialog.lines.push(FilterLine::kept(&dialog.remembered));
        dialog
    }
    fn register(&self) -> &'static Register {
        self.query.register
    }
    fn has_line(&self, path: &str) -> bool {
        self.lines.iter().any(|line| matches!(line.asks, Asks::Field(of, _) if of == path))
    }
    fn at(&mut self, asks: Asks) -> Option<&mut FilterLine> {
        self.lines.iter_mut().find(|line| line.asks == asks)
    }
    /// One more field gets a line, behind the others; says which.
    fn add(&mut self, path: &'static str, picked: Option<&Picked>, desk: &Desk, out: &mut Out<'_>) -> usize {
        let behind = self.lines.iter().position(|line| line.asks == Asks::More).unwrap_or(self.lines.len());
        // The values are those under the other filters, as they are chosen here.
        let mut query = self.query.clone();
        query.filters.extend(self.filters().conditions());
        if let Some(line) = FilterLine::other(path, picked, query, desk, out) {
            self.lines.insert(behind, line);
        }
        behind
    }
    /// The field that was chosen for one more line gets it. Says whether one was.
    fn add_wanted(&mut self, desk: &Desk, out: &mut Out<'_>) -> bool {
        let wanted = self.lines.get(self.at).and_then(FilterLine::wanted).map(str::to_owned);
        let Some(path) = wanted.and_then(|path| self.register().path(&path)) else { return false };
        self.at = self.add(path, None, desk, out);
        let register = self.register();
        let more = FilterLine::more(register, |path| self.has_line(path));
        if let Some(line) = self.at(Asks::More) {
            *line = more;
        }
        true
    }
    /// What fits no item is no filter: it is said, and nothing is dropped.
    fn point_out(&mut self, out: &mut Out<'_>) -> bool {
        let Some((at, line)) = self.lines.iter().enumerate().find(|(_, l)| l.choice.is_astray()) else { return false };
        let typed = text::safe(line.choice.typed.text().trim());
        out.tell(Notice::slip(format!("{}没有“{typed}”这一项: 改写, 或按退格取消", line.label)));
        self.at = at;
        true
    }
    fn filters(&self) -> Filters {
        let mut filters = Filters::default();
        for line in &self.lines {
            let Some(item) = line.chosen() else { continue };
            match line.asks {
                Asks::Field(col, _) => {
                    let (code, shown) = (item.code.clone(), item.label.clone());
                    filters.picked.push(Picked { col, label: line.label, code, shown });
                }
                Asks::Order => filters.sort = sort_of(self.register(), &item.code),
                Asks::More | Asks::Kept => {}
            }
        }
        filters
    }
    /// The name on the line of kept filters: the one typed, else the one chosen.
    fn name(&self) -> Option<String> {
        let line = self.lines.iter().find(|line| line.asks == Asks::Kept)?;
        let typed = text::clean(line.choice.typed.text()).into_owned();
        Some(typed).filter(|name| !name.is_empty()).or_else(|| line.chosen().map(|item| item.code.clone()))
    }
    /// Keeps what is chosen under the name that is typed or chosen; where there is none, asks for it.
    fn keep(&mut self, out: &mut Out<'_>) {
        let Some(name) = self.name() else {
            self.at = self.lines.len().saturating_sub(1);
            return out.tell(Notice::slip("在“常用筛选”一行写个名字, 再按 F8 存下"));
        };
        let (register, filters) = (self.register(), self.filters());
        self.remembered.keep(KeptFilter::of(&name, register, &filters));
        self.remember(out);
        let left_out = KeptFilter::leaves_out(register, &filters);
        let told = match left_out.is_empty() {
            true => String::new(),
            false => format!("; {}的条件含证件、账号或电话, 没有存", left_out.join("、")),
        };
        out.tell(Notice::done(format!("已存为常用筛选“{}”{told}", text::safe(&name))));
        if let Some(line) = self.at(Asks::Kept)
            && let Some(item) = line.choice.items.iter().find(|item| item.code == name).cloned()
        {
            line.choice.take(item);
        }
    }
    fn remember(&mut self, out: &mut Out<'_>) {
        out.ask(Want::Remember(self.list.clone(), self.remembered.clone()));
        let kept = FilterLine::kept(&self.remembered);
        if let Some(line) = self.at(Asks::Kept) {
            *line = kept;
        }
    }
    /// The kept filters of the line with the keys are kept no more.
    fn forget(&mut self, out: &mut Out<'_>) {
        let Some(name) = self.kept_here().map(|item| item.code.clone()) else { return };
        self.remembered.filters.retain(|kept| kept.name != name);
        self.remember(out);
        out.tell(Notice::done(format!("已删去常用筛选“{}”", text::safe(&name))));
    }
    fn kept_here(&self) -> Option<&Item> {
        let line = self.lines.get(self.at).filter(|line| line.asks == Asks::Kept)?;
        line.chosen()
    }
    /// What is chosen holds from now on: the kept filters that were chosen, else the lines.
    fn accept(&mut self, desk: &Desk, out: &mut Out<'_>) {
        if self.add_wanted(desk, out) || self.point_out(out) {
            return;
        }
        let kept = self.lines.iter().find(|line| line.asks == Asks::Kept);
        let chosen = kept.and_then(FilterLine::chosen).map(|item| item.code.clone());
        let named = kept.is_some_and(|line| !line.choice.typed.is_blank());
        match chosen.and_then(|name| self.remembered.filters.iter().find(|kept| kept.name == name)) {
            Some(kept) => {
                let place = |code: &str| desk.division(code).map(str::to_owned);
                match kept.filters(self.register(), place) {
                    Ok(filters) => out.close_with(Outcome::Filters(filters)),
                    Err(slip) => out.tell(Notice::slip(format!("“{}”用不上了: {}", text::safe(&kept.name), slip.text))),
                }
            }
            None => {
                if named {
                    self.keep(out);
                }
                out.close_with(Outcome::Filters(self.filters()));
            }
        }
    }
}

/// Reads `-case_no` back.
fn sort_of(register: &'static Register, code: &str) -> Option<(&'static str, bool)> {
    Some((register.path(code.get(1..)?)?, code.starts_with('-')))
}

impl Component for FilterDialog {
    fn place(&self) -> Place {
        Place::Filter
    }
    fn can(&self, action: Action, _desk: &Desk) -> bool {
        action != Action::Void || self.kept_here().is_some()
    }
    fn act(&mut self, action: Action, desk: &Desk, out: &mut Out<'_>) {
        let n = self.lines.len().max(1);
        match action {
            Action::Next if self.add_wanted(desk, out) => {}
            Action::Next => self.at = (self.at + 1) % n,
            Action::Back => self.at = (self.at + n - 1) % n,
            Action::Up | Action::Down => {
                if let Some(line) = self.lines.get_mut(self.at) {
                    line.choice.step(if action == Action::Up { -1 } else { 1 });
                }
            }
            Action::Clear => {
                if let Some(line) = self.lines.get_mut(self.at) {
                    line.choice.clear();
                }
            }
            Action::Save => self.keep(out),
            Action::Void => self.forget(out),
            Action::Accept => self.accept(desk, out),
            Action::Leave => out.close(),
            _ => {}
        }
    }
    fn type_in(&mut self, edit: &Edit, desk: &Desk, _out: &mut Out<'_>) {
        let register = self.register();
        let Some(line) = self.lines.get_mut(self.at) else { return };
        match edit {
            Edit::Home | Edit::End => line.choice.to_end(*edit == Edit::End),
            _ => line.type_in(edit, register, desk.day),
        }
    }
    fn abandon(&mut self, out: &mut Out<'_>) {
        self.lines.iter().for_each(|line| line.drop(out));
    }
    fn answer(&mut self, ticket: Ticket, reply: &Reply, desk: &Desk, out: &mut Out<'_>) -> bool {
        let about = (self.register(), desk.day);
        let taken = self.lines.iter_mut().find_map(|line| Some((line.takes(ticket, reply, about)?, line.label)));
        if let Some((true, label)) = taken {
            out.tell(Notice::done(format!("{label}很多, 只列出前 {OFFERED} 个")));
        }
        taken.is_some()
    }
    fn is_whole(&self) -> bool {
        false
    }
}
