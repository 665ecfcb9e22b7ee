//! 养老机构 of the demonstration office: ten homes, who lives there beside the 特困, who cares for them, and the inspections of each quarter
//! with what they found (services 2.5, 2.7, 2.9). An office has them once, whatever its scale.
//!
//! Must not know the file.

use super::SampleFault;
use super::days::{day, month};
use super::people::{Cast, Condition, Person, Sketch};
use super::places::Places;
use super::supported::INSTITUTIONS;
use crate::domain::people::sex::Sex;
use chrono::{Datelike, Days, NaiveDate};

/// A home.
pub(crate) struct House {
    /// Code, name, division, account.
    pub of: (&'static str, &'static str, &'static str, &'static str),
    /// 性质, and the first 17 characters of 统一社会信用代码.
    pub kind: (&'static str, &'static str),
    /// 法人登记日期.
    pub registered: &'static str,
    /// 核定, 实有, 护理型床位.
    pub beds: [i64; 3],
    /// How many live there, beside 特困, when the year begins.
    pub lodgers: usize,
    /// How many care for them.
    pub carers: usize,
    /// 地址 and 院长.
    pub desk: (&'static str, &'static str),
}

/// The homes, those of 特困 first; all but these names are invented.
pub(crate) const HOMES: [House; 10] = [
    house(
        INSTITUTIONS[0],
        ("6", "12430406MB0A10011"),
        "2012-06-18",
        [130, 120, 80],
        0,
        17,
        ("黄茶岭街道康宁路16号", "唐建军"),
    ),
    house(
        INSTITUTIONS[1],
        ("5", "12430406MB0A20025"),
        "2010-09-06",
        [80, 60, 30],
        12,
        7,
        ("岳屏镇敬老路8号", "刘美玉"),
    ),
    house(
        ("YL003", "雁峰区社会福利院", "430406002000", "99000430406200000033"),
        ("6", "12430406MB0A30039"),
        "2008-04-15",
        [100, 90, 60],
        58,
        9,
        ("雁峰街道福安路23号", "周立群"),
    ),
    house(
        ("YL004", "雁峰区银杏养老公寓", "430406001000", "99000430406200000041"),
        ("3", "52430406MJJ400047"),
        "2014-03-11",
        [80, 72, 40],
        41,
        6,
        ("先锋街道银杏路5号", "陈雪梅"),
    ),
    house(
        ("YL005", "雁峰区桂花园养老服务中心", "430406003000", "99000430406200000058"),
        ("2", "52430406MJJ500051"),
        "2017-11-02",
        [60, 60, 40],
        33,
        6,
        ("天马山街道桂园路31号", "肖艳红"),
    ),
    house(
        ("YL006", "雁峰区松鹤养老院", "430406004000", "99000430406200000066"),
        ("3", "52430406MJJ600069"),
        "2013-08-20",
        [50, 48, 24],
        30,
        5,
        ("黄茶岭街道松鹤路12号", "彭志明"),
    ),
    house(
        ("YL007", "雁峰区康乐养护院", "430406005000", "99000430406200000074"),
        ("3", "52430406MJJ700073"),
        "2016-05-26",
        [48, 45, 36],
        29,
        6,
        ("白沙洲街道康乐路47号", "贺春兰"),
    ),
    house(
        ("YL008", "雁峰区福寿老年公寓", "430406100000", "99000430406200000082"),
        ("3", "52430406MJJ800081"),
        "2015-10-12",
        [40, 36, 16],
        21,
        4,
        ("岳屏镇福寿路19号", "谭国文"),
    ),
    house(
        ("YL009", "衡阳颐和养老服务有限公司雁峰分院", "430406005000", "99000430406200000090"),
        ("4", "91430406MA4L90095"),
        "2018-07-09",
        [66, 60, 36],
        27,
        5,
        ("白沙洲街道颐和路66号", "欧阳丽"),
    ),
    house(
        ("YL010", "雁峰区乐龄护理院", "430406002000", "99000430406200000108"),
        ("4", "91430406MA4LA0103"),
        "2019-01-21",
        [36, 36, 30],
        18,
        5,
        ("雁峰街道乐龄路9号", "蒋文涛"),
    ),
];

const fn house(
    of: (&'static str, &'static str, &'static str, &'static str),
    kind: (&'static str, &'static str),
    registered: &'static str,
    beds: [i64; 3],
    lodgers: usize,
    carers: usize,
    desk: (&'static str, &'static str),
) -> House {
    House { of, kind, registered, beds, lodgers, carers, desk }
}

/// Somebody who lives in a home, before having a key.
#[derive(Clone, Debug)]
pub(crate) struct Lodger {
    /// Who.
    pub person: Person,
    /// A place among the homes.
    pub house: usize,
    /// 入住日期.
    pub since: NaiveDate,
    /// 能力等级.
    pub level: &'static str,
    /// 床位号.
    pub bed: String,
    /// 月收费, yuan.
    pub fee: i64,
    /// 担保人.
    pub guarantor: String,
    /// 离院日期 and 去向.
    pub left: Option<(NaiveDate, &'static str)>,
}

/// Somebody who works in a home.
#[derive(Clone, Debug)]
pub(crate) struct Nurse {
    /// Who.
    pub person: Person,
    /// A place among the homes.
    pub house: usize,
    /// 入职日期.
    pub hired: NaiveDate,
    /// 职业等级, and since when.
    pub certified: Option<(&'static str, NaiveDate)>,
    /// 离职日期.
    pub left: Option<NaiveDate>,
}

/// An inspection.
#[derive(Clone, Debug)]
pub(crate) struct Look {
    /// A place among the homes.
    pub house: usize,
    /// 检查日期.
    pub day: NaiveDate,
    /// What was found, and how grave.
    pub found: Vec<(&'static str, &'static str)>,
    /// When it was mended.
    pub mended: Option<NaiveDate>,
}

/// All of it.
#[derive(Default)]
pub(crate) struct Homes {
    /// Who lives there, in the order of their days.
    pub lodgers: Vec<Lodger>,
    /// Who works there.
    pub nurses: Vec<Nurse>,
    /// The inspections, in the order of their days.
    pub looks: Vec<Look>,
}

/// What inspections find, and how grave it is.
const FOUND: [(&str, &str); 9] = [
    ("二楼疏散通道堆放杂物", "1"),
    ("灭火器压力不足未更换", "1"),
    ("食品留样记录不全", "1"),
    ("老人健康档案更新不及时", "1"),
    ("护理型床位呼叫器损坏", "1"),
    ("药品与生活用品混放", "1"),
    ("厨房燃气报警器未校验", "2"),
    ("消防控制室值班人员无证", "2"),
    ("电动轮椅在走道充电", "2"),
];
/// 能力等级, and how frequent.
const LEVELS: [(&str, u32); 5] = [("0", 38), ("1", 20), ("2", 18), ("3", 14), ("4", 10)];
/// 职业等级, and how frequent.
const CERTIFICATES: [(Option<&str>, u32); 4] = [(Some("5"), 45), (Some("4"), 22), (Some("3"), 6), (None, 27)];

/// Plans the homes.
pub(crate) fn plan(cast: &mut Cast<'_>, places: &Places) -> Result<Homes, SampleFault> {
    let mut homes = Homes::default();
    for (at, house) in HOMES.iter().enumerate() {
        let opened: NaiveDate = house.registered.parse().unwrap_or_default();
        for nth in 0..house.lodgers {
            let since = opened.max(day(2016, 1, 4)) + Days::new(30);
            let until = day(2020, 11, 30);
            let days = (until - since).num_days().max(1);
            let since = cast.workdays.from(since + Days::new(cast.rng.within(0, days).unsigned_abs()));
            // Some leave in the year.
            let leaves = cast
                .rng
                .chance(110)
                .then(|| cast.workdays.from(month(1).first_day() + Days::new(cast.rng.below(340) as u64)));
            homes.lodgers.push(lodger(cast, places, (at, nth), since, leaves)?);
        }
        for nth in 0..house.lodgers / 6 {
            let since = cast.workdays.from(month(1).first_day() + Days::new(3 + cast.rng.below(345) as u64));
            homes.lodgers.push(lodger(cast, places, (at, house.lodgers + nth), since, None)?);
        }
        for nth in 0..house.carers {
            homes.nurses.push(nurse(cast, places, at, opened, nth)?);
        }
        looks(cast, at, &mut homes.looks);
    }
    homes.lodgers.sort_by_key(|lodger| lodger.since);
    homes.looks.sort_by_key(|look| (look.day, look.house));
    Ok(homes)
}

fn lodger(
    cast: &mut Cast<'_>,
    places: &Places,
    (house, nth): (usize, usize),
    since: NaiveDate,
    leaves: Option<NaiveDate>,
) -> Result<Lodger, SampleFault> {
    let rural = cast.rng.chance(250);
    let home = cast.home(places, rural);
    let level = cast.rng.likely(&LEVELS);
    let sex = if cast.rng.chance(560) { Sex::Female } else { Sex::Male };
    let surname = cast.names.surname(&mut cast.rng);
    // Sixty when coming, whenever that was.
    let age = cast.rng.within(69, 93);
    let marital = if cast.rng.chance(700) { "30" } else { "20" };
    let condition = if level >= "2" { Condition::Chronic } else { Condition::Well };
    let mut person = cast.person(Sketch::of(sex, age, surname, marital, condition), &home)?;
    let guarantor = cast.names.name(&mut cast.rng, surname, Sex::Male, person.birth.year() + 27, None);
    let left = leaves.map(|left| {
        let died = cast.rng.chance(450);
        if died {
            person.death = Some((left, "1"));
        }
        (left, if died { "1" } else { cast.rng.code(&["2", "2", "4"]) })
    });
    let fee = 1_500 + 300 * i64::from(level.as_bytes()[0] - b'0') + 100 * cast.rng.within(0, 6);
    let bed = format!("{}{:02}-{}", nth / 20 + 1, nth % 20 / 2 + 1, nth % 2 + 1);
    Ok(Lodger { person, house, since, level, bed, fee, guarantor, left })
}

/// Who comes the week after a carer has gone; no certificate yet.
pub(crate) fn successor(cast: &mut Cast<'_>, places: &Places, gone: &Nurse) -> Result<Option<Nurse>, SampleFault> {
    let Some(left) = gone.left else { return Ok(None) };
    let nurse = nurse(cast, places, gone.house, gone.hired, 1)?;
    let hired = cast.workdays.from(left + Days::new(7));
    Ok(Some(Nurse { hired, certified: None, ..nurse }))
}

fn nurse(
    cast: &mut Cast<'_>,
    places: &Places,
    house: usize,
    opened: NaiveDate,
    nth: usize,
) -> Result<Nurse, SampleFault> {
    let rural = cast.rng.chance(450);
    let home = cast.home(places, rural);
    let sex = if cast.rng.chance(930) { Sex::Female } else { Sex::Male };
    let surname = cast.names.surname(&mut cast.rng);
    let age = cast.rng.within(38, 57);
    let mut person = cast.person(Sketch::of(sex, age, surname, "20", Condition::Well), &home)?;
    person.employ = "1";
    let first = opened.max(day(2016, 1, 4)) + Days::new(20);
    let days = (day(2020, 11, 27) - first).num_days().max(1);
    let hired = cast.workdays.from(first + Days::new(cast.rng.within(0, days).unsigned_abs()));
    let certified = cast.rng.likely(&CERTIFICATES).map(|level| {
        let on = cast.workdays.from(hired + Days::new(cast.rng.within(60, 400).unsigned_abs()));
        (level, on.min(day(2020, 12, 10)).max(hired))
    });
    // The last one of a home with many goes in the year.
    let left = (nth == 0 && house % 4 == 2).then(|| cast.workdays.from(day(2021, 7, 12) + Days::new(house as u64)));
    Ok(Nurse { person, house, hired, certified, left })
}

/// Each quarter somebody looks; what is found is mended in some weeks, what was found last not yet everywhere.
fn looks(cast: &mut Cast<'_>, house: usize, looks: &mut Vec<Look>) {
    for of_2021 in [3, 6, 9, 11] {
        let first = month(of_2021).first_day() + Days::new(2 + house as u64 * 2);
        let day = cast.workdays.from(first + Days::new(cast.rng.below(4) as u64));
        let count = [0, 0, 0, 1, 1, 2][cast.rng.below(6)];
        let start = cast.rng.below(FOUND.len());
        let found: Vec<_> = (0..count).map(|n| FOUND[(start + n * 4) % FOUND.len()]).collect();
        let mended = cast.workdays.after(day, cast.rng.within(5, 18) as u32);
        let open = of_2021 == 11 && cast.rng.chance(500);
        looks.push(Look { house, day, mended: (!found.is_empty() && !open).then_some(mended), found });
    }
}
