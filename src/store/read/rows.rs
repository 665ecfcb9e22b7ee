//! Figures asked of the office: how many, how much, by town, and which rows. Put together from the parts in `row_set`; measures
//! over the same tables and the same window are read in one pass.

use crate::domain::slip::Slip;
use crate::figure::{ByTown, Measure, Profile, Quantity, Row, RowSet, Window};
use crate::register::register_of;
use crate::store::engine::{self, Db, Given, Statement};
use crate::store::figures::row_set::{Parts, parts};
use crate::store::figures::summary;
use crate::store::pay::batch_names::house;
use crate::store::{Answer, Store, StoreFault};
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashMap};

/// 镇街 code of a row: the town part of its village.
const TOWN: &str = "substr({division}, 1, 9) || '000'";
/// Code of the institution of a row.
const HOUSE: &str = "(SELECT i.code FROM institution i WHERE i.key = {institution})";

impl Store {
    /// The rows of a set, ordered by village and key. `adds` is 1, or with `money` the row's whole fen.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn rows(&self, set: RowSet, window: Window, money: bool) -> Answer<Vec<Row>> {
        let p = parts(set, window);
        let names = self.division_names(window.day())?;
        let adds = if money { p.money } else { "1" };
        let [who, number] = p.called;
        let sql = format!(
            "SELECT {}, {}, {adds}, {who}, {number}, {} FROM {} WHERE {} AND {} ORDER BY 2, 1",
            p.key,
            p.division,
            p.case().unwrap_or("NULL"),
            p.tables,
            p.common,
            p.only
        );
        let mut get = self.db.prepare_cached(&sql)?;
        bind(&mut get, &p.bound)?;
        let mut found = get.bound_rows();
        let mut rows = Vec::new();
        while let Some(r) = found.next()? {
            let division: Option<String> = r.get(1)?;
            let (who, number): (Option<String>, Option<String>) = (r.get(3)?, r.get(4)?);
            let place = division.as_ref().and_then(|code| names.get(code)).cloned();
            let parts = [who, number, place].map(Option::unwrap_or_default);
            let label: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
            let (key, case): (i64, Option<i64>) = (r.get(0)?, r.get(5)?);
            let of_case = case.and_then(|case| Some((register_of(case)?, case)));
            rows.push(Row {
                register: p.register,
                key,
                opens: of_case.unwrap_or((p.register, key)),
                town: division.and_then(|code| code.get(..9).map(|town| format!("{town}000"))),
                label: label.join(" "),
                parts,
                adds: r.get(2)?,
            });
        }
        Ok(rows)
    }

    /// A measure, without listing its rows.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn measure(&self, measure: Measure, window: Window) -> Answer<Quantity> {
        Ok(self.measures(&[measure], window)?.into_iter().next().unwrap_or_default())
    }

    /// Several measures for one window, in their order.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn measures(&self, measures: &[Measure], window: Window) -> Answer<Vec<Quantity>> {
        let sums = collect(&self.db, measures, window, Split::District)?;
        Ok(measures.iter().zip(&sums).map(|(m, s)| quantity(m, s, "")).collect())
    }

    /// Several measures for one window by 镇街, and for the district asked directly.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn measures_by_town(&self, measures: &[Measure], window: Window) -> Answer<Vec<ByTown>> {
        let by = collect(&self.db, measures, window, Split::Town)?;
        let totals = self.measures(measures, window)?;
        let answers = measures.iter().zip(&by).zip(totals);
        Ok(answers
            .map(|((m, sums), total)| ByTown {
                towns: sums.iter().flat_map(|s| s.keys()).map(|t| (t.clone(), quantity(m, sums, t))).collect(),
                total,
            })
            .collect())
    }

    /// Several measures for one window by institution (code), of those that know it; none for the others.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn measures_by_institution(&self, measures: &[Measure], window: Window) -> Answer<Vec<Option<ByTown>>> {
        let by = collect(&self.db, measures, window, Split::Institution)?;
        let known = |m: &Measure| parts(m.sets().0, window).institution != "NULL";
        let answers = measures.iter().zip(&by);
        Ok(answers
            .map(|(m, sums)| {
                let codes = sums.iter().flat_map(|s| s.keys());
                let towns = codes.map(|code| (code.clone(), quantity(m, sums, code))).collect();
                known(m).then(|| ByTown { towns, total: quantity(m, sums, "") })
            })
            .collect())
    }

    /// The institutions that house 特困 people: code and name as given, by code.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn institutions(&self, names: &HashMap<String, String>) -> Answer<Vec<(String, String)>> {
        let mut get =
            self.db.prepare_cached("SELECT code, key, name FROM institution WHERE voided_by IS NULL ORDER BY code")?;
        let found = get.query_map([], |r| {
            let given = names.get(&house(r.get(1)?)).cloned();
            Ok((r.get(0)?, given.map_or_else(|| r.get(2), Ok)?))
        })?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    /// The profile of a year: figure key → period and rounding.
    ///
    /// # Errors
    /// The file cannot be read, or a row says neither a period nor a rounding.
    pub fn profile(&self, year: i32) -> Answer<HashMap<String, Profile>> {
        let mut get = self
            .db
            .prepare_cached("SELECT figure, period, round FROM profile WHERE year = ?1 AND voided_by IS NULL")?;
        let mut found = get.query([year])?;
        let mut profile = HashMap::new();
        while let Some(r) = found.next()? {
            let (figure, period, round): (String, String, String) = (r.get(0)?, r.get(1)?, r.get(2)?);
            let line = Profile::parse(&period, &round).ok_or_else(|| {
                let text = format!(
                    "报告口径 {year} {figure}: “{period}”应如 2021-01..2021-11、2021、2021-12 或 @2021-11-30, \
                     “{round}”应如 exact、round:2 或 trunc:1"
                );
                StoreFault::refused(Slip::error("E-RP-001", text))
            })?;
            profile.insert(figure, line);
        }
        Ok(profile)
    }

    /// The 镇街 of the district in force on a day: code and name, by code.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn towns(&self, day: NaiveDate) -> Answer<Vec<(String, String)>> {
        let p = parts(RowSet::Divisions("township"), Window::On(day));
        let sql = format!("SELECT v.code, v.name FROM {} WHERE {} AND {} ORDER BY v.code", p.tables, p.common, p.only);
        let mut get = self.db.prepare_cached(&sql)?;
        bind(&mut get, &p.bound)?;
        let mut found = get.bound_rows();
        let mut towns = Vec::new();
        while let Some(r) = found.next()? {
            towns.push((r.get(0)?, r.get(1)?));
        }
        Ok(towns)
    }

    /// Division code → its name on a day, abolished ones included: a row that still lies in one must be named.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn division_names(&self, day: NaiveDate) -> Answer<HashMap<String, String>> {
        let mut get = self.db.prepare_cached(
            "SELECT code, name FROM division WHERE voided_by IS NULL AND valid_from <= ?1 ORDER BY code, valid_from",
        )?;
        let mut found = get.query([day.to_string()])?;
        let mut names = HashMap::new();
        while let Some(r) = found.next()? {
            names.insert(r.get(0)?, r.get(1)?);
        }
        Ok(names)
    }
}

/// By what a measure is split.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::store) enum Split {
    /// The district, asked directly: one number under `""`.
    District,
    /// 镇街.
    Town,
    /// 供养服务机构; `""` is what counts for none.
    Institution,
}

/// Code of a 镇街 or an institution, or `""` for the district → rows or fen.
pub(in crate::store) type Sums = BTreeMap<String, i64>;

/// The sums of each measure: of its first set, and of the denominator of a ratio.
fn collect(db: &Db, measures: &[Measure], window: Window, split: Split) -> Answer<Vec<[Sums; 2]>> {
    let summaries = |set, money| summary::read(db, set, money, window, split);
    gather(db, measures, window, split, summaries)
}

/// The same, counted from the rows alone: what a summary is made of.
pub(in crate::store) fn from_rows(
    db: &Db,
    sets: &[(RowSet, bool)],
    window: Window,
    split: Split,
) -> Answer<Vec<[Sums; 2]>> {
    let measure = |(set, money): &(RowSet, bool)| if *money { Measure::Sum(*set) } else { Measure::Count(*set) };
    let measures: Vec<Measure> = sets.iter().map(measure).collect();
    gather(db, &measures, window, split, |_, _| Ok(None))
}

fn gather(
    db: &Db,
    measures: &[Measure],
    window: Window,
    split: Split,
    summaries: impl Fn(RowSet, bool) -> Answer<Option<summary::Kept>>,
) -> Answer<Vec<[Sums; 2]>> {
    let mut sums: Vec<[Sums; 2]> = vec![Default::default(); measures.len()];
    let mut passes: Vec<Pass> = Vec::new();
    for (measure, m) in measures.iter().enumerate() {
        for (place, set, money) in terms(m) {
            let kept = summaries(set, money)?;
            let mut p = parts(set, window);
            if let Some(kept) = kept {
                sums[measure][place] = kept.sums;
                let Some(rest) = kept.rest else { continue };
                p.common.push_str(rest);
            }
            join_pass(&mut passes, p, measure, place, money);
        }
    }
    for pass in passes.iter().filter(|pass| pass.parts.knows(split)) {
        let mut get = db.prepare_cached(&pass.sql(split))?;
        bind(&mut get, &pass.parts.bound)?;
        let mut found = get.bound_rows();
        while let Some(r) = found.next()? {
            let town: Option<String> = r.get(pass.terms.len())?;
            for (i, term) in pass.terms.iter().enumerate() {
                let value: i64 = r.get(i)?;
                *sums[term.measure][term.place].entry(town.clone().unwrap_or_default()).or_default() += value;
            }
        }
    }
    Ok(sums)
}

/// The row sets of a measure, with their places: numerator 0, denominator 1.
fn terms(measure: &Measure) -> impl Iterator<Item = (usize, RowSet, bool)> {
    let (first, second) = measure.sets();
    [(0, Some(first), measure.adds_money()), (1, second, false)]
        .into_iter()
        .filter_map(|(place, set, money)| set.map(|s| (place, s, money)))
}

/// What one pass over the same rows answers.
struct Pass {
    parts: Parts,
    terms: Vec<Term>,
}

/// One number of a pass.
struct Term {
    /// Whose it is, and its place there.
    measure: usize,
    place: usize,
    sql: String,
}

impl Parts {
    fn knows(&self, split: Split) -> bool {
        match split {
            Split::District => true,
            Split::Town => self.division != "NULL",
            Split::Institution => self.institution != "NULL",
        }
    }
}

impl Pass {
    fn sql(&self, split: Split) -> String {
        let columns: Vec<&str> = self.terms.iter().map(|t| t.sql.as_str()).collect();
        let grouped = format!(" GROUP BY {}", columns.len() + 1);
        let (town, group) = match split {
            Split::District => ("''".to_owned(), String::new()),
            Split::Town => (TOWN.replace("{division}", self.parts.division), grouped),
            Split::Institution => (HOUSE.replace("{institution}", self.parts.institution), grouped),
        };
        let Parts { tables, common, .. } = &self.parts;
        format!("SELECT {}, {town} FROM {tables} WHERE {common}{group}", columns.join(", "))
    }
}

/// Measures over the same tables with the same conditions share a pass.
fn join_pass(passes: &mut Vec<Pass>, p: Parts, measure: usize, place: usize, money: bool) {
    let sql = match money {
        true => format!("COALESCE(SUM({}) FILTER (WHERE {}), 0)", p.money, p.only),
        false => format!("COUNT(*) FILTER (WHERE {})", p.only),
    };
    let term = Term { measure, place, sql };
    let same = |pass: &&mut Pass| {
        pass.parts.tables == p.tables && pass.parts.common == p.common && pass.parts.bound == p.bound
    };
    match passes.iter_mut().find(same) {
        Some(pass) => pass.terms.push(term),
        None => passes.push(Pass { parts: p, terms: vec![term] }),
    }
}

fn quantity(measure: &Measure, sums: &[Sums; 2], town: &str) -> Quantity {
    let [sum, over] = [0, 1].map(|place: usize| sums[place].get(town).copied().unwrap_or(0));
    Quantity { sum, over: measure.sets().1.is_some().then_some(over) }
}

/// Binds what the statement has a place for.
fn bind(statement: &mut Statement<'_>, bound: &[(&'static str, String)]) -> engine::Result<()> {
    for (name, value) in bound {
        if let Some(place) = statement.place_of(name)? {
            statement.put(place, Given::Text(value.as_bytes()))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::division_code::DivisionCode;
    use crate::domain::month::Month;
    use crate::figure::report::{self, Kind};
    use crate::figure::{self, When, panel};
    use crate::store::NewOffice;
    use crate::store::engine::plan;

    fn office() -> (tempfile::TempDir, Store) {
        let dir = tempfile::tempdir().unwrap();
        let day = NaiveDate::from_ymd_opt(2021, 12, 31).unwrap();
        let new = NewOffice {
            division: DivisionCode::parse("430406").unwrap(),
            day,
            name: None,
            demo_day: Some(day),
            at: None,
        };
        let store = Store::create(&dir.path().join("office.db"), &new).unwrap();
        (dir, store)
    }

    /// Every measure that is asked, for November.
    fn asked() -> Vec<(Measure, Window)> {
        let november = Month::new(2021, 11).unwrap();
        let figures =
            figure::ALL.iter().map(|f| (f.measure, if f.measure.is_stock() { When::End } else { When::Year }));
        let screens = ["dibao-urban", "dibao-rural", "temporary", "tekun", "disability", "homecheck", "division"];
        let panels = screens.iter().flat_map(|s| panel(s)).map(|l| (l.measure, l.when));
        let tables = report::ALL.iter().filter_map(|r| match r.kind {
            Kind::Table(sheet) => Some(sheet.asks()),
            _ => None,
        });
        let tables = tables.flatten().flat_map(|(when, m)| m.into_iter().map(move |m| (m, when)));
        figures.chain(panels).chain(tables).map(|(m, when)| (m, when.window(november))).collect()
    }

    fn passes(measures: &[Measure], window: Window) -> Vec<Pass> {
        let mut passes = Vec::new();
        for (measure, m) in measures.iter().enumerate() {
            for (place, set, money) in terms(m) {
                join_pass(&mut passes, parts(set, window), measure, place, money);
            }
        }
        passes
    }

    /// The large tables are entered through an index only; a scan of the cases runs along the index of their kind.
    #[test]
    fn no_figure_reads_a_large_table_from_end_to_end() {
        let (_dir, store) = office();
        let mut seen = 0;
        for (measure, window) in asked() {
            for pass in passes(&[measure], window) {
                let sql = pass.sql(Split::District);
                for step in plan::within(store.db(), &sql) {
                    let scans = ["d", "a", "c", "q", "h", "v", "p", "t"].iter().any(|t| step == format!("SCAN {t}"));
                    let small = pass.parts.register == "division";
                    assert!(small || !scans, "{measure:?}: {step}\n{sql}");
                    assert!(!step.contains("AUTOMATIC"), "{measure:?}: {step}\n{sql}");
                    // From a case to its other visits, not through all visits of a year for each.
                    assert!(!step.contains("SEARCH e USING INDEX homecheck_visit"), "{measure:?}: {step}\n{sql}");
                    seen += 1;
                }
            }
        }
        assert!(seen > 200);
    }

    #[test]
    fn columns_over_the_same_rows_share_a_pass() {
        let Kind::Table(sheet) = report::find("dibao-urban").unwrap().kind else { panic!("a table") };
        let november = Month::new(2021, 11).unwrap();
        let passes: usize =
            sheet.asks().iter().map(|(when, measures)| passes(measures, when.window(november)).len()).sum();
        let measures: usize = sheet.asks().iter().map(|(_, m)| m.len()).sum();
        assert!(measures > 30 && passes < 15, "{measures} measures, {passes} passes");
    }
}
