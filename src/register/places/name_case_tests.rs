//! Naming cases by tables: state, limits, the announcement, what an approval writes.

use super::name_case::{NAME_CASE, NameCase};
use super::place_name::PLACE_NAME;
use crate::domain::parameter::Parameters;
use crate::register::tests::{self, day, enter};
use crate::register::{Ask, Draft, Fact, Facts, Record, Value, Values, Write};

type Typed<'a> = &'a [(&'static str, &'static str)];

const STREET: Typed<'_> = &[
    ("action", "1"),
    ("applicant", "白沙洲街道办事处"),
    ("kind8", "5"),
    ("proposed_name", "映霞路"),
    ("division", "430406001001"),
    ("location", "社区东侧"),
    ("from_pt", "白沙大道"),
    ("to_pt", "黄白路"),
    ("meaning", "道路临近联盟山西坡, 取晚霞之意"),
    ("received_on", "2022-06-01"),
    ("accepted_on", "2022-06-06"),
];
const APPROVED: Typed<'_> = &[
    ("decision", "1"),
    ("decided_on", "2022-06-20"),
    ("approved_by", "市人民政府"),
    ("decision_no", "衡政函〔2022〕1号"),
];

/// 红旗巷 is a standard name, 岳屏路 too; the office has its parameters.
fn facts(today: &str) -> Facts<'static> {
    let mut facts = tests::facts();
    facts.day = day(today);
    let from = day("2020-01-01");
    let rows = [
        ("pn.accept_days", "5"),
        ("pn.opinion_days", "7"),
        ("pn.file_days", "15"),
        ("pn.announce_days", "15"),
        ("pn.total_days", "30"),
        ("pn.approver", "市人民政府"),
    ];
    facts.parameters = Parameters::from_rows(rows.map(|(name, value)| (name.to_owned(), from, value.to_owned())));
    let name = |specific: &str, generic: &str| {
        let mut row = Values::new(&PLACE_NAME);
        for (col, text) in [("specific", specific), ("generic", generic), ("kind8", "5"), ("valid_from", "1985-10-01")]
        {
            row.set(col, text);
        }
        row.set("std_name", format!("{specific}{generic}"));
        row.set("division", "430406001001");
        row.set("location", "社区内");
        row.set("from_pt", "黄白路");
        row.set("to_pt", "幸福路");
        row
    };
    let rows = vec![(7, name("红旗", "巷")), (8, name("岳屏", "路"))];
    facts.answers.push((Ask::Row("place_name", 7), Fact::Row(Some(rows[0].1.clone()))));
    facts.answers.push((Ask::RowsOf("place_name", "kind8", "5".into()), Fact::Rows(rows)));
    facts
}

fn entered(typed: &[Typed<'_>], today: &str) -> (Values, Vec<String>) {
    among(typed, facts(today))
}

fn among(typed: &[Typed<'_>], facts: Facts<'_>) -> (Values, Vec<String>) {
    let fields = typed.iter().copied().flatten();
    let mut draft = fields.fold(Draft::new(&NAME_CASE), |draft, (col, text)| draft.with(col, *text));
    if draft.texts.iter().any(|(col, text)| *col == "action" && matches!(text.as_str(), "2" | "3")) {
        draft = draft.with_ref("old_name", 7);
    }
    let (values, slips) = enter(&draft, facts);
    (values, slips.iter().map(|slip| format!("{} {}", slip.code, slip.text)).collect())
}

#[test]
fn the_state_follows_from_the_papers() {
    for (steps, state) in [
        (&[][..], "accepted"),
        (&[("accepted_on", "")], "received"),
        (&[("reviewed_on", "2022-06-07")], "reviewed"),
        (&[("opinion_from", "2022-06-07"), ("opinion_to", "2022-06-14")], "opinions"),
        (&[("experts_on", "2022-06-15")], "experts"),
        (&[("decision", "2"), ("decided_on", "2022-06-20"), ("approved_by", "市人民政府")], "refused"),
    ] {
        assert_eq!(entered(&[STREET, steps], "2022-06-20").0.text("state"), state, "{steps:?}");
    }
    for (steps, state) in [
        (&[][..], "approved"),
        (&[("filed_on", "2022-06-22")], "filed"),
        (&[("filed_on", "2022-06-22"), ("announced_on", "2022-06-23")], "announced"),
        (&[("closed_on", "2022-06-24")], "closed"),
    ] {
        assert_eq!(entered(&[STREET, APPROVED, steps], "2022-06-24").0.text("state"), state, "{steps:?}");
    }
}

#[test]
fn what_is_said_of_a_case() {
    let announced = "E-PN05 公告须写明标准名称、罗马字母拼写、所属政区、位置描述、批准机关、批准时间, 现缺位置描述";
    for (typed, today, said) in [
        (&[STREET][..], "2022-06-20", &[][..]),
        (&[STREET, &[("accepted_on", "2022-06-08")]], "2022-06-20", &[]),
        (&[STREET, &[("accepted_on", "2022-06-10")]], "2022-06-20", &["W-PN14 受理已超过5个工作日, 请在备注里写明"]),
        (&[STREET, &[("opinion_from", "2022-06-07"), ("opinion_to", "2022-06-14")]], "2022-06-20", &[]),
        (
            &[STREET, &[("opinion_from", "2022-06-07"), ("opinion_to", "2022-06-13")]],
            "2022-06-20",
            &["E-PN15 征求意见应不少于7天, 应到 2022-06-14 以后"],
        ),
        (&[STREET, APPROVED], "2022-07-05", &[]),
        (
            &[STREET, APPROVED],
            "2022-07-06",
            &["W-PN13 应在 2022-07-05 以前备案, 还没有备案", "W-PN13 应在 2022-07-05 以前公告, 还没有公告"],
        ),
        (&[STREET, APPROVED, &[("filed_on", "2022-07-05"), ("announced_on", "2022-07-05")]], "2022-07-06", &[]),
        (
            &[STREET, APPROVED, &[("filed_on", "2022-07-06"), ("announced_on", "2022-07-06")]],
            "2022-07-06",
            &["E-PN06 备案已超过15日", "W-PN16 公告已超过15日"],
        ),
        (
            &[STREET, APPROVED, &[("filed_on", "2022-06-27"), ("announced_on", "2022-06-27"), ("location", "")]],
            "2022-07-06",
            &[announced],
        ),
        (
            &[STREET, APPROVED, &[("decided_on", "2022-07-07")]],
            "2022-07-07",
            &["W-PN17 受理到决定用了31天, 承诺30天, 请在备注里写明"],
        ),
        (
            &[STREET, APPROVED, &[("approved_by", "区人民政府")]],
            "2022-06-20",
            &["W-PN18 应由市人民政府批准, 现为区人民政府, 请核对"],
        ),
        (
            &[STREET, &[("submitted_on", "2022-06-16"), ("doc_application", "1"), ("doc_map", "1")]],
            "2022-06-20",
            &["W-PN33 报批的材料还缺方案、综合评估报告"],
        ),
        (&[STREET, &[("proposed_name", "岳平路")]], "2022-06-20", &["W-PN04 与现有地名岳屏路同音"]),
        (&[STREET, &[("proposed_name", "岳屏路")]], "2022-06-20", &["E-PN02 同一建成区已有同名街路巷岳屏路"]),
        // What is only entered late is doubted at most, and needs no meaning.
        (&[STREET, &[("action", "4"), ("meaning", "")]], "2022-06-20", &[]),
    ] {
        assert_eq!(entered(typed, today).1, said, "{typed:?} {today}");
    }
    // The limits of 2022 do not hold for what was approved before.
    let old: Typed<'_> = &[("received_on", "2021-06-01"), ("accepted_on", "2021-06-03"), ("decided_on", "2021-06-21")];
    assert_eq!(entered(&[STREET, APPROVED, old], "2022-06-20").1, [""; 0]);
}

/// `E-PN37`: one name for two cases under way is doubted.
#[test]
fn a_name_is_proposed_once() {
    let beside = |other: &[(&'static str, &str)]| {
        let mut row = Values::new(&NAME_CASE);
        for (col, text) in [("case_no", "DM-2022-001"), ("kind8", "5"), ("proposed_name", "映霞路")].iter().chain(other)
        {
            row.set(col, *text);
        }
        let mut facts = facts("2022-06-20");
        facts.answers.push((Ask::RowsOf("name_case", "kind8", "5".into()), Fact::Rows(vec![(3, row)])));
        facts
    };
    let said = "E-PN37 在办的案件 DM-2022-001 也拟用映霞路, 一个名称只能用一次, 请核对";
    assert_eq!(among(&[STREET], beside(&[])).1, [said]);
    for other in [&[("proposed_name", "晚霞路")][..], &[("decision", "2")], &[("decision", "1")]] {
        assert_eq!(among(&[STREET], beside(other)).1, [""; 0], "{other:?}");
    }
    assert_eq!(among(&[STREET, APPROVED], beside(&[])).1, [""; 0]);
}

/// What an approval of a case writes.
fn writes(typed: &[Typed<'_>]) -> Vec<Write> {
    let (row, slips) = entered(typed, "2022-06-24");
    assert_eq!(slips, [""; 0]);
    NameCase { row }.follows(&facts("2022-06-24"))
}

#[test]
fn an_approval_enters_renames_and_ends() {
    let written = writes(&[STREET, APPROVED]);
    let [Write::Insert("place_name", name)] = &written[..] else { panic!("{written:?}") };
    let said = |col: &str| name.iter().find(|(of, _)| *of == col).map(|(_, value)| value.clone());
    for (col, value) in [
        ("std_name", Value::from("映霞路")),
        ("roman", "Yingxia Lu".into()),
        ("state", "2".into()),
        ("valid_from", "2022-06-20".into()),
        ("approved_by", "市人民政府".into()),
        ("entry", "1".into()),
        ("cat_code", "23000".into()),
        ("name_case", Write::THIS.into()),
    ] {
        assert_eq!(said(col), Some(value), "{col}");
    }
    let renaming: Typed<'_> = &[
        ("action", "2"),
        ("applicant", "黄茶岭街道办事处"),
        ("rename_reason", "2"),
        ("proposed_name", "红枫巷"),
        ("meaning", "巷内多红枫, 保留原名首字"),
        ("received_on", "2022-06-01"),
        ("accepted_on", "2022-06-06"),
    ];
    let written = writes(&[renaming, APPROVED]);
    let [Write::Insert("place_name", name), Write::Update("place_name", 7, old), Write::Insert("former_name", former)] =
        &written[..]
    else {
        panic!("{written:?}")
    };
    assert!(name.contains(&("renamed_from", 7.into())) && name.contains(&("from_pt", "黄白路".into())), "{name:?}");
    assert!(name.contains(&("entry", "2".into())));
    let ended = [
        ("state", Value::from("3")),
        ("valid_to", "2022-06-19".into()),
        ("ended_by", Write::THIS.into()),
        ("renamed_to", Write::FIRST.into()),
    ];
    assert_eq!(old[..], ended);
    assert!(former.contains(&("place_name", Write::FIRST.into())) && former.contains(&("name", "红旗巷".into())));
    let cancelling: Typed<'_> = &[
        ("action", "3"),
        ("applicant", "黄茶岭街道办事处"),
        ("cancel_reason", "1"),
        ("gone_on", "2022-05-30"),
        ("received_on", "2022-06-01"),
    ];
    let written = writes(&[cancelling, APPROVED]);
    let [Write::Update("place_name", 7, old)] = &written[..] else { panic!("{written:?}") };
    assert_eq!(old[..2], [("state", Value::from("4")), ("valid_to", "2022-06-19".into())]);
    assert!(writes(&[STREET]).is_empty());
    // Renamed to what it is called, or what is no standard name any more.
    let (_, slips) = entered(&[renaming, &[("proposed_name", "红旗巷")]], "2022-06-24");
    assert_eq!(slips[0], "E-PN34 拟用名称与原名红旗巷相同, 不是更名");
    // A reason is asked for.
    let (_, slips) = entered(&[renaming, &[("rename_reason", "")]], "2022-06-24");
    assert_eq!(slips, ["E-RG06 类型为“更名”的, 须填更名原因"]);
    let (_, slips) = entered(&[cancelling, &[("cancel_reason", ""), ("gone_on", "")]], "2022-06-24");
    let asked = ["E-RG06 类型为“销名”的, 须填销名原因", "E-RG06 类型为“销名”的, 须填消失、合并、变更日期"];
    assert_eq!(slips, asked);
}
