//! Every rule at both sides.

use super::*;
use crate::domain::slip::Severity::{Doubt, Error, Warning};

/// Long enough.
const MEANING: &str = "取自当地岳屏山的山名, 寓意四季长青";

fn street(specific: &'static str, generic: &'static str) -> Proposal<'static> {
    Proposal { kind: ("5", "街路巷"), specific, generic, meaning: MEANING, ..Proposal::default() }
}

fn of_kind(kind: (&'static str, &'static str), specific: &'static str, generic: &'static str) -> Proposal<'static> {
    Proposal { kind, ..street(specific, generic) }
}

/// 岳屏路, 长乐街 and 雁栖小区 in a district of two towns.
fn around() -> Around<'static> {
    Around {
        of_its_kind: vec![Standing { specific: "岳屏", generic: "路" }, Standing { specific: "长乐", generic: "街" }],
        towns: vec!["先锋街道", "岳屏镇"],
        local: vec!["岳屏", "雁峰"],
        district: "430406",
    }
}

fn said(proposal: &Proposal<'_>) -> Vec<(Rule, Severity, String)> {
    let limits = Limits { avenue: Some(400), lane: Some(90) };
    judge(proposal, &around(), limits)
        .into_iter()
        .map(|f| (f.rule, f.level, format!("{} {}", f.code, f.text)))
        .collect()
}

/// What is proposed, and what is found: the rule, how heavy, what it says.
type Case<'a> = (Proposal<'static>, &'a [(Rule, Severity, &'a str)]);

fn check(cases: &[Case<'_>]) {
    for (proposal, found) in cases {
        let found: Vec<_> = found.iter().map(|(rule, level, text)| (*rule, *level, (*text).to_owned())).collect();
        assert_eq!(said(proposal), found, "{proposal:?}");
    }
}

#[test]
fn people_brands_and_foreign_names_are_not_used() {
    let of = |applicant| Proposal { applicant, ..street("步步高", "路") };
    let own = |applicant| Proposal { applicant, ..street("雁鸿", "路") };
    check(&[
        (street("桃溪", "路"), &[]),
        (street("周恩来", "路"), &[(Rule::N1, Error, "E-PN21 不以国家领导人的名字作地名（周恩来）, 请另拟")]),
        (street("毛泽", "东路"), &[(Rule::N1, Error, "E-PN21 不以国家领导人的名字作地名（毛泽东）, 请另拟")]),
        (street("衡阳毛泽", "东路"), &[(Rule::N1, Error, "E-PN21 不以国家领导人的名字作地名（毛泽东）, 请另拟")]),
        (street("爱民毛主席", "路"), &[(Rule::N1, Error, "E-PN21 不以国家领导人的名字作地名（毛主席）, 请另拟")]),
        (street("蔡伦", "路"), &[(Rule::N1, Warning, "W-PN21 一般不以人名作地名（蔡伦）, 确有必要的请在理由里写明")]),
        (
            of("衡阳步步高置业有限公司"),
            &[(Rule::N2, Error, "E-PN22 不以申请单位的企业名称或商标（步步高）作地名, 请另拟")],
        ),
        (
            of("白沙洲街道办事处"),
            &[(Rule::N2, Warning, "W-PN22 与企业名称或商标（步步高）相同, 没有特定联系的请在理由里写明")],
        ),
        (
            own("衡阳市雁鸿房地产公司"),
            &[(Rule::N2, Error, "E-PN22 不以申请单位的企业名称或商标（雁鸿）作地名, 请另拟")],
        ),
        (own("白沙洲街道办事处"), &[]),
        (street("曼哈顿", "路"), &[(Rule::N3, Error, "E-PN23 不以外国人名、地名（曼哈顿）作地名, 请另拟")]),
    ]);
}

#[test]
fn names_of_a_built_up_area_differ_in_text_and_sound() {
    check(&[
        (street("岳屏", "路"), &[(Rule::N4, Error, "E-PN02 同一建成区已有同名街路巷岳屏路")]),
        (street("岳平", "路"), &[(Rule::N4, Warning, "W-PN04 与现有地名岳屏路同音")]),
        (street("岳平", "街"), &[]),
        (street("岳屏", "街"), &[]),
        (street("常月", "街"), &[(Rule::N4, Warning, "W-PN04 与现有地名长乐街同音")]),
        (of_kind(("6", "住宅区、楼宇"), "岳屏", "小区"), &[]),
        (of_kind(("8", "其他地理实体"), "岳屏", "亭"), &[]),
    ]);
}

#[test]
fn towns_mountains_and_counties_keep_their_names() {
    let division = |specific, generic| of_kind(("2", "行政区划"), specific, generic);
    let natural = |specific, generic| of_kind(("1", "自然地理实体"), specific, generic);
    check(&[
        (division("岳屏", "街道"), &[(Rule::N5, Error, "E-PN25 本区已有岳屏镇, 乡镇、街道不得重名")]),
        (division("桃溪", "街道"), &[]),
        (division("衡南", "镇"), &[(Rule::N5, Error, "E-PN25 专名与衡南县相同, 全国县级以上政区的名称不得重复使用")]),
        (street("衡南", "路"), &[(Rule::N5, Warning, "W-PN25 专名与衡南县相同, 全国县级以上政区的名称不得重复使用")]),
        (street("雁峰", "路"), &[]),
        (natural("莽", "山"), &[(Rule::N5, Warning, "W-PN25 与省内知名的自然地理实体莽山重名, 请另拟或加方位区别")]),
        (natural("桃溪", "山"), &[]),
        (street("莽山", "路"), &[]),
    ]);
}

#[test]
fn a_name_is_written_in_characters_of_the_table() {
    check(&[
        (street("岿然", "路"), &[]),
        (street("蠼溪", "路"), &[(Rule::N6, Warning, "W-PN03 含生僻字蠼")]),
        (street("嶽屏", "街"), &[(Rule::N6, Error, "E-PN26 “嶽”不在通用规范汉字表, 地名应使用规范汉字")]),
        (street("A园", "街"), &[(Rule::N6, Error, "E-PN26 “A”不在通用规范汉字表, 地名应使用规范汉字")]),
    ]);
}

#[test]
fn a_name_has_one_specific_and_one_generic_part() {
    let building = |specific, generic| of_kind(("6", "住宅区、楼宇"), specific, generic);
    let square = Proposal { open: Some(50_000), ..building("大厦", "广场") };
    let ordinal = |text: &str| vec![(Rule::N7, Error, format!("E-PN27 专名“{text}”只是序数词, 请另拟专名"))];
    check(&[
        (street("", "路"), &[(Rule::N7, Error, "E-PN01 标准名称须由专名和通名组成")]),
        (street("桃溪", ""), &[(Rule::N7, Error, "E-PN01 标准名称须由专名和通名组成")]),
        (
            street("桃溪", "径"),
            &[(Rule::N7, Doubt, "E-PN27 “径”不是通名, 标准名称应以路、街、巷、小区、公园、桥等通名结尾")],
        ),
        (square, &[(Rule::N7, Error, "E-PN27 通名重叠: “大厦”和“广场”只能用一个")]),
        (building("桃溪花园", "小区"), &[(Rule::N7, Error, "E-PN27 通名重叠: “花园”和“小区”只能用一个")]),
        (street("桃溪街", "路"), &[(Rule::N7, Error, "E-PN27 通名重叠: “街”和“路”只能用一个")]),
        (street("东江", "路"), &[]),
        (building("桃园", "小区"), &[]),
        (street("五一", "路"), &[]),
    ]);
    for (text, is_one) in
        [("第三", true), ("8号", true), ("12", true), ("一", true), ("二十", true), ("经一", false), ("八一", false)]
    {
        let found = if is_one { ordinal(text) } else { Vec::new() };
        let text: &'static str = text;
        assert_eq!(said(&street(text, "路")), found, "{text}");
    }
}

#[test]
fn the_generic_part_fits_and_facilities_are_called_as_their_place() {
    let avenue = |width| Proposal { width, ..street("桃溪", "大道") };
    let lane = |width| Proposal { width, ..street("桃溪", "巷") };
    let square = |open| Proposal { open, ..of_kind(("6", "住宅区、楼宇"), "桃溪", "广场") };
    let bridge = |specific, generic| of_kind(("7", "设施"), specific, generic);
    check(&[
        (avenue(Some(400)), &[]),
        (avenue(Some(399)), &[(Rule::N8, Warning, "W-PN28 通名为大道的, 红线宽度应不少于40米, 现为39.9米")]),
        (avenue(None), &[(Rule::N8, Warning, "W-PN28 通名为大道的, 请填红线宽度")]),
        (lane(Some(90)), &[]),
        (lane(Some(95)), &[(Rule::N8, Warning, "W-PN28 通名为巷的, 红线宽度应不超过9米, 现为9.5米")]),
        (square(Some(10_000)), &[]),
        (square(None), &[(Rule::N8, Warning, "W-PN28 通名为广场的, 须有相应的空地, 请填空地面积")]),
        (street("桃溪", "小区"), &[(Rule::N8, Warning, "W-PN28 通名“小区”一般不用于街路巷")]),
        (bridge("岳屏", "大桥"), &[]),
        (bridge("雁峰南", "站"), &[]),
        (bridge("虹彩", "桥"), &[(Rule::N9, Warning, "W-PN29 设施的专名应与当地地名一致, 本区没有名为虹彩的地名")]),
    ]);
}

#[test]
fn no_grand_words_and_a_meaning() {
    let meant = |meaning| Proposal { meaning, ..street("桃溪", "路") };
    check(&[
        (street("国际", "街"), &[(Rule::N10, Warning, "W-PN30 名称含“国际”, 须有许可文件; 没有的请另拟")]),
        (street("中央", "街"), &[(Rule::N10, Warning, "W-PN30 名称含“中央”, 须有许可文件; 没有的请另拟")]),
        (meant(""), &[(Rule::N11, Error, "E-PN31 须填含义")]),
        (meant("临近桃溪岛取名"), &[(Rule::N11, Error, "E-PN31 含义应不少于10个字, 现有7个字")]),
        (meant("因临近湘江桃溪岛而取"), &[]),
        (meant("此处龙脉所在, 取其吉祥之意"), &[(Rule::N11, Error, "E-PN31 名称和含义不得有“龙脉”一类的词语")]),
    ]);
}

/// What is entered late is held to less, and nothing of it stops for good.
#[test]
fn what_is_there_already_is_only_entered() {
    let name = Proposal { meaning: "", ..street("岳屏", "路") };
    let found = judge_standing(&name, &around());
    let slips: Vec<_> = found.into_iter().map(|f| f.slip(false, |_| "std_name")).collect();
    assert_eq!(slips.iter().map(|s| (s.code, s.severity)).collect::<Vec<_>>(), [("E-PN02", Doubt)]);
    assert!(judge_standing(&Proposal { meaning: "", ..street("国际", "街") }, &around()).is_empty());
}
