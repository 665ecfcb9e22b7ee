//! The funeral market and the publicity of the demonstration office: merchants and what they signed, what checks found there, what was printed
//! and given out (services 4.5 to 4.7, 11.3). Drawn from a stream of their own, once for an office; all names are invented.
//!
//! Must not know the file.

use super::SampleFault;
use super::days::{Workdays, day};
use super::people::{Cast, Condition, Home, Person, Sketch};
use super::places::{Places, town_number};
use super::rng::Rng;
use crate::domain::people::sex::Sex;
use chrono::{Days, NaiveDate};

/// Everything.
#[derive(Default)]
pub(crate) struct Market {
    /// 商户.
    pub merchants: Vec<Merchant>,
    /// 市场检查, in the order of their days.
    pub checks: Vec<Check>,
    /// 宣传, in the order of their days.
    pub publicity: Vec<Given>,
    /// 宣传设施: kind, village, day, how many.
    pub fixtures: Vec<(&'static str, &'static str, NaiveDate, i64)>,
}

/// A merchant.
pub(crate) struct Merchant {
    /// 名称.
    pub name: String,
    /// 经营范围 code.
    pub business: &'static str,
    /// Its village: a row of the list of places.
    pub place: usize,
    /// 地址.
    pub address: String,
    /// The first 17 characters of 统一社会信用代码.
    pub uscc: Option<String>,
    /// 经营者, where no code says who it is.
    pub owner: Option<Person>,
    /// 电话.
    pub phone: String,
    /// 开业日期.
    pub opened: NaiveDate,
    /// 歇业 from a day on.
    pub closed: Option<NaiveDate>,
    /// 告知书: the day, and who signed; nobody where it was refused.
    pub notice: Option<(NaiveDate, Option<String>)>,
}

/// A check of the market.
pub(crate) struct Check {
    /// 检查日期.
    pub day: NaiveDate,
    /// A place among the merchants; none where nobody is registered.
    pub merchant: Option<usize>,
    /// 检查结果 code.
    pub result: &'static str,
    /// 收缴物品: goods code, tenths of their unit.
    pub seized: Vec<(&'static str, i64)>,
    /// 集中销毁.
    pub destroyed: Option<NaiveDate>,
}

/// What was given out, hung up, told.
pub(crate) struct Given {
    /// 日期.
    pub day: NaiveDate,
    /// 主题 code.
    pub theme: &'static str,
    /// Town or village: a row of the list of places.
    pub place: usize,
    /// 方式 code.
    pub material: &'static str,
    /// A place among [`PRINTED`].
    pub batch: Option<usize>,
    /// 数量.
    pub qty: i64,
}

/// 宣传品: 种类 code, 名称, 印制日期, 印制数, 单价 (yuan), 印制单位.
pub(crate) type Printed = (&'static str, &'static str, &'static str, i64, &'static str, &'static str);

/// What was printed in the year.
pub(crate) const PRINTED: [Printed; 5] = [
    ("1", "文明祭祀、移风易俗倡议书", "2021-03-09", 2_500, "0.45", "衡阳市墨香印务有限公司"),
    ("2", "禁烧冥纸、文明祭扫横幅", "2021-03-10", 120, "38.00", "衡阳市彩蝶广告制作部"),
    ("3", "殡葬改革政策海报", "2021-03-12", 700, "2.80", "衡阳市墨香印务有限公司"),
    ("1", "中元节文明祭祀宣传单", "2021-07-26", 2_000, "0.30", "衡阳市墨香印务有限公司"),
    ("1", "殡葬改革政策问答", "2021-10-18", 1_500, "0.90", "衡阳市新雁印刷厂"),
];

const NAMES: [&str; 18] = [
    "福寿", "永安", "慈孝", "祥云", "长青", "敬亲", "思源", "恩泽", "松鹤", "怀德", "仁安", "瑞和", "厚德", "清风",
    "归真", "念慈", "宏福", "德胜",
];
/// 经营范围 codes, and how such a shop is called.
const TRADES: [(&str, &str); 4] = [("1", "丧葬用品店"), ("2", "香烛店"), ("4", "花圈店"), ("3", "殡仪服务部")];
/// How many there are; of those so many signed, and so many would not.
const MERCHANTS: usize = 54;
const SIGNED: usize = 48;
const REFUSED: usize = 2;

/// The days on which the markets were gone through: before 清明, 中元, 寒衣节 and 冬至.
const ROUNDS: [(u32, u32); 9] = [(3, 4), (3, 26), (4, 1), (5, 20), (8, 17), (8, 20), (11, 3), (11, 4), (12, 17)];
/// How many shops on each.
const A_DAY: usize = 4;
/// The days on which what was seized was destroyed.
const FIRES: [(u32, u32); 3] = [(4, 15), (9, 9), (11, 25)];
/// What the checks of the year took: tenths of a kilogram, pieces.
const KILOS: i64 = 5_125;
const PIECES: i64 = 936;

/// What is given out of a batch (or of none): its place among [`PRINTED`], 方式, 主题, the first day, village by village or town by town, and how
/// many in all; where that is not said, as many as there are villages.
type Campaign = (Option<usize>, &'static str, &'static str, (u32, u32), &'static str, Option<i64>);

const CAMPAIGNS: [Campaign; 9] = [
    (Some(0), "1", "2", (3, 22), "village", Some(2_412)),
    (Some(1), "2", "2", (3, 22), "village", None),
    (Some(2), "3", "1", (3, 23), "village", Some(640)),
    (None, "4", "2", (3, 29), "township", Some(12_600)),
    (None, "5", "2", (3, 30), "township", Some(42)),
    (Some(3), "1", "3", (8, 10), "township", Some(1_744)),
    (Some(1), "2", "3", (8, 11), "township", None),
    (None, "6", "1", (9, 14), "township", Some(365)),
    (Some(4), "1", "4", (11, 8), "township", Some(1_000)),
];

/// Plans all of it.
pub(crate) fn plan(cast: &mut Cast<'_>, places: &Places) -> Result<Market, SampleFault> {
    let villages: Vec<usize> = places.of_level("village").collect();
    let mut merchants = Vec::with_capacity(MERCHANTS);
    for nth in 0..MERCHANTS {
        merchants.push(merchant(cast, places, nth, villages[nth * 7 % villages.len()])?);
    }
    let checks = checks(&mut cast.rng, cast.workdays);
    let mut publicity = Vec::new();
    for campaign in CAMPAIGNS {
        publicity.extend(given(cast, places, campaign));
    }
    publicity.sort_by_key(|given| given.day);
    let mut fixtures = Vec::new();
    for kind in ["1", "2"] {
        for at in &villages {
            let code = places.all[*at].code;
            // Town by town through the spring.
            let since = day(2021, 3, 8) + Days::new(town_number(code) % 100 * 6 + town_number(code) / 50);
            let many = 1 + i64::from(kind == "1") * cast.rng.within(0, 2);
            fixtures.push((kind, code, cast.workdays.from(since), many));
        }
    }
    Ok(Market { merchants, checks, publicity, fixtures })
}

fn merchant(cast: &mut Cast<'_>, places: &Places, nth: usize, place: usize) -> Result<Merchant, SampleFault> {
    let trade = if nth / NAMES.len() == 1 && nth % 9 == 4 { 3 } else { nth / NAMES.len() };
    let (business, shop) = TRADES[trade];
    let address = places.address(&mut cast.rng, place);
    // Units have a code that begins otherwise; some who trade are known by themselves alone.
    let (is_unit, by_person) = (nth.is_multiple_of(9), nth % 5 == 1);
    let kind = if is_unit { "91" } else { "92" };
    let uscc = (!by_person || is_unit).then(|| format!("{kind}430406MA4L{:05}", 10_007 + nth * 137));
    let sex = if cast.rng.chance(450) { Sex::Female } else { Sex::Male };
    let surname = cast.names.surname(&mut cast.rng);
    let age = cast.rng.within(32, 61);
    let owner = match !is_unit && (by_person || nth % 7 == 3) {
        true => {
            let rural = places.rural.contains(&place);
            let home = Home { village: place, rural, address: address.clone(), hukou: None };
            Some(cast.person(Sketch { marital: "20", ..Sketch::of(sex, age, surname, "20", Condition::Well) }, &home)?)
        }
        false => None,
    };
    let born = 2021 - i32::try_from(age).unwrap_or(45);
    let who = owner
        .as_ref()
        .map_or_else(|| cast.names.name(&mut cast.rng, surname, sex, born, None), |owner| owner.name.clone());
    let opened = cast.workdays.from(day(2012, 3, 1) + Days::new(cast.rng.below(3_000) as u64));
    // Most before 清明, the last ones before 中元.
    let (month, first) = if nth < 41 { (3, 15) } else { (8, 9) };
    let served = cast.workdays.from(day(2021, month, first) + Days::new(nth as u64 % 8));
    let notice = match nth {
        0..SIGNED => Some((served, Some(who))),
        _ if nth < SIGNED + REFUSED => Some((served, None)),
        _ => None,
    };
    Ok(Merchant {
        name: format!("{}{shop}", NAMES[nth % NAMES.len()]),
        business,
        place,
        address,
        uscc,
        owner,
        phone: cast.numbers.phone(),
        opened,
        closed: (nth + 1 == MERCHANTS).then(|| day(2021, 10, 8)),
        notice,
    })
}

/// Round by round, four shops a day; every third has nothing that must not be sold.
fn checks(rng: &mut Rng, workdays: &Workdays) -> Vec<Check> {
    let shops = ROUNDS.len() * A_DAY;
    let clean = |nth: usize| nth % 3 == 2;
    let with_goods = (0..shops).filter(|nth| !clean(*nth)).count();
    let mut kilos = rng.parts(KILOS, with_goods).into_iter();
    let mut pieces = rng.parts(PIECES, with_goods).into_iter();
    let check = |nth: usize| {
        let (month, of_month) = ROUNDS[nth / A_DAY];
        let day_of = workdays.from(day(2021, month, of_month));
        let (mut seized, mut result) = (Vec::new(), "1");
        if !clean(nth) {
            result = if nth % 14 == 9 { "3" } else { "2" };
            seized.extend(kilos.next().map(|many| ("1", many)));
            let goods = ["2", "3", "4", "9"];
            let many = pieces.next().unwrap_or(1);
            // Some have two kinds of them.
            let some = if nth % 4 == 1 { many / 3 } else { 0 };
            seized.push((goods[nth % 4], (many - some) * 10));
            if some > 0 {
                seized.push((goods[(nth + 1) % 4], some * 10));
            }
        }
        let fires = FIRES.iter().map(|(month, of_month)| workdays.from(day(2021, *month, *of_month)));
        let destroyed = fires.clone().find(|fire| *fire > day_of).filter(|_| !seized.is_empty());
        // The stall at the corner is nobody's.
        let merchant = (nth % 17 != 12).then_some(nth * 11 % MERCHANTS);
        Check { day: day_of, merchant, result, seized, destroyed }
    };
    (0..shops).map(check).collect()
}

fn given(cast: &mut Cast<'_>, places: &Places, campaign: Campaign) -> Vec<Given> {
    let (batch, material, theme, (month, of_month), level, many) = campaign;
    let at: Vec<usize> = places.of_level(level).collect();
    let inside = |town: usize| {
        let prefix = &places.all[town].code[..if level == "village" { 12 } else { 9 }];
        places.of_level("village").filter(|village| places.all[*village].code.starts_with(prefix)).count() as i64
    };
    let qty = match many {
        Some(many) => cast.rng.parts(many, at.len()),
        None => at.iter().map(|place| inside(*place)).collect(),
    };
    let first = day(2021, month, of_month);
    let given = |(place, qty): (usize, i64)| {
        // A town goes through its villages on one day.
        let later = town_number(places.all[place].code) % 100 % 6;
        Given { day: cast.workdays.from(first + Days::new(later)), theme, place, material, batch, qty }
    };
    at.into_iter().zip(qty).map(given).collect()
}
