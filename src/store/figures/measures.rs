//! Figures asked of the office: how many, how much, by town, and which rows.

use crate::domain::division_code::town_of;
use crate::domain::slip::Slip;
use crate::figure::sets::{HOME, TOWNS};
use crate::figure::{ByTown, Measure, Profile, Quantity, Row, RowSet, Window};
use crate::register::people::institution::INSTITUTION;
use crate::register::{Field, find, register_of};
use crate::store::engine::Db;
use crate::store::figures::count::{Split, Sums, bind, gather};
use crate::store::figures::parts::NONE;
use crate::store::figures::row_set::parts;
use crate::store::figures::summary;
use crate::store::pay::batch_names::house;
use crate::store::read::in_force;
use crate::store::read::sql::taken;
use crate::store::{Answer, Store, StoreFault};
use chrono::NaiveDate;
use std::collections::HashMap;

/// Code and name of a 养老机构, and what stands in some of its columns.
pub type Home = (String, String, Vec<(&'static str, String)>);

impl Store {
    /// The rows of a set, ordered by village and key. `adds` is 1, or with `money` the row's whole fen.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn rows(&self, set: RowSet, window: Window, money: bool) -> Answer<Vec<Row>> {
        let p = parts(set, window);
        match find(p.register) {
            Some(entry) => self.gate_list(entry.register).map(drop)?,
            None => self.gate_look()?,
        }
        let names = self.division_names(window.day())?;
        let adds = if money { &*p.money } else { "1" };
        let [who, number] = &p.called;
        let sql = format!(
            "SELECT {}, {}, {adds}, {who}, {number}, {} FROM {} WHERE {} AND {} ORDER BY 2, 1",
            p.key,
            p.division,
            p.case().as_deref().unwrap_or("NULL"),
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
                town: division.and_then(|code| town_of(&code)),
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
        self.gate_look()?;
        let sums = collect(&self.db, measures, window, Split::District)?;
        Ok(measures.iter().zip(&sums).map(|(m, s)| quantity(m, s, "")).collect())
    }

    /// Several measures for one window by 镇街, and for the district asked directly.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn measures_by_town(&self, measures: &[Measure], window: Window) -> Answer<Vec<ByTown>> {
        self.gate_look()?;
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
        self.gate_look()?;
        let by = collect(&self.db, measures, window, Split::Institution)?;
        let known = |m: &Measure| parts(m.sets().0, window).institution != NONE;
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
        self.gate_look()?;
        let mut get =
            self.db.prepare_cached("SELECT code, key, name FROM institution WHERE voided_by IS NULL ORDER BY code")?;
        let found = get.query_map([], |r| {
            let given = names.get(&house(r.get(1)?)).cloned();
            Ok((r.get(0)?, given.map_or_else(|| r.get(2), Ok)?))
        })?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    /// The 养老机构 there are on a day, by code: code, name as given, and what stands in some columns of each, in words.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn homes(
        &self,
        day: NaiveDate,
        names: &HashMap<String, String>,
        columns: &[&'static str],
    ) -> Answer<Vec<Home>> {
        self.gate_look()?;
        let p = parts(HOME, Window::On(day));
        let fields: Vec<&Field> = columns.iter().filter_map(|column| INSTITUTION.field_at(column)).collect();
        let told = |field: &&Field| format!(", {}", in_force::column(&INSTITUTION, field.col, day));
        let read: String = fields.iter().map(told).collect();
        let sql = format!("SELECT r.code, r.key, r.name{read} FROM {} WHERE {} ORDER BY r.code", p.tables, p.common);
        let mut get = self.db.prepare_cached(&sql)?;
        bind(&mut get, &p.bound)?;
        let mut found = get.bound_rows();
        let mut homes = Vec::new();
        while let Some(r) = found.next()? {
            let (code, name): (String, String) = (r.get(0)?, r.get(2)?);
            let given = names.get(&house(r.get(1)?)).cloned();
            let mut told = Vec::new();
            for (at, field) in fields.iter().enumerate() {
                told.push((field.col, field.kind.show(&taken(r.get_ref(3 + at)?))));
            }
            homes.push((code, given.unwrap_or(name), told));
        }
        Ok(homes)
    }

    /// The profile of a year: figure key → period and rounding.
    ///
    /// # Errors
    /// The file cannot be read, or a row says neither a period nor a rounding.
    pub fn profile(&self, year: i32) -> Answer<HashMap<String, Profile>> {
        self.gate_look()?;
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
        let p = parts(TOWNS, Window::On(day));
        let sql = format!("SELECT r.code, r.name FROM {} WHERE {} AND {} ORDER BY r.code", p.tables, p.common, p.only);
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

/// The sums of each measure: of its first set, and of the denominator of a ratio.
fn collect(db: &Db, measures: &[Measure], window: Window, split: Split) -> Answer<Vec<[Sums; 2]>> {
    let summaries = |set, money| summary::read(db, set, money, window, split);
    gather(db, measures, window, split, summaries)
}

fn quantity(measure: &Measure, sums: &[Sums; 2], town: &str) -> Quantity {
    let [sum, over] = [0, 1].map(|place: usize| sums[place].get(town).copied().unwrap_or(0));
    Quantity { sum, over: measure.sets().1.is_some().then_some(over) }
}
