//! The one SQL behind each row set: which tables, which rows, and what a row is called, counts for and adds. Everything asked of
//! a row set (how many, how much, by town, which) is put together from these parts, so that a number and the rows behind it
//! cannot differ. Must not know how the answers are used.

use crate::domain::date::age_on;
use crate::domain::month::Month;
use crate::figure::{Bank, Effect, Group, MOVED_IN, MOVED_OUT, Paying, RowSet, Served, Window};
use crate::register::Versions;
use crate::store::figures::{relief_set, roster_set, visit_set};
use crate::store::read::villages::{BY_MOVE, version_of_change, village_in, village_of_change};
use chrono::{Datelike, Days, NaiveDate};

/// The parts of a row set's SQL. Code lists are those of the declarations and stand in the text; what is asked for is bound.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::store) struct Parts {
    /// The register of a row.
    pub register: &'static str,
    /// FROM.
    pub tables: String,
    /// WHERE: what several measures over the same tables have in common.
    pub common: String,
    /// What distinguishes this one; `1` when nothing does.
    pub only: String,
    /// The row's key.
    pub key: &'static str,
    /// The village or town code it counts for; `NULL` where there is none.
    pub division: &'static str,
    /// The key of the institution it counts for; `NULL` where there is none.
    pub institution: &'static str,
    /// Whole fen.
    pub money: &'static str,
    /// What it is called: a name, a number.
    pub called: [&'static str; 2],
    /// What is bound.
    pub bound: Vec<(&'static str, String)>,
}

pub(in crate::store) const VERSION: &str = "dibao d JOIN award a ON a.dibao = d.key AND a.voided_by IS NULL AND a.from_month = \
    (SELECT max(b.from_month) FROM award b WHERE b.dibao = d.key AND b.voided_by IS NULL AND b.from_month <= :month)";
pub(in crate::store) const COVERED: &str =
    " JOIN cover c ON c.dibao = d.key AND c.from_month = a.from_month AND c.voided_by IS NULL";
pub(in crate::store) const PERSON: &str = " JOIN person q ON q.key = c.person";
/// The version before that of a change.
const BEFORE: &str = "(SELECT max(w.from_month) FROM award w WHERE w.dibao = v.dibao AND w.voided_by IS NULL \
    AND w.from_month < v.from_month)";
const CASE_OF_CHANGE: &str = " JOIN dibao d ON d.key = h.case_key AND d.kind = :kind AND d.voided_by IS NULL";
const CHANGE_IN_WINDOW: &str = "h.scheme = :scheme AND h.month BETWEEN :first AND :month AND h.voided_by IS NULL";

const APPLICANT: &str =
    "(SELECT n.name FROM household u JOIN person n ON n.key = u.applicant WHERE u.key = d.household)";
pub(in crate::store) const CASE_NO: &str = "COALESCE(d.cert_no, d.case_no)";

impl Parts {
    /// The key of the case that a row belongs to, for rows that are opened with it.
    pub fn case(&self) -> Option<&'static str> {
        match self.register {
            "cover" => Some("c.dibao"),
            "change" => Some("h.case_key"),
            _ => None,
        }
    }
}

/// The parts of a row set for a window.
pub(in crate::store) fn parts(set: RowSet, window: Window) -> Parts {
    match set {
        RowSet::Roster(scheme, which) => roster(scheme, which, window),
        RowSet::RosterPersons(scheme, which, group) => roster_persons(scheme, which, group, window),
        RowSet::Changes(scheme, kinds, effect) => changes(scheme, kinds, effect, window),
        RowSet::Entered(scheme, kinds) => entered(scheme, kinds, window),
        RowSet::Left(scheme, kinds) => left(scheme, kinds, window),
        RowSet::Lines(schemes, types, bank) => lines(schemes, types, bank, window),
        RowSet::Persons(scheme, which) => roster_set::persons(scheme, which, window),
        RowSet::Subsidised(which) => roster_set::subsidised(which, window),
        RowSet::PersonChanges(scheme, kinds, source) => roster_set::changes(scheme, kinds, source, window),
        RowSet::SupportLines(which, part) => roster_set::support(which, part, window),
        RowSet::SubsidyMonths(scheme) => roster_set::subsidy_months(scheme, window),
        RowSet::Visited(schemes, visitor, outcome) => visit_set::visited(schemes, visitor, outcome, window),
        RowSet::OnPlan(schemes) => visit_set::on_plan(schemes, window),
        RowSet::Relief(which) => relief_set::approved(which, window),
        RowSet::ReliefPaid(fund) => relief_set::paid(fund, window),
        RowSet::PettyFund(which) => relief_set::petty(which, window),
        RowSet::Unclaimed => roster_set::unclaimed(window),
        RowSet::Confirmed(which) => roster_set::confirmed(which, window),
        RowSet::Divisions(level) => divisions(level, window),
        RowSet::Parameter(param) => parameter(param.name(), window),
    }
}

/// Whether a case, under the alias `r`, is on the roster of the day: among the rows that the figures of its schemes count.
pub(in crate::store) fn is_on_roster(versions: Versions, day: NaiveDate) -> String {
    let month = format!("'{}'", Month::of(day));
    let rows = versions.schemes.iter().map(|scheme| {
        let set = match *scheme {
            "dibao-urban" | "dibao-rural" => RowSet::Roster(scheme, Paying::All),
            _ => RowSet::Persons(scheme, Served::All),
        };
        let Parts { key, tables, common, only, .. } = parts(set, Window::On(day));
        format!("SELECT {key} FROM {tables} WHERE {common} AND {only}").replace(":month", &month)
    });
    format!("r.key IN ({})", rows.collect::<Vec<_>>().join(" UNION ALL "))
}

fn roster(scheme: &str, which: Paying, window: Window) -> Parts {
    Parts {
        register: "dibao",
        tables: VERSION.to_owned(),
        common: on_roster(scheme),
        only: paying(which).to_owned(),
        key: "d.key",
        division: village_in!("d", ":month"),
        institution: "NULL",
        money: "a.total_fen",
        called: [APPLICANT, CASE_NO],
        bound: vec![(":month", window.last().to_string())],
    }
}

fn roster_persons(scheme: &str, which: Paying, group: Group, window: Window) -> Parts {
    let asks_person = !matches!(group, Group::All | Group::Cause(_));
    let day = window.day();
    Parts {
        register: "cover",
        tables: [VERSION, COVERED, if asks_person { PERSON } else { "" }].concat(),
        common: on_roster(scheme),
        only: format!("{} AND {}", paying(which), in_group(group)),
        key: "c.key",
        division: village_in!("d", ":month"),
        institution: "NULL",
        money: "c.share_fen + c.extra_fen",
        called: ["(SELECT n.name FROM person n WHERE n.key = c.person)", CASE_NO],
        bound: vec![
            (":month", window.last().to_string()),
            (":day", day.to_string()),
            (":born_60", last_birth(day, 60).to_string()),
            (":born_18", last_birth(day, 18).to_string()),
        ],
    }
}

fn on_roster(scheme: &str) -> String {
    let kind = kind_of(scheme);
    format!("d.kind = '{kind}' AND d.voided_by IS NULL AND a.kind <> 'end'")
}

/// 城乡类别 of a scheme's cases.
pub(in crate::store) fn kind_of(scheme: &str) -> &'static str {
    if scheme == "dibao-rural" { "R" } else { "U" }
}

const fn paying(which: Paying) -> &'static str {
    match which {
        Paying::All => "1",
        Paying::Only => "a.kind <> 'suspended'",
        Paying::Suspended => "a.kind = 'suspended'",
    }
}

/// How a person `q` was on the day: what the row of 人员状况 in force says, without rows what the person's own says; `''` for nothing.
fn on_the_day(column: &str) -> String {
    format!(
        "COALESCE((SELECT COALESCE(z.{column}, '') FROM condition z WHERE z.person = q.key AND z.voided_by IS NULL \
         AND z.valid_from <= :day ORDER BY z.valid_from DESC LIMIT 1), q.{column}, '')"
    )
}

/// The groups of assistance 1.1 and 13.6. Outside 18 to 59 the age alone makes the labour class; inside it the code does. A code
/// for minors or the aged on somebody between counts as 无: it was given on another day. A person without a code is in no
/// class, and the table's check says so.
pub(in crate::store) fn in_group(group: Group) -> String {
    let (level, labour) = (on_the_day("disability_level"), on_the_day("labor_code"));
    match group {
        Group::All => "1".to_owned(),
        Group::Women => "q.sex = '2'".to_owned(),
        Group::Aged => "q.birth_date <= :born_60".to_owned(),
        Group::Minors => "q.birth_date > :born_18".to_owned(),
        Group::Disabled => format!("{level} <> ''"),
        Group::SeverelyDisabled => format!("{level} IN ('1','2')"),
        Group::Labour(code) => {
            format!("q.birth_date > :born_60 AND q.birth_date <= :born_18 AND {labour} = '{code}'")
        }
        Group::NoLabour => {
            format!("(q.birth_date <= :born_60 OR q.birth_date > :born_18 OR {labour} IN ('4','5'))")
        }
        Group::Cause(codes) => format!(
            "EXISTS (SELECT 1 FROM cause x WHERE x.dibao = d.key AND x.cause_code IN ({}) AND x.voided_by IS NULL)",
            listed(codes)
        ),
    }
}

/// The last birth date of those who have completed so many years on the day.
pub(in crate::store) fn last_birth(day: NaiveDate, years: u16) -> NaiveDate {
    let then = day.with_year(day.year() - i32::from(years));
    // A day that the year of birth has not: 29 February.
    let mut born =
        then.or_else(|| day.pred_opt().and_then(|d| d.with_year(day.year() - i32::from(years)))).unwrap_or(day);
    while let Some(next) = born.checked_add_days(Days::new(1)).filter(|next| age_on(*next, day) >= Some(years)) {
        born = next;
    }
    born
}

fn changes(scheme: &str, kinds: &[&str], effect: Effect, window: Window) -> Parts {
    let counted = |kinds: String| match effect {
        Effect::Any => kinds,
        Effect::In => format!("{kinds} AND v.kind <> 'end'"),
        Effect::Out => format!("{kinds} AND v.kind = 'end'"),
    };
    Parts {
        register: "change",
        tables: format!(
            "change h LEFT JOIN award v ON v.key = {} AND v.voided_by IS NULL{CASE_OF_CHANGE}",
            version_of_change("award", "dibao")
        ),
        common: CHANGE_IN_WINDOW.to_owned(),
        only: of_kinds(kinds, counted, "v.kind <> 'end'"),
        key: "h.key",
        division: village_of_change!("d"),
        institution: "NULL",
        money: "h.amount_delta_fen",
        called: [APPLICANT, CASE_NO],
        bound: in_window(scheme, window),
    }
}

/// The condition that a change row `h` is of one of these kinds. A move inside the district is counted apart from those who come
/// from elsewhere or go there, by a kind of its own, and as far as it moves somebody; `counted` is what else the others must be.
pub(in crate::store) fn of_kinds(kinds: &[&str], counted: impl Fn(String) -> String, moves: &str) -> String {
    let (moved, own): (Vec<&str>, Vec<&str>) = kinds.iter().partition(|k| [MOVED_IN, MOVED_OUT].contains(k));
    let apart =
        if own.iter().any(|k| ["09", "10"].contains(k)) { format!(" AND NOT {BY_MOVE}") } else { String::new() };
    let own = (!own.is_empty()).then(|| counted(format!("h.kind IN ({}){apart}", listed(&own))));
    let moved = moved.iter().map(|k| {
        let kind = if *k == MOVED_IN { "09" } else { "10" };
        format!("{BY_MOVE} AND h.kind = '{kind}' AND {moves}")
    });
    let all: Vec<String> = own.into_iter().chain(moved).map(|part| format!("({part})")).collect();
    format!("({})", all.join(" OR "))
}

fn entered(scheme: &str, kinds: &[&str], window: Window) -> Parts {
    Parts {
        tables: format!(
            "change h JOIN award v ON v.key = {} AND v.voided_by IS NULL \
             JOIN cover c ON c.dibao = v.dibao AND c.from_month = v.from_month AND c.voided_by IS NULL{CASE_OF_CHANGE}",
            version_of_change("award", "dibao")
        ),
        common: format!(
            "{CHANGE_IN_WINDOW} AND ({BY_MOVE} OR NOT EXISTS (SELECT 1 FROM cover p WHERE p.dibao = v.dibao \
             AND p.person = c.person AND p.voided_by IS NULL AND p.from_month = {BEFORE}))"
        ),
        ..persons_of_changes(scheme, kinds, window)
    }
}

fn left(scheme: &str, kinds: &[&str], window: Window) -> Parts {
    Parts {
        tables: format!(
            "change h JOIN award v ON v.key = {} AND v.voided_by IS NULL \
             JOIN cover c ON c.dibao = v.dibao AND c.voided_by IS NULL \
             AND c.from_month = CASE WHEN {BY_MOVE} THEN v.from_month ELSE {BEFORE} END{CASE_OF_CHANGE}",
            version_of_change("award", "dibao")
        ),
        common: format!(
            "{CHANGE_IN_WINDOW} AND ({BY_MOVE} OR NOT EXISTS (SELECT 1 FROM cover p WHERE p.dibao = v.dibao \
             AND p.person = c.person AND p.voided_by IS NULL AND p.from_month = v.from_month))"
        ),
        ..persons_of_changes(scheme, kinds, window)
    }
}

fn persons_of_changes(scheme: &str, kinds: &[&str], window: Window) -> Parts {
    Parts {
        register: "cover",
        tables: String::new(),
        common: String::new(),
        only: of_kinds(kinds, |kinds| kinds, "1"),
        key: "c.key",
        division: village_of_change!("d"),
        institution: "NULL",
        money: "c.share_fen + c.extra_fen",
        called: ["(SELECT n.name FROM person n WHERE n.key = c.person)", CASE_NO],
        bound: in_window(scheme, window),
    }
}

fn in_window(scheme: &str, window: Window) -> Vec<(&'static str, String)> {
    vec![
        (":scheme", scheme.to_owned()),
        (":kind", kind_of(scheme).to_owned()),
        (":first", window.first().to_string()),
        (":month", window.last().to_string()),
    ]
}

/// A batch is one range of keys; the order of the join is fixed, so that only the batches of the schemes are read.
pub(in crate::store) fn lines(schemes: &[&str], types: &[&str], bank: Bank, window: Window) -> Parts {
    let state = match bank {
        Bank::Paid => '1',
        Bank::Failed => '2',
    };
    Parts {
        register: "payment",
        tables: "batch b CROSS JOIN payment p ON p.key BETWEEN b.key * 1000000 AND b.key * 1000000 + 999999".to_owned(),
        common: format!(
            "b.scheme IN ({}) AND b.voided_by IS NULL AND b.state IN ('sent','returned','reissuing','closed') \
             AND p.voided_by IS NULL AND p.booked_month BETWEEN :first AND :month",
            listed(schemes)
        ),
        only: format!("p.bank_state = '{state}' AND p.line_type IN ({})", listed(types)),
        key: "p.key",
        division: "p.division",
        institution: "p.institution",
        money: "p.amount_fen",
        called: ["(SELECT n.name FROM person n WHERE n.key = p.beneficiary)", "p.period_due"],
        bound: vec![(":first", window.first().to_string()), (":month", window.last().to_string())],
    }
}

fn divisions(level: &str, window: Window) -> Parts {
    Parts {
        register: "division",
        tables: "division v".to_owned(),
        common: "v.voided_by IS NULL AND v.ended = 0 AND v.valid_from <= :day \
                 AND v.code LIKE (SELECT substr(division, 1, 6) || '%' FROM office) \
                 AND NOT EXISTS (SELECT 1 FROM division x WHERE x.code = v.code AND x.voided_by IS NULL \
                 AND x.valid_from > v.valid_from AND x.valid_from <= :day)"
            .to_owned(),
        only: format!("v.level = '{level}'"),
        key: "v.key",
        division: "v.code",
        institution: "NULL",
        money: "0",
        called: ["v.name", "v.code"],
        bound: vec![(":day", window.day().to_string())],
    }
}

/// A month uses the value in force on its first day (assistance 0.2 6).
fn parameter(name: &str, window: Window) -> Parts {
    Parts {
        register: "parameter",
        tables: "parameter r".to_owned(),
        common: "r.name = :name AND r.voided_by IS NULL AND r.valid_from = (SELECT max(x.valid_from) FROM parameter x \
                 WHERE x.name = :name AND x.voided_by IS NULL AND x.valid_from <= :day)"
            .to_owned(),
        only: "1".to_owned(),
        key: "r.key",
        division: "NULL",
        institution: "NULL",
        money: "CAST(r.value AS INTEGER)",
        called: ["r.name", "r.valid_from"],
        bound: vec![(":name", name.to_owned()), (":day", window.last().first_day().to_string())],
    }
}

/// `'01','02'`.
pub(in crate::store) fn listed(codes: &[&str]) -> String {
    codes.iter().map(|c| format!("'{c}'")).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_birth_date_of_an_age_agrees_with_the_age() {
        let day = |t: &str| NaiveDate::parse_from_str(t, "%Y-%m-%d").unwrap();
        for on in ["2021-11-30", "2021-12-31", "2020-02-29", "2021-02-28", "2022-02-28", "2038-02-28", "2024-02-29"] {
            for years in [18, 60] {
                let born = last_birth(day(on), years);
                assert!(age_on(born, day(on)) >= Some(years), "{on} {years} {born}");
                assert!(age_on(born + Days::new(1), day(on)) < Some(years), "{on} {years} {born}");
            }
        }
    }
}
