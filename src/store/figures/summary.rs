//! Summaries of past months: read where they stand, written when a month's normal batch is closed, compared with their rows by
//! `verify`. What a changed row touches is dropped with it (`kept_months`); a number without its summary is counted again. Must not
//! know what is counted: items are the row sets that the declarations ask for.

use crate::domain::month::Month;
use crate::figure::{Bank, Part, RowSet, Support, When, Window, headings, summarised};
use crate::store::engine::{Db, named_params, params, params_from_iter};
use crate::store::figures::assistance::walk;
use crate::store::figures::count::{Kept, Split, Sums, from_rows};
use crate::store::pay::batch_sums::of_lines;
use crate::store::pay::payroll_facts::{ANSWERED, in_batch};
use crate::store::read::sql::quoted;
use crate::store::{Answer, Store};
use std::collections::{BTreeMap, BTreeSet};

/// What the summaries know of a row set in a window.
pub(in crate::store) fn read(db: &Db, set: RowSet, money: bool, window: Window, split: Split) -> Answer<Option<Kept>> {
    if let Some(booked) = Booked::of(&set, money) {
        let sums = booked.read(db, window, split)?;
        return Ok(Some(Kept { sums, rest: Some(booked.rest()) }));
    }
    let Some(heading) = set.heading() else { return Ok(None) };
    Ok(read_months(db, heading, set, money, window, split)?.map(|sums| Kept { sums, rest: None }))
}

/// The name of an item: the row set's, and whether its rows or its money.
pub(in crate::store) fn item(set: RowSet, money: bool) -> String {
    format!("{} {}", if money { "fen" } else { "rows" }, set.name())
}

fn read_months(db: &Db, heading: &str, set: RowSet, money: bool, window: Window, split: Split) -> Answer<Option<Sums>> {
    let last = window.last();
    let first = match set.kept_for() {
        _ if window.day() != last.last_day() => return Ok(None),
        When::Month if window.first() != last && !set.adds_up() => return Ok(None),
        When::Year if window != When::Year.window(last) => return Ok(None),
        When::Month => window.first(),
        _ => last,
    };
    let item = item(set, money);
    let bound =
        named_params! { ":scheme": heading, ":item": item, ":first": first.to_string(), ":last": last.to_string() };
    let counted: i64 = db
        .prepare_cached(
            "SELECT count(*) FROM month_town WHERE scheme = :scheme AND month BETWEEN :first AND :last AND item = :item AND town = ''",
        )?
        .query_row(bound, |r| r.get(0))?;
    if counted != i64::from(last.months_since(first)) + 1 {
        return Ok(None);
    }
    let mut get = db.prepare_cached(
        "SELECT town, sum(value) FROM month_town WHERE scheme = :scheme AND month BETWEEN :first AND :last AND item = :item
         GROUP BY town",
    )?;
    let mut found = get.query(bound)?;
    let mut sums = Sums::new();
    while let Some(r) = found.next()? {
        let place: String = r.get(0)?;
        if let Some(code) = split.code_of(&place) {
            sums.insert(code.to_owned(), r.get(1)?);
        }
    }
    Ok(Some(sums))
}

/// Before the code of an institution, which shares its column with the towns.
const HOUSE: char = '@';

impl Split {
    /// How a summary writes a code.
    fn place(self, code: &str) -> String {
        if self == Split::Institution { format!("{HOUSE}{code}") } else { code.to_owned() }
    }
    /// The code of a place, if it is one of those by which is split.
    fn code_of(self, place: &str) -> Option<&str> {
        match (self, place.strip_prefix(HOUSE)) {
            (Split::Institution, code) => code,
            (_, Some(_)) => None,
            (split, None) => (place.is_empty() == (split == Split::District)).then_some(place),
        }
    }
}

/// What the sums of the batches answer.
struct Booked<'a> {
    schemes: &'a [&'a str],
    types: &'a [&'a str],
    bank: Bank,
    value: &'static str,
    housed: Support,
    class: Option<&'a str>,
    /// Whether a re-issue counts as the line it stands for: a batch that has one is read from its rows.
    as_origin: bool,
}

impl<'a> Booked<'a> {
    fn of(set: &'a RowSet, money: bool) -> Option<Booked<'a>> {
        let value = if money { "amount_fen" } else { "lines" };
        let months = if money { "persons" } else { "lines" };
        let all = |schemes, types| Booked {
            schemes,
            types,
            bank: Bank::Paid,
            value,
            housed: Support::Any,
            class: None,
            as_origin: true,
        };
        Some(match set {
            RowSet::Lines(schemes, types, bank) => Booked { bank: *bank, as_origin: false, ..all(schemes, types) },
            RowSet::ClassLines(scheme, types, class) => {
                Booked { class: Some(class), as_origin: false, ..all(std::slice::from_ref(scheme), types) }
            }
            RowSet::SubsidyMonths(scheme) => {
                Booked { value: months, ..all(std::slice::from_ref(scheme), &["01", "02"]) }
            }
            RowSet::SupportLines(housed, part) => {
                let (types, value): (&[&str], _) = match part {
                    Part::Living => (&["01", "02", "03", "09"], value),
                    Part::Care => (&["08"], value),
                    Part::Months => (&["01", "02"], months),
                };
                Booked { value, housed: *housed, ..all(&["tekun"], types) }
            }
            _ => return None,
        })
    }

    /// The rows that the sums do not hold.
    fn rest(&self) -> &'static str {
        match self.as_origin {
            true => {
                " AND (NOT EXISTS (SELECT 1 FROM batch_town s WHERE s.batch = b.key) \
                 OR EXISTS (SELECT 1 FROM batch_town s WHERE s.batch = b.key AND s.line_type = '06'))"
            }
            false => " AND NOT EXISTS (SELECT 1 FROM batch_town s WHERE s.batch = b.key)",
        }
    }

    fn read(&self, db: &Db, window: Window, split: Split) -> Answer<Sums> {
        let sql = format!(
            "SELECT {place}, sum(s.{value}) FROM batch b JOIN batch_town s ON s.batch = b.key
             WHERE b.scheme IN ({schemes}) AND b.voided_by IS NULL AND s.booked_month BETWEEN :first AND :last
             AND s.bank_state = '{state}' AND s.line_type IN ({types}){housed}{class}{whole} GROUP BY 1",
            place = match split {
                Split::District => "''",
                Split::Town => "s.town",
                Split::Institution => "coalesce((SELECT i.code FROM institution i WHERE i.key = s.institution), '')",
            },
            housed = match self.housed {
                Support::Any => "",
                Support::Dispersed => " AND s.institution = 0",
                Support::Concentrated => " AND s.institution <> 0",
            },
            class = self.class.map_or_else(String::new, |class| format!(" AND s.class_code = {}", quoted(&[class]))),
            value = self.value,
            schemes = quoted(self.schemes),
            state = if self.bank == Bank::Paid { '1' } else { '2' },
            types = quoted(self.types),
            whole = match self.as_origin {
                true => " AND NOT EXISTS (SELECT 1 FROM batch_town r WHERE r.batch = b.key AND r.line_type = '06')",
                false => "",
            },
        );
        let mut get = db.prepare_cached(&sql)?;
        let mut found =
            get.query(named_params! { ":first": window.first().to_string(), ":last": window.last().to_string() })?;
        let mut sums = Sums::new();
        while let Some(r) = found.next()? {
            sums.insert(r.get(0)?, r.get(1)?);
        }
        Ok(sums)
    }
}

impl Store {
    /// Keeps what is missing of the summaries of every month whose normal batch the bank has answered; what no batch pays goes
    /// with those of the others. Called when batches have come back, and after the demonstration office is built; it writes nothing else.
    ///
    /// # Errors
    /// The file cannot be read or written.
    pub fn summarise_paid(&self) -> Answer<()> {
        for heading in headings() {
            let items: Vec<String> = summarised(heading).iter().map(|(set, money)| item(*set, *money)).collect();
            let marks = vec!["?"; items.len()].join(",");
            let sql = format!(
                "SELECT DISTINCT period FROM batch b WHERE batch_kind = 'N' AND voided_by IS NULL
                 AND state IN ({})
                 AND (scheme = ?1 OR ?1 NOT IN (SELECT scheme FROM batch WHERE voided_by IS NULL))
                 AND (SELECT count(*) FROM month_town m WHERE m.scheme = ?1 AND m.month = b.period AND m.town = '' AND m.item IN ({marks}))
                   < {} ORDER BY 1",
                quoted(&ANSWERED),
                items.len()
            );
            let bound: Vec<&str> = [heading].into_iter().chain(items.iter().map(String::as_str)).collect();
            let missing = texts(&self.db, &sql, &bound)?;
            let months: Vec<Month> = missing.iter().filter_map(|m| Month::parse(m)).collect();
            if !months.is_empty() {
                self.summarise(heading, &months)?;
            }
        }
        Ok(())
    }

    /// Keeps a heading's items of some months, counted from the rows. A later change drops what it touches; calling it again
    /// counts anew.
    ///
    /// # Errors
    /// The file cannot be read or written.
    pub fn summarise(&self, heading: &str, months: &[Month]) -> Answer<()> {
        self.write(|tx| keep(tx, heading, months, &counted(tx, heading, months)?))
    }

    /// Counts a heading's items of some months without keeping them.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn count_months(&self, heading: &str, months: &[Month]) -> Answer<MonthCounts> {
        let counted = counted(&self.db, heading, months)?;
        Ok(MonthCounts { heading: heading.to_owned(), months: months.to_vec(), counted })
    }

    /// Keeps what was counted; whoever fills the file sees to it that nothing has changed since.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn keep_months(&self, counts: &[MonthCounts]) -> Answer<()> {
        self.write(|tx| counts.iter().try_for_each(|c| keep(tx, &c.heading, &c.months, &c.counted)))
    }

    /// Whether every summary is what its rows give; each that is not in words. An item that another version of the program keeps
    /// and this one does not, or the other way round, is no fault.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn summaries_off(&self) -> Answer<Vec<String>> {
        let mut off = Vec::new();
        for scheme in texts(&self.db, "SELECT DISTINCT scheme FROM month_town ORDER BY 1", &[])? {
            let months =
                texts(&self.db, "SELECT DISTINCT month FROM month_town WHERE scheme = ?1 ORDER BY 1", &[&scheme])?;
            let known: Vec<Month> = months.iter().filter_map(|m| Month::parse(m)).collect();
            let counted = counted(&self.db, &scheme, &known)?;
            for month in months {
                let mut kept = kept(&self.db, &scheme, &month)?;
                let mut counted = of_month(&counted, &month);
                let stands: BTreeSet<String> = kept.iter().map(|(item, ..)| item.clone()).collect();
                let known: BTreeSet<String> = counted.iter().map(|(item, ..)| item.clone()).collect();
                kept.retain(|(item, ..)| known.contains(item));
                counted.retain(|(item, ..)| stands.contains(item));
                if kept != counted {
                    off.push(format!("{month} {scheme} 的月度汇总与明细不符"));
                }
            }
        }
        off.extend(texts(&self.db, &batches_off(), &[])?);
        Ok(off)
    }
}

/// Batches whose sums are not those of their lines.
fn batches_off() -> String {
    let (lines, of_lines) = (in_batch!("key", "b.key"), of_lines!("b.key"));
    format!("SELECT '批次 ' || b.batch_no || ' 的汇总与明细不符' FROM batch b
    WHERE EXISTS (SELECT 1 FROM batch_town s WHERE s.batch = b.key) AND (EXISTS (
            SELECT batch, booked_month, town, institution, class_code, line_type, bank_state, lines, persons, amount_fen, extra_fen
              FROM batch_town WHERE batch = b.key
            EXCEPT
            {of_lines})
        OR (SELECT sum(lines) FROM batch_town WHERE batch = b.key) <>
           (SELECT count(*) FROM payment WHERE {lines}
               AND voided_by IS NULL AND booked_month IS NOT NULL))
    ORDER BY b.key")
}

fn texts(db: &Db, sql: &str, bound: &[&str]) -> Answer<Vec<String>> {
    let mut get = db.prepare_cached(sql)?;
    let found = get.query_map(params_from_iter(bound), |r| r.get(0))?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// A heading's items of some months, counted.
#[derive(Debug)]
pub struct MonthCounts {
    heading: String,
    months: Vec<Month>,
    counted: Counted,
}

fn keep(db: &Db, heading: &str, months: &[Month], counted: &Counted) -> Answer<()> {
    for month in months {
        db.execute("DELETE FROM month_town WHERE scheme = ?1 AND month = ?2", params![heading, month.to_string()])?;
    }
    let mut put =
        db.prepare_cached("INSERT INTO month_town(scheme, month, item, town, value) VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for ((month, item, place), value) in counted {
        put.execute(params![heading, month, item, place, value])?;
    }
    Ok(())
}

/// (month, item, place) → value; place `""` is the district.
type Counted = BTreeMap<(String, String, String), i64>;

/// Every item of a heading's months, counted from the rows. The district is counted beside the towns, so that its row stands
/// there even when it is 0.
fn counted(db: &Db, heading: &str, months: &[Month]) -> Answer<Counted> {
    let items = summarised(heading);
    let names: Vec<String> = items.iter().map(|(set, money)| item(*set, *money)).collect();
    let mut counted = Counted::new();
    for (name, month) in names.iter().flat_map(|n| months.iter().map(move |m| (n, m))) {
        counted.insert((month.to_string(), name.clone(), String::new()), 0);
    }
    let places = match walk::walks(heading) {
        true => walk::towns(db, heading, items, months)?,
        false => by_month(db, items, months)?,
    };
    for (place, values) in places {
        for (at, value) in values.into_iter().enumerate().filter(|(_, v)| *v != 0) {
            let (name, month) = (&names[at / months.len()], months[at % months.len()].to_string());
            if !place.starts_with(HOUSE) {
                *counted.entry((month.clone(), name.clone(), String::new())).or_default() += value;
            }
            counted.insert((month, name.clone(), place.clone()), value);
        }
    }
    Ok(counted)
}

/// What is not walked is small: each month is counted by the SQL of its row sets. Place → a value for each item and month (item by
/// item).
fn by_month(db: &Db, items: &[(RowSet, bool)], months: &[Month]) -> Answer<BTreeMap<String, Vec<i64>>> {
    let mut places: BTreeMap<String, Vec<i64>> = BTreeMap::new();
    for (when, split) in
        [When::End, When::Month, When::Year].into_iter().flat_map(|w| [(w, Split::Town), (w, Split::Institution)])
    {
        let asked = items.iter().copied().enumerate().filter(|(_, (set, _))| set.kept_for() == when);
        let (numbers, sets): (Vec<usize>, Vec<(RowSet, bool)>) = asked.unzip();
        for (at, month) in months.iter().enumerate() {
            for (n, [sums, _]) in numbers.iter().zip(from_rows(db, &sets, when.window(*month), split)?) {
                for (code, value) in sums {
                    let values = places.entry(split.place(&code));
                    values.or_insert_with(|| vec![0; items.len() * months.len()])[n * months.len() + at] = value;
                }
            }
        }
    }
    Ok(places)
}

fn of_month(counted: &Counted, month: &str) -> Vec<(String, String, i64)> {
    let of = counted.iter().filter(|((m, _, _), _)| m == month);
    of.map(|((_, item, town), value)| (item.clone(), town.clone(), *value)).collect()
}

fn kept(db: &Db, scheme: &str, month: &str) -> Answer<Vec<(String, String, i64)>> {
    let mut get = db.prepare_cached(
        "SELECT item, town, value FROM month_town WHERE scheme = ?1 AND month = ?2 ORDER BY item, town",
    )?;
    let found = get.query_map([scheme, month], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
    Ok(found.collect::<Result<_, _>>()?)
}
