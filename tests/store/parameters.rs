//! 待确认: what a new office computes by is another district's until a document of its own stands behind it, and everything that is
//! computed from it says so.

use crate::support::{Office, id, register};
use minzheng::domain::month::Month;
use minzheng::domain::param::Param;
use minzheng::figure::report;
use minzheng::jobs::report::{Numbers, document};
use minzheng::register::Draft;

/// What is said about values that nobody has confirmed.
fn told(o: &Office, draft: &Draft) -> String {
    let checked = o.store.check(draft, o.day).unwrap();
    let children = checked.children.iter().flat_map(|c| &c.slips);
    let slips = checked.slips.iter().chain(children).filter(|s| s.code == "W-PM06");
    slips.map(|s| s.text.clone()).collect::<Vec<_>>().join("\n")
}

fn confirm(o: &Office, name: &str) {
    let key = o.store.resolve(register("parameter"), name, o.day).unwrap();
    let seen = o.store.opened(register("parameter"), key, o.day).unwrap().act;
    let draft = Draft { key: Some(key), seen: Some(seen), ..Draft::new(register("parameter")) };
    o.saved(&draft.with("basis", "雁政发〔2020〕9号"));
}

/// The notes beneath the tables of a report.
fn notes(o: &Office, name: &str) -> Vec<String> {
    let month = Month::parse("2021-11").unwrap();
    let document = document(&o.store, report::find(name).unwrap(), month, o.day, Numbers::Full).unwrap();
    document.tables.iter().flat_map(|t| t.note.clone()).filter(|n| n.contains("待确认")).collect()
}

#[test]
fn a_new_office_has_confirmed_nothing() {
    let o = Office::unconfirmed();
    let states: String = o.one("SELECT group_concat(DISTINCT state) FROM parameter");
    assert_eq!(states, "pending");
    let with_values = Param::ALL.iter().flat_map(|p| p.begins()).count();
    assert_eq!(o.one::<i64>("SELECT count(*) FROM parameter WHERE basis IS NULL"), i64::try_from(with_values).unwrap());
    confirm(&o, "dibao.urban.month_fen");
    assert_eq!(o.one::<String>("SELECT state FROM parameter WHERE name = 'dibao.urban.month_fen'"), "confirmed");
}

#[test]
fn every_amount_and_limit_computed_from_such_a_value_names_it() {
    let o = Office::unconfirmed();
    let (head, other) = (o.person("陈桂香", &id("1975-02-03", 2)), o.person("曾国安", &id("1950-07-08", 15)));
    let house = o.household(head, &[]);
    let mut case = Draft::new(register("dibao"))
        .with("kind", "U")
        .with("household", format!("#{house}"))
        .with("apply_date", "2020-10-08")
        .with("accept_date", "2020-10-09");
    case.children.push(o.award_draft("2020-11-20", "100"));
    let said = told(&o, &case);
    assert!(said.contains("城市低保月标准(dibao.urban.month_fen) 600.00元"), "{said}");
    assert!(said.contains("dibao.review_cycle_B"), "{said}");
    let relief = Draft::new(register("temporary"))
        .with("person", format!("#{other}"))
        .with("approve_date", "2021-11-05")
        .with("amount", "800");
    assert!(told(&o, &relief).contains("temp.town_limit_fen"), "{}", told(&o, &relief));
    let subsidy = Draft::new(register("disability"))
        .with("kind", "CN")
        .with("person", format!("#{other}"))
        .with("apply_date", "2021-11-05");
    let award = Draft::new(register("disability_award")).with("decided_date", "2021-11-20");
    let with_award = Draft { children: vec![award], ..subsidy };
    assert!(told(&o, &with_award).contains("disability.care.month_fen"), "{}", told(&o, &with_award));
    let mut support = Draft::new(register("tekun"))
        .with("person", format!("#{other}"))
        .with("kind", "U")
        .with("apply_date", "2021-11-05");
    let version = Draft::new(register("tekun_award")).with("decided_date", "2021-11-20").with("support_mode", "D");
    support.children.push(version.with("care_level", "2"));
    let rate = "特困照料护理 分散供养 半护理(tekun.care_fen/D/2) 257.00元";
    assert!(told(&o, &support).contains(rate), "{}", told(&o, &support));
    confirm(&o, "dibao.urban.month_fen");
    assert!(!told(&o, &case).contains("dibao.urban.month_fen"));
    confirm(&o, "tekun.care_fen/D/2");
    assert!(!told(&o, &support).contains("tekun.care_fen") && told(&o, &support).contains("tekun.base_bp"));
    // What an office has confirmed it is told nothing about.
    o.sql("UPDATE parameter SET state = 'confirmed'");
    let o = Office::copy(&o.into_bytes());
    assert_eq!(told(&o, &case) + &told(&o, &relief) + &told(&o, &with_award), "");
}

#[test]
fn tables_and_rolls_say_what_their_amounts_hang_on() {
    let o = Office::unconfirmed();
    let house = o.household(o.person("陈桂香", &id("1975-02-03", 2)), &[]);
    o.case(house, "100");
    for (name, value) in [("dibao-urban", "城市低保月标准 600.00元"), ("disability", "重度残疾人护理补贴 70.00元")]
    {
        let notes = notes(&o, name);
        assert!(notes.len() == 1 && notes[0].contains(value), "{notes:?}");
    }
    let support = notes(&o, "tekun");
    assert!(support.len() == 1 && support[0].contains("特困照料护理 分散供养 全自理 154.00元"), "{support:?}");
    assert_eq!(notes(&o, "temporary"), [""; 0], "a relief is decided, not computed");
    let month_end = notes(&o, "month-end");
    assert!(month_end.len() == 2 && month_end.iter().all(|n| n.contains("城市低保月标准")), "{month_end:?}");
    for (rate, _) in Param::ALL.iter().flat_map(|p| p.begins()) {
        confirm(&o, &rate.id());
    }
    assert_eq!(notes(&o, "month-end"), [""; 0]);
}

/// The notice limits what is free of a funeral item by item, and sets no total (services 4.8); an office that has one says so itself.
#[test]
fn a_new_office_sets_no_limit_to_a_whole_funeral() {
    let o = Office::new();
    let person = o.person("张三", &id("1950-03-12", 501));
    let death = Draft::new(register("death"))
        .with("person", format!("#{person}"))
        .with("died_on", "2021-11-12")
        .with("cert_kind", "1")
        .with("cert_no", "A1")
        .with("disposal", "1")
        .with("cremated_on", "2021-11-14")
        .with("crematory", "衡阳市殡仪馆")
        .with("cremation_no", "H1");
    let death = o.saved(&Draft { follow: true, ..death });
    let costs = [
        ("transport_cost", "300"),
        ("storage_cost", "400"),
        ("cremation_cost", "480"),
        ("coffin_cost", "60"),
        ("urn_cost", "260"),
    ];
    let relief = Draft::new(register("funeral_relief")).with("death", format!("#{death}")).with("storage_days", "4");
    let relief = costs.into_iter().fold(relief, |draft, (col, cost)| draft.with(col, cost));
    let total = || o.store.check(&relief, o.day).unwrap().values.money("total").unwrap().to_string();
    assert_eq!(total(), "1,340.00");
    let own = Draft::new(register("parameter")).with("name", "relief.cap_total_fen").with("value", "120000");
    let own = own.with("valid_from", "2021-01-01").with("basis", "雁民发〔2021〕1号");
    o.saved(&Draft { accept: vec!["E-PM09".to_owned()], why: Some("按文件补录".to_owned()), ..own });
    assert_eq!(total(), "1,200.00");
}
