//! What stands in the way of mistyped and repeated entries: numbers that jump, money that was settled, receipts entered twice, figures no
//! paper could hold.

use crate::support::{Office, VILLAGE, id, register};
use minzheng::register::Draft;

/// A tent reported on a day of a year, numbered by the office where no number is given.
fn report(number: &str) -> Draft {
    let draft = Draft::new(register("tent_report"))
        .with("received_on", "2021-11-03")
        .with("received_time", "15:20")
        .with("channel", "1")
        .with("division", VILLAGE)
        .with("address", "先锋路 12 号");
    if number.is_empty() { draft } else { draft.with("report_no", number) }
}

fn known(draft: Draft, doubt: &str) -> Draft {
    Draft { accept: vec![doubt.to_owned()], why: Some("已核实".to_owned()), ..draft }
}

#[test]
fn numbers_go_on_from_the_greatest_past_their_digits() {
    let o = Office::new();
    let numbered = |draft: &Draft| {
        let key = o.saved(draft);
        o.one::<String>(&format!("SELECT report_no FROM tent_report WHERE key = {key}"))
    };
    assert_eq!(numbered(&report("")), "JB-2021-001");
    o.saved(&report("JB-2021-A99"));
    o.saved(&report("JB-2021-99A"));
    assert_eq!(numbered(&report("")), "JB-2021-002");
    assert_eq!(o.refused(&report("JB-2021-999"))[0], "E-RG36");
    assert_eq!(o.refused(&report("JB-2021-2021110300001"))[0], "E-RG36");
    o.saved(&report("JB-2021-102"));
    o.saved(&known(report("JB-2021-999"), "E-RG36"));
    for next in ["JB-2021-1000", "JB-2021-1001", "JB-2021-1002"] {
        assert_eq!(numbered(&report("")), next);
    }
    o.saved(&report("JB-2021-0500"));
    assert_eq!(numbered(&report("")), "JB-2021-1003");
    let full = report("JB-2021-9999999999999999");
    o.saved(&known(full, "E-RG36"));
    assert_eq!(o.refused(&report(""))[0], "E-RG37");
}

/// Somebody dead and cremated, with a relief that was settled.
fn settled_relief(o: &Office) -> (Draft, i64) {
    let open = Draft::new(register("parameter")).with("name", "relief.open").with("first", "5").with("value", "1");
    o.saved(&known(open.with("valid_from", "2021-11-01").with("basis", "测试"), "E-PM09"));
    let person = o.person("曾国安", &id("1950-05-01", 501));
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
    let relief = Draft::new(register("funeral_relief"))
        .with("death", format!("#{death}"))
        .with("target_kind", "5")
        .with("apply_on", "2021-11-20")
        .with("cremation_cost", "480")
        .with("funeral_home", "衡阳市殡仪馆")
        .with("verified_on", "2021-11-21")
        .with("approved_on", "2021-11-22")
        .with("mode", "1")
        .with("relieved_on", "2021-11-23");
    let paid = relief.clone().with("settle_batch", "JS-1").with("paid_on", "2021-12-01");
    let key = o.saved(&paid);
    (relief, key)
}

#[test]
fn what_was_settled_is_not_made_into_something_else() {
    let o = Office::new();
    let (relief, key) = settled_relief(&o);
    let correct = |cells: &[(&'static str, &str)]| {
        let draft = Draft { key: Some(key), why: Some("更正".to_owned()), ..Draft::new(register("funeral_relief")) };
        o.refused(&cells.iter().fold(draft, |draft, (col, text)| draft.with(col, *text)))
    };
    for cells in [
        &[("cremation_cost", "300")][..],
        &[("urn_cost", "200")],
        &[("paid_on", "")],
        &[("paid_on", "2021-12-02")],
        &[("settle_batch", "JS-2")],
    ] {
        assert_eq!(correct(cells)[0], "E-RG38", "{cells:?}");
    }
    let note = Draft { key: Some(key), ..Draft::new(register("funeral_relief")) };
    o.saved(&note.with("note", "家属已签收"));
    assert!(o.refused(&relief).contains(&"E-FN50"));
    let void =
        |accept: &[String]| o.store.void_knowing(register("funeral_relief"), key, (&o.who, o.day), "登错", accept);
    assert!(void(&[]).unwrap_err().to_string().contains("已于 2021-12-01 结算"));
    void(&["E-RG39".to_owned()]).unwrap();
    o.saved(&relief);
}

#[test]
fn numbers_no_paper_could_hold_are_refused() {
    let o = Office::new();
    let said = |register_name: &str, col: &'static str, text: &str| {
        let checked = o.store.check(&Draft::new(register(register_name)).with(col, text), o.day).unwrap();
        let of_col = checked.slips.into_iter().filter(|slip| slip.field == Some(col) && slip.code != "E-RG01");
        of_col.map(|slip| slip.to_string()).collect::<Vec<_>>().join(" ")
    };
    for (register, col, text, found) in [
        ("seizure", "qty", "99999999999", "E-RG02"),
        ("seizure", "qty", "0", "数量应大于 0"),
        ("seizure", "qty", "512.5", ""),
        ("boundary_line", "length", "1000000", "E-RG02"),
        ("boundary_line", "length", "14.625", ""),
        ("boundary_line", "name", "😀线", "E-RG04"),
        ("boundary_line", "name", "雁珠线（东段）", ""),
        ("place_name", "width_m", "0", "E-RG02"),
        ("name_case", "length_m", "99999999999", "长度过大, 最多 200000"),
        ("name_case", "length_m", "0", "E-RG02"),
        ("tent_report", "fine", "9999999999", "E-RG02"),
        ("merchant", "name", "★殡葬用品", "E-RG04"),
    ] {
        let told = said(register, col, text);
        assert!(told.contains(found) && told.is_empty() == found.is_empty(), "{register} {col} {text}: {told}");
    }
}

#[test]
fn a_merchant_does_not_open_after_death() {
    let o = Office::new();
    let owner = o.person("曾国安", &id("1950-05-01", 501));
    let death = Draft::new(register("death")).with("person", format!("#{owner}")).with("died_on", "2021-11-12");
    o.saved(&Draft { follow: true, ..death });
    let merchant = |on: &str| {
        Draft::new(register("merchant"))
            .with("name", "国安花圈店")
            .with("business", "1")
            .with("division", VILLAGE)
            .with("owner", format!("#{owner}"))
            .with("opened_on", on)
    };
    assert_eq!(o.refused(&merchant("2021-12-01"))[0], "E-X01");
    o.saved(&known(merchant("2021-12-01"), "E-X01"));
}

#[test]
fn a_death_is_taken_back_not_voided() {
    let o = Office::new();
    let person = o.person("曾国安", &id("1950-05-01", 501));
    let case = Draft::new(register("aged_allowance"))
        .with("person", format!("#{}", o.person("陈桂香", &id("1930-03-02", 24))))
        .with("origin", "taken_over")
        .with("apply_date", "2021-05-05")
        .with("district_date", "2021-05-05")
        .with("alive_checked_on", "2021-05-05");
    let aged = o.saved(&case.with_row(Draft::new(register("aged_award")).with("decided_date", "2021-05-05")));
    let who: i64 = o.one(&format!("SELECT person FROM aged_allowance WHERE key = {aged}"));
    let die = |person: i64| {
        let death = Draft::new(register("death")).with("person", format!("#{person}")).with("died_on", "2021-11-12");
        o.saved(&Draft { follow: true, ..death })
    };
    for death in [die(person), die(who)] {
        let refused = o.store.void(register("death"), death, &o.who, o.day, "登错").unwrap_err().to_string();
        assert!(refused.contains("请撤销那次登记"), "{refused}");
        let date = Draft { key: Some(death), ..Draft::new(register("death")) }.with("died_on", "2021-11-10");
        let refused = o.save(&date).unwrap_err().to_string();
        assert!(refused.contains("撤销那次登记") && !refused.contains("作废"), "{refused}");
    }
}

/// A limit on the size of files (`ulimit -f`, 4 KiB) is told like any failed write.
#[cfg(unix)]
#[test]
fn a_file_that_may_not_grow_is_told() {
    let o = Office::new();
    let program = env!("CARGO_BIN_EXE_minzheng");
    let call = format!(
        "ulimit -f 8; exec {program} --db {} set person name=张三 id_number={} hukou_division={VILLAGE} home_division={VILLAGE}",
        o.path.display(),
        id("1965-03-12", 501)
    );
    let done = std::process::Command::new("sh").args(["-c", &call]).output().unwrap();
    let said = String::from_utf8_lossy(&done.stderr);
    assert_eq!(done.status.code(), Some(74), "{:?} {said}", done.status);
    assert!(!said.is_empty());
}

/// 临时救助 that was paid out at once stays what it was; what is paid in parts is bounded by its parts.
#[test]
fn a_relief_that_was_paid_out_stays_as_it_was_paid() {
    let o = Office::new();
    let person = o.person("张三", &id("1965-03-12", 501));
    let draft = [
        ("aid_type", "J"),
        ("cause_code", "4"),
        ("cause_text", "突发重病住院治疗, 自付费用较大"),
        ("apply_date", "2021-11-20"),
    ];
    let more = [
        ("apply_kind", "2"),
        ("object_class", "1"),
        ("amount", "500"),
        ("approve_by", "李明"),
        ("approve_date", "2021-11-22"),
    ];
    let relief = Draft::new(register("temporary")).with("person", format!("#{person}")).with("pay_date", "2021-11-23");
    let relief = draft.into_iter().chain(more).fold(relief, |relief, (col, text)| relief.with(col, text));
    let correct = |key: i64, col: &'static str, text: &str| {
        let draft = Draft { key: Some(key), why: Some("更正".to_owned()), ..Draft::new(register("temporary")) };
        draft.with(col, text)
    };
    let key = o.saved(&relief);
    for (col, text) in
        [("amount", "600"), ("aid_form", "2"), ("fund", "D"), ("pay_date", "2021-11-24"), ("pay_date", "")]
    {
        assert!(o.refused(&correct(key, col, text)).contains(&"E-RG38"), "{col} {text}");
    }
    o.saved(&correct(key, "voucher_no", "支 7"));
    let said = o.store.check(&correct(key, "amount", "600"), o.day).unwrap().slips;
    let said = said.iter().find(|slip| slip.code == "E-RG38").map(|slip| slip.text.clone());
    assert_eq!(said.as_deref(), Some("已于 2021-11-23 发放, 不能改批准金额; 登记有误的请作废, 重新登记"));
    let void = |accept: &[String]| o.store.void_knowing(register("temporary"), key, (&o.who, o.day), "登错", accept);
    assert!(void(&[]).unwrap_err().to_string().contains("已于 2021-11-23 发放"));
    void(&["E-RG39".to_owned()]).unwrap();
    let phase =
        Draft::new(register("relief_phase")).with("phase_no", "1").with("amount", "200").with("pay_date", "2021-11-23");
    let key = o.saved(&relief.with_row(phase));
    o.saved(&correct(key, "amount", "600"));
}
