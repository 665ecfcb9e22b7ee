//! The parameters (参数) that the program reads, one line each: name, what it is called, what may stand there, what a new office
//! begins with, whose amounts hang on it, and by what else than the day its value may differ. A name that stands here nowhere can neither be
//! entered nor read; a test holds that each is read somewhere. Values by date stand in [`super::parameter`].

use super::nearest;
use super::param_key::Key;
use super::scheme::Scheme;
use crate::domain::death::DeathRule;
use crate::domain::elderly::allowance::StartRule;
use crate::domain::funeral::cremation::{RateKind, Scope};

/// What may stand in a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Whole fen.
    Fen,
    /// Parts of ten thousand.
    Bp,
    /// A whole number of days, months or times.
    Whole,
    /// A number with so many decimals, whole in the last of them.
    Decimal(u32),
    /// One of these, with what each means.
    OneOf(&'static [(&'static str, &'static str)]),
    /// Free text.
    Text,
}

/// What is known of a parameter beside its values.
#[derive(Debug)]
pub struct Spec {
    /// Its name in the file and on the command line.
    pub name: &'static str,
    /// 中文名.
    pub label: &'static str,
    /// What may stand there.
    pub holds: Holds,
    /// 单位 as it is shown.
    pub unit: &'static str,
    /// What a new office begins with, 待确认; none for what an office may do without.
    pub initial: Option<&'static str>,
    /// By what its value may differ (分项): at most two, the one that counts more first.
    pub keys: &'static [Key],
    /// What a new office begins with for some keys: `D/1` and the value.
    pub by_keys: &'static [(&'static str, &'static str)],
    /// The national document that speaks of it, as a hint where to look; the office's own is entered by the office.
    pub document: &'static str,
    /// The schemes whose amounts are computed from it.
    pub pays: &'static [Scheme],
}

use Scheme::{
    DeFacto as SW, DibaoRural as R, DibaoUrban as U, DisabilityCare as CN, DisabilityLiving as CL, Elderly as GL,
    Orphans as GE, Tekun as TK,
};

const YES_NO: &[(&str, &str)] = &[("0", "否"), ("1", "是")];
const METHODS: &[(&str, &str)] = &[("GAP", "差额"), ("TIER", "分档")];
const ROUNDINGS: &[(&str, &str)] = &[("FEN", "见分"), ("YUAN_HALF_UP", "四舍五入到元"), ("YUAN_CEIL", "见角进元")];
const SINGLE: &[(&str, &str)] = &[("OWN_INCOME", "减本人收入"), ("FULL", "全额")];
const OPINION: &str = "民发〔2021〕57号";
const DECREE: &str = "国务院令第649号";
/// Of Hunan, in force from 2013-01-01 (services 4.8); its number is not known here.
const RELIEF: &str = "湖南省惠民殡葬减免政策(2013年起)";
const HOMES: &str = "民政部令第66号";
const BOUNDARIES: &str = "国务院令第353号";
const GRADING: &str = "GB/T 37276-2018";
/// Who gives the numbers of houses (services 5.4).
const NUMBERS: &[(&str, &str)] = &[("civil", "民政"), ("police", "公安")];
/// Who decides on a grade (services 2.6).
const DECIDES: &[(&str, &str)] = &[("district", "区"), ("above", "上级")];

macro_rules! params {
    ($($id:ident $name:literal $label:literal $holds:expr, $unit:literal, $initial:expr, $document:expr, $pays:expr
        $(, by $($key:ident),+)? $(, $at:literal $value:literal)*;)+) => {
        /// A parameter. Only what stands here can be read.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs, reason = "each is described by its label")]
        pub enum Param { $($id),+ }

        impl Param {
            /// All of them, in the order of a list.
            pub const ALL: &'static [Param] = &[$(Param::$id),+];

            /// What is known of it.
            pub const fn spec(self) -> &'static Spec {
                match self {
                    $(Param::$id => &Spec {
                        name: $name, label: $label, holds: $holds, unit: $unit, initial: $initial, document: $document, pays: $pays,
                        keys: &[$($(Key::$key),+)?], by_keys: &[$(($at, $value)),*],
                    }),+
                }
            }
        }
    };
}

params! {
    UrbanStandard "dibao.urban.month_fen" "城市低保月标准" Holds::Fen, "分/月", Some("60000"), "", &[U, TK];
    RuralStandard "dibao.rural.month_fen" "农村低保月标准" Holds::Fen, "分/月", Some("60000"), "", &[R, TK];
    UrbanMethod "dibao.method.U" "城市低保计算方法" Holds::OneOf(METHODS), "", Some("GAP"), OPINION, &[U];
    RuralMethod "dibao.method.R" "农村低保计算方法" Holds::OneOf(METHODS), "", Some("GAP"), OPINION, &[R];
    RoundMode "dibao.round_mode" "低保金尾数" Holds::OneOf(ROUNDINGS), "", Some("FEN"), "", &[U, R];
    ExtraDisabled "dibao.extra.disabled_bp" "分类施保重度残疾" Holds::Bp, "万分比", Some("2000"), DECREE, &[U, R];
    ExtraIll "dibao.extra.ill_bp" "分类施保重病" Holds::Bp, "万分比", Some("2000"), DECREE, &[U, R];
    ExtraAged "dibao.extra.aged70_bp" "分类施保70岁以上" Holds::Bp, "万分比", Some("1000"), DECREE, &[U, R];
    ExtraMinor "dibao.extra.minor_bp" "分类施保未成年人" Holds::Bp, "万分比", Some("1000"), DECREE, &[U, R];
    ExtraStack "dibao.extra_stack" "分类施保多类叠加" Holds::OneOf(YES_NO), "", Some("0"), "", &[U, R];
    EdgeRatio "dibao.edge_ratio_bp" "低保边缘倍数" Holds::Bp, "万分比", Some("15000"), OPINION, &[U, R];
    SingleMethod "dibao.single_method" "单人保计算方法" Holds::OneOf(SINGLE), "", Some("OWN_INCOME"), "", &[U, R];
    TierA "dibao.tier.A_fen" "分档A类每人月金额" Holds::Fen, "分/人月", Some("60000"), "", &[U, R];
    TierB "dibao.tier.B_fen" "分档B类每人月金额" Holds::Fen, "分/人月", Some("45000"), "", &[U, R];
    TierC "dibao.tier.C_fen" "分档C类每人月金额" Holds::Fen, "分/人月", Some("35000"), "", &[U, R];
    ReviewCycleA "dibao.review_cycle_A" "A类复核周期" Holds::Whole, "月", Some("12"), "", &[];
    ReviewCycleB "dibao.review_cycle_B" "B类复核周期" Holds::Whole, "月", Some("6"), "", &[];
    ReviewCycleC "dibao.review_cycle_C" "C类复核周期" Holds::Whole, "月", Some("3"), "", &[];
    TekunBase "tekun.base_bp" "特困基本生活标准为低保标准的" Holds::Bp, "万分比", Some("13000"), "", &[TK], by Mode, Area;
    TekunCare "tekun.care_fen" "特困照料护理" Holds::Fen, "分/月", None, "", &[TK], by Mode, CareLevel,
        "D/1" "15400", "D/2" "25700", "D/3" "51400", "C/1" "46200", "C/2" "77000", "C/3" "154000";
    ReliefTownLimit "temp.town_limit_fen" "临时救助镇街审批限额" Holds::Fen, "分", Some("200000"), "", &[];
    ReliefMeetingLimit "temp.one_case_limit_fen" "临时救助一事一议限额" Holds::Fen, "分", Some("1000000"), "民发〔2018〕23号", &[];
    ReliefCap "temp.cap_fen" "临时救助封顶" Holds::Fen, "分", None, "", &[];
    ReliefRepeat "temp.repeat_months" "同一事由不重复救助" Holds::Whole, "月", Some("12"), "国发〔2014〕47号", &[];
    ReliefYearMax "temp.year_max" "临时救助每年次数" Holds::Whole, "次", Some("2"), "", &[];
    ReliefPapersDays "temp.papers_days" "紧急救助补手续" Holds::Whole, "工作日", Some("10"), "民发〔2018〕23号", &[];
    LivingRate "disability.life.month_fen" "困难残疾人生活补贴" Holds::Fen, "分/月", Some("7000"), "", &[CL], by Poverty, DisabilityLevel;
    CareRate "disability.care.month_fen" "重度残疾人护理补贴" Holds::Fen, "分/月", Some("7000"), "", &[CN], by AgeGroup, DisabilityLevel;
    LivingExtended "disability.life.extend" "生活补贴扩大到低保边缘" Holds::OneOf(YES_NO), "", Some("0"), "国发〔2015〕52号", &[];
    CareExtended "disability.care.extend" "护理补贴扩大到三四级智力精神残疾" Holds::OneOf(YES_NO), "", Some("0"), "国发〔2015〕52号", &[];
    ChildVisitDays "visit.child_days" "儿童走访间隔" Holds::Whole, "天", None, "民发〔2019〕34号", &[], by Risk, "1" "15", "2" "30", "3" "90";
    AssessMonths "assess.valid_months" "能力评估有效期" Holds::Whole, "月", Some("12"), "", &[];
    CheckValidity "check.valid_months" "核对报告有效期" Holds::Whole, "月", Some("6"), "", &[];
    HomeMinBeds "home.min_beds" "养老机构最少床位" Holds::Whole, "张", Some("10"), HOMES, &[];
    HomeRatioSelf "home.ratio.self" "护理员配比自理老人" Holds::Whole, "人", Some("20"), "", &[];
    HomeRatioPart "home.ratio.part" "护理员配比半失能老人" Holds::Whole, "人", Some("10"), "", &[];
    HomeRatioFull "home.ratio.full" "护理员配比失能老人" Holds::Whole, "人", Some("4"), "", &[];
    HomeFilingDays "home.filing_days" "养老机构收住后备案期限" Holds::Whole, "工作日", Some("10"), HOMES, &[];
    GradeTotal "grade.total" "等级评定最低总分" Holds::Whole, "分", None, GRADING, &[], by Grade,
        "1" "360", "2" "450", "3" "570", "4" "780", "5" "900";
    GradePart "grade.part_bp" "等级评定每部分最低得分率" Holds::Bp, "万分比", None, GRADING, &[], by Grade, GradePart,
        "1" "4000", "2" "5000", "3" "6000", "4" "8000", "5" "9000";
    GradeAuthority "grade.authority" "等级评定由谁评定" Holds::OneOf(DECIDES), "", None, "", &[], by Grade,
        "1" "district", "2" "district", "3" "above", "4" "above", "5" "above";
    GradeOperating "grade.operating_years" "申报等级评定须已运营" Holds::Whole, "年", Some("1"), GRADING, &[];
    GradeReviewers "grade.reviewers" "等级评定最少评审人员" Holds::Whole, "人", Some("3"), "", &[];
    GradeCheckDays "grade.check_days" "等级评定区初审期限" Holds::Whole, "工作日", Some("15"), "", &[];
    GradePublicDays "grade.public_days" "等级评定公示" Holds::Whole, "天", Some("7"), "", &[];
    GradeValid "grade.valid_years" "养老机构等级有效期" Holds::Whole, "年", Some("3"), GRADING, &[];
    GradeRenewal "grade.renew_notice_days" "养老机构等级期满前申请续评" Holds::Whole, "天", Some("30"), "", &[];
    GradeUpgrade "grade.upgrade_years" "养老机构升级间隔" Holds::Whole, "年", Some("1"), "", &[];
    GradeBan "grade.ban_years" "取消等级后不受理申报" Holds::Whole, "年", Some("1"), "", &[];
    PersonVariance "pay.var_person_bp" "批次人数变动须说明" Holds::Bp, "万分比", Some("500"), "", &[];
    MoneyVariance "pay.var_money_bp" "批次金额变动须说明" Holds::Bp, "万分比", Some("1000"), "", &[];
    OffsetShare "pay.offset_pct" "追缴每月最多抵扣月金额的" Holds::Whole, "%", Some("30"), "", &[];
    AgedRate "elder.allowance_fen" "高龄津贴" Holds::Fen, "分/月", None, "财社〔2014〕113号", &[GL], by AgeBand, Town,
        "80" "5000", "90" "10000", "100" "30000";
    ElderStart "elder.start_rule" "高龄津贴起发" Holds::OneOf(StartRule::CODES), "", Some("next_month"), "", &[];
    ElderRetro "elder.retro" "高龄津贴补发申请以前" Holds::OneOf(YES_NO), "", Some("0"), "", &[];
    ElderAlive "elder.alive_check_months" "高龄津贴生存认证有效期" Holds::Whole, "月", Some("12"), "", &[];
    ElderReview "elder.t_first" "高龄津贴镇街初审期限" Holds::Whole, "工作日", Some("10"), "", &[];
    ElderNotice "elder.t_public" "高龄津贴公示" Holds::Whole, "天", Some("7"), "", &[];
    ElderApproval "elder.t_approve" "高龄津贴区审批期限" Holds::Whole, "工作日", Some("10"), "", &[];
    ElderArrears "elder.arrears_max" "高龄津贴恢复后最多补发" Holds::Whole, "月", Some("12"), "", &[];
    DeathRule "benefit.death_rule" "死亡当月待遇" Holds::OneOf(DeathRule::CODES), "", Some("death_month_paid"), "", &[];
    DeathReport "death.report_days" "死亡登记期限" Holds::Whole, "天", Some("7"), "", &[];
    ElderVisitDays "visit.elder_days" "老年人探访间隔" Holds::Whole, "天", None, "民发〔2022〕73号", &[], by Risk, "1" "7", "2" "30", "3" "90";
    AdaptCap "adapt.cap_fen" "适老化改造每户限额" Holds::Fen, "分", Some("500000"), "民发〔2020〕86号", &[];
    AdaptInterval "adapt.interval_years" "适老化改造间隔" Holds::Whole, "年", Some("5"), "民发〔2020〕86号", &[];
    SubsidyBed "subsidy.bed.month_fen" "床位运营补贴" Holds::Fen, "分/床月", None, "", &[], by Ability, Town;
    SubsidyPost "subsidy.post.month_fen" "养老护理员岗位补贴" Holds::Fen, "分/月", None, "", &[], by Certificate, Town;
    SubsidyGrade "subsidy.grade_fen" "等级评定补贴" Holds::Fen, "分", None, "", &[], by Grade, Town;
    SubsidyDifference "subsidy.grade.diff" "等级评定补贴升级只补差额" Holds::OneOf(YES_NO), "", Some("1"), "", &[];
    SubsidyUnit "subsidy.unit_fen" "其他养老补贴每个单位" Holds::Fen, "分", None, "", &[], by Subsidy, Town;
    SubsidyBudget "subsidy.budget_fen" "养老补贴年度预算" Holds::Fen, "分/年", None, "", &[], by Subsidy;
    ChildStandard "child.std_fen" "儿童基本生活费" Holds::Fen, "分/月", None, "", &[GE, SW], by CareKind, Town,
        "A1" "135000", "A2" "95000", "B" "95000";
    SchoolExtend "child.school_extend" "满18周岁读高中中职续发" Holds::OneOf(YES_NO), "", Some("1"), "", &[];
    OrphanNoDibao "child.orphan_excl_dibao" "孤儿不得同时享受低保" Holds::OneOf(YES_NO), "", Some("1"), "", &[];
    DefactoReview "defacto.review_months" "事实无人抚养复核周期" Holds::Whole, "月", Some("6"), "民发〔2019〕62号", &[];
    DreamAmount "dream.amount_fen" "福彩圆梦每学年金额" Holds::Fen, "分/学年", Some("1000000"), "民办发〔2019〕24号", &[];
    DreamInstalments "dream.instalments" "福彩圆梦每学年期数" Holds::Whole, "期", Some("4"), "", &[];
    ReportHours "report.max_hours" "强制报告时限" Holds::Whole, "小时", Some("6"), "高检发〔2020〕9号", &[];
    JointYears "joint.years" "界线联检间隔" Holds::Whole, "年", Some("5"), BOUNDARIES, &[];
    JointPlanDue "joint.plan_due" "联检方案报送期限" Holds::Text, "月-日", Some("05-15"), "", &[];
    JointReportDue "joint.report_due" "联检总结报送期限" Holds::Text, "月-日", Some("12-01"), "", &[];
    PlateOwner "plate.owner" "门牌由谁编制" Holds::OneOf(NUMBERS), "", Some("civil"), "", &[];
    PlateOddEven "plate.odd_even" "门牌单双号分两侧" Holds::OneOf(YES_NO), "", Some("1"), "", &[];
    PlateMetres "plate.metre_per_no" "门牌每号间距" Holds::Whole, "米", Some("2"), "", &[];
    MarkerPatrols "marker.patrol_per_year" "界桩每年巡查" Holds::Whole, "次", Some("2"), "", &[];
    PlanCarry "plan.implement_months" "区划调整批准后的实施期限" Holds::Whole, "月", Some("12"), "国务院令第704号", &[];
    PlanExtend "plan.extend_months" "区划调整实施期限的延长" Holds::Whole, "月", Some("6"), "国务院令第704号", &[];
    MissingAsOrphan "orphan.include_missing" "父母宣告失踪的按孤儿认定" Holds::OneOf(YES_NO), "", Some("1"), "国办发〔2010〕54号", &[];
    FuneralOpen "relief.open" "惠民殡葬减免对象" Holds::OneOf(YES_NO), "", None, RELIEF, &[], by ReliefTarget,
        "1" "1", "2" "1", "3" "1", "4" "0", "5" "0";
    FuneralCap "relief.cap_fen" "惠民殡葬减免每项限额" Holds::Fen, "分", None, RELIEF, &[], by ReliefItem, "urn" "20000";
    FuneralStorage "relief.storage_days" "惠民殡葬减免存放" Holds::Whole, "天", Some("3"), RELIEF, &[];
    FuneralTotal "relief.cap_total_fen" "惠民殡葬减免每例限额" Holds::Fen, "分", None, RELIEF, &[];
    FuneralDays "relief.days" "惠民殡葬减免申请期限" Holds::Whole, "天", Some("180"), "", &[];
    TentDispatch "tent.dispatch_h" "灵棚举报派单时限" Holds::Whole, "小时", Some("2"), "", &[];
    TentOnSite "tent.onsite_h" "灵棚举报到场时限" Holds::Whole, "小时", Some("24"), "", &[];
    TentReply "tent.reply_days" "灵棚举报反馈时限" Holds::Whole, "工作日", Some("5"), "", &[];
    AshGrave "grave.ash_m2" "骨灰墓最大占地" Holds::Decimal(2), "平方米", Some("100"), "", &[];
    SingleGrave "grave.single_m2" "遗体单人墓最大占地" Holds::Decimal(2), "平方米", Some("400"), "", &[];
    DoubleGrave "grave.double_m2" "遗体双人墓最大占地" Holds::Decimal(2), "平方米", Some("600"), "", &[];
    CremationRate "funeral.rate_kind" "火化率口径" Holds::OneOf(RateKind::CODES), "", Some("statutory"), "", &[];
    DeathScope "funeral.scope" "死亡火化统计范围" Holds::OneOf(Scope::CODES), "", Some("hukou"), "", &[];
    CremationPending "funeral.pending_days" "死亡后待火化" Holds::Whole, "天", Some("15"), "", &[];
    TentCountFalse "tent.count_false" "不属实的灵棚举报计入件数" Holds::OneOf(YES_NO), "", Some("1"), "", &[];
    LockIdle "lock.idle_min" "没人按键几分钟后锁屏" Holds::Whole, "分钟", None, "", &[];
    LockRestricted "lock.restricted_min" "限制查阅的登记没人按键几分钟后锁屏" Holds::Whole, "分钟", None, "", &[];
    PlaceApprover "pn.approver" "地名由谁批准" Holds::Text, "", None, "国务院令第753号", &[], by PlaceKind, "5" "市人民政府";
    NameAccept "pn.accept_days" "地名申请受理期限" Holds::Whole, "工作日", Some("5"), "", &[];
    NameOpinion "pn.opinion_days" "地名征求意见" Holds::Whole, "天", Some("7"), "", &[];
    NameFiling "pn.file_days" "地名备案期限" Holds::Whole, "天", Some("15"), "国务院令第753号", &[];
    NameAnnounce "pn.announce_days" "地名公告期限" Holds::Whole, "天", Some("15"), "国务院令第753号", &[];
    NameTotal "pn.total_days" "地名审批承诺期限" Holds::Whole, "天", Some("30"), "", &[];
    AvenueWidth "pn.avenue_m" "大道最小红线宽度" Holds::Whole, "米", Some("40"), "", &[];
    LaneWidth "pn.lane_m" "巷最大红线宽度" Holds::Whole, "米", Some("9"), "", &[];
}

impl Param {
    /// Its name in the file.
    pub const fn name(self) -> &'static str {
        self.spec().name
    }
    /// 中文名.
    pub const fn label(self) -> &'static str {
        self.spec().label
    }
    /// The parameter of a name.
    pub fn from_name(name: &str) -> Option<Param> {
        Param::ALL.iter().copied().find(|p| p.name() == name)
    }
    /// The parameter that was meant: by its name or its label.
    pub fn meant(typed: &str) -> Option<Param> {
        Param::from_name(typed).or_else(|| Param::ALL.iter().copied().find(|p| p.label() == typed))
    }
    /// What a clerk is told of a name that stands for none.
    pub fn unknown(typed: &str) -> String {
        let names = Param::ALL.iter().map(|p| (p.name(), p.label()));
        format!("没有参数“{}”{}", super::text::safe(typed), nearest::hint_labelled(typed, names))
    }
    /// Its value for these keys; an empty one is not known, or does not matter.
    pub const fn by<'k>(self, first: &'k str, second: &'k str) -> Rate<'k> {
        Rate { param: self, keys: [first, second] }
    }
    /// The parameter and the keys of what it is called on the command line: `tekun.care_fen/D/1`.
    pub fn split(id: &str) -> (&str, [&str; 2]) {
        let mut words = id.splitn(3, '/');
        let mut next = || words.next().unwrap_or_default();
        (next(), [next(), next()])
    }
    /// What a new office begins with: keys and value.
    pub fn begins(self) -> impl Iterator<Item = (Rate<'static>, &'static str)> {
        let spec = self.spec();
        let by_keys = spec.by_keys.iter().map(move |(keys, value)| {
            let (first, second) = keys.split_once('/').unwrap_or((keys, ""));
            (self.by(first, second), *value)
        });
        spec.initial.map(|value| (self.by("", ""), value)).into_iter().chain(by_keys)
    }
    /// What is wrong with a value, if anything.
    pub fn value_fault(self, value: &str) -> Option<String> {
        let name = self.name();
        let whole = value.parse::<i64>().ok();
        match self.spec().holds {
            Holds::Fen => {
                whole.is_none_or(|n| n < 0).then(|| format!("{name} 以分为单位, 应填不小于零的整数, 如 600 元填 60000"))
            }
            Holds::Bp => (!whole.is_some_and(|n| (0..=1_000_000).contains(&n)))
                .then(|| format!("{name} 以万分之一为单位, 应填整数, 如 20% 填 2000")),
            Holds::Whole => {
                (!whole.is_some_and(|n| (0..=3650).contains(&n))).then(|| format!("{name} 应填不小于零的整数"))
            }
            Holds::Decimal(places) => whole.is_none_or(|n| n < 0).then(|| {
                let one = super::decimal::plain(1, places);
                format!("{name} 以{one}{}为单位, 应填不小于零的整数, 如 1 填 {}", self.spec().unit, 10_i64.pow(places))
            }),
            Holds::OneOf(items) => (!items.iter().any(|(v, _)| *v == value)).then(|| {
                let offer: Vec<String> = items.iter().map(|(v, label)| format!("{v} {label}")).collect();
                format!("{name} 只能填 {}", offer.join("、"))
            }),
            Holds::Text => None,
        }
    }
    /// A value as it is read: yuan, percent, the meaning of a code.
    pub fn shown(self, value: &str) -> String {
        let spec = self.spec();
        match (spec.holds, value.parse::<i64>().ok()) {
            (Holds::Fen, Some(fen)) => format!("{}元", super::money::Money::fen(fen)),
            (Holds::Bp, Some(bp)) if bp % 100 == 0 => format!("{}%", bp / 100),
            (Holds::Bp, Some(bp)) => format!("{}.{:02}%", bp / 100, bp % 100),
            (Holds::Decimal(places), Some(n)) => format!("{}{}", super::decimal::plain(n, places), spec.unit),
            (Holds::Whole, Some(n)) => format!("{n}{}", spec.unit),
            (Holds::OneOf(items), _) => {
                items.iter().find(|(v, _)| *v == value).map_or(value, |(_, label)| label).to_owned()
            }
            _ => value.to_owned(),
        }
    }
}

/// A parameter, and for what its value is asked: its keys in their order, empty where one is not known or does not matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate<'k> {
    /// Of which parameter.
    pub param: Param,
    /// Codes of its keys.
    pub keys: [&'k str; 2],
}

impl From<Param> for Rate<'_> {
    fn from(param: Param) -> Self {
        param.by("", "")
    }
}

impl Rate<'_> {
    /// On the command line: `tekun.care_fen/D/1`, `disability.care.month_fen//1`.
    pub fn id(&self) -> String {
        let [first, second] = self.keys;
        format!("{}/{first}/{second}", self.param.name()).trim_end_matches('/').to_owned()
    }
    /// In Chinese: `特困照料护理 分散供养 半护理`. `town` knows what a town is called.
    pub fn called(&self, town: impl Fn(&str) -> Option<String>) -> String {
        let mut called = self.param.label().to_owned();
        for (key, code) in self.param.spec().keys.iter().zip(self.keys).filter(|(_, code)| !code.is_empty()) {
            called.push(' ');
            called
                .push_str(&key.said(code).map(str::to_owned).or_else(|| town(code)).unwrap_or_else(|| code.to_owned()));
        }
        called
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::path::{Path, PathBuf};

    fn sources(dir: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => sources(&path, found),
                false => found.push(path),
            }
        }
    }

    /// The program without its tests, and without this list.
    fn program() -> String {
        let mut found = Vec::new();
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
        let read = found.iter().filter(|p| p.extension().is_some_and(|e| e == "rs") && !p.ends_with("domain/param.rs"));
        let texts = read.map(|p| fs::read_to_string(p).unwrap());
        texts.map(|t| t[..t.find("#[cfg(test)]\nmod ").unwrap_or(t.len())].to_owned()).collect()
    }

    #[test]
    fn a_parameter_exists_because_something_reads_it() {
        let program = program();
        for param in Param::ALL {
            let reader = format!("Param::{param:?}");
            let at = program.match_indices(&reader).filter(|(at, found)| {
                let next = program[at + found.len()..].chars().next();
                !next.is_some_and(|c| c.is_alphanumeric() || c == '_')
            });
            assert!(at.count() > 0, "nothing reads {} ({param:?})", param.name());
        }
    }

    #[test]
    fn names_are_unique_and_what_an_office_begins_with_may_stand_there() {
        for (i, param) in Param::ALL.iter().enumerate() {
            assert_eq!(Param::from_name(param.name()), Some(*param));
            assert!(Param::ALL[..i].iter().all(|p| p.label() != param.label()), "{param:?}");
            assert!(param.spec().keys.len() <= 2, "{param:?}");
            for (rate, value) in param.begins() {
                assert_eq!(param.value_fault(value), None, "{param:?}");
                let keys = param.spec().keys.iter().copied().map(Some).chain([None, None]);
                for (key, code) in keys.zip(rate.keys).filter(|(_, code)| !code.is_empty()) {
                    assert_eq!(key.and_then(|key| key.meant(code)).as_deref(), Some(code), "{}", rate.id());
                }
            }
        }
    }

    #[test]
    fn a_rate_is_called_by_its_keys() {
        for (rate, id, called) in [
            (Param::TekunCare.by("D", "2"), "tekun.care_fen/D/2", "特困照料护理 分散供养 半护理"),
            (Param::TekunCare.by("C", ""), "tekun.care_fen/C", "特困照料护理 集中供养"),
            (Param::CareRate.by("", "1"), "disability.care.month_fen//1", "重度残疾人护理补贴 一级"),
            (Param::CareRate.into(), "disability.care.month_fen", "重度残疾人护理补贴"),
        ] {
            assert_eq!((rate.id().as_str(), rate.called(|_| None).as_str()), (id, called));
            assert_eq!(Param::split(id), (rate.param.name(), rate.keys));
        }
    }

    #[test]
    fn a_slip_in_a_name_is_answered_with_the_nearest() {
        let told = Param::unknown("dibao.urban.month");
        assert!(told.contains("dibao.urban.month_fen(城市低保月标准)"), "{told}");
        assert!(Param::unknown("disabilty.care.month_fen").contains("disability.care.month_fen"));
        assert_eq!(Param::unknown("吃饭"), "没有参数“吃饭”");
        assert_eq!(Param::meant("城市低保月标准"), Some(Param::UrbanStandard));
    }

    #[test]
    fn values_are_shown_as_they_are_spoken_of() {
        assert_eq!(Param::UrbanStandard.shown("60000"), "600.00元");
        assert_eq!(Param::ExtraIll.shown("2000"), "20%");
        assert_eq!(Param::EdgeRatio.shown("15025"), "150.25%");
        assert_eq!(Param::ReliefPapersDays.shown("10"), "10工作日");
        assert_eq!(Param::AshGrave.shown("125"), "1.25平方米");
        assert_eq!(
            Param::AshGrave.value_fault("-1").as_deref(),
            Some("grave.ash_m2 以0.01平方米为单位, 应填不小于零的整数, 如 1 填 100")
        );
        assert_eq!(Param::RuralMethod.shown("GAP"), "差额");
    }
}
