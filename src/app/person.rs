//! 个人页: all that the office knows and pays of one person, past and present, on one page that scrolls.

use crate::app::component::Component;
use crate::app::desk::Desk;
use crate::app::keys::{Action, Place};
use crate::app::msg::{Reply, Ticket, Want};
use crate::app::opening::Opening;
use crate::app::out::Out;
use crate::app::page::{Lines, PageLine, Target, Tone};
use crate::app::scroll::Scroll;
use crate::domain::date::age_on;
use crate::domain::mask;
use crate::domain::month::Month;
use crate::register::benefits::codes;
use crate::register::core::deeds;
use crate::register::core::lookup::{CaseLine, HouseholdLine, PersonPage, Standing};
use crate::register::people::codes::SEX;
use crate::register::{self, Input};

/// The page.
#[derive(Debug)]
pub struct Person {
    /// Who.
    pub key: i64,
    /// What is known, once it has been read.
    pub page: Option<PersonPage>,
    /// The page as lines.
    pub lines: Lines,
    asked: Option<Ticket>,
    /// So many months of payments are shown.
    months: u16,
}

/// How many months of payments a page opens with, and how many earlier ones come with Enter.
const MONTHS: u16 = 12;

impl Person {
    /// The page of a person.
    pub fn open(key: i64, out: &mut Out<'_>) -> Self {
        let asked = Some(out.ask(Want::Person(key, MONTHS)));
        Person { key, page: None, lines: Lines::default(), asked, months: MONTHS }
    }
    /// The record of the line of the cursor, where a clerk corrects such records; else the person's own.
    fn corrected(&self) -> (&'static str, i64) {
        match self.lines.target() {
            Some(Target::Record(name, key))
                if register::find(name).is_some_and(|e| e.register.input == Input::Form) =>
            {
                (name, key)
            }
            _ => ("person", self.key),
        }
    }
    /// What there may be something to do to: the record of the line of the cursor; of any other line the person, and what the person has.
    fn dealt_with(&self) -> Option<Opening> {
        let may = |name: &str| register::find(name).map(|entry| entry.register).filter(|register| deeds::may(register));
        if let Some(Target::Record(name, key)) = self.lines.target()
            && (name, key) != ("person", self.key)
            && let Some(register) = may(name)
        {
            return Some(Opening::Deeds(register, key, Vec::new()));
        }
        let cases = self.page.iter().flat_map(|page| &page.cases).filter(|case| case.standing != Standing::Past);
        let held = cases.filter_map(|c| Some((format!("{} {}", c.label, c.case_no), may(c.register)?, c.key)));
        Some(Opening::Deeds(may("person")?, self.key, held.collect()))
    }
}

impl Component for Person {
    fn place(&self) -> Place {
        Place::Person
    }
    fn can(&self, action: Action, desk: &Desk) -> bool {
        match action {
            Action::Open => self.lines.target().is_some(),
            Action::Deal | Action::Edit | Action::New => self.page.is_some() && !desk.read_only,
            _ => true,
        }
    }
    fn label(&self, action: Action) -> Option<&'static str> {
        (action == Action::Edit && self.corrected() == ("person", self.key)).then_some("修改本人")
    }
    fn act(&mut self, action: Action, desk: &Desk, out: &mut Out<'_>) {
        match action {
            Action::Previous => out.neighbour(-1),
            Action::Following => out.neighbour(1),
            Action::Open => match self.lines.target() {
                Some(Target::Earlier(month)) => {
                    let before = Month::of(desk.day).months_since(month);
                    self.months = u16::try_from(before).unwrap_or(0).saturating_add(MONTHS);
                    self.refresh(desk, out);
                }
                // The page of the person himself is this one.
                Some(Target::Record("person", key)) if key == self.key => open_record("person", key, false, out),
                target => target.and_then(|t| t.opening("变动")).into_iter().for_each(|opening| out.open(opening)),
            },
            Action::Edit => {
                let (register, key) = self.corrected();
                open_record(register, key, true, out);
            }
            Action::Deal => {
                self.dealt_with().into_iter().for_each(|opening| out.open(opening));
            }
            Action::New => {
                if let Some(page) = &self.page {
                    out.open(Opening::Start(Box::new(page.clone())));
                }
            }
            Action::Refresh => self.refresh(desk, out),
            Action::Leave => out.close(),
            _ => self.lines.act(action, desk),
        }
    }
    fn answer(&mut self, ticket: Ticket, reply: &Reply, desk: &Desk, _out: &mut Out<'_>) -> bool {
        if self.asked != Some(ticket) {
            return false;
        }
        self.asked = None;
        if let Reply::Person(page) = reply {
            self.key = page.person.key;
            self.lines.replace(lines(page, desk), desk);
            self.page = Some(page.as_ref().clone());
        }
        true
    }
    fn turn_to(&mut self, key: i64, _desk: &Desk, out: &mut Out<'_>) {
        self.lines.scroll = Scroll::default();
        self.months = MONTHS;
        self.asked = Some(out.ask(Want::Person(key, MONTHS)));
    }
    fn resized(&mut self, desk: &Desk, _out: &mut Out<'_>) {
        self.lines.step(0, desk);
    }
    fn tells_of(&self) -> Option<i64> {
        self.lines.tells_of()
    }
    fn refresh(&mut self, _desk: &Desk, out: &mut Out<'_>) {
        self.asked = Some(out.ask(Want::Person(self.key, self.months)));
    }
}

fn open_record(name: &str, key: i64, edit: bool, out: &mut Out<'_>) {
    if let Some(record) = Opening::record(name, key, edit) {
        out.open(record);
    }
}

fn lines(page: &PersonPage, desk: &Desk) -> Vec<PageLine> {
    let mut lines = Vec::new();
    who(page, desk, &mut lines);
    if let Some(household) = &page.household {
        members(household, &mut lines);
    }
    accounts(page, desk, &mut lines);
    let standing = |s: Standing| page.cases.iter().filter(|c| c.standing == s).collect::<Vec<&CaseLine>>();
    let (present, pending) = (standing(Standing::Present), standing(Standing::Pending));
    drawn_now(&present, page, &mut lines);
    under_way(&pending, &mut lines);
    drawn_before(&standing(Standing::Past), &mut lines);
    explained(&[present, pending].concat(), &mut lines);
    paid(page, &mut lines);
    recorded(page, &mut lines);
    changed(page, &mut lines);
    lines
}

fn who(page: &PersonPage, desk: &Desk, lines: &mut Vec<PageLine>) {
    let p = &page.person;
    let number =
        p.id_number.as_ref().map(|id| id.as_str().to_owned()).or_else(|| p.temp_no.clone()).unwrap_or_default();
    let sex = SEX.label(&p.sex).unwrap_or_default();
    let age = age_on(p.birth_date, page.death_date.unwrap_or(desk.day)).unwrap_or_default();
    lines.push(
        PageLine::new(Tone::Strong)
            .cell(0, format!("{}  {sex}  {age}岁  {number}  {} {}", p.name, p.town, p.village))
            .opens("person", p.key),
    );
    if let Some(day) = page.death_date {
        lines.push(PageLine::text(Tone::Warning, format!("已死亡 {day}")));
    }
    lines.push(PageLine::text(Tone::Plain, format!("出生 {}  户籍 {}", p.birth_date, page.hukou)));
    for pair in page.details.chunks(2) {
        let texts: Vec<String> =
            pair.iter().map(|(field, value)| format!("{} {}", field.label, field.kind.show(value))).collect();
        lines.push(PageLine::text(Tone::Plain, texts.join("   ")));
    }
}

fn members(household: &HouseholdLine, lines: &mut Vec<PageLine>) {
    let title = format!("家庭 {}  申请人 {}", household.household_no, household.applicant);
    lines.push(PageLine::text(Tone::Heading, title).opens("household", household.key));
    for m in &household.members {
        let number = m.id_number.as_ref().map_or_else(String::new, |id| id.masked());
        let how = if m.is_member { "共同生活" } else { "不计入" };
        lines.push(
            PageLine::new(Tone::Plain)
                .cell(12, m.name.clone())
                .cell(12, m.relation.clone())
                .number(6, format!("{}岁", m.age))
                .cell(22, format!("  {number}"))
                .cell(0, how)
                .opens("person", m.person),
        );
    }
}

/// Where the money goes. The number is masked as in lists; the record shows it whole.
fn accounts(page: &PersonPage, desk: &Desk, lines: &mut Vec<PageLine>) {
    for a in &page.accounts {
        let number = mask::account(&a.account_no);
        let (head, tone) = match (a.in_force, a.valid_from > desk.day) {
            (true, _) => ("一卡通", Tone::Plain),
            (false, true) => ("将启用", Tone::Plain),
            (false, false) => ("以前", Tone::Quiet),
        };
        lines.push(
            PageLine::new(tone)
                .cell(8, head)
                .cell(14, a.bank.clone())
                .cell(24, number)
                .cell(10, a.account_name.clone())
                .cell(0, format!("{} 自 {}", a.status, a.valid_from))
                .opens("account", a.key),
        );
    }
}

fn drawn_now(cases: &[&CaseLine], page: &PersonPage, lines: &mut Vec<PageLine>) {
    lines.push(
        PageLine::new(Tone::Heading)
            .cell(16, "现在享受")
            .cell(18, "编号")
            .cell(9, "自")
            .number(12, "每月")
            .number(13, "本年已发")
            .cell(0, " 状态"),
    );
    for c in cases {
        lines.push(
            PageLine::new(Tone::Strong)
                .cell(16, c.label.clone())
                .cell(18, c.case_no.clone())
                .cell(9, c.since.to_string())
                .number(12, c.amount.to_string())
                .number(13, c.paid_this_year.to_string())
                .cell(0, format!(" {}", c.state))
                .opens(c.register, c.key),
        );
        lies_ahead(c, lines);
    }
    if cases.is_empty() {
        let text = if page.cases.is_empty() { "没有享受过任何救助" } else { "现在没有享受" };
        lines.push(PageLine::text(Tone::Quiet, text));
    }
}

/// What is decided and not in force yet stands beneath the case that it will change.
fn lies_ahead(case: &CaseLine, lines: &mut Vec<PageLine>) {
    for step in case.course.steps() {
        let line = PageLine::new(Tone::Warning).cell(16, "").cell(0, step);
        lines.push(line.opens(case.register, case.key));
    }
}

/// What is not in force yet: applied for, decided for a later month, approved and not paid.
fn under_way(cases: &[&CaseLine], lines: &mut Vec<PageLine>) {
    if cases.is_empty() {
        return;
    }
    let heading = PageLine::new(Tone::Heading).cell(16, "办理中").cell(18, "编号").cell(9, "自");
    lines.push(heading.number(12, "金额").cell(0, " 状态"));
    for c in cases {
        let amount = if c.amount.is_zero() { String::new() } else { c.amount.to_string() };
        lines.push(
            PageLine::new(Tone::Plain)
                .cell(16, c.label.clone())
                .cell(18, c.case_no.clone())
                .cell(9, c.since.to_string())
                .number(12, amount)
                .cell(0, format!(" {}", c.state))
                .opens(c.register, c.key),
        );
    }
}

fn drawn_before(cases: &[&CaseLine], lines: &mut Vec<PageLine>) {
    if cases.is_empty() {
        return;
    }
    let heading = PageLine::new(Tone::Heading).cell(12, "过去").cell(18, "编号").cell(8, "自").cell(8, "至");
    lines.push(heading.number(12, "金额").cell(0, " 原因"));
    for c in cases {
        lines.push(
            PageLine::new(Tone::Plain)
                .cell(12, c.label.clone())
                .cell(18, c.case_no.clone())
                .cell(8, c.since.to_string())
                .cell(8, c.until.map_or_else(String::new, |m| m.to_string()))
                .number(12, c.amount.to_string())
                .cell(0, format!(" {}", c.reason.clone().unwrap_or_else(|| c.state.clone())))
                .opens(c.register, c.key),
        );
    }
}

/// Each clause of the explanation has a line of its own, so that none is cut.
fn explained(cases: &[&CaseLine], lines: &mut Vec<PageLine>) {
    for c in cases.iter().filter(|c| !c.explanation.is_empty()) {
        lines.push(PageLine::text(Tone::Heading, format!("金额怎么来的: {}", c.label)));
        for clause in c.explanation.iter().flat_map(|line| line.split("; ")) {
            lines.push(PageLine::text(Tone::Plain, clause.trim_end_matches(';').to_owned()));
        }
    }
}

fn paid(page: &PersonPage, lines: &mut Vec<PageLine>) {
    let heading = PageLine::new(Tone::Heading).cell(9, "发放").cell(16, "险种").cell(10, "类型");
    lines.push(heading.number(12, "金额").cell(17, " 银行结果").cell(0, "批次"));
    for p in &page.payments {
        let result = codes::BANK_STATE.label(&p.bank_state).unwrap_or_default();
        let day = p.paid_on.or(p.refused_on).map_or_else(String::new, |day| format!(" {day}"));
        let why = p.failure.as_ref().map_or_else(String::new, |failure| format!("{failure} "));
        lines.push(
            PageLine::new(if p.bank_state == "2" { Tone::Warning } else { Tone::Plain })
                .cell(9, p.period_due.to_string())
                .cell(16, codes::SCHEME.label(&p.scheme).unwrap_or_default())
                .cell(10, codes::LINE_TYPE.label(&p.line_type).unwrap_or_default())
                .number(12, p.amount.to_string())
                .cell(17, format!(" {result}{day}"))
                .cell(0, format!("{why}{}", p.batch_no))
                .opens("payment", p.key),
        );
    }
    if page.withheld {
        lines.push(PageLine::text(Tone::Quiet, "另有其他业务岗位才能查看的登记"));
    }
    if page.payments.is_empty() {
        let text = if page.earlier.is_some() { "近来没有发放" } else { "没有发放" };
        lines.push(PageLine::text(Tone::Quiet, text));
    }
    if let Some(month) = page.earlier {
        let mut line = PageLine::text(Tone::Quiet, format!("{month} 及以前还有发放: 回车再看 12 个月"));
        line.target = Some(Target::Earlier(month));
        lines.push(line);
    }
}

fn recorded(page: &PersonPage, lines: &mut Vec<PageLine>) {
    for of in page.recorded() {
        // What stands alone under its heading has that, else its own name.
        let under = of.page.under;
        let beside = register::ALL.iter().filter_map(|e| e.register.on_page).filter(|p| p.under == under).count();
        let [number, what, state, outcome] = of.heads();
        let head = PageLine::new(Tone::Heading).cell(12, if beside == 1 { under } else { of.register.label });
        lines.push(head.cell(18, number).cell(14, what).cell(8, state).cell(0, outcome));
        for r in of.lines {
            lines.push(
                PageLine::new(Tone::Plain)
                    .cell(12, r.day.map_or_else(String::new, |d| d.to_string()))
                    .cell(18, r.number.clone())
                    .cell(14, r.what.clone())
                    .cell(8, r.state.clone())
                    .cell(0, r.outcome.clone())
                    .opens(r.register, r.key),
            );
        }
    }
}

fn changed(page: &PersonPage, lines: &mut Vec<PageLine>) {
    lines.push(PageLine::new(Tone::Heading).cell(12, "变动").cell(30, "内容").cell(10, "经办").cell(0, "原因"));
    for c in &page.changes {
        let why = mask::within(c.why.as_deref().unwrap_or_default()).into_owned();
        let mut line = PageLine::new(Tone::Plain)
            .cell(12, c.when.clone())
            .cell(30, c.what.clone())
            .cell(10, c.who.clone())
            .cell(0, why.clone());
        let because = if why.is_empty() { String::new() } else { format!("\n原因: {why}") };
        // Each field that moved on a line of its own; masked as everything here is.
        let what = c.what.replacen(": ", ":\n", usize::from(!c.moves.is_empty())).replace("; ", "\n");
        line.act = Some(c.act);
        line.target = Some(Target::Whole(format!("{}  {what}\n经办: {}{because}", c.when, c.who)));
        lines.push(line);
    }
    if page.changes.is_empty() {
        lines.push(PageLine::text(Tone::Quiet, "没有变动"));
    }
}
