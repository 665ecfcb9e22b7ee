//! 人员状况: what tables count of a person beside sex and birth: health, capacity for work, disability; dated. The person's own row
//! has what holds now. A change of it writes what held before and what holds from the day of the change; a past mistake is
//! corrected here, row by row. A person without rows has always been as the person's row says.

use crate::domain::month::Month;
use crate::domain::slip::Slip;
use crate::register::core::order::{not_in_future, since_birth};
use crate::register::core::versions::{parent, siblings};
use crate::register::people::codes;
pub use crate::register::people::health::COLUMNS;
use crate::register::people::health::{self, State};
use crate::register::{Dated, Facts, Field, Kind, ListColumn, Record, Register, Values, Write};
use chrono::NaiveDate;

/// 人员状况.
pub static CONDITION: Register = Register {
    fields: &[
        Field::new("person", "人员", Kind::Ref("person")).must(),
        Field::new("valid_from", "起始日", Kind::Date)
            .must()
            .hint("从这一天起是这样, 到下一条为止; 一直如此的填出生日期")
            .ordered(&[not_in_future(), since_birth("person")]),
        Field::new("health_code", "健康状况", Kind::Code(&codes::HEALTH)),
        Field::new("disease_name", "重病病种", Kind::Text(60)).hint("重大疾病、癌症须填"),
        Field::new("labor_code", "劳动能力", Kind::Code(&codes::LABOR)),
        Field::new("disability_cert_no", "残疾证号", Kind::CertNo).hint("20位: 身份证号加类别、等级"),
        Field::new("disability_type", "残疾类别", Kind::Code(&codes::DISABILITY)).hint("空着按残疾证号填"),
        Field::new("disability_level", "残疾等级", Kind::Code(&codes::DISABILITY_LEVEL)).hint("空着按残疾证号填"),
        Field::new("disability_valid_to", "残疾证有效期至", Kind::Date).ordered(&[since_birth("person")]),
    ],
    list: &[
        ListColumn::new("valid_from", "起始日", 10),
        ListColumn::new("person.name", "姓名", 10),
        ListColumn::new("person.id_number", "身份证号", 18),
        ListColumn::new("disability_level", "残疾等级", 8),
        ListColumn::new("disability_type", "残疾类别", 8),
        ListColumn::new("labor_code", "劳动能力", 16),
        ListColumn::new("health_code", "健康状况", 12),
    ],
    parent: Some("person"),
    order: &["person", "valid_from"],
    filters: &["person"],
    frozen: &["person"],
    dated: Some(Dated { start: "valid_from", within: &["person"], until: "valid_to" }),
    tells: &COLUMNS,
    ..Register::new("condition", "人员状况", "次")
};

/// Those that tables count.
const COUNTED: [&str; 2] = ["labor_code", "disability_level"];

/// What the correction of a person writes here: the state from the day on, and before the first change what held until then, from
/// birth on. `rows`: what stands here of the person.
pub fn changed(was: &State, now: &State, born: NaiveDate, day: NaiveDate, rows: &[Values]) -> Vec<Write> {
    let mut writes = Vec::new();
    if was == now {
        return writes;
    }
    let known = rows.iter().any(|r| r.register.name == "condition");
    if !known && born < day {
        writes.push(Write::Insert("condition", was.row(Write::THIS, born)));
    }
    writes.push(Write::Put("condition", &["person", "valid_from"], now.row(Write::THIS, day)));
    writes
}

/// How a person is from a day on.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// Who.
    pub person: i64,
    /// 起始日.
    pub valid_from: NaiveDate,
    /// What holds from then on.
    pub state: State,
}

impl Condition {
    fn rows(&self, facts: &Facts) -> Vec<Condition> {
        let rows = siblings(facts, "person", Some(self.person), "condition");
        rows.into_iter().filter_map(|v| Condition::read(v).ok()).collect()
    }

    /// The months before this one whose tables it changes, where the person is covered; with what held there before.
    fn past_months(&self, facts: &Facts) -> Option<(Month, Month)> {
        let since = facts.cases_of(self.person).iter().map(|c| c.since).min()?;
        let next = self.rows(facts).iter().map(|r| r.valid_from).filter(|d| *d > self.valid_from).min();
        let until = next.map_or(Month::of(facts.day), Month::of).min(Month::of(facts.day)).prev();
        let from = Month::of(self.valid_from).max(since);
        (from <= until).then_some((from, until))
    }

    fn correction(&self, facts: &Facts) -> Option<Slip> {
        let before = facts.before.as_ref();
        let counts_otherwise = |old: State| COUNTED.iter().any(|col| old.text(col) != self.state.text(col));
        let moves = before
            .is_none_or(|old| counts_otherwise(State::of(old)) || old.date("valid_from") != Some(self.valid_from));
        let (from, until) = self.past_months(facts).filter(|_| moves)?;
        let months = if from == until { from.zh() } else { format!("{} 至 {}", from.zh(), until.zh()) };
        let text = format!(
            "这是更正以前的状况, {months}月报中的残疾、劳动能力人数随之改变; 只是从今天起有变动的, 请直接修改人员"
        );
        Some(Slip::warning("W-PS06", text).at("valid_from"))
    }
}

impl Record for Condition {
    const REGISTER: &'static Register = &CONDITION;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        // A row in the draft of a new person has none yet.
        let person = values.int("person").unwrap_or_default();
        Ok(Condition { person, valid_from: values.need_date("valid_from")?, state: State::of(values) })
    }

    fn fill(values: &mut Values) {
        health::fill_from_cert(values);
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let mut slips = Vec::new();
        let person = parent(facts, "person", Some(self.person));
        let number = person.and_then(|p| p.some_text("id_number"));
        health::check_health(&self.state, number.as_deref(), &mut slips);
        slips.extend(self.correction(facts));
        slips
    }

    fn follows(&self, facts: &Facts) -> Vec<Write> {
        let mut writes = Vec::new();
        let rows = self.rows(facts);
        let person = parent(facts, "person", Some(self.person));
        let born = person.and_then(|p| p.date("birth_date")).filter(|born| *born < self.valid_from);
        if let (true, Some(born), Some(was)) = (rows.is_empty() && facts.this.is_none(), born, person.map(State::of)) {
            writes.push(Write::Insert("condition", was.row(self.person, born)));
        }
        let latest = rows.iter().chain([self]).max_by_key(|r| r.valid_from).unwrap_or(self);
        writes.push(Write::Update("person", self.person, latest.state.columns()));
        writes
    }
}
