//! The cases of a person as the page tells them: those that cover the person or were applied for by the person's household, and what is
//! paid once. What they are and what is told of them stands with each benefit.

use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::scheme::Scheme;
use crate::register::benefits::benefit::{Benefit, Covered, Covers, Household, Once, Pays, Telling, Told};
use crate::register::core::lookup::{CaseLine, Standing};
use crate::register::{BENEFITS, Course, Over, Register, Values, find, state_after};
use crate::store::benefits::roster::{Roster, rosters};
use crate::store::engine::{Row, params};
use crate::store::fault::Answer;
use crate::store::pay::paid::paid_in_year_of;
use crate::store::read::in_force::{course_of, there};
use crate::store::read::sql::taken;
use crate::store::read::stored::stored_row;
use crate::store::{Store, date, month};
use chrono::{Datelike, NaiveDate};
use std::sync::LazyLock;

/// How the cases of a person are read that are paid month by month.
struct Statements {
    roster: Roster,
    /// The cases of a person (`?1`): key, number, kind, state, application, and what is told of them.
    cases: String,
    /// The versions of a case (`?1`): month, kind, amount, decision, reason, and what is told of them.
    versions: String,
    /// Whom a version (`?1` the case, `?2` the month) covers, by which register, and what is told of it; none where that is nothing.
    covers: Option<(&'static Register, String)>,
    /// The months of the versions of a case (`?1`) that cover a person (`?2`); none where a case is of one.
    covering: Option<String>,
}

/// Made once: every page asks.
static STATEMENTS: LazyLock<Vec<Statements>> = LazyLock::new(|| rosters().map(Statements::of).collect());

/// The columns of which a benefit tells.
fn columns(roster: Roster, of: fn(&Told) -> &'static [&'static str]) -> &'static [&'static str] {
    roster.monthly.told.as_ref().map_or(&[][..], of)
}

/// Columns behind others.
fn behind(alias: &str, register: &Register, columns: &[&str]) -> String {
    columns.iter().map(|col| format!(", {alias}{}", register.stored(col))).collect()
}

impl Statements {
    fn of(roster: Roster) -> Statements {
        let (name, versions) = (roster.cases(), roster.versions);
        let told = |of| columns(roster, of);
        let whose = match roster.benefit.covers {
            Covers::Person => "c.person = ?1".to_owned(),
            Covers::Household(Household { covers, .. }) => format!(
                "c.key IN (SELECT o.{name} FROM {covers} o WHERE o.person = ?1 AND o.voided_by IS NULL
                 UNION SELECT d.key FROM household h JOIN {name} d ON d.household = h.key AND d.voided_by IS NULL
                     WHERE h.applicant = ?1 AND h.voided_by IS NULL)"
            ),
        };
        let covers = roster.benefit.household().and_then(Household::register);
        let covers = covers.filter(|_| !told(|t| t.covers).is_empty()).map(|covers| {
            let sql = format!(
                "SELECT p.key, p.name, p.birth_date{} FROM {} o JOIN person p ON p.key = o.person
                 WHERE o.{name} = ?1 AND o.from_month = ?2 AND o.voided_by IS NULL ORDER BY o.key",
                behind("o.", covers, told(|t| t.covers)),
                covers.name
            );
            (covers, sql)
        });
        Statements {
            roster,
            cases: format!(
                "SELECT c.key, c.case_no, {}, c.state, c.apply_date{} FROM {name} c WHERE {whose} AND c.voided_by IS NULL",
                roster.kind("c"),
                behind("c.", roster.benefit.cases, told(|t| t.case))
            ),
            versions: format!(
                "SELECT from_month, kind, {}, decided_date, reason_code{} FROM {} WHERE {name} = ?1 AND voided_by IS NULL
                 ORDER BY from_month",
                roster.fen(),
                behind("", versions, told(|t| t.version)),
                versions.name
            ),
            covers,
            covering: match roster.benefit.covers {
                Covers::Person => None,
                Covers::Household(Household { covers, .. }) => Some(format!(
                    "SELECT from_month FROM {covers} WHERE {name} = ?1 AND person = ?2 AND voided_by IS NULL ORDER BY from_month"
                )),
            },
        }
    }
}

/// A version.
struct Version {
    from: Month,
    kind: String,
    amount: Money,
    decided: String,
    reason: Option<String>,
    /// What is told of it.
    told: Values,
}

/// A row's columns from one on, as values of a register.
fn told_of(register: &'static Register, columns: &[&'static str], row: Row<'_>, at: usize) -> Answer<Values> {
    let mut values = Values::new(register);
    for (n, col) in columns.iter().enumerate() {
        values.set(col, taken(row.get_ref(at + n)?));
    }
    Ok(values)
}

impl Store {
    /// Every case of a person, by standing.
    pub(in crate::store) fn case_lines(&self, person: i64, day: NaiveDate) -> Answer<Vec<CaseLine>> {
        let mut lines = Vec::new();
        for statements in STATEMENTS.iter() {
            let mut get = self.db().prepare_cached(&statements.cases)?;
            let mut rows = get.query([person])?;
            while let Some(row) = rows.next()? {
                lines.push(self.monthly_line(statements, row, (person, day))?);
            }
        }
        for benefit in BENEFITS {
            if let Pays::Once(once) = &benefit.pays {
                lines.extend(self.once_lines(benefit, once, person, day)?);
            }
        }
        lines.sort_by_key(|c| (c.standing, std::cmp::Reverse(c.since)));
        Ok(lines)
    }

    fn monthly_line(&self, statements: &Statements, row: Row<'_>, (person, day): (i64, NaiveDate)) -> Answer<CaseLine> {
        let (roster, now) = (statements.roster, Month::of(day));
        let cases = roster.benefit.cases;
        let (key, kind, applied): (i64, String, String) = (row.get(0)?, row.get(2)?, row.get(4)?);
        let scheme = roster.benefit.scheme(&kind);
        let versions = self.versions_told(statements, key)?;
        let last = versions.iter().rfind(|v| v.from <= now);
        // For whoever was covered once, what covers others only is an end; not for the one in whose name the case runs.
        let covered = self.covering(statements, key, person)?.into_iter().rfind(|month| *month <= now);
        let left = match covered.filter(|month| last.is_some_and(|last| last.from > *month)) {
            Some(_) if self.applies(statements, key, (person, day))? => None,
            left => left,
        };
        let after = |v: &Version| left.is_some_and(|month| v.from > month);
        let is_over = |v: &Version| v.kind == "end" || after(v);
        let ended = last.filter(|v| is_over(v)).map(|last| versions.iter().find(|v| after(v)).unwrap_or(last));
        // What is decided and starts in a later month is shown as it will be, what has ended as it was last drawn.
        let told = last.or(versions.first());
        let drawn = versions.iter().rfind(|v| v.from <= now && !is_over(v)).or(told);
        let stored: String = row.get(3)?;
        let state = match (ended, last, told) {
            (Some(_), ..) => state_after("end"),
            (None, Some(v), _) => state_after(&v.kind),
            (None, None, Some(_)) => "confirmed",
            (None, None, None) => stored.as_str(),
        };
        // What lies ahead of the case is nothing to whoever has left it.
        let course = match ended.filter(|v| v.kind != "end") {
            Some(left) => Course { ended: Some(left.from), ..Course::default() },
            None => course_of(self.db(), cases.name, key, day)?,
        };
        let case = told_of(cases, columns(roster, |told| told.case), row, 5)?;
        let explanation = match told.filter(|v| !is_over(v)) {
            Some(version) => self.explanation(statements, (key, scheme, &case), version)?,
            None => Vec::new(),
        };
        let since = versions.first().map(|v| v.from).or_else(|| date(&applied).map(Month::of));
        let reason = ended.and_then(|v| v.reason.as_deref()).and_then(|code| roster.monthly.ends.label(code));
        Ok(CaseLine {
            register: cases.name,
            key,
            case_no: row.get(1)?,
            scheme: scheme.name().to_owned(),
            label: scheme.label().to_owned(),
            state: state_label(cases, state),
            standing: Standing::of(last.is_some(), ended.is_some()),
            since: since.unwrap_or(now),
            until: ended.map(|v| v.from.prev()),
            amount: drawn.map_or(Money::ZERO, |v| v.amount),
            course,
            paid_this_year: paid_in_year_of(self.db(), key, now)?,
            explanation,
            reason: reason.map(str::to_owned),
        })
    }

    /// Whether a case runs in the name of a person: the applicant of its household, who is alive and lives there on the day.
    fn applies(&self, statements: &Statements, case: i64, (person, day): (i64, NaiveDate)) -> Answer<bool> {
        let Some(member) = find("member").map(|entry| entry.register) else { return Ok(false) };
        let sql = format!(
            "SELECT 1 FROM {} d JOIN household h ON h.key = d.household JOIN person p ON p.key = h.applicant
             JOIN member r ON r.household = h.key AND r.person = p.key AND r.voided_by IS NULL
             WHERE d.key = ?1 AND p.key = ?2 AND (p.death_date IS NULL OR p.death_date > '{day}') AND {}",
            statements.roster.cases(),
            there(member, day, false).join(" AND ")
        );
        let mut get = self.db().prepare_cached(&sql)?;
        Ok(get.query([case, person])?.next()?.is_some())
    }

    /// The months of the versions that cover somebody, the first one first.
    fn covering(&self, statements: &Statements, case: i64, person: i64) -> Answer<Vec<Month>> {
        let Some(sql) = &statements.covering else { return Ok(Vec::new()) };
        let mut get = self.db().prepare_cached(sql)?;
        let mut rows = get.query(params![case, person])?;
        let mut months = Vec::new();
        while let Some(row) = rows.next()? {
            months.extend(month(&row.get::<String>(0)?));
        }
        Ok(months)
    }

    fn versions_told(&self, statements: &Statements, case: i64) -> Answer<Vec<Version>> {
        let columns = columns(statements.roster, |told| told.version);
        let mut get = self.db().prepare_cached(&statements.versions)?;
        let mut rows = get.query([case])?;
        let mut versions = Vec::new();
        while let Some(row) = rows.next()? {
            let Some(from) = month(&row.get::<String>(0)?) else { continue };
            let (kind, amount): (String, _) = (row.get(1)?, Money::fen(row.get(2)?));
            let mut told = told_of(statements.roster.versions, columns, row, 5)?;
            told.set("kind", kind.as_str());
            versions.push(Version { from, kind, amount, decided: row.get(3)?, reason: row.get(4)?, told });
        }
        Ok(versions)
    }

    /// How the amount of a version came about.
    fn explanation(
        &self,
        statements: &Statements,
        (key, scheme, case): (i64, Scheme, &Values),
        version: &Version,
    ) -> Answer<Vec<String>> {
        if version.kind == "suspended" {
            return Ok(vec!["暂停发放, 仍在册, 不发钱".to_owned()]);
        }
        let Some(told) = &statements.roster.monthly.told else {
            return Ok(vec![format!("{}每月 {} 元, {} 核定", scheme.label(), version.amount, version.decided)]);
        };
        let covered = match &statements.covers {
            Some(covers) => self.covered(covers, told, key, version.from)?,
            None => Vec::new(),
        };
        let parameters = self.parameters()?;
        let telling =
            Telling { case, version: &version.told, from: version.from, covered: &covered, parameters: &parameters };
        Ok((told.words)(&telling))
    }

    fn covered(
        &self,
        (covers, sql): &(&'static Register, String),
        told: &Told,
        case: i64,
        from: Month,
    ) -> Answer<Vec<Covered>> {
        let mut get = self.db().prepare_cached(sql)?;
        let mut rows = get.query(params![case, from.to_string()])?;
        let mut covered = Vec::new();
        while let Some(row) = rows.next()? {
            let (person, name, born): (i64, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let birth_date = date(&born).unwrap_or_default();
            covered.push(Covered { person, name, birth_date, cover: told_of(covers, told.covers, row, 3)? });
        }
        Ok(covered)
    }

    /// The cases of a benefit that is paid once, the latest first.
    fn once_lines(&self, benefit: &Benefit, once: &Once, person: i64, day: NaiveDate) -> Answer<Vec<CaseLine>> {
        let cases = benefit.cases;
        let sql = format!(
            "SELECT key FROM {} WHERE person = ?1 AND voided_by IS NULL ORDER BY {} DESC",
            cases.name, once.decided
        );
        let mut get = self.db().prepare_cached(&sql)?;
        let keys: Vec<i64> = get.query_map([person], |r| r.get(0))?.collect::<Result<_, _>>()?;
        let mut lines = Vec::new();
        for key in keys {
            let Some((case, _, _)) = stored_row(self.db(), cases, key)? else { continue };
            let (scheme, decided) = (benefit.scheme(case.text("kind")), case.date(once.decided).unwrap_or(day));
            let amount = case.money(once.amount).unwrap_or_default();
            let this_year = case.date(once.paid).is_some_and(|paid| paid.year() == day.year());
            let over = |over: &Over| matches!(over, Over::Is(col, codes) if codes.contains(&case.text(col)));
            let (given, what_for) = (once.told)(&case);
            lines.push(CaseLine {
                register: cases.name,
                key,
                case_no: case.text("case_no").to_owned(),
                scheme: scheme.name().to_owned(),
                label: scheme.label().to_owned(),
                state: state_label(cases, case.text("state")),
                standing: if cases.over.iter().any(over) { Standing::Past } else { Standing::Pending },
                since: Month::of(decided),
                until: Some(Month::of(decided)),
                amount,
                course: Course::default(),
                paid_this_year: if this_year { amount } else { Money::ZERO },
                explanation: vec![given],
                reason: Some(what_for),
            });
        }
        Ok(lines)
    }
}

/// What a clerk calls a state of a case.
fn state_label(cases: &Register, state: &str) -> String {
    cases.field("state").map_or_else(|| state.to_owned(), |field| field.kind.show(&state.into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::engine::plan;

    #[test]
    fn a_person_leads_to_the_cases_and_a_case_to_its_versions() {
        for Statements { cases, versions, covers, .. } in STATEMENTS.iter() {
            for sql in [cases, versions].into_iter().chain(covers.as_ref().map(|(_, sql)| sql)) {
                let plan = plan::of(sql);
                assert!(plan.iter().all(|p| !p.contains("SCAN") && !p.contains("AUTOMATIC")), "{sql}\n{plan:?}");
            }
        }
    }
}
