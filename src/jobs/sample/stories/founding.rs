//! What an office has once, for all of its parts: the institutions of 特困, the project of visits, the petty funds of the towns.

use super::relief::QUOTA;
use crate::domain::uscc;
use crate::jobs::sample::SampleFault;
use crate::jobs::sample::acts::{At, TAKEN_OVER, taken_over_on};
use crate::jobs::sample::adapt;
use crate::jobs::sample::homes::{HOMES, House};
use crate::jobs::sample::numbers;
use crate::jobs::sample::places::Places;
use crate::jobs::sample::player::Player;
use crate::register::Draft;
use crate::register::assistance::homecheck_project::HOMECHECK_PROJECT;
use crate::register::assistance::petty_fund::PETTY_FUND;
use crate::register::elderly::home_adapt_plan::HOME_ADAPT_PLAN;
use crate::register::people::institution::INSTITUTION;

/// Households that the third party was to visit, in a part; and what a visit costs, yuan.
const TO_VISIT: u32 = 1_800;
const A_VISIT: u32 = 80;

/// Tells it of an office of so many parts.
pub(in crate::jobs::sample) fn found(player: &mut Player<'_>, places: &Places, scale: u32) -> Result<(), SampleFault> {
    let at = At { act: TAKEN_OVER, day: taken_over_on() };
    for (nth, house) in (0..).zip(HOMES) {
        player.enter(&institution(nth, &house)?, at)?;
    }
    player.enter(&project(scale), at)?;
    let adaptations = Draft::new(&HOME_ADAPT_PLAN)
        .with("year", "2021")
        .with("target", (adapt::TARGET * scale).to_string())
        .with("source", "十件民生实事");
    player.enter(&adaptations, at)?;
    for town in places.all.iter().filter(|place| place.level == "township") {
        let fund = Draft::new(&PETTY_FUND)
            .with("town", town.code)
            .with("year", "2021")
            .with("quota", (QUOTA * i64::from(scale)).to_string());
        player.enter(&fund, at)?;
    }
    Ok(())
}

fn institution(nth: u64, house: &House) -> Result<Draft, SampleFault> {
    let House { of: (code, name, division, account), kind: (ownership, uscc), registered, beds, desk, .. } = *house;
    Ok(Draft::new(&INSTITUTION)
        .with("code", code)
        .with("name", name)
        .with("division", division)
        .with("account_name", name)
        .with("account_no", account)
        .with("bank_code", "403")
        .with("ownership", ownership)
        .with("uscc", uscc::complete(uscc).ok_or(SampleFault::Lists("养老机构表"))?)
        .with("registered_on", registered)
        .with("filing_no", format!("雁民养备{}", &registered[..4]))
        .with("filed_on", registered)
        .with("address", format!("衡阳市雁峰区{}", desk.0))
        .with("manager", desk.1)
        .with("phone", numbers::of_desk(nth))
        .with("beds_approved", beds[0].to_string())
        .with("beds_open", beds[1].to_string())
        .with("beds_nursing", beds[2].to_string())
        .with("medical", if beds[1] > 80 { "1" } else { "2" })
        .with("fire_ok", "1")
        .with("food_ok", "1")
        .with("food_until", "2023-08-31")
        .with("insured_until", "2022-06-30"))
}

/// The visits that were bought for 2021.
fn project(scale: u32) -> Draft {
    let planned = TO_VISIT * scale;
    Draft::new(&HOMECHECK_PROJECT)
        .with("project_no", "RHXM2021-01")
        .with("name", "2021年城乡低保对象入户核查")
        .with("vendor", "雁和社会工作服务中心")
        .with("contract_no", "雁民购〔2020〕9号")
        .with("contract", (planned * A_VISIT).to_string())
        .with("unit_price", A_VISIT.to_string())
        .with("scope", "全区在保城乡低保家庭")
        .with("plan_households", planned.to_string())
        .with("from_date", "2021-01-11")
        .with("to_date", "2021-11-30")
        .with("fund_source", "2")
        .with("sample_pct", "10")
}
