//! What breaks a rule is told nobody: the player takes nothing that a clerk's form would not take, and says why in the same words. Compiled
//! for tests only.

use super::SampleFault;
use super::acts::At;
use super::ground;
use super::places::Places;
use super::player::Player;
use crate::domain::money::Money;
use crate::domain::slip::Slip;
use crate::register::Draft;
use crate::register::assistance::award::AWARD;
use crate::register::assistance::cause::CAUSE;
use crate::register::assistance::dibao::DIBAO;
use crate::register::assistance::petty_fund::PETTY_FUND;
use crate::register::assistance::petty_txn::PETTY_TXN;
use crate::register::assistance::temporary::TEMPORARY;
use crate::register::elderly::elder_visit::ELDER_VISIT;
use crate::register::funeral::death::DEATH;
use crate::register::people::household::HOUSEHOLD;
use crate::register::people::member::MEMBER;
use crate::register::people::person::PERSON;
use crate::store::{Store, StoreFault, Who, testing};
use chrono::NaiveDate;
use std::rc::Rc;

/// The same office twice: in a file, as a clerk enters it, and in memory, as stories are told.
struct Both<'g> {
    store: Store,
    who: Who,
    player: Player<'g>,
}

fn at(day: &str) -> At {
    At { act: 7, day: day.parse::<NaiveDate>().unwrap() }
}

impl Both<'_> {
    fn entered(&mut self, day: &str, draft: &Draft) -> i64 {
        let saved = self.store.save(draft, &self.who, at(day).day).unwrap_or_else(|e| panic!("{e}")).key;
        let told = self.player.enter(draft, at(day)).unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(saved, told, "{}", draft.register.label);
        told
    }

    /// Why neither takes a draft.
    fn refused(&mut self, day: &str, draft: &Draft) -> String {
        let Err(StoreFault::Refused(refused)) = self.store.save(draft, &self.who, at(day).day) else {
            panic!("a clerk may enter {:?}", draft.texts)
        };
        let Err(SampleFault::Rule(told)) = self.player.enter(draft, at(day)) else {
            panic!("a story may tell {:?}", draft.texts)
        };
        let mut read = refused.slips.iter().filter(|slip| slip.stops()).map(Slip::to_string);
        read.find(|read| told.ends_with(read)).unwrap_or_else(|| panic!("told: {told}\n{refused:?}"))
    }

    fn person(&mut self, name: &str, id: &str) -> i64 {
        let draft = Draft::new(&PERSON).with("id_number", id).with("name", name).with("labor_code", "5");
        let draft = draft.with("marital_code", "30").with("address", "先锋路1号");
        let home = [("hukou_division", "430406001009"), ("home_division", "430406001009")];
        self.entered("2020-12-20", &home.into_iter().fold(draft, |draft, (col, place)| draft.with(col, place)))
    }

    /// A widow alone, on 低保 since the winter.
    fn case(&mut self, person: i64) -> i64 {
        let member =
            Draft::new(&MEMBER).with_ref("person", person).with("relation_code", "02").with("valid_from", "2020-10-08");
        let household = Draft::new(&HOUSEHOLD).with_ref("applicant", person).with_row(member);
        let household = self.entered("2020-12-20", &household);
        let case = Draft::new(&DIBAO)
            .with("kind", "U")
            .with_ref("household", household)
            .with("origin", "taken_over")
            .with("apply_date", "2020-10-08")
            .with("accept_date", "2020-10-09")
            .with_row(Draft::new(&CAUSE).with("cause_code", "08").with("main", "1"));
        self.entered("2020-12-20", &case.with_row(version("2020-11-20", "100")))
    }
}

fn version(decided: &str, income: &str) -> Draft {
    Draft::new(&AWARD).with("decided_date", decided).with("income", income).with("class_code", "B")
}

fn relief(person: i64, day: &str, amount: &str) -> Draft {
    Draft::new(&TEMPORARY)
        .with("apply_kind", "2")
        .with_ref("person", person)
        .with("aid_type", "J")
        .with("cause_code", "4")
        .with("cause_text", "突发疾病住院治疗, 家庭积蓄用尽, 基本生活困难")
        .with("event_date", day)
        .with("apply_date", day)
        .with("object_class", "1")
        .with("procedure", "3")
        .with("amount", amount)
        .with("approve_by", "周海燕")
        .with("approve_date", day)
        .with("pay_date", day)
}

#[test]
fn a_story_that_breaks_a_rule_ends_the_building_in_the_words_that_a_clerk_reads() {
    let dir = tempfile::tempdir().unwrap();
    let store = testing::office(&dir);
    let who = store.who(None).unwrap();
    let ground = ground(&store, "430406000000").unwrap();
    let player = Player::new(&ground, Rc::new(Places::read().unwrap().known()), 0);
    let mut both = Both { store, who, player };
    let [widow, dead] =
        [("李桂香", "430406193903040024"), ("王秀英", "430406193709120020")].map(|(name, id)| both.person(name, id));
    let case = both.case(widow);
    let fund = Draft::new(&PETTY_FUND).with("town", "430406001000").with("year", "2021").with("quota", "5000");
    let given = Draft::new(&PETTY_TXN).with("date", "2021-01-04").with("kind", "1").with("amount", "500");
    both.entered("2021-01-04", &fund.with_row(given));
    let died = Draft::new(&DEATH).with_ref("person", dead).with("died_on", "2021-04-02").with("source", "1");
    both.entered("2021-04-06", &died);

    let right = version("2021-06-10", "200").with_ref("dibao", case);
    let due = both.player.weigh(&right, at("2021-06-10")).unwrap().money("total").unwrap();
    let more = due.checked_add(Money::yuan(1).unwrap()).unwrap();
    let call = |person, on| {
        let visit = Draft::new(&ELDER_VISIT).with_ref("person", person).with("visit_on", on);
        visit.with("visitor", "李思敏").with("risk_level", "2")
    };
    for (day, draft, why) in [
        (
            "2021-06-10",
            right.with("total", more.to_string()),
            format!("E-DB-030 保障金 {more} 元与公式结果 {due} 元不一致"),
        ),
        (
            "2021-03-05",
            relief(widow, "2021-03-05", "600"),
            "E-LS-004 备用金余额 500.00 元不足, 2021-03-05 需支出 600.00 元".to_owned(),
        ),
        (
            "2021-05-10",
            relief(dead, "2021-05-10", "300"),
            "E-X01 申请人 王秀英 已登记死亡(2021-04-02), 申请日期 2021-05-10 在其后".to_owned(),
        ),
        (
            "2021-05-10",
            call(dead, "2021-05-10"),
            "E-X01 老年人 王秀英 已登记死亡(2021-04-02), 探访日期 2021-05-10 在其后".to_owned(),
        ),
        ("2021-05-10", call(widow, "2021-05-11"), "E-RG03 探访日期 2021-05-11 不能晚于今天 2021-05-10".to_owned()),
    ] {
        assert_eq!(both.refused(day, &draft), why);
    }
}
