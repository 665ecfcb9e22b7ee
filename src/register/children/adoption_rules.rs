//! An adoption as it is entered, and what is right and wrong about it (services 3.9). Pure.

use crate::domain::children::adoption::{
    ADOPTER_AGE, CONSENTS, DECIDED, FUSION, Kind, NOTICE, YEARS_APART, decided_by, may_have_one_more, was_noticed,
};
use crate::domain::children::leaving::ADULT;
use crate::domain::date::{age_on, reaches_age};
use crate::domain::slip::Slip;
use crate::register::children::{codes, standing};
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
        let is_refused = row.has("refused_why");
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
        self.row.has(col)
    }
    fn adopters<'f>(&self, facts: &'f Facts) -> impl Iterator<Item = (&'static str, &'f PersonFact)> {
        let both = [("adopter", Some(self.adopters.0)), ("spouse", self.adopters.1)];
        both.into_iter().filter_map(|(col, key)| Some((col, facts.person(key?)?)))
    }
}

/// All slips of an adoption.
pub fn check(adoption: &Adoption, facts: &Facts) -> Vec<Slip> {
    let of_child = [adoption.grown(facts), adoption.again(facts), adoption.kept_otherwise(facts)];
    let of_adopters = [adoption.same(), adoption.alone(facts), adoption.unwed(facts), adoption.apart(facts)];
    let slips = of_child.into_iter().chain(of_adopters).flatten();
    let slips = slips.chain(adoption.young(facts)).chain(adoption.unfit()).chain(adoption.many(facts));
    let of_days = [
        adoption.noticed(),
        adoption.late(facts),
        adoption.settled(facts),
        adoption.granted(facts),
        adoption.said_otherwise(facts),
    ];
    let of_papers = [adoption.of_another(facts), adoption.no_pair(facts), adoption.numbered(), adoption.too_long()];
    let of_both = of_days.into_iter().chain(of_papers).flatten();
    slips.chain(adoption.wanting(facts)).chain(of_both).collect()
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

    /// `E-AO21`: who adopts together is married: with anybody named as the spouse, [`YEARS_APART`] would not hold.
    fn unwed(&self, facts: &Facts) -> Option<Slip> {
        let both = [("adopter", self.adopters.0), ("spouse", self.adopters.1.filter(|_| self.same().is_none())?)];
        let is_married = |key| facts.row("person", key).is_none_or(|row| row.text("marital_code").starts_with('2'));
        let (col, _) = both.into_iter().find(|(_, key)| !is_married(*key))?;
        let label = self.row.register.label_of(col);
        let text = format!("共同收养的须是夫妻, {label}的婚姻状况不是已婚, 请核对人员里的婚姻状况");
        Some(Slip::doubt("E-AO21", text).at(col))
    }

    /// `E-AO06`: somebody without a spouse who adopts a child of the other sex.
    fn apart(&self, facts: &Facts) -> Option<Slip> {
        let (adopter, child) = (facts.person(self.adopters.0)?, facts.person(self.person)?);
        let applies = self.adopters.1.is_none() && self.kind.wants_years_apart() && adopter.sex != child.sex;
        let apart = reaches_age(adopter.birth_date, YEARS_APART) <= child.birth_date;
        let text = format!("无配偶者收养异性子女, 年龄应相差{YEARS_APART}周岁以上");
        (applies && !apart).then(|| Slip::error("E-AO06", text).at("adopter"))
    }

    /// `E-AO07`: a minor adopts nobody, not even as a step-parent.
    fn young(&self, facts: &Facts) -> Option<Slip> {
        let day = self.day(facts);
        let least = if self.kind.is_tested() { ADOPTER_AGE } else { ADULT };
        let is_young = |p: &PersonFact| age_on(p.birth_date, day).is_none_or(|age| age < least);
        let (col, _) = self.adopters(facts).find(|(_, p)| is_young(p))?;
        let label = self.row.register.label_of(col);
        Some(Slip::error("E-AO07", format!("{label}未满{least}周岁, 不符合收养条件")).at(col))
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
        let before = facts.before.as_ref().filter(|before| before.has("decided_on"));
        if let Some(before) = before {
            let text = "登记日期登记后不能改: 生活费已随它停发; 有误的请作废这条收养登记, 重新登记";
            if before.get("decided_on") != self.row.get("decided_on") {
                return Some(Slip::error("E-AO18", text).at("decided_on"));
            }
            let text = "已作出的决定不能在登记和不予登记之间改; 有误的请作废这条收养登记, 重新登记";
            if before.get("refused_why").is_null() == self.is_refused {
                return Some(Slip::error("E-AO18", text).at("refused_why"));
            }
        }
        let text = match (self.decided_on, self.is_refused, self.is_there("dissolved_on")) {
            (None, false, true) => "没有登记的收养不能解除, 请先填登记日期",
            (None, true, true) => "不予登记的不能解除, 请清空解除日期",
            (None, true, false) if !self.is_there("decided_on") => "不予登记的, 登记日期填决定的日期",
            _ => return None,
        };
        Some(Slip::error("E-AO19", text).at("decided_on"))
    }

    /// `E-AO22`: a row of the file says from that day on, or a later one, that the child is on the register.
    fn said_otherwise(&self, facts: &Facts) -> Option<Slip> {
        let (day, file) = (self.newly_decided(facts)?, facts.record("child", self.child?)?);
        let (from, state) =
            standing::rows(file)
                .filter_map(|row| Some((row.date("valid_from")?, row.text("state"))))
                .find(|(from, state)| *state != "adopted" && *from == day || *state == "on" && *from > day)?;
        let state = codes::CHILD_STATE.label(state).unwrap_or_default();
        let text = format!("儿童情况自 {from} 起是{state}, 与登记日期不符, 请先作废那一条儿童情况, 或核对登记日期");
        Some(Slip::error("E-AO22", text).at("decided_on"))
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

    /// `E-AO26`: the file is that of who is adopted: it is the file that is closed.
    fn of_another(&self, facts: &Facts) -> Option<Slip> {
        let file = facts.row("child", self.child?)?;
        let text = || format!("儿童档案 {} 不是被收养人的, 请清空, 由程序按被收养人填", file.text("file_no"));
        (file.int("person") != Some(self.person)).then(|| Slip::error("E-AO26", text()).at("child"))
    }

    /// `E-AO23`: husband and wife adopt together (民法典 1041, 1046, 1101).
    fn no_pair(&self, facts: &Facts) -> Option<Slip> {
        let (adopter, spouse) = (facts.person(self.adopters.0)?, facts.person(self.adopters.1?)?);
        let same = adopter.sex == spouse.sex && self.same().is_none();
        let text = "收养人和配偶性别相同, 共同收养的须是夫妻, 请核对收养人配偶";
        same.then(|| Slip::error("E-AO23", text).at("spouse"))
    }

    /// `E-AO24`: what is refused has no certificate.
    fn numbered(&self) -> Option<Slip> {
        let text = "不予登记的没有收养登记证, 请清空收养登记证号";
        (self.is_refused && self.is_there("cert_no")).then(|| Slip::error("E-AO24", text).at("cert_no"))
    }

    /// `E-AO25`: 融合期 is part of the assessment, which comes before the decision.
    fn too_long(&self) -> Option<Slip> {
        let (from, decided) = (self.row.date("assess_from")?, self.row.date("decided_on")?);
        let (days, most) = (self.row.int("fusion_days")?, (decided - from).num_days());
        let text = || format!("评估开始到登记日期共 {most} 天, 融合期不会有 {days} 天, 请核对");
        (days > most && most >= 0).then(|| Slip::doubt("E-AO25", text()).at("fusion_days"))
    }
}
