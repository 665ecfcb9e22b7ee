//! 界线联合检查 (国务院令第353号; services 5.7): both sides walk a line every five years, and whenever a river, a road or a disaster has changed it.
//! How far a round has come is what its papers say; once its report is handed in, the line is due again some years later.

use crate::domain::date::{last_come, of_parts};
use crate::domain::month::Month;
use crate::domain::param::Param;
use crate::domain::slip::Slip;
use crate::register::core::order::{Order, from, not_in_future};
use crate::register::places::codes;
use crate::register::places::sides::one_of_sides;
use crate::register::{Dated, Facts, Field, Kind, ListColumn, Over, Record, Register, Values};
use chrono::NaiveDate;

/// 定期联检.
pub const REGULAR: &str = "1";
/// 未启动.
pub const NOT_BEGUN: &str = "1";
/// The column with the day from which a regular round counts: that of its report.
pub const COUNTED: &str = "counted_on";
/// The column with the day until which the next one is due.
pub const NEXT: &str = "next_due";

/// The columns of the days of its papers, in their order, each with the state that it leads to.
pub const STEPS: [(&str, &str); 8] = [
    ("plan_filed_on", "2"),
    ("meeting_on", "3"),
    ("field_from", "4"),
    ("field_to", "5"),
    ("signed_a_on", "6"),
    ("signed_b_on", "6"),
    ("submitted_on", "7"),
    ("archived_on", "8"),
];

/// How far a round has come by a day.
pub fn state(round: &Values, day: NaiveDate) -> &'static str {
    last_come(STEPS.into_iter(), day, |col| round.date(col)).unwrap_or(NOT_BEGUN)
}

/// The day of a step.
const fn step(col: &'static str, label: &'static str, orders: &'static [Order]) -> Field {
    Field::new(col, label, Kind::Date).ordered(orders)
}

/// 联合检查.
pub static JOINT_INSPECT: Register = Register {
    fields: &[
        Field::new("boundary_line", "界线", Kind::Ref("boundary_line")).must().hint("界线名称或代码"),
        Field::new("kind", "联检类型", Kind::Code(&codes::JOINT_KIND)).must().or(REGULAR),
        Field::new("year", "年度", Kind::Int(1990, 2100)).must(),
        Field::new("round_no", "轮次", Kind::Int(1, 99)).only_when("kind", &[REGULAR]).hint("第几轮联检"),
        Field::new("cause", "检查事由", Kind::Text(100)).when("kind", &["2"]).hint("灾害、河流道路变化等"),
        Field::new("lead_side", "牵头方", Kind::Division).outside().must().completed().hint("空着按界线的本轮牵头方"),
        Field::new("plan_doc", "方案文号", Kind::Text(60)),
        step("plan_filed_on", "方案备案日期", &[not_in_future()]),
        step("meeting_on", "会商日期", &[not_in_future(), from(&["plan_filed_on"])]),
        step("field_from", "实地检查开始", &[not_in_future(), from(&["meeting_on"])]),
        step("field_to", "实地检查结束", &[not_in_future(), from(&["field_from"])]),
        Field::new("team_a", "一侧检查人员", Kind::Text(100)).hint("姓名之间用、隔开"),
        Field::new("team_b", "另一侧检查人员", Kind::Text(100)).hint("姓名之间用、隔开"),
        Field::new("km_checked", "实查长度", Kind::Decimal(3)).at_most(2_000_000).hint("公里, 不超过界线长度"),
        Field::new("markers_checked", "查界桩", Kind::Int(0, 999)),
        Field::new("markers_ok", "其中完好", Kind::Int(0, 999)),
        Field::new("markers_repaired", "其中修复", Kind::Int(0, 999)),
        Field::new("ref_changed", "方位物变化", Kind::Text(200)),
        Field::new("terrain_changes", "线状地物和地形变化", Kind::Text(200)),
        Field::new("cross_border", "跨界生产建设问题", Kind::Text(200)),
        Field::new("report_no", "联检报告编号", Kind::Text(60)),
        step("signed_a_on", "一侧签署日期", &[not_in_future(), from(&["field_to"])]),
        step("signed_b_on", "另一侧签署日期", &[not_in_future(), from(&["field_to"])]),
        step("submitted_on", "上报日期", &[not_in_future(), from(&["signed_a_on"]), from(&["signed_b_on"])]),
        step("archived_on", "归档日期", &[not_in_future(), from(&["submitted_on"])]),
        Field::new(COUNTED, "计为联检", Kind::Date).given().ordered(&[from(&["field_to"])]),
        Field::new(NEXT, "下次到期", Kind::Date).given().ordered(&[from(&[COUNTED])]),
        Field::new("state", "进度", Kind::Code(&codes::JOINT_STATE)).given(),
        Field::new("note", "备注", Kind::Text(200)),
    ],
    list: &[
        ListColumn::new("boundary_line.name", "界线", 12),
        ListColumn::new("year", "年度", 4),
        ListColumn::new("state", "进度", 12),
        ListColumn::new("lead_side", "牵头方", 12),
        ListColumn::new("submitted_on", "上报日期", 10),
        ListColumn::new("next_due", "下次到期", 10),
        ListColumn::new("kind", "类型", 8),
        ListColumn::new("km_checked", "实查公里", 8),
        ListColumn::new("markers_checked", "查界桩", 6),
        ListColumn::new("markers_ok", "完好", 4),
        ListColumn::new("markers_repaired", "修复", 4),
        ListColumn::new("report_no", "报告编号", 18),
    ],
    natural_key: &["report_no"],
    order: &["year", "boundary_line"],
    latest_first: true,
    filters: &["boundary_line", "kind", "state"],
    frozen: &["boundary_line", "kind", "year"],
    dated: Some(Dated { start: COUNTED, within: &["boundary_line"], until: "replaced_on" }),
    over: &[Over::Is("state", &["8"])],
    ..Register::new("joint_inspect", "联合检查", "次")
};

/// A round as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct JointInspect {
    row: Values,
    line: i64,
    year: i32,
}

impl Record for JointInspect {
    const REGISTER: &'static Register = &JOINT_INSPECT;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        let year = i32::try_from(values.need_int("year")?).unwrap_or_default();
        Ok(JointInspect { row: values.clone(), line: values.need_int("boundary_line")?, year })
    }

    fn complete(values: &mut Values, facts: &Facts) {
        values.set("state", state(values, NaiveDate::MAX));
        let line = values.int("boundary_line").and_then(|key| facts.row("boundary_line", key));
        if let Some(line) = line.filter(|_| values.get("lead_side").is_null()) {
            values.set("lead_side", line.some_text("lead_side"));
        }
        let submitted = values.date("submitted_on").filter(|_| values.text("kind") == REGULAR);
        let due = submitted.and_then(|day| {
            // Rounds of before the office began are due by what holds now.
            let held = |day| facts.parameters.int(Param::JointYears, Month::of(day));
            let years = held(day).or_else(|| held(facts.day))?;
            of_parts(i32::try_from(values.int("year")? + years).ok()?, 12, 31).ok()
        });
        values.set(COUNTED, submitted);
        values.set(NEXT, due);
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let mut slips: Vec<Slip> = self.out_of_turn().into_iter().collect();
        slips.extend(self.numbers());
        if let Some(line) = facts.row("boundary_line", self.line) {
            slips.extend(self.longer(line));
            slips.extend(one_of_sides(line, self.row.text("lead_side"), "lead_side", facts));
        }
        if self.row.text("kind") == REGULAR {
            slips.extend(self.second(facts));
            slips.extend(self.late("plan_filed_on", Param::JointPlanDue, "联检方案", facts));
            slips.extend(self.late("submitted_on", Param::JointReportDue, "联检总结", facts));
        }
        slips
    }
}

impl JointInspect {
    /// `E-BD06`: no paper before the one it follows.
    fn out_of_turn(&self) -> Option<Slip> {
        let has = |col: &str| self.row.has(col);
        let wants = |(at, (col, _)): (usize, &(&'static str, &str))| {
            // Both sides sign, in whichever order.
            let before = match *col {
                "signed_b_on" => "field_to",
                _ => STEPS.get(at.checked_sub(1)?)?.0,
            };
            (has(col) && !has(before)).then_some((*col, before))
        };
        let (col, before) = STEPS.iter().enumerate().find_map(wants)?;
        let [label, missing] = [col, before].map(|col| self.row.register.label_of(col));
        Some(Slip::error("E-BD06", format!("填了{label}的, 须先填{missing}")).at(col))
    }

    /// `E-BD07`: 完好 and 修复 are among those that were looked at.
    fn numbers(&self) -> Option<Slip> {
        let of = |col: &str| self.row.int(col).unwrap_or(0);
        let (checked, ok, repaired) = (of("markers_checked"), of("markers_ok"), of("markers_repaired"));
        let text = || format!("完好 {ok} + 修复 {repaired} 超过查界桩 {checked}");
        (ok + repaired > checked).then(|| Slip::error("E-BD07", text()).at("markers_checked"))
    }

    /// `E-BD08`: no more than the line is long.
    fn longer(&self, line: &Values) -> Option<Slip> {
        let longer = self.row.int("km_checked") > line.int("length");
        let text = || format!("实查 {} 公里超过界线长度 {} 公里", self.row.shown("km_checked"), line.shown("length"));
        longer.then(|| Slip::error("E-BD08", text()).at("km_checked"))
    }

    /// `E-BD09`: one regular round of a line in a year.
    fn second(&self, facts: &Facts) -> Option<Slip> {
        let mut others = facts.rows_of("joint_inspect", "boundary_line", self.line);
        let again = others.any(|row| row.text("kind") == REGULAR && row.int("year") == Some(i64::from(self.year)));
        let text = || format!("这条界线{}年的定期联检已登记, 请在那一件上填", self.year);
        again.then(|| Slip::error("E-BD09", text()).at("year"))
    }

    /// `W-BD02`: a paper that is, or was, handed in later than on the day that the office has set.
    fn late(&self, col: &'static str, limit: Param, what: &str, facts: &Facts) -> Option<Slip> {
        let first = of_parts(self.year, 1, 1).ok()?;
        let (_, day) = facts.parameters.on(limit, first)?;
        let due: NaiveDate = format!("{}-{day}", self.year).parse().ok()?;
        let late = self.row.date(col).unwrap_or(facts.day) > due;
        late.then(|| Slip::warning("W-BD02", format!("{what}应在 {due} 以前报送")).at(col))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::places::boundary_line::BOUNDARY_LINE;
    use crate::register::{Ask, Entry, Fact, tests};

    fn judged(pairs: &[(&str, &str)], others: Vec<(i64, Values)>) -> (Values, Vec<String>) {
        let mut facts = tests::begun();
        let line = [("name", "雁珠线"), ("side_a", "430405000000"), ("side_b", "430406000000"), ("length", "12500")];
        let mut line = tests::row(&BOUNDARY_LINE, &line);
        line.set("lead_side", "430405000000");
        facts.answers.push((Ask::Row("boundary_line", 3), Fact::Row(Some(line))));
        facts.answers.push((Ask::RowsOf("joint_inspect", "boundary_line", 3.into()), Fact::Rows(others)));
        let mut row = tests::row(&JOINT_INSPECT, &[("boundary_line", "3"), ("year", "2021"), ("kind", REGULAR)]);
        for (col, text) in pairs {
            row.set(col, JOINT_INSPECT.field(col).unwrap().kind.stored(text));
        }
        JointInspect::complete(&mut row, &facts);
        let slips = (Entry::of::<JointInspect>().check)(&row, &facts);
        (row, slips.into_iter().map(|s| format!("{} {}", s.code, s.text)).collect())
    }

    const FILED: (&str, &str) = ("plan_filed_on", "2021-05-10");
    const MET: (&str, &str) = ("meeting_on", "2021-06-10");
    const FROM: (&str, &str) = ("field_from", "2021-09-10");
    const TO: (&str, &str) = ("field_to", "2021-09-17");
    const SIGNED: [(&str, &str); 2] = [("signed_a_on", "2021-11-03"), ("signed_b_on", "2021-11-05")];
    const SENT: (&str, &str) = ("submitted_on", "2021-11-20");

    #[test]
    fn a_round_is_as_far_as_its_papers() {
        let all = [FILED, MET, FROM, TO, SIGNED[0], SIGNED[1], SENT, ("archived_on", "2021-12-10")];
        for (papers, state) in
            [(0, "1"), (1, "2"), (2, "3"), (3, "4"), (4, "5"), (5, "6"), (6, "6"), (7, "7"), (8, "8")]
        {
            let (row, _) = judged(&all[..papers], Vec::new());
            assert_eq!((row.text("state"), row.text("lead_side")), (state, "430405000000"));
            let due = if papers < 7 { "" } else { "2026-12-31" };
            assert_eq!((row.text(NEXT), row.get(COUNTED).is_null()), (due, papers < 7));
        }
        let special = [&all[..], &[("kind", "2"), ("cause", "湘江洪水")]].concat();
        assert!(judged(&special, Vec::new()).0.get(COUNTED).is_null());
    }

    #[test]
    fn what_a_round_may_not_say() {
        let late = ["W-BD02 联检方案应在 2021-05-15 以前报送", "W-BD02 联检总结应在 2021-12-01 以前报送"];
        let other = tests::row(&JOINT_INSPECT, &[("kind", REGULAR), ("year", "2021")]);
        type Case<'a> = (&'a [(&'a str, &'a str)], Vec<(i64, Values)>, &'a [&'a str]);
        let cases: [Case<'_>; 9] = [
            (&[], Vec::new(), &late),
            (&[FILED, MET, FROM, TO, SIGNED[1], SIGNED[0], SENT], Vec::new(), &[]),
            (&[FILED, MET, FROM, TO, SIGNED[1]], Vec::new(), &late[1..]),
            (&[FILED, MET, TO], Vec::new(), &["E-BD06 填了实地检查结束的, 须先填实地检查开始", late[1]]),
            (&[FILED, MET, FROM, TO, SIGNED[0], SENT], Vec::new(), &["E-BD06 填了上报日期的, 须先填另一侧签署日期"]),
            (
                &[FILED, ("markers_checked", "8"), ("markers_ok", "7"), ("markers_repaired", "2")],
                Vec::new(),
                &["E-BD07 完好 7 + 修复 2 超过查界桩 8", late[1]],
            ),
            (
                &[FILED, ("km_checked", "12501")],
                Vec::new(),
                &["E-BD08 实查 12.501 公里超过界线长度 12.5 公里", late[1]],
            ),
            (&[FILED], vec![(9, other)], &["E-BD09 这条界线2021年的定期联检已登记, 请在那一件上填", late[1]]),
            (
                &[FILED, ("lead_side", "430407000000")],
                Vec::new(),
                &["E-BD05 应为雁珠线两侧之一: 珠晖区(430405000000) 或 雁峰区(430406000000)", late[1]],
            ),
        ];
        for (pairs, others, said) in cases {
            assert_eq!(judged(pairs, others).1, said, "{pairs:?}");
        }
    }
}
