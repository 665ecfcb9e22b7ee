//! 护理员技能竞赛 of the demonstration office: who took over from carers who left, and who of which home took part in the contest of the
//! district in September 2021, how well, and what the best three won in the city and the province (services 2.9, 11.6). An office has it
//! once, whatever its scale.
//!
//! Must not know the file.

use super::SampleFault;
use super::days;
use super::homes::{HOMES, Homes, Nurse, successor};
use super::people::Cast;
use super::places::Places;

/// A contest: its level, title, venue, and day.
pub(crate) type Held = (&'static str, &'static str, &'static str, (i32, u32, u32));
/// That of the district, and those to which it sends its best.
pub(crate) const CONTESTS: [Held; 3] = [
    ("1", "雁峰区2021年养老护理员职业技能竞赛", "市社会福利院雁峰托养部", (2021, 9, 9)),
    ("2", "衡阳市2021年养老护理员职业技能竞赛", "衡阳市职业技能实训中心", (2021, 10, 14)),
    ("3", "湖南省2021年养老护理员职业技能竞赛", "长沙民政职业技术学院", (2021, 11, 11)),
];
/// The prizes of the district, the best first.
const PRIZES: [(&str, usize); 4] = [("1", 2), ("2", 4), ("3", 6), ("4", 10)];
/// How the best did in the city and the province: which contest, the place in the district, 成绩, 奖项.
const SENT: [(usize, usize, i64, &str); 4] = [(1, 0, 93, "1"), (1, 1, 84, "4"), (1, 2, 86, "3"), (2, 0, 91, "2")];
/// A home sends so many at most, and somebody stays with the residents.
const MOST: usize = 8;

/// Somebody in a contest.
#[derive(Clone, Debug)]
pub(crate) struct Contestant {
    /// A place among the contests.
    pub contest: usize,
    /// A place among the carers, successors last.
    pub nurse: usize,
    /// 成绩.
    pub score: i64,
    /// 奖项.
    pub award: &'static str,
}

/// All of it.
#[derive(Default)]
pub(crate) struct Contests {
    /// Carers who came for others.
    pub successors: Vec<Nurse>,
    /// Who took part, contest by contest, the best first.
    pub contestants: Vec<Contestant>,
}

/// Plans it.
pub(crate) fn plan(homes: &Homes, cast: &mut Cast<'_>, places: &Places) -> Result<Contests, SampleFault> {
    let mut successors = Vec::new();
    for gone in &homes.nurses {
        successors.extend(successor(cast, places, gone)?);
    }
    let (_, _, _, (year, month, day)) = CONTESTS[0];
    let held = days::day(year, month, day);
    let on_duty = |nurse: &Nurse| nurse.hired < held && nurse.left.is_none_or(|left| left >= held);
    let nurses: Vec<&Nurse> = homes.nurses.iter().chain(&successors).collect();
    let mut best: Vec<(i64, usize)> = Vec::new();
    for house in 0..HOMES.len() {
        let mut there: Vec<usize> =
            (0..nurses.len()).filter(|n| nurses[*n].house == house && on_duty(nurses[*n])).collect();
        cast.rng.shuffle(&mut there);
        there.truncate(MOST.min(there.len().saturating_sub(1)));
        best.extend(there.into_iter().map(|nurse| (cast.rng.within(62, 96), nurse)));
    }
    best.sort_by_key(|(score, nurse)| (-score, *nurse));
    let prizes =
        PRIZES.iter().flat_map(|(award, count)| std::iter::repeat_n(*award, *count)).chain(std::iter::repeat("0"));
    let entry = |((score, nurse), award)| Contestant { contest: 0, nurse, score, award };
    let mut contestants: Vec<Contestant> = best.into_iter().zip(prizes).map(entry).collect();
    for (contest, place, score, award) in SENT {
        contestants.push(Contestant { contest, nurse: contestants[place].nurse, score, award });
    }
    Ok(Contests { successors, contestants })
}
