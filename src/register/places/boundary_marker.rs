//! 界桩 (services 5.6): where it stands, who looks after it, by which three things it is found again. How it is, the latest patrol says.

use crate::domain::month::Month;
use crate::domain::param::Param;
use crate::domain::slip::Slip;
use crate::register::core::order::{from, from_of, not_in_future, until_of};
use crate::register::places::codes;
use crate::register::places::sides::one_of_sides;
use crate::register::{Dated, Facts, Field, Held, Kind, ListColumn, Over, Record, Register, Tie, Values};
use chrono::{Datelike, Days, NaiveDate};

/// 界桩.
pub static BOUNDARY_MARKER: Register = Register {
    fields: &[
        Field::new("marker_no", "界桩号", Kind::Text(20)).must(),
        Field::new("boundary_line", "界线", Kind::Ref("boundary_line")).must().hint("界线名称或代码"),
        Field::new("kind", "类型", Kind::Code(&codes::MARKER_KIND)).must().or("2").hint("三条界线交会处为三面"),
        Field::new("material", "材质", Kind::Code(&codes::MARKER_MATERIAL)).or("1"),
        Field::new("lon", "经度", Kind::Decimal(6)).hint("度, 国家大地坐标系, 如 112.612345"),
        Field::new("lat", "纬度", Kind::Decimal(6)).hint("度, 如 26.876543"),
        Field::new("elevation", "高程", Kind::Decimal(1)).at_most(90_000).hint("米"),
        Field::new("place_text", "位置", Kind::Text(100)).must().hint("如 白沙洲村与东阳渡街道交界的水渠北侧"),
        Field::new("manager_side", "管理方", Kind::Division).outside().must().hint("界线两侧之一"),
        Field::new("set_on", "埋设日期", Kind::Date).must().ordered(&[not_in_future()]),
        Field::new("photo", "照片编号", Kind::Text(60)),
        Field::new("retired_on", "报废日期", Kind::Date).given().ordered(&[from(&["set_on"])]),
        Field::new("note", "备注", Kind::Text(200)),
    ],
    list: &[
        ListColumn::new("marker_no", "界桩号", 14),
        ListColumn::new("boundary_line.name", "界线", 12),
        ListColumn::new("condition", "状况", 8),
        ListColumn::new("last_patrol_on", "上次巡查", 10),
        ListColumn::new("manager_side", "管理方", 12),
        ListColumn::new("place_text", "位置", 30),
        ListColumn::new("kind", "类型", 4),
        ListColumn::new("lon", "经度", 10),
        ListColumn::new("lat", "纬度", 9),
        ListColumn::new("set_on", "埋设日期", 10),
        ListColumn::new("retired_on", "报废日期", 10),
    ],
    natural_key: &["marker_no"],
    order: &["boundary_line", "marker_no"],
    filters: &["boundary_line", "kind"],
    frozen: &["boundary_line"],
    since: Some("set_on"),
    until: Some("retired_on"),
    over: &[Over::Filled("retired_on")],
    tied: &[Tie { register: "marker_reference", on: &[("boundary_marker", "key")] }],
    with_rows: true,
    holds: &[
        Held::by(PATROLS, "condition", Field::new("condition", "状况", Kind::Code(&codes::MARKER_CONDITION))).or(WHOLE),
        Held::by(PATROLS, "patrolled_on", Field::new("last_patrol_on", "上次巡查", Kind::Date)),
    ],
    ..Register::new("boundary_marker", "界桩", "个")
};

/// The latest patrol of a marker says how it is.
const PATROLS: (&str, &str) = ("marker_patrol", "boundary_marker");
/// 完好: so is a marker that nobody has looked at.
pub const WHOLE: &str = "1";

/// 方位物, by which a marker is found again: three of them.
pub static MARKER_REFERENCE: Register = Register {
    fields: &[
        Field::new("boundary_marker", "界桩", Kind::Ref("boundary_marker")).must(),
        Field::new("name", "方位物", Kind::Text(40)).called().must(),
        Field::new("bearing", "方位角", Kind::Int(0, 359)).must().hint("度, 正北为 0"),
        Field::new("distance", "距离", Kind::Decimal(2)).at_most(1_000_000).must().hint("米"),
    ],
    list: &[
        ListColumn::new("name", "方位物", 20),
        ListColumn::new("bearing", "方位角", 6),
        ListColumn::new("distance", "距离(米)", 8),
        ListColumn::new("boundary_marker.marker_no", "界桩号", 14),
    ],
    parent: Some("boundary_marker"),
    order: &["boundary_marker", "bearing"],
    filters: &["boundary_marker"],
    ..Register::new("marker_reference", "方位物", "个")
};

/// 界桩巡查.
pub static MARKER_PATROL: Register = Register {
    fields: &[
        Field::new("boundary_marker", "界桩", Kind::Ref("boundary_marker")).must().hint("界桩号"),
        Field::new("patrolled_on", "巡查日期", Kind::Date).must().ordered(&[
            not_in_future(),
            from_of("boundary_marker", &["set_on"]),
            until_of("boundary_marker", &["retired_on"]),
        ]),
        Field::new("patroller", "巡查人", Kind::Text(40)),
        Field::new("condition", "状况", Kind::Code(&codes::MARKER_CONDITION)).must(),
        Field::new("action", "处理", Kind::Text(100)).hint("异常的写明怎样处理"),
    ],
    list: &[
        ListColumn::new("patrolled_on", "巡查日期", 10),
        ListColumn::new("boundary_marker.marker_no", "界桩号", 14),
        ListColumn::new("condition", "状况", 8),
        ListColumn::new("patroller", "巡查人", 12),
        ListColumn::new("action", "处理", 24),
        ListColumn::new("boundary_marker.boundary_line.name", "界线", 12),
    ],
    parent: Some("boundary_marker"),
    order: &["patrolled_on", "boundary_marker"],
    latest_first: true,
    filters: &["boundary_marker", "condition"],
    frozen: &["boundary_marker"],
    dated: Some(Dated { start: "patrolled_on", within: &["boundary_marker"], until: "replaced_on" }),
    ..Register::new("marker_patrol", "界桩巡查", "次")
};

/// Whatever is not 完好.
pub const DAMAGED: &[&str] = &["2", "3", "4", "5", "6"];
/// As many 方位物 has a marker.
const REFERENCES: usize = 3;

/// A marker as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct BoundaryMarker {
    row: Values,
    line: i64,
    set_on: NaiveDate,
}

impl Record for BoundaryMarker {
    const REGISTER: &'static Register = &BOUNDARY_MARKER;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        values.need_text("marker_no")?;
        let (line, set_on) = (values.need_int("boundary_line")?, values.need_date("set_on")?);
        Ok(BoundaryMarker { row: values.clone(), line, set_on })
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let no = self.row.text("marker_no");
        let known = facts.rows_of("boundary_marker", "marker_no", no).next().is_some();
        let mut slips = Vec::new();
        slips.extend(known.then(|| Slip::error("E-BD03", format!("界桩{no}已登记")).at("marker_no")));
        if let Some(line) = facts.row("boundary_line", self.line) {
            slips.extend(one_of_sides(line, self.row.text("manager_side"), "manager_side", facts));
        }
        let references = facts.children.iter().filter(|row| row.register == &MARKER_REFERENCE).count();
        let text = || format!("方位物应有 {REFERENCES} 个, 现有 {references} 个");
        slips.extend((references != REFERENCES).then(|| Slip::warning("W-BD04", text()).at("place_text")));
        slips.extend(self.due(facts));
        slips
    }
}

impl BoundaryMarker {
    /// `W-BD03`: fewer patrols in the year than should have been by now, spread over its months.
    fn due(&self, facts: &Facts) -> Option<Slip> {
        let key = facts.this.filter(|_| self.row.get("retired_on").is_null())?;
        let (day, year) = (facts.day, facts.day.year());
        // A month counts once it is over.
        let over = (day + Days::new(1)).month0();
        let over = if over == 0 && day.month() == 12 { 12 } else { over };
        let since = if self.set_on.year() == year { self.set_on.month() } else { 0 };
        let a_year = facts.parameters.int(Param::MarkerPatrols, Month::of(day))?;
        let wanted = a_year * i64::from(over.saturating_sub(since)) / 12;
        let patrols = facts.referring("marker_patrol", "boundary_marker", key);
        let on = patrols.filter_map(|(_, row)| row.date("patrolled_on"));
        let made = on.filter(|on| on.year() == year && *on <= day).count();
        let late = i64::try_from(made).is_ok_and(|made| made < wanted);
        let text = || format!("界桩{}今年到{over}月应巡查 {wanted} 次, 已巡查 {made} 次", self.row.text("marker_no"));
        late.then(|| Slip::warning("W-BD03", text()).at("marker_no"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::{Ask, Entry, Fact, tests};

    const ROW: [(&str, &str); 6] = [
        ("marker_no", "0405-0406-1"),
        ("boundary_line", "3"),
        ("kind", "2"),
        ("place_text", "水渠北侧"),
        ("manager_side", "430406000000"),
        ("set_on", "2001-10-20"),
    ];

    fn codes(row: &Values, facts: &Facts) -> Vec<String> {
        let slips = (Entry::of::<BoundaryMarker>().check)(row, facts);
        slips.into_iter().map(|s| format!("{} {}", s.code, s.text)).collect()
    }

    #[test]
    fn a_number_is_given_once_and_a_side_looks_after_a_marker() {
        let mut facts = tests::begun();
        facts.children = vec![Values::new(&MARKER_REFERENCE); 3];
        let line = [("name", "雁珠线"), ("side_a", "430405000000"), ("side_b", "430406000000")];
        let line = tests::row(&crate::register::places::boundary_line::BOUNDARY_LINE, &line);
        facts.answers.push((Ask::Row("boundary_line", 3), Fact::Row(Some(line))));
        let row = tests::row(&BOUNDARY_MARKER, &ROW);
        assert_eq!(codes(&row, &facts), Vec::<String>::new());
        facts.children.pop();
        let known = Fact::Rows(vec![(8, row.clone())]);
        facts.answers.push((Ask::RowsOf("boundary_marker", "marker_no", "0405-0406-1".into()), known));
        let said = ["E-BD03 界桩0405-0406-1已登记", "W-BD04 方位物应有 3 个, 现有 2 个"];
        assert_eq!(codes(&row, &facts), said);
    }

    #[test]
    fn patrols_are_due_over_the_year() {
        for (day, set_on, made, said) in [
            ("2021-06-29", "2001-10-20", &[][..], None),
            ("2021-06-30", "2001-10-20", &[], Some("界桩0405-0406-1今年到6月应巡查 1 次, 已巡查 0 次")),
            ("2021-06-30", "2001-10-20", &["2021-03-10"], None),
            (
                "2021-12-31",
                "2001-10-20",
                &["2020-11-10", "2021-03-10"],
                Some("界桩0405-0406-1今年到12月应巡查 2 次, 已巡查 1 次"),
            ),
            ("2021-12-31", "2001-10-20", &["2021-03-10", "2021-09-10"], None),
            ("2021-12-31", "2021-07-01", &[], None),
            ("2021-12-31", "2021-05-01", &[], Some("界桩0405-0406-1今年到12月应巡查 1 次, 已巡查 0 次")),
        ] {
            let mut facts = tests::begun();
            (facts.day, facts.this) = (day.parse().unwrap(), Some(7));
            let patrol = |on: &&str| (1, tests::row(&MARKER_PATROL, &[("patrolled_on", *on)]));
            let rows = Fact::Rows(made.iter().map(patrol).collect());
            facts.answers.push((Ask::RowsOf("marker_patrol", "boundary_marker", 7.into()), rows));
            let mut row = tests::row(&BOUNDARY_MARKER, &ROW);
            row.set("set_on", set_on);
            let slip = BoundaryMarker::read(&row).unwrap().due(&facts);
            assert_eq!(slip.map(|s| s.text).as_deref(), said, "{day} {made:?}");
        }
    }
}
