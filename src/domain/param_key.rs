//! 分项: what a rate may depend on beside the day: small closed lists, and the towns of the office. Which parameter depends on which stands in
//! [`super::param`]. Knows no amounts.

use super::division_code::{DivisionCode, Level};

/// What a rate may depend on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// 供养方式 of 特困 (assistance 3.3).
    Mode,
    /// 自理能力 (assistance 3.3).
    CareLevel,
    /// 城乡.
    Area,
    /// 成年 or not: the age on the first day of the month.
    AgeGroup,
    /// 经济状况依据 of 困难残疾人生活补贴 (assistance 5.3).
    Poverty,
    /// 残疾等级 (GB/T 26341).
    DisabilityLevel,
    /// 年龄段 of 高龄津贴 (services 2.2).
    AgeBand,
    /// 养育方式 of a child (services 3.4).
    CareKind,
    /// 风险等级 of a child (services 3.1).
    Risk,
    /// 养老机构等级 (GB/T 37276, services 2.6).
    Grade,
    /// 能力等级 of an older person (GB/T 42195, services 2.4).
    Ability,
    /// 职业等级 of a carer (services 2.9).
    Certificate,
    /// 补贴种类 of 养老补贴 (services 2.8).
    Subsidy,
    /// The four parts of what it is given for.
    GradePart,
    /// 类别 of a place name (services 5.1).
    PlaceKind,
    /// 服务项目 of 惠民殡葬减免 (services 4.8).
    ReliefItem,
    /// 对象类别 of 惠民殡葬减免 (services 4.8).
    ReliefTarget,
    /// 镇街, by its code.
    Town,
}

impl Key {
    /// 中文名.
    pub const fn label(self) -> &'static str {
        match self {
            Key::Mode => "供养方式",
            Key::CareLevel => "自理能力",
            Key::Area => "城乡",
            Key::AgeGroup => "年龄组",
            Key::Poverty => "经济状况依据",
            Key::DisabilityLevel => "残疾等级",
            Key::AgeBand => "年龄段",
            Key::CareKind => "养育方式",
            Key::Risk => "风险等级",
            Key::Grade => "养老机构等级",
            Key::Ability => "能力等级",
            Key::Certificate => "职业等级",
            Key::Subsidy => "补贴种类",
            Key::GradePart => "评定部分",
            Key::PlaceKind => "地名类别",
            Key::ReliefItem => "服务项目",
            Key::ReliefTarget => "减免对象",
            Key::Town => "镇街",
        }
    }
    /// Its codes with what each is called, in the order in which they are offered; none for the towns, which the office has.
    pub const fn items(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Key::Mode => &[("D", "分散供养"), ("C", "集中供养")],
            Key::CareLevel => &[("1", "全自理"), ("2", "半护理"), ("3", "全护理")],
            Key::Area => &[("U", "城市"), ("R", "农村")],
            Key::AgeGroup => &[("minor", "未成年"), ("adult", "成年")],
            Key::Poverty => &[("1", "低保"), ("2", "低保边缘"), ("3", "其他")],
            Key::DisabilityLevel => &[("1", "一级"), ("2", "二级"), ("3", "三级"), ("4", "四级")],
            Key::AgeBand => &[("80", "80至89岁"), ("90", "90至99岁"), ("100", "100岁以上")],
            Key::CareKind => &[("A1", "集中养育"), ("A2", "散居"), ("B", "事实无人抚养")],
            Key::Risk => &[("1", "高"), ("2", "中"), ("3", "低")],
            Key::Grade => &[("1", "一级"), ("2", "二级"), ("3", "三级"), ("4", "四级"), ("5", "五级")],
            Key::Ability => {
                &[("0", "能力完好"), ("1", "轻度失能"), ("2", "中度失能"), ("3", "重度失能"), ("4", "完全失能")]
            }
            Key::Certificate => &[
                ("0", "无证"),
                ("5", "五级(初级工)"),
                ("4", "四级(中级工)"),
                ("3", "三级(高级工)"),
                ("2", "二级(技师)"),
                ("1", "一级(高级技师)"),
            ],
            Key::Subsidy => &[
                ("1", "等级评定补贴"),
                ("2", "社区养老服务中心运营补贴"),
                ("3", "连锁品牌扶持补贴"),
                ("4", "养老护理员岗位补贴"),
                ("5", "养老服务发展专项补贴"),
                ("6", "居家和社区养老服务运营指挥中心建设补贴"),
                ("7", "床位运营补贴"),
                ("8", "建设补贴"),
            ],
            Key::GradePart => {
                &[("environment", "环境"), ("facilities", "设施设备"), ("management", "运营管理"), ("service", "服务")]
            }
            Key::PlaceKind => &[
                ("1", "自然地理实体"),
                ("2", "行政区划"),
                ("3", "村居所在地"),
                ("4", "公园、自然保护地"),
                ("5", "街路巷"),
                ("6", "住宅区、楼宇"),
                ("7", "设施"),
                ("8", "其他地理实体"),
            ],
            Key::ReliefItem => &[
                ("transport", "普通车辆接运"),
                ("storage", "普通冷柜存放"),
                ("cremation", "普通平板炉火化"),
                ("coffin", "普通纸棺"),
                ("urn", "骨灰盒"),
            ],
            Key::ReliefTarget => {
                &[("1", "低保"), ("2", "特困"), ("3", "无名遗体"), ("4", "重点优抚"), ("5", "其他户籍居民")]
            }
            Key::Town => &[],
        }
    }
    /// The code that was meant: by code or by what it is called; of a town 9 or 12 digits.
    pub fn meant(self, typed: &str) -> Option<String> {
        let item = self.items().iter().find(|(code, label)| code.eq_ignore_ascii_case(typed) || *label == typed);
        let town = || DivisionCode::parse(typed).ok().filter(|code| code.level() == Level::Town && self == Key::Town);
        item.map(|(code, _)| (*code).to_owned()).or_else(|| town().map(|code| code.as_str().to_owned()))
    }
    /// What a code is called; none for a town.
    pub fn said(self, code: &str) -> Option<&'static str> {
        self.items().iter().find(|(c, _)| *c == code).map(|(_, label)| *label)
    }
    /// What may stand there, for a clerk: `D 分散供养、C 集中供养`.
    pub fn offer(self) -> String {
        let items: Vec<String> = self.items().iter().map(|(code, label)| format!("{code} {label}")).collect();
        if items.is_empty() { "镇街的区划代码(9位或12位)".to_owned() } else { items.join("、") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_meant_by_its_code_or_by_what_it_is_called() {
        for (key, typed, meant) in [
            (Key::Mode, "D", Some("D")),
            (Key::Mode, "c", Some("C")),
            (Key::Mode, "集中供养", Some("C")),
            (Key::Mode, "1", None),
            (Key::CareLevel, "半护理", Some("2")),
            (Key::DisabilityLevel, "半护理", None),
            (Key::AgeGroup, "未成年", Some("minor")),
            (Key::AgeBand, "90", Some("90")),
            (Key::AgeBand, "85", None),
            (Key::CareKind, "a1", Some("A1")),
            (Key::Town, "430406001", Some("430406001000")),
            (Key::Town, "430406001000", Some("430406001000")),
            (Key::Town, "430406", None),
            (Key::Town, "430406001001", None),
            (Key::Area, "430406001", None),
        ] {
            assert_eq!(key.meant(typed).as_deref(), meant, "{key:?} {typed}");
        }
        assert_eq!(Key::Mode.offer(), "D 分散供养、C 集中供养");
        assert_eq!((Key::Area.said("R"), Key::Town.said("430406001000")), (Some("农村"), None));
    }
}
