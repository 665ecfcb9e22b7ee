//! The code lists of the trade (assistance 1, 2, 4, 13). A code field takes its code, its label or the pinyin initials of
//! its label.

use crate::domain::people::pinyin;

/// A code list: code and label, in the order in which it is offered.
#[derive(Debug, PartialEq)]
pub struct Codes {
    /// 中文名 of the list.
    pub name: &'static str,
    /// Code and label.
    pub items: &'static [(&'static str, &'static str)],
    /// What a list can be filtered by beside a single code.
    pub groups: &'static [Group],
}

/// Several codes under one name, for filters: 在册 is whoever is on the roster.
#[derive(Debug, PartialEq)]
pub struct Group {
    /// Its name in a filter.
    pub code: &'static str,
    /// 中文名.
    pub label: &'static str,
    /// The codes.
    pub of: &'static [&'static str],
}

impl Codes {
    /// The label of a code or a group.
    pub fn label(&self, code: &str) -> Option<&'static str> {
        let item = self.items.iter().find(|(c, _)| *c == code).map(|(_, l)| *l);
        item.or_else(|| self.group(code).map(|g| g.label))
    }
    /// The group of that name.
    pub fn group(&self, code: &str) -> Option<&'static Group> {
        self.groups.iter().find(|g| g.code == code)
    }
    /// The code that was meant: by code, label, or initials where only one label has them. Case does not matter.
    pub fn read(&self, typed: &str) -> Option<&'static str> {
        let exact = self.items.iter().find(|(c, l)| c.eq_ignore_ascii_case(typed) || *l == typed);
        if let Some((code, _)) = exact {
            return Some(code);
        }
        let mut hits = self.matching(typed);
        match (hits.next(), hits.next()) {
            (Some((code, _)), None) => Some(code),
            _ => None,
        }
    }
    /// The items whose code or label begins with what was typed, or whose initials do.
    pub fn matching<'a>(&'a self, typed: &'a str) -> impl Iterator<Item = &'static (&'static str, &'static str)> + 'a {
        let typed_lower = typed.to_ascii_lowercase();
        self.items.iter().filter(move |(c, l)| {
            c.to_ascii_lowercase().starts_with(&typed_lower)
                || l.starts_with(typed)
                || (!typed_lower.is_empty() && pinyin::initials_of(l).starts_with(&typed_lower))
        })
    }
    /// `1 男, 2 女` for a clerk; long lists are cut. A code that is a word of the file's is not shown: its label is typed.
    pub fn offer(&self) -> String {
        let cut = if self.items.len() > 8 { ", …" } else { "" };
        let shown = |(code, label): &(&str, &str)| {
            if is_trade_code(code) { format!("{code} {label}") } else { (*label).to_owned() }
        };
        self.items.iter().take(8).map(shown).collect::<Vec<_>>().join(", ") + cut
    }
    /// What a filter takes: groups and codes.
    pub fn filters(&self) -> String {
        let groups = self.groups.iter().map(|g| format!("{} {}, ", g.code, g.label));
        groups.collect::<String>() + &self.all()
    }
    /// The whole list with every code, for the help of the command line.
    pub fn all(&self) -> String {
        self.items.iter().map(|(code, label)| format!("{code} {label}")).collect::<Vec<_>>().join(", ")
    }
}

/// Whether a code is one that the trade writes, in digits; others are names of the file's that no screen shows.
pub fn is_trade_code(code: &str) -> bool {
    !code.is_empty() && code.bytes().all(|b| b.is_ascii_digit())
}

macro_rules! groups {
    () => {
        &[]
    };
    ($groups:expr) => {
        $groups
    };
}

macro_rules! codes {
    ($(#[$doc:meta])* $id:ident $name:literal: $($code:literal $label:literal),+ $(; $groups:expr)?) => {
        $(#[$doc])*
        pub static $id: Codes = Codes { name: $name, items: &[$(($code, $label)),+], groups: groups!($($groups)?) };
    };
}

/// The group of states of the cases that are on the roster of a month (decisions, Roster of month M).
pub const ROSTER: &str = "roster";

codes!(/// 性别 (GB/T 2261.1; recipients are 1 or 2).
    SEX "性别": "1" "男", "2" "女");
codes!(/// 证件状态 (services 1.1).
    ID_STATUS "证件状态": "normal" "有证", "unregistered" "无户籍", "lost" "证件遗失", "unknown" "身份不明");
codes!(/// State of a parameter's value.
    PARAMETER_STATE "状态": "pending" "待确认", "confirmed" "已确认", "unused" "不再使用");
codes!(/// 证件类型.
    ID_TYPE "证件类型": "1" "居民身份证", "2" "港澳台居民居住证", "3" "外国人永久居留身份证", "4" "护照", "5" "其他证件", "9" "无证件");
codes!(/// 民族 (GB/T 3304).
    ETHNICITY "民族": "01" "汉族", "02" "蒙古族", "03" "回族", "04" "藏族", "05" "维吾尔族", "06" "苗族", "07" "彝族", "08" "壮族",
    "09" "布依族", "10" "朝鲜族", "11" "满族", "12" "侗族", "13" "瑶族", "14" "白族", "15" "土家族", "16" "哈尼族", "17" "哈萨克族",
    "18" "傣族", "19" "黎族", "20" "傈僳族", "21" "佤族", "22" "畲族", "23" "高山族", "24" "拉祜族", "25" "水族", "26" "东乡族",
    "27" "纳西族", "28" "景颇族", "29" "柯尔克孜族", "30" "土族", "31" "达斡尔族", "32" "仫佬族", "33" "羌族", "34" "布朗族",
    "35" "撒拉族", "36" "毛南族", "37" "仡佬族", "38" "锡伯族", "39" "阿昌族", "40" "普米族", "41" "塔吉克族", "42" "怒族",
    "43" "乌孜别克族", "44" "俄罗斯族", "45" "鄂温克族", "46" "德昂族", "47" "保安族", "48" "裕固族", "49" "京族", "50" "塔塔尔族",
    "51" "独龙族", "52" "鄂伦春族", "53" "赫哲族", "54" "门巴族", "55" "珞巴族", "56" "基诺族", "97" "其他", "98" "外国血统中国籍");
codes!(/// 婚姻状况 (GB/T 2261.2).
    MARITAL "婚姻状况": "10" "未婚", "20" "已婚", "21" "初婚", "22" "再婚", "23" "复婚", "30" "丧偶", "40" "离婚", "90" "未说明");
codes!(/// 户口类别 (services 1.1).
    HUKOU "户口类别": "1" "城镇", "2" "农村");
codes!(/// 健康状况 (GB/T 2261.3), with the bureau's 重大疾病 (assistance 13.5).
    HEALTH "健康状况": "10" "健康或良好", "20" "一般或较弱", "30" "有慢性病", "31" "心血管病", "32" "脑血管病", "33" "慢性呼吸系统病",
    "34" "慢性消化系统病", "35" "慢性肾炎", "36" "结核病", "37" "糖尿病", "38" "神经或精神疾病", "41" "癌症", "49" "其他慢性病",
    "50" "重大疾病", "60" "残疾", "61" "视力残疾", "62" "听力残疾", "63" "言语残疾", "64" "肢体残疾", "65" "智力残疾", "66" "精神残疾",
    "67" "多重残疾", "69" "其他残疾");
codes!(/// 劳动能力 (assistance 13.6).
    LABOR "劳动能力": "1" "有劳动能力", "2" "部分丧失", "3" "完全丧失", "4" "无(未成年)", "5" "无(老年)");
codes!(/// 残疾类别 (GB/T 26341).
    DISABILITY "残疾类别": "1" "视力", "2" "听力", "3" "言语", "4" "肢体", "5" "智力", "6" "精神", "7" "多重");
codes!(/// 残疾等级; severe is 1 and 2.
    DISABILITY_LEVEL "残疾等级": "1" "一级", "2" "二级", "3" "三级", "4" "四级");
codes!(/// 就业状况 (assistance 1.1).
    EMPLOY "就业状况": "1" "在职", "2" "灵活就业", "3" "登记失业", "4" "未登记失业", "5" "务农", "6" "离退休", "7" "在校", "8" "其他");
codes!(/// 在校情况 (assistance 1.1).
    SCHOOL "在校情况": "0" "非在校", "1" "学龄前", "2" "义务教育", "3" "高中/中职", "4" "全日制大专/本科", "5" "研究生");
codes!(/// 特殊身份 (assistance 1.1).
    SPECIAL "特殊身份": "1" "宗教教职人员", "2" "宣告失踪", "3" "参战退役人员", "4" "涉核退役人员", "9" "其他");
codes!(/// 死亡信息来源 (assistance 1.1).
    DEATH_SOURCE "死亡信息来源": "1" "家属报告", "2" "殡葬火化名册", "3" "公安注销", "4" "医疗", "5" "核对比中");
codes!(/// 与户主关系 (GB/T 4761).
    RELATION "与户主关系": "01" "本人", "02" "户主", "10" "配偶", "11" "夫", "12" "妻", "20" "子", "21" "独生子", "22" "长子", "23" "次子",
    "24" "三子", "25" "四子", "26" "五子", "27" "养子或继子", "28" "女婿", "29" "其他儿子", "30" "女", "31" "独生女", "32" "长女",
    "33" "次女", "34" "三女", "35" "四女", "36" "五女", "37" "养女或继女", "38" "儿媳", "39" "其他女儿", "40" "孙辈", "41" "孙子",
    "42" "孙女", "43" "外孙子", "44" "外孙女", "45" "孙媳", "46" "孙女婿", "47" "曾孙子", "48" "曾孙女", "49" "其他孙辈", "50" "父母",
    "51" "父亲", "52" "母亲", "53" "公公", "54" "婆婆", "55" "岳父", "56" "岳母", "57" "继父或养父", "58" "继母或养母",
    "59" "其他父母关系", "60" "祖父母", "61" "祖父", "62" "祖母", "63" "外祖父", "64" "外祖母", "65" "配偶祖父母", "66" "曾祖父",
    "67" "曾祖母", "68" "配偶曾祖父母", "69" "其他祖辈", "70" "兄弟姐妹", "71" "兄", "72" "嫂", "73" "弟", "74" "弟媳", "75" "姐",
    "76" "姐夫", "77" "妹", "78" "妹夫", "79" "其他兄弟姐妹", "81" "伯父", "82" "伯母", "83" "叔父", "84" "婶母", "85" "舅父",
    "86" "舅母", "87" "姨夫", "88" "姨母", "89" "姑父", "90" "姑母", "93" "侄子", "94" "侄女", "95" "外甥", "96" "外甥女",
    "97" "其他亲属", "99" "非亲属");
codes!(/// 不计入共同生活家庭成员的原因 (assistance 1.2).
    EXCLUDE "不计入原因": "1" "宗教教职人员脱离家庭", "2" "服刑或强制隔离戒毒", "3" "宣告失踪", "4" "特困或孤儿另行保障", "5" "其他");
codes!(/// 离开家庭的原因 (assistance 1.2).
    LEAVE "离开原因": "1" "死亡", "2" "婚出", "3" "迁出", "4" "服刑", "5" "特困转入", "6" "就业分户", "9" "其他");
codes!(/// 银行 (CNAPS first three digits, assistance 13.9).
    BANK "开户行": "102" "工商银行", "103" "农业银行", "104" "中国银行", "105" "建设银行", "301" "交通银行", "313" "城市商业银行",
    "314" "农村商业银行", "402" "农村信用社", "403" "邮储银行");
codes!(/// 账户介质 (assistance 1.5).
    MEDIUM "介质": "1" "社保卡金融账户", "2" "银行卡", "3" "存折", "4" "供养机构对公账户");
codes!(/// 账户状态 (assistance 1.5).
    ACCOUNT_STATUS "账户状态": "1" "正常", "2" "未激活", "3" "挂失", "4" "销户", "5" "冻结", "6" "睡眠或久悬", "7" "户名不符");
codes!(/// 城乡类别 of a 低保 case.
    URBAN_RURAL "城乡类别": "U" "城市低保", "R" "农村低保");
codes!(/// 申请方式 (assistance 2.4).
    CHANNEL "申请方式": "1" "本人", "2" "委托", "3" "主动发现", "4" "网上", "5" "转介");
codes!(/// 保障方式 (assistance 2.4).
    CASE_TYPE "保障方式": "FAMILY" "整户", "SINGLE" "单人");
codes!(/// 适用规则 (assistance 2.1).
    RULE_SET "适用规则": "2012-220" "民发〔2012〕220号", "2021-57" "民发〔2021〕57号");
codes!(/// 来源: taken over from paper, or by the procedure.
    ORIGIN "来源": "taken_over" "纸质接转", "applied" "申请办理");
codes!(/// 低保类别 (assistance 2.4).
    CLASS "低保类别": "A" "A类", "B" "B类", "C" "C类");
codes!(/// 低保 state (assistance 2.5).
    DIBAO_STATE "状态": "submitted" "已申请", "accepted" "已受理", "town_reviewed" "已初审", "publicised" "公示中",
    "confirmed" "已确认", "active" "在保", "suspended" "暂停", "grace" "渐退", "stopped" "停保";
    &[Group { code: ROSTER, label: "在册", of: &["active", "suspended", "grace"] }]);
codes!(/// Kind of an award version.
    AWARD_KIND "核定类型": "award" "发放", "suspended" "暂停", "grace" "渐退", "end" "停发");
codes!(/// 变动类型 (assistance 2.8).
    CHANGE "变动类型": "01" "新增", "02" "增员", "03" "减员", "04" "增发", "05" "减发", "06" "停发", "07" "暂停", "08" "恢复", "09" "迁入",
    "10" "迁出", "11" "申请人变更", "12" "类别调整", "13" "提标", "14" "分户", "15" "并户", "16" "城乡互转");
codes!(/// 停发原因 of all schemes (assistance 2.10; 3.5 and 5.3 from 21 on): one code means one reason wherever it stands.
    END_REASON "停发原因": "01" "收入超标", "02" "财产超标", "03" "死亡", "04" "户籍迁出", "05" "转特困", "06" "转孤儿或事实无人抚养",
    "07" "服刑", "08" "拒不配合核查", "09" "虚报隐瞒", "10" "三次拒绝就业", "11" "自愿退出", "12" "重复享受", "13" "赡养人有能力",
    "14" "分户并户", "15" "查无此人", "21" "残疾证注销、过期或冻结", "22" "残疾等级变化", "23" "退出低保", "24" "领取工伤护理费",
    "25" "未年审", "26" "恢复劳动能力", "99" "其他");
codes!(/// 致贫原因 (assistance 13.10).
    CAUSE "致贫原因": "01" "疾病", "02" "残疾", "03" "因学", "04" "灾害", "05" "缺乏劳动力", "06" "失业", "07" "失地", "08" "年老",
    "09" "未成年无抚养", "10" "其他");
codes!(/// 分类施保 category (assistance 2.6).
    EXTRA "分类施保类别": "disabled" "重度残疾", "ill" "重病", "aged70" "70岁以上", "minor" "未成年人");
codes!(/// 救助主体 (assistance 4.2).
    APPLY_KIND "申请主体": "1" "家庭", "2" "个人");
codes!(/// 救助类型 (assistance 4.2).
    AID_TYPE "救助类型": "J" "急难型", "Z" "支出型");
codes!(/// 困难原因 (assistance 4.2).
    RELIEF_CAUSE "困难原因": "1" "火灾", "2" "交通事故", "3" "溺水等意外", "4" "突发重病", "5" "子女教育", "6" "生活必需支出突增",
    "7" "自然灾害", "8" "疫情", "9" "其他");
codes!(/// 对象类别 (assistance 4.2).
    OBJECT_CLASS "对象类别": "1" "低保对象", "2" "特困人员", "3" "低保边缘", "4" "其他本地居民", "5" "非本地户籍", "6" "持居住证");
codes!(/// 救助程序 (assistance 4.2).
    RELIEF_PROCEDURE "程序": "1" "一般", "2" "紧急(先行救助)", "3" "小额备用金");
codes!(/// 救助方式 (assistance 4.2).
    AID_FORM "救助方式": "1" "转账", "2" "现金", "3" "实物", "4" "转介服务");
codes!(/// 审批层级 (assistance 4.2).
    APPROVE_LEVEL "审批层级": "T" "镇街", "D" "区级");
codes!(/// 资金来源 (assistance 4.2).
    RELIEF_FUND "资金来源": "P" "镇街备用金", "D" "区级专项");
codes!(/// 临时救助 state (assistance 4.4, those that a taken-over case can have).
    RELIEF_STATE "状态": "approved" "已批准", "paid" "已发放", "papers_pending" "待补手续", "closed" "办结");
codes!(/// 区划级别.
    LEVEL "级别": "province" "省级", "city" "地级", "county" "县级", "township" "镇街", "village" "村居");
codes!(/// 区划类型 (services 1.3).
    DIVISION_KIND "类型": "district" "市辖区", "street" "街道", "town" "镇", "township" "乡", "park" "工业园", "community" "社区居委会",
    "village" "村委会", "quasi" "类似单位");
codes!(/// 操作员角色.
    ROLE "角色": "maker" "经办", "checker" "复核", "approver" "审批", "finance" "计财");
codes!(/// 险种 (cli.md).
    SCHEME "险种": "dibao-urban" "城市低保", "dibao-rural" "农村低保", "tekun" "特困供养", "disability-living" "困难残疾人生活补贴",
    "disability-care" "重度残疾人护理补贴", "temporary" "临时救助");
codes!(/// 批次类型 (assistance 7.2).
    BATCH_KIND "批次类型": "N" "正常", "S" "补发", "R" "退回重发", "O" "一次性");
codes!(/// 批次状态 (assistance 7.3).
    BATCH_STATE "批次状态": "draft" "造册", "checked" "复核", "approved" "领导审批", "finance" "计财审核", "sent" "已送盘", "returned" "已回盘",
    "reissuing" "退回处理", "closed" "归档");
codes!(/// 行类型 (assistance 7.2).
    LINE_TYPE "行类型": "01" "当月正常", "02" "补发", "03" "抵扣", "04" "物价补贴", "05" "一次性", "06" "退回重发", "07" "丧葬费", "08" "护理费",
    "09" "提标补差");
codes!(/// 银行结果 (assistance 7.2).
    BANK_STATE "银行结果": "0" "待发", "1" "成功", "2" "失败");
codes!(/// 失败原因 (assistance 7.5).
    FAIL "失败原因": "01" "户名不符", "02" "账号不存在", "03" "已销户", "04" "冻结或止付", "05" "挂失", "06" "睡眠或久悬户", "07" "金融功能未激活",
    "08" "身份证过期限制", "09" "超限额", "10" "币种或账户类型不符", "11" "银行系统", "99" "其他");
codes!(/// 送达方式.
    SERVE "送达方式": "1" "直接送达", "2" "留置送达", "3" "邮寄", "4" "公告");
codes!(/// 城乡类别 of a case that is no 低保.
    URBAN_RURAL_CASE "城乡类别": "U" "城市", "R" "农村");
codes!(/// State of a case that is paid to one person (特困, 两补).
    CASE_STATE "状态": "confirmed" "已确认", "active" "在享", "suspended" "暂停", "stopped" "停发";
    &[Group { code: ROSTER, label: "在册", of: &["active", "suspended"] }]);
codes!(/// Kind of a version of a case that has no 渐退.
    VERSION_KIND "核定类型": "award" "发放", "suspended" "暂停", "end" "停发");
codes!(/// 特困对象类别 (assistance 3.3).
    TEKUN_OBJECT "对象类别": "1" "老年人", "2" "残疾人", "3" "未成年人");
codes!(/// 供养方式 (assistance 3.3).
    SUPPORT_MODE "供养方式": "D" "分散供养", "C" "集中供养");
codes!(/// 自理能力 (assistance 3.3).
    CARE_LEVEL "自理能力": "1" "全自理", "2" "半护理", "3" "全护理");
codes!(/// 迁入来源 (assistance 3.3).
    ENTRY_SOURCE "迁入来源": "1" "本地申请", "2" "低保转入", "3" "政策性迁入(市福利院)", "4" "外县迁入", "5" "五保三无并轨");
codes!(/// 法定义务人 (assistance 3.2): none, or why incapable.
    OBLIGOR "义务人情况": "0" "无法定义务人", "1" "义务人为特困人员", "2" "义务人60周岁以上且享受低保", "3" "义务人70周岁以上且低收入",
    "4" "义务人重度残疾或三级智力精神残疾", "5" "义务人无民事行为能力、失踪或服刑", "6" "省规定的其他情形", "9" "义务人有履行能力");
codes!(/// 特困认定规则 (assistance 3.1).
    TEKUN_RULES "适用规则": "2016-178" "民发〔2016〕178号", "2021-43" "民发〔2021〕43号");
codes!(/// 终止原因 of 特困 (assistance 3.5); a part of [`END_REASON`].
    TEKUN_END "终止原因": "01" "收入超标", "02" "财产超标", "03" "死亡", "04" "户籍迁出", "06" "转孤儿或事实无人抚养", "07" "服刑",
    "11" "自愿退出", "13" "赡养人有能力", "26" "恢复劳动能力", "99" "其他");
codes!(/// 停发原因 of the two subsidies (assistance 5.3); a part of [`END_REASON`].
    DISABILITY_END "停发原因": "03" "死亡", "04" "户籍迁出", "05" "转特困", "07" "服刑", "11" "自愿退出", "12" "重复享受",
    "21" "残疾证注销、过期或冻结", "22" "残疾等级变化", "23" "退出低保", "24" "领取工伤护理费", "25" "未年审", "99" "其他");
codes!(/// 补贴种类 (assistance 5.2).
    SUBSIDY "补贴种类": "CL" "困难残疾人生活补贴", "CN" "重度残疾人护理补贴");
codes!(/// 残疾证状态 (assistance 5.3).
    CERT_STATE "残疾证状态": "1" "有效", "2" "冻结", "3" "注销");
codes!(/// 经济状况依据 (assistance 5.3).
    POVERTY_BASIS "经济状况依据": "1" "低保", "2" "低保边缘", "3" "其他");
codes!(/// 同类津贴 (assistance 5.3).
    OTHER_ALLOWANCE "同类津贴": "1" "离休护理费", "2" "工伤生活护理费", "3" "老年护理补贴", "4" "高龄津贴", "5" "其他");
codes!(/// 入户单位: who visits (assistance 6.2).
    VISITOR_ORG "入户单位": "third_party" "第三方机构", "socialwork" "社工站", "bureau" "民政部门");
codes!(/// 入户任务 state (assistance 6.2).
    VISIT_STATE "状态": "planned" "已计划", "assigned" "已派单", "visited" "已入户", "submitted" "已提交", "accepted" "已验收",
    "returned" "退回", "concluded" "已处理");
codes!(/// 见到谁 (assistance 6.2).
    MET "见面对象": "1" "本人", "2" "家属", "3" "邻居", "4" "未见");
codes!(/// 入户结论 (assistance 6.2).
    CONCLUSION "核查结论": "1" "符合", "2" "需增发", "3" "需减发", "4" "建议停发", "5" "人户分离", "6" "死亡未报", "7" "拒访",
    "8" "查无此户", "9" "建议转特困");
codes!(/// 民政部门意见 on a conclusion (assistance 6.2).
    BUREAU_VERDICT "处理意见": "0" "待定", "1" "采纳", "2" "不采纳");
codes!(/// 项目经费来源 (assistance 6.2, 8.4): relief money is not among what may pay a visit.
    PROJECT_FUND "经费来源": "1" "部门工作经费", "2" "政府购买服务经费", "3" "福彩公益金", "4" "救助补助资金", "9" "其他");
codes!(/// 核对目的 (assistance 6.1).
    CHECK_PURPOSE "核对目的": "1" "新申请", "2" "复核", "3" "专项清查", "4" "临时救助");
codes!(/// 核对 state (assistance 6.1).
    CHECK_STATE "状态": "need_auth" "待授权", "authorised" "已授权", "sent" "已发函", "reported" "已回函", "verifying" "核实中", "closed" "办结");
codes!(/// 核对结果 (assistance 6.1).
    CHECK_RESULT "核对结果": "1" "未发现超标", "2" "发现疑似", "3" "无数据");
codes!(/// 数据来源 of a hit (assistance 6.1).
    HIT_SOURCE "数据来源": "1" "社保养老", "2" "公积金", "3" "不动产", "4" "车管", "5" "市场监管", "6" "税务", "7" "银行存款", "8" "证券",
    "9" "殡葬火化", "10" "婚姻", "11" "公安户籍出入境", "12" "服刑", "13" "财政供养", "14" "残联", "15" "医保", "16" "农机");
codes!(/// 核实情况 of a hit (assistance 6.1).
    HIT_STATE "核实情况": "0" "待核实", "1" "属实", "2" "不属实", "3" "属实但不影响");
codes!(/// 处理 of a hit (assistance 6.1).
    HIT_ACTION "处理": "0" "无", "1" "减发", "2" "停发", "3" "追缴");
codes!(/// 备用金收支类型 (assistance 4.5).
    PETTY_KIND "收支类型": "1" "拨入", "2" "支出", "3" "核销补充", "4" "退回", "5" "年末收回");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_the_same_in_every_list() {
        for (code, label) in TEKUN_END.items.iter().chain(DISABILITY_END.items) {
            assert_eq!(END_REASON.label(code), Some(*label), "{code}");
        }
    }
}
