//! What a clerk of the district would shake the head about, looking through the demonstration office: each a count that is none.

use super::{all, office, one, open};

/// What would be absurd, and how often it is so.
const ABSURD: [(&str, &str); 21] = [
    (
        "husband and wife are of one sex or twenty years apart",
        "SELECT count(*) FROM member a JOIN member b ON b.household = a.household AND a.voided_by IS NULL
         AND b.voided_by IS NULL AND b.relation_code IN ('10', '11', '12')
         JOIN person p ON p.key = a.person JOIN person q ON q.key = b.person
         WHERE a.relation_code = '02' AND (p.sex = q.sex OR abs(substr(p.birth_date, 1, 4) - substr(q.birth_date, 1, 4)) > 20)",
    ),
    (
        "a child is born to a head of less than sixteen years",
        "SELECT count(*) FROM member a JOIN member b ON b.household = a.household AND a.voided_by IS NULL
         AND b.voided_by IS NULL AND substr(b.relation_code, 1, 1) IN ('2', '3')
         JOIN person p ON p.key = a.person JOIN person q ON q.key = b.person
         WHERE a.relation_code = '02' AND date(p.birth_date, '+16 years') > q.birth_date",
    ),
    (
        "the father or mother of a head is less than sixteen years older",
        "SELECT count(*) FROM member a JOIN member b ON b.household = a.household AND a.voided_by IS NULL
         AND b.voided_by IS NULL AND b.relation_code IN ('51', '52')
         JOIN person p ON p.key = a.person JOIN person q ON q.key = b.person
         WHERE a.relation_code = '02' AND date(q.birth_date, '+16 years') > p.birth_date",
    ),
    (
        "brothers or sisters are born within nine months of each other",
        "SELECT count(*) FROM member a JOIN member b ON b.household = a.household AND a.voided_by IS NULL
         AND b.voided_by IS NULL AND b.person > a.person
         JOIN person p ON p.key = a.person JOIN person q ON q.key = b.person
         WHERE substr(a.relation_code, 1, 1) IN ('2', '3') AND substr(b.relation_code, 1, 1) IN ('2', '3')
           AND abs(julianday(p.birth_date) - julianday(q.birth_date)) < 270",
    ),
    (
        "an only child has a brother or a sister",
        "SELECT count(*) FROM member a JOIN member b ON b.household = a.household AND a.voided_by IS NULL
         AND b.voided_by IS NULL AND b.person <> a.person
         WHERE a.relation_code IN ('21', '31') AND substr(b.relation_code, 1, 1) IN ('2', '3')",
    ),
    (
        "a child has another surname than its father",
        "SELECT count(*) FROM member a JOIN member b ON b.household = a.household AND a.voided_by IS NULL
         AND b.voided_by IS NULL AND substr(b.relation_code, 1, 1) IN ('2', '3')
         JOIN person p ON p.key = a.person JOIN person q ON q.key = b.person
         WHERE a.relation_code = '02' AND p.sex = '1' AND substr(p.name, 1, 1) <> substr(q.name, 1, 1)",
    ),
    (
        "the son or daughter of an old man has another surname, or half of it",
        "SELECT count(*) FROM elder e JOIN person p ON p.key = e.person WHERE p.sex = '1' AND e.supporter_rel IN ('儿子', '女儿')
         AND substr(e.supporter_name, 1, 1 + (p.name LIKE '欧阳%')) <> substr(p.name, 1, 1 + (p.name LIKE '欧阳%'))",
    ),
    (
        "who applies for the dead of a family has half of its surname",
        "SELECT count(*) FROM funeral_relief r JOIN death d ON d.key = r.death JOIN person p ON p.key = d.person
         WHERE p.name LIKE '欧阳%' AND r.applicant LIKE '欧%' AND r.applicant NOT LIKE '欧阳%'",
    ),
    (
        "an old person lives alone with others",
        "SELECT count(*) FROM elder e WHERE e.living = '1' AND EXISTS (SELECT 1 FROM member a JOIN member b ON b.household = a.household AND a.voided_by IS NULL
         AND b.voided_by IS NULL
         AND b.person <> a.person AND b.is_member = 1 WHERE a.person = e.person
         AND NOT EXISTS (SELECT 1 FROM member c WHERE c.household = b.household AND c.person = b.person AND c.voided_by IS NULL AND c.ended = 1))",
    ),
    (
        "somebody is a widow or widower and the other one is there",
        "SELECT count(*) FROM member a JOIN member b ON b.household = a.household AND a.voided_by IS NULL
         AND b.voided_by IS NULL AND b.relation_code IN ('10', '11', '12')
         JOIN person p ON p.key = a.person JOIN person q ON q.key = b.person
         WHERE a.relation_code = '02' AND p.marital_code = '30' AND q.death_date IS NULL",
    ),
    (
        "somebody was widowed before the other one had died",
        "SELECT count(*) FROM member a JOIN member b ON b.household = a.household AND a.voided_by IS NULL
         AND b.voided_by IS NULL AND b.relation_code IN ('10', '11', '12')
         JOIN person p ON p.key = a.person JOIN person q ON q.key = b.person
         WHERE a.relation_code = '02' AND p.marital_code = '30' AND b.ended = 0 AND NOT EXISTS (SELECT 1 FROM audit u JOIN act ON act.key = u.act
           WHERE u.register = 'person' AND u.last_row IS NULL AND u.row = p.key AND act.day >= q.death_date AND u.before LIKE '%\"marital_code\":\"20\"%')",
    ),
    (
        "work stops for a family in which nobody works",
        "SELECT count(*) FROM temporary t WHERE t.cause_code = '8' AND NOT EXISTS (SELECT 1 FROM member a
         JOIN member b ON b.household = a.household AND a.voided_by IS NULL
         AND b.voided_by IS NULL JOIN person p ON p.key = b.person WHERE a.person = t.person AND p.employ_code IN ('1', '2', '5'))",
    ),
    (
        "a breadwinner falls ill where nobody is of working age",
        "SELECT count(*) FROM temporary t WHERE t.cause_code = '6' AND NOT EXISTS (SELECT 1 FROM member a
         JOIN member b ON b.household = a.household AND a.voided_by IS NULL
         AND b.voided_by IS NULL JOIN person p ON p.key = b.person WHERE a.person = t.person AND p.labor_code IN ('2', '3'))",
    ),
    (
        "somebody in good health is ill since long",
        "SELECT count(*) FROM temporary t JOIN person p ON p.key = t.person
         WHERE t.cause_code = '4' AND t.aid_type = 'Z' AND t.apply_kind = '2' AND p.health_code IN ('10', '20')",
    ),
    (
        "the heavy rains come in winter",
        "SELECT count(*) FROM temporary WHERE cause_code = '7' AND substr(event_date, 6, 2) NOT BETWEEN '04' AND '09'",
    ),
    (
        "two live in one bed",
        "SELECT count(*) FROM resident a JOIN resident b ON b.institution = a.institution AND b.bed_no = a.bed_no AND b.key > a.key
         WHERE (a.out_on IS NULL OR a.out_on >= b.in_on) AND (b.out_on IS NULL OR b.out_on >= a.in_on)",
    ),
    (
        "a body is cremated on the day of the death or a week later",
        "SELECT count(*) FROM death WHERE julianday(cremated_on) - julianday(died_on) NOT BETWEEN 1 AND 7",
    ),
    (
        "somebody is visited, assessed, checked or helped after the death, but for a visit that finds it",
        "SELECT (SELECT count(*) FROM elder_visit v JOIN person p ON p.key = v.person WHERE v.visit_on > p.death_date)
         + (SELECT count(*) FROM ability v JOIN person p ON p.key = v.person WHERE v.assess_on > p.death_date)
         + (SELECT count(*) FROM means_check v JOIN person p ON p.key = v.person WHERE v.auth_signed_on > p.death_date)
         + (SELECT count(*) FROM temporary v JOIN person p ON p.key = v.person WHERE v.apply_date > p.death_date)
         + (SELECT count(*) FROM homecheck v JOIN person p ON p.key = v.person WHERE v.visit_on > p.death_date AND v.conclusion <> '6')",
    ),
    (
        "a number outside the district's own past and its neighbours",
        "SELECT count(*) FROM person WHERE substr(id_number, 1, 6) NOT IN ('430402', '430403', '430404', '430405', '430406', '430407', '430408',
         '430411', '430412', '430421', '430422', '430423', '430424', '430425', '430426', '430481', '430482')",
    ),
    (
        "an address that does not begin with the town",
        "SELECT count(*) FROM person p WHERE NOT EXISTS (SELECT 1 FROM division d WHERE d.code = substr(p.home_division, 1, 9) || '000'
         AND p.address LIKE d.name || '%')",
    ),
    (
        "a telephone that somebody may have",
        "SELECT (SELECT count(*) FROM person WHERE phone NOT LIKE '154%') + (SELECT count(*) FROM institution WHERE phone NOT LIKE '154%')
         + (SELECT count(*) FROM merchant WHERE phone NOT LIKE '154%') + (SELECT count(*) FROM funeral_relief WHERE phone NOT LIKE '154%')
         + (SELECT count(*) FROM tent_report WHERE reporter_phone NOT LIKE '154%')",
    ),
];

#[test]
fn nothing_in_it_is_absurd() {
    let db = open(office());
    for (what, sql) in ABSURD {
        assert_eq!(one::<i64>(&db, sql), 0, "{what}");
    }
    let accidents: i64 = one(&db, "SELECT count(*) FROM death WHERE cause = '2'");
    assert!((10..200).contains(&accidents), "{accidents} who died of an accident");
    // 城南区 and 郊区 were the surroundings before 2001.
    let here = "SELECT sum(substr(id_number, 1, 6) IN ('430403', '430411')) * 100 / count(*) FROM person WHERE birth_date < '2001-01-01'";
    assert!((75..95).contains(&one::<i64>(&db, here)), "{}", one::<i64>(&db, here));
}

/// Papers are numbered in the order of their days, whatever was told first.
#[test]
fn numbers_grow_with_the_days() {
    let db = open(office());
    for (table, number, day) in [
        // Three are told when all batches are made.
        ("death WHERE note IS NULL", "death_no", "reported_on"),
        ("funeral_relief", "relief_no", "apply_on"),
        ("home_adapt", "adapt_no", "listed_on"),
        ("elder_visit", "visit_no", "visit_on"),
        ("market_check", "check_no", "checked_on"),
        ("merchant_notice", "notice_no", "served_on"),
    ] {
        let days = all(&db, &format!("SELECT {day} FROM {table} ORDER BY {number}"), |r| r.get::<_, String>(0));
        assert!(days.is_sorted(), "{table}.{number}");
    }
    let notices = "SELECT served_date FROM change WHERE notice_no IS NOT NULL
        ORDER BY substr(notice_no, 1, 9), CAST(substr(notice_no, instr(notice_no, '〕') + 1, length(notice_no) - instr(notice_no, '〕') - 1) AS INTEGER)";
    let served = all(&db, notices, |r| r.get::<_, String>(0));
    assert!(served.len() > 500 && served.is_sorted());
}
