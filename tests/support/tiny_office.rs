//! An office of a handful of people, written row by row, whose numbers can be worked out by hand.
//!
//! 城市低保, October: A (2 persons) and B (1) in 先锋街道, C (3) and E (1) in 雁峰街道: 4 households, 7 persons.
//! November: B is suspended; a person leaves C (03); D comes in (01), E goes out (06), G comes in from 农村低保 (16):
//! A B C D G, 5 households, 7 persons.
#![allow(dead_code, reason = "each test file uses its part")]

use chrono::NaiveDate;
use minzheng::domain::division_code::DivisionCode;
use minzheng::store::{NewOffice, Store};
use rusqlite::{Connection, params};
use std::path::PathBuf;

/// The office and its file.
pub struct TinyOffice {
    _dir: tempfile::TempDir,
    pub path: PathBuf,
    db: Connection,
}

pub const A: i64 = 1_000_000_001;
pub const B: i64 = 1_000_000_002;
pub const C: i64 = 1_000_000_003;
pub const D: i64 = 1_000_000_004;
pub const E: i64 = 1_000_000_005;
pub const G: i64 = 1_000_000_006;
pub const RURAL: i64 = 1_000_000_007;

pub const TOWN_1: &str = "430406001000";
pub const TOWN_2: &str = "430406002000";
const VILLAGE_1: &str = "430406001001";
const VILLAGE_2: &str = "430406002001";

impl TinyOffice {
    pub fn new() -> TinyOffice {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("office.db");
        let division = DivisionCode::parse("430406").unwrap();
        let day = NaiveDate::from_ymd_opt(2021, 12, 31).unwrap();
        let new =
            NewOffice { division, day, name: None, demo_day: Some(day), at: Some("2021-12-31 09:00:00".to_owned()) };
        drop(Store::create(&path, &new).unwrap());
        let db = Connection::open(&path).unwrap();
        // Nobody pulls the plug on a test.
        db.execute_batch("PRAGMA synchronous = OFF; BEGIN").unwrap();
        let office = TinyOffice { _dir: dir, path, db };
        office.people();
        office.cases();
        office.batches();
        office.relief();
        office.sql("COMMIT");
        office
    }

    pub fn open(&self) -> Store {
        Store::open(&self.path).unwrap()
    }

    /// Changes the file behind the program's back.
    pub fn sql(&self, text: &str) {
        self.db.execute_batch(text).unwrap_or_else(|e| panic!("{text}: {e}"));
    }

    fn people(&self) {
        // number, sex, birth, labour, disability level
        for (key, sex, born, labour, level) in [
            (1, "2", "1950-03-01", "5", None),
            (2, "1", "2010-05-05", "4", None),
            (3, "1", "1980-01-01", "1", Some("2")),
            (4, "2", "1990-07-07", "2", Some("3")),
            (5, "1", "2003-11-30", "1", None),
            (6, "2", "1961-12-01", "1", None),
            (7, "1", "1961-11-30", "1", None),
            (8, "1", "1970-01-01", "3", None),
            (9, "2", "2003-12-01", "1", None),
        ] {
            self.db
                .execute(
                    "INSERT INTO person(key, temp_no, id_status, name, sex, birth_date, hukou_division, home_division, labor_code, \
                     disability_level, act) VALUES (?1, ?2, 'unregistered', ?3, ?4, ?5, ?6, ?6, ?7, ?8, 1)",
                    params![key, format!("T430406-2021-{key:04}"), format!("人{key}"), sex, born, VILLAGE_1, labour, level],
                )
                .unwrap();
        }
    }

    fn cases(&self) {
        for (case, kind, village, applicant) in [
            (A, "U", VILLAGE_1, 1),
            (B, "U", VILLAGE_1, 3),
            (C, "U", VILLAGE_2, 4),
            (D, "U", VILLAGE_2, 7),
            (E, "U", VILLAGE_2, 8),
            (G, "U", VILLAGE_1, 9),
            (RURAL, "R", VILLAGE_1, 9),
        ] {
            let serial = case - 1_000_000_000;
            self.db
                .execute(
                    "INSERT INTO household(key, household_no, applicant, division, act) VALUES (?1, ?2, ?3, ?4, 1)",
                    params![serial, format!("{village}{serial:05}"), applicant, village],
                )
                .unwrap();
            self.db
                .execute(
                    "INSERT INTO dibao(key, case_no, kind, household, division, rule_set, apply_date, act) \
                     VALUES (?1, ?2, ?3, ?4, ?5, '2012-220', '2020-12-01', 1)",
                    params![case, format!("DB4304062020{serial:05}"), kind, serial, village],
                )
                .unwrap();
            let cause = if case == C { "02" } else { "01" };
            self.sql(&format!("INSERT INTO cause(dibao, cause_code, main, act) VALUES ({case}, '{cause}', 1, 1)"));
        }
        self.sql(&format!("INSERT INTO cause(dibao, cause_code, main, act) VALUES ({A}, '08', 0, 1)"));
        let scheme = "dibao-urban";
        self.version(A, "2021-01", "award", 80_000, &[1, 2], scheme, "01");
        self.version(B, "2021-01", "award", 50_000, &[3], scheme, "01");
        self.version(C, "2021-01", "award", 90_000, &[4, 5, 6], scheme, "01");
        self.version(E, "2021-01", "award", 45_000, &[8], scheme, "01");
        self.version(RURAL, "2021-01", "award", 30_000, &[9], "dibao-rural", "01");
        self.version(B, "2021-11", "suspended", 50_000, &[3], scheme, "07");
        self.version(C, "2021-11", "award", 60_000, &[4, 5], scheme, "03");
        self.version(D, "2021-11", "award", 40_000, &[7], scheme, "01");
        self.version(E, "2021-11", "end", 0, &[], scheme, "06");
        self.version(RURAL, "2021-11", "end", 0, &[], "dibao-rural", "16");
        self.version(G, "2021-11", "award", 30_000, &[9], scheme, "16");
    }

    #[allow(clippy::too_many_arguments, reason = "a row has as many")]
    fn version(&self, case: i64, month: &str, kind: &str, total: i64, covered: &[i64], scheme: &str, change: &str) {
        let persons = i64::try_from(covered.len()).unwrap();
        self.db
            .execute(
                "INSERT INTO award(dibao, from_month, kind, decided_date, persons, base_fen, total_fen, change_kind, act) \
                 VALUES (?1, ?2, ?3, '2020-12-20', ?4, ?5, ?5, ?6, 1)",
                params![case, month, kind, persons, total, change],
            )
            .unwrap();
        let award = self.db.last_insert_rowid();
        for person in covered {
            self.db
                .execute(
                    "INSERT INTO cover(dibao, person, from_month, share_fen, act) VALUES (?1, ?2, ?3, ?4, 1)",
                    params![case, person, month, total / persons],
                )
                .unwrap();
        }
        self.db
            .execute(
                "INSERT INTO change(scheme, case_key, month, kind, award, decided_date, act) \
                 VALUES (?1, ?2, ?3, ?4, ?5, '2020-12-20', 1)",
                params![scheme, case, month, change, award],
            )
            .unwrap();
    }

    fn batches(&self) {
        // case, type, amount, paid
        self.batch(1, "2021-10", "N", "2021-10", &[(A, "01", 80_000, true), (B, "01", 50_000, true)]);
        let lines = [
            (A, "01", 80_000, true),
            (A, "03", -5_000, true),
            (A, "04", 2_000, true),
            (C, "01", 60_000, false),
            (D, "01", 40_000, true),
            (G, "01", 30_000, true),
        ];
        self.batch(2, "2021-11", "N", "2021-11", &lines);
        // The failed line of C, paid again and booked a month later.
        self.sql(
            "INSERT INTO batch(key, batch_no, scheme, period, batch_kind, state, act) \
                  VALUES (3, 'DBU-202111-02', 'dibao-urban', '2021-11', 'R', 'draft', 1)",
        );
        self.line(3, 1, C, "06", 60_000, "2021-11", Some(2_000_004));
        self.sql(
            "UPDATE batch SET state = 'sent', line_count = 1, total_fen = 60000 WHERE key = 3; \
                  UPDATE payment SET bank_state = '1', booked_month = '2021-12' WHERE batch = 3; \
             UPDATE batch SET state = 'returned' WHERE key = 3",
        );
    }

    fn batch(&self, key: i64, period: &str, kind: &str, booked: &str, lines: &[(i64, &str, i64, bool)]) {
        let no = format!("DBU-{}-01", period.replace('-', ""));
        self.db
            .execute(
                "INSERT INTO batch(key, batch_no, scheme, period, batch_kind, state, made_by, act) \
                 VALUES (?1, ?2, 'dibao-urban', ?3, ?4, 'draft', 'maker', 1)",
                params![key, no, period, kind],
            )
            .unwrap();
        for ((case, line_type, amount, _), seq) in lines.iter().zip(1..) {
            self.line(key, seq, *case, line_type, *amount, period, None);
        }
        let total: i64 = lines.iter().map(|l| l.2).sum();
        self.sql(&format!(
            "UPDATE batch SET state = 'sent', line_count = {}, total_fen = {total} WHERE key = {key}",
            lines.len()
        ));
        for ((_, _, _, paid), seq) in lines.iter().zip(1..) {
            let (state, fail) = if *paid { ("1", "NULL") } else { ("2", "'03'") };
            self.sql(&format!(
                "UPDATE payment SET bank_state = '{state}', fail_code = {fail}, booked_month = '{booked}' WHERE key = {}",
                key * 1_000_000 + seq
            ));
        }
        self.sql(&format!("UPDATE batch SET state = 'returned' WHERE key = {key}"));
    }

    #[allow(clippy::too_many_arguments, reason = "a row has as many")]
    fn line(&self, batch: i64, seq: i64, case: i64, kind: &str, amount: i64, period: &str, reissue_of: Option<i64>) {
        self.db
            .execute(
                "INSERT INTO payment(key, batch, scheme, case_key, beneficiary, payee, division, period_due, line_type, households, \
                 persons, amount_fen, account_name, account_no, bank_code, reissue_of, act) \
                 SELECT ?1, ?2, 'dibao-urban', d.key, h.applicant, h.applicant, d.division, ?3, ?4, 1, 1, ?5, '户名', \
                 '6217990000123456788', '403', ?6, 1 FROM dibao d JOIN household h ON h.key = d.household WHERE d.key = ?7",
                params![batch * 1_000_000 + seq, batch, period, kind, amount, reissue_of, case],
            )
            .unwrap();
    }

    fn relief(&self) {
        for (serial, village, day, fund, amount) in [
            (1, VILLAGE_1, "2021-10-31", "P", 50_000),
            (2, VILLAGE_2, "2021-11-01", "P", 80_000),
            (3, VILLAGE_2, "2021-11-30", "D", 300_000),
            (4, VILLAGE_2, "2021-12-01", "D", 10_000),
        ] {
            self.db
                .execute(
                    "INSERT INTO temporary(key, case_no, apply_kind, person, division, aid_type, cause_code, cause_text, apply_date, \
                     people_count, object_class, procedure, aid_form, amount_fen, approve_level, approve_by, approve_date, fund, act) \
                     VALUES (?1, ?2, '2', 1, ?3, 'J', '4', '突发重病住院手术费用大', ?4, 1, '1', '1', '1', ?5, 'T', '甲', ?4, ?6, 1)",
                    params![2_000_000_000_i64 + serial, format!("LS4304062021{serial:05}"), village, day, amount, fund],
                )
                .unwrap();
        }
    }
}
