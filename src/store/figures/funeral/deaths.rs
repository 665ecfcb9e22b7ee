//! The SQL behind the row set of deaths (services 4.2): which count here, and what each is for 火化率, by the parameters of the month of the death.
//! It says in SQL what [`fate`] says of one; the list of names is checked against it. Must not know how the answers are used.
//!
//! [`fate`]: crate::domain::funeral::cremation::fate

use crate::domain::funeral::cremation::{BURNT, BURNT_ELSEWHERE, EXEMPT, ILLEGAL, RateKind, Scope};
use crate::domain::param::Param;
use crate::figure::{Dead, Window};
use crate::register::funeral::codes::ECO;
use crate::store::figures::parts::{NONE, Parts};
use crate::store::file::clock::today;
use crate::store::read::sql::quoted;

/// What holds for all deaths of a month: a death that the parameter knows nothing of is judged by what a new office begins with.
fn ruled(param: Param) -> String {
    format!(
        "coalesce((SELECT x.value FROM parameter x WHERE x.name = '{}' AND x.voided_by IS NULL AND x.valid_from <= \
         substr(r.died_on, 1, 7) || '-01' ORDER BY x.valid_from DESC LIMIT 1), '{}')",
        param.name(),
        param.spec().initial.unwrap_or_default()
    )
}

/// The division for which a death (`r`) counts.
pub(in crate::store) fn place() -> String {
    format!(
        "CASE {} WHEN '{}' THEN r.died_division ELSE r.hukou_division END",
        ruled(Param::DeathScope),
        Scope::Place.code()
    )
}

/// That a death (`r`) counts in the office's own district.
pub(in crate::store) fn counts() -> String {
    format!("r.voided_by IS NULL AND {} LIKE (SELECT substr(o.division, 1, 6) || '%' FROM office o)", place())
}

/// Outside too, where there is a number.
fn burnt() -> String {
    format!(
        "(r.disposal = '{BURNT}' AND r.cremated_on IS NOT NULL OR r.disposal = '{BURNT_ELSEWHERE}' AND r.cremation_no IS NOT NULL)"
    )
}

/// For how many days a body (`r`) may wait.
pub(in crate::store) fn may_wait() -> String {
    ruled(Param::CremationPending)
}

/// The last day on which a body may wait.
fn waits_until() -> String {
    format!("date(r.died_on, '+' || {} || ' days')", may_wait())
}

/// 待火化 on the day on which the question is asked; a demonstration's stands still.
fn pending() -> String {
    format!(
        "(r.disposal <> '{ILLEGAL}' AND r.disposal NOT IN ({}) AND NOT {} AND {} >= coalesce((SELECT o.demo_day FROM office o), :today))",
        quoted(&EXEMPT),
        burnt(),
        waits_until()
    )
}

fn exempt() -> String {
    format!("r.disposal IN ({})", quoted(&EXEMPT))
}

fn only(which: Dead) -> String {
    match which {
        Dead::All | Dead::BurntIn => "1".to_owned(),
        Dead::Sex(code) => format!("(SELECT q.sex FROM person q WHERE q.key = r.person) = '{code}'"),
        Dead::Due => format!("NOT {} AND NOT {}", exempt(), pending()),
        Dead::Rated => {
            let raw = format!("{} = '{}'", ruled(Param::CremationRate), RateKind::Raw.code());
            format!("NOT {} AND (NOT {} OR {raw})", pending(), exempt())
        }
        Dead::Cremated => burnt(),
        Dead::Pending => pending(),
        Dead::Exempt => exempt(),
        Dead::Illegal => format!("r.disposal = '{ILLEGAL}'"),
        Dead::Eco => format!("{} AND r.ash_to IN ({})", burnt(), quoted(ECO)),
    }
}

/// The deaths of a window by their day; of those who were cremated in it by that.
pub(in crate::store) fn deaths(which: Dead, window: Window) -> Parts {
    let day = if which == Dead::BurntIn { "cremated_on" } else { "died_on" };
    Parts {
        register: "death",
        tables: "death r".to_owned(),
        common: format!("r.{day} BETWEEN :from AND :to AND {}", counts()),
        only: only(which),
        key: "r.key",
        division: place().into(),
        institution: NONE,
        money: "0".into(),
        called: ["(SELECT n.name FROM person n WHERE n.key = r.person)".into(), "r.death_no".into()],
        bound: vec![
            (":from", window.first().first_day().to_string()),
            (":to", window.day().to_string()),
            (":today", today().to_string()),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::month::Month;
    use crate::figure::{RowSet, When};
    use crate::store::engine::Db;
    use crate::store::figures::count::{Split, from_rows};
    use crate::store::whole_schema;

    /// So many deaths on a day with a way, cremated some days later where the way says so.
    fn died(db: &Db, many: usize, day: &str, way: &str, burnt: Option<&str>) {
        db.execute_batch(&format!(
            "WITH RECURSIVE n(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM n WHERE k < {many}),
                 t(last) AS (SELECT coalesce(max(key), 0) FROM death)
             INSERT INTO death(death_no, person, died_on, reported_on, died_division, hukou_division, disposal, exempt_basis, cremated_on,
                     cremation_no, ash_to, act)
                 SELECT 'SW' || (last + k), last + k, '{day}', '{day}', '430406001001', '430407001001', '{way}',
                     '依据', {burnt}, {number}, '4', 1 FROM n, t",
            burnt = burnt.map_or_else(|| "NULL".to_owned(), |day| format!("'{day}'")),
            number = burnt.map_or("NULL", |_| "last + k"),
        ))
        .unwrap();
    }

    /// An office that asks on a day, and counts by the place of the death.
    fn office(day: &str) -> Db {
        let db = Db::in_memory().unwrap();
        db.execute_batch(&whole_schema()).unwrap();
        db.execute_batch(&format!(
            "PRAGMA foreign_keys = OFF;
             INSERT INTO office(key, division, name, demo_day, act) VALUES (1, '430406000000', '某局', '{day}', 1);"
        ))
        .unwrap();
        rule(&db, "funeral.scope", "place", "2020-01-01");
        db
    }

    fn rule(db: &Db, name: &str, value: &str, from: &str) {
        db.execute_batch(&format!(
            "INSERT INTO parameter(name, value, valid_from, act) VALUES ('{name}', '{value}', '{from}', 1)"
        ))
        .unwrap();
    }

    /// How many of each in a month, or in the year up to it.
    fn counted<const N: usize>(db: &Db, month: u32, when: When, sets: [Dead; N]) -> [i64; N] {
        let sets = sets.map(|which| (RowSet::Deaths(which), false));
        let found = from_rows(db, &sets, when.window(Month::new(2021, month).unwrap()), Split::District).unwrap();
        std::array::from_fn(|at| found[at][0].values().sum())
    }

    const RATE: [Dead; 2] = [Dead::Cremated, Dead::Rated];

    /// The examples of services 4.2.
    #[test]
    fn what_the_rate_is_made_of() {
        let db = office("2021-12-31");
        died(&db, 1_202, "2021-03-05", "1", Some("2021-03-07"));
        died(&db, 3, "2021-03-05", "2", None);
        assert_eq!(counted(&db, 3, When::Month, RATE), [1_202, 1_202]);
        rule(&db, "funeral.rate_kind", "raw", "2021-03-01");
        assert_eq!(counted(&db, 3, When::Month, RATE), [1_202, 1_205]);
        died(&db, 99, "2021-02-05", "1", Some("2021-02-07"));
        died(&db, 1, "2021-02-05", "5", None);
        assert_eq!(counted(&db, 2, When::Month, RATE), [99, 100]);
        // Each month by the rule of its own.
        assert_eq!(counted(&db, 12, When::Year, RATE), [1_301, 1_305]);
        assert_eq!(counted(&db, 1, When::Month, RATE), [0, 0]);
        let all = [Dead::All, Dead::Due, Dead::Exempt, Dead::Illegal, Dead::Eco];
        assert_eq!(counted(&db, 12, When::Year, all), [1_305, 1_302, 3, 1, 1_301]);
    }

    #[test]
    fn a_body_may_wait_for_some_days() {
        let db = office("2021-12-31");
        died(&db, 4, "2021-12-16", "9", None);
        died(&db, 2, "2021-12-15", "1", None);
        died(&db, 5, "2021-12-20", "1", Some("2021-12-23"));
        let sets = [Dead::All, Dead::Pending, Dead::Due, Dead::Rated, Dead::Cremated];
        assert_eq!(counted(&db, 12, When::Month, sets), [11, 4, 7, 7, 5]);
        rule(&db, "funeral.pending_days", "16", "2021-12-01");
        assert_eq!(counted(&db, 12, When::Month, sets), [11, 6, 5, 5, 5]);
    }

    /// A death of 30 January, cremated on 2 February, is in the rate of January and among the cremations of February.
    #[test]
    fn a_death_counts_by_its_own_month_and_a_cremation_by_its_own() {
        let db = office("2021-12-31");
        died(&db, 1, "2021-01-30", "1", Some("2021-02-02"));
        let sets = [Dead::Rated, Dead::Cremated, Dead::BurntIn];
        assert_eq!(counted(&db, 1, When::Month, sets), [1, 1, 0]);
        assert_eq!(counted(&db, 2, When::Month, sets), [0, 0, 1]);
    }

    #[test]
    fn whose_deaths_count_is_what_the_office_says_of_the_month() {
        let db = office("2021-12-31");
        rule(&db, "funeral.scope", "hukou", "2021-06-01");
        died(&db, 2, "2021-05-31", "1", Some("2021-06-02"));
        died(&db, 3, "2021-06-01", "1", Some("2021-06-02"));
        assert_eq!([5, 6].map(|month| counted(&db, month, When::Month, [Dead::All])), [[2], [0]]);
    }
}
