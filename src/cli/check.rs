//! `check`: what the checks between registers find for a month.

use super::report::{give, month_named, numbers, pdf_for_a_file};
use super::{Args, Fault, Format, Session, fault};
use crate::domain::month::Month;
use crate::figure::cross::{Oddity, Weight};
use crate::jobs::report::{doubts, oddities};
use crate::store::Store;
use serde_json::{Value, json};
use std::path::Path;

/// `check [--month YYYY-MM] [--format text|json|pdf|csv] [-o FILE]`. Refused (1) where anything found is an error.
pub(super) fn run(session: &Session, args: &mut Args) -> Result<(), Fault> {
    let month = args.option("month").map(|text| month_named(&text)).transpose()?;
    let file = args.path("output");
    args.finish()?;
    pdf_for_a_file(session, file.as_deref())?;
    let store = session.open_whole()?;
    let month = month.unwrap_or_else(|| Month::of(session.day(&store)));
    let found = doubts(&store, month, &|| true)?;
    let errors = found.iter().filter(|odd| odd.check.weight == Weight::Error).count();
    // What is wrong is in the exit code, whoever reads the rest.
    let told = tell(session, &store, month, found, file.as_deref());
    if errors == 0 {
        return told;
    }
    Err(Fault::refused(format!("{}核对发现错误 {errors} 条, 结账前要更正", month.zh())))
}

fn tell(session: &Session, store: &Store, month: Month, found: Vec<Oddity>, file: Option<&Path>) -> Result<(), Fault> {
    match session.format {
        Format::Json => fault::print_json(&found.iter().map(|odd| told(odd, month)).collect()),
        Format::Text if found.is_empty() && file.is_none() => fault::print(&format!("{}没有疑点", month.zh())),
        _ => {
            let document = oddities(store, found, month, session.day(store), numbers(session, file))?;
            give(session, store, &document, file)
        }
    }
}

fn told(odd: &Oddity, month: Month) -> Value {
    let (register, key) = odd.record;
    let person = odd.person.as_ref();
    json!({
        "code": odd.check.code, "severity": odd.check.weight.name(), "subject": odd.subject,
        "person": person.map(|person| person.id_number.as_str()), "month": month.to_string(), "text": odd.text,
        "name": person.map(|person| person.name.as_str()), "register": register, "key": key,
        "division": (!odd.division.is_empty()).then_some(odd.division.as_str()), "to_do": odd.check.to_do,
    })
}
