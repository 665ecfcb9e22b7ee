//! Writes 临时救助 cases.

use super::{RELIEF_KEYS, Writing, signer};
use crate::jobs::sample::SampleFault;
use crate::jobs::sample::relief::Relief;
use crate::store::change::act::Cell;
use chrono::{Datelike, Days};

pub(super) const RELIEF_FIELDS: &str = "case_no apply_kind person division state aid_type cause_code cause_text event_date apply_date \
    people_count object_class procedure aid_form form_reason self_pay amount approve_level approve_by \
    approve_date papers_due papers_done fund pay_date notice_from notice_to";

impl Writing<'_, '_, '_> {
    pub(super) fn relief(&mut self) -> Result<(), SampleFault> {
        for (nth, relief) in self.part.relief.iter().enumerate() {
            let act = self.part.acts.relief[nth];
            let cash = relief.is_cash(nth);
            self.relief_case(nth, relief, cash, act)?;
        }
        Ok(())
    }

    /// The next 业务编号 of a year.
    fn relief_no(&mut self, year: i32) -> String {
        let serial = self.serials.relief_by_year.entry(year).or_default();
        *serial += 1;
        format!("LS430406{year}{serial:05}")
    }

    fn relief_case(&mut self, nth: usize, relief: &Relief, cash: bool, act: i64) -> Result<(), SampleFault> {
        let household = &self.part.population.households[relief.household];
        let number = self.relief_no(relief.apply.year());
        let place = self.places.all[household.home.village].clone();
        let signer = signer(place.code);
        let approver = if relief.is_town() { signer.to_owned() } else { self.to.district_by.clone() };
        let urgent = relief.procedure == "2";
        let public = relief.procedure == "1";
        let dates = [
            relief.event,
            relief.apply,
            relief.approve,
            relief.paid,
            relief.approve + Days::new(14),
            relief.approve,
            relief.approve - Days::new(1),
            relief.approve + Days::new(4),
        ]
        .map(|d| d.to_string());
        let state = if urgent && nth.is_multiple_of(5) {
            "papers_pending"
        } else {
            ["paid", "closed"][usize::from(!nth.is_multiple_of(3))]
        };
        self.serials.relief += 1;
        let person = self.person_key(relief.person);
        self.to.relief.add(
            RELIEF_KEYS + self.serials.relief,
            act,
            &[
                (&number).into(),
                relief.apply_kind.into(),
                person.into(),
                place.code.into(),
                state.into(),
                relief.aid_type.into(),
                relief.cause.into(),
                (&relief.text).into(),
                (&dates[0]).into(),
                (&dates[1]).into(),
                relief.people.into(),
                relief.class.into(),
                relief.procedure.into(),
                if cash { "2" } else { "1" }.into(),
                if cash { "行动不便, 由村(居)代办领取".into() } else { Cell::Null },
                relief.self_pay.into(),
                (relief.amount * 100).into(),
                if relief.is_town() { "T" } else { "D" }.into(),
                (&approver).into(),
                (&dates[2]).into(),
                if urgent { (&dates[4]).into() } else { Cell::Null },
                if urgent && state != "papers_pending" { (&dates[5]).into() } else { Cell::Null },
                if relief.is_town() { "P" } else { "D" }.into(),
                (&dates[3]).into(),
                if public { (&dates[6]).into() } else { Cell::Null },
                if public { (&dates[7]).into() } else { Cell::Null },
            ],
        )?;
        Ok(())
    }
}
