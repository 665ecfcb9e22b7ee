//! How a person is: health, capacity for work, disability with its certificate: what the person's row and the dated rows of it
//! have in common, and what is wrong with it (assistance 1.1).

use crate::domain::date;
use crate::domain::people::disability::{CertNo, Kind, Level};
use crate::domain::people::id_number::IdNumber;
use crate::domain::slip::Slip;
use crate::register::core::slips::needed;
use crate::register::{Value, Values};
use chrono::NaiveDate;

/// The columns that the person's row has too.
pub const COLUMNS: [&str; 7] = [
    "health_code",
    "disease_name",
    "labor_code",
    "disability_cert_no",
    "disability_type",
    "disability_level",
    "disability_valid_to",
];

/// How a person is, as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State([Value; COLUMNS.len()]);

impl State {
    /// Of a person, or of a row here.
    pub fn of(values: &Values) -> State {
        State(COLUMNS.map(|col| values.get(col).clone()))
    }
    pub(in crate::register) fn text(&self, col: &str) -> Option<&str> {
        let at = COLUMNS.iter().position(|c| *c == col)?;
        self.0.get(at)?.text()
    }
    /// 健康状况 code.
    pub fn health(&self) -> Option<&str> {
        self.text("health_code")
    }
    /// 重病病种.
    pub fn disease(&self) -> Option<&str> {
        self.text("disease_name")
    }
    /// 劳动能力 code.
    pub fn labor(&self) -> Option<&str> {
        self.text("labor_code")
    }
    /// 残疾证号; its check digits may be a recorded exception.
    pub fn cert(&self) -> Option<CertNo> {
        self.text("disability_cert_no").and_then(|t| CertNo::parse_as(t, true).ok())
    }
    /// 残疾类别 code.
    pub fn disability_type(&self) -> Option<&str> {
        self.text("disability_type")
    }
    /// 残疾等级 code.
    pub fn disability_level(&self) -> Option<&str> {
        self.text("disability_level")
    }
    /// 残疾证有效期至.
    pub fn valid_to(&self) -> Option<NaiveDate> {
        self.text("disability_valid_to").and_then(date::stored)
    }
    pub(in crate::register) fn columns(&self) -> Vec<(&'static str, Value)> {
        COLUMNS.into_iter().zip(self.0.iter().cloned()).collect()
    }
    /// The row of a person from a day on.
    pub(in crate::register) fn row(&self, person: i64, from: NaiveDate) -> Vec<(&'static str, Value)> {
        [("person", Value::Int(person)), ("valid_from", from.into())].into_iter().chain(self.columns()).collect()
    }
}

/// Kind and level from the certificate, where they are still empty.
pub fn fill_from_cert(values: &mut Values) {
    if let Ok(cert) = CertNo::parse_as(values.text("disability_cert_no"), true) {
        if values.get("disability_type").is_null() {
            values.set("disability_type", cert.kind().code());
        }
        if values.get("disability_level").is_null() {
            values.set("disability_level", cert.level().code());
        }
    }
    let registered = values.some_text("hukou_division").filter(|code| !code.ends_with("000"));
    if let (Some(code), true) = (registered, values.get("home_division").is_null()) {
        values.set("home_division", code);
    }
}

/// What is wrong with a state of health and disability. `number`: the person's ID number.
pub fn check_health(state: &State, number: Option<&str>, slips: &mut Vec<Slip>) {
    let health = state.health().unwrap_or_default();
    if matches!(health, "41" | "50") {
        slips.extend(needed(state.disease(), "disease_name", "健康状况为重大疾病或癌症, 须填重病病种"));
    }
    let disabled = health.starts_with('6');
    let cert = state.cert();
    if disabled && cert.is_none() {
        slips.push(Slip::warning("W-CB-003", "健康状况为残疾, 没有填残疾证号, 请补上").at("disability_cert_no"));
    }
    let (kind, level) = (state.disability_type(), state.disability_level());
    let Some(cert) = cert else {
        if level.is_some() != kind.is_some() {
            let text = "残疾类别和等级应同时填写";
            slips.push(Slip::error("E-CB-004", text).at("disability_level"));
        }
        return;
    };
    let holder = number.and_then(|n| IdNumber::parse_as(n, true).ok());
    if let Some(slip) = holder.and_then(|id| cert.holder_slip(&id)) {
        slips.push(slip.at("disability_cert_no"));
    }
    let kind = kind.and_then(Kind::from_code);
    let level = level.and_then(Level::from_code);
    if let (Some(kind), Some(level)) = (kind, level)
        && let Some(slip) = cert.field_slip(kind, level)
    {
        slips.push(slip.at("disability_cert_no"));
    }
}
