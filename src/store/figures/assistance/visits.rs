//! The SQL behind the row set of 入户核查: households on the plan of a project, each once. Must not know how the answers are used.

use crate::figure::Window;
use crate::store::figures::parts::{NONE, Parts};
use crate::store::figures::sources::{Moment, Source, source};
use crate::store::read::sql::quoted;

/// Cases of the schemes with a task of a third party's project that runs in the window, given by its end and not done before it,
/// each by its first. A task that does not say when it was given counts from the application of its case on.
pub(in crate::store) fn on_plan(schemes: &[&str], window: Window) -> Parts {
    let planned = |k: &str, j: &str| {
        format!(
            "{k}.visitor_org = :visitor AND {k}.voided_by IS NULL AND ({k}.visit_on IS NULL OR {k}.visit_on >= :from_day) \
             AND ({k}.visit_on <= :to_day OR coalesce({k}.assigned_on, (SELECT d.apply_date FROM dibao d WHERE d.key = {k}.case_key),
                  {j}.from_date) <= :to_day)
             AND {j}.voided_by IS NULL AND {j}.from_date <= :to_day AND ({j}.to_date IS NULL OR {j}.to_date >= :from_day)"
        )
    };
    Parts {
        tables: "homecheck_project j CROSS JOIN homecheck k INDEXED BY homecheck_in_project ON k.project = j.key"
            .to_owned(),
        common: format!(
            "{} AND NOT EXISTS (SELECT 1 FROM homecheck e INDEXED BY homecheck_case JOIN homecheck_project f ON f.key = e.project \
             WHERE e.case_key = k.case_key AND e.key < k.key AND {})",
            planned("k", "j"),
            planned("e", "f")
        ),
        only: format!("k.scheme IN ({})", quoted(schemes)),
        register: "homecheck",
        key: "k.key",
        division: "k.division".into(),
        institution: NONE,
        money: "0".into(),
        called: ["(SELECT n.name FROM person n WHERE n.key = k.person)".into(), "k.task_no".into()],
        bound: vec![
            (":visitor", "third_party".to_owned()),
            (":from_day", window.first().first_day().to_string()),
            (":to_day", window.last().last_day().to_string()),
        ],
    }
}

/// A task is on the plan from the beginning of its project.
const OF_PROJECT: &[Moment] =
    &[Moment::First { table: "homecheck_project", by: "key", through: None, key: "project", column: "from_date" }];

/// 入户核查: visits and plans.
pub(in crate::store) const SOURCES: &[Source] = &[
    source(
        "homecheck",
        &[
            "project",
            "visitor_org",
            "case_key",
            "scheme",
            "division",
            "assigned_on",
            "state",
            "visit_on",
            "conclusion",
            "bureau_verdict",
            "voided_by",
        ],
        &[Moment::Of("visit_on")],
    ),
    source(
        "homecheck",
        &["project", "visitor_org", "case_key", "scheme", "division", "assigned_on", "voided_by"],
        OF_PROJECT,
    ),
    source("homecheck_project", &["from_date", "to_date", "voided_by"], &[Moment::Of("from_date")]),
    source("dibao", &["apply_date"], &[Moment::Of("apply_date")]),
];
