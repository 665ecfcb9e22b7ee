//! Row sets counted: measures over the same tables and the same window are read in one pass.

use crate::figure::{Measure, RowSet, Window};
use crate::store::Answer;
use crate::store::engine::{self, Db, Given, Statement};
use crate::store::figures::parts::{NONE, Parts};
use crate::store::figures::row_set::parts;
use std::collections::BTreeMap;

/// 镇街 code of a row: the town part of its village.
const TOWN: &str = "substr({division}, 1, 9) || '000'";
/// Code of the institution of a row.
const HOUSE: &str = "(SELECT i.code FROM institution i WHERE i.key = {institution})";

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

/// What a summary answers.
pub(in crate::store) struct Kept {
    /// Its numbers.
    pub sums: Sums,
    /// A further condition for the rows that the summary does not hold; none when it holds all.
    pub rest: Option<&'static str>,
}

/// Code of a 镇街 or an institution, or `""` for the district → rows or fen.
pub(in crate::store) type Sums = BTreeMap<String, i64>;

/// The sums of row sets, counted from the rows alone: what a summary is made of.
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

/// The sums of each measure, as far as `summaries` knows them from there, and of its denominator.
pub(in crate::store) fn gather(
    db: &Db,
    measures: &[Measure],
    window: Window,
    split: Split,
    summaries: impl Fn(RowSet, bool) -> Answer<Option<Kept>>,
) -> Answer<Vec<[Sums; 2]>> {
    let mut sums: Vec<[Sums; 2]> = vec![Default::default(); measures.len()];
    let mut passes: Vec<Pass> = Vec::new();
    for (measure, m) in measures.iter().enumerate() {
        for (place, set, money) in terms(m) {
            let rest = match summaries(set, money)? {
                Some(kept) => {
                    sums[measure][place] = kept.sums;
                    let Some(rest) = kept.rest else { continue };
                    rest
                }
                None => "",
            };
            let mut p = parts(set, window);
            p.common.push_str(rest);
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
    [(0, Some(first), measure.adds_money()), (1, second, measure.divides_by_sum())]
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
            Split::Town => self.division != NONE,
            Split::Institution => self.institution != NONE,
        }
    }
}

impl Pass {
    fn sql(&self, split: Split) -> String {
        let columns: Vec<&str> = self.terms.iter().map(|t| t.sql.as_str()).collect();
        let grouped = format!(" GROUP BY {}", columns.len() + 1);
        let (town, group) = match split {
            Split::District => ("''".to_owned(), String::new()),
            Split::Town => (TOWN.replace("{division}", &self.parts.division), grouped),
            Split::Institution => (HOUSE.replace("{institution}", &self.parts.institution), grouped),
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

/// Binds what the statement has a place for.
pub(in crate::store) fn bind(statement: &mut Statement<'_>, bound: &[(&'static str, String)]) -> engine::Result<()> {
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
    use crate::store::engine::plan;
    use crate::store::{NewOffice, Store};
    use chrono::NaiveDate;

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
        let panels = panel::ALL.iter().flat_map(|(_, lines)| *lines).map(|l| (l.measure, l.when));
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

    /// Registers of some hundred rows, which may be read from end to end.
    const SMALL: [&str; 3] = ["division", "institution", "parameter"];

    /// The large tables are entered through an index only; a scan of the cases runs along the index of their kind.
    #[test]
    fn no_figure_reads_a_large_table_from_end_to_end() {
        let (_dir, store) = office();
        let mut seen = 0;
        for (measure, window) in asked() {
            for pass in passes(&[measure], window) {
                let sql = pass.sql(Split::District);
                for step in plan::within(store.db(), &sql) {
                    let scans = ["d", "a", "c", "q", "h", "v", "p", "r"].iter().any(|t| step == format!("SCAN {t}"));
                    let small = SMALL.contains(&pass.parts.register);
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
