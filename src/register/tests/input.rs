//! What a field reads, and what it says about what it cannot read: every message names what would be right.

use crate::domain::slip::Severity;
use crate::register::assistance::codes;
use crate::register::people::codes::SEX;
use crate::register::{Facts, Field, Kind, Value, Values};

fn field(kind: Kind) -> Field {
    Field::new("f", "字段", kind)
}

/// (typed, code, a part of the message)
fn refused(kind: Kind, table: &[(&str, &str, &str)]) {
    for (typed, code, part) in table {
        match field(kind).read(typed, &[]) {
            Err(slip) => {
                assert_eq!(slip.code, *code, "{typed:?}: {}", slip.text);
                assert!(slip.text.contains(part), "{typed:?}: {} has no {part}", slip.text);
                assert_eq!(slip.field, Some("f"));
            }
            Ok(value) => panic!("{typed:?} was read as {value:?}"),
        }
    }
}

/// (typed, stored)
fn read(kind: Kind, table: &[(&str, Value)]) {
    for (typed, stored) in table {
        assert_eq!(field(kind).read(typed, &[]).as_ref(), Ok(stored), "{typed:?}");
    }
}

#[test]
fn id_numbers() {
    let right = Value::from("430406190304050120");
    read(
        Kind::IdNumber,
        &[
            ("430406190304050120", right.clone()),
            ("４３０４０６１９０３０４０５０１２０", right.clone()),
            (" 430406 19030405 0120 ", right.clone()),
            ("430406-19030405-0120", right),
            ("43040619030405018x", "43040619030405018X".into()),
        ],
    );
    // 15 digits become 18 (assistance 13.1).
    read(Kind::IdNumber, &[("430403051108203", "430403190511082038".into()), ("", Value::Null), ("  ", Value::Null)]);
    refused(
        Kind::IdNumber,
        &[
            ("430406190304050121", "E-DB-001", "应为"),
            ("430406190304050123", "E-DB-001", "0"),
            ("43040619030405012X", "E-DB-001", "0"),
            ("430406190304050181", "E-DB-001", "X"),
            ("430406193004050120", "E-DB-001", ""),
            ("4304061903040501", "E-ID-018", "18"),
            ("43040619030405012", "E-ID-018", "18"),
            ("4304061903040501200", "E-ID-018", "18"),
            ("1", "E-ID-018", "18"),
            ("43040619O304050120", "E-ID-017", ""),
            ("430406l90304050120", "E-ID-017", ""),
            ("43040619030405012Y", "E-ID-017", ""),
            ("4304061903040501X0", "E-ID-017", ""),
            ("430406190304050１2壹", "E-ID-017", ""),
            ("160406190304050120", "E-ID-002", ""),
            ("990406190304050120", "E-ID-002", ""),
            ("000000000000000000", "E-ID-002", ""),
            ("430406190313050120", "E-ID-008", ""),
            ("430406190302290120", "E-ID-008", ""),
            ("430406190304310120", "E-ID-008", ""),
            ("430406189904050120", "E-ID-008", ""),
            ("43040605110820A", "E-ID-017", ""),
        ],
    );
}

#[test]
fn a_wrong_check_digit_is_a_doubt_everything_else_an_error() {
    let severity = |typed: &str| field(Kind::IdNumber).read(typed, &[]).unwrap_err().severity;
    assert_eq!(severity("430406190304050121"), Severity::Doubt);
    assert_eq!(severity("430406190313050120"), Severity::Error);
    let accepted = field(Kind::IdNumber).read("430406190304050121", &["E-DB-001".to_owned()]);
    assert_eq!(accepted, Ok("430406190304050121".into()));
    let still = field(Kind::IdNumber).read("430406190313050120", &["E-DB-001".to_owned(), "E-ID-008".to_owned()]);
    assert_eq!(still.unwrap_err().code, "E-ID-008");
}

#[test]
fn dates() {
    let right = Value::from("2021-09-13");
    read(
        Kind::Date,
        &[
            ("2021-09-13", right.clone()),
            ("20210913", right.clone()),
            ("2021.9.13", right.clone()),
            ("2021/9/13", right.clone()),
            ("２０２１年９月１３日", right),
            ("2020-02-29", "2020-02-29".into()),
        ],
    );
    refused(
        Kind::Date,
        &[
            ("2021-02-29", "E-DT-001", "28天"),
            ("2021-02-30", "E-DT-001", "28天"),
            ("1900-02-29", "E-DT-001", "28天"),
            ("2021-04-31", "E-DT-001", "30天"),
            ("2021-13-01", "E-DT-001", "1 至 12"),
            ("2021-00-10", "E-DT-001", "1 至 12"),
            ("2021-01-00", "E-DT-001", "31天"),
            ("21-09-13", "E-DT-001", "四位"),
            ("1821-09-13", "E-DT-001", "1900 至 2100"),
            ("2921-09-13", "E-DT-001", "1900 至 2100"),
            ("2021-09", "E-DT-001", "2021-09-13"),
            ("九月十三", "E-DT-001", "2021-09-13"),
            ("2021-9-1x", "E-DT-001", "2021-09-13"),
            ("44452", "E-DT-001", "2021-09-13"),
        ],
    );
}

#[test]
fn months() {
    read(
        Kind::Month,
        &[
            ("2021-11", "2021-11".into()),
            ("202111", "2021-11".into()),
            ("2021年1月", "2021-01".into()),
            ("２０２１.１２", "2021-12".into()),
        ],
    );
    refused(
        Kind::Month,
        &[
            ("2021-13", "E-RG04", "2021-11"),
            ("2021", "E-RG04", "2021-11"),
            ("11月", "E-RG04", "2021-11"),
            ("2021-11-05", "E-RG04", "2021-11"),
        ],
    );
}

#[test]
fn amounts() {
    read(
        Kind::Money,
        &[
            ("600", 60_000.into()),
            ("1,234.5", 123_450.into()),
            ("１２３４．５０", 123_450.into()),
            ("0", 0.into()),
            ("0.01", 1.into()),
        ],
    );
    refused(
        Kind::Money,
        &[
            ("12.345", "E-MN-001", "两位小数"),
            ("1,2 34.5", "E-MN-001", ""),
            ("1.2万", "E-MN-001", "元"),
            ("六百", "E-MN-001", "数字"),
            ("6OO", "E-MN-001", "数字"),
            ("10000000000000", "E-MN-001", "不得超过"),
            ("1..2", "E-MN-001", ""),
            ("--5", "E-MN-001", ""),
        ],
    );
}

#[test]
fn accounts() {
    read(
        Kind::AccountNo,
        &[
            ("6217 9900 0012 3456 788", "6217990000123456788".into()),
            ("６２１７９９００００１２３４５６７８８", "6217990000123456788".into()),
            ("1234567890", "1234567890".into()),
        ],
    );
    refused(
        Kind::AccountNo,
        &[
            ("430406190304050120", "E-ACC-002", "身份证号"),
            ("43040619030405018X", "E-ACC-002", "身份证号"),
            ("A12345678", "E-ACC-004", "银行账号"),
            ("c87654321", "E-ACC-004", "银行账号"),
            ("123456789", "E-ACC-005", "10至30位"),
            ("1234567890123456789012345678901", "E-ACC-005", "10至30位"),
            ("6217E900001234567", "E-ACC-005", "数字"),
            ("6217.9900.0012", "E-ACC-005", "数字"),
            ("4.30401E+17", "E-ACC-005", "数字"),
        ],
    );
}

#[test]
fn phones_names_numbers_codes_flags() {
    read(Kind::Phone, &[("138 1234 5678", "13812345678".into()), ("(0734)8221234", "0734-8221234".into())]);
    refused(
        Kind::Phone,
        &[
            ("1381234567", "E-PH-001", "11位"),
            ("8221234", "E-PH-001", "0734-8221234"),
            ("1381234567a", "E-PH-001", "数字"),
        ],
    );
    read(Kind::Name, &[("张 三", "张三".into()), ("阿依古丽•买买提", "阿依古丽·买买提".into())]);
    refused(Kind::Name, &[("张3", "E-NM-001", ""), ("张\u{200B}三", "E-NM-001", "200B"), ("·张", "E-NM-001", "")]);
    read(Kind::Int(1, 50), &[("３", 3.into()), ("50", 50.into())]);
    refused(Kind::Int(1, 50), &[("0", "E-RG02", "1–50"), ("51", "E-RG02", "1–50"), ("三", "E-RG04", "整数")]);
    read(Kind::Decimal(1), &[("512.5", 5125.into()), ("９３６", 9360.into())]);
    refused(Kind::Decimal(1), &[("12.55", "E-RG04", "最多 1 位小数"), ("-1", "E-RG04", "不小于 0")]);
    read(Kind::Code(&SEX), &[("1", "1".into()), ("女", "2".into())]);
    read(Kind::Code(&codes::AID_TYPE), &[("j", "J".into()), ("急难型", "J".into()), ("jnx", "J".into())]);
    refused(Kind::Code(&SEX), &[("3", "E-RG04", "1 男, 2 女"), ("x", "E-RG04", "1 男")]);
    read(Kind::Flag, &[("是", 1.into()), ("N", 0.into()), ("true", 1.into())]);
    refused(Kind::Flag, &[("2", "E-RG04", "1(是)"), ("也许", "E-RG04", "0(否)")]);
    read(Kind::Division, &[("430406", "430406000000".into()), ("430406001", "430406001000".into())]);
    refused(Kind::Division, &[("43040", "E-DV-001", "6、9或12位"), ("990406", "E-DV-001", "省")]);
    refused(Kind::Ref("person"), &[("430406190304050120", "E-RG04", "没有找到")]);
    read(Kind::Ref("person"), &[("#12", 12.into())]);
    read(Kind::Text(5), &[(" 先锋 ", "先锋".into())]);
    refused(Kind::Text(5), &[("一二三四五六", "E-RG04", "最多 5 个字"), ("a\u{202E}b", "E-RG04", "U+202E")]);
}

#[test]
fn what_a_field_calls_for_is_told_of_every_register_in_words() {
    let facts = Facts::on("2021-12-31".parse().unwrap(), "430406000000");
    let mut seen = 0;
    for entry in crate::register::ALL {
        for field in entry.register.fields {
            let Some(when) = field.when.filter(|when| when.needed) else { continue };
            let other = entry.register.field(when.col).expect("a field of the same register");
            let mut values = Values::new(entry.register);
            for is in when.is {
                values.set(when.col, other.kind.stored(is));
                assert!(other.kind.read(is, &[]).is_ok(), "{}.{}: {is}", entry.register.name, when.col);
                let slips = (entry.check)(&values, &facts);
                let called = slips.iter().filter(|s| s.code == "E-RG06" && s.field == Some(field.col)).count();
                assert_eq!(called, 1, "{}.{}: {slips:#?}", entry.register.name, field.col);
            }
            seen += 1;
        }
    }
    assert!(seen >= 10);
}

/// A record gets its number before anything is written; its rows would each get the same.
#[test]
fn rows_of_a_record_get_no_numbers() {
    for register in crate::register::ALL.iter().map(|entry| entry.register) {
        assert!(register.parent.is_none() || register.serial.is_none(), "{}", register.name);
    }
}
