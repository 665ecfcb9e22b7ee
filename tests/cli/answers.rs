//! The command line as scripts use it: the JSON shapes and exit codes of the interface, run as the real program.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

/// The demonstration office, built once for this file by the program itself.
fn demo() -> &'static Path {
    static DEMO: OnceLock<(tempfile::TempDir, PathBuf)> = OnceLock::new();
    let (_, path) = DEMO.get_or_init(|| {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("demo.db");
        let made = program(&["demo", path.to_str().unwrap()]);
        assert!(made.status.success(), "{}", stderr(&made));
        (dir, path)
    });
    path
}

/// A copy of the demonstration office that a test may change.
fn copy() -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("office.db");
    std::fs::copy(demo(), &path).unwrap();
    (dir, path)
}

fn program(args: &[&str]) -> Output {
    let home = std::env::temp_dir().join("minzheng-test-home");
    Command::new(env!("CARGO_BIN_EXE_minzheng"))
        .args(args)
        .env("HOME", home)
        .env_remove("XDG_CONFIG_HOME")
        .output()
        .unwrap()
}

fn on(office: &Path, args: &[&str]) -> Output {
    let mut all = vec!["--db", office.to_str().unwrap()];
    all.extend(args);
    program(&all)
}

fn json(office: &Path, args: &[&str]) -> Value {
    let mut all = args.to_vec();
    all.extend(["--format", "json"]);
    let out = on(office, &all);
    assert!(out.status.success(), "{args:?}: {}", stderr(&out));
    serde_json::from_slice(&out.stdout).unwrap()
}

#[test]
fn a_list_becomes_a_sheet_with_its_filter_in_the_head() {
    let out = on(demo(), &["list", "dibao", "--state", "active", "--format", "csv"]);
    assert!(out.status.success(), "{}", stderr(&out));
    let sheet = String::from_utf8(out.stdout).unwrap();
    let rows = json(demo(), &["list", "dibao", "--state", "active"]).as_array().unwrap().len();
    // Title, head lines, heads, total.
    assert_eq!(sheet.lines().count(), rows + 4);
    assert!(sheet.lines().nth(1).unwrap().contains("筛选: 状态 在保"), "{}", &sheet[..300]);
    assert!(sheet.contains(",\"=\"\"430406"), "ID numbers stay whole");
    for format in ["text", "json"] {
        let out = on(demo(), &["list", "dibao", "--format", format, "-o", "no-list.txt"]);
        assert!(out.status.code() == Some(64) && stderr(&out).contains("csv"), "{format}: {}", stderr(&out));
    }
    let limited = on(demo(), &["list", "dibao", "--limit", "5", "--format", "csv"]);
    assert_eq!(code(&limited), 64, "{}", stderr(&limited));
}

#[test]
fn a_list_is_filtered_and_ordered_by_any_field_with_columns_of_ones_own() {
    let asked =
        &["list", "dibao", "--where", "class_code", "=", "A", "--where", "award.total", "from", "500", "--order"];
    let columns = ["award.total:desc", "--columns", "award.total,class_code,household.applicant.sex,division"];
    let rows = json(demo(), &[&asked[..], &columns[..]].concat());
    let rows = rows.as_array().unwrap();
    let fen = |row: &Value| row["award.total"].as_str().unwrap().replace('.', "").parse::<i64>().unwrap();
    assert!(rows.len() > 2 && rows.windows(2).all(|two| fen(&two[0]) >= fen(&two[1])), "{rows:?}");
    assert!(rows.iter().all(|row| fen(row) >= 50_000 && row["class_code"] == "A" && row.get("state").is_none()));
    assert!(rows[0]["division"].as_str().unwrap().starts_with("430406"));
    let first = &asked[..10];
    let text =
        String::from_utf8(on(demo(), &[first, &["--columns", "class_code", "--limit", "2"]].concat()).stdout).unwrap();
    assert!(text.lines().count() == 2 && text.lines().all(|line| line.starts_with('#')), "{text}");
    let sheet =
        String::from_utf8(on(demo(), &[first, &["--order", "award.total:desc", "--format", "csv"]].concat()).stdout);
    assert!(sheet.unwrap().contains("低保类别 A类  月金额 500.00 以上  按月金额从大到小"));
    // Where nothing is to be compared, no value follows.
    assert!(
        !json(demo(), &["list", "person", "--where", "phone", "filled", "--limit", "1"]).as_array().unwrap().is_empty()
    );
    for (wrong, told) in [
        (&["--where", "class", "=", "A"][..], "没有字段"),
        (&["--where", "class_code", "like", "A"], "没有比较"),
        (&["--where", "class_code", "~", "A"], "不能用"),
        (&["--where", "class_code", "=", "Z"], "没有“Z”"),
        (&["--where", "class_code"], "字段 比较 值"),
        (&["--order", "award.total:down"], ":desc"),
        (&["--columns", "household"], "不能作一栏"),
    ] {
        let out = on(demo(), &[&["list", "dibao"], wrong].concat());
        assert!(code(&out) == 64 && stderr(&out).contains(told), "{wrong:?}: {}", stderr(&out));
    }
}

/// Cases by their numbers, records of whatever register by register and number, places by name: as they are entered.
#[test]
fn what_a_list_asks_for_is_named_as_where_it_is_entered() {
    let (_dir, office) = copy();
    let case = json(&office, &["list", "dibao", "--limit", "1"])[0].clone();
    let (no, key) = (case["case_no"].as_str().unwrap(), case["key"].to_string());
    let about = format!("dibao/{no}");
    let noted = on(&office, &["set", "note", &format!("about={about}"), "text=下周再去"]);
    assert_eq!(code(&noted), 0, "{}", stderr(&noted));
    let rows = |list: &[&str]| json(&office, list).as_array().unwrap().clone();
    let lines = rows(&["list", "payment", "--where", "case_key", "=", no]);
    assert!(lines.len() > 3 && lines.iter().all(|line| line["case_key"] == no), "{no}");
    assert_eq!(rows(&["list", "payment", "--where", "case_key", "=", &format!("#{key}")]), lines);
    let notes = rows(&["list", "note", "--where", "about", "=", &about]);
    assert!(notes.len() == 1 && notes[0]["about"] == about.as_str(), "{notes:?}");
    assert_eq!(rows(&["list", "note", "--where", "about", "=", &format!("dibao/#{key}")]), notes);
    let months = rows(&["count", "payment", "line_type", "--where", "case_key", "=", no]);
    assert_eq!(months.iter().map(|line| line["rows"].as_u64().unwrap()).sum::<u64>(), lines.len() as u64);
    let noted = rows(&["count", "note", "day:year", "--where", "about", "=", &about]);
    assert!(noted.len() == 1 && noted[0]["rows"] == 1, "{noted:?}");
    let town = rows(&["list", "dibao", "--where", "division", "=", "先锋街道"]);
    assert_eq!(town, rows(&["list", "dibao", "--town", "430406001"]));
    let sheet = on(&office, &["list", "note", "--where", "about", "=", &about, "--format", "csv"]);
    assert!(String::from_utf8(sheet.stdout).unwrap().contains(&format!("关于 {no}")));
    for (name, by, field, value, told) in [
        ("payment", "line_type", "case_key", "DB430406201799999", "没有编号为“DB430406201799999”的案件"),
        ("payment", "line_type", "case_key", "#7", "没有编号为“#7”的案件"),
        ("payment", "line_type", "case_key", "", "缺少要比较的值"),
        ("note", "day", "about", no, "应写作 登记簿/编号"),
        ("note", "day", "about", "nothing/1", "应写作 登记簿/编号"),
        ("note", "day", "about", "dibao/DB430406201799999", "DB430406201799999"),
        ("dibao", "division", "division", "某某街道", "没有叫“某某街道”的区划"),
    ] {
        for command in [&["list", name][..], &["count", name, by]] {
            let out = on(&office, &[command, &["--where", field, "=", value]].concat());
            assert!(code(&out) != 0 && stderr(&out).contains(told), "{command:?} {value}: {}", stderr(&out));
        }
    }
}

fn stderr(out: &Output) -> String {
    String::from_utf8_lossy(&out.stderr).into_owned()
}

fn code(out: &Output) -> i32 {
    out.status.code().unwrap()
}

fn first_person(office: &Path) -> Value {
    json(office, &["list", "person", "--limit", "1"])[0].clone()
}

#[test]
fn a_person_is_found_by_every_part_and_the_shapes_hold() {
    let office = demo();
    let case = json(office, &["list", "dibao", "--limit", "3"])[0].clone();
    for field in ["key", "case_no", "kind", "household", "division", "state", "class_code", "apply_date"] {
        assert!(case.get(field).is_some(), "{field} in {case}");
    }
    let person = first_person(office);
    let id = person["id_number"].as_str().unwrap();
    let name = person["name"].as_str().unwrap();
    assert_eq!(id.len(), 18);
    for query in [id.to_owned(), id[..14].to_owned(), format!("{name} {}", &id[14..]), format!("{} {name}", &id[14..])]
    {
        let hits = json(office, &["find", &query]);
        let hits = hits.as_array().unwrap();
        assert!(hits.iter().any(|h| h["id_number"] == person["id_number"]), "{query}");
        for field in ["id_number", "name", "sex", "birth_date", "town", "village", "alive", "benefits"] {
            assert!(hits[0].get(field).is_some(), "{field} in {}", hits[0]);
        }
    }
    let page = json(office, &["person", id]);
    for field in ["household", "cases", "payments", "changes"] {
        assert!(page.get(field).is_some(), "{field}");
    }
    let drawing = json(office, &["list", "account", "--limit", "1"])[0]["person"].clone();
    let page = json(office, &["person", drawing.as_str().unwrap()]);
    for case in page["cases"].as_array().unwrap() {
        assert_eq!(case["present"] == true, case["standing"] == "present", "{case}");
        assert!(["present", "pending", "past"].iter().any(|s| case["standing"] == *s), "{case}");
    }
}

#[test]
fn pages_of_a_list_follow_each_other_without_gap() {
    let office = demo();
    let whole = json(office, &["list", "temporary", "--limit", "40"]);
    let first = json(office, &["list", "temporary", "--limit", "15"]);
    let key = first[14]["key"].to_string();
    let second = json(office, &["list", "temporary", "--limit", "25", "--after", &key]);
    let keys = |v: &Value| v.as_array().unwrap().iter().map(|r| r["key"].clone()).collect::<Vec<_>>();
    let mut joined = keys(&first);
    joined.extend(keys(&second));
    assert_eq!(joined, keys(&whole));
}

#[test]
fn a_record_is_corrected_by_the_rules_of_the_form_and_voided_with_a_reason() {
    let (_dir, office) = copy();
    let id = first_person(&office)["id_number"].as_str().unwrap().to_owned();
    let saved = json(&office, &["set", "person", &id, "phone=１３８０７３４１２３４", "--why", "本人来电更正"]);
    assert_eq!(saved["phone"], "13807341234");
    let wrong = on(&office, &["set", "person", &id, "phone=12"]);
    assert_eq!(code(&wrong), 1);
    assert!(stderr(&wrong).contains("电话"), "{}", stderr(&wrong));
    let checked = on(&office, &["set", "person", &id, "phone=13900001111", "--dry-run", "--why", "试填"]);
    assert_eq!(code(&checked), 0, "{}", stderr(&checked));
    assert_eq!(first_person(&office)["phone"], "13807341234");
    assert_eq!(code(&on(&office, &["void", "person", &id])), 64);
}

/// What a unique rule of the schema refuses is refused before it is saved, too.
#[test]
fn what_only_the_file_knows_is_told_by_a_dry_run() {
    let (_dir, office) = copy();
    let plan = ["set", "home_adapt_plan", "year=2021", "target=30"];
    let acts = json(&office, &["list", "act", "--limit", "1"]);
    let [tried, saved] = [&[&plan[..], &["--dry-run"]].concat()[..], &plan[..]].map(|args| on(&office, args));
    assert_eq!([code(&tried), code(&saved)], [1, 1], "{} {}", stderr(&tried), stderr(&saved));
    assert_eq!(stderr(&tried), stderr(&saved));
    let next = ["set", "home_adapt_plan", "year=2022", "target=30"];
    let tried = on(&office, &[&next[..], &["--dry-run"]].concat());
    assert_eq!(code(&tried), 0, "{}", stderr(&tried));
    assert_eq!(json(&office, &["list", "act", "--limit", "1"]), acts, "nothing was written");
}

#[test]
fn an_act_tells_scripts_and_clerks_what_it_changed() {
    let (_dir, office) = copy();
    let person = first_person(&office);
    let id = person["id_number"].as_str().unwrap();
    json(&office, &["set", "person", id, "phone=13807341234", "--why", "本人来电更正"]);
    let listed = json(&office, &["list", "act", "--limit", "1"])[0].clone();
    assert_eq!((&listed["kind"], &listed["wrote"]), (&"correct".into(), &serde_json::json!({"person": 1})));
    let act = listed["key"].to_string();
    let mut told = json(&office, &["act", &act]);
    let rows = told.as_object_mut().unwrap().remove("rows").unwrap();
    assert_eq!(told, listed, "the act as it is listed");
    let fields =
        serde_json::json!([{"field": "phone", "label": "联系电话", "before": person["phone"], "after": "13807341234"}]);
    let row = serde_json::json!({"register": "person", "key": person["key"], "last_key": null, "how": "corrected", "fields": fields});
    assert_eq!(rows, serde_json::json!([row]));
    let text = String::from_utf8(on(&office, &["act", &act]).stdout).unwrap();
    assert!(text.contains("更正") && text.contains("原因 本人来电更正") && text.contains(" → 138****1234"), "{text}");
    assert!(!text.contains(id) && !text.contains("13807341234"), "{text}");
    let sheet = String::from_utf8(on(&office, &["list", "act", "--format", "csv"]).stdout).unwrap();
    assert!(sheet.lines().any(|line| line.contains("本人来电更正") && line.contains("人员 1")), "{}", &sheet[..600]);
    assert_eq!(json(&office, &["list", "act", "--after", &act, "--limit", "1"])[0]["undone_by"], Value::Null);
    assert_eq!([code(&on(&office, &["act", "999999"])), code(&on(&office, &["act", "x"]))], [1, 64]);
    for refused in [&["set", "act", &act, "why=改"][..], &["void", "act", &act, "--why", "录错了"]] {
        assert_eq!(code(&on(&office, refused)), 1, "{refused:?}");
    }
}

#[test]
fn an_act_is_taken_back_by_command_after_it_was_shown() {
    let (_dir, office) = copy();
    let person = first_person(&office);
    let id = person["id_number"].as_str().unwrap();
    let saved = json(&office, &["set", "person", id, "phone=13807341234", "--why", "本人来电更正"]);
    let act = json(&office, &["list", "act", "--limit", "1"])[0]["key"].to_string();
    assert_eq!(saved["act"].to_string(), act);
    assert_eq!([code(&on(&office, &["undo", &act])), code(&on(&office, &["undo", "x", "--why", "录错了"]))], [64, 64]);
    assert_eq!(code(&on(&office, &["undo", "999999", "--why", "录错了"])), 1);
    let fields =
        serde_json::json!([{"field": "phone", "label": "联系电话", "before": "13807341234", "after": person["phone"]}]);
    let shown = json(&office, &["undo", &act, "--dry-run"]);
    assert_eq!((&shown["act"], &shown["total"], &shown["rows"][0]["fields"]), (&Value::Null, &1.into(), &fields));
    assert_eq!(first_person(&office)["phone"], "13807341234", "it was only shown");
    let done = json(&office, &["undo", &act, "--why", "打错了号码"]);
    assert_eq!((&done["undoes"].to_string(), &done["registers"]), (&act, &serde_json::json!({"person": 1})));
    assert_eq!(first_person(&office)["phone"], person["phone"]);
    let voided = on(&office, &["void", "homecheck", "#1", "--why", "录错了"]);
    let number = format!("(办理 {})", done["act"].as_i64().unwrap() + 1);
    assert!(String::from_utf8_lossy(&voided.stdout).contains(&number), "{}", stderr(&voided));
    let again = on(&office, &["undo", &act, "--why", "打错了号码"]);
    assert!(code(&again) == 1 && stderr(&again).contains("E-UD03"), "{}", stderr(&again));
    let text = String::from_utf8(on(&office, &["undo", &done["act"].to_string(), "--dry-run"]).stdout).unwrap();
    assert!(text.contains("只看, 没有撤销: 人员 1") && text.contains("人员 改回"), "{text}");
    assert!(!text.contains(id), "{text}");
}

#[test]
fn a_wrong_check_digit_is_refused_until_it_is_accepted_with_a_reason() {
    let (_dir, office) = copy();
    let fields = [
        "set",
        "person",
        "id_number=430406190304050121",
        "name=张三丰",
        "hukou_division=430406001001",
        "home_division=430406001001",
    ];
    let wrong = on(&office, &fields);
    assert_eq!(code(&wrong), 1);
    assert!(stderr(&wrong).contains("校验码应为 0"), "{}", stderr(&wrong));
    let mut accepted = fields.to_vec();
    accepted.extend(["--accept", "E-DB-001", "--why", "户口簿与身份证原件均如此"]);
    let accepted = on(&office, &accepted);
    assert_eq!(code(&accepted), 0, "{}", stderr(&accepted));
}

#[test]
fn usage_unknown_names_and_missing_files_have_their_exit_codes() {
    assert_eq!(code(&program(&["frobnicate"])), 64);
    assert_eq!(code(&program(&["find"])), 64);
    assert_eq!(code(&program(&["--db", "no-such-file.db", "find", "张"])), 74);
    assert_eq!(code(&on(demo(), &["list", "nothing"])), 64);
    assert_eq!(code(&on(demo(), &["person", "430406190304050120"])), 1);
    assert_eq!(code(&on(demo(), &[])), 64, "no terminal for the screens");
    assert_ne!(code(&program(&["demo", demo().to_str().unwrap()])), 0, "an existing file is not overwritten");
}

#[test]
fn text_output_masks_numbers() {
    let person = first_person(demo());
    let id = person["id_number"].as_str().unwrap();
    let out = on(demo(), &["find", id]);
    let text = String::from_utf8(out.stdout).unwrap();
    assert!(!text.contains(id), "{text}");
    assert!(text.contains(&id[14..]), "{text}");
}

#[test]
fn a_new_office_has_its_district_and_verifies() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("new.db");
    let made = program(&["init", path.to_str().unwrap(), "--division", "430406"]);
    assert_eq!(code(&made), 0, "{}", stderr(&made));
    let divisions = json(&path, &["list", "division"]);
    assert!(divisions.as_array().unwrap().iter().any(|d| d["code"] == "430406000000" && d["name"] == "雁峰区"));
    let checks = json(&path, &["verify"]);
    assert!(checks.as_array().unwrap().iter().all(|c| c["ok"] == true), "{checks}");
    // A figure that is a value nobody has confirmed says so.
    let figures = program(&["--db", path.to_str().unwrap(), "figures", "--year", "2021"]);
    assert!(String::from_utf8_lossy(&figures.stdout).contains("参数待确认: 农村低保月标准 600.00元"));
    let elsewhere = dir.path().join("b.db");
    assert_ne!(code(&program(&["init", elsewhere.to_str().unwrap(), "--division", "999999"])), 0);
}

#[test]
fn a_backup_is_opened_and_compared() {
    let dir = tempfile::tempdir().unwrap();
    let done = json(demo(), &["backup", dir.path().to_str().unwrap()]);
    let file = PathBuf::from(done["file"].as_str().unwrap());
    assert!(file.exists());
    let checks = json(&file, &["verify"]);
    assert!(checks.as_array().unwrap().iter().all(|c| c["ok"] == true), "{checks}");
}

#[test]
fn a_backup_is_put_back_and_what_was_there_is_kept_beside_it() {
    let (dir, office) = copy();
    let done = json(&office, &["backup", dir.path().join("kept").to_str().unwrap()]);
    let id = first_person(&office)["id_number"].as_str().unwrap().to_owned();
    json(&office, &["set", "person", &id, "phone=13800001111", "--why", "本人来电"]);
    let back = on(&office, &["restore", done["file"].as_str().unwrap()]);
    assert_eq!(code(&back), 0, "{}", stderr(&back));
    assert_ne!(first_person(&office)["phone"], "13800001111");
    let kept: Vec<_> = std::fs::read_dir(dir.path())
        .unwrap()
        .filter_map(Result::ok)
        .map(|e| e.file_name().into_string().unwrap())
        .collect();
    assert!(kept.iter().any(|name| name.contains("before-")), "{kept:?}");
    assert_ne!(code(&on(&office, &["restore", "no-such-file.db"])), 0);
}

#[test]
fn an_operator_that_is_not_there_is_refused_for_reading_too() {
    let out = on(demo(), &["--as", "nobody", "find", "张"]);
    assert_eq!(code(&out), 1);
    let said = String::from_utf8_lossy(&out.stderr);
    assert!(said.contains("没有登录名“nobody”; 在用的登录名: maker"), "{said}");
}

#[test]
fn a_newcomer_gets_a_household_and_a_case_by_commands_alone() {
    let (_dir, office) = copy();
    let place = ["hukou_division=430406001001", "home_division=430406001001"];
    let mut person = vec!["set", "person", "id_number=430406190304050120", "name=龙秀英"];
    person.extend(place);
    json(&office, &person);
    let home = json(&office, &["set", "household", "applicant=430406190304050120", "division=430406001001"]);
    let no = home["household_no"].as_str().unwrap();
    let members = json(&office, &["person", "430406190304050120"]);
    assert_eq!(members["household"]["household_no"], no);
    assert_eq!(members["household"]["members"][0]["relation_code"], "02");
}

#[cfg(unix)]
/// The program with only `lp` to call: a script, or nothing.
fn printing(office: &Path, script: Option<&str>) -> (Output, tempfile::TempDir) {
    let path = tempfile::tempdir().unwrap();
    if let Some(script) = script {
        let lp = path.path().join("lp");
        std::fs::write(&lp, format!("#!/bin/sh\n{script}\n")).unwrap();
        std::fs::set_permissions(&lp, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    }
    let out = Command::new(env!("CARGO_BIN_EXE_minzheng"))
        .args(["--db", office.to_str().unwrap(), "report", "dibao-urban", "--month", "2021-11", "--print"])
        .env("HOME", path.path())
        .env("PATH", path.path())
        .env_remove("XDG_CONFIG_HOME")
        .output()
        .unwrap();
    (out, path)
}

#[cfg(unix)]
#[test]
fn a_report_goes_to_the_printer_or_its_pdf_is_named() {
    let (dir, office) = copy();
    let pdf = dir.path().join("打印/城市低保月报-2021-11.pdf");
    let (out, path) = printing(&office, Some("echo \"$@\" > \"$HOME/printed\""));
    assert_eq!(code(&out), 0, "{}", stderr(&out));
    let said = String::from_utf8_lossy(&out.stdout).into_owned();
    assert!(said.contains("已交给打印机") && said.contains(pdf.to_str().unwrap()), "{said}");
    let printed = std::fs::read_to_string(path.path().join("printed")).unwrap();
    assert_eq!(printed.trim(), format!("-- {}", pdf.display()));
    assert!(std::fs::read(&pdf).unwrap().starts_with(b"%PDF"));

    std::fs::remove_file(&pdf).unwrap();
    let (out, _path) = printing(&office, Some("echo 'lp: Error - no default destination available.' >&2; exit 1"));
    let said = stderr(&out);
    assert!(code(&out) == 74 && said.contains("没有打印") && said.contains("默认打印机"), "{said}");
    assert!(said.contains(pdf.to_str().unwrap()) && pdf.exists(), "{said}");

    std::fs::remove_file(&pdf).unwrap();
    let (out, _path) = printing(&office, None);
    let said = stderr(&out);
    assert!(code(&out) == 74 && said.contains("没有打印命令 lp") && said.contains("打印/") && pdf.exists(), "{said}");
}

#[test]
fn printing_is_of_a_pdf_and_to_the_printer_alone() {
    for more in [["--format", "csv"], ["-o", "a.pdf"]] {
        let out = on(demo(), &[&["report", "dibao-urban", "--month", "2021-11", "--print"][..], &more].concat());
        assert!(code(&out) == 64 && stderr(&out).contains("--print"), "{}", stderr(&out));
    }
}

#[test]
fn a_household_is_entered_with_an_earlier_date() {
    let (_dir, office) = copy();
    let village = first_person(&office)["home_division"].as_str().unwrap().to_owned();
    let id = "430406196503120010";
    let names = [format!("id_number={id}"), "name=张三".into(), format!("hukou_division={village}")];
    let mut args: Vec<&str> = vec!["set", "person"];
    args.extend(names.iter().map(String::as_str));
    let home = format!("home_division={village}");
    args.push(&home);
    args.extend(["--accept", "E-DB-001", "--why", "原件如此"]);
    let person = on(&office, &args);
    assert_eq!(code(&person), 0, "{}", stderr(&person));
    let applicant = format!("applicant={id}");
    let early = on(&office, &["set", "household", &applicant, "since=1960-01-01"]);
    assert_eq!(code(&early), 1);
    assert!(stderr(&early).contains("E-RG05"), "{}", stderr(&early));
    let house = json(&office, &["set", "household", &applicant, "since=2019-05-06"]);
    assert_eq!(house["since"], "2019-05-06");
    let members = json(&office, &["list", "member"]);
    let own =
        members.as_array().unwrap().iter().filter(|m| m["household"] == house["household_no"]).collect::<Vec<_>>();
    assert_eq!(own.len(), 1);
    assert_eq!(own[0]["valid_from"], "2019-05-06");
    let help = String::from_utf8(program(&["help", "household"]).stdout).unwrap();
    assert!(help.contains("since") && help.contains("申请人自这天起为成员"), "{help}");
}

#[test]
fn warnings_are_told_beside_the_answer() {
    let people = json(demo(), &["list", "person", "--limit", "1"]);
    let number = people[0]["id_number"].as_str().unwrap();
    let out = on(demo(), &["set", "person", number, "address=三村", "--dry-run"]);
    assert!(out.status.success() && stderr(&out).contains("W-PS01"), "{}", stderr(&out));
    assert!(String::from_utf8_lossy(&out.stdout).contains("可以保存"));
}

#[test]
fn a_case_moves_by_month_and_a_mistaken_village_is_another_act() {
    let (_dir, office) = copy();
    let case = json(&office, &["list", "dibao", "--limit", "1"])[0].clone();
    let (no, village) = (case["case_no"].as_str().unwrap(), case["division"].as_str().unwrap());
    let other = if village.starts_with("430406002") { "430406001004" } else { "430406002003" };
    let table = |month: &str| {
        let out = on(&office, &["report", "dibao-urban", "--month", month, "--format", "csv"]);
        assert!(out.status.success(), "{}", stderr(&out));
        String::from_utf8(out.stdout).unwrap()
    };
    let before = ["2021-10", "2021-11"].map(table);
    let december = table("2021-12");
    let moved = on(
        &office,
        &["set", "move", &format!("case_key={no}"), &format!("division={other}"), "decided_date=2021-11-20"],
    );
    assert_eq!(code(&moved), 0, "{}", stderr(&moved));
    assert_eq!(["2021-10", "2021-11"].map(table), before, "past months keep the old village");
    let after = table("2021-12");
    assert_ne!(after, december);
    assert_eq!(after.lines().last(), december.lines().last(), "the district gains and loses nobody");
    let row = json(&office, &["list", "move"])[0].clone();
    assert_eq!((row["left_division"].as_str(), row["from_month"].as_str()), (Some(village), Some("2021-12")));
    let corrected = on(&office, &["set", "dibao", no, "division=430406001007"]);
    assert!(code(&corrected) == 1 && stderr(&corrected).contains("E-MV01"), "{}", stderr(&corrected));
    let void = on(&office, &["void", "move", &format!("#{}", row["key"]), "--why", "录错了"]);
    assert_eq!(code(&void), 0, "{}", stderr(&void));
    assert_eq!(json(&office, &["list", "dibao", "--limit", "1"])[0]["division"].as_str(), Some(village));

    let wrong = on(&office, &["set", "dibao", no, &format!("division={other}")]);
    assert!(code(&wrong) == 1 && stderr(&wrong).contains("E-MV02"), "{}", stderr(&wrong));
    let why = ["set", "dibao", no, &format!("division={other}"), "--accept", "E-MV02", "--why", "当初登记错了"];
    assert_eq!(code(&on(&office, &why)), 0);
    assert_ne!(table("2021-10"), before[0]);
    assert_eq!(code(&on(&office, &["verify"])), 0);
}

/// What a new version does to the money stands in the answer, and what rests on it ends with it.
#[test]
fn an_award_says_what_it_changes_and_what_follows() {
    let (_dir, office) = copy();
    let rows = json(&office, &["list", "disability", "--state", "active"]);
    let resting = rows.as_array().unwrap().iter().find(|r| r["kind"] == "CL" && r["dibao"].is_string()).unwrap();
    let (living, dibao) = (resting["case_no"].as_str().unwrap(), resting["dibao"].as_str().unwrap());
    let case = format!("dibao={dibao}");
    let stop = ["set", "award", &case, "decided_date=2021-12-20", "kind=end", "reason_code=01"];
    let told = json(&office, &[&stop[..], &["--dry-run"]].concat());
    assert_eq!((&told["changes"]["to"], &told["changes"]["start"]), (&Value::from("0.00"), &Value::from("2022-01")));
    assert!(told["changes"]["from"].is_string() && told["changes"]["entered_by"].is_string(), "{told}");
    let follows = told["follows"].as_array().unwrap();
    assert!(follows.iter().any(|f| f["case"] == living && f["from"] == "2022-01"), "{told}");
    let saved = on(&office, &stop);
    let text = String::from_utf8_lossy(&saved.stdout).into_owned();
    assert!(text.contains("→ 0.00 元") && text.contains(living) && text.contains("随之"), "{text}");
    let row = json(&office, &["list", "award"]);
    let ended =
        row.as_array().unwrap().iter().rfind(|r| r["dibao"] == dibao && r["kind"] == "end").unwrap()["key"].clone();
    let versions = json(&office, &["list", "disability_award"]);
    let last = versions.as_array().unwrap().iter().rfind(|r| r["disability"] == living).unwrap();
    assert_eq!((&last["kind"], &last["reason_code"]), (&Value::from("end"), &Value::from("23")));
    let taken_back = on(&office, &["void", "award", &format!("#{ended}"), "--why", "停错了"]);
    let text = String::from_utf8_lossy(&taken_back.stdout).into_owned();
    assert!(text.contains("随之作废: 补贴核定"), "{text}{}", stderr(&taken_back));
}

#[test]
fn a_list_is_of_the_day_that_is_asked_about() {
    let (_dir, office) = copy();
    let rows = |args: &[&str]| json(&office, args).as_array().unwrap().clone();
    // The rosters of the year's ends, as the figures have them.
    for (at, cases) in [("2020-12-31", 3_181 + 313), ("2021-11-30", 2_716 + 316)] {
        assert_eq!(rows(&["list", "dibao", "--at", at]).len(), cases, "{at}");
        assert_eq!(rows(&["list", "dibao", "--at", at, "--state", "roster"]).len(), cases, "{at}");
    }
    assert_eq!(rows(&["list", "cover", "--at", "2021-11-30"]).len(), 4_063 + 556);
    assert_eq!(rows(&["list", "tekun", "--at", "2020-12-31"]).len(), 77);

    // A stop and a raise from the next month leave this month as it is, in each scheme.
    for (register, version, reason) in
        [("dibao", "award", "11"), ("tekun", "tekun_award", "11"), ("disability", "disability_award", "25")]
    {
        let before = rows(&["list", register, "--state", "roster"]);
        let case = before[0]["case_no"].as_str().unwrap();
        let stop = [
            format!("{register}={case}"),
            "kind=end".to_owned(),
            "decided_date=2021-12-20".to_owned(),
            "from_month=2022-01".to_owned(),
            format!("reason_code={reason}"),
        ];
        let mut args = vec!["set", version];
        args.extend(stop.iter().map(String::as_str));
        let set = on(&office, &args);
        assert!(set.status.success(), "{register}: {}", stderr(&set));
        let now = rows(&["list", register, "--state", "roster"]);
        assert_eq!((now.len(), &now[0]["state"]), (before.len(), &"active".into()), "{register}");
        assert_eq!(now[0]["amount"], before[0]["amount"]);
        assert_eq!((&now[0]["ahead"]["from_month"], &now[0]["ahead"]["kind"]), (&"2022-01".into(), &"end".into()));
        let next = rows(&["--today", "2022-01-05", "list", register, "--state", "stopped"]);
        let gone = next.iter().find(|r| r["case_no"] == case).unwrap();
        assert_eq!((&gone["amount"], &gone["last_amount"]), (&Value::Null, &before[0]["amount"]), "{register}");
        let later = rows(&["list", register, "--at", "2022-01-05"]);
        assert_eq!(later.len(), before.len() - 1, "{register}");
        let text = String::from_utf8(on(&office, &["list", register, "--limit", "1"]).stdout).unwrap();
        assert!(text.contains("(自2022-01 停发)"), "{text}");
    }
    // Nothing that was not there yet.
    assert!(
        rows(&["list", "temporary", "--at", "2021-06-30"])
            .iter()
            .all(|r| r["apply_date"].as_str() <= Some("2021-06-30"))
    );
    assert!(rows(&["list", "change", "--at", "2021-06-30"]).iter().all(|r| r["month"].as_str() <= Some("2021-06")));
    assert!(on(&office, &["list", "dibao", "--state", "gone"]).status.code() == Some(64));
}

#[test]
fn an_office_that_another_tool_has_altered_is_read_with_a_warning_and_not_written() {
    let (_dir, office) = copy();
    let alter = "CREATE TRIGGER zz AFTER INSERT ON person BEGIN UPDATE person SET phone = NULL; END";
    rusqlite::Connection::open(&office).unwrap().execute_batch(alter).unwrap();
    let before = std::fs::read(&office).unwrap();
    for args in [
        &["list", "operator", "--format", "json"][..],
        &["find", "王"],
        &["figures", "--year", "2021", "--key", "dibao.urban.households"],
    ] {
        let read = on(&office, args);
        assert!(stderr(&read).contains("多出触发器 zz"), "{args:?}: {}", stderr(&read));
    }
    assert!(on(&office, &["list", "operator", "--format", "json"]).status.success());
    for args in [
        &["set", "operator", "maker", "full_name=李四", "--why", "换人"][..],
        &["void", "person", "#1", "--why", "录错了"],
    ] {
        let refused = on(&office, args);
        assert_eq!(refused.status.code(), Some(65), "{args:?}: {}", stderr(&refused));
        assert!(stderr(&refused).contains("不能保存"), "{}", stderr(&refused));
    }
    assert!(std::fs::read(&office).unwrap() == before);
}

#[cfg(unix)]
#[test]
fn a_settings_file_that_is_a_pipe_is_refused_at_once() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("minzheng");
    std::fs::create_dir(&folder).unwrap();
    assert!(Command::new("mkfifo").arg(folder.join("minzheng.toml")).status().unwrap().success());
    let out =
        Command::new(env!("CARGO_BIN_EXE_minzheng")).arg("help").env("XDG_CONFIG_HOME", dir.path()).output().unwrap();
    assert_eq!(out.status.code(), Some(74), "{}", stderr(&out));
    assert!(stderr(&out).contains("不是文件"), "{}", stderr(&out));
}

/// Rows beneath a record, somebody new in a row, an account beside: one command, one act.
#[test]
fn a_family_is_entered_by_one_command() {
    let dir = tempfile::tempdir().unwrap();
    let office = dir.path().join("office.db");
    assert!(
        program(&["init", office.to_str().unwrap(), "--division", "430406", "--today", "2021-12-31"]).status.success()
    );
    let id = |first: &str| format!("{first}{}", minzheng::domain::people::id_number::check_char(first));
    let (head, child) = (id("43040619560708015"), id("43040620110217033"));
    let household = [
        format!("household.member:person.id_number={head}"),
        "household.member:person.name=曾国安".to_owned(),
        "household.member:person.hukou_division=430406001001".to_owned(),
        "household.member:person.phone=13973412345".to_owned(),
        "household.member:relation_code=02".to_owned(),
        format!("household.member:person.id_number={child}"),
        "household.member:person.name=曾小满".to_owned(),
        "household.member:relation_code=20".to_owned(),
    ];
    let case = ["set", "dibao", "kind=U", "apply_date=2021-11-02", "accept_date=2021-11-03", "town_date=2021-11-20"];
    let rest = [
        "notice_from=2021-11-22",
        "district_date=2021-12-01",
        "cause:cause_code=02",
        "award:income=300",
        "account:account_no=6217990000123456788",
        "account:bank_code=403",
        "account:valid_from=2021-12-01",
        "--today",
        "2021-12-31",
    ];
    let all: Vec<&str> = case.into_iter().chain(household.iter().map(String::as_str)).chain(rest).collect();
    let checked = on(&office, &[&all[..], &["--dry-run"]].concat());
    assert!(checked.status.success(), "{}", stderr(&checked));
    assert!(json(&office, &["list", "person"]).as_array().unwrap().is_empty());
    let saved = json(&office, &all);
    let act = saved["act"].as_i64().unwrap().to_string();
    let people = json(&office, &["list", "person"]);
    assert_eq!(people.as_array().unwrap().len(), 2);
    assert!(people.as_array().unwrap().iter().all(|p| p["phone"] == "13973412345"), "{people}");
    let account = json(&office, &["list", "account"]);
    assert_eq!((account[0]["account_name"].as_str(), account[0]["person"].as_str()), (Some("曾国安"), Some(&*head)));
    // One slip in one of them refuses all, in words that name whose it is.
    let twice =
        on(&office, &["set", "household", &household[0][10..], "member:person.name=王五", "member:relation_code=02"]);
    assert!(code(&twice) == 1 && stderr(&twice).contains("姓名是“曾国安”, 不是“王五”"), "{}", stderr(&twice));
    let wrong = on(&office, &["set", "household", "cause:cause_code=02"]);
    assert!(code(&wrong) == 64 && stderr(&wrong).contains("没有子项"), "{}", stderr(&wrong));
    let undone = on(&office, &["undo", &act, "--why", "录错了", "--today", "2021-12-31"]);
    assert!(undone.status.success(), "{}", stderr(&undone));
    assert!(json(&office, &["list", "person"]).as_array().unwrap().is_empty());
}

/// How many rows and how much money the lines of a count come to, those beneath others apart.
fn counted(lines: &Value, depth: i64, money: &str) -> (i64, i64) {
    let lines = lines.as_array().unwrap().iter().filter(|line| line["depth"] == depth);
    let fen = |line: &Value| line[money].as_str().unwrap().replace('.', "").parse::<i64>().unwrap();
    lines
        .map(|line| (line["rows"].as_i64().unwrap(), fen(line)))
        .fold((0, 0), |(n, fen), (m, more)| (n + m, fen + more))
}

#[test]
fn a_count_adds_up_to_its_list_whatever_it_is_counted_by() {
    let office = demo();
    let rows = |args: &[&str]| {
        let all = [&["list", "dibao", "--limit", "60000"], args].concat();
        i64::try_from(json(office, &all).as_array().unwrap().len()).unwrap()
    };
    let all = counted(&json(office, &["count", "dibao", "class_code"]), 0, "award.total");
    assert_eq!(all.0, rows(&[]));
    // Towns with their villages, however they are asked for; days by months and years, amounts by classes, codes.
    for by in [
        &["division:town", "division:village"][..],
        &["division:town", "--by", "division"],
        &["--by", "division:town", "--by", "division:value"],
    ] {
        let lines = json(office, &[&["count", "dibao"], by].concat());
        assert_eq!((counted(&lines, 0, "award.total"), counted(&lines, 1, "award.total")), (all, all), "{by:?}");
    }
    for by in
        ["apply_date:month", "apply_date:year", "apply_date", "award.total:class", "kind", "household.applicant.sex"]
    {
        assert_eq!(counted(&json(office, &["count", "dibao", by]), 0, "award.total"), all, "{by}");
    }
    // Each line says by what `list` shows its rows.
    let lines = json(office, &["count", "dibao", "class_code", "kind", "--state", "active", "--town", "430406001"]);
    let line = lines.as_array().unwrap().iter().find(|line| line["depth"] == 1).unwrap();
    let wheres = line["where"].as_array().unwrap().iter().map(|w| w.as_str().unwrap());
    let asked = wheres.flat_map(|w| std::iter::once("--where").chain(w.splitn(3, ' '))).collect::<Vec<_>>();
    let filters = ["--state", "active", "--town", "430406001"];
    assert_eq!(rows(&[&filters[..], &asked].concat()), line["rows"].as_i64().unwrap(), "{line}");
    assert_eq!(counted(&lines, 0, "award.total").0, rows(&filters));
    let over = ["--where", "award.total", ">=", "500"];
    let lines = json(office, &[&["count", "dibao", "class_code"], &over[..]].concat());
    assert_eq!(counted(&lines, 0, "award.total").0, rows(&over));
    // As of a day.
    let at = ["--at", "2021-06-30"];
    let lines = json(office, &[&["count", "dibao", "class_code"], &at[..]].concat());
    assert_eq!(counted(&lines, 0, "award.total").0, rows(&at));
    // Other columns of money, in the order asked for.
    let lines = json(office, &["count", "recovery", "reason", "--sum", "returned,over"]);
    let keys: Vec<&str> = lines[0].as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys[keys.len() - 2..], ["returned", "over"]);
}

#[test]
fn a_count_is_printed_as_text_sheet_and_paper() {
    let (dir, office) = copy();
    let counted = ["count", "dibao", "class_code", "--state", "active"];
    let rows = json(&office, &counted).as_array().unwrap().len();
    let out = on(&office, &[&counted[..], &["--format", "csv"]].concat());
    let sheet = String::from_utf8(out.stdout).unwrap();
    assert!(sheet.contains("筛选: 状态 在保,统计依据: 类别,业务日期: 2021-12-31"), "{sheet}");
    // The office, the heads, a line for each class, the total.
    assert_eq!(sheet.lines().count(), rows + 4, "{sheet}");
    let text = String::from_utf8(on(&office, &counted).stdout).unwrap();
    assert!(text.contains("图(户数)") && text.contains("####") && text.contains("100.0"), "{text}");
    for (format, begins) in [("pdf", "%PDF"), ("csv", "\u{feff}"), ("text", "")] {
        let path = dir.path().join(format!("a.{format}"));
        let out = on(&office, &[&counted[..], &["--format", format, "-o", path.to_str().unwrap()]].concat());
        assert!(out.status.success() && out.stdout.is_empty(), "{format}: {}", stderr(&out));
        assert!(std::fs::read(&path).unwrap().starts_with(begins.as_bytes()), "{format}");
    }
}

#[test]
fn what_cannot_be_counted_is_told_with_what_can() {
    for (args, told) in [
        (&["nonsuch", "kind"][..], "没有台账“nonsuch”"),
        (&["dibao"], "按哪个字段统计, 一个或两个"),
        (&["dibao", "kind", "class_code", "--by", "state"], "按哪个字段统计, 一个或两个"),
        (&["dibao", "nonsuch"], "没有字段“nonsuch”"),
        (&["dibao", "division:month"], "不能按“month”统计; 可用 value town village"),
        (&["dibao", "class_code:town"], "不能按“town”统计; 可用 value"),
        (&["recovery", "case_key"], "不能按案件统计"),
        // What is restricted is not found out by counting, nor is it said not to be there.
        (&["visit_finding", "problem"], "“发现问题”限制查阅, 不能按它统计、筛选或排序"),
        (&["visit_finding", "resolved_on", "--where", "problem", "=", "7"], "“发现问题”限制查阅"),
        (&["dibao", "class_code", "--sum", "award.total,apply_date"], "申请日期不是金额, 不能合计"),
        (&["dibao", "class_code", "--sum", "nonsuch"], "没有字段“nonsuch”"),
        (&["dibao", "class_code", "--at", "昨天"], "日期“昨天”看不懂"),
        (&["dibao", "class_code", "--state", "nonsuch"], "--state 没有“nonsuch”"),
        (&["person", "sex", "--state", "active"], "不能按 --state 筛选"),
        (&["dibao", "class_code", "--where", "class_code", "like", "A"], "没有比较“like”"),
        (&["dibao", "class_code", "--nonsuch"], "没有选项 --nonsuch"),
    ] {
        let out = on(demo(), &[&["count"], args].concat());
        assert!(code(&out) == 64 && stderr(&out).contains(told), "{args:?}: {}", stderr(&out));
        assert!(out.stdout.is_empty(), "{args:?}");
    }
    assert_eq!(code(&on(demo(), &["count", "dibao", "class_code", "--town", "9"])), 1);
}

/// A case of somebody unknown, of a number or without, with its first version and the account: one command, one act.
#[test]
fn a_case_of_somebody_unknown_is_entered_by_one_command() {
    let dir = tempfile::tempdir().unwrap();
    let office = dir.path().join("office.db");
    assert!(
        program(&["init", office.to_str().unwrap(), "--division", "430406", "--today", "2021-12-31"]).status.success()
    );
    let person = "person.name=曾国安 person.hukou_division=430406001001 person.id_status=lost person.sex=1 \
                  person.birth_date=1946-07-08";
    let account = "account:account_no=6217990000123456788 account:bank_code=403 account:valid_from=2021-12-01";
    let tekun = "set tekun kind=U income=0 apply_date=2021-11-02 accept_date=2021-11-03 town_date=2021-11-10 \
                 notice_from=2021-11-12 district_date=2021-11-25 assessment:assess_date=2021-11-08 \
                 assessment:assess_org=区评估中心 assessment:adl_eat=1 assessment:adl_dress=1 assessment:adl_bed=1 \
                 assessment:adl_toilet=1 assessment:adl_walk=1 assessment:adl_bath=1 tekun_award:support_mode=D \
                 --today 2021-12-31";
    let words: Vec<&str> = [tekun, person, account].into_iter().flat_map(str::split_whitespace).collect();
    let saved = json(&office, &words);
    let all = |register: &str| json(&office, &["list", register]).as_array().unwrap().len();
    assert_eq!(["person", "account", "tekun", "assessment", "tekun_award"].map(all), [1; 5]);
    assert_eq!(json(&office, &["list", "person"])[0]["temp_no"], "T430406-2021-0001");
    let act = saved["act"].as_i64().unwrap().to_string();
    assert!(on(&office, &["undo", &act, "--why", "录错了", "--today", "2021-12-31"]).status.success());
    assert_eq!(["person", "account", "tekun", "assessment", "tekun_award"].map(all), [0; 5]);

    // A household of one who has no number is that one's.
    let household = person.replace("person.", "applicant.");
    let words: Vec<&str> = ["set", "household"].into_iter().chain(household.split_whitespace()).collect();
    json(&office, &[&words[..], &["--today", "2021-12-31"]].concat());
    assert_eq!(["person", "household", "member"].map(all), [1; 3]);
}
