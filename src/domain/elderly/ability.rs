//! 老年人能力评估 (GB/T 42195-2022; services 2.4): the 26 items and their maxima, and which level follows from their total and from what
//! is known beside it. Must not know registers.

use chrono::NaiveDate;

/// An item (二级指标).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its column.
    pub col: &'static str,
    /// 中文名.
    pub label: &'static str,
    /// The most that may be given.
    pub max: i64,
    /// 一级指标.
    pub of: &'static str,
}

const fn item(of: &'static str, col: &'static str, label: &'static str, max: i64) -> Item {
    Item { col, label, max, of }
}

const SELF_CARE: &str = "自理能力";
const MOVEMENT: &str = "基础运动能力";
const MIND: &str = "精神状态";
const SENSES: &str = "感知觉与社会参与";

/// The items, in the order of the standard.
pub const ITEMS: [Item; 26] = [
    item(SELF_CARE, "eating", "进食", 4),
    item(SELF_CARE, "grooming", "修饰", 4),
    item(SELF_CARE, "bathing", "洗澡", 4),
    item(SELF_CARE, "upper_dress", "穿/脱上衣", 4),
    item(SELF_CARE, "lower_dress", "穿/脱裤子和鞋袜", 4),
    item(SELF_CARE, "bladder", "小便控制", 4),
    item(SELF_CARE, "bowel", "大便控制", 4),
    item(SELF_CARE, "toilet", "如厕", 4),
    item(MOVEMENT, "turning", "床上体位转移", 4),
    item(MOVEMENT, "transfer", "床椅转移", 4),
    item(MOVEMENT, "walking", "平地行走", 4),
    item(MOVEMENT, "stairs", "上下楼梯", 4),
    item(MIND, "sense_of_time", "时间定向", 4),
    item(MIND, "sense_of_place", "空间定向", 4),
    item(MIND, "sense_of_person", "人物定向", 4),
    item(MIND, "memory", "记忆", 4),
    item(MIND, "comprehension", "理解能力", 3),
    item(MIND, "expression", "表达能力", 3),
    item(MIND, "aggression", "攻击行为", 1),
    item(MIND, "depression", "抑郁症状", 1),
    item(MIND, "consciousness", "意识水平", 2),
    item(SENSES, "sight", "视力", 2),
    item(SENSES, "hearing", "听力", 2),
    item(SENSES, "errands", "执行日常事务", 4),
    item(SENSES, "transport", "使用交通工具外出", 4),
    item(SENSES, "society", "社会交往能力", 4),
];

/// The levels with the least total of each, the ablest first: 0 能力完好, 1 轻度, 2 中度, 3 重度, 4 完全失能.
const LEVELS: [(i64, &str); 5] = [(90, "0"), (66, "1"), (46, "2"), (30, "3"), (0, "4")];
/// 完全失能.
const WORST: usize = LEVELS.len() - 1;

/// What is known beside the scores.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    /// 昏迷.
    pub coma: bool,
    /// 痴呆 (ICD-10 F00–F03), diagnosed.
    pub dementia: bool,
    /// Another 精神和行为障碍 (F04–F99), diagnosed by a psychiatrist.
    pub mental: bool,
    /// 照护风险事件 (falling, choking, suicide, self-harm, going missing) of the last 30 days.
    pub risk_events: i64,
}

/// So many of them count.
const RISKY: i64 = 2;

fn raw(total: i64) -> usize {
    LEVELS.iter().position(|(least, _)| total >= *least).unwrap_or(WORST)
}

fn code(level: usize) -> &'static str {
    LEVELS[level.min(WORST)].1
}

/// 初评等级 of a total.
pub fn raw_level(total: i64) -> &'static str {
    code(raw(total))
}

/// 能力等级: in coma the worst; whatever else there is, one level worse, once.
pub fn level(total: i64, beside: Beside) -> &'static str {
    if beside.coma {
        return code(WORST);
    }
    let worse = beside.dementia || beside.mental || beside.risk_events >= RISKY;
    code(raw(total) + usize::from(worse))
}

/// The day from which on one is assessed by GB/T 42195-2022; before, by MZ/T 039-2013.
pub const SINCE: Option<NaiveDate> = NaiveDate::from_ymd_opt(2022, 12, 30);

#[cfg(test)]
mod tests {
    use super::*;

    const NOTHING: Beside = Beside { coma: false, dementia: false, mental: false, risk_events: 0 };

    #[test]
    fn the_maxima_add_up_as_the_standard_says() {
        let of = |indicator| ITEMS.iter().filter(|i| i.of == indicator).map(|i| i.max).collect::<Vec<_>>();
        for (indicator, items, most) in [(SELF_CARE, 8, 32), (MOVEMENT, 4, 16), (MIND, 9, 26), (SENSES, 5, 16)] {
            assert_eq!((of(indicator).len(), of(indicator).iter().sum::<i64>()), (items, most), "{indicator}");
        }
        assert_eq!(ITEMS.iter().map(|i| i.max).sum::<i64>(), 90);
    }

    #[test]
    fn levels_by_total() {
        for (totals, raw) in [(90..=90, "0"), (66..=89, "1"), (46..=65, "2"), (30..=45, "3"), (0..=29, "4")] {
            for total in totals {
                assert_eq!((raw_level(total), level(total, NOTHING)), (raw, raw), "{total}");
            }
        }
    }

    #[test]
    fn what_is_known_beside_the_scores() {
        let (coma, dementia, mental) = (
            Beside { coma: true, ..NOTHING },
            Beside { dementia: true, ..NOTHING },
            Beside { mental: true, ..NOTHING },
        );
        let fell = |risk_events| Beside { risk_events, ..NOTHING };
        let all = Beside { risk_events: 5, dementia: true, ..mental };
        for (total, beside, found) in [
            (58, dementia, "3"),
            (90, fell(2), "1"),
            (20, dementia, "4"),
            (90, fell(1), "0"),
            (90, mental, "1"),
            (90, all, "1"),
            (66, all, "2"),
            (90, coma, "4"),
            (30, Beside { coma: true, ..all }, "4"),
        ] {
            assert_eq!(level(total, beside), found, "{total} {beside:?}");
        }
    }

    /// Of all totals and all that can be known: more points never make it worse, a finding never better, and no more than one level worse.
    #[test]
    fn more_points_are_never_worse_and_a_finding_costs_one_level_once() {
        for total in 0..=90 {
            for (dementia, mental, risk_events) in
                [(true, false, 0), (false, true, 1), (false, false, 2), (true, true, 9)]
            {
                let beside = Beside { coma: false, dementia, mental, risk_events };
                let (plain, worse) = (level(total, NOTHING), level(total, beside));
                let steps = worse.parse::<i64>().unwrap() - plain.parse::<i64>().unwrap();
                assert_eq!(steps, i64::from(plain != "4"), "{total} {beside:?}");
                assert!(total == 0 || level(total - 1, beside) >= worse);
                assert_eq!(level(total, Beside { coma: true, ..beside }), "4");
            }
        }
    }
}
