//! 记一笔: a line about the record of the cursor, from wherever it is.

use crate::steps::Clerk;
use crate::support::with_one_case;

/// Writes a line about the record of the cursor.
fn notes(clerk: &mut Clerk, text: &str) {
    clerk.press("Ctrl+D").types("jyb").press("Enter").types(text).press("F8").sees("已");
}

#[test]
fn a_line_is_written_from_the_list_and_read_on_the_record_and_the_page() {
    let mut clerk = Clerk::at(with_one_case());
    notes(&mut clerk, "下周再上门一次");
    assert_eq!(clerk.keys, 3, "beside the text and what finds the entry");
    assert_eq!(
        clerk.small.one::<String>("SELECT n.text || p.name FROM note n JOIN person p ON p.key = n.person"),
        "下周再上门一次陈桂香"
    );
    clerk.press("Enter").steps_to("记事: 下周再上门一次");
    // Of what is looked at, and of the person.
    notes(&mut clerk, "电话打不通");
    clerk.press("Esc F3").types("陈桂香").press("Enter").sees("个人页");
    notes(&mut clerk, "听力差");
    clerk.steps_to("听力差");
    assert!(clerk.marked().contains("2021-12-31"), "{}", clerk.screen());
    clerk.sees("下周再上门一次").sees("电话打不通");
    assert_eq!(clerk.small.one::<i64>("SELECT count(*) FROM note WHERE voided_by IS NULL AND person IS NOT NULL"), 3);
}

#[test]
fn a_line_that_was_a_mistake_is_taken_back_or_voided() {
    let mut clerk = Clerk::at(with_one_case());
    notes(&mut clerk, "记错了户");
    clerk.press("Ctrl+Z").sees("撤销").press("F8").types("记错了").press("Enter").sees("已撤销");
    assert_eq!(clerk.small.one::<i64>("SELECT count(*) FROM note WHERE voided_by IS NULL"), 0);
    notes(&mut clerk, "这一条对");
    clerk.press("9").goes_right_to("记事").sees("这一条对").press("Enter").sees("关于").sees("DB430406202000001");
    clerk.press("F6").types("不用了").press("Enter").sees("已作废");
    assert_eq!(clerk.small.one::<i64>("SELECT count(*) FROM note WHERE voided_by IS NULL"), 0);
}
