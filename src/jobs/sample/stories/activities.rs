//! 关爱活动 of 2021: one theme a month. Places and numbers are invented; an office has them once, whatever its scale.

use super::Telling;
use crate::jobs::sample::SampleFault;
use crate::register::Draft;
use crate::register::children::activity::ACTIVITY;

/// Day, theme, place, who takes part beside the bureau, children, volunteers, what is given, yuan.
type Told = (&'static str, &'static str, &'static str, &'static str, u32, u32, Option<&'static str>, u32);

const YEAR: [Told; 12] = [
    ("2021-01-22", "寒冬送温暖", "黄茶岭街道社工站", "区妇联", 46, 14, Some("棉被、保暖衣"), 9_200),
    ("2021-02-05", "牛年团圆饭", "先锋街道社区食堂", "团区委", 38, 20, Some("年货礼包"), 5_700),
    ("2021-03-12", "我和小树一起长", "岳屏镇山林村", "区林业部门", 30, 12, None, 1_800),
    ("2021-04-02", "清明祭英烈", "区烈士纪念设施", "区退役军人事务局", 42, 10, None, 1_500),
    ("2021-05-21", "圆梦微心愿", "区民政局四楼会议室", "雁和社会工作服务中心", 52, 18, Some("图书、文具"), 7_800),
    ("2021-06-01", "六一同乐会", "天马山街道文化站", "区教育局、区妇联", 86, 30, Some("玩具、书包"), 12_900),
    ("2021-07-16", "珍爱生命防溺水", "白沙洲街道社工站", "区应急管理局", 64, 16, None, 2_400),
    ("2021-08-20", "开学第一份礼物", "雁峰街道社工站", "区慈善会", 73, 15, Some("书包、文具"), 10_950),
    ("2021-09-17", "月圆雁峰", "岳屏镇社工站", "团区委", 48, 14, Some("月饼、水果"), 4_800),
    ("2021-10-22", "阳光心灵", "区民政局四楼会议室", "雁和社会工作服务中心", 33, 9, None, 3_300),
    ("2021-11-19", "学法护成长", "白沙洲工业园社工站", "区检察院", 58, 11, Some("普法读本"), 2_900),
    ("2021-12-24", "暖冬新衣", "先锋街道社工站", "区慈善会", 69, 17, Some("羽绒服"), 13_800),
];

impl Telling<'_> {
    pub(super) fn activities(&mut self) -> Result<(), SampleFault> {
        for (day, theme, place, partners, children, volunteers, goods, yuan) in YEAR {
            let activity = Draft::new(&ACTIVITY)
                .with("theme", theme)
                .with("held_on", day)
                .with("place", place)
                .with("organiser", "区民政局")
                .with("partners", partners)
                .with("children_count", children.to_string())
                .with("volunteers_count", volunteers.to_string())
                .with_some("goods", goods)
                .with("cost", yuan.to_string());
            self.on(day, &activity)?;
        }
        Ok(())
    }
}
