//! 行政区域界线 (国务院令第353号; services 5.6): between two counties or two towns, how long, by which agreement, and when both sides have to look
//! at it together again. Whoever did so last is read from the joint inspections; nothing of it is typed.

use crate::domain::division_code::{DivisionCode, Level};
use crate::domain::month::Month;
use crate::domain::param::Param;
use crate::domain::people::issued_in;
use crate::domain::slip::Slip;
use crate::register::core::order::{from, not_in_future};
use crate::register::core::slips::current;
use crate::register::places::codes;
use crate::register::places::joint_inspect::{self, REGULAR};
use crate::register::places::sides::{SIDES, one_of_sides, sides};
use crate::register::{Facts, Field, Held, Kind, ListColumn, Over, Record, Register, Values};
use chrono::Datelike;

/// 界线.
pub static BOUNDARY_LINE: Register = Register {
    fields: &[
        Field::new("name", "界线名称", Kind::Text(30)).called().must().hint("如 雁珠线"),
        Field::new("code", "界线代码", Kind::Text(20)).given(),
        Field::new("side_a", "一侧", Kind::Division)
            .must()
            .outside()
            .hint("县级界线填区县, 一侧为本区; 乡级界线填镇(街)"),
        Field::new("side_b", "另一侧", Kind::Division).must().outside().hint("代码或名称; 与一侧同级"),
        Field::new("level", "级别", Kind::Code(&codes::LINE_LEVEL)).given(),
        Field::new("length", "长度", Kind::Decimal(3))
            .above_zero()
            .at_most(2_000_000)
            .must()
            .hint("公里, 最多三位小数"),
        Field::new("agreement_no", "协议书编号", Kind::Text(40)),
        Field::new("signed_on", "签订日期", Kind::Date).ordered(&[not_in_future()]),
        Field::new("approved_by", "批准机关", Kind::Text(60)),
        Field::new("map_sheet", "图幅号", Kind::Text(40)),
        Field::new("lead_side", "本轮牵头方", Kind::Division).outside().hint("两侧之一; 联检由它牵头, 两侧轮流"),
        Field::new("ended_on", "废止日期", Kind::Date)
            .hint("区划调整后不再存在的界线填")
            .ordered(&[not_in_future(), from(&["signed_on"])]),
        Field::new("note", "备注", Kind::Text(200)),
    ],
    list: &[
        ListColumn::new("name", "界线", 12),
        ListColumn::new("code", "代码", 19),
        ListColumn::new("length", "公里", 8),
        ListColumn::new(LAST_JOINT, "上次联检", 10),
        ListColumn::new(NEXT_JOINT, "下次到期", 10),
        ListColumn::new("lead_side", "本轮牵头方", 12),
        ListColumn::new("level", "级别", 4),
        ListColumn::new("side_a", "一侧", 12),
        ListColumn::new("side_b", "另一侧", 12),
        ListColumn::new("agreement_no", "协议书", 20),
        ListColumn::new("signed_on", "签订日期", 10),
    ],
    natural_key: &["name", "code"],
    order: &["code"],
    filters: &["level"],
    frozen: &["side_a", "side_b"],
    since: Some("signed_on"),
    until: Some("ended_on"),
    over: &[Over::Filled("ended_on")],
    between: &SIDES,
    holds: &[
        Held::by(JOINTS, joint_inspect::COUNTED, Field::new(LAST_JOINT, "上次联检", Kind::Date)),
        Held::by(JOINTS, joint_inspect::NEXT, Field::new(NEXT_JOINT, "下次到期", Kind::Date)),
    ],
    ..Register::new("boundary_line", "界线", "条")
};

/// The latest regular inspection of a line says when it was, and until when the next one is due.
const JOINTS: (&str, &str) = ("joint_inspect", "boundary_line");
/// The column with the day of the latest regular inspection.
pub const LAST_JOINT: &str = "last_joint_on";
/// The column with the day until which the next one is due.
pub const NEXT_JOINT: &str = "next_joint_due";

/// A line as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct BoundaryLine {
    row: Values,
    sides: [DivisionCode; 2],
}

impl Record for BoundaryLine {
    const REGISTER: &'static Register = &BOUNDARY_LINE;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        values.need_text("name")?;
        let unread = || vec![Slip::error("E-BD01", "两侧应为区县或镇(街)的区划代码").at("side_b")];
        Ok(BoundaryLine { row: values.clone(), sides: sides(values).ok_or_else(unread)? })
    }

    /// 界线代码 low-high, 级别.
    fn fill(values: &mut Values) {
        let Some(mut sides) = sides(values) else { return };
        sides.sort_unstable();
        let level = sides[0].level();
        let digits = level.digits();
        let [low, high] = sides.each_ref().map(|side| side.as_str().get(..digits).unwrap_or_default());
        values.set("code", format!("{low}-{high}"));
        values.set("level", if level == Level::County { "1" } else { "2" });
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let mut slips: Vec<Slip> = self.wrong_sides(facts).into_iter().collect();
        let none = self.row.int("length") == Some(0);
        slips.extend(none.then(|| Slip::error("E-BD04", "长度应大于 0 公里").at("length")));
        slips.extend(one_of_sides(&self.row, self.row.text("lead_side"), "lead_side", facts));
        slips.extend(self.due(facts));
        slips
    }
}

impl BoundaryLine {
    /// `E-BD01`: two counties, one of them the office's own, or two of its towns.
    fn wrong_sides(&self, facts: &Facts) -> Option<Slip> {
        let wrong = |col: &'static str, text: String| Some(Slip::error("E-BD01", text).at(col));
        let [a, b] = self.sides;
        if a == b {
            return wrong("side_b", "两侧不能是同一个区划".to_owned());
        }
        match (a.level(), b.level()) {
            (Level::County, Level::County) => {
                if self.sides.iter().all(|side| side.as_str() != facts.district) {
                    return wrong("side_a", "县级界线的一侧应为本区".to_owned());
                }
                let unknown = |(_, side): &(&str, DivisionCode)| issued_in::name_of(side.county()).is_none();
                let (col, side) = SIDES.into_iter().zip(self.sides).find(unknown)?;
                wrong(col, format!("{} 不在全国区县代码中, 请核对", side.as_str()))
            }
            (Level::Town, Level::Town) if self.row.get("ended_on").is_null() => {
                SIDES.into_iter().zip(self.sides).find_map(|(col, side)| current(facts, side.as_str(), col))
            }
            (Level::Town, Level::Town) => None,
            _ => wrong("side_b", "两侧应同为区县, 或同为镇(街)".to_owned()),
        }
    }

    /// `W-BD01`, `E-BD02`: it has to be looked at this year and nobody has begun, or should have been before. Neither stops what is
    /// entered of the line.
    fn due(&self, facts: &Facts) -> Option<Slip> {
        if self.row.has("ended_on") {
            return None;
        }
        let rounds: Vec<&Values> = facts
            .this
            .into_iter()
            .flat_map(|key| facts.referring("joint_inspect", "boundary_line", key))
            .map(|(_, round)| round)
            .filter(|round| round.text("kind") == REGULAR)
            .collect();
        let (name, year) = (self.row.text("name"), i64::from(facts.day.year()));
        let years = facts.parameters.int(Param::JointYears, Month::of(facts.day)).unwrap_or(0);
        let counted = rounds.iter().filter(|round| round.date(joint_inspect::COUNTED) <= Some(facts.day));
        let last =
            counted.filter_map(|round| Some((round.date(joint_inspect::COUNTED)?, *round))).max_by_key(|at| at.0);
        let last = last.and_then(|(_, round)| round.date(joint_inspect::NEXT)).map(|due| i64::from(due.year()));
        let signed = || self.row.date("signed_on").map(|day| i64::from(day.year()) + years);
        let due = last.or_else(signed)?;
        let begun = rounds.iter().any(|round| {
            round.int("year") == Some(year) && joint_inspect::state(round, facts.day) != joint_inspect::NOT_BEGUN
        });
        let slip = match due {
            due if due < year => Slip::warning("E-BD02", format!("界线{name}已超过{years}年未联检")),
            due if due == year && !begun => {
                Slip::warning("W-BD01", format!("界线{name}的联检今年({year}年)到期, 还没有启动"))
            }
            _ => return None,
        };
        Some(slip.at("name"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::places::joint_inspect::JOINT_INSPECT;
    use crate::register::{Ask, Entry, Fact, tests};

    fn line(a: &str, b: &str) -> Values {
        let mut row =
            tests::row(&BOUNDARY_LINE, &[("name", "雁珠线"), ("side_a", a), ("side_b", b), ("length", "12345")]);
        BoundaryLine::fill(&mut row);
        row
    }

    fn codes(row: &Values, facts: &Facts) -> Vec<&'static str> {
        (Entry::of::<BoundaryLine>().check)(row, facts).iter().map(|s| s.code).collect()
    }

    #[test]
    fn a_line_has_two_sides_of_one_level() {
        for (a, b, code, level, found) in [
            ("430406000000", "430405000000", "430405-430406", "1", &[][..]),
            ("430405000000", "430422000000", "430405-430422", "1", &["E-BD01"]),
            ("430406000000", "430406000000", "430406-430406", "1", &["E-BD01"]),
            ("430406000000", "430499000000", "430406-430499", "1", &["E-BD01"]),
            ("430406000000", "430406001000", "430406-430406", "1", &["E-BD01"]),
            ("430406001000", "430405001000", "430405001-430406001", "2", &["E-DV01"]),
        ] {
            let row = line(a, b);
            assert_eq!((row.text("code"), row.text("level")), (code, level));
            assert_eq!(codes(&row, &tests::begun()), found, "{a} {b}");
        }
        let mut row = line("430406000000", "430405000000");
        row.set("lead_side", "430407000000");
        assert_eq!(codes(&row, &tests::begun()), ["E-BD05"]);
        row.set("length", 0);
        row.set("lead_side", "430405000000");
        assert_eq!(codes(&row, &tests::begun()), ["E-BD04"]);
    }

    /// Services 5.7: last round 2016-10-20 → due by 2021-12-31.
    #[test]
    fn a_line_is_due_by_the_end_of_the_fifth_year() {
        let round = |year: i64, pairs: &[(&str, &str)]| {
            let mut row = tests::row(&JOINT_INSPECT, pairs);
            row.set("kind", REGULAR);
            row.set("year", year);
            row
        };
        let last = round(2016, &[("counted_on", "2016-10-20"), ("next_due", "2021-12-31")]);
        let not_begun = round(2021, &[]);
        let begun = round(2021, &[("plan_filed_on", "2021-05-10")]);
        let done = round(2021, &[("counted_on", "2021-11-20"), ("next_due", "2026-12-31")]);
        for (day, rounds, signed, said) in [
            ("2020-12-31", &[&last][..], None, None),
            ("2021-01-01", &[&last], None, Some(("W-BD01", "界线雁珠线的联检今年(2021年)到期, 还没有启动"))),
            ("2021-05-09", &[&last, &begun], None, Some(("W-BD01", "界线雁珠线的联检今年(2021年)到期, 还没有启动"))),
            ("2021-05-10", &[&last, &begun], None, None),
            (
                "2021-12-31",
                &[&last, &not_begun],
                None,
                Some(("W-BD01", "界线雁珠线的联检今年(2021年)到期, 还没有启动")),
            ),
            ("2022-01-01", &[&last, &begun], None, Some(("E-BD02", "界线雁珠线已超过5年未联检"))),
            ("2022-01-01", &[&last, &done], None, None),
            ("2021-12-31", &[], Some("2002-06-18"), Some(("E-BD02", "界线雁珠线已超过5年未联检"))),
            ("2021-12-31", &[], None, None),
        ] {
            let mut facts = tests::begun();
            facts.day = day.parse().unwrap();
            facts.this = Some(7);
            let rows = (1..).zip(rounds.iter().map(|row| (*row).clone())).collect();
            facts.answers.push((Ask::RowsOf("joint_inspect", "boundary_line", 7.into()), Fact::Rows(rows)));
            let mut row = line("430406000000", "430405000000");
            row.set("signed_on", signed);
            let slips = BoundaryLine::read(&row).unwrap().check(&facts);
            assert_eq!(slips.first().map(|s| (s.code, s.text.as_str())), said, "{day} {rounds:?}");
        }
    }
}
