//! 儿童情况: how a child stands from a day on: category, way of care, tags (services 3.1). The file has what holds now; a change of the file
//! writes a row from the day of the change. What changed on another day, or by a document, is entered here.

use crate::domain::slip::Slip;
use crate::register::benefits::rests::Loss;
use crate::register::children::standing;
use crate::register::core::order::{from_of, not_in_future, since_birth, until_death};
use crate::register::core::versions::{parent, siblings};
use crate::register::{Dated, Facts, Field, Kind, Life, ListColumn, Record, Register, Values, Write};
use chrono::NaiveDate;

/// 儿童情况.
pub static CHILD_STATUS: Register = Register {
    fields: &[
        Field::new("child", "儿童", Kind::Ref("child")).must().hint("档案号"),
        Field::new("valid_from", "起始日", Kind::Date).must().hint("从这一天起是这样, 到下一条为止").ordered(&[
            not_in_future(),
            from_of("child", &["registered_on"]),
            since_birth("child.person"),
            until_death("child.person"),
        ]),
        standing::STATE,
        standing::CATEGORY,
        standing::CARE,
        standing::INSTITUTION,
        standing::SCHOOLING,
        standing::LEFT_BEHIND,
        standing::MIGRANT,
        standing::WEAK_CARE,
        standing::UNREGISTERED,
        Field::new("basis", "文件号", Kind::Text(60)).hint("认定、转类、退出的文件"),
        Field::new("reason", "原因", Kind::Text(100)),
        Field::new("approved_by", "批准人", Kind::Name),
        Field::new("adoption", "随何登记退出", Kind::Int(0, i64::MAX)).given(),
    ],
    list: &[
        ListColumn::new("valid_from", "起始日", 10),
        ListColumn::new("child.person.name", "姓名", 10),
        ListColumn::new("state", "状态", 8),
        ListColumn::new("main_cat", "主类别", 14),
        ListColumn::new("care_kind", "养育", 8),
        ListColumn::new("school_state", "就学", 8),
        ListColumn::new("basis", "文件号", 20),
        ListColumn::new("reason", "原因", 16),
        ListColumn::new("child.file_no", "档案号", 19),
    ],
    parent: Some("child"),
    order: &["child", "valid_from"],
    filters: &["child"],
    frozen: &["child", "valid_from"],
    dated: Some(Dated { start: "valid_from", within: &["child"], until: "valid_to" }),
    carried: &standing::COLUMNS,
    tells: &standing::COLUMNS,
    life: Some(Life::of("child.person", &[("state", "died")])),
    ..Register::new("child_status", "儿童情况", "次")
};

/// How a child stands from a day on.
#[derive(Clone, Debug, PartialEq)]
pub struct ChildStatus {
    /// The file; none while it is entered in the same draft.
    pub child: Option<i64>,
    /// 起始日.
    pub valid_from: NaiveDate,
    /// The row.
    pub row: Values,
}

impl ChildStatus {
    fn rows<'a>(&self, facts: &'a Facts) -> Vec<&'a Values> {
        siblings(facts, "child", self.child, "child_status")
    }
    /// The row before it.
    fn before<'a>(&self, facts: &'a Facts) -> Option<&'a Values> {
        let earlier = |row: &&Values| row.date("valid_from").is_some_and(|day| day < self.valid_from);
        self.rows(facts).into_iter().filter(earlier).max_by_key(|row| row.date("valid_from"))
    }
    /// Whether no row begins later.
    fn is_last(&self, facts: &Facts) -> bool {
        self.rows(facts).iter().all(|row| row.date("valid_from") <= Some(self.valid_from))
    }
}

impl Record for ChildStatus {
    const REGISTER: &'static Register = &CHILD_STATUS;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(ChildStatus { child: values.int("child"), valid_from: values.need_date("valid_from")?, row: values.clone() })
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let person = parent(facts, "child", self.child).and_then(|file| file.int("person"));
        let against = person.and_then(|person| standing::contradicts(&self.row, person, self.valid_from, facts));
        against.into_iter().chain(standing::unhoused(&self.row)).collect()
    }

    fn follows(&self, facts: &Facts) -> Vec<Write> {
        let Some(child) = self.child.filter(|_| self.is_last(facts)) else { return Vec::new() };
        vec![Write::Update("child", child, standing::columns(&self.row))]
    }

    fn losses(&self, facts: &Facts) -> Vec<Loss> {
        let person = parent(facts, "child", self.child).and_then(|file| file.int("person"));
        // A correction takes away what the row itself said otherwise, a new row what the one before it said.
        let was = facts.before.as_ref().or_else(|| self.before(facts));
        let Some((person, was)) = person.zip(was).filter(|_| self.is_last(facts)) else { return Vec::new() };
        standing::losses(person, was, &self.row, (self.valid_from, facts.day))
    }
}
