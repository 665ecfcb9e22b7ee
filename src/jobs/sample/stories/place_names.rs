//! Place names of the district, once in an office: those that stand when its papers are taken over, and the naming cases of 2021. Names of well-known
//! streets, parks, hills and of all villages are public; the others are invented (`sample-db/place-names.csv`).

use super::Telling;
use crate::jobs::sample::SampleFault;
use crate::jobs::sample::acts::taken_over_on;
use crate::register::Draft;
use crate::register::places::name_case::{NAME_CASE, NAME_OPINION};
use crate::register::places::place_name::PLACE_NAME;

const LIST: &str = include_str!("../../../../sample-db/place-names.csv");

/// The columns of the list behind 类别 and 名称, as fields.
const COLUMNS: [&str; 7] = ["division", "valid_from", "from_pt", "to_pt", "width_m", "open_m2", "location"];

/// The district as it is has had its towns and villages since then.
const DISTRICT_SINCE: &str = "2001-04-01";

type Fields = &'static [(&'static str, &'static str)];

/// What is asked for, the name that ceases, and the days of the steps with what they say.
struct Case {
    asked: Fields,
    ends: &'static str,
    steps: [(&'static str, Fields); 3],
}

const CASES: [Case; 5] = [
    Case {
        asked: &[
            ("action", "1"),
            ("applicant", "白沙洲街道办事处"),
            ("kind8", "5"),
            ("proposed_name", "映霞路"),
            ("alternatives", "落霞路、晚霞路"),
            ("division", "430406005008"),
            ("location", "联盟山社区东侧, 南接白沙大道"),
            ("from_pt", "白沙大道"),
            ("to_pt", "黄白路"),
            ("length_m", "860"),
            ("width_m", "20"),
            ("bearing", "2"),
            ("reason", "新建道路竣工, 需要命名"),
            ("meaning", "道路临近联盟山西坡, 取晚霞映照山麓之意"),
            ("doc_application", "1"),
            ("doc_plan", "1"),
            ("doc_map", "1"),
            ("doc_assessment", "1"),
            ("received_on", "2021-03-08"),
        ],
        ends: "",
        steps: [
            (
                "2021-03-10",
                &[("accepted_on", "2021-03-10"), ("reviewed_on", "2021-03-10"), ("opinion_from", "2021-03-10")],
            ),
            (
                "2021-04-06",
                &[
                    ("opinion_to", "2021-03-22"),
                    ("submitted_on", "2021-03-25"),
                    ("decision", "1"),
                    ("decided_on", "2021-04-06"),
                    ("decision_no", "衡政函〔2021〕31号"),
                ],
            ),
            ("2021-04-27", FILED_IN_APRIL),
        ],
    },
    Case {
        asked: &[
            ("action", "1"),
            ("applicant", "白沙洲工业园管理委员会"),
            ("kind8", "4"),
            ("proposed_name", "茶园公园"),
            ("division", "430406400413"),
            ("location", "茶园村管理处社区内"),
            ("reason", "新建公园开放, 需要命名"),
            ("meaning", "所在地原为茶园村的茶园, 沿用当地地名"),
            ("doc_application", "1"),
            ("doc_plan", "1"),
            ("doc_map", "1"),
            ("doc_assessment", "1"),
            ("received_on", "2021-05-10"),
        ],
        ends: "",
        steps: [
            (
                "2021-05-12",
                &[("accepted_on", "2021-05-12"), ("reviewed_on", "2021-05-12"), ("opinion_from", "2021-05-12")],
            ),
            (
                "2021-06-04",
                &[
                    ("opinion_to", "2021-05-24"),
                    ("submitted_on", "2021-05-26"),
                    ("decision", "1"),
                    ("decided_on", "2021-06-04"),
                    ("approved_by", "雁峰区人民政府"),
                    ("decision_no", "雁政函〔2021〕12号"),
                ],
            ),
            ("2021-06-25", FILED_IN_JUNE),
        ],
    },
    Case {
        asked: &[
            ("action", "2"),
            ("applicant", "黄茶岭街道办事处"),
            ("proposed_name", "红枫巷"),
            ("rename_reason", "2"),
            ("location", "红旗社区内, 黄白路与幸福路之间"),
            ("reason", "与市内另一红旗巷重名, 居民要求更名"),
            ("meaning", "巷内多红枫, 保留原名首字, 便于识别"),
            ("doc_application", "1"),
            ("doc_plan", "1"),
            ("doc_map", "1"),
            ("doc_assessment", "1"),
            ("received_on", "2021-06-28"),
        ],
        ends: "红旗巷",
        steps: [
            (
                "2021-06-30",
                &[("accepted_on", "2021-06-30"), ("reviewed_on", "2021-06-30"), ("opinion_from", "2021-06-30")],
            ),
            (
                "2021-07-20",
                &[
                    ("opinion_to", "2021-07-12"),
                    ("submitted_on", "2021-07-14"),
                    ("decision", "1"),
                    ("decided_on", "2021-07-20"),
                    ("decision_no", "衡政函〔2021〕58号"),
                ],
            ),
            ("2021-08-12", FILED_IN_AUGUST),
        ],
    },
    Case {
        asked: &[
            ("action", "3"),
            ("applicant", "白沙洲街道办事处"),
            ("cancel_reason", "1"),
            ("gone_on", "2021-08-30"),
            ("reason", "棚户区改造, 房屋拆除, 原有街巷已不存在"),
            ("received_on", "2021-09-02"),
        ],
        ends: "纺织里",
        steps: [
            ("2021-09-06", &[("accepted_on", "2021-09-06"), ("reviewed_on", "2021-09-06")]),
            (
                "2021-09-24",
                &[
                    ("submitted_on", "2021-09-14"),
                    ("decision", "1"),
                    ("decided_on", "2021-09-24"),
                    ("decision_no", "衡政函〔2021〕77号"),
                ],
            ),
            ("2021-10-15", FILED_IN_OCTOBER),
        ],
    },
    Case {
        asked: &[
            ("action", "1"),
            ("applicant", "黄茶岭街道办事处"),
            ("kind8", "7"),
            ("proposed_name", "幸福桥"),
            ("division", "430406004011"),
            ("location", "幸福社区内, 跨幸福渠"),
            ("reason", "新建桥梁通车, 需要命名"),
            ("meaning", "桥在幸福社区内, 沿用当地地名"),
            ("doc_application", "1"),
            ("doc_plan", "1"),
            ("doc_map", "1"),
            ("doc_assessment", "1"),
            ("received_on", "2021-10-11"),
        ],
        ends: "",
        steps: [
            (
                "2021-10-13",
                &[("accepted_on", "2021-10-13"), ("reviewed_on", "2021-10-13"), ("opinion_from", "2021-10-13")],
            ),
            (
                "2021-11-05",
                &[
                    ("opinion_to", "2021-10-25"),
                    ("submitted_on", "2021-10-27"),
                    ("decision", "1"),
                    ("decided_on", "2021-11-05"),
                    ("approved_by", "雁峰区人民政府"),
                    ("decision_no", "雁政函〔2021〕25号"),
                ],
            ),
            ("2021-11-26", FILED_IN_NOVEMBER),
        ],
    },
];

const FILED_IN_APRIL: Fields = &[
    ("filed_on", "2021-04-19"),
    ("announced_on", "2021-04-20"),
    ("channels", "区政府网站、社区公告栏"),
    ("entered_on", "2021-04-26"),
    ("closed_on", "2021-04-27"),
];
const FILED_IN_JUNE: Fields = &[
    ("filed_on", "2021-06-17"),
    ("announced_on", "2021-06-18"),
    ("channels", "区政府网站"),
    ("entered_on", "2021-06-24"),
    ("closed_on", "2021-06-25"),
];
const FILED_IN_AUGUST: Fields = &[
    ("filed_on", "2021-08-02"),
    ("announced_on", "2021-08-03"),
    ("channels", "区政府网站、社区公告栏"),
    ("entered_on", "2021-08-11"),
    ("closed_on", "2021-08-12"),
];
const FILED_IN_OCTOBER: Fields = &[
    ("filed_on", "2021-10-08"),
    ("announced_on", "2021-10-08"),
    ("channels", "区政府网站"),
    ("entered_on", "2021-10-14"),
    ("closed_on", "2021-10-15"),
];
const FILED_IN_NOVEMBER: Fields = &[
    ("filed_on", "2021-11-18"),
    ("announced_on", "2021-11-19"),
    ("channels", "区政府网站"),
    ("entered_on", "2021-11-25"),
    ("closed_on", "2021-11-26"),
];

fn with(draft: Draft, fields: Fields) -> Draft {
    fields.iter().fold(draft, |draft, (col, text)| draft.with(col, *text))
}

impl Telling<'_> {
    pub(super) fn place_names(&mut self) -> Result<(), SampleFault> {
        let at = self.acts.begin(taken_over_on());
        for place in &self.places.all {
            let (kind, name) = match place.level {
                "township" => ("2", place.name),
                "village" => ("3", place.name.trim_end_matches("居委会")),
                _ => continue,
            };
            let draft = Draft::new(&PLACE_NAME).with("kind8", kind).with("std_name", name);
            let draft = draft.with("division", place.code).with("valid_from", DISTRICT_SINCE);
            self.player.enter(&draft, at)?;
        }
        let mut ending = Vec::new();
        for line in LIST.lines().skip(1) {
            let cells: Vec<&str> = line.split(',').collect();
            let [kind, name, rest @ ..] = &cells[..] else { return Err(SampleFault::Lists("地名表")) };
            let draft = Draft::new(&PLACE_NAME).with("kind8", *kind).with("std_name", *name);
            let filled = COLUMNS.into_iter().zip(rest).filter(|(_, text)| !text.is_empty());
            let key = self.player.enter(&filled.fold(draft, |draft, (col, text)| draft.with(col, *text)), at)?;
            ending.extend(CASES.iter().any(|case| case.ends == *name).then_some((*name, key)));
        }
        CASES.iter().try_for_each(|case| {
            let old = ending.iter().find(|(name, _)| *name == case.ends).map(|(_, key)| *key);
            self.name_case(case, old)
        })
    }

    /// A case from its first step to its last.
    fn name_case(&mut self, case: &Case, old: Option<i64>) -> Result<(), SampleFault> {
        let mut draft = with(Draft::new(&NAME_CASE), case.asked);
        if let Some(old) = old {
            draft = draft.with_ref("old_name", old);
        }
        let [(first, begun), later @ ..] = &case.steps;
        let mut draft = with(draft, begun);
        if begun.iter().any(|(col, _)| *col == "opinion_from") {
            let answer = |unit| Draft::new(&NAME_OPINION).with("unit", unit).with("opinion", "无不同意见");
            draft = draft.with_row(answer("区住房和城乡建设局").with("given_on", *first));
            draft = draft.with_row(answer("区自然资源局").with("given_on", *first));
        }
        let key = self.on(*first, &draft)?;
        for (day, fields) in later {
            self.on(*day, &with(Draft::of(&NAME_CASE, key), fields))?;
        }
        Ok(())
    }
}
