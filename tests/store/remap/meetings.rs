//! Records that would be the same, lines between what becomes one, parameters by town.

use super::office::{
    NEIGHBOUR, TOWN, all, approved, carried, line, merged, office, refused, split, tables, there, undone, unit,
    verified,
};
use crate::support::{OTHER_VILLAGE, Office, VILLAGE, register};
use minzheng::domain::month::Month;
use minzheng::register::Draft;
use minzheng::store::StoreFault;

fn fixture(o: &Office, village: &str, qty: &str, spot: &str) -> i64 {
    let draft = Draft::new(register("publicity_fixture")).with("kind", "1").with("division", village);
    o.saved(&draft.with("installed_on", "2021-03-01").with("qty", qty).with("spot", spot))
}

#[test]
fn records_that_would_be_the_same_join_or_stand_against_it() {
    let o = office();
    let plan = o.saved(&merged());
    fixture(&o, VILLAGE, "2", "村口");
    fixture(&o, NEIGHBOUR, "3", "广场");
    o.sql(&format!(
        "INSERT INTO place_name(key, std_name, specific, generic, roman, kind8, cat_code, pn_code, division, valid_from, act)
             VALUES (1, '蒸阳路', '蒸阳', '路', 'Zhengyang Lu', '5', '24100', '430406241000001', '{TOWN}', '2021-01-01', 1);
         INSERT INTO crossed_division(key, place_name, division, act) VALUES (1, 1, '{VILLAGE}', 1), (2, 1, '{NEIGHBOUR}', 1)"
    ));
    let shop = |village: &str, owner: &str| {
        let owner = o.one::<i64>(&format!("SELECT key FROM person WHERE name = '{owner}'"));
        let draft = Draft::new(register("merchant")).with("name", "利民花圈店").with("business", "1");
        o.saved(&draft.with("division", village).with("owner", format!("#{owner}")).with("opened_on", "2021-02-01"))
    };
    let shop = shop(VILLAGE, "张三").max(shop(NEIGHBOUR, "王五"));
    let (before, october) = (all(&o), tables(&o, "2021-10"));
    let preview = o.store.remap_preview(plan, o.day, &mut |_, _| true);
    let Err(StoreFault::Refused(said)) = preview else { panic!("{preview:?}") };
    let said: Vec<(&str, &str)> = said.slips.iter().map(|s| (s.code, s.text.as_str())).collect();
    let text = "变更后有 2 条相同的商户 利民花圈店, 只能有一条: 光辉社区居委会 利民花圈店 王*; 沿江南路社区居委会 利民花圈店 张*; \
                请先更正其中一条的名称, 重复登记的作废一条, 再办理变更";
    assert_eq!(said, [("E-DV15", text)]);
    assert_eq!(all(&o), before);
    let mut named = Draft::new(register("merchant")).with("name", "利民花圈二店");
    named.key = Some(shop);
    o.saved(&named);
    let before = all(&o);
    let done = carried(&o, plan);
    assert_eq!(
        done.apart,
        [
            "宣传设施 时空信箱: 2 条合为一条 (光辉社区居委会 #2; 沿江南路社区居委会 #1), 合计数量 5",
            "跨越政区 蒸阳路: 2 条合为一条 (光辉社区居委会 #2; 沿江南路社区居委会 #1)",
        ]
    );
    assert_eq!(
        o.one::<String>(
            "SELECT group_concat(division || qty || spot || state || installed_on || coalesce(removed_on, ''), ' ')
             FROM (SELECT * FROM publicity_fixture ORDER BY key)"
        ),
        "4304060010012村口32021-03-012021-11-30 4304060010043广场32021-03-012021-11-30 4304060010045广场、村口12021-12-01"
    );
    assert_eq!(tables(&o, "2021-10"), october);
    assert_eq!(there(&o, "publicity_fixture", "division", VILLAGE, "2021-11-30"), (1, 1));
    verified(&o);
    undone(&o, done.act.unwrap());
    assert_eq!(all(&o), before);
}

/// The first village goes into the second while the second goes into the third; no two fixtures of a kind meet on the way.
#[test]
fn villages_that_move_up_in_a_row_do_not_collide() {
    let o = office();
    let third = OTHER_VILLAGE;
    for (village, qty) in [(VILLAGE, "1"), (third, "2"), (NEIGHBOUR, "3")] {
        fixture(&o, village, qty, "村口");
    }
    let rows = vec![
        unit("from", VILLAGE, "沿江南路社区居委会", "100"),
        unit("from", third, "某社区居委会", "50"),
        unit("to", third, "某社区居委会", "100"),
        unit("to", "430406001009", "新社区居委会", "50"),
        line(VILLAGE, third),
        line(third, "430406001009"),
    ];
    let plan = o.saved(&approved("village", "4", rows));
    let before = all(&o);
    let done = carried(&o, plan);
    assert_eq!(done.apart, [""; 0]);
    assert_eq!(
        o.one::<String>(
            "SELECT group_concat(division || qty, ' ') FROM (SELECT * FROM publicity_fixture ORDER BY key)"
        ),
        format!("{third}1 4304060010092 {NEIGHBOUR}3")
    );
    verified(&o);
    undone(&o, done.act.unwrap());
    assert_eq!(all(&o), before);
}

/// A line follows with its code; one whose sides become one town is no more; two that become the same stand against it.
#[test]
fn boundary_lines_follow_with_their_codes_and_end_between_what_becomes_one() {
    let o = office();
    let (second, third) = ("430406002000", "430406003000");
    let boundary = |name: &str, a: &str, b: &str| {
        let draft = Draft::new(register("boundary_line")).with("name", name).with("side_a", a).with("side_b", b);
        o.saved(&draft.with("length", "3.5").with("signed_on", "2010-01-01"))
    };
    boundary("先呆线", TOWN, second);
    boundary("先第线", TOWN, third);
    let double = boundary("第二线", second, third);
    let villages = o.one::<String>(
        "SELECT group_concat(code, ' ') FROM division WHERE code LIKE '430406001%' AND level = 'village'",
    );
    let mut rows = vec![
        unit("from", TOWN, "先锋街道", "300"),
        unit("from", second, "二街道", "100"),
        unit("to", second, "二街道", "400").with("area_km2", "3"),
        line(TOWN, second),
    ];
    // Each goes to a code of its own: those of the other town are taken.
    let own = |at: usize| format!("430406002{}", 700 + at);
    rows.extend(villages.split(' ').enumerate().map(|(at, village)| line(village, &own(at))));
    let along = approved("street", "2", rows[..4].to_vec());
    let along = o.saved(&along);
    let said = refused(&o, along);
    assert!(said.iter().all(|(code, _)| *code == "E-DV10") && said[0].1.contains("请各写一行新代码"), "{said:?}");
    let plan = o.saved(&approved("street", "2", rows));
    let said = refused(&o, plan);
    assert_eq!(said.len(), 1, "{said:?}");
    assert_eq!(said[0].0, "E-DV15");
    assert!(said[0].1.contains("先第线") && said[0].1.contains("第二线"), "{}", said[0].1);
    assert!(said[0].1.ends_with("请先给不再保留的填废止日期, 再办理变更"), "{}", said[0].1);
    let mut over = Draft::new(register("boundary_line")).with("ended_on", "2021-11-30");
    over.key = Some(double);
    o.saved(&over);
    let before = all(&o);
    let done = carried(&o, plan);
    assert_eq!(done.apart.len(), 1, "{:?}", done.apart);
    assert!(done.apart[0].contains("先呆线") && done.apart[0].contains("废止日期 2021-11-30"), "{:?}", done.apart);
    assert_eq!(
        o.one::<String>(
            "SELECT group_concat(code || coalesce(ended_on, ''), ' ') FROM (SELECT * FROM boundary_line ORDER BY key)"
        ),
        "430406001-4304060022021-11-30 430406002-430406003 430406002-4304060032021-11-30"
    );
    verified(&o);
    undone(&o, done.act.unwrap());
    assert_eq!(all(&o), before);
}

/// What is set by town is set for the towns that come of it, from the day on.
#[test]
fn parameters_by_town_follow() {
    let o = office();
    let parameter = |first: &str, value: &str, from: &str| {
        let draft = Draft::new(register("parameter")).with("name", "elder.allowance_fen").with("first", first);
        let mut draft = draft.with("second", TOWN).with("value", value).with("valid_from", from);
        draft.accept.push("E-PM09".to_owned());
        draft.why = Some("文件晚到".to_owned());
        o.saved(&draft.with("basis", "雁政发2号"))
    };
    parameter("80", "5000", "2021-01-01");
    parameter("80", "6000", "2021-12-20");
    parameter("90", "9000", "2021-03-01");
    let plan = o.saved(&split());
    let before = all(&o);
    let done = carried(&o, plan);
    let told = |name: &str| format!("参数: {name}自 2021-12-01 起沿用先锋街道的标准 3 项");
    assert_eq!(done.apart, [told("先锋南街道"), told("先锋北街道")]);
    for town in ["430406006000", "430406007000"] {
        assert_eq!(
            o.one::<String>(&format!(
                "SELECT group_concat(first || ':' || value || ':' || valid_from, ' ') FROM (SELECT * FROM parameter
                 WHERE second = '{town}' ORDER BY first, valid_from)"
            )),
            "80:5000:2021-12-01 80:6000:2021-12-20 90:9000:2021-12-01"
        );
    }
    verified(&o);
    undone(&o, done.act.unwrap());
    assert_eq!(all(&o), before);
}

/// Two who hold the office of which a village has one: both stay, and they are told by name, before and after.
#[test]
fn two_who_hold_one_office_are_told_by_name() {
    let o = office();
    for (name, village) in [("李梅", VILLAGE), ("王五", NEIGHBOUR)] {
        o.sql(&format!(
            "INSERT INTO child_worker(person, division, role, phone, appointed_on, act)
                 SELECT key, '{village}', 'director', '13800138000', '2021-01-05', 1 FROM person WHERE name = '{name}'"
        ));
    }
    let odd = |month: &str| {
        let all = o.store.oddities(Month::parse(month).unwrap(), &|| true).unwrap();
        all.into_iter().filter(|odd| odd.check.code == "X24b").map(|odd| odd.text).collect::<Vec<_>>()
    };
    let plan = o.saved(&merged());
    let before = all(&o);
    let preview = o.store.remap_preview(plan, o.day, &mut |_, _| true).unwrap();
    let told = &preview.apart[0];
    assert!(
        told.starts_with("光辉社区居委会: 基层儿童队伍 2 人 (") && told.ends_with("请给不再留任的填离任日期"),
        "{told}"
    );
    assert_eq!(odd("2021-12"), [""; 0]);
    let done = carried(&o, plan);
    assert_eq!(done.apart, preview.apart);
    assert_eq!((odd("2021-11").len(), odd("2021-12").len()), (0, 2));
    assert!(odd("2021-12")[0].contains("王五") || odd("2021-12")[0].contains("李梅"), "{:?}", odd("2021-12"));
    undone(&o, done.act.unwrap());
    assert_eq!((all(&o), odd("2021-12").len()), (before, 0));
}
