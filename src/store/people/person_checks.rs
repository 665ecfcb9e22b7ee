//! What was checked of a person: visits to the home (the person's own tasks and those of the cases that cover the person), and
//! the data checks of the household. Knows nothing of what is drawn, paid or changed.

use crate::register::assistance::codes;
use crate::register::core::codes::Codes;
use crate::register::core::lookup::{CaseLine, CheckLine, HouseholdLine};
use crate::store::Store;
use crate::store::fault::Answer;
use std::collections::BTreeSet;

/// No more of them than a clerk reads.
const CHECKS: usize = 20;

/// The visits of a person, and of a case.
const VISITS: [&str; 2] = [
    "SELECT key, task_no, visit_on, visitor_org, coalesce(conclusion, ''), state, 0 FROM homecheck INDEXED BY homecheck_person
     WHERE person = ?1 AND voided_by IS NULL",
    "SELECT key, task_no, visit_on, visitor_org, coalesce(conclusion, ''), state, 0 FROM homecheck INDEXED BY homecheck_case
     WHERE case_key = ?1 AND voided_by IS NULL",
];

/// The data checks that a person asked for, with the hits that nobody has looked at.
const DATA: &str =
    "SELECT m.key, m.check_no, coalesce(m.report_on, m.sent_on, m.auth_signed_on), m.purpose, coalesce(m.result, ''),
    m.state, (SELECT count(*) FROM hit h WHERE h.means_check = m.key AND h.verify_state = '0' AND h.voided_by IS NULL)
    FROM means_check m INDEXED BY means_check_person WHERE m.person = ?1 AND m.voided_by IS NULL";

/// How the rows of a register are put into words: why or by whom, what came out, where it stands.
struct Words {
    register: &'static str,
    what: &'static Codes,
    outcome: &'static Codes,
    state: &'static Codes,
}

const VISIT: Words =
    Words { register: "homecheck", what: &codes::VISITOR_ORG, outcome: &codes::CONCLUSION, state: &codes::VISIT_STATE };
const DATA_CHECK: Words = Words {
    register: "means_check",
    what: &codes::CHECK_PURPOSE,
    outcome: &codes::CHECK_RESULT,
    state: &codes::CHECK_STATE,
};

impl Store {
    /// Visits and data checks, newest first; those without a day yet before all others.
    pub(in crate::store) fn checks(
        &self,
        person: i64,
        cases: &[CaseLine],
        household: Option<&HouseholdLine>,
    ) -> Answer<Vec<CheckLine>> {
        let mut lines = self.check_lines(&VISIT, VISITS[0], person)?;
        for case in cases {
            lines.extend(self.check_lines(&VISIT, VISITS[1], case.key)?);
        }
        let family: BTreeSet<i64> =
            household.iter().flat_map(|h| &h.members).map(|m| m.person).chain([person]).collect();
        for member in family {
            lines.extend(self.check_lines(&DATA_CHECK, DATA, member)?);
        }
        lines.sort_by(|a, b| {
            (b.day.is_none(), &b.day, b.key, b.register).cmp(&(a.day.is_none(), &a.day, a.key, a.register))
        });
        lines.dedup_by_key(|l| (l.register, l.key));
        lines.truncate(CHECKS);
        Ok(lines)
    }

    fn check_lines(&self, words: &Words, sql: &str, of: i64) -> Answer<Vec<CheckLine>> {
        let mut get = self.db().prepare_cached(sql)?;
        let lines = get.query_map([of], |r| {
            let code = |at: usize| r.get::<String>(at);
            let said = |codes: &Codes, code: String| codes.label(&code).unwrap_or_default().to_owned();
            let open: i64 = r.get(6)?;
            let mut outcome = said(words.outcome, code(4)?);
            if open > 0 {
                outcome = format!("{outcome}, {open} 条待核实");
            }
            Ok(CheckLine {
                register: words.register,
                key: r.get(0)?,
                number: r.get(1)?,
                day: r.get::<Option<String>>(2)?.and_then(|day| crate::store::date(&day)),
                what: said(words.what, code(3)?),
                outcome,
                state: said(words.state, code(5)?),
            })
        })?;
        Ok(lines.collect::<Result<_, _>>()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::engine::plan;

    #[test]
    fn a_person_leads_to_the_checks_and_to_no_other_row() {
        for sql in [VISITS[0], VISITS[1], DATA] {
            let plan = plan::of(sql);
            let reads = plan.iter().filter(|p| !p.contains("CORRELATED"));
            assert!(reads.clone().count() > 0 && reads.clone().all(|p| p.contains("SEARCH")), "{plan:?}");
        }
    }
}
