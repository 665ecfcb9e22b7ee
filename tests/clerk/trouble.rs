//! What goes wrong, each with its own look and with what to do.

use crate::lists::with_cases;
use crate::steps::Clerk;
use minzheng::app::msg::{Effect, Msg, Reply, Want};
use minzheng::app::notice::{Look, Trouble};

#[test]
fn a_defect_is_told_with_what_is_safe_and_work_goes_on() {
    let office = with_cases(1);
    let mut clerk = Clerk::at(office);
    clerk.small.behind_its_back("PRAGMA writable_schema = ON; ALTER TABLE temporary RENAME TO lost;");
    clerk.press("Right Right Right").sees("程序出错").sees("已保存的内容没有受影响");
    clerk.press("Enter").sees("临时救助").press("Left Left Left").sees("陈桂香");
}

#[test]
fn a_file_that_can_only_be_read_offers_no_change() {
    let office = with_cases(1);
    let mut right = std::fs::metadata(&office.path).unwrap().permissions();
    right.set_readonly(true);
    std::fs::set_permissions(&office.path, right).unwrap();
    let mut clerk = Clerk::at(office);
    clerk.sees("只读").sees("陈桂香").sees_not("F2新增").sees_not("F4修改").press("F2 F4 F6").sees("筛选: 状态 在册");
    for key in ["F2", "F4", "F6", "Ctrl+D"] {
        clerk.press("Up").sees_not("只能查看").press(key).sees("业务库是只读的, 只能查看、打印");
    }
    clerk.press("Enter").sees("申请编号").sees_not("F4修改").press("F4").sees("业务库是只读的");
    clerk.press("Esc F3").types("曾国安").sees_not("只读的").press("F2").sees("业务库是只读的");
    clerk.press("Esc Right").sees("没有符合筛选条件的记录。F5 改筛选").sees_not("F2 新增");
    // What would do nothing in any office says nothing.
    clerk.press("F4 F6").sees_not("只能查看");
}

#[test]
fn what_stood_in_the_line_of_messages_does_not_stand_behind_a_box_of_trouble() {
    let mut clerk = Clerk::at(with_cases(1));
    clerk.press("F7");
    let asked = clerk.asks("Enter");
    assert!(matches!(asked.as_slice(), [Effect::Ask(..)]), "{asked:?}");
    let [Effect::Ask(ticket, _)] = asked.as_slice() else { return };
    clerk.sees("打印").tell(Msg::Answer(*ticket, Reply::Failed(full()))).sees("磁盘已满").sees_not("正在生成");
}

fn full() -> Trouble {
    Trouble { look: Look::Surroundings, what: "磁盘已满".to_owned(), remedy: "请腾出空间".to_owned() }
}

#[test]
fn a_file_that_another_tool_has_altered_says_so_and_offers_no_change() {
    let office = with_cases(1);
    office.sql("CREATE TRIGGER zz AFTER INSERT ON person BEGIN DELETE FROM unfinished; END");
    let mut clerk = Clerk::at(office);
    clerk.sees("多出触发器 zz").sees("minzheng restore").sees("陈桂香").press("Down").sees_not("多出触发器 zz");
    clerk.sees("只读 结构不符").sees_not("F2新增").sees_not("F4修改");
}

#[cfg(unix)]
#[test]
fn a_file_that_was_replaced_under_the_screen_is_told_and_what_was_typed_stays() {
    let mut clerk = Clerk::at(with_cases(1));
    clerk.press("F3 F2").goes_to("姓名").types("曾国安").sees_not("换成另一个");
    let away = clerk.small.path.with_file_name("away.db");
    std::fs::rename(&clerk.small.path, &away).unwrap();
    // It is told at the next key, whatever that is, and in a box when it is to be saved.
    clerk.goes_to("性别").is_told("不在原处").types("男").sees_not("不在原处").sees("不能再保存").sees("曾国安");
    for _ in 0..2 {
        clerk.press("F8").is_told("不在原处").is_told("填的还在").press("Enter").sees("曾国安");
    }
    std::fs::rename(&away, &clerk.small.path).unwrap();
    clerk.press("Down").sees_not("不能再保存").sees("曾国安");
}

#[test]
fn what_a_rule_refuses_is_told_where_it_stands() {
    let mut clerk = Clerk::at(with_cases(1));
    clerk.press("F4").goes_to("申请日期").press("Backspace Backspace").types("99").press("Tab");
    // What has no room beside its field stands beneath it, to its end.
    clerk.sees("错误: 日期不合法: 2020年10月只有31天, 没有99日");
    clerk.press("F8").sees("没有保存");
    assert!(clerk.marked().contains("申请日期"), "{}", clerk.screen());
}

#[test]
fn a_long_message_is_read_to_its_end_in_the_least_window() {
    let mut clerk = Clerk::in_window(with_cases(30), 60, 15);
    clerk.press("F5").types(&"很长".repeat(30)).press("Enter");
    clerk.is_told("这一项").is_told("或按退格取消").press("Esc").sees_not("这一项").sees("陈桂香");
}

#[test]
fn what_was_half_typed_survives_a_closed_terminal() {
    let mut clerk = Clerk::at(with_cases(1));
    clerk.press("F3 F2").goes_to("姓名").types("曾国安").goes_to("性别").types("男");
    clerk.tell(Msg::End);
    assert!(clerk.left);
    let mut clerk = Clerk::at(clerk.small);
    clerk.sees("“新增人员”没有填完").press("Enter").sees("曾国安").sees("有未保存的内容");
    // A record being corrected, with the row that was on top of it.
    clerk.press("Esc Down Enter").press("F4").goes_to("备注").types("等派出所回函");
    clerk.press("End PgDn PgDn PgDn PgDn").tell(Msg::End);
    let mut clerk = Clerk::at(clerk.small);
    clerk.sees("“修改低保”没有填完").press("Enter").goes_to("备注").sees("等派出所回函").press("F8").sees("已保存");
    assert_eq!(clerk.small.one::<String>("SELECT note FROM dibao"), "等派出所回函");
    // A hasty Esc loses nothing; given up as every form is, it does not come again.
    clerk.press("F2").types("DB1").tell(Msg::End);
    let mut clerk = Clerk::at(clerk.small);
    clerk.sees("没有填完").press("Esc").sees("陈桂香").tell(Msg::End);
    let mut clerk = Clerk::at(clerk.small);
    clerk.sees("没有填完").press("Enter").sees("DB1").press("Esc").sees("放弃吗?").press("Down Enter").tell(Msg::End);
    Clerk::at(clerk.small).sees_not("没有填完");
}

#[test]
fn what_was_half_typed_survives_a_killed_program_until_it_is_saved_or_given_up() {
    let kept = |clerk: &Clerk| clerk.small.one::<i64>("SELECT count(*) FROM unfinished");
    let mut clerk = Clerk::at(with_cases(1));
    clerk.press("F4").goes_to("备注").types("等派出所");
    assert!(clerk.app.is_unkept());
    let mut clerk = clerk.gets_killed();
    clerk.sees("“修改低保”没有填完").press("Enter").goes_to("备注").sees("等派出所");
    // Taken up, it stays kept until more is typed, and that takes its place.
    assert_eq!(kept(&clerk), 1);
    clerk.types("等派出所回函");
    let mut clerk = clerk.gets_killed();
    assert_eq!(kept(&clerk), 1);
    clerk.sees("没有填完").press("Enter").goes_to("备注").sees("等派出所回函").press("F8").sees("已保存");
    assert!(kept(&clerk) == 0 && !clerk.app.is_unkept());
    assert!(!clerk.asked.iter().any(|w| matches!(w, Want::Keep { .. })), "it goes with the save, in one change");
    // What is chosen and not left yet is kept as well.
    clerk.press("F2").types("DB9").goes_to("近亲属备案").types("是");
    let mut clerk = clerk.gets_killed();
    clerk.press("Enter").sees("DB9").goes_to("近亲属备案");
    assert!(clerk.marked().contains('是'), "{}", clerk.screen());
    clerk.press("Esc").sees("放弃吗?").press("Down Enter").sees("筛选: ");
    assert_eq!(kept(&clerk), 0);
    // Whoever gives it up with the program is not asked again.
    clerk.press("F2").types("DB9");
    let mut clerk = clerk.gets_killed();
    clerk.press("Enter").sees("DB9").press("Ctrl+X").sees("放弃并退出").press("Down Enter");
    assert!(clerk.left && kept(&clerk) == 0);
}
