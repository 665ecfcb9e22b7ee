//! 迁居: a case moves to another village of the district from a month on (events 09 and 10 of assistance 2.8). A child register of
//! every register of cases that draw month by month. `division` of the case is where its latest move leads; each move keeps what it
//! left, so that the village of every month is known. A village that was wrong from the beginning is no move: the case's own field is
//! corrected, which says what months it touches.

use crate::domain::division_code::town_of;
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::scheme::Scheme;
use crate::domain::slip::Slip;
use crate::register::benefits::cases::{case_of, moves};
use crate::register::core::order::{from_of, not_in_future, within};
use crate::register::core::slips::village;
use crate::register::core::versions::amount;
use crate::register::{
    Against, Covering, Dated, Facts, Field, Kind, ListColumn, Over, Record, RecordFact, Register, Tie, Value, Values,
    Write, benefit_of_case, register_of,
};
use chrono::NaiveDate;

/// 迁居.
pub static MOVE: Register = Register {
    fields: &[
        Field::new("case_key", "案件", Kind::Case).must().hint("申请编号"),
        Field::new("from_month", "起始月", Kind::Month)
            .must()
            .completed()
            .hint("空着按核定日期: 次月起在新村(居)")
            .ordered(&[from_of("case_key", &["apply_date"]), within(12, &["decided_date"]).code("E-MV04")]),
        Field::new("left_division", "原村(居)", Kind::Division).given(),
        Field::new("division", "迁入村(居)", Kind::Division).must().hint("区内的村(居); 迁出本区的办停发"),
        Field::new("decided_date", "核定日期", Kind::Date)
            .must()
            .ordered(&[not_in_future(), from_of("case_key", &["apply_date"])]),
        Field::new("basis", "依据", Kind::Text(60)).hint("迁居申请、户口变动证明"),
    ],
    list: &[
        ListColumn::new("case_key", "案件", 17),
        ListColumn::new("from_month", "起始月", 7),
        ListColumn::new("left_division", "原村(居)", 20),
        ListColumn::new("division", "迁入村(居)", 20),
        ListColumn::new("decided_date", "核定日期", 10),
        ListColumn::new("basis", "依据", 20),
    ],
    parent: Some("case_key"),
    order: &["case_key", "from_month"],
    filters: &["case_key"],
    frozen: &["case_key", "from_month", "division", "decided_date"],
    dated: Some(Dated { start: "from_month", within: &["case_key"], until: "to_month" }),
    tied: &[Tie { register: "change", on: &[("award", "key")] }],
    against: &[Against::Later("迁居")],
    left: Some(("left_division", "division")),
    keys_above: KEYS_ABOVE,
    over: &[Over::History],
    ..Register::new("move", "迁居", "次")
};

/// The keys of moves lie above this, apart from those of all versions: `award` of a change row names one or the other.
pub const KEYS_ABOVE: i64 = 5_000_000_000;

/// A move as entered or completed.
#[derive(Clone, Debug, PartialEq)]
pub struct Move {
    /// The case; none while it is entered in the same draft.
    pub case_key: Option<i64>,
    /// 起始月; none until completed.
    pub from_month: Option<Month>,
    /// 原村(居); none until completed.
    pub left: Option<String>,
    /// 迁入村(居).
    pub division: String,
    /// 核定日期.
    pub decided_date: NaiveDate,
}

/// The versions of a case, those of 低保, 特困 or 两补.
fn versions(case: &RecordFact) -> impl Iterator<Item = (Month, &Values)> {
    let of_months = case.children.iter().map(|(_, row)| row).filter(|row| row.register.field("change_kind").is_some());
    of_months.filter_map(|row| Some((row.month("from_month")?, row)))
}

/// The version in force in a month.
fn in_force(case: &RecordFact, month: Month) -> Option<&Values> {
    versions(case).filter(|(from, _)| *from <= month).max_by_key(|(from, _)| *from).map(|(_, row)| row)
}

/// `E-MV01`, `E-MV02`: the village of a case that has been on the roster is corrected, for all its months.
pub fn correction(facts: &Facts, division: &str) -> Option<Slip> {
    if facts.before.as_ref()?.text("division") == division {
        return None;
    }
    let key = facts.this?;
    let case = facts.record(register_of(key)?, key)?;
    if let Some(last) = moves(case).filter_map(|m| m.month("from_month")).max() {
        let text = format!(
            "此案件自 {last} 起登记过迁居; 迁入村(居)有误的, 请作废那次迁居重新登记, 原村(居)有误的, 作废迁居、更正后再登记"
        );
        return Some(Slip::error("E-MV01", text).at("division"));
    }
    let first = versions(case).map(|(from, _)| from).min()?;
    let this_month = Month::of(facts.day);
    let ended = versions(case).max_by_key(|(from, _)| *from).filter(|(_, row)| row.text("kind") == "end");
    let last = ended.map_or(this_month, |(from, _)| from.prev()).max(first);
    let text = format!(
        "更正村(居)会把它在 {first} 至 {last} 的月报表、动态管理表、名单都改到新村(居){}; 是搬家的, 请不要改这里, 登记一行“迁居”; \
         确系当初登记错误的, 登记例外并写明理由",
        paid(facts, key, first)
    );
    Some(Slip::doubt("E-MV02", text).at("division"))
}

/// `W-MV06`: cases that stay where they were when a person's home or a household's village is changed.
pub fn left_behind(facts: &Facts, person: i64, field: &'static str, division: &str) -> Option<Slip> {
    if facts.before.as_ref()?.text(field) == division {
        return None;
    }
    let called = |c: &Covering| {
        let label = Scheme::from_name(&c.scheme).map_or("", Scheme::label);
        format!("{label} {}({})", c.case_no, c.town)
    };
    let stay: Vec<String> = facts.cases_of(person).into_iter().filter(|c| c.division != division).map(called).collect();
    let text = || format!("在办的 {} 仍在原来的村(居); 随之搬迁的, 请在案件里登记“迁居”", stay.join("、"));
    (!stay.is_empty()).then(|| Slip::warning("W-MV06", text()).at(field))
}

/// What batches say of months that are touched: they keep what they printed.
fn paid(facts: &Facts, key: i64, from: Month) -> String {
    let batches = facts.batches(key);
    let touched: Vec<&str> = batches.iter().filter(|(m, _)| *m >= from).map(|(_, no)| no.as_str()).collect();
    match touched[..] {
        [] => String::new(),
        [one] => format!(", 已发放的批次 {one} 仍按发放时的村(居)"),
        [first, .., last] => format!(", 已发放的 {} 个批次({first} 至 {last})仍按发放时的村(居)", touched.len()),
    }
}

impl Move {
    fn case<'a>(&self, facts: &'a Facts) -> Option<&'a RecordFact> {
        let key = self.case_key?;
        facts.record(register_of(key)?, key)
    }

    fn check_place(&self, facts: &Facts, case: &RecordFact) -> Vec<Slip> {
        let mut slips: Vec<Slip> = village(facts, &self.division, "division", false).into_iter().collect();
        if self.left.as_deref() == Some(self.division.as_str()) {
            slips.push(Slip::error("E-MV03", "案件现在就在这个村(居), 不必登记迁居").at("division"));
        }
        let Some(month) = self.from_month else { return slips };
        let at_month = |text: String| Slip::error("E-MV04", text).at("from_month");
        let first = versions(case).map(|(from, _)| from).min();
        match first {
            None => slips.push(at_month("案件还没有核定, 请直接更正案件的村(居)".to_owned())),
            Some(first) if month <= first => {
                slips.push(at_month(format!("案件自 {first} 起, 迁居应晚于它; 一开始就在那里的, 请更正案件的村(居)")))
            }
            _ => {}
        }
        if let Some(last) = moves(case).filter_map(|m| m.month("from_month")).max().filter(|last| *last >= month) {
            slips.push(at_month(format!("已有自 {last} 起的迁居, 新的迁居应晚于它; 那次有误的请先作废")));
        }
        // Who is on the roster again from the month itself moves with it.
        if [month.prev(), month].iter().all(|month| in_force(case, *month).is_some_and(|v| v.text("kind") == "end")) {
            slips.push(at_month(format!("案件在 {month} 以前已停发, 不必登记迁居")));
        }
        slips
    }

    fn check_months(&self, facts: &Facts) -> Vec<Slip> {
        let (Some(month), Some(key)) = (self.from_month, self.case_key) else { return Vec::new() };
        let (now, decided) = (Month::of(facts.day), Month::of(self.decided_date));
        let paid = paid(facts, key, month);
        let reaches_back = month <= now && (month <= decided || !paid.is_empty());
        reaches_back
            .then(|| {
                let text = format!("自 {month} 至 {now} 的月报表、动态管理表、名单改到新村(居){paid}");
                Slip::warning("W-MV05", text).at("from_month")
            })
            .into_iter()
            .collect()
    }
}

impl Record for Move {
    const REGISTER: &'static Register = &MOVE;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(Move {
            case_key: values.int("case_key"),
            from_month: values.month("from_month"),
            left: values.some_text("left_division"),
            division: values.need_text("division")?,
            decided_date: values.need_date("decided_date")?,
        })
    }

    fn complete(values: &mut Values, facts: &Facts) {
        let (Ok(this), None) = (Move::read(values), facts.this) else { return };
        if values.get("from_month").is_null() {
            values.set("from_month", Month::of(this.decided_date).next());
        }
        // A correction of the case's village in the same draft comes first.
        let drafted = facts.parent.as_ref().and_then(|case| case.some_text("division"));
        values.set("left_division", drafted.or_else(|| this.case(facts).map(|c| c.values.text("division").to_owned())));
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        if facts.this.is_some() {
            return Vec::new();
        }
        let mut slips: Vec<Slip> = Vec::new();
        let Some(case) = self.case(facts) else {
            let text = "新登记的案件直接填村(居); 迁居在案件保存以后登记";
            slips.push(Slip::error("E-MV04", text).at("division"));
            return slips;
        };
        if self.case_key.and_then(benefit_of_case).is_none_or(|benefit| benefit.monthly().is_none()) {
            slips.push(Slip::error("E-MV04", "一次性救助没有迁居, 按受理时的村(居)").at("case_key"));
            return slips;
        }
        slips.extend(self.check_place(facts, case));
        slips.extend(self.check_months(facts));
        slips
    }

    fn follows(&self, facts: &Facts) -> Vec<Write> {
        let (Some(key), Some(month), Some(case), None) = (self.case_key, self.from_month, self.case(facts), facts.this)
        else {
            return Vec::new();
        };
        let Some(register) = register_of(key) else { return Vec::new() };
        let mut writes = vec![Write::Update(register, key, vec![("division", self.division.as_str().into())])];
        let left = self.left.as_deref().unwrap_or_default();
        let moving = in_force(case, month.prev()).filter(|v| v.text("kind") != "end");
        let label = case_of(facts, key);
        // Inside a town nothing comes or goes.
        if let (Some(version), Some(label)) = (moving, label)
            && town_of(left) != town_of(&self.division)
        {
            writes.extend([("10", -1), ("09", 1)].map(|(kind, sign)| {
                let households = if label.household.is_some() { sign } else { 0 };
                let persons = if label.household.is_some() { version.int("persons").unwrap_or(0) } else { 1 };
                let money = amount(version).as_fen();
                let row = vec![
                    ("scheme", Value::from(label.scheme.as_str())),
                    ("case_key", Value::Int(key)),
                    ("month", month.into()),
                    ("kind", kind.into()),
                    ("award", Value::Int(Write::THIS)),
                    ("person", label.person.into()),
                    ("decided_date", self.decided_date.into()),
                    ("households_delta", Value::Int(households)),
                    ("persons_delta", Value::Int(sign * persons)),
                    ("amount_delta", Money::fen(sign * money).into()),
                ];
                Write::Insert("change", row)
            }));
        }
        writes
    }
}
