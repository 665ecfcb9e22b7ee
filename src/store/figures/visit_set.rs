//! The SQL behind the row sets of 入户核查: households on the plan of a project, and households visited, each once. Must not know
//! how the answers are used.

use crate::figure::{Outcome, Window};
use crate::store::figures::row_set::{Parts, listed};

/// Cases of the schemes with an accepted visit in the window, each by its first one (assistance 6.2).
pub(in crate::store) fn visited(schemes: &[&str], visitor: &str, outcome: Outcome, window: Window) -> Parts {
    let counts = |k: &str| {
        format!(
            "{k}.visitor_org = :visitor AND {k}.visit_on BETWEEN :from_day AND :to_day \
             AND {k}.state IN ('accepted','concluded') AND {k}.voided_by IS NULL"
        )
    };
    let outcome = match outcome {
        Outcome::Any => "1".to_owned(),
        Outcome::Found(codes) => format!("k.conclusion IN ({})", listed(codes)),
        Outcome::Settled => "k.conclusion <> '1' AND k.bureau_verdict <> '0'".to_owned(),
    };
    Parts {
        tables: "homecheck k".to_owned(),
        // The way to a case's other visits leads from the case, not through all visits of the window.
        common: format!(
            "{} AND NOT EXISTS (SELECT 1 FROM homecheck e INDEXED BY homecheck_case WHERE e.case_key = k.case_key AND {} \
             AND (e.visit_on, e.key) < (k.visit_on, k.key))",
            counts("k"),
            counts("e")
        ),
        only: format!("k.scheme IN ({}) AND {outcome}", listed(schemes)),
        ..tasks(visitor, window)
    }
}

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
        only: format!("k.scheme IN ({})", listed(schemes)),
        ..tasks("third_party", window)
    }
}

fn tasks(visitor: &str, window: Window) -> Parts {
    Parts {
        register: "homecheck",
        tables: String::new(),
        common: String::new(),
        only: String::new(),
        key: "k.key",
        division: "k.division",
        institution: "NULL",
        money: "0",
        called: ["(SELECT n.name FROM person n WHERE n.key = k.person)", "k.task_no"],
        bound: vec![
            (":visitor", visitor.to_owned()),
            (":from_day", window.first().first_day().to_string()),
            (":to_day", window.last().last_day().to_string()),
        ],
    }
}
