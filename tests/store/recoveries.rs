//! 追缴: what the bank has paid after a death is found, told, opened as a recovery in the act of the death, and taken back with it
//! (assistance 7.6).

use crate::support::{Office, VILLAGE, account, id, register, tekun, tekun_award};
use minzheng::domain::money::Money;
use minzheng::domain::month::Month;
use minzheng::figure::roll::funeral::stops::Stop;
use minzheng::register::{Checked, Condition, Consequence, Draft, Op, Query};

/// A line for a case: its type, the month it is for, the months it covers, its money, and what the bank said.
type Line<'l> = (&'l str, &'l str, Option<(&'l str, &'l str)>, i64, &'l str);

/// Batches of 城市低保, or whatever the case is of: one a line, closed, sent (`0`) or still a draft (`-`).
fn lines(o: &Office, case: i64, person: i64, lines: &[Line<'_>]) {
    let mut batch: i64 = o.one("SELECT coalesce(max(key), 0) FROM batch");
    for (line_type, month, range, yuan, bank) in lines {
        batch += 1;
        let key = batch * 1_000_000 + 1;
        let (from, to) =
            range.map_or(("NULL".to_owned(), "NULL".to_owned()), |(from, to)| (format!("'{from}'"), format!("'{to}'")));
        let fen = yuan * 100;
        o.sql(&format!(
            "INSERT INTO batch(key, batch_no, scheme, period, batch_kind, state, line_count, total_fen, made_by, act)
               VALUES ({batch}, 'B-{batch}', 'dibao-urban', '{month}', 'N', 'draft', 1, {fen}, 'maker', 1);
             INSERT INTO payment(key, batch, scheme, case_key, beneficiary, payee, division, period_due, from_month, to_month, line_type,
                 households, persons, amount_fen, account_name, account_no, bank_code, act)
               VALUES ({key}, {batch}, 'dibao-urban', {case}, {person}, {person}, '{VILLAGE}', '{month}', {from}, {to}, '{line_type}', 0, 0,
                 {fen}, '某', '6217000000000000000', '102', 1);"
        ));
        match *bank {
            "-" => {}
            "0" => o.sql(&format!("UPDATE batch SET state = 'sent' WHERE key = {batch}")),
            bank => {
                let (good, fail) = if bank == "1" { (1, "NULL") } else { (0, "'03'") };
                o.sql(&format!(
                    "UPDATE payment SET bank_state = '{bank}', fail_code = {fail}, paid_on = '{month}-15', booked_month = '{month}'
                       WHERE key = {key};
                     UPDATE batch SET state = 'returned', success_count = {good}, success_fen = {good} * {fen}, fail_count = 1 - {good},
                       fail_fen = (1 - {good}) * {fen} WHERE key = {batch};"
                ));
            }
        }
    }
}

fn monthly(o: &Office, case: i64, person: i64, yuan: i64, months: &[&str]) {
    let all: Vec<Line<'_>> = months.iter().map(|month| ("01", *month, None, yuan, "1")).collect();
    lines(o, case, person, &all);
}

fn death(person: i64, died: &str) -> Draft {
    let draft = Draft::new(register("death")).with("person", format!("#{person}")).with("died_on", died);
    // A family that does not qualify without the dead is looked at by the clerk.
    Draft { follow: true, accept: vec!["E-BN02".to_owned()], why: Some("已核实".to_owned()), ..draft }
}

/// What is told of recoveries.
fn recoveries(checked: &Checked) -> Vec<&str> {
    checked.follows.iter().filter(|c| c.text.contains("应追回")).map(|c: &Consequence| c.text.as_str()).collect()
}

/// What stands of recoveries: its months, each with paid and due.
fn stored(o: &Office) -> String {
    let rows = "SELECT r.scheme || ' ' || r.reason || ' ' || group_concat(m.month || ' ' || m.paid_fen || '-' || m.due_fen, ', ' ORDER BY m.month) AS x
        FROM recovery r JOIN recovery_month m ON m.recovery = r.key WHERE r.voided_by IS NULL AND m.voided_by IS NULL GROUP BY r.key ORDER BY r.key";
    o.one(&format!("SELECT coalesce(group_concat(x, '; '), '') FROM ({rows})"))
}

fn sound(o: &Office) {
    let findings = o.store.verify().unwrap();
    let wrong: Vec<_> = findings.iter().filter(|f| !f.ok && f.check != "batch_kept").collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

/// Enters a death, holds what was told against what was stored, takes it back, and enters it again.
fn dies(o: &Office, person: i64, died: &str) -> String {
    let draft = death(person, died);
    let checked = o.store.check(&draft, o.day).unwrap();
    let saved = o.save(&draft).unwrap_or_else(|e| panic!("{e}"));
    let open: i64 = o.one("SELECT coalesce(sum(m.over_fen), 0) FROM recovery_month m WHERE m.voided_by IS NULL");
    let told = recoveries(&checked).join("\n");
    let number = |text: &str| text.split("应追回 ").nth(1).unwrap().split(' ').next().unwrap().replace(',', "");
    let sums = told.lines().map(|line| Money::parse(&number(line)).unwrap());
    assert_eq!(Money::sum(sums).unwrap().as_fen(), open, "{told}");
    let before = stored(o);
    let accept = ["E-UD05".to_owned()];
    o.store.undo(saved.act, (&o.who, o.day), "登错了人", &accept, &mut |_, _| true).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(stored(o), "");
    o.saved(&draft);
    assert_eq!(stored(o), before);
    told
}

/// A family of three, without income of the son; 740.00 at a standard of 600.00.
fn family(o: &Office) -> (i64, [i64; 3]) {
    let people = [
        o.person("陈桂香", &id("1967-03-02", 24)),
        o.person("李伟", &id("1976-05-01", 31)),
        o.person("李强", &id("1999-05-01", 33)),
    ];
    let house = o.household(people[0], &[(people[1], "21"), (people[2], "21")]);
    (o.case(house, "1060"), people)
}

/// Assistance 7.6.
#[test]
fn a_family_owes_what_it_would_not_have_been_paid_without_the_dead() {
    let o = Office::new();
    let (case, people) = family(&o);
    assert_eq!(o.one::<i64>("SELECT total_fen FROM award"), 74_000);
    monthly(&o, case, people[0], 740, &["2021-05", "2021-06", "2021-07", "2021-08", "2021-09"]);
    let told = dies(&o, people[2], "2021-06-12");
    assert!(told.ends_with("2021-07 至 2021-09 多发 3 个月, 应追回 1,800.00 元 (2021-06-12 死亡)"), "{told}");
    assert_eq!(stored(&o), "dibao-urban 01 2021-07 74000-14000, 2021-08 74000-14000, 2021-09 74000-14000");
    sound(&o);
}

/// A recovery stands while money that came back is entered for it, and a receipt is entered once.
#[test]
fn what_came_back_stands_against_voiding_its_recovery() {
    let o = Office::new();
    let (case, people) = family(&o);
    monthly(&o, case, people[0], 740, &["2021-07", "2021-08", "2021-09"]);
    o.saved(&death(people[2], "2021-06-12"));
    let opened: i64 = o.one("SELECT key FROM recovery WHERE voided_by IS NULL");
    let repaid = Draft::new(register("repayment"))
        .with("recovery", format!("#{opened}"))
        .with("date", "2021-12-31")
        .with("amount", "100")
        .with("way", "1")
        .with("receipt_no", "PJ-0001");
    let first = o.saved(&repaid);
    assert!(o.refused(&repaid).contains(&"E-ZJ14"));
    o.saved(&repaid.clone().with("receipt_no", "PJ-0002"));
    // A case behind a reference is found by its number, as one of the row itself.
    let of_case = |no: &str| {
        let condition = Condition { path: "recovery.case_key", op: Op::Has, value: no.to_owned() };
        let query = Query { filters: vec![condition], ..Query::new(register("repayment"), o.day, 10) };
        o.store.arrange(&query, &mut |_, _| true).unwrap().len()
    };
    assert_eq!([of_case("DB4304"), of_case("CL4304")], [2, 0]);
    let void = || o.store.void(register("recovery"), opened, &o.who, o.day, "登错").map_err(|e| e.to_string());
    assert!(void().unwrap_err().contains("还有 2 条退款用到这条追缴"));
    assert_eq!(o.one::<i64>("SELECT count(*) FROM repayment WHERE voided_by IS NULL"), 2);
    for row in [first, first + 1] {
        o.store.void(register("repayment"), row, &o.who, o.day, "登错").unwrap();
    }
    void().unwrap();
}

/// The first and the last day of a month; who owes nothing opens nothing.
#[test]
fn the_month_of_the_death_is_due() {
    for (died, months) in [("2021-06-30", 3), ("2021-07-01", 2), ("2021-09-15", 0)] {
        let o = Office::new();
        let (case, people) = family(&o);
        monthly(&o, case, people[0], 740, &["2021-06", "2021-07", "2021-08", "2021-09"]);
        dies(&o, people[1], died);
        assert_eq!(o.one::<i64>("SELECT count(*) FROM recovery_month WHERE voided_by IS NULL"), months, "{died}");
    }
}

/// Nothing is due to the living either where they do not qualify alone.
#[test]
fn a_family_that_does_not_qualify_without_the_dead_owes_all() {
    let o = Office::new();
    let people = [o.person("陈桂香", &id("1967-03-02", 24)), o.person("李伟", &id("1976-05-01", 31))];
    let case = o.case(o.household(people[0], &[(people[1], "21")]), "700");
    monthly(&o, case, people[0], 500, &["2021-07", "2021-08"]);
    dies(&o, people[1], "2021-06-12");
    assert_eq!(stored(&o), "dibao-urban 01 2021-07 50000-0, 2021-08 50000-0");
}

#[test]
fn who_lived_alone_owes_all_of_it() {
    let o = Office::new();
    let head = o.person("陈桂香", &id("1967-03-02", 24));
    let case = o.case(o.household(head, &[]), "100");
    monthly(&o, case, head, 500, &["2021-06", "2021-07"]);
    dies(&o, head, "2021-06-12");
    assert_eq!(stored(&o), "dibao-urban 01 2021-07 50000-0");
    sound(&o);
}

/// Two deaths, the second one on the first day of a month, which is due to her still.
#[test]
fn who_died_on_the_first_of_a_month_counts_in_it() {
    let o = Office::new();
    let (case, people) = family(&o);
    let wife = o.save(&death(people[2], "2021-08-01")).unwrap();
    assert!(wife.act > 0);
    monthly(&o, case, people[0], 740, &["2021-07", "2021-08"]);
    dies(&o, people[1], "2021-02-04");
    // Two are left of three in July and August: 2 x 600 - 1,060.
    assert_eq!(stored(&o), "dibao-urban 01 2021-07 74000-14000, 2021-08 74000-14000");
}

/// What is computed anew is due, month after month: a member who comes of the age of 分类施保 later changes nothing by himself.
#[test]
fn what_the_new_version_pays_is_due() {
    let o = Office::new();
    let people = [
        o.person("陈桂香", &id("1967-03-02", 24)),
        o.person("李大", &id("1951-08-20", 31)),
        o.person("李强", &id("1999-05-01", 33)),
    ];
    let house = o.household(people[0], &[(people[1], "51"), (people[2], "21")]);
    let case = o.case(house, "300");
    let total: i64 = o.one("SELECT total_fen FROM award");
    monthly(&o, case, people[0], total / 100, &["2021-07", "2021-08", "2021-09", "2021-10"]);
    dies(&o, people[2], "2021-06-12");
    let due: i64 = o.one("SELECT total_fen FROM award WHERE voided_by IS NULL ORDER BY from_month DESC LIMIT 1");
    let each: i64 = o.one(&format!("SELECT count(*) FROM recovery_month WHERE due_fen = {due} AND voided_by IS NULL"));
    assert_eq!(each, 4, "{due} {}", stored(&o));
}

/// The month of a death is not due where the office says so: computed anew from that month on.
#[test]
fn the_month_of_the_death_may_be_due_no_more() {
    let o = Office::new();
    let (case, people) = family(&o);
    let rule =
        Draft::new(register("parameter")).with("name", "benefit.death_rule").with("value", "stop_in_death_month");
    let rule = rule.with("valid_from", "2021-01-01").with("basis", "雁民发〔2021〕1号");
    o.saved(&Draft { accept: vec!["E-PM09".to_owned()], why: Some("本地规定".to_owned()), ..rule });
    monthly(&o, case, people[0], 740, &["2021-05", "2021-06", "2021-07"]);
    dies(&o, people[2], "2021-06-20");
    assert_eq!(stored(&o), "dibao-urban 01 2021-06 74000-14000, 2021-07 74000-14000");
    let versions = "SELECT group_concat(from_month || ' ' || total_fen, ', ' ORDER BY from_month) FROM award WHERE voided_by IS NULL";
    assert_eq!(o.one::<String>(versions), "2020-12 74000, 2021-06 14000");
    sound(&o);
}

/// Where what would have followed is left, T-FN8 says that nothing stopped, and why.
#[test]
fn what_goes_on_is_told() {
    let o = Office::new();
    let people = [o.person("陈桂香", &id("1967-03-02", 24)), o.person("李伟", &id("1976-05-01", 31))];
    let case = o.case(o.household(people[0], &[(people[1], "21")]), "700");
    monthly(&o, case, people[0], 500, &["2021-07"]);
    o.saved(&death(people[1], "2021-06-12"));
    let stops = o.store.stops_of_deaths(Month::parse("2021-12").unwrap()).unwrap();
    let told: Vec<(&str, i64)> = stops.iter().map(|stop| (stop.state.as_str(), stop.over_fen)).collect();
    assert_eq!(told, [("未停发(已核实), 发现", 50_000)]);
}

/// A raise of the standard in between, that is paid: each month is computed with its own standard.
#[test]
fn each_month_has_its_own_standard() {
    let o = Office::new();
    let (case, people) = family(&o);
    let raised = Draft::new(register("parameter")).with("name", "dibao.urban.month_fen").with("value", "65000");
    o.saved(&raised.with("valid_from", "2021-08-01").with("basis", "雁民发〔2021〕1号"));
    let version = o.award_draft("2021-07-20", "1060").with("from_month", "2021-08").with("dibao", format!("#{case}"));
    o.saved(&version);
    assert_eq!(o.one::<i64>("SELECT max(total_fen) FROM award"), 89_000);
    monthly(&o, case, people[0], 740, &["2021-07"]);
    monthly(&o, case, people[0], 890, &["2021-08", "2021-09"]);
    dies(&o, people[2], "2021-06-12");
    assert_eq!(stored(&o), "dibao-urban 01 2021-07 74000-14000, 2021-08 89000-24000, 2021-09 89000-24000");
    sound(&o);
}

/// 补发 for months before and after the stop; a line that the bank refused; one that was sent again; lines without an answer, or not
/// sent yet; 丧葬费.
#[test]
fn what_counts_is_what_the_bank_paid() {
    let o = Office::new();
    let head = o.person("陈桂香", &id("1967-03-02", 24));
    let case = o.case(o.household(head, &[]), "100");
    lines(
        &o,
        case,
        head,
        &[
            ("02", "2021-07", Some(("2021-05", "2021-07")), 1_500, "1"),
            ("01", "2021-08", None, 500, "2"),
            ("01", "2021-09", None, 500, "2"),
            ("01", "2021-10", None, 500, "0"),
            ("01", "2021-11", None, 500, "-"),
            ("07", "2021-08", None, 4_000, "1"),
        ],
    );
    o.sql(
        "INSERT INTO batch(key, batch_no, scheme, period, batch_kind, state, line_count, total_fen, made_by, act)
           VALUES (9, 'B-9', 'dibao-urban', '2021-10', 'R', 'draft', 1, 50000, 'maker', 1);
         INSERT INTO payment(key, batch, scheme, case_key, beneficiary, payee, division, period_due, line_type, households, persons,
             amount_fen, account_name, account_no, bank_code, reissue_of, act)
           SELECT 9000001, 9, scheme, case_key, beneficiary, payee, division, period_due, '06', 0, 0, amount_fen, account_name, account_no,
             bank_code, key, 1 FROM payment WHERE period_due = '2021-09';
         UPDATE payment SET bank_state = '1', paid_on = '2021-10-20', booked_month = '2021-10' WHERE key = 9000001;
         UPDATE batch SET state = 'returned', success_count = 1, success_fen = 50000, fail_count = 0, fail_fen = 0 WHERE key = 9;",
    );
    let checked = o.store.check(&death(head, "2021-06-12"), o.day).unwrap();
    let told: Vec<&str> = checked.slips.iter().filter(|s| s.code == "W-ZJ12").map(|s| s.text.as_str()).collect();
    assert_eq!(told.len(), 1, "{:?}", checked.slips);
    for part in [
        "2021-08 的 500.00 元(B-2) 银行退回的",
        "2021-10 的 500.00 元(B-4) 已送银行",
        "2021-11 的 500.00 元(B-5) 还没有送银行",
    ] {
        assert!(told[0].contains(part), "{told:?}");
    }
    dies(&o, head, "2021-06-12");
    assert_eq!(stored(&o), "dibao-urban 01 2021-07 50000-0, 2021-09 50000-0");
}

/// 集中供养 with its line of 照料护理费: both are owed.
#[test]
fn who_was_supported_owes_the_care_line_too() {
    let o = Office::new();
    let old = o.person("陈桂香", &id("1947-03-02", 24));
    let case = o.saved(
        &tekun(old, "2020-11-02")
            .with_row(tekun_award("2020-11-30").with("support_mode", "D"))
            .with_row(crate::support::assessment("2020-11-20", 2)),
    );
    lines(&o, case, old, &[("01", "2021-07", None, 780, "1"), ("08", "2021-07", None, 257, "1")]);
    dies(&o, old, "2021-06-12");
    assert_eq!(stored(&o), "tekun 01 2021-07 103700-0");
}

/// What is recovered already is not recovered again, and money that came back keeps the act where it is.
#[test]
fn a_recovery_stands_once_and_holds_the_act() {
    let o = Office::new();
    let head = o.person("陈桂香", &id("1967-03-02", 24));
    o.saved(&account(head, "6217990000123456788", "2020-01-02"));
    let case = o.case(o.household(head, &[]), "100");
    monthly(&o, case, head, 500, &["2021-07", "2021-08"]);
    let month = |of: &str| Draft::new(register("recovery_month")).with("month", of);
    let by_hand = Draft::new(register("recovery")).with("case_key", format!("#{case}")).with("reason", "04");
    o.saved(&by_hand.with_row(month("2021-07").with("due", "100")));
    assert_eq!(stored(&o), "dibao-urban 04 2021-07 50000-10000");
    let saved = o.save(&death(head, "2021-06-12")).unwrap();
    let opened: i64 = o.one("SELECT max(key) FROM recovery");
    assert_eq!(
        o.one::<String>(&format!("SELECT group_concat(month) FROM recovery_month WHERE recovery = {opened}")),
        "2021-08"
    );
    let back = |yuan: &str| {
        let draft = Draft::new(register("repayment")).with("recovery", format!("#{opened}")).with("date", "2021-12-31");
        draft.with("amount", yuan).with("way", "2").with("receipt_no", "票1")
    };
    assert_eq!(o.refused(&back("500.01")), ["E-ZJ06"]);
    o.saved(&back("200"));
    let record = o.store.record_json(register("recovery"), opened, o.day).unwrap();
    let said = |col: &str| record[col].as_str().unwrap_or("").to_owned();
    let sums = ["over", "returned", "balance", "from_month", "to_month"].map(said);
    assert_eq!(sums, ["500.00", "200.00", "300.00", "2021-08", "2021-08"]);
    let refused = o.store.undo(saved.act, (&o.who, o.day), "登错了人", &["E-UD05".to_owned()], &mut |_, _| true);
    assert!(refused.unwrap_err().to_string().contains("退款"));
    sound(&o);
}

/// T-FN8 of services 4.9 and 7 X01, in plain SQL: every benefit that was open when somebody died, the first version after it that does not
/// pay the dead, and the lines since then that are more than the version in force. The month of the death is due.
const T_FN8: &str = "
    WITH open AS (
        SELECT d.key AS death, d.died_on, d.person, substr(d.died_on, 1, 7) AS last, c.dibao AS case_key, 'dibao' AS of,
            (SELECT min(v.from_month) FROM award v WHERE v.dibao = c.dibao AND v.voided_by IS NULL AND v.from_month > c.from_month
               AND NOT EXISTS (SELECT 1 FROM cover x WHERE x.dibao = c.dibao AND x.from_month = v.from_month AND x.person = d.person
                               AND x.voided_by IS NULL)) AS stop
          FROM death d JOIN cover c ON c.person = d.person AND c.voided_by IS NULL
          WHERE d.voided_by IS NULL AND d.reported_on BETWEEN '2021-12-01' AND '2021-12-31' AND c.from_month = (SELECT max(v.from_month)
            FROM award v WHERE v.dibao = c.dibao AND v.voided_by IS NULL AND v.from_month <= substr(d.died_on, 1, 7))
        UNION ALL
        SELECT d.key, d.died_on, d.person, substr(d.died_on, 1, 7), k.key, 'disability',
            (SELECT min(v.from_month) FROM disability_award v WHERE v.disability = k.key AND v.voided_by IS NULL AND v.kind = 'end')
          FROM death d JOIN disability k ON k.person = d.person AND k.voided_by IS NULL
          WHERE d.voided_by IS NULL AND d.reported_on BETWEEN '2021-12-01' AND '2021-12-31'),
    versions AS (
        SELECT dibao AS case_key, from_month, kind, total_fen AS fen FROM award WHERE voided_by IS NULL
        UNION ALL SELECT disability, from_month, kind, amount_fen FROM disability_award WHERE voided_by IS NULL),
    paid AS (
        SELECT o.death, o.case_key, o.last, p.period_due AS month, p.amount_fen - CASE WHEN p.period_due >= o.stop THEN
            (SELECT v.fen FROM versions v WHERE v.case_key = o.case_key AND v.from_month <= p.period_due ORDER BY v.from_month DESC LIMIT 1)
            ELSE 0 END AS fen
          FROM open o JOIN payment p ON p.case_key = o.case_key AND p.bank_state = '1' AND p.voided_by IS NULL)
    SELECT group_concat(x, '; ') FROM (
      SELECT n.name || ' ' || n.id_number || ' ' || o.died_on || ' ' || o.of || ' ' || o.last || ' '
          || coalesce((SELECT max(month) FROM paid p WHERE p.death = o.death AND p.case_key = o.case_key AND p.fen > 0), '')
          || ' ' || (SELECT count(*) FROM paid p WHERE p.death = o.death AND p.case_key = o.case_key AND p.fen > 0 AND p.month > p.last)
          || ' ' || (SELECT coalesce(sum(fen), 0) FROM paid p WHERE p.death = o.death AND p.case_key = o.case_key AND p.month > p.last)
          || CASE (SELECT kind FROM versions v WHERE v.case_key = o.case_key AND v.from_month = o.stop) WHEN 'end' THEN ' 已停发'
             ELSE ' 已重新核定' END
          || CASE WHEN EXISTS (SELECT 1 FROM recovery r WHERE r.case_key = o.case_key AND r.voided_by IS NULL) THEN ', 发现' ELSE '' END AS x
        FROM open o JOIN person n ON n.key = o.person ORDER BY o.died_on, o.death)";

/// 护理补贴 of somebody of this name, paid in some months.
fn cared(o: &Office, name: &str, no: &str, months: &[&str]) -> (i64, i64) {
    let draft = o.person_draft(name, no).with("disability_cert_no", format!("{no}42"));
    let person = o.saved(&draft.with("disability_valid_to", "2028-06-30"));
    let case = Draft::new(register("disability"))
        .with("origin", "taken_over")
        .with("kind", "CN")
        .with("person", format!("#{person}"))
        .with("apply_date", "2021-03-05");
    let case = o.saved(&case.with_row(Draft::new(register("disability_award")).with("decided_date", "2021-03-20")));
    monthly(o, case, person, 70, months);
    (person, case)
}

#[test]
fn the_stops_of_a_month_are_those_of_its_dead_whoever_entered_them() {
    let o = Office::new();
    let (case, people) = family(&o);
    monthly(&o, case, people[0], 740, &["2021-06", "2021-07", "2021-08"]);
    let (other, _) = cared(&o, "王强", &id("1976-05-01", 51), &["2021-09", "2021-10", "2021-11"]);
    // Stopped by hand before the death is entered, and paid once more all the same; and stopped in time.
    for (name, no, last) in [("李梅", id("1979-03-11", 42), "2021-11"), ("王福", id("1969-03-11", 33), "2021-10")] {
        let months = ["2021-09", "2021-10", "2021-11"].into_iter().filter(|month| *month <= last);
        let (person, case) = cared(&o, name, &no, &months.collect::<Vec<_>>());
        let end = Draft::new(register("disability_award")).with("disability", format!("#{case}")).with("kind", "end");
        let end = end.with("decided_date", "2021-10-20").with("from_month", "2021-11").with("reason_code", "03");
        o.saved(&end);
        o.saved(&death(person, "2021-10-15"));
    }
    o.saved(&death(people[2], "2021-06-12"));
    o.saved(&death(other, "2021-10-02"));
    let month = Month::parse("2021-12").unwrap();
    let cases = |benefit: &str| if benefit.contains("低保") { "dibao" } else { "disability" };
    let line = |e: &Stop| {
        format!(
            "{} {} {} {} {} {} {} {} {}",
            e.name,
            e.id_number,
            e.died_on,
            cases(e.benefit),
            e.last_due,
            e.paid_until,
            e.months,
            e.over_fen,
            e.state
        )
    };
    let stops = o.store.stops_of_deaths(month).unwrap();
    let told: Vec<String> = stops.iter().map(line).collect();
    assert_eq!(told.join("; "), o.one::<String>(T_FN8));
    assert_eq!(stops.iter().map(|e| e.over_fen).collect::<Vec<_>>().iter().sum::<i64>(), 120_000 + 7_000 + 7_000);
    assert_eq!(stops.len(), 4);
    assert!(o.store.stops_of_deaths(month.prev()).is_err());
}

fn program(o: &Office, args: &[&str]) -> (Option<i32>, String, String) {
    let home = std::env::temp_dir().join("minzheng-test-home");
    let mut call = std::process::Command::new(env!("CARGO_BIN_EXE_minzheng"));
    call.args(["--db", o.path.to_str().unwrap(), "--today", "2021-12-31"]).args(args);
    let out = call.env("HOME", home).env_remove("XDG_CONFIG_HOME").output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (out.status.code(), text(&out.stdout), text(&out.stderr))
}

/// `death` of cli.md: what it would do, what it did, and its undo say the same.
#[test]
fn the_command_line_registers_a_death_and_takes_it_back() {
    let o = Office::new();
    let (case, people) = family(&o);
    monthly(&o, case, people[0], 740, &["2021-06", "2021-07", "2021-08", "2021-09"]);
    let no = id("1999-05-01", 33);
    let json = |args: &[&str]| {
        let (code, out, err) = program(&o, &[&["--format", "json", "death"], args].concat());
        assert_eq!(code, Some(0), "{err}");
        let mut all: serde_json::Value = serde_json::from_str(&out).unwrap();
        all.as_object_mut().unwrap().remove("act");
        all
    };
    let number: String = o.one("SELECT case_no FROM dibao");
    let told = serde_json::json!({
        "stops": [], "changed": [{"scheme": "dibao-urban", "case": number, "from": "2021-07"}],
        "recoveries": [{"scheme": "dibao-urban", "case": number, "from": "2021-07", "to": "2021-09", "amount": "1800.00"}],
    });
    assert_eq!(json(&[&no, "--date", "2021-06-12", "--dry-run"]), told);
    assert_eq!(stored(&o), "");
    let (code, out, _) = program(&o, &["death", &no, "--date", "2021-06-12", "--dry-run"]);
    assert!(code == Some(0) && out.contains("应追回 1,800.00 元"), "{out}");
    assert_eq!(json(&[&no, "--date", "2021-06-12"]), told);
    let (code, _, err) = program(&o, &["death", &no, "--date", "2021-06-12"]);
    assert!(code == Some(1) && err.contains("E-FN01"), "{err}");
    assert_eq!(json(&["--undo", &no, "--why", "登错了人", "--accept", "E-UD05"]), told);
    assert_eq!(stored(&o), "");
    for (args, exit) in [
        (&["--undo", no.as_str(), "--why", "登错了人"][..], 1),
        (&[no.as_str()], 64),
        (&[no.as_str(), "--date", "2022-06-12"], 1),
    ] {
        let (code, out, err) = program(&o, &[&["death"], args].concat());
        assert_eq!(code, Some(exit), "{args:?} {out} {err}");
    }
}
