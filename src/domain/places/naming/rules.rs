//! The rules, one function each.

use super::words::{self, List};
use super::{About, Around, Finding, Limits, Proposal, Rule};
use crate::domain::decimal;
use crate::domain::places::{characters, generic, roman};
use crate::domain::slip::Severity::{self, Doubt, Error, Warning};

/// So many characters say what a name means.
const MEANING: usize = 10;
/// The kinds whose names stand in a built-up area, with what they are called there.
const BUILT_UP: [(&str, &str); 2] = [("5", "街路巷"), ("6", "住宅区、楼宇")];
pub(super) const DIVISION: &str = "2";
const NATURAL: &str = "1";
pub(super) const FACILITY: &str = "7";

fn finding(rule: Rule, about: About, (level, code): (Severity, &'static str), text: String) -> Finding {
    Finding { rule, about, code, level, text }
}

/// N1: people.
pub(super) fn whose(proposal: &Proposal<'_>) -> Vec<Finding> {
    let leader = List::Leader.begun_in((proposal.specific, proposal.generic)).map(|who| {
        let text = format!("不以国家领导人的名字作地名（{who}）, 请另拟");
        finding(Rule::N1, About::Specific, (Error, "E-PN21"), text)
    });
    let person = || {
        let who = List::Person.begun_in((proposal.specific, proposal.generic))?;
        let text = format!("一般不以人名作地名（{who}）, 确有必要的请在理由里写明");
        Some(finding(Rule::N1, About::Specific, (Warning, "W-PN21"), text))
    };
    leader.or_else(person).into_iter().collect()
}

/// N2 and N3: enterprises, trademarks, foreign names.
pub(super) fn borrowed(proposal: &Proposal<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    let linked = |word: &str| word.chars().count() >= 2 && proposal.applicant.contains(word);
    let brand = List::Brand
        .begun_in((proposal.specific, proposal.generic))
        .or(Some(proposal.specific).filter(|specific| linked(specific)));
    if let Some(brand) = brand {
        let (level, text) = if linked(brand) {
            ((Error, "E-PN22"), format!("不以申请单位的企业名称或商标（{brand}）作地名, 请另拟"))
        } else {
            ((Warning, "W-PN22"), format!("与企业名称或商标（{brand}）相同, 没有特定联系的请在理由里写明"))
        };
        found.push(finding(Rule::N2, About::Specific, level, text));
    }
    let foreign = List::Foreign.begun_in((proposal.specific, proposal.generic)).map(|word| {
        let text = format!("不以外国人名、地名（{word}）作地名, 请另拟");
        finding(Rule::N3, About::Specific, (Error, "E-PN23"), text)
    });
    found.extend(foreign);
    found
}

/// What its kind is called in a built-up area, where its names stand in one.
pub(super) fn built_up(proposal: &Proposal<'_>) -> Option<&'static str> {
    BUILT_UP.iter().find(|(kind, _)| *kind == proposal.kind.0).map(|(_, called)| *called)
}

/// N4: the same name, or the same sound with the same generic part, in one built-up area.
pub(super) fn repeated(proposal: &Proposal<'_>, around: &Around<'_>) -> Vec<Finding> {
    let Some(called) = built_up(proposal) else { return Vec::new() };
    let alike = around.of_its_kind.iter().filter(|other| other.generic == proposal.generic);
    let said = alike.filter_map(|other| {
        let name = format!("{}{}", other.specific, other.generic);
        if other.specific == proposal.specific {
            let text = format!("同一建成区已有同名{called}{name}");
            return Some(finding(Rule::N4, About::Name, (Error, "E-PN02"), text));
        }
        let text = format!("与现有地名{name}同音");
        let same = roman::same_sound(other.specific, proposal.specific);
        same.then(|| finding(Rule::N4, About::Name, (Warning, "W-PN04"), text))
    });
    said.collect()
}

/// N5: towns of the district, natural features of the province, counties of the country.
pub(super) fn known_elsewhere(proposal: &Proposal<'_>, around: &Around<'_>) -> Vec<Finding> {
    let (kind, name, is_division) = (proposal.kind.0, proposal.name(), proposal.is_division());
    let of = |town: &&&str| generic::split(town).map_or(**town, |(specific, _)| specific) == proposal.specific;
    let town =
        around.towns.iter().find(of).filter(|_| is_division).map(|town| {
            finding(Rule::N5, About::Name, (Error, "E-PN25"), format!("本区已有{town}, 乡镇、街道不得重名"))
        });
    let natural = List::Natural.words().find(|word| kind == NATURAL && *word == name).map(|word| {
        let text = format!("与省内知名的自然地理实体{word}重名, 请另拟或加方位区别");
        finding(Rule::N5, About::Name, (Warning, "W-PN25"), text)
    });
    let county = words::county(proposal.specific, around.district).map(|county| {
        let level = if is_division { (Error, "E-PN25") } else { (Warning, "W-PN25") };
        finding(Rule::N5, About::Specific, level, format!("专名与{county}相同, 全国县级以上政区的名称不得重复使用"))
    });
    [town, natural, county].into_iter().flatten().collect()
}

/// N6: characters outside of the table, or of its third level.
pub(super) fn characters(proposal: &Proposal<'_>) -> Vec<Finding> {
    let written = proposal.name();
    let odd = written.chars().filter(|c| !c.is_ascii_digit()).filter_map(|c| match characters::level(c) {
        Some(1 | 2) => None,
        Some(_) => Some(((Warning, "W-PN03"), format!("含生僻字{c}"))),
        None => Some(((Error, "E-PN26"), format!("“{c}”不在通用规范汉字表, 地名应使用规范汉字"))),
    });
    odd.map(|(level, text)| finding(Rule::N6, About::Name, level, text)).collect()
}

/// N7: a specific and a generic part, one of each; no bare ordinal.
pub(super) fn parts(proposal: &Proposal<'_>) -> Vec<Finding> {
    let (specific, last) = (proposal.specific, proposal.generic);
    let said = |about, code, text: String| vec![finding(Rule::N7, about, (Error, code), text)];
    if specific.is_empty() || last.is_empty() {
        return said(About::Name, "E-PN01", "标准名称须由专名和通名组成".to_owned());
    }
    let Some(known) = generic::find(last) else {
        let text = format!("“{last}”不是通名, 标准名称应以路、街、巷、小区、公园、桥等通名结尾");
        return vec![finding(Rule::N7, About::Generic, (Doubt, "E-PN27"), text)];
    };
    let doubled = generic::ending(specific).find(|inner| !inner.makes.is_empty() && inner.makes == known.makes);
    if let Some(inner) = doubled {
        let text = format!("通名重叠: “{}”和“{last}”只能用一个", inner.text);
        return said(About::Generic, "E-PN27", text);
    }
    if is_ordinal(specific) {
        return said(About::Specific, "E-PN27", format!("专名“{specific}”只是序数词, 请另拟专名"));
    }
    Vec::new()
}

/// Whether a text is no more than a number: 第三, 8号, 一, 二十. What reads like one and is a day is none: 五一, 八一.
fn is_ordinal(text: &str) -> bool {
    let bare = text.trim_start_matches('第').trim_end_matches('号');
    let digits = bare.chars().all(|c| c.is_ascii_digit() || "一二三四五六七八九十百零〇两甲乙丙丁".contains(c));
    let counts = bare.chars().count() < 2 || bare != text || bare.contains(['十', '百']) || bare.is_ascii();
    digits && counts
}

/// N8: the generic part fits what it names.
pub(super) fn fitting(proposal: &Proposal<'_>, limits: Limits) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut say = |text: String| found.push(finding(Rule::N8, About::Generic, (Warning, "W-PN28"), text));
    let metres = |tenths: i64| decimal::plain(tenths, 1);
    let (kind, called) = proposal.kind;
    if let Some(generic) = generic::find(proposal.generic)
        && !kind.is_empty()
        && !generic.kinds.contains(kind)
    {
        say(format!("通名“{}”一般不用于{called}", generic.text));
    }
    match (proposal.generic, proposal.width) {
        ("大道", Some(width)) if limits.avenue.is_some_and(|least| width < least) => {
            let least = limits.avenue.unwrap_or_default();
            say(format!("通名为大道的, 红线宽度应不少于{}米, 现为{}米", metres(least), metres(width)));
        }
        ("大道", None) => say("通名为大道的, 请填红线宽度".to_owned()),
        ("巷", Some(width)) if limits.lane.is_some_and(|most| width > most) => {
            let most = limits.lane.unwrap_or_default();
            say(format!("通名为巷的, 红线宽度应不超过{}米, 现为{}米", metres(most), metres(width)));
        }
        ("广场", _) if proposal.open.is_none() => say("通名为广场的, 须有相应的空地, 请填空地面积".to_owned()),
        _ => {}
    }
    found
}

/// N9: a facility is called as the place where it is.
pub(super) fn local(proposal: &Proposal<'_>, around: &Around<'_>) -> Vec<Finding> {
    let known = around.local.iter().any(|name| !name.is_empty() && proposal.specific.contains(name));
    let text = || format!("设施的专名应与当地地名一致, 本区没有名为{}的地名", proposal.specific);
    (proposal.is_called_as_its_place() && !known)
        .then(|| finding(Rule::N9, About::Specific, (Warning, "W-PN29"), text()))
        .into_iter()
        .collect()
}

/// N10: grand and odd words.
pub(super) fn grand(proposal: &Proposal<'_>) -> Vec<Finding> {
    let text = |word| format!("名称含“{word}”, 须有许可文件; 没有的请另拟");
    let word = List::Grand.begun_in((proposal.specific, proposal.generic));
    word.map(|word| finding(Rule::N10, About::Specific, (Warning, "W-PN30"), text(word))).into_iter().collect()
}

/// N11: what the name means is said, in some words, and none of them bad.
pub(super) fn meaning(proposal: &Proposal<'_>) -> Vec<Finding> {
    let long = proposal.meaning.trim().chars().count();
    let text = match List::Banned.found_in(&format!("{}{}", proposal.name(), proposal.meaning)) {
        Some(word) => format!("名称和含义不得有“{word}”一类的词语"),
        None if long == 0 => "须填含义".to_owned(),
        None if long < MEANING => format!("含义应不少于{MEANING}个字, 现有{long}个字"),
        None => return Vec::new(),
    };
    vec![finding(Rule::N11, About::Meaning, (Error, "E-PN31"), text)]
}
