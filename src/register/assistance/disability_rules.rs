//! A case of the two subsidies as it is entered, and what is right and wrong about it: certificate, range, poverty,
//! who else pays (assistance 5.2, 5.6, 9). Pure.

use crate::domain::assistance::subsidy::{self, Subsidy};
use crate::domain::conflict::{self, Benefit, Drawn, Verdict};
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::param::Rate;
use crate::domain::people::disability::{self, CertNo, Kind as DisabilityKind, Level};
use crate::domain::people::id_number::IdNumber;
use crate::domain::slip::Slip;
use crate::register::benefits::awards::Awards;
use crate::register::benefits::personal::Personal;
use crate::register::benefits::rests::{Ground, Loss, after};
use crate::register::people::codes;
use crate::register::{Covering, Facts, HouseholdFact, Record, Values};
use chrono::{Months, NaiveDate};

/// A case as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct Disability {
    /// `CL` or `CN`.
    pub kind: String,
    /// What every case says.
    pub personal: Personal,
    /// 残疾证号; none until completed.
    pub cert_no: Option<String>,
    /// 残疾类别 and 等级 codes.
    pub disability: (String, String),
    /// Codes of the parts of 多重.
    pub type_multi: Option<String>,
    /// 残疾证有效期.
    pub cert_valid_to: Option<NaiveDate>,
    /// 残疾证状态 code.
    pub cert_state: String,
    /// 经济状况依据 code.
    pub poverty_basis: Option<String>,
    /// The 低保 case it rests on.
    pub dibao: Option<i64>,
    /// 同类津贴 code and monthly amount.
    pub other: (Option<String>, Option<Money>),
    /// 上次年审.
    pub last_verify: Option<NaiveDate>,
}

/// Certificate and place of the person, where they are not typed.
pub fn complete_from_person(values: &mut Values, facts: &Facts) {
    let person = values.int("person").and_then(|key| facts.record("person", key));
    if let Some(person) = person.map(|r| &r.values) {
        let mut copy = |col: &str, from: &str| {
            if values.get(col).is_null() {
                values.set(col, person.get(from).clone());
            }
        };
        copy("division", "home_division");
        copy("cert_no", "disability_cert_no");
        copy("cert_valid_to", "disability_valid_to");
        copy("type_multi", "disability_multi");
        Disability::fill(values);
    }
}

/// The 低保 case that covers the person from the month on in which the subsidy starts.
fn in_dibao<'a>(case: &Disability, facts: &'a Facts) -> Option<&'a Covering> {
    let cases = facts.cases_from(case.personal.person, subsidy::start_month(case.personal.apply_date));
    cases.into_iter().find(|c| c.scheme.starts_with("dibao-"))
}

/// Basis and next review, where they are not typed.
pub fn complete_basis_and_review(case: &Disability, values: &mut Values, facts: &Facts) {
    if case.kind == "CL"
        && let Some(dibao) = in_dibao(case, facts)
    {
        if case.poverty_basis.is_none() {
            values.set("poverty_basis", "1");
        }
        if case.dibao.is_none() && values.text("poverty_basis") == "1" {
            values.set("dibao", dibao.case);
        }
    }
    if values.get("next_verify_due").is_null() {
        values.set("next_verify_due", case.last_verify.and_then(|d| d.checked_add_months(Months::new(12))));
    }
}

/// All slips of a case.
pub fn check(case: &Disability, facts: &Facts) -> Vec<Slip> {
    let mut slips = Vec::new();
    slips.extend(case.personal.place(facts));
    check_certificate(case, facts, &mut slips);
    check_dibao(case, facts, &mut slips);
    slips.extend(case.personal.undrawn(Disability::VERSIONS, "W-CB-023", facts));
    if facts.this.is_none()
        && let Some(subsidy) = Subsidy::from_code(&case.kind)
    {
        check_range(case, subsidy, facts, &mut slips);
        check_others(case, subsidy, facts, &mut slips);
    }
    slips
}

fn check_certificate(case: &Disability, facts: &Facts, slips: &mut Vec<Slip>) {
    let person = facts.record("person", case.personal.person).map(|r| &r.values);
    if let Some(cert) = case.cert_no.as_deref().and_then(|no| CertNo::parse_as(no, true).ok()) {
        let holder = person.and_then(|p| p.some_text("id_number")).and_then(|id| IdNumber::parse_as(&id, true).ok());
        slips.extend(holder.and_then(|id| cert.holder_slip(&id)));
        let (kind, level) = (DisabilityKind::from_code(&case.disability.0), Level::from_code(&case.disability.1));
        slips.extend(kind.zip(level).and_then(|(kind, level)| cert.field_slip(kind, level)));
        let known = person.and_then(|p| p.some_text("disability_cert_no")).filter(|known| *known != cert.text());
        if let Some(known) = known.filter(|_| facts.this.is_none()) {
            let text = format!("与人员信息里的残疾证号 {known} 不同, 请核对; 换了证的先改人员信息");
            slips.push(Slip::warning("W-CB-022", text).at("cert_no"));
        }
    }
    slips.extend(person.and_then(|p| other_level(case, p)));
    let parts = disability::parts_slip(Some(&case.disability.0), case.type_multi.as_deref());
    slips.extend(parts.map(|slip| slip.at("type_multi")));
    slips.extend(case.cert_valid_to.and_then(|to| subsidy::expiry_slip(to, facts.day)));
    if facts.this.is_none() {
        let from = subsidy::start_month(case.personal.apply_date);
        slips.extend(expired(from, case.cert_valid_to, &case.personal.origin).map(|slip| slip.at("cert_valid_to")));
    }
    if facts.this.is_none() && case.cert_state != "1" {
        slips.push(Slip::error("E-CB-021", "残疾证已冻结或注销, 不能享受补贴").at("cert_state"));
    }
}

/// `W-CB-027`: the case goes by another kind or level of disability than the person.
fn other_level(case: &Disability, person: &Values) -> Option<Slip> {
    let known = (person.text("disability_type"), person.text("disability_level"));
    let own = (case.disability.0.as_str(), case.disability.1.as_str());
    if known.1.is_empty() || own.1.is_empty() || known == own {
        return None;
    }
    let label = |(kind, level): (&str, &str)| {
        let kind = codes::DISABILITY.label(kind).unwrap_or_default();
        format!("{kind}{}", codes::DISABILITY_LEVEL.label(level).unwrap_or_default())
    };
    let text = format!("本案为{}, 人员信息里为{}, 请核对; 重新评定的先改人员信息", label(own), label(known));
    Some(Slip::warning("W-CB-027", text).at("dis_level"))
}

/// `E-CB-026`: nobody draws a subsidy from a month on a certificate that had ended before it. In papers that were taken over it is a
/// doubt: what happened, happened.
pub fn expired(from: Month, valid_to: Option<NaiveDate>, origin: &str) -> Option<Slip> {
    let ended = valid_to.filter(|to| *to < from.first_day())?;
    let text = format!("残疾证 {ended} 已到期, 不能自 {from} 起享受补贴; 换了证的请先改残疾证有效期");
    Some(if origin == "applied" { Slip::error("E-CB-026", text) } else { Slip::doubt("E-CB-026", text) })
}

/// Whether the office has opened the wider range on the day of application.
fn extended(subsidy: Subsidy, case: &Disability, facts: &Facts) -> bool {
    facts.parameters.on(subsidy.extends(), case.personal.apply_date).is_some_and(|(_, v)| v == "1")
}

/// The 低保 case that is named is one of this person's: it covers or covered the person, or the person is of its household.
fn check_dibao(case: &Disability, facts: &Facts, slips: &mut Vec<Slip>) {
    let Some(dibao) = case.dibao.and_then(|key| facts.dibao(key, case.personal.apply_date)) else { return };
    let covered = dibao.awards.iter().flat_map(|a| &a.covers).any(|c| c.person == case.personal.person);
    let member = |h: &HouseholdFact| h.members.iter().any(|m| m.person.key == case.personal.person);
    if !covered && !dibao.household.as_ref().is_some_and(member) {
        let text = format!("低保 {} 没有保障此人, 此人也不是那户的成员, 请填本人所在的低保", dibao.case_no);
        slips.push(Slip::error("E-CB-027", text).at("dibao"));
    }
}

fn check_range(case: &Disability, subsidy: Subsidy, facts: &Facts, slips: &mut Vec<Slip>) {
    let extended = extended(subsidy, case, facts);
    match subsidy {
        Subsidy::Care => {
            let (Some(kind), Some(level)) =
                (DisabilityKind::from_code(&case.disability.0), Level::from_code(&case.disability.1))
            else {
                return;
            };
            slips.extend(subsidy::care_range_slip(kind, level, &parts(case), extended));
        }
        Subsidy::Living => {
            let in_dibao = in_dibao(case, facts).is_some();
            let covered = match case.poverty_basis.as_deref() {
                Some("1") => in_dibao,
                Some(_) => in_dibao || extended,
                None => return,
            };
            if !covered {
                let text = "未享受低保, 不符合困难残疾人生活补贴";
                slips.push(Slip::error("E-CB-004", text).at("poverty_basis"));
            }
        }
    }
}

fn check_others(case: &Disability, subsidy: Subsidy, facts: &Facts, slips: &mut Vec<Slip>) {
    let wanted = match subsidy {
        Subsidy::Living => Benefit::Living,
        Subsidy::Care => Benefit::Care,
    };
    let from = subsidy::start_month(case.personal.apply_date);
    let person = facts.record("person", case.personal.person).map(|r| r.values.text("name").to_owned());
    let name = person.as_deref().unwrap_or("该人");
    slips.extend(case.personal.beside(name, wanted, from, facts));
    let other = match case.other.0.as_deref() {
        Some("2") => Benefit::InjuryCare,
        Some("1" | "3" | "4") => Benefit::OldAge,
        _ => return,
    };
    let of_case = [case.poverty_basis.as_deref().unwrap_or_default(), &case.disability.1];
    let rate = rate(subsidy, of_case, Some(case.personal.person), from, facts);
    let rate = facts.parameters.money(rate, from).unwrap_or_default();
    let slip = match (conflict::verdict(other, wanted), case.other.1) {
        (Verdict::Higher, Some(amount)) => higher(name, (other, amount), (wanted, rate)),
        _ => conflict::slip(name, &Drawn { benefit: other, case_no: "", since: from }, wanted, from, false),
    };
    slips.extend(slip.map(|s| s.at("other_code")));
}

/// The rate of a case with a 经济状况依据 and a 残疾等级 in a month.
pub fn rate<'k>(
    subsidy: Subsidy,
    [poverty, level]: [&'k str; 2],
    person: Option<i64>,
    month: Month,
    facts: &Facts,
) -> Rate<'k> {
    let person = person.and_then(|key| facts.person(key));
    subsidy.rate(poverty, person.map_or("", |person| subsidy::age_group(person.birth_date, month)), level)
}

/// What a correction of the certificate or of what else the person draws takes away.
pub fn losses(case: &Disability, facts: &Facts) -> Vec<Loss> {
    let Some(old) = facts.before.as_ref().and_then(|old| Disability::read(old).ok()) else { return Vec::new() };
    let today = facts.day;
    let mut losses = Vec::new();
    let mut lost = |grounds: &[Ground], day, why: &str| {
        losses.extend(grounds.iter().map(|ground| after(case.personal.person, *ground, day, why.to_owned(), today)));
    };
    if case.cert_state != old.cert_state && case.cert_state == "3" {
        lost(&[Ground::Certificate, Ground::Paper], today, "残疾证注销");
    }
    if case.cert_state != old.cert_state && case.cert_state == "2" {
        lost(&[Ground::ValidCertificate, Ground::Paper], today, "残疾证冻结");
    }
    if let Some(to) = case.cert_valid_to.filter(|to| *to < today && old.cert_valid_to.is_none_or(|old| old >= today)) {
        lost(&[Ground::ValidCertificate, Ground::Paper], to, &format!("残疾证 {to} 到期"));
    }
    if in_care_range(&old, facts) && !in_care_range(case, facts) {
        lost(&[Ground::CareRange], today, "残疾等级变化");
    }
    if is_severe(&old) && !is_severe(case) {
        lost(&[Ground::Paper], today, "残疾等级变化");
    }
    if case.other.0 != old.other.0 && case.other.0.as_deref() == Some("2") {
        lost(&[Ground::NoInjuryCare], today, "领取工伤生活护理费");
    }
    losses
}

fn is_severe(case: &Disability) -> bool {
    Level::from_code(&case.disability.1).is_some_and(Level::is_severe)
}

fn in_care_range(case: &Disability, facts: &Facts) -> bool {
    let kind = DisabilityKind::from_code(&case.disability.0).zip(Level::from_code(&case.disability.1));
    let extended = facts.parameters.on(Subsidy::Care.extends(), facts.day).is_some_and(|(_, v)| v == "1");
    kind.is_some_and(|(kind, level)| subsidy::in_care_range(kind, level, &parts(case), extended))
}

/// The kinds behind 多重.
fn parts(case: &Disability) -> Vec<DisabilityKind> {
    disability::parts(case.type_multi.as_deref().unwrap_or(""))
}

/// `W-CF-02` with both amounts.
fn higher(name: &str, a: (Benefit, Money), b: (Benefit, Money)) -> Option<Slip> {
    let text = format!("{name} 可择高: {}{}元, {}{}元", a.0.label(), a.1, b.0.label(), b.1);
    Some(Slip::warning("W-CF-02", text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::parameter::Parameters;
    use crate::register::assistance::disability::DISABILITY;
    use crate::register::people::person::PERSON;
    use crate::register::tests;
    use crate::register::{Ask, Entry, Fact, RecordFact};

    fn facts(cases: &[&str], parameters: &[(&str, &str)]) -> Facts<'static> {
        let mut facts = Facts::on("2021-12-31".parse().unwrap(), "430406000000");
        facts.answers.push(tests::village());
        let since = "2020-01-01".parse().unwrap();
        facts.parameters =
            Parameters::from_rows(parameters.iter().map(|(n, v)| ((*n).to_owned(), since, (*v).to_owned())));
        let mut person = Values::new(&PERSON);
        for (col, text) in [
            ("id_number", "430406190304050120"),
            ("name", "张三"),
            ("home_division", "430406001001"),
            ("disability_cert_no", "43040619030405012042"),
            ("disability_valid_to", "2029-01-01"),
        ] {
            person.set(col, text);
        }
        let known = Fact::Record(Some(RecordFact { values: person, children: Vec::new() }));
        facts.answers.push((Ask::Record("person", 7), known));
        let covering = cases
            .iter()
            .enumerate()
            .map(|(n, scheme)| tests::covering(1_000_000_000 + n as i64, "DB1", scheme, "2021-01"));
        facts.answers.push((Ask::CasesOf(7), Fact::Covered(covering.collect())));
        facts
    }

    fn case(kind: &str) -> Values {
        let mut case = Values::new(&DISABILITY);
        case.set("kind", kind);
        case.set("person", 7);
        case.set("apply_date", "2021-09-26");
        case
    }

    fn judged(case: &mut Values, facts: &Facts) -> Vec<&'static str> {
        let entry = Entry::of::<Disability>();
        (entry.complete)(case, facts);
        (entry.check)(case, facts).iter().map(|s| s.code).collect()
    }

    #[test]
    fn completes_from_the_person_and_the_certificate() {
        let facts = facts(&["dibao-urban"], &[]);
        let mut row = case("CL");
        assert_eq!(judged(&mut row, &facts), [""; 0]);
        assert_eq!((row.text("dis_type"), row.text("dis_level"), row.text("cert_valid_to")), ("4", "2", "2029-01-01"));
        assert_eq!((row.text("poverty_basis"), row.int("dibao")), ("1", Some(1_000_000_000)));
        assert_eq!(row.text("division"), "430406001001");
    }

    #[test]
    fn certificate_against_person_and_fields() {
        let facts = facts(&["dibao-urban"], &[]);
        let mut other = case("CL");
        other.set("cert_no", "43040619030405018X42");
        assert_eq!(judged(&mut other, &facts), ["E-CB-001", "W-CB-022"]);
        let mut sight = case("CL");
        sight.set("dis_type", "1");
        assert_eq!(judged(&mut sight, &facts), ["E-CB-002"]);
        let mut late = case("CL");
        late.set("cert_valid_to", "2021-12-31");
        assert_eq!(judged(&mut late, &facts), ["W-CB-010"]);
    }

    #[test]
    fn nobody_starts_on_a_certificate_that_has_ended() {
        let facts = facts(&["dibao-urban"], &[]);
        let said = |to: &str, origin: &str| {
            let mut row = case("CL");
            row.set("origin", origin);
            row.set("cert_valid_to", to);
            let entry = Entry::of::<Disability>();
            (entry.complete)(&mut row, &facts);
            let slips = (entry.check)(&row, &facts).into_iter().filter(|s| s.code == "E-CB-026");
            slips.map(|s| s.severity).collect::<Vec<_>>()
        };
        use crate::domain::slip::Severity;
        assert_eq!(said("2021-08-31", "applied"), [Severity::Error]);
        assert_eq!(said("2021-08-31", "taken_over"), [Severity::Doubt]);
        assert_eq!(said("2021-09-01", "applied"), [], "it holds in the month of application");
    }

    #[test]
    fn range_and_poverty() {
        let none = facts(&[], &[]);
        let mut poor = case("CL");
        poor.set("poverty_basis", "1");
        assert_eq!(judged(&mut poor, &none), ["E-CB-004"]);
        let mut edge = case("CL");
        edge.set("poverty_basis", "2");
        assert_eq!(judged(&mut edge, &none), ["E-CB-004"]);
        assert_eq!(judged(&mut edge, &facts(&[], &[("disability.life.extend", "1")])), [""; 0]);
        let mut mind = case("CN");
        mind.set("cert_no", "43040619030405012063");
        // The person's own certificate is another one.
        assert_eq!(judged(&mut mind, &none), ["W-CB-022", "E-CB-003"]);
        assert_eq!(judged(&mut mind, &facts(&[], &[("disability.care.extend", "1")])), ["W-CB-022"]);
    }

    #[test]
    fn who_else_pays() {
        assert_eq!(judged(&mut case("CN"), &facts(&["tekun"], &[])), ["E-CB-005"]);
        assert_eq!(judged(&mut case("CN"), &facts(&["disability-care"], &[])), ["E-CF-01"]);
        assert_eq!(judged(&mut case("CN"), &facts(&["dibao-rural", "disability-living"], &[])), [""; 0]);
        let mut hurt = case("CN");
        hurt.set("other_code", "2");
        assert_eq!(judged(&mut hurt, &facts(&[], &[])), ["E-CB-006"]);
        let mut old = case("CN");
        old.set("other_code", "4");
        old.set("other", 10_000);
        let facts = facts(&[], &[("disability.care.month_fen", "7000")]);
        let entry = Entry::of::<Disability>();
        (entry.complete)(&mut old, &facts);
        let slips = (entry.check)(&old, &facts);
        assert_eq!(slips[0].text, "张三 可择高: 高龄津贴100.00元, 重度残疾人护理补贴70.00元");
    }
}
