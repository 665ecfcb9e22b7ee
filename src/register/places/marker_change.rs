//! 界桩变动 (民政部令第36号; services 5.6): a marker is moved, set, restored or given up only when both sides agree and it was approved; whoever builds
//! applies first. What was done stands in the marker and in its patrols from then on.

use crate::domain::slip::Slip;
use crate::register::core::order::{from, not_in_future};
use crate::register::places::codes;
use crate::register::{Facts, Field, Kind, ListColumn, Over, Record, Register, Value, Values, Write};

/// 移动, 增设, 恢复, 报废.
const MOVED: &str = "1";
const ADDED: &str = "2";
const RESTORED: &str = "3";
const GIVEN_UP: &str = "4";

/// 界桩变动.
pub static MARKER_CHANGE: Register = Register {
    fields: &[
        Field::new("boundary_line", "界线", Kind::Ref("boundary_line")).must().hint("界线名称或代码"),
        Field::new("kind", "变动", Kind::Code(&codes::MARKER_CHANGE)).must(),
        Field::new("boundary_marker", "界桩", Kind::Ref("boundary_marker"))
            .when("kind", &[MOVED, RESTORED, GIVEN_UP])
            .hint("界桩号; 增设的, 埋设并登记界桩以后填"),
        Field::new("applicant", "申请单位", Kind::Text(60)).must().hint("建设单位须先申请"),
        Field::new("reason", "事由", Kind::Text(200)).must(),
        Field::new("applied_on", "申请日期", Kind::Date).must().ordered(&[not_in_future()]),
        Field::new("agreed_a", "一侧同意日期", Kind::Date).ordered(&[not_in_future(), from(&["applied_on"])]),
        Field::new("agreed_b", "另一侧同意日期", Kind::Date).ordered(&[not_in_future(), from(&["applied_on"])]),
        Field::new("approved_on", "批准日期", Kind::Date).ordered(&[
            not_in_future(),
            from(&["agreed_a"]),
            from(&["agreed_b"]),
        ]),
        Field::new("approval_no", "批准文号", Kind::Text(60)),
        Field::new("done_on", "完成日期", Kind::Date).ordered(&[not_in_future(), from(&["approved_on"])]),
        Field::new("lon", "新经度", Kind::Decimal(6)).only_when("kind", &[MOVED]),
        Field::new("lat", "新纬度", Kind::Decimal(6)).only_when("kind", &[MOVED]),
        Field::new("place_text", "新位置", Kind::Text(100)).only_when("kind", &[MOVED]).hint("移动完成的必填"),
        Field::new("state", "进度", Kind::Code(&codes::MARKER_CHANGE_STATE)).given(),
        Field::new("note", "备注", Kind::Text(200)),
    ],
    list: &[
        ListColumn::new("applied_on", "申请日期", 10),
        ListColumn::new("kind", "变动", 4),
        ListColumn::new("boundary_line.name", "界线", 12),
        ListColumn::new("boundary_marker.marker_no", "界桩号", 14),
        ListColumn::new("state", "进度", 8),
        ListColumn::new("applicant", "申请单位", 20),
        ListColumn::new("approved_on", "批准日期", 10),
        ListColumn::new("done_on", "完成日期", 10),
        ListColumn::new("reason", "事由", 24),
    ],
    order: &["applied_on", "boundary_line"],
    latest_first: true,
    filters: &["boundary_line", "kind", "state"],
    frozen: &["boundary_line", "kind"],
    over: &[Over::Is("state", &["4"])],
    ..Register::new("marker_change", "界桩变动", "件")
};

/// A change as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct MarkerChange {
    row: Values,
    line: i64,
}

/// What nobody changes without, each with the step that rests on it.
const ALLOWED_BY: [&str; 3] = ["agreed_a", "agreed_b", "approved_on"];

impl Record for MarkerChange {
    const REGISTER: &'static Register = &MARKER_CHANGE;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(MarkerChange { row: values.clone(), line: values.need_int("boundary_line")? })
    }

    fn complete(values: &mut Values, _: &Facts) {
        let has = |col: &str| values.has(col);
        let state = match () {
            () if has("done_on") => "4",
            () if has("approved_on") => "3",
            () if has("agreed_a") && has("agreed_b") => "2",
            () => "1",
        };
        values.set("state", state);
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let done = facts.before.as_ref().is_some_and(|before| before.has("done_on"));
        let later = ["boundary_marker", "done_on", "lon", "lat", "place_text"];
        if let Some(col) = later.into_iter().find(|col| done && facts.changes(&self.row, col)) {
            return vec![Slip::error("E-BD12", DONE).at(col)];
        }
        let mut slips: Vec<Slip> = self.not_allowed().into_iter().collect();
        slips.extend(self.marker(facts));
        let unplaced = self.is_done(MOVED) && ["lon", "lat", "place_text"].iter().any(|col| self.is_empty(col));
        let text = "移动完成的须填新的经度、纬度和位置";
        slips.extend(unplaced.then(|| Slip::error("E-RG06", text).at("place_text")));
        slips
    }

    /// The marker stands elsewhere, or no more; whole again it is by a patrol of that day.
    fn follows(&self, facts: &Facts) -> Vec<Write> {
        let done = facts.before.as_ref().is_none_or(|before| before.get("done_on").is_null());
        let Some(marker) = self.row.int("boundary_marker").filter(|_| done && !self.is_empty("done_on")) else {
            return Vec::new();
        };
        let on = || self.row.get("done_on").clone();
        let of = |cols: &[&'static str]| cols.iter().map(|col| (*col, self.row.get(col).clone())).collect();
        let whole = || {
            let action = Value::from(self.row.shown("kind"));
            let cells = [("boundary_marker", marker.into()), ("patrolled_on", on()), ("condition", "1".into())];
            let cells = cells.into_iter().chain([("action", action)]).collect();
            Write::Put("marker_patrol", &["boundary_marker", "patrolled_on"], cells)
        };
        match self.row.text("kind") {
            MOVED => vec![Write::Update("boundary_marker", marker, of(&["lon", "lat", "place_text"])), whole()],
            RESTORED => vec![whole()],
            GIVEN_UP => vec![Write::Update("boundary_marker", marker, vec![("retired_on", on())])],
            _ => Vec::new(),
        }
    }

    fn check_void(values: &Values, _: &Facts) -> Vec<Slip> {
        let wrote = values.has("done_on") && values.text("kind") != ADDED;
        wrote.then(|| Slip::error("E-BD12", DONE)).into_iter().collect()
    }
}

const DONE: &str = "变动已完成, 界桩已随之更改; 有误的请撤销填完成日期的那次办理";

impl MarkerChange {
    fn is_empty(&self, col: &str) -> bool {
        self.row.get(col).is_null()
    }
    fn is_done(&self, kind: &str) -> bool {
        self.row.text("kind") == kind && !self.is_empty("done_on")
    }

    /// `E-BD10`: nothing is approved without both sides, nothing done without the approval.
    fn not_allowed(&self) -> Option<Slip> {
        let (col, needs) = match () {
            () if !self.is_empty("done_on") => ("done_on", &ALLOWED_BY[..]),
            () if !self.is_empty("approved_on") => ("approved_on", &ALLOWED_BY[..2]),
            () => return None,
        };
        let missing = needs.iter().filter(|need| self.is_empty(need)).map(|need| self.row.register.label_of(need));
        let missing = missing.collect::<Vec<_>>().join("、");
        let text = || format!("{}界桩须双方同意并经批准, 还缺{missing}; 擅自变动的无效", self.row.shown("kind"));
        (!missing.is_empty()).then(|| Slip::error("E-BD10", text()).at(col))
    }

    /// `E-BD11`: a marker of the line that stands; of one that was set, the day on which it was.
    fn marker(&self, facts: &Facts) -> Option<Slip> {
        let wrong = |text: String| Some(Slip::error("E-BD11", text).at("boundary_marker"));
        let Some(marker) = self.row.int("boundary_marker").and_then(|key| facts.row("boundary_marker", key)) else {
            let unknown = self.is_done(ADDED);
            return unknown.then(|| wrong("增设完成的须先登记界桩, 再填在这里".to_owned())).flatten();
        };
        let no = marker.text("marker_no");
        if marker.int("boundary_line") != Some(self.line) {
            return wrong(format!("界桩{no}不在这条界线上"));
        }
        let retired = marker.date("retired_on").filter(|_| facts.before.is_none());
        if let Some(on) = retired {
            return wrong(format!("界桩{no}已于 {on} 报废"));
        }
        let set_on = marker.date("set_on");
        let differs = self.is_done(ADDED) && set_on != self.row.date("done_on");
        let text = || format!("界桩{no}的埋设日期 {} 与完成日期不符", marker.text("set_on"));
        differs.then(|| wrong(text())).flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::places::boundary_marker::BOUNDARY_MARKER;
    use crate::register::{Ask, Entry, Fact, tests};

    const APPLIED: [(&str, &str); 6] = [
        ("boundary_line", "3"),
        ("boundary_marker", "5"),
        ("applicant", "某建设公司"),
        ("reason", "道路拓宽"),
        ("applied_on", "2021-04-06"),
        ("agreed_a", "2021-04-20"),
    ];
    const AGREED: (&str, &str) = ("agreed_b", "2021-04-26");
    const APPROVED: (&str, &str) = ("approved_on", "2021-05-12");
    const DONE_ON: (&str, &str) = ("done_on", "2021-06-08");
    const ELSEWHERE: [(&str, &str); 3] = [("lon", "112600001"), ("lat", "26800001"), ("place_text", "新路东侧")];

    fn judged(kind: &str, more: &[(&str, &str)], marker: &[(&str, &str)]) -> (Vec<String>, Vec<Write>, Values) {
        let mut facts = tests::facts();
        let stands = [("marker_no", "0405-0406-1"), ("boundary_line", "3"), ("set_on", "2001-10-20")];
        let mut stands = tests::row(&BOUNDARY_MARKER, &stands);
        for (col, text) in marker {
            stands.set(col, BOUNDARY_MARKER.field(col).unwrap().kind.stored(text));
        }
        facts.answers.push((Ask::Row("boundary_marker", 5), Fact::Row(Some(stands))));
        let cells = [&APPLIED[..], more, &[("kind", kind)]].concat();
        let mut row = tests::row(&MARKER_CHANGE, &cells);
        MarkerChange::complete(&mut row, &facts);
        let entry = Entry::of::<MarkerChange>();
        let slips = (entry.check)(&row, &facts).into_iter().map(|s| format!("{} {}", s.code, s.text)).collect();
        (slips, (entry.follows)(&row, &facts), row)
    }

    #[test]
    fn nothing_is_done_without_both_sides_and_the_approval() {
        let all = [AGREED, APPROVED, DONE_ON];
        for (kind, more, marker, state, said) in [
            (GIVEN_UP, &[][..], &[][..], "1", None),
            (GIVEN_UP, &all[..1], &[], "2", None),
            (GIVEN_UP, &all[..2], &[], "3", None),
            (GIVEN_UP, &all[..], &[], "4", None),
            (
                MOVED,
                &[APPROVED],
                &[],
                "3",
                Some("E-BD10 移动界桩须双方同意并经批准, 还缺另一侧同意日期; 擅自变动的无效"),
            ),
            (
                RESTORED,
                &[DONE_ON],
                &[],
                "4",
                Some("E-BD10 恢复界桩须双方同意并经批准, 还缺另一侧同意日期、批准日期; 擅自变动的无效"),
            ),
            (MOVED, &all[..], &[], "4", Some("E-RG06 移动完成的须填新的经度、纬度和位置")),
            (GIVEN_UP, &[], &[("boundary_line", "4")], "1", Some("E-BD11 界桩0405-0406-1不在这条界线上")),
            (GIVEN_UP, &[], &[("retired_on", "2020-03-02")], "1", Some("E-BD11 界桩0405-0406-1已于 2020-03-02 报废")),
            (ADDED, &all[..], &[], "4", Some("E-BD11 界桩0405-0406-1的埋设日期 2001-10-20 与完成日期不符")),
            (ADDED, &all[..], &[("set_on", "2021-06-08")], "4", None),
        ] {
            let (slips, _, row) = judged(kind, more, marker);
            assert_eq!(slips.first().map(String::as_str), said, "{kind} {more:?}");
            assert_eq!(row.text("state"), state);
        }
    }

    #[test]
    fn what_was_done_stands_in_the_marker() {
        let all = [&[AGREED, APPROVED, DONE_ON][..], &ELSEWHERE].concat();
        assert_eq!(judged(GIVEN_UP, &all[..2], &[]).1, []);
        assert_eq!(
            judged(GIVEN_UP, &all[..3], &[]).1,
            [Write::Update("boundary_marker", 5, vec![("retired_on", "2021-06-08".into())])]
        );
        let moved = judged(MOVED, &all, &[]).1;
        assert_eq!(moved.len(), 2);
        assert_eq!(
            moved[0],
            Write::Update(
                "boundary_marker",
                5,
                vec![("lon", 112_600_001.into()), ("lat", 26_800_001.into()), ("place_text", "新路东侧".into())]
            )
        );
        let mut row = tests::row(&MARKER_CHANGE, &[("kind", MOVED), DONE_ON]);
        assert_eq!(MarkerChange::check_void(&row, &tests::facts())[0].code, "E-BD12");
        row.set("kind", ADDED);
        assert_eq!(MarkerChange::check_void(&row, &tests::facts()), []);
    }
}
