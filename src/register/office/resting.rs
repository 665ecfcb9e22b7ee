//! The running cases of a person, with what decides whether they still rest on something that is gone, and what follows if so.

use super::cases::versions_of;
use super::{Kept, Sight};
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::register::benefits::benefit::{Benefit, Household, Once, Pays};
use crate::register::benefits::consequence;
use crate::register::benefits::rests::{Loss, RestingCase};
use crate::register::{BENEFITS, Consequence, Values, benefit};

/// What stands in some columns, as far as they are filled.
type Said = Vec<(&'static str, String)>;

fn said(row: &Values, columns: &'static [&'static str]) -> Said {
    columns.iter().filter_map(|col| Some((*col, row.some_text(col)?))).collect()
}

/// A version of a case, as the person draws by it.
struct Version {
    from: Month,
    suspended: bool,
    amount: Money,
    persons: i64,
    draws: bool,
    says: Said,
}

impl Version {
    /// `covered`: the person's covers, of a case that covers a household.
    fn of(row: &Values, amount: &str, covered: Option<(&Household, &[Kept])>) -> Option<Version> {
        let cover = covered.and_then(|(_, own)| own.iter().find(|(_, c)| c.get("from_month") == row.get("from_month")));
        let runs = row.text("kind") != "end";
        Some(Version {
            from: row.month("from_month")?,
            suspended: row.text("kind") == "suspended",
            amount: row.money(amount).unwrap_or_default(),
            persons: covered.map_or(Some(1), |(household, _)| row.int(household.persons)).unwrap_or(0),
            draws: runs && (covered.is_none() || cover.is_some()),
            says: covered.zip(cover).map_or_else(Vec::new, |((household, _), (_, c))| said(c, household.reads)),
        })
    }
}

impl Sight<'_> {
    /// What a ground that is gone means for the cases of its person.
    pub fn consequences(self, loss: &Loss) -> Vec<Consequence> {
        // What ended after the ground was gone ends earlier.
        let cases = self.on(self.day.min(loss.from.first_day())).resting(loss.person);
        // Whoever has it by another case has not lost it.
        let gives =
            |c: &RestingCase| benefit(c.scheme).and_then(Benefit::household).is_some_and(|h| h.gives(loss.ground));
        if cases.iter().any(|c| gives(c) && Some(c.case) != loss.case && c.ends.is_none()) {
            return Vec::new();
        }
        let person = self.rows.person(loss.person);
        let name = person.as_ref().map_or("", |person| &person.name);
        let of = |case| consequence::consequences(loss, name, case, &|month| self.typed(case, month));
        cases.iter().flat_map(of).collect()
    }

    /// What the version of a case that begins in a month says, as far as one that takes its place says the same.
    fn typed(self, case: &RestingCase, month: Month) -> Said {
        let Some(register) = benefit(case.scheme).and_then(versions_of) else { return Vec::new() };
        let rows = self.versions(register, case.case);
        let Some((_, row)) = rows.iter().find(|(_, row)| row.month("from_month") == Some(month)) else {
            return Vec::new();
        };
        let cols = ["kind", "reason_code"].into_iter().chain(register.carried.iter().copied());
        cols.filter_map(|col| Some((col, register.field(col)?.kind.edit(row.get(col))))).collect()
    }

    /// The cases that a person draws from on the day or later: those paid month by month, those that have no version yet, and what
    /// is paid once and not paid yet.
    pub fn resting(self, person: i64) -> Vec<RestingCase> {
        let (monthly, once): (Vec<&Benefit>, Vec<&Benefit>) = BENEFITS.iter().partition(|b| b.monthly().is_some());
        monthly.into_iter().chain(once).flat_map(|benefit| self.resting_of(benefit, person)).collect()
    }

    fn resting_of(self, benefit: &'static Benefit, person: i64) -> Vec<RestingCase> {
        if let Some(household) = benefit.household() {
            let cases = self.covers_of(benefit, person).into_iter();
            let read = |(key, covers): (i64, Vec<Kept>)| {
                let case = self.rows.row(benefit.cases, key)?;
                self.resting_case(benefit, (key, &case), Some((household, &covers)))
            };
            return cases.filter_map(read).collect();
        }
        let cases = self.rows.rows_with(benefit.cases, "person", &person.into()).into_iter();
        let read = |(key, case): Kept| match benefit.pays {
            Pays::Monthly(_) => self.resting_case(benefit, (key, &case), None),
            Pays::Once(Once { amount, paid, .. }) => {
                let amount = case.money(amount).unwrap_or_default();
                case.get(paid).is_null().then(|| RestingCase { amount, ..self.begun(benefit, (key, &case)) })
            }
        };
        cases.filter_map(read).collect()
    }

    fn resting_case(
        self,
        benefit: &'static Benefit,
        (key, case): (i64, &Values),
        covers: Option<(&Household, &[Kept])>,
    ) -> Option<RestingCase> {
        let (register, amount) = (versions_of(benefit)?, benefit.cases.versions?.amount);
        let rows = self.versions(register, key);
        let versions: Vec<Version> = rows.iter().filter_map(|(_, row)| Version::of(row, amount, covers)).collect();
        let begun = self.begun(benefit, (key, case));
        let Some(first) = versions.first() else { return Some(begun) };
        // What is in force then; of a case that has not begun, its first version.
        let now = Month::of(self.day);
        let running = versions.get(versions.iter().rposition(|v| v.from <= now).unwrap_or(0)..)?;
        let last = running.iter().rposition(|v| v.draws)?;
        let drawn = running.iter().find(|v| v.draws)?;
        let settled = versions.iter().rfind(|v| begun.paid_until.is_some_and(|paid| v.from <= paid)).unwrap_or(first);
        Some(RestingCase {
            persons: running.get(last).map_or(0, |v| v.persons),
            amount: drawn.amount,
            says: begun.says.iter().chain(&drawn.says).cloned().collect(),
            months: versions.iter().map(|v| v.from).collect(),
            settled: Some(settled.from),
            ends: running.get(last + 1).map(|v| v.from),
            suspended: versions.iter().filter(|v| v.suspended).map(|v| v.from).collect(),
            ..begun
        })
    }

    /// A case without any version.
    fn begun(self, benefit: &Benefit, (key, case): (i64, &Values)) -> RestingCase {
        RestingCase {
            scheme: benefit.scheme(case.text("kind")),
            case: key,
            case_no: case.text("case_no").to_owned(),
            persons: 1,
            amount: Money::ZERO,
            months: Vec::new(),
            settled: None,
            ends: None,
            suspended: Vec::new(),
            says: benefit.monthly().map_or_else(Vec::new, |monthly| said(case, monthly.reads)),
            paid_until: self.rows.paid_until(key),
        }
    }
}
