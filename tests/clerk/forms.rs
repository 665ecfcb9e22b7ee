//! Entering and correcting records.

use crate::steps::Clerk;
use crate::support::{Office, id};

fn with_one_case() -> Office {
    let office = Office::new();
    let person = office.person("陈桂香", &id("1947-03-02", 24));
    let other = office.person("李伟", &id("2006-05-01", 31));
    let household = office.household(person, &[(other, "41")]);
    office.case(household, "300");
    office
}

#[test]
fn a_record_opens_with_its_members_and_versions() {
    let mut clerk = Clerk::at(with_one_case());
    clerk.press("Enter").sees("低保 DB430406202000001").sees("申请编号").sees("F4修改");
    clerk.press("Tab").sees("F4修改");
}

#[test]
fn an_id_number_fills_birth_date_and_sex_as_it_is_completed() {
    let mut clerk = Clerk::at(with_one_case());
    // The person's record is reached through the look-up or the household; here through the case.
    clerk.press("F3").types("chen");
    let _ = clerk.screen();
}

#[test]
fn leaving_a_half_filled_form_asks_first() {
    let mut clerk = Clerk::at(with_one_case());
    clerk.press("F2").sees("新增低保").types("DB1").press("Esc").sees("放弃吗?");
    clerk.press("Esc").sees("新增低保").sees("DB1");
    clerk.press("Esc Enter").sees("筛选: 全部");
}

#[test]
fn a_code_is_chosen_by_digit_initials_or_arrows() {
    let mut clerk = Clerk::at(with_one_case());
    clerk.press("F2 Tab Tab Tab Tab Tab");
    let _ = clerk.screen();
}
