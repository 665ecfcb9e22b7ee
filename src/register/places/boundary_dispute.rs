//! 边界争议 (国务院令第26号; services 5.8): where no law has fixed the line both sides keep what is, talk, and agree or ask above. What breaks a fixed
//! line is no such dispute but 界线纠纷.

use crate::domain::slip::Slip;
use crate::register::core::order::{from, from_of, not_in_future};
use crate::register::places::codes;
use crate::register::{Facts, Field, Kind, ListColumn, Over, Record, Register, Tie, Values};

/// 边界争议.
pub static BOUNDARY_DISPUTE: Register = Register {
    fields: &[
        Field::new("found_on", "发现日期", Kind::Date).must().ordered(&[not_in_future()]),
        Field::new("boundary_line", "界线", Kind::Ref("boundary_line")).hint("界线名称或代码; 没有法定界线的地段留空"),
        Field::new("section", "地段", Kind::Text(100)).must(),
        Field::new("kind", "性质", Kind::Code(&codes::DISPUTE_KIND)).must().hint("违反已勘定界线的为界线纠纷"),
        Field::new("parties", "争议双方", Kind::Text(100)).must(),
        Field::new("cause", "起因", Kind::Code(&codes::DISPUTE_CAUSE)).must(),
        Field::new("level", "级别", Kind::Code(&codes::LINE_LEVEL)).must(),
        Field::new("people", "涉及人数", Kind::Int(0, 99_999)),
        Field::new("casualties", "伤亡人数", Kind::Int(0, 9_999)).or("0"),
        Field::new("kept_on", "控制现状日期", Kind::Date)
            .hint("双方维持现状, 不得越过")
            .ordered(&[not_in_future(), from(&["found_on"])]),
        Field::new("agreement_no", "协议编号", Kind::Text(60)),
        Field::new("agreed_on", "达成协议日期", Kind::Date).ordered(&[not_in_future(), from(&["kept_on", "found_on"])]),
        Field::new("filed_on", "协议备案日期", Kind::Date).ordered(&[not_in_future(), from(&["agreed_on"])]),
        Field::new("reported_to", "上报机关", Kind::Text(60)),
        Field::new("reported_on", "上报裁决日期", Kind::Date)
            .ordered(&[not_in_future(), from(&["kept_on", "found_on"])]),
        Field::new("decision_no", "裁决文号", Kind::Text(60)),
        Field::new("closed_on", "结案日期", Kind::Date)
            .hint("结案的最后一天")
            .ordered(&[not_in_future(), from(&["filed_on", "reported_on", "found_on"])]),
        Field::new("state", "处理进度", Kind::Code(&codes::DISPUTE_STATE)).given(),
        Field::new("note", "备注", Kind::Text(200)),
    ],
    list: &[
        ListColumn::new("found_on", "发现日期", 10),
        ListColumn::new("section", "地段", 24),
        ListColumn::new("kind", "性质", 8),
        ListColumn::new("state", "处理进度", 12),
        ListColumn::new("parties", "双方", 24),
        ListColumn::new("cause", "起因", 8),
        ListColumn::new("closed_on", "结案日期", 10),
        ListColumn::new("boundary_line.name", "界线", 12),
        ListColumn::new("people", "人数", 5),
    ],
    order: &["found_on"],
    latest_first: true,
    filters: &["kind", "state", "cause"],
    since: Some("found_on"),
    until: Some("closed_on"),
    over: &[Over::Filled("closed_on")],
    tied: &[Tie { register: "dispute_mediation", on: &[("boundary_dispute", "key")] }],
    with_rows: true,
    ..Register::new("boundary_dispute", "边界争议", "起")
};

/// 协商调解 of a dispute.
pub static DISPUTE_MEDIATION: Register = Register {
    fields: &[
        Field::new("boundary_dispute", "争议", Kind::Ref("boundary_dispute")).must(),
        Field::new("held_on", "日期", Kind::Date)
            .must()
            .ordered(&[not_in_future(), from_of("boundary_dispute", &["kept_on", "found_on"])]),
        Field::new("host", "主持", Kind::Text(60)).must(),
        Field::new("attended", "参加", Kind::Text(100)),
        Field::new("outcome", "结果", Kind::Text(200)).must(),
    ],
    list: &[
        ListColumn::new("held_on", "日期", 10),
        ListColumn::new("host", "主持", 16),
        ListColumn::new("outcome", "结果", 30),
        ListColumn::new("attended", "参加", 20),
        ListColumn::new("boundary_dispute.section", "地段", 20),
    ],
    parent: Some("boundary_dispute"),
    order: &["boundary_dispute", "held_on"],
    filters: &["boundary_dispute"],
    ..Register::new("dispute_mediation", "协商调解", "次")
};

/// A dispute as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct BoundaryDispute {
    row: Values,
}

/// How far a dispute has come: the columns of its days, and the states.
const STEPS: [(&str, &str); 4] = [("closed_on", "6"), ("reported_on", "5"), ("agreed_on", "4"), ("kept_on", "2")];

/// The state of a dispute by the days that it has, and by whether the sides have talked.
pub fn come(has: impl Fn(&str) -> bool, talked: bool) -> &'static str {
    match STEPS.into_iter().find(|(col, _)| has(col)) {
        Some((_, "2")) if talked => "3",
        Some((_, state)) => state,
        None => "1",
    }
}

impl Record for BoundaryDispute {
    const REGISTER: &'static Register = &BOUNDARY_DISPUTE;

    fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        values.need_date("found_on")?;
        Ok(BoundaryDispute { row: values.clone() })
    }

    fn complete(values: &mut Values, facts: &Facts) {
        let state = come(|col| values.has(col), mediations(facts) > 0);
        values.set("state", state);
    }

    fn check(&self, facts: &Facts) -> Vec<Slip> {
        let has = |col: &str| self.row.has(col);
        let mut slips = Vec::new();
        let mut error = |wrong: bool, col: &'static str, text: &str| {
            slips.extend(wrong.then(|| Slip::error("E-BD13", text.to_owned()).at(col)));
        };
        let handled = mediations(facts) > 0 || has("agreed_on") || has("reported_on");
        error(
            handled && !has("kept_on"),
            "kept_on",
            "处理期间双方须维持现状: 协商、达成协议、上报以前须填控制现状日期",
        );
        let alone = (has("agreed_on") || has("reported_on")) && mediations(facts) == 0;
        error(alone, "agreed_on", "达成协议或上报裁决的, 须登记至少一次协商调解");
        error(has("agreed_on") && !has("agreement_no"), "agreement_no", "达成协议的须填协议编号");
        error(has("filed_on") && !has("agreed_on"), "filed_on", "填了协议备案日期的, 须填达成协议日期");
        error(has("reported_on") && !has("reported_to"), "reported_to", "上报裁决的须填上报机关");
        let settled = has("filed_on") || (has("reported_on") && has("decision_no"));
        error(has("closed_on") && !settled, "closed_on", "结案须有协议备案日期, 或上报裁决的裁决文号");
        slips.extend(self.fixed(facts));
        slips
    }
}

/// How often the sides have talked.
fn mediations(facts: &Facts) -> usize {
    facts.children.iter().filter(|row| row.register == &DISPUTE_MEDIATION).count()
}

impl BoundaryDispute {
    /// `W-BD05`: a line that both sides have signed is fixed.
    fn fixed(&self, facts: &Facts) -> Option<Slip> {
        let line = self.row.int("boundary_line").and_then(|key| facts.row("boundary_line", key))?;
        let fixed = self.row.text("kind") == "1" && line.has("signed_on");
        let text =
            || format!("{}已于 {} 勘定, 违反它的应为界线纠纷, 请核对", line.text("name"), line.text("signed_on"));
        fixed.then(|| Slip::warning("W-BD05", text()).at("kind"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::places::boundary_line::BOUNDARY_LINE;
    use crate::register::{Ask, Entry, Fact, tests};

    const KEPT: (&str, &str) = ("kept_on", "2019-03-05");
    const AGREED: [(&str, &str); 2] = [("agreed_on", "2019-05-06"), ("agreement_no", "协2019-1")];
    const FILED: (&str, &str) = ("filed_on", "2019-05-20");
    const CLOSED: (&str, &str) = ("closed_on", "2019-06-03");

    fn judged(pairs: &[(&str, &str)], talks: usize) -> (String, Vec<&'static str>) {
        let mut facts = tests::facts();
        facts.children = vec![Values::new(&DISPUTE_MEDIATION); talks];
        let line = tests::row(&BOUNDARY_LINE, &[("name", "雁珠线"), ("signed_on", "2002-06-18")]);
        facts.answers.push((Ask::Row("boundary_line", 3), Fact::Row(Some(line))));
        let mut row = tests::row(&BOUNDARY_DISPUTE, &[("found_on", "2019-03-04"), ("kind", "1")]);
        for (col, text) in pairs {
            row.set(col, BOUNDARY_DISPUTE.field(col).unwrap().kind.stored(text));
        }
        BoundaryDispute::complete(&mut row, &facts);
        let slips = (Entry::of::<BoundaryDispute>().check)(&row, &facts);
        (row.text("state").to_owned(), slips.iter().map(|s| s.code).collect())
    }

    #[test]
    fn a_dispute_goes_its_way() {
        for (pairs, talks, state, found) in [
            (&[][..], 0, "1", &[][..]),
            (&[KEPT], 0, "2", &[]),
            (&[KEPT], 1, "3", &[]),
            (&[], 1, "1", &["E-BD13"]),
            (&[KEPT, AGREED[0], AGREED[1]], 1, "4", &[]),
            (&[KEPT, AGREED[0]], 1, "4", &["E-BD13"]),
            (&[KEPT, AGREED[0], AGREED[1]], 0, "4", &["E-BD13"]),
            (&[KEPT, ("reported_on", "2019-05-06"), ("reported_to", "市政府")], 2, "5", &[]),
            (&[KEPT, ("reported_on", "2019-05-06")], 2, "5", &["E-BD13"]),
            (&[KEPT, AGREED[0], AGREED[1], FILED, CLOSED], 2, "6", &[]),
            (&[KEPT, AGREED[0], AGREED[1], CLOSED], 2, "6", &["E-BD13"]),
            (&[("boundary_line", "3")], 0, "1", &["W-BD05"]),
            (&[("boundary_line", "3"), ("kind", "2")], 0, "1", &[]),
        ] {
            assert_eq!(judged(pairs, talks), (state.to_owned(), found.to_vec()), "{pairs:?} {talks}");
        }
    }
}
