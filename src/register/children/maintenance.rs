//! 基本生活费: what the cases of 孤儿 and of 事实无人抚养儿童 have in common: fields, what follows from the child's file, until when a child is
//! paid (services 3.2 to 3.4). What differs stands with each of the two.

use crate::domain::children::leaving::{self, Schooling};
use crate::domain::children::parents::Verdict;
use crate::domain::conflict::Benefit;
use crate::domain::date;
use crate::domain::month::Month;
use crate::domain::param::Param;
use crate::domain::parameter::Parameters;
use crate::domain::slip::Slip;
use crate::register::benefits::awards::{Award, Awards};
use crate::register::benefits::benefit::{Bar, Class, Lines, Papers};
use crate::register::benefits::cases::{ACCEPTED, CONFIRMED, REVIEWED};
use crate::register::benefits::personal::{self, APPLIED, PLACE, Personal, SOURCE, STATE};
use crate::register::children::parent_state::{parents, verdict};
use crate::register::children::{codes, standing};
use crate::register::core::codes::Codes;
use crate::register::core::order::{from, not_in_future};
use crate::register::people::stay::{self, DIED, Housed};
use crate::register::{Facts, Field, Kind, Values, Write};
use chrono::{Months, NaiveDate};

/// The ability level of a child that moves in: nobody assesses it by the standard for older people.
const ABLE: &str = "0";

/// The fields of a case. Its proofs stand in the child's file, with the states of the parents.
pub const CASE: [Field; 17] = [
    Field::new("case_no", "申请编号", Kind::Text(24)).hint("空着自动编号"),
    Field::new("person", "儿童", Kind::Ref("person")).must().hint("身份证号"),
    Field::new("child", "儿童档案", Kind::Ref("child")).must().completed().hint("空着按儿童填; 没有档案的先建档"),
    PLACE,
    STATE,
    SOURCE,
    APPLIED,
    Field::new("applicant", "申请人", Kind::Name).hint("空着填监护人; 机构养育的填机构经办人").completed(),
    Field::new("accept_date", "受理日期", Kind::Date).ordered(&ACCEPTED),
    Field::new("town_opinion", "镇街查验意见", Kind::Text(200)),
    Field::new("town_date", "镇街查验日期", Kind::Date).ordered(&REVIEWED).hint("受理后15个工作日内"),
    Field::new("district_opinion", "区审批意见", Kind::Text(200)),
    Field::new("district_date", "区审批日期", Kind::Date).ordered(&CONFIRMED).hint("15个工作日内; 次月起发"),
    Field::new("approval_no", "批准文号", Kind::Text(40)),
    Field::new("reviewed_on", "上次复核日期", Kind::Date)
        .ordered(&[not_in_future(), from(&["apply_date"]).by_origin()]),
    Field::new("review_due", "下次复核日期", Kind::Date)
        .completed()
        .hint("空着按上次复核或审批后的复核周期")
        .ordered(&[from(&["reviewed_on", "apply_date"])]),
    Field::new("note", "备注", Kind::Text(400)),
];

/// 养育方式 of a version.
pub const CARE_KIND: Field = Field::new("care_kind", "养育方式", Kind::Code(&codes::CARE)).given();
/// 养育机构 of a version.
pub const INSTITUTION: Field = Field::new("institution", "养育机构", Kind::Ref("institution")).given();

/// The columns beside the money by which a version differs.
pub const KEPT: &[&str] = &["care_kind", "institution"];

/// What stands on the lines of a batch.
pub const LINES: Lines = Lines {
    institution: Some("institution"),
    class: Class::OfVersion("care_kind"),
    papers: Papers { carer: Some("child.guardian_name"), ..Papers::NONE },
    bar: Some(&OF_AGE),
    ..Lines::PLAIN
};

/// A case as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// What every case says.
    pub personal: Personal,
    /// 儿童档案.
    pub child: Option<i64>,
}

impl Case {
    /// Reads it from either register.
    ///
    /// # Errors
    /// As [`Personal::read`].
    pub fn read(values: &Values) -> Result<Self, Vec<Slip>> {
        Ok(Case { personal: Personal::read(values)?, child: values.int("child") })
    }

    /// What both check: the place, that a version is wanted, what else the child draws, and the category of the file.
    pub fn check(&self, wants: &Wants, facts: &Facts) -> Vec<Slip> {
        let mut slips: Vec<Slip> = self.personal.place(facts).into_iter().collect();
        slips.extend(self.personal.undrawn(wants.versions, wants.undrawn, facts));
        if facts.this.is_some() {
            return slips;
        }
        let name = facts.person(self.personal.person).map_or("该儿童", |p| p.name.as_str());
        let from = Month::of(self.personal.decided.unwrap_or(self.personal.apply_date)).next();
        slips.extend(self.personal.beside(name, wants.benefit, from, facts));
        slips.extend(standing::left(self.personal.person, facts.day, facts).map(|slip| slip.at("person")));
        let file = self.child.and_then(|key| facts.row("child", key));
        slips.extend(file.filter(|file| !wants.fits(file)).map(|file| wants.unfit(file, file).at("child")));
        slips
    }
}

/// What one of the two wants of a case.
pub struct Wants {
    /// Which it is.
    pub benefit: Benefit,
    /// The 主类别 of the files it pays.
    pub categories: &'static [&'static str],
    /// What its children are by their parents.
    pub verdict: Verdict,
    /// The register of its versions, and the code that says one is wanting.
    pub versions: &'static str,
    /// See [`Personal::undrawn`].
    pub undrawn: &'static str,
}

/// 其他重点: paid like an orphan, whatever the parents are.
const OTHER: &str = "F";

impl Wants {
    /// Whether it is for a child that stands so.
    fn fits(&self, standing: &Values) -> bool {
        self.categories.contains(&standing.text("main_cat")) && standing.text("state") == "on"
    }
    /// `E-CH30`: it is not.
    fn unfit(&self, file: &Values, standing: &Values) -> Slip {
        let label = |list: &Codes, col: &str| list.label(standing.text(col)).unwrap_or_default();
        let (category, state) = (label(&codes::CATEGORY, "main_cat"), label(&codes::CHILD_STATE, "state"));
        let (number, benefit) = (file.text("file_no"), self.benefit.label());
        let text = if self.fits(standing) {
            format!("儿童档案{number}为{category}, 但按父母情形已不是, 不能享受{benefit}, 请先核对父母情形")
        } else {
            format!("儿童档案{number}为{category}、{state}, 不能享受{benefit}, 请先核对档案")
        };
        Slip::error("E-CH30", text)
    }
}

/// The file, the place, who applies, and the next review.
pub fn complete(case: &mut Values, months: Option<Param>, facts: &Facts) {
    personal::complete(case, facts);
    let person = case.int("person");
    let file = person.and_then(|person| facts.referring("child", "person", person).next());
    if let Some((key, file)) = file {
        if case.get("child").is_null() {
            case.set("child", key);
        }
        if case.get("applicant").is_null() {
            case.set("applicant", file.get("guardian_name").clone());
        }
    }
    let last = case.date("reviewed_on").or_else(|| case.date("district_date"));
    if let (true, Some(last), Some(param)) = (case.get("review_due").is_null(), last, months) {
        let months = facts.parameters.int(param, Month::of(last)).and_then(|n| u32::try_from(n).ok()).unwrap_or(6);
        case.set("review_due", last.checked_add_months(Months::new(months)));
    }
}

/// How the child stands by its file when a month begins.
fn stands<'a>(case: &Values, month: Month, facts: &'a Facts) -> Option<&'a Values> {
    let file = facts.record("child", case.int("child")?)?;
    Some(standing::on(file, month.first_day()).unwrap_or(&file.values))
}

/// The way of care, and the institution that is paid, as the file has them.
pub fn prepare<B: Awards>(row: &mut Values, award: &Award<B>, facts: &Facts) {
    let Some((month, case)) = row.month("from_month").zip(award.parent(facts)) else { return };
    let Some(standing) = stands(case, month, facts) else { return };
    let housed = standing.text("care_kind") == "1";
    row.set("care_kind", standing.get("care_kind").clone());
    let institution = Some(standing.get("institution").clone()).filter(|_| housed);
    row.set("institution", institution.unwrap_or_default());
}

/// From which day on a child has lived in a home by its file, and its last day there where it has left: the rows that say so one after
/// the other, up to those of a day.
fn lives_in(case: &Values, home: i64, until: NaiveDate, facts: &Facts) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let file = case.int("child").and_then(|key| facts.record("child", key));
    let mut rows: Vec<&Values> = file.into_iter().flat_map(standing::rows).collect();
    rows.retain(|row| row.date("valid_from").is_some_and(|day| day <= until));
    rows.sort_by_key(|row| row.date("valid_from"));
    let (mut since, mut last) = (None, None);
    for row in rows {
        let (day, there) = (row.date("valid_from"), housed_in(row) == Some(home) && row.text("state") == "on");
        match (since, there) {
            (None, true) => (since, last) = (day, None),
            (Some(_), false) => (since, last) = (None, day.and_then(|day| day.pred_opt())),
            _ => {}
        }
    }
    (since, last)
}

/// The institution that brings a child up, by a row that says how it stands.
fn housed_in(row: &Values) -> Option<i64> {
    row.int("institution").filter(|_| row.text("care_kind") == "1")
}

/// Where a version has its child live: in the institution that is paid, since its file has it there. One that suspends leaves it open.
fn housed<'a, B: Awards>(award: &Award<B>, case: &Values, month: Month, facts: &'a Facts) -> Option<Housed<'a>> {
    let person = case.int("person").filter(|_| award.kind != "suspended")?;
    if award.takes_back_stay(person, facts) {
        return None;
    }
    let stands = stay::lasting(person, facts).map(|(_, row)| row);
    let level = stands.map_or(ABLE, |row| row.text("ability_level"));
    let home = housed_in(&award.row).filter(|_| award.kind == "award").map(|home| {
        let since = lives_in(case, home, month.first_day(), facts).0;
        let gone = facts.referring("resident", "person", person).filter_map(|(_, row)| row.date("out_on")?.succ_opt());
        (home, since.into_iter().chain(gone).max().unwrap_or(month.first_day()), level)
    });
    let left = stands.and_then(|row| lives_in(case, row.int("institution")?, facts.day, facts).1);
    let leaves = match facts.person(person).and_then(|p| p.death_date) {
        Some(day) => (day, DIED),
        None => (left.unwrap_or(award.decided_date), if award.kind == "end" { "9" } else { "2" }),
    };
    Some(Housed { person, home, month, pays: stay::RAISED, leaves })
}

/// The stay in the institution begins, moves or ends with the version (services 7 X07).
pub fn beside<B: Awards>(award: &Award<B>, case: &Values, month: Month, facts: &Facts) -> Vec<Write> {
    housed(award, case, month, facts).map_or_else(Vec::new, |housed| housed.follows(facts))
}

/// When the first version of an application begins: in the month after the decision.
pub fn begins<B: Awards>(award: &Award<B>, case: &Values, facts: &Facts) -> Option<Month> {
    (case.text("origin") == "applied" && award.is_first(facts)).then(|| Month::of(award.decided_date).next())
}

/// `E-CH03`, `E-CH52`, `E-CH11`, `E-X09`: a version that pays for a month after the last one, or the one of the adoption; money of a child in
/// an institution that goes elsewhere; one who lives in another.
pub fn check<B: Awards>(award: &Award<B>, case: &Values, month: Month, wants: &Wants, facts: &Facts) -> Vec<Slip> {
    let person = case.int("person").and_then(|key| facts.person(key));
    let file = case.int("child").and_then(|key| facts.row("child", key));
    let late = person.and_then(|p| overdue(&p.name, p.birth_date, file, month, &facts.parameters));
    let housed = housed(award, case, month, facts).and_then(|housed| housed.slip(facts));
    let by_now = not_by_now(case, month, wants, facts).filter(|_| award.is_first(facts));
    let before = month.first_day().pred_opt().filter(|_| award.kind == "award");
    let left = case.int("person").zip(before).and_then(|(person, day)| standing::left(person, day, facts));
    let said = [late, left, by_now, housed].into_iter().flatten().map(|slip| slip.at("from_month"));
    said.chain(standing::unhoused(&award.row)).collect()
}

/// `E-CH30`: the child is by its file, or by the states of its parents, no longer what it was when the case was entered.
fn not_by_now(case: &Values, month: Month, wants: &Wants, facts: &Facts) -> Option<Slip> {
    let file = case.int("child").and_then(|key| facts.record("child", key))?;
    let standing = stands(case, month, facts)?;
    let begins = month.first_day();
    let is = verdict(&parents(file.children.iter().map(|(_, row)| row), begins), begins, facts);
    let otherwise = is.is_some_and(|is| is != wants.verdict) && standing.text("main_cat") != OTHER;
    (otherwise || !wants.fits(standing)).then(|| wants.unfit(&file.values, standing))
}

/// `E-CH03`, as far as school does not carry it on.
fn overdue(name: &str, birth: NaiveDate, file: Option<&Values>, month: Month, parameters: &Parameters) -> Option<Slip> {
    let file = file.filter(|_| parameters.text(Param::SchoolExtend, month) != Some("0"));
    let schooling = file.map(|file| Schooling::of(file.text("school_state"), file.date("certified_on")));
    leaving::overdue(name, birth, month, schooling)
}

/// What the payroll asks before it pays a child.
pub static OF_AGE: Bar = Bar {
    file: "child",
    slip: |person, file, month, parameters| {
        let birth = date::stored(person.text("birth_date"))?;
        overdue(person.text("name"), birth, file, month, parameters)
    },
};
