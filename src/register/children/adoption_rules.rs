//! An adoption as it is entered, and what is right and wrong about it (services 3.9). Pure.

use crate::domain::children::adoption::{
    ADOPTER_AGE, CONSENTS, DECIDED, FUSION, Kind, NOTICE, YEARS_APART, decided_by, may_have_one_more, was_noticed,
};
use crate::domain::children::leaving::ADULT;
use crate::domain::date::{age_on, reaches_age};
use crate::domain::slip::Slip;
use crate::register::{Facts, PersonFact, Values};
use chrono::NaiveDate;

/// An adoption as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct Adoption {
    /// Who is adopted.
    pub person: i64,
    /// The file of the child, where there is one.
    pub child: Option<i64>,
    /// What kind of adoption it is.
    pub kind: Kind,
    /// Who adopts, alone or both.
    pub adopters: (i64, Option<i64>),
    /// 申请日期.
    pub applied_on: NaiveDate,
    /// The day of the decision to register it.
    pub decided_on: Option<NaiveDate>,
    /// It was refused.
    pub is_refused: bool,
    /// The whole of it.
    pub row: Values,
}

impl Adoption {
    /// Reads it.
    ///
    /// # Errors
    /// What is missing.
    pub fn of(row: &Values) -> Result<Adoption, Vec<Slip>> {
        let code = row.need_text("kind")?;
        let is_refused = !row.get("refused_why").is_null();
        Ok(Adoption {
            person: row.need_int("person")?,
            child: row.int("child"),
            kind: Kind::from_code(&code).unwrap_or(Kind::Unable),
            adopters: (row.need_int("adopter")?, row.int("spouse")),
            applied_on: row.need_date("applied_on")?,
            decided_on: row.date("decided_on").filter(|_| !is_refused),
            is_refused,
            row: row.clone(),
        })
    }
    /// The day of the decision, where it was not decided before.
    pub fn newly_decided(&self, facts: &Facts) -> Option<NaiveDate> {
        let before = facts.before.as_ref().and_then(|before| Adoption::of(before).ok());
        self.decided_on.filter(|_| before.is_none_or(|before| before.decided_on.is_none()))
    }
    /// The day by which it is judged.
    fn day(&self, facts: &Facts) -> NaiveDate {
        self.decided_on.unwrap_or(facts.day)
    }
    fn is_there(&self, col: &str) -> bool {
        !self.row.get(col).is_null()
    }
    fn adopters<'f>(&self, facts: &'f Facts) -> impl Iterator<Item = (&'static str, &'f PersonFact)> {
        let both = [("adopter", Some(self.adopters.0)), ("spouse", self.adopters.1)];
        both.into_iter().filter_map(|(col, key)| Some((col, facts.person(key?)?)))
    }
}

/// All slips of an adoption.
pub fn check(adoption: &Adoption, facts: &Facts) -> Vec<Slip> {
    let of_child = [adoption.grown(facts), adoption.again(facts), adoption.kept_otherwise(facts)];
    let of_adopters = [adoption.same(), adoption.alone(facts), adoption.apart(facts)];
    let slips = of_child.into_iter().chain(of_adopters).flatten();
    let slips = slips.chain(adoption.young(facts)).chain(adoption.unfit()).chain(adoption.many(facts));
    let of_days = [adoption.noticed(), adoption.late(facts), adoption.settled(facts), adoption.granted(facts)];
    slips.chain(adoption.wanting(facts)).chain(of_days.into_iter().flatten()).collect()
}

impl Adoption {
    /// `E-AO01`: minors are adopted (民法典 1093).
    fn grown(&self, facts: &Facts) -> Option<Slip> {
        let text = "被收养人申请时已满18周岁, 只有未成年人可以被收养";
        let age = age_on(facts.person(self.person)?.birth_date, self.applied_on)?;
        (age >= ADULT).then(|| Slip::error("E-AO01", text).at("person"))
    }

    /// `E-AO02`: one adoption at a time.
    fn again(&self, facts: &Facts) -> Option<Slip> {
        let mut others = facts.rows_of("adoption", "person", self.person);
        let other = others.find(|row| matches!(row.text("state"), "applied" | "decided"))?;
        let text =
            format!("被收养人已有收养登记 {}, 请在那一条上填; 重新收养的先填解除日期", other.text("adoption_no"));
        Some(Slip::error("E-AO02", text).at("person"))
    }

    /// `E-AO03`: the file of the child says otherwise than the kind.
    fn kept_otherwise(&self, facts: &Facts) -> Option<Slip> {
        let file = facts.row("child", self.child?).filter(|_| self.newly_decided(facts).is_some())?;
        let text = match (file.text("main_cat") == "A", file.text("care_kind") == "1") {
            (false, _) if self.kind.is_orphan() => "儿童档案的主类别不是孤儿, 与收养类别不一致, 请核对",
            (_, housed) if housed != self.kind.is_housed() => {
                "儿童档案的养育状况与收养类别不一致(是否机构抚养), 请核对"
            }
            _ => return None,
        };
        Some(Slip::doubt("E-AO03", text).at("kind"))
    }

    /// `E-AO04`: three different people.
    fn same(&self) -> Option<Slip> {
        let (one, other) = self.adopters;
        let text = "收养人、收养人配偶和被收养人不能是同一人";
        let same = one == self.person || other.is_some_and(|other| other == one || other == self.person);
        same.then(|| Slip::error("E-AO04", text).at("adopter"))
    }

    /// `E-AO05`: who is married adopts together with the spouse (民法典 1101).
    fn alone(&self, facts: &Facts) -> Option<Slip> {
        let adopter = facts.row("person", self.adopters.0)?;
        let married = adopter.text("marital_code").starts_with('2');
        let text = "收养人有配偶, 应当夫妻共同收养, 请填收养人配偶";
        (married && self.adopters.1.is_none() && self.kind != Kind::Stepchild)
            .then(|| Slip::doubt("E-AO05", text).at("spouse"))
    }

    /// `E-AO06`: somebody without a spouse who adopts a child of the other sex.
    fn apart(&self, facts: &Facts) -> Option<Slip> {
        let (adopter, child) = (facts.person(self.adopters.0)?, facts.person(self.person)?);
        let applies = self.adopters.1.is_none() && self.kind.wants_years_apart() && adopter.sex != child.sex;
        let apart = reaches_age(adopter.birth_date, YEARS_APART) <= child.birth_date;
        let text = format!("无配偶者收养异性子女, 年龄应相差{YEARS_APART}周岁以上");
        (applies && !apart).then(|| Slip::error("E-AO06", text).at("adopter"))
    }

    /// `E-AO07`.
    fn young(&self, facts: &Facts) -> Option<Slip> {
        let day = self.day(facts);
        let is_young = |p: &PersonFact| age_on(p.birth_date, day).is_none_or(|age| age < ADOPTER_AGE);
        let (col, _) = self.adopters(facts).find(|(_, p)| is_young(p)).filter(|_| self.kind.is_tested())?;
        let label = self.row.register.field(col).map_or("", |field| field.label);
        Some(Slip::error("E-AO07", format!("{label}未满{ADOPTER_AGE}周岁, 不符合收养条件")).at(col))
    }

    /// `E-AO08`: able, well, without a record; who was refused may be none of it.
    fn unfit(&self) -> Option<Slip> {
        if self.is_refused || !self.kind.is_tested() {
            return None;
        }
        let wrong = [
            ("is_able", "收养人没有抚养、教育和保护被收养人的能力"),
            ("is_ill", "收养人患有在医学上认为不应当收养子女的疾病"),
        ];
        let wrong = wrong.into_iter().chain([("is_convicted", "收养人有不利于被收养人健康成长的违法犯罪记录")]);
        let (col, text) = wrong.into_iter().find(|(col, _)| self.row.flag(col) != (*col == "is_able"))?;
        Some(Slip::error("E-AO08", format!("{text}, 不符合收养条件; 不予登记的填不予登记的原因")).at(col))
    }

    /// `E-AO09`, `E-AO10`: how many children the adopters have already, as they say and as the office knows.
    fn many(&self, facts: &Facts) -> Vec<Slip> {
        let said = self.row.int("children_before").unwrap_or(0);
        let disabled = facts.person(self.person).is_some_and(|p| p.disability_level.is_some());
        let mut slips = Vec::new();
        if self.kind.counts_children(disabled) && !may_have_one_more(said) {
            let text = format!("收养人已有 {said} 名子女: 无子女的可以收养两名, 有一名子女的只能收养一名");
            slips.push(Slip::error("E-AO09", text).at("children_before"));
        }
        let known =
            [Some(self.adopters.0), self.adopters.1].into_iter().flatten().map(|key| self.adopted_by(key, facts));
        let known = known.max().unwrap_or(0);
        if known > said {
            let text = format!("收养人以前登记收养过 {known} 名, 已有子女数不能少于它");
            slips.push(Slip::error("E-AO10", text).at("children_before"));
        }
        slips
    }

    /// How many children somebody had adopted by then, who still are.
    fn adopted_by(&self, key: i64, facts: &Facts) -> i64 {
        let rows = facts.rows_of("adoption", "adopter", key).chain(facts.rows_of("adoption", "spouse", key));
        let by_then = |row: &&Values| row.text("state") == "decided" && row.date("decided_on") < Some(self.day(facts));
        i64::try_from(rows.filter(by_then).count()).unwrap_or(0)
    }

    /// `E-AO11` to `E-AO14`: what a registration asks for.
    fn wanting(&self, facts: &Facts) -> Vec<Slip> {
        let Some(day) = self.decided_on else { return Vec::new() };
        let age = facts.person(self.person).and_then(|p| age_on(p.birth_date, day)).unwrap_or(0);
        let assessed = ["assess_from", "assess_to"].into_iter().all(|col| self.is_there(col));
        let fused = self.row.int("fusion_days").is_some_and(|days| days >= FUSION);
        let told = [
            (
                !self.is_there("cert_no"),
                "E-AO11",
                "cert_no",
                "填了登记日期的, 须填收养登记证号; 不予登记的填不予登记的原因".to_owned(),
            ),
            (
                age >= CONSENTS && !self.is_there("consent_on"),
                "E-AO12",
                "consent_on",
                format!("被收养人已满{CONSENTS}周岁, 须征得本人同意, 请填儿童同意日期"),
            ),
            (
                self.kind.is_tested() && !assessed,
                "E-AO13",
                "assess_to",
                "登记前须完成收养评估, 请填评估开始和结束的日期".to_owned(),
            ),
            (
                self.kind.is_tested() && !fused,
                "E-AO14",
                "fusion_days",
                format!("融合期不少于{FUSION}天, 请核对融合天数"),
            ),
        ];
        let wrong = told.into_iter().filter(|(is_wrong, ..)| *is_wrong);
        wrong.map(|(_, code, col, text)| Slip::error(code, text).at(col)).collect()
    }

    /// `E-AO15`: the notice for parents whom nobody finds.
    fn noticed(&self) -> Option<Slip> {
        let days = self.row.date("notice_from").zip(self.row.date("notice_to"));
        let short = days.is_some_and(|(from, to)| !was_noticed(from, to));
        let missing = self.kind.is_of_unknown_parents() && self.decided_on.is_some() && days.is_none();
        let text = format!("查找不到生父母的, 登记前须公告满{NOTICE}天, 请核对公告开始和结束的日期");
        (short || missing).then(|| Slip::error("E-AO15", text).at("notice_to"))
    }

    /// `E-AO16`, `W-AO17`: by when it is decided.
    fn late(&self, facts: &Facts) -> Option<Slip> {
        let notice = self.row.date("notice_from").zip(self.row.date("notice_to"));
        let last = decided_by(self.applied_on, notice);
        let text = |what: &str| format!("{what}: 应自申请之日起{DECIDED}日内(公告期间不计), 最迟 {last}");
        match self.row.date("decided_on") {
            Some(day) if day > last => Some(Slip::doubt("E-AO16", text("登记日期晚了, 请写明原因")).at("decided_on")),
            None if facts.day > last => Some(Slip::warning("W-AO17", text("还没有作出决定")).at("decided_on")),
            _ => None,
        }
    }

    /// `E-AO18`, `E-AO19`: a decision stands; what follows on it stands behind one.
    fn settled(&self, facts: &Facts) -> Option<Slip> {
        let before = facts.before.as_ref().and_then(|before| before.date("decided_on"));
        if before.is_some_and(|before| self.row.date("decided_on") != Some(before)) {
            let text = "登记日期登记后不能改: 生活费已随它停发; 有误的请作废这条收养登记, 重新登记";
            return Some(Slip::error("E-AO18", text).at("decided_on"));
        }
        let text = match (self.decided_on, self.is_refused, self.is_there("dissolved_on")) {
            (None, false, true) => "没有登记的收养不能解除, 请先填登记日期",
            (None, true, true) => "不予登记的不能解除, 请清空解除日期",
            (None, true, false) if !self.is_there("decided_on") => "不予登记的, 登记日期填决定的日期",
            _ => return None,
        };
        Some(Slip::error("E-AO19", text).at("decided_on"))
    }

    /// `W-AO20`: what is applied for and not paid of 福彩圆梦 will not be, but to an orphan with a disability (`E-DG02`).
    fn granted(&self, facts: &Facts) -> Option<Slip> {
        self.newly_decided(facts)?;
        let disabled = facts.person(self.person)?.disability_level.is_some();
        let mut open = facts.rows_of("dream_grant", "person", self.person);
        let waits = open.any(|row| row.get("paid_on").is_null() && row.get("leaving").is_null());
        let text = "还有福彩圆梦助学没有发放, 收养登记以后不再发放(残疾孤儿除外), 请作废那几期";
        (waits && !disabled).then(|| Slip::warning("W-AO20", text).at("decided_on"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::slip::Severity;
    use crate::register::children::adoption::ADOPTION;
    use crate::register::children::child::CHILD;
    use crate::register::children::dream_grant::DREAM_GRANT;
    use crate::register::people::person::PERSON;
    use crate::register::tests::{day, enter, person};
    use crate::register::{Ask, Draft, Entry, Fact, Register, Value, Write};

    type Cells = [(&'static str, &'static str)];

    fn row(register: &'static Register, cells: &Cells) -> Values {
        let mut row = Values::new(register);
        for (col, text) in cells {
            row.set(col, register.field(col).map_or(Value::Null, |field| field.kind.stored(text)));
        }
        row
    }

    /// 张小, a girl of ten on file, disabled or not; 王强 (born 1980) who is married to 李梅 (born 1985); 赵兰 (1979), who is not, and 陈静 (born 1991-12-01);
    /// earlier adoptions of the child, and of 王强.
    fn facts(file: &Cells, disabled: bool, of_child: &[&Cells], of_adopter: &[&Cells]) -> Facts<'static> {
        let mut facts = Facts::on(day("2021-12-31"), "430406000000");
        let people = [(7, "张小", "2", "2011-05-20", ""), (8, "王强", "1", "1980-03-01", "21")];
        let others = [
            (9, "李梅", "2", "1985-06-11", "21"),
            (10, "赵兰", "2", "1979-02-01", "10"),
            (11, "陈静", "2", "1991-12-01", "21"),
        ];
        for (key, name, sex, born, marital) in people.into_iter().chain(others) {
            let mut known = person(key, name, sex, born);
            known.disability_level = (disabled && key == 7).then(|| "2".to_owned());
            facts.answers.push((Ask::Person(key), Fact::Person(Some(known.into()))));
            let cells = row(&PERSON, &[("marital_code", marital), ("birth_date", born)]);
            facts.answers.push((Ask::Row("person", key), Fact::Row(Some(cells))));
        }
        let rows = |all: &[&Cells]| Fact::Rows((1..).zip(all.iter().map(|cells| row(&ADOPTION, cells))).collect());
        for (col, key, known) in [("person", 7, of_child), ("adopter", 8, of_adopter)] {
            facts.answers.push((Ask::RowsOf("adoption", col, key.into()), rows(known)));
        }
        for (col, key) in [
            ("spouse", 8),
            ("adopter", 9),
            ("spouse", 9),
            ("adopter", 10),
            ("spouse", 10),
            ("adopter", 11),
            ("spouse", 11),
        ] {
            facts.answers.push((Ask::RowsOf("adoption", col, key.into()), rows(&[])));
        }
        let file = (!file.is_empty()).then(|| row(&CHILD, file));
        facts.answers.push((Ask::Row("child", 5), Fact::Row(file.clone())));
        let files = file.into_iter().map(|file| (5, file)).collect();
        facts.answers.push((Ask::RowsOf("child", "person", 7.into()), Fact::Rows(files)));
        let open = row(&DREAM_GRANT, &[("applied_on", "2021-09-02")]);
        let grants = if disabled { Vec::new() } else { vec![(1, open)] };
        facts.answers.push((Ask::RowsOf("dream_grant", "person", 7.into()), Fact::Rows(grants)));
        facts
    }

    const ORPHAN: &Cells = &[("main_cat", "A"), ("care_kind", "2"), ("state", "on")];
    /// An orphan whom a married couple adopts.
    const GRANTED: [(&str, &str); 16] = [
        ("person", "#7"),
        ("kind", "4"),
        ("adopter", "#8"),
        ("spouse", "#9"),
        ("children_before", "0"),
        ("is_able", "1"),
        ("is_ill", "0"),
        ("is_convicted", "0"),
        ("sender", "监护人"),
        ("applied_on", "2021-10-20"),
        ("consent_on", "2021-10-20"),
        ("assess_from", "2021-09-01"),
        ("assess_to", "2021-10-15"),
        ("fusion_days", "30"),
        ("decided_on", "2021-11-19"),
        ("cert_no", "第430406001号"),
    ];

    fn draft(other: &Cells) -> Draft {
        let typed = GRANTED.iter().chain(other);
        typed.fold(Draft::new(&ADOPTION), |draft, (col, text)| draft.with(col, *text))
    }

    /// Codes but for the notice of what is applied for of 福彩圆梦.
    fn said(other: &Cells, facts: Facts) -> Vec<&'static str> {
        let slips = enter(&draft(other), facts).1;
        slips.iter().map(|slip| slip.code).filter(|code| *code != "W-AO20").collect()
    }

    /// Without a spouse.
    const ALONE: (&str, &str) = ("spouse", "");

    #[test]
    fn who_may_adopt_whom() {
        let plain = || facts(ORPHAN, false, &[], &[]);
        const KIN: &[(&str, &str)] = &[("kind", "6"), ("adopter", "#8"), ALONE];
        for (other, codes) in [
            (&[][..], &[][..]),
            (&[("adopter", "#7")], &["E-AO04", "E-AO07"]),
            (&[("spouse", "#8")], &["E-AO04"]),
            (&[ALONE], &["E-AO06", "E-AO05"]),
            (&[("adopter", "#10"), ALONE], &[]),
            (KIN, &["E-AO05"]),
            (&[("adopter", "#11"), ("spouse", "#8")], &["E-AO07"]),
            (&[("spouse", "#11")], &["E-AO07"]),
            (&[("spouse", "#11"), ("decided_on", "2021-12-01"), ("applied_on", "2021-11-03")], &[]),
            (&[("kind", "7"), ("adopter", "#11"), ALONE, ("is_able", "0"), ("children_before", "3")], &[]),
            (&[("kind", "7"), ("assess_to", ""), ("fusion_days", ""), ("is_ill", "1")], &[]),
            (&[("is_able", "0")], &["E-AO08"]),
            (&[("is_ill", "1")], &["E-AO08"]),
            (&[("is_convicted", "1")], &["E-AO08"]),
            (&[("is_convicted", "1"), ("refused_why", "有违法犯罪记录")], &[]),
            (&[("children_before", "5")], &[]),
            (&[("kind", "6"), ("children_before", "1")], &[]),
            (&[("kind", "6"), ("children_before", "2")], &["E-AO09"]),
        ] {
            assert_eq!(said(other, plain()), codes, "{other:?}");
        }
        assert!(said(&[("person", "#10")], plain()).contains(&"E-AO01"), "who is of age");
        let disabled = facts(ORPHAN, true, &[], &[]);
        assert_eq!(said(&[("kind", "6"), ("children_before", "2")], disabled), [] as [&str; 0]);
    }

    #[test]
    fn what_a_decision_asks_for() {
        for (other, codes) in [
            (&[("cert_no", "")][..], &["E-AO11"][..]),
            (&[("cert_no", ""), ("refused_why", "评估不合格")], &[]),
            (&[("consent_on", "")], &["E-AO12"]),
            (&[("assess_to", "")], &["E-AO13"]),
            (&[("fusion_days", "29")], &["E-AO14"]),
            (&[("decided_on", "2021-11-20"), ("applied_on", "2021-10-21")], &[]),
            (&[("decided_on", "2021-11-20")], &["E-AO16"]),
            (&[("decided_on", ""), ("cert_no", "")], &["W-AO17"]),
            (&[("decided_on", ""), ("cert_no", ""), ("applied_on", "2021-12-01")], &[]),
            (&[("decided_on", ""), ("cert_no", ""), ("dissolved_on", "2021-12-02")], &["E-AO19", "W-AO17"]),
            (&[("decided_on", ""), ("cert_no", ""), ("refused_why", "撤回申请")], &["E-AO19", "W-AO17"]),
            (&[("dissolved_on", "2021-12-02")], &[]),
        ] {
            assert_eq!(said(other, facts(ORPHAN, false, &[], &[])), codes, "{other:?}");
        }
    }

    #[test]
    fn a_notice_is_up_sixty_days_before_a_foundling_is_adopted() {
        const FOUNDLING: &Cells = &[("main_cat", "C3"), ("care_kind", "3"), ("state", "on")];
        for (from, to, codes) in [
            ("", "", &["E-AO15"][..]),
            ("2021-09-01", "2021-10-30", &["E-AO15"]),
            ("2021-09-01", "2021-10-31", &[]),
            ("2021-09-01", "2021-11-20", &["E-RG05"]),
        ] {
            let other = [("kind", "3"), ("notice_from", from), ("notice_to", to)];
            assert_eq!(said(&other, facts(FOUNDLING, false, &[], &[])), codes, "{from} {to}");
        }
        // What is posted after the application gives more days.
        let late =
            [("kind", "3"), ("notice_from", "2021-10-01"), ("notice_to", "2021-11-30"), ("decided_on", "2021-12-29")];
        assert_eq!(said(&late, facts(FOUNDLING, false, &[], &[])), [] as [&str; 0]);
    }

    #[test]
    fn what_the_office_knows() {
        const BEFORE: &Cells = &[("state", "decided"), ("decided_on", "2019-03-01"), ("adopter", "8")];
        const HOUSED: &Cells = &[("main_cat", "A"), ("care_kind", "1"), ("state", "on")];
        const OTHER: &Cells = &[("main_cat", "B"), ("care_kind", "2"), ("state", "on")];
        for (file, of_child, of_adopter, other, codes) in [
            (ORPHAN, &[BEFORE][..], &[][..], &[][..], &["E-AO02"][..]),
            (ORPHAN, &[&[("state", "dissolved")][..]], &[], &[], &[]),
            (ORPHAN, &[], &[BEFORE], &[], &["E-AO10"]),
            (ORPHAN, &[], &[BEFORE], &[("children_before", "1")], &[]),
            (HOUSED, &[], &[], &[], &["E-AO03"]),
            (HOUSED, &[], &[], &[("kind", "2")], &[]),
            (OTHER, &[], &[], &[], &["E-AO03"]),
            (OTHER, &[], &[], &[("kind", "5")], &[]),
            (&[], &[], &[], &[], &[]),
        ] {
            assert_eq!(said(other, facts(file, false, of_child, of_adopter)), codes, "{file:?} {other:?}");
        }
        let slips = enter(&draft(&[]), facts(ORPHAN, false, &[], &[])).1;
        assert_eq!(slips.iter().map(|s| (s.code, s.severity)).collect::<Vec<_>>(), [("W-AO20", Severity::Warning)]);
        assert_eq!(enter(&draft(&[]), facts(ORPHAN, true, &[], &[])).1, []);
    }

    #[test]
    fn a_registration_changes_the_file_once_and_takes_the_money_away() {
        let entry = Entry::of::<Adoption>();
        let known = facts(ORPHAN, false, &[], &[]);
        let (values, _) = enter(&draft(&[]), facts(ORPHAN, false, &[], &[]));
        assert_eq!((values.text("state"), values.int("child")), ("decided", Some(5)));
        let writes = (entry.follows)(&values, &known);
        let [Write::Put("child_status", _, row), Write::Update("child", 5, cols)] = &writes[..] else {
            panic!("{writes:?}")
        };
        let adopted = [("state", Value::from("adopted")), ("care_kind", "5".into()), ("main_cat", "A".into())];
        assert!(adopted.iter().all(|cell| row.contains(cell) && cols.contains(cell)));
        assert!(row.contains(&("valid_from", "2021-11-19".into())));
        let losses = (entry.losses)(&values, &known);
        assert_eq!(
            losses.iter().map(|l| (l.person, l.from.to_string())).collect::<Vec<_>>(),
            [(7, "2021-12".to_owned())]
        );
        // A correction later on changes nothing more, and may not move the day.
        let mut again = facts(ORPHAN, false, &[], &[]);
        again.before = Some(values.clone());
        assert_eq!(((entry.follows)(&values, &again), (entry.losses)(&values, &again)), (vec![], vec![]));
        let mut moved = values.clone();
        moved.set("decided_on", "2021-11-18");
        assert!((entry.check)(&moved, &again).iter().any(|slip| slip.code == "E-AO18"));
        // Before the decision nothing changes.
        let (open, _) = enter(&draft(&[("decided_on", ""), ("cert_no", "")]), facts(ORPHAN, false, &[], &[]));
        assert_eq!(((entry.follows)(&open, &known), (entry.losses)(&open, &known)), (vec![], vec![]));
        assert_eq!(open.text("state"), "applied");
    }
}
