//! 临时救助 as it was paid in 2021, and 镇街备用金 from which the towns paid most of it: what a fund has spent in a month it is given
//! back at the beginning of the next. What a relief takes from a fund follows from the relief.

use super::{Telling, signer};
use crate::domain::assistance::petty_fund::Kind;
use crate::domain::date::age_on;
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::jobs::sample::acts::At;
use crate::jobs::sample::days::month;
use crate::jobs::sample::relief::Relief;
use crate::jobs::sample::{OPERATOR_NAMES, SampleFault};
use crate::register::Draft;
use crate::register::assistance::hit::HIT;
use crate::register::assistance::means_check::MEANS_CHECK;
use crate::register::assistance::petty_fund::PETTY_FUND;
use crate::register::assistance::petty_txn::PETTY_TXN;
use crate::register::assistance::temporary::TEMPORARY;
use chrono::Days;

/// What a town holds for a part of the office, yuan: two months of spending at least.
pub(super) const QUOTA: i64 = 80_000;

impl Telling<'_> {
    /// All of it in the order of the payments, so that no ledger is ever short.
    pub(super) fn reliefs(&mut self) -> Result<(), SampleFault> {
        let reliefs = &self.planned.relief;
        let mut order: Vec<usize> = (0..reliefs.len()).collect();
        order.sort_by_key(|nth| (reliefs[*nth].paid, *nth));
        for of in (1..=12).map(month) {
            self.give(of)?;
            for nth in order.iter().filter(|nth| Month::of(reliefs[**nth].paid) == of) {
                self.relief(*nth)?;
            }
        }
        Ok(())
    }

    /// 拨入 when the year begins, later 补充 of what was spent in the month before.
    fn give(&mut self, of: Month) -> Result<(), SampleFault> {
        let day = self.workdays.from(of.first_day() + Days::new(if of == month(1) { 0 } else { 4 }));
        let at = self.acts.of_day(day);
        for (fund, _) in self.player.rows_with(&PETTY_FUND, "year", 2021) {
            let (kind, amount, note) = if of == month(1) {
                (Kind::Granted, Money::yuan(QUOTA).unwrap_or_default(), "年初拨入")
            } else {
                (Kind::Refilled, self.spent(fund, of.prev()), "上月支出核销补充")
            };
            if amount > Money::ZERO {
                let given = Draft::new(&PETTY_TXN)
                    .with_ref("petty_fund", fund)
                    .with("date", day.to_string())
                    .with("kind", kind.code())
                    .with("amount", amount.to_string())
                    .with("voucher_no", self.accounts.voucher())
                    .with("note", note);
                self.player.enter(&given, at)?;
            }
        }
        Ok(())
    }

    /// What a fund has spent in a month.
    fn spent(&self, fund: i64, of: Month) -> Money {
        let ledger = self.player.rows_with(&PETTY_TXN, "petty_fund", fund);
        let spent = ledger.iter().filter(|(_, row)| row.text("kind") == Kind::Spent.code());
        let of_month = spent.filter(|(_, row)| row.date("date").map(Month::of) == Some(of));
        Money::sum(of_month.filter_map(|(_, row)| row.money("amount"))).unwrap_or_default()
    }

    /// A family that is on no roster comes with it.
    fn relief(&mut self, nth: usize) -> Result<(), SampleFault> {
        let relief = &self.planned.relief[nth];
        let at = self.acts.begin(relief.entered());
        if relief.class != "1" {
            self.household(relief.household, relief.apply, at)?;
            if !relief.in_cash {
                self.card(self.person_key(relief.person), relief.apply, at)?;
            }
        }
        if relief.aid_type == "Z" {
            self.means(nth, relief, at)?;
        }
        let village = self.planned.population.households[relief.household].home.village;
        let by = if relief.by_town { signer(self.places.all[village].code) } else { OPERATOR_NAMES[2] };
        let mut draft = Draft::new(&TEMPORARY)
            .with("apply_kind", relief.apply_kind)
            .with_ref("person", self.person_key(relief.person))
            .with("aid_type", relief.aid_type)
            .with("cause_code", relief.cause)
            .with("cause_text", relief.text)
            .with("event_date", relief.event.to_string())
            .with("apply_date", relief.apply.to_string())
            .with("people_count", relief.people.to_string())
            .with("object_class", relief.class)
            .with("procedure", relief.procedure)
            .with("amount", relief.amount.to_string())
            .with("approve_by", by)
            .with("approve_date", relief.approve.to_string())
            .with("pay_date", relief.paid.to_string())
            .with_some("voucher_no", relief.by_town.then(|| self.accounts.voucher()))
            .with_some("self_pay", relief.self_pay.map(|yuan| yuan.to_string()))
            .with_some("state", relief.closed.then_some("closed"));
        if relief.in_cash {
            draft = draft.with("aid_form", "2").with("form_reason", "行动不便, 由村(居)代办领取");
        }
        match relief.procedure {
            "1" => {
                let [from, to] = [1, 4].map(|days| self.workdays.after(relief.apply, days).to_string());
                draft = draft.with("notice_from", from).with("notice_to", to);
            }
            "2" if !relief.lacks_papers => draft.type_in("papers_done", relief.approve.to_string()),
            _ => {}
        }
        self.player.enter(&draft, at).map(drop)
    }

    /// The report about the means of a family, by the leave of all its adults.
    fn means(&mut self, nth: usize, relief: &Relief, at: At) -> Result<(), SampleFault> {
        let [sent, reported] = [1, 4].map(|days| self.workdays.after(relief.apply, days).to_string());
        let (no, person) = (self.accounts.report(), self.person_key(relief.person));
        let mut check = Draft::new(&MEANS_CHECK)
            .with_ref("person", person)
            .with("purpose", "4")
            .with("state", "closed")
            .with("auth_doc_no", format!("核对授权{no}"))
            .with("auth_signed_on", relief.apply.to_string())
            .with("auth_persons", self.adults(relief).join("、"))
            .with("sent_on", sent)
            .with("report_no", format!("核对报告{no}"))
            .with("report_on", &*reported)
            .with("result", "1");
        // A family that put something by, less than counts.
        if nth.is_multiple_of(24) {
            let hit = Draft::new(&HIT)
                .with_ref("person", person)
                .with("source", "7")
                .with("fact", "农商银行活期存款")
                .with("value", (relief.amount * 2 + 60).to_string())
                .with("hit_date", relief.apply.to_string())
                .with("verify_state", "3")
                .with("verify_note", "家庭日常开支, 未超过财产标准")
                .with("action", "0");
            check = check.with("result", "2").with_row(hit);
        }
        self.player.enter(&check, at).map(drop)
    }

    /// The names of those who sign for a family.
    fn adults(&self, relief: &Relief) -> Vec<&str> {
        let population = &self.planned.population;
        let members = population.households[relief.household].members.iter();
        let there = members.filter(|m| m.excluded.is_none() && m.left.is_none_or(|(day, _)| day > relief.apply));
        let people = there.map(|m| &population.people[m.person]);
        let grown = people.filter(|p| age_on(p.birth, relief.apply).is_some_and(|age| age >= 18));
        grown.filter(|p| p.death.is_none()).map(|p| p.name.as_str()).collect()
    }
}
