//! The prepared rows and counters of the rosters beside 低保 and 临时救助, and what of them an office has once: institutions, the
//! project of visits, the petty funds of the towns.

use super::Writing;
use super::roster_entries::PROJECT;
use crate::jobs::sample::SampleFault;
use crate::jobs::sample::acts::TAKEN_OVER;
use crate::jobs::sample::petty::QUOTA;
use crate::jobs::sample::support::INSTITUTIONS;
use crate::register::assistance::{
    assessment, disability, disability_award, homecheck, homecheck_project, petty_fund, petty_txn, tekun, tekun_award,
};
use crate::register::people::institution;
use crate::store::change::act::NewRows;
use crate::store::change::bulk::Filling;
use std::collections::BTreeMap;

/// Prepared rows of every register.
pub(super) struct RosterRows<'f> {
    institutions: NewRows<'f>,
    pub tekun: NewRows<'f>,
    pub tekun_awards: NewRows<'f>,
    pub assessments: NewRows<'f>,
    pub disabilities: NewRows<'f>,
    pub disability_awards: NewRows<'f>,
    projects: NewRows<'f>,
    pub visits: NewRows<'f>,
    funds: NewRows<'f>,
    pub petty: NewRows<'f>,
}

impl<'f> RosterRows<'f> {
    pub(super) fn new(filling: &'f Filling<'f>) -> Result<Self, SampleFault> {
        Ok(RosterRows {
            institutions: filling
                .rows(&institution::INSTITUTION, "code name division account_name account_no bank_code")?,
            tekun: filling.rows(&tekun::TEKUN, super::support::CASE_FIELDS)?,
            tekun_awards: filling.rows(&tekun_award::TEKUN_AWARD, super::support::AWARD_FIELDS)?,
            assessments: filling.rows(&assessment::ASSESSMENT, super::support::ASSESSMENT_FIELDS)?,
            disabilities: filling.rows(&disability::DISABILITY, super::subsidies::CASE_FIELDS)?,
            disability_awards: filling.rows(
                &disability_award::DISABILITY_AWARD,
                "disability from_month kind decided_date amount change_kind reason_code",
            )?,
            projects: filling.rows(
                &homecheck_project::HOMECHECK_PROJECT,
                "project_no name vendor contract_no contract unit_price scope plan_households from_date to_date fund_source sample_pct",
            )?,
            visits: filling.rows(&homecheck::HOMECHECK, super::visits::VISIT_FIELDS)?,
            funds: filling.rows(&petty_fund::PETTY_FUND, "town year quota")?,
            petty: filling.rows(&petty_txn::PETTY_TXN, "petty_fund date kind amount temporary voucher_no note")?,
        })
    }
}

/// Keys and numbers given so far.
#[derive(Debug, Default)]
pub(super) struct RosterSerials {
    pub tekun: i64,
    pub tekun_award: i64,
    pub assessment: i64,
    pub disability: i64,
    pub disability_award: i64,
    pub visit: i64,
    pub petty: i64,
    pub numbers: BTreeMap<(&'static str, i32), i64>,
    /// The petty fund of each town, by the first nine digits.
    pub funds: BTreeMap<String, i64>,
}

impl RosterSerials {
    /// `TK430406202100001`.
    pub(super) fn number(&mut self, prefix: &'static str, year: i32) -> String {
        let serial = self.numbers.entry((prefix, year)).or_default();
        *serial += 1;
        format!("{prefix}430406{year}{serial:05}")
    }
}

/// Writes what an office has once, `scale` times as large.
pub(super) fn found(
    rows: &mut RosterRows<'_>,
    places: &crate::jobs::sample::places::Places,
    scale: u32,
) -> Result<BTreeMap<String, i64>, SampleFault> {
    for (key, (code, name, division, account)) in (1..).zip(INSTITUTIONS) {
        rows.institutions.add(
            key,
            TAKEN_OVER,
            &[code.into(), name.into(), division.into(), name.into(), account.into(), "403".into()],
        )?;
    }
    let planned = 1_800 * i64::from(scale);
    rows.projects.add(
        PROJECT,
        TAKEN_OVER,
        &[
            "RHXM2021-01".into(),
            "2021年城乡低保对象入户核查".into(),
            "雁和社会工作服务中心".into(),
            "雁民购〔2020〕9号".into(),
            (planned * 8_000).into(),
            8_000.into(),
            "全区在保城乡低保家庭".into(),
            planned.into(),
            "2021-01-11".into(),
            "2021-11-30".into(),
            "2".into(),
            10.into(),
        ],
    )?;
    let mut funds = BTreeMap::new();
    for (key, town) in (1..).zip(places.all.iter().filter(|p| p.level == "township")) {
        let quota = QUOTA * 100 * i64::from(scale);
        rows.funds.add(key, TAKEN_OVER, &[town.code.into(), 2021.into(), quota.into()])?;
        funds.insert(town.code[..9].to_owned(), key);
    }
    Ok(funds)
}

impl Writing<'_, '_, '_> {
    pub(super) fn rosters(&mut self) -> Result<(), SampleFault> {
        let first_supported = self.support()?;
        self.subsidies()?;
        self.visits(first_supported)?;
        self.petty()
    }
}
