//! 关爱活动: one theme a month, 每月一主题 (services 3.10).

use crate::domain::month::Month;
use crate::domain::slip::Slip;
use crate::register::core::order::ahead;
use crate::register::{Facts, Field, Kind, ListColumn, Record, Register, Values};
use chrono::NaiveDate;

/// 关爱活动.
pub static ACTIVITY: Register = Register {
    fields: &[
        Field::new("theme", "主题", Kind::Text(60)).must(),
        Field::new("held_on", "活动日期", Kind::Date).must().ordered(&[ahead(12)]),
        Field::new("month", "月份", Kind::Month).given(),
        Field::new("place", "地点", Kind::Text(60)).must(),
        Field::new("organiser", "组织单位", Kind::Text(60)).must(),
        Field::new("partners", "参与单位", Kind::Text(100)),
        Field::new("children_count", "参加儿童(人)", Kind::Int(0, 10_000)).must(),
        Field::new("volunteers_count", "志愿者(人)", Kind::Int(0, 10_000)),
        Field::new("goods", "发放物资", Kind::Text(100)),
        Field::new("cost", "经费", Kind::Money),
        Field::new("photo_ref", "照片存放", Kind::Text(60)).hint("卷号-页次, 或存放的地方"),
    ],
    list: &[
        ListColumn::new("held_on", "活动日期", 10),
        ListColumn::new("theme", "主题", 24),
        ListColumn::new("children_count", "儿童", 4),
        ListColumn::new("place", "地点", 20),
        ListColumn::new("organiser", "组织单位", 16),
        ListColumn::new("volunteers_count", "志愿者", 6),
        ListColumn::new("cost", "经费", 10),
        ListColumn::new("goods", "物资", 20),
    ],
    natural_key: &["theme"],
    order: &["month", "held_on"],
    latest_first: true,
    ..Register::new("activity", "关爱活动", "场")
};

/// An activity.
#[derive(Clone, Debug, PartialEq)]
pub struct Activity {
    /// 活动日期.
    pub held_on: NaiveDate,
}

impl Record for Activity {
    const REGISTER: &'static Register = &ACTIVITY;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(Activity { held_on: values.need_date("held_on")? })
    }

    fn fill(values: &mut Values) {
        values.set("month", values.date("held_on").map(Month::of));
    }

    /// `W-AC01`: earlier months of the year that have none.
    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let month = Month::of(self.held_on);
        let earlier = (1..month.month()).filter_map(|n| Month::new(month.year(), n));
        let missing = earlier.filter(|m| facts.rows_of("activity", "month", m.to_string()).next().is_none());
        let missing: Vec<String> = missing.map(|m| format!("{}月", m.month())).collect();
        let text = || format!("每月一主题: {}年{}还没有关爱活动, 办过的请补登", month.year(), missing.join("、"));
        (!missing.is_empty()).then(|| Slip::warning("W-AC01", text()).at("held_on")).into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::tests::{day, enter};
    use crate::register::{Ask, Draft, Fact};

    #[test]
    fn a_month_without_a_theme_is_missed() {
        let mut facts = Facts::on(day("2021-12-31"), "430406000000");
        for month in ["2021-01", "2021-03"] {
            let mut row = Values::new(&ACTIVITY);
            row.set("month", month);
            facts.answers.push((Ask::RowsOf("activity", "month", month.into()), Fact::Rows(vec![(1, row)])));
        }
        for (held, said) in [
            ("2021-01-22", None),
            ("2021-02-05", None),
            ("2021-05-28", Some("每月一主题: 2021年2月、4月还没有关爱活动, 办过的请补登")),
        ] {
            let draft = Draft::new(&ACTIVITY).with("theme", "新春送温暖").with("held_on", held);
            let draft = draft.with("place", "社区活动室").with("organiser", "区民政局").with("children_count", "30");
            let (values, slips) = enter(&draft, facts.clone());
            let texts: Vec<&str> = slips.iter().map(|slip| slip.text.as_str()).collect();
            assert_eq!((values.text("month"), texts), (&held[..7], said.into_iter().collect()));
        }
    }
}
