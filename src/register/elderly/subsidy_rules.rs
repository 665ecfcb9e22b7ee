//! What is right of an application for 养老补贴 (services 2.8), and what it comes to: from the rates of the office, from who lives and works in
//! its homes.

use crate::domain::division_code::town_of;
use crate::domain::elderly::grade::NONE;
use crate::domain::elderly::subsidy::{BEDS, FOR_A_TIME, GRADE, POST, added, unbroken_since, upgrade};
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::param::{Param, Rate};
use crate::domain::slip::Slip;
use crate::domain::workday::{NOTICE_DAYS, notice_last_day};
use crate::register::core::slips::needed;
use crate::register::elderly::codes;
use crate::register::elderly::grade_rules::in_force;
use crate::register::people::codes as people;
use crate::register::{Facts, Field, Values};
use chrono::{Datelike, NaiveDate};

/// Kinds of which somebody says how many units are built or run.
const BY_UNITS: &[&str] = &["2", "3", "5", "6", "8"];
/// Whom each kind is paid to: the codes of 补贴对象, the usual one first.
const PAYEES: [(&str, &[&str]); 8] = [
    (GRADE, &["1"]),
    ("2", &["3"]),
    ("3", &["1"]),
    (POST, &["2"]),
    ("5", &["1", "3"]),
    ("6", &["3"]),
    (BEDS, &["1"]),
    ("8", &["1", "3"]),
];
/// What an amount is made of: it stands from 审定 on.
const GROUNDS: [&str; 7] = ["kind", "institution", "person", "elder_facility", "period_from", "period_to", "quantity"];
/// What shows that it was paid: it stands from 拨付 on, and with it what was approved.
const PAYMENT: [&str; 2] = ["approved_on", "paid_on"];

/// Whom a kind is usually paid to: the code of 补贴对象.
pub fn usual_payee(kind: &str) -> Option<&'static str> {
    PAYEES.iter().find(|(known, _)| *known == kind)?.1.first().copied()
}

/// An application as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct ElderSubsidy {
    /// 补贴种类 code.
    pub kind: String,
    /// 申报日期.
    pub apply_date: NaiveDate,
    /// The rest of it.
    pub row: Values,
}

/// What an amount is made of: how many, and what they come to; and the rate that stands nowhere.
pub struct Due {
    /// Bed-months, months, units.
    pub quantity: Option<i64>,
    /// 补贴金额.
    pub amount: Option<Money>,
    /// What the rate is called.
    missing: Option<String>,
}

impl ElderSubsidy {
    /// What is to be said of it.
    pub fn judged(&self, facts: &Facts) -> Vec<Slip> {
        let found = [
            self.payee(),
            self.one_payee(),
            self.too_early(),
            self.without_grade(),
            self.no_upgrade(),
            self.break_in_service(facts),
            self.twice(facts),
            self.units(),
            self.without_rate(facts),
            self.steps(),
            self.above_the_budget(facts),
            self.recovered(),
            self.changed(facts),
        ];
        found.into_iter().flatten().collect()
    }

    fn has(&self, col: &str) -> bool {
        self.row.has(col)
    }

    fn label(&self) -> &'static str {
        codes::SUBSIDY.label(&self.kind).unwrap_or_default()
    }

    /// Whether it has been approved, so that what it comes to stands.
    pub fn stands(&self, facts: &Facts) -> bool {
        facts.before.as_ref().is_some_and(|old| old.has("approved_on")) && self.has("approved_on")
    }

    /// For 等级评定补贴, the highest grade for which the home applied before, else none (`0`); and the grade that it has on the day of the
    /// application. Nobody types them, so no step from grade to grade is paid twice.
    pub fn grades(&self, facts: &Facts) -> Option<(String, Option<String>)> {
        let home = self.row.int("institution").filter(|_| self.kind == GRADE)?;
        let (day, own) = (Some(self.apply_date), facts.this.unwrap_or(i64::MAX));
        let others = facts.referring("elder_subsidy", "institution", home);
        let earlier = others.filter(|(key, row)| *key != own && (row.date("apply_date"), *key) < (day, own));
        let highest = earlier.map(|(_, row)| row.text("grade_after")).max().filter(|grade| !grade.is_empty());
        let held = in_force(facts.rows_of("home_grade", "institution", home), self.apply_date);
        Some((highest.unwrap_or(NONE).to_owned(), held.map(|row| row.text("result_level").to_owned())))
    }

    /// The months it is for; those of one that is paid once are that of the application.
    fn months(&self) -> Vec<Month> {
        let applied = Month::of(self.apply_date);
        if !FOR_A_TIME.contains(&self.kind.as_str()) {
            return vec![applied];
        }
        let (Some(first), Some(last)) = (self.row.month("period_from"), self.row.month("period_to")) else {
            return Vec::new();
        };
        (0..=last.months_since(first)).map(|n| first.plus(n)).collect()
    }

    /// The posts of the carer.
    fn posts<'f>(&self, facts: &'f Facts) -> impl Iterator<Item = &'f Values> {
        self.row.int("person").into_iter().flat_map(|person| facts.rows_of("carer", "person", person))
    }

    /// The post that the carer has at the end of the time.
    fn post<'f>(&self, facts: &'f Facts) -> Option<&'f Values> {
        let last = self.months().last()?.last_day();
        self.posts(facts).find(|row| row.is_there(last))
    }

    /// The town by which rates may differ: where the home or the facility lies.
    fn town(&self, facts: &Facts) -> String {
        let home = self.row.int("institution").or_else(|| self.post(facts)?.int("institution"));
        let place = match (home, self.row.int("elder_facility")) {
            (Some(home), _) => facts.row("institution", home),
            (_, Some(facility)) => facts.row("elder_facility", facility),
            _ => None,
        };
        place.and_then(|place| town_of(place.text("division"))).unwrap_or_default()
    }

    /// How many count in each month, by what their rate is asked.
    fn parts<'k>(&self, town: &'k str, facts: &Facts) -> Vec<(Month, i64, Rate<'k>)> {
        let beds = |month: Month| {
            let (home, day) = (self.row.int("institution").unwrap_or_default(), month.last_day());
            let there = |level: &str| {
                let stays = facts.rows_of("resident", "institution", home);
                stays.filter(|row| row.is_there(day) && row.text("ability_level") == level).count()
            };
            let of = |(level, _): &(&'static str, &'static str)| {
                (month, i64::try_from(there(level)).unwrap_or(0), Param::SubsidyBed.by(level, town))
            };
            people::ABILITY.items.iter().map(of).collect::<Vec<_>>()
        };
        let level = self.post(facts).and_then(|post| {
            let held = |(code, _): &&(&'static str, &'static str)| *code == post.text("cert_level");
            codes::CARER_LEVEL.items.iter().find(held)
        });
        match (self.kind.as_str(), level) {
            (BEDS, _) => self.months().into_iter().flat_map(beds).collect(),
            (POST, Some((level, _))) => {
                self.months().into_iter().map(|month| (month, 1, Param::SubsidyPost.by(level, town))).collect()
            }
            _ => Vec::new(),
        }
    }

    /// What it comes to.
    pub fn due(&self, facts: &Facts) -> Due {
        let (town, applied) = (self.town(facts), Month::of(self.apply_date));
        let asked = |rate: Rate<'_>, month: Month| facts.parameters.money(rate, month);
        let named = |rate: Rate<'_>| rate.called(|code| facts.division(code).map(|d| d.name.clone()));
        if self.kind == GRADE {
            let rate = |col: &str| match self.row.text(col) {
                "" => (None, None),
                NONE => (None, Some(Money::ZERO)),
                grade => {
                    let rate = Param::SubsidyGrade.by(grade, &town);
                    (Some(named(rate)), asked(rate, applied))
                }
            };
            let ((after, due), (before, paid)) = (rate("grade_after"), rate("grade_before"));
            let only = facts.parameters.text(Param::SubsidyDifference, applied) != Some("0");
            let missing = if due.is_none() { after } else { before.filter(|_| paid.is_none() && only) };
            return Due { quantity: Some(1), amount: upgrade(due, paid, only), missing };
        }
        if FOR_A_TIME.contains(&self.kind.as_str()) {
            let parts = self.parts(&town, facts);
            let rates = || parts.iter().map(|(month, many, rate)| (*many, asked(*rate, *month)));
            let missing = parts.iter().find(|(month, many, rate)| *many > 0 && asked(*rate, *month).is_none());
            let quantity: i64 = parts.iter().map(|(_, many, _)| many).sum();
            let quantity = Some(quantity).filter(|quantity| *quantity > 0);
            let amount = quantity.and_then(|_| added(rates()));
            return Due { quantity, amount, missing: missing.map(|(_, _, rate)| named(*rate)) };
        }
        let (rate, quantity) = (Param::SubsidyUnit.by(&self.kind, &town), self.row.int("quantity"));
        let each = asked(rate, applied);
        let missing = each.is_none().then(|| named(rate));
        Due { quantity, amount: quantity.and_then(|many| added([(many, each)])), missing }
    }

    /// `E-SB01`: each kind is paid to some.
    fn payee(&self) -> Option<Slip> {
        let (_, payees) = PAYEES.iter().find(|(kind, _)| *kind == self.kind)?;
        let labels: Vec<&str> = payees.iter().filter_map(|code| codes::PAYEE.label(code)).collect();
        let text = || format!("{}的补贴对象应为{}", self.label(), labels.join("或"));
        (!payees.contains(&self.row.text("payee_kind"))).then(|| Slip::error("E-SB01", text()).at("payee_kind"))
    }

    /// `E-SB12`: only the payee that 补贴对象 says is named.
    fn one_payee(&self) -> Option<Slip> {
        let others =
            ["institution", "person", "elder_facility"].into_iter().filter_map(|col| self.row.register.field(col));
        let is_other = |field: &&Field| field.when.is_some_and(|when| !when.holds(&self.row));
        let other = others.filter(|field| self.has(field.col)).find(is_other)?;
        let text = format!("补贴对象是{}, 请清空{}", self.row.shown("payee_kind"), other.label);
        Some(Slip::error("E-SB12", text).at(other.col))
    }

    /// `E-SB10`: a time is applied for when it is over.
    fn too_early(&self) -> Option<Slip> {
        let last = self.months().last().filter(|_| FOR_A_TIME.contains(&self.kind.as_str()))?.last_day();
        let text = || format!("补贴期间到 {last} 才结束, 结束以后才能申报");
        (self.apply_date < last).then(|| Slip::error("E-SB10", text()).at("apply_date"))
    }

    /// `E-SB11`: a home has a grade when it applies.
    fn without_grade(&self) -> Option<Slip> {
        let without = self.kind == GRADE && self.has("institution") && !self.has("grade_after");
        let text = || format!("该机构 {} 没有有效等级, 等级公告以后、有效期内才能申报", self.apply_date);
        without.then(|| Slip::error("E-SB11", text()).at("apply_date"))
    }

    /// `E-SB02`: a grade is reached from a lower one.
    fn no_upgrade(&self) -> Option<Slip> {
        let wrong = self.has("grade_after") && self.row.text("grade_after") <= self.row.text("grade_before");
        let [before, after] = ["grade_before", "grade_after"].map(|col| self.row.shown(col));
        let text =
            || format!("该机构 {} 的等级为{after}, 已申报过{before}的补贴; 升到更高等级才能申报", self.apply_date);
        wrong.then(|| Slip::error("E-SB02", text()).at("grade_after"))
    }

    /// `E-SB03`: without a break, and with the certificate, from the first day of the time on.
    fn break_in_service(&self, facts: &Facts) -> Option<Slip> {
        let (first, last) = (*self.months().first()?, *self.months().last()?);
        if self.kind != POST {
            return None;
        }
        let since = |row: &Values| row.date("hired_on").map(|from| (from, row.date("left_on")));
        let posts: Vec<_> = self.posts(facts).filter_map(since).collect();
        let Some(since) = unbroken_since(&posts, last.last_day()) else {
            let text = format!("{}末不在本区养老机构任护理员, 期间应止于在岗的最后一个整月", last.zh());
            return Some(Slip::error("E-SB03", text).at("period_to"));
        };
        let post = self.post(facts)?;
        if post.text("cert_level") == "0" {
            let text = "没有职业等级证书, 不能申报岗位补贴; 已取得的先在护理员里登记";
            return Some(Slip::error("E-SB03", text).at("person"));
        }
        let certified = post.date("cert_on").unwrap_or(since);
        let (begins, why) = if certified > since { (certified, "取得证书") } else { (since, "起不间断任职") };
        let month = Month::of(begins);
        let month = if begins == month.first_day() { month } else { month.next() };
        let text = || format!("{begins} {why}, 期间应从 {} 开始", month.zh());
        (first < month).then(|| Slip::error("E-SB03", text()).at("period_from"))
    }

    /// Others of the kind for the same payee.
    fn others<'f>(&self, facts: &'f Facts) -> impl Iterator<Item = &'f Values> {
        let payee = ["institution", "person", "elder_facility"].map(|col| self.row.int(col));
        let (col, key) = match payee {
            [Some(home), ..] => ("institution", home),
            [_, Some(person), _] => ("person", person),
            [.., facility] => ("elder_facility", facility.unwrap_or_default()),
        };
        let kind = self.kind.clone();
        facts.rows_of("elder_subsidy", col, key).filter(move |row| row.text("kind") == kind)
    }

    /// `E-SB04`: no month and no step from grade to grade is paid twice.
    fn twice(&self, facts: &Facts) -> Option<Slip> {
        let months = self.months();
        let same = |other: &&Values| match self.kind.as_str() {
            GRADE => {
                let begins_below = |one: &Values, end: &Values| one.text("grade_before") < end.text("grade_after");
                begins_below(&self.row, other) && begins_below(other, &self.row)
            }
            kind if FOR_A_TIME.contains(&kind) => {
                let ends = (other.month("period_from"), other.month("period_to"));
                matches!(ends, (Some(from), Some(to)) if months.iter().any(|month| (from..=to).contains(month)))
            }
            _ => false,
        };
        let other = self.others(facts).find(same)?;
        let what = if self.kind == GRADE { "这个等级" } else { "期间里有几个月" };
        let text = format!("{what}已申报过({} {}), 不能重复补贴", other.text("subsidy_no"), other.text("apply_date"));
        Some(Slip::error("E-SB04", text).at(if self.kind == GRADE { "grade_after" } else { "period_from" }))
    }

    /// `E-RG06`: of what is built or run it is said how much.
    fn units(&self) -> Option<Slip> {
        let many = self.row.int("quantity").map(|_| "");
        let text = "这种补贴须填数量: 建设的床位、运营的月数, 一次性的填1";
        needed(many, "quantity", text).filter(|_| BY_UNITS.contains(&self.kind.as_str()))
    }

    /// `W-SB05`, and `E-SB05` from 审定 on: no amount without a rate.
    fn without_rate(&self, facts: &Facts) -> Option<Slip> {
        if self.stands(facts) {
            return None;
        }
        let due = self.due(facts);
        if let Some(rate) = due.missing {
            let text = format!("没有登记“{rate}”的标准, 金额待定; 文件下达后在设置的参数里登记, 再存一次");
            return Some(match self.has("approved_on") {
                true => Slip::error("E-SB05", text).at("approved_on"),
                false => Slip::warning("W-SB05", text).at("kind"),
            });
        }
        let nothing = due.quantity.is_some() && due.amount.is_none_or(Money::is_zero);
        let none = FOR_A_TIME.contains(&self.kind.as_str()) && due.quantity.is_none();
        let text = "按登记算出的金额是零, 不能审定; 请核对期间和在住、任职的登记";
        (self.has("approved_on") && (nothing || none)).then(|| Slip::error("E-SB05", text).at("approved_on"))
    }

    /// `E-SB06`: no step without those that it needs; the notice lasts its days.
    fn steps(&self) -> Option<Slip> {
        let needs = [
            ("posted_on", "reviewed_on", "初审以后才能公示, 请先填初审日期"),
            ("approved_on", "posted_on", "公示以后才能审定, 请先填公示日期"),
            ("paid_on", "approved_on", "审定以后才能拨付, 请先填审定日期"),
            ("recovered_on", "paid_on", "没有拨付的不能追回; 不再补的请作废"),
        ];
        if let Some((step, _, text)) = needs.into_iter().find(|(step, before, _)| self.has(step) && !self.has(before)) {
            return Some(Slip::error("E-SB06", text).at(step));
        }
        let (posted, approved) = (self.row.date("posted_on")?, self.row.date("approved_on")?);
        let last = notice_last_day(posted, NOTICE_DAYS);
        let text = || format!("公示期至 {last} 止, 满{NOTICE_DAYS}天以后才能审定");
        (approved <= last).then(|| Slip::error("E-SB06", text()).at("approved_on"))
    }

    /// `E-SB07`: what is approved of a kind in a year stays within its budget.
    fn above_the_budget(&self, facts: &Facts) -> Option<Slip> {
        let approved = self.row.date("approved_on")?;
        let year = approved.year();
        let before = facts.before.as_ref().and_then(|before| before.date("approved_on"));
        if before.is_some_and(|day| day.year() == year) {
            return None;
        }
        let budget = facts.parameters.money(Param::SubsidyBudget.by(&self.kind, ""), Month::of(approved));
        let Some(budget) = budget else {
            let text = format!("没有登记{}{year}年的预算(参数“养老补贴年度预算”), 不能审定", self.label());
            return Some(Slip::error("E-SB07", text).at("approved_on"));
        };
        let same = facts.rows_of("elder_subsidy", "kind", self.kind.as_str());
        let same = same.filter(|row| row.date("approved_on").is_some_and(|day| day.year() == year));
        let before = Money::sum(same.filter_map(|row| row.money("amount")))?;
        let all = before.checked_add(self.row.money("amount")?)?;
        let text =
            || format!("{year}年{}已审定 {before} 元, 加上这一笔共 {all} 元, 超过预算 {budget} 元", self.label());
        (all > budget).then(|| Slip::error("E-SB07", text()).at("approved_on"))
    }

    /// `E-SB08`: what comes back is part of what was paid.
    fn recovered(&self) -> Option<Slip> {
        let text = match (self.has("recovered_on"), self.row.money("recovered")) {
            (false, None) => return None,
            (true, Some(back)) if back > Money::ZERO && Some(back) <= self.row.money("amount") => return None,
            (true, Some(_)) => "追回金额应大于零, 不超过补贴金额",
            _ => "追回日期和追回金额须一起填",
        };
        Some(Slip::error("E-SB08", text).at("recovered"))
    }

    /// `E-SB09`: what was approved is not made into something else, what was paid not into what was not.
    fn changed(&self, facts: &Facts) -> Option<Slip> {
        let old = facts.before.as_ref()?;
        let change = |cols: &[&'static str]| cols.iter().copied().find(|col| facts.changes(&self.row, col));
        let label = |col: &str| self.row.register.label_of(col);
        if let Some(paid) = old.date("paid_on") {
            let col = change(&PAYMENT).or_else(|| change(&GROUNDS))?;
            let text = format!("已于 {paid} 拨付, 不能改{}; 登记有误的请作废, 重新登记", label(col));
            return Some(Slip::error("E-SB09", text).at(col));
        }
        let (col, approved) = (change(&GROUNDS).filter(|_| self.stands(facts))?, old.text("approved_on"));
        let text = format!("已于 {approved} 审定, 不能改{}; 审定有误的先清空审定日期, 重新审定", label(col));
        Some(Slip::error("E-SB09", text).at(col))
    }
}
