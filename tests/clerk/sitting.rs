//! One sitting: a family, its account, its case and the first version on one form; somebody new in the place of a reference.

use crate::steps::Clerk;
use crate::support::with_one_case;
use crate::support::{Office, id};

fn counted(clerk: &Clerk) -> Vec<i64> {
    let tables = ["person", "household", "member", "account", "dibao", "cause", "award", "cover"];
    tables.iter().map(|t| clerk.small.one(&format!("SELECT count(*) FROM {t} WHERE voided_by IS NULL"))).collect()
}

/// A family of three of whom the office knows nobody, from the list to the last field.
fn family(clerk: &mut Clerk) {
    people(clerk);
    clerk.types("1102").press("Enter").types("1103").press("Enter").types("1120").press("Enter").types("1122");
    clerk
        .press("Enter")
        .types("1201")
        .press("Enter")
        .types("02")
        .press("Enter")
        .types("600")
        .press("Enter Enter")
        .sees("月保障金 1,260.00 元");
    clerk.types("6217990000123456788");
}

/// The same as far as the dates of the case.
fn people(clerk: &mut Clerk) {
    clerk.press("F2").sees("新增低保").sees("F2新增一户").types(&id("1956-07-08", 15)).press("Enter");
    clerk.sees("新增家庭 (一起保存)").sees("年龄").types("曾国安").press("Enter").types("5").press("Enter");
    clerk.types(&id("1963-01-09", 22)).press("Enter").types("肖玉兰").press("Enter").types("2").press("Enter");
    clerk.types("10").press("Enter");
    clerk.types(&id("2011-02-17", 33)).press("Enter").types("曾小满").press("Enter").types("4").press("Enter");
    clerk.types("20").press("Enter Enter");
    assert!(clerk.marked().contains("户籍地"), "{}", clerk.screen());
    clerk.types("yjnl").press("Enter").types("先锋路12号").press("Enter").types("13973412345").press("Enter");
    assert!(clerk.marked().contains("申请日期"), "{}", clerk.screen());
}

#[test]
fn a_family_is_entered_on_one_form_and_undone_as_one() {
    let mut clerk = Clerk::at(Office::new());
    let acts: i64 = clerk.small.one("SELECT max(key) FROM act");
    family(&mut clerk);
    clerk.press("F8");
    clerk.sees("已保存 DB430406202100001");
    assert!(clerk.keys <= 30, "{} keys", clerk.keys);
    assert_eq!(counted(&clerk), [3, 1, 3, 1, 1, 1, 1, 3]);
    assert_eq!(clerk.small.one::<i64>(&format!("SELECT count(DISTINCT act) FROM audit WHERE act > {acts}")), 1);
    assert_eq!(clerk.small.one::<i64>("SELECT count(*) FROM person WHERE phone = '13973412345'"), 3);
    assert_eq!(clerk.small.one::<String>("SELECT account_name || bank_code FROM account"), "曾国安403");
    clerk.press("Ctrl+Z").sees("撤销").press("F8").types("录错了一户").press("Enter").sees("已撤销");
    assert_eq!(counted(&clerk), [0; 8]);
}

#[test]
fn a_slip_in_a_row_refuses_all_and_points_there() {
    let mut clerk = Clerk::at(Office::new());
    family(&mut clerk);
    clerk.goes_to("联系电话").types("123").press("F8").sees("没有保存: 手机号应为11位");
    assert!(clerk.marked().contains("联系电话"), "{}", clerk.screen());
    assert_eq!(counted(&clerk), [0; 8]);
    // What was typed is not lost with the program.
    let mut clerk = clerk.gets_killed();
    clerk.sees("没有填完").press("Enter").sees("肖玉兰").sees("曾小满").goes_to("联系电话").types("13973412345");
    clerk.press("F8").sees("已保存");
    assert_eq!(counted(&clerk), [3, 1, 3, 1, 1, 1, 1, 3]);
}

#[test]
fn a_known_person_in_a_row_is_taken() {
    let office = Office::new();
    office.person("肖玉兰", &id("1963-01-09", 22));
    let mut clerk = Clerk::at(office);
    clerk.press("F2").types(&id("1956-07-08", 15)).press("Enter").types("曾国安").press("Enter").types("5");
    clerk.press("Enter").types(&id("1963-01-09", 22)).press("Enter").sees("肖玉兰 430406196301090220");
    clerk.types("10").press("Enter Enter").types("yjnl").press("Enter").goes_to("申请日期").types("1102");
    clerk.press("F8").sees("已保存");
    assert_eq!(counted(&clerk)[..5], [2, 1, 2, 0, 1]);
}

#[test]
fn two_rows_with_one_number_are_refused() {
    let mut clerk = Clerk::at(Office::new());
    clerk.press("F2").types(&id("1956-07-08", 15)).press("Enter").types("曾国安").press("Enter").types("5");
    clerk.press("Enter").types(&id("1956-07-08", 15)).press("Enter").types("曾国安").press("Enter Enter");
    clerk.types("20").press("Enter Enter").types("yjnl").goes_to("申请日期").types("1102").press("F8");
    clerk.sees("曾国安 在家庭成员里填了两行, 一人只填一行");
    assert_eq!(counted(&clerk), [0; 8]);
}

/// How many stand in a few tables.
fn standing(clerk: &Clerk, tables: &[&str]) -> Vec<i64> {
    tables.iter().map(|t| clerk.small.one(&format!("SELECT count(*) FROM {t} WHERE voided_by IS NULL"))).collect()
}

/// In the place of the reference: whom the office does not know, up to the phone.
fn somebody(clerk: &mut Clerk, number: &str) {
    clerk.types(number).press("Enter").sees("新增人员 (一起保存)").sees_not("*证件状态").types("曾国安").press("Enter");
    clerk.types("yjnl").press("Enter").types("先锋路12号").press("Enter").types("13973412345").press("Enter Enter");
}

#[test]
fn somebody_new_gets_relief_on_one_form() {
    let mut clerk = Clerk::at(with_one_case());
    clerk.press("Right Right Right F2").sees("新增临时救助");
    somebody(&mut clerk, &id("1956-07-08", 15));
    assert!(clerk.marked().contains("救助类型"), "{}", clerk.screen());
    clerk.types("急难").press("Enter").types("火灾").press("F8").sees("没有保存").press("Tab").sees("必填还差");
    assert_eq!(clerk.small.one::<i64>("SELECT count(*) FROM person WHERE name = '曾国安'"), 0);
    clerk.goes_to("困难情况").types("家里起火烧了两间房, 修房要花三千元").press("Enter").types("1201").press("Enter");
    clerk.types("其他").press("Enter").types("800").press("Enter").types("王芳").press("Enter").types("1203");
    clerk.press("F5").sees("一卡通账户 (一起保存)").types("6217990000123456788").press("F8").sees("已保存");
    assert_eq!(standing(&clerk, &["person", "account", "temporary"]), [3, 1, 1]);
    clerk.press("Ctrl+Z").press("F8").types("录错了人").press("Enter").sees("已撤销");
    assert_eq!(standing(&clerk, &["person", "account", "temporary"]), [2, 0, 0]);
}

/// Two enter the same person at once, the second one in the place of a reference.
#[test]
fn whom_another_clerk_has_entered_meanwhile_is_told_and_nothing_typed_is_lost() {
    let mut clerk = Clerk::at(with_one_case());
    clerk.press("Right Right Right F2").sees("新增临时救助");
    somebody(&mut clerk, &id("1956-07-08", 15));
    clerk.small.person("曾国平", &id("1956-07-08", 15));
    clerk.types("急难").press("Enter").types("火灾").press("Enter").types("家里起火烧了两间房, 修房要花三千元");
    clerk.press("Enter").types("1201").press("Enter").types("其他").press("Enter").types("800").press("Enter");
    clerk.types("王芳").press("Enter").types("1203").press("F8").sees("没有保存: 人员 曾国平 已经登记, 姓名是");
    assert!(clerk.marked().contains("姓名"), "{}", clerk.screen());
    clerk.sees("曾国安").sees("先锋路12号").sees("13973412345");
    assert_eq!(standing(&clerk, &["person", "temporary"]), [3, 0]);
    // What is said otherwise is left to the record that is there; then it is taken.
    for label in ["姓名", "详细地址", "联系电话"] {
        clerk.goes_to(label).press("Ctrl+U Tab");
    }
    clerk.goes_to("申请人").sees("曾国平 43040619560708").sees_not("新增人员 (一起保存)").press("F8").sees("已保存");
    let name = "SELECT p.name FROM temporary t JOIN person p ON p.key = t.person";
    assert_eq!(
        (clerk.small.one::<String>(name), standing(&clerk, &["person", "temporary"])),
        ("曾国平".into(), vec![3, 1])
    );
}

/// From 查人: the kind is chosen by its initials, the number stands there.
#[test]
fn somebody_new_gets_support_on_one_form() {
    let mut clerk = Clerk::at(with_one_case());
    let number = id("1946-07-08", 15);
    clerk.press("F3").types(&number).press("F4").types("tk").sees("新增: tk").sees_not("临时救助").press("Enter");
    clerk.sees("新增特困供养").sees("新增人员 (一起保存)");
    assert!(clerk.marked().contains("城乡类别"), "{}", clerk.screen());
    clerk
        .types("城")
        .press("Enter Enter")
        .types("曾国安")
        .press("Enter")
        .types("yjnl")
        .press("Enter")
        .types("先锋路12号");
    clerk.press("Enter").types("13973412345").press("Enter Enter Enter").types("0").press("Enter").types("1102");
    clerk.press("Enter").types("1103").press("Enter").types("1110").press("Enter").types("1112").press("Enter");
    clerk.types("1125").press("Enter").sees("自理评估 (一起保存)").types("1108").press("Enter").types("区评估中心");
    for _ in 0..6 {
        clerk.press("Enter").types("1");
    }
    clerk.press("Enter").types("分散").press("Enter Enter Enter").sees("一卡通账户 (一起保存)");
    assert!(clerk.marked().contains("账号"), "{}", clerk.screen());
    clerk.types("6217990000123456788").press("Enter").sees("自 2021-12 起");
    clerk.press("F8").sees("已保存 TK430406202100001");
    let tables = ["person", "account", "tekun", "assessment", "tekun_award"];
    assert_eq!(standing(&clerk, &tables), [3, 1, 1, 1, 1]);
    assert!(clerk.small.one::<i64>("SELECT total_fen FROM tekun_award WHERE from_month = '2021-12'") > 0);
    clerk.press("Ctrl+Z").press("F8").types("录错了人").press("Enter").sees("已撤销");
    assert_eq!(standing(&clerk, &tables), [2, 0, 0, 0, 0]);
}

#[test]
fn somebody_new_gets_a_subsidy_on_one_form() {
    let mut clerk = Clerk::at(with_one_case());
    let number = id("1966-07-08", 15);
    clerk.goes_right_to("两补").press("F2").sees("新增残疾人两项补贴").types("护理").press("Enter");
    somebody(&mut clerk, &number);
    assert!(clerk.marked().contains("残疾证号"), "{}", clerk.screen());
    // What the case says of the certificate follows from the person.
    clerk.types(&format!("{number}41")).press("Enter").types("20290101").press("Enter").goes_to("申请日期");
    clerk.types("1102").press("Enter").types("1110").press("Enter").types("1112").press("Enter").types("1125");
    clerk.press("Enter").sees("补贴核定 (一起保存)").goes_to("账号").types("6217990000123456788").press("F8");
    clerk.sees("已保存");
    assert_eq!(standing(&clerk, &["person", "account", "disability", "disability_award"]), [3, 1, 1, 1]);
    let case = "SELECT dis_type || dis_level || cert_valid_to FROM disability";
    assert_eq!(clerk.small.one::<String>(case), "412029-01-01");
    assert!(clerk.small.one::<i64>("SELECT amount_fen FROM disability_award WHERE from_month = '2021-11'") > 0);
}

/// Who has no number is called by the name; why there is none, sex and day of birth stand beneath the row.
#[test]
fn somebody_without_a_number_stands_in_a_row() {
    let mut clerk = Clerk::at(Office::new());
    clerk.press("F2").types(&id("1956-07-08", 15)).press("Enter").types("曾国安").press("Enter").types("5");
    clerk.press("Enter").sees_not("*证件状态").types("曾小满").press("F2").sees("*证件状态").sees("出生日期");
    assert!(clerk.line_with("曾小满").contains("(无号码)"), "{}", clerk.screen());
    clerk.types("4").press("Enter").types("42").press("Enter");
    assert!(clerk.marked().contains("证件状态"), "{}", clerk.screen());
    clerk.types("无户籍").press("Enter");
    assert!(clerk.marked().contains("性别"), "{}", clerk.screen());
    clerk.types("女").press("Enter").types("20190217").press("Enter").press("Enter");
    assert!(clerk.marked().contains("户籍地"), "{}", clerk.screen());
    let row = clerk.line_with("曾小满");
    assert!(row.ends_with(" 2"), "{row}");
    clerk.types("yjnl").goes_to("申请日期").types("1102");
    // It is kept with the rest while it is typed.
    let mut clerk = clerk.gets_killed();
    clerk.sees("没有填完").press("Enter").sees("曾小满").sees("无户籍").press("F8").sees("已保存");
    let child = "SELECT temp_no || id_status || sex || birth_date FROM person WHERE name = '曾小满'";
    assert_eq!(clerk.small.one::<String>(child), "T430406-2021-0001unregistered22019-02-17");
    assert_eq!(standing(&clerk, &["person", "household", "member", "dibao"]), [2, 1, 2, 1]);
}

#[test]
fn somebody_without_a_number_gets_relief() {
    let mut clerk = Clerk::at(with_one_case());
    clerk.press("Right Right Right F2").sees("新增临时救助").types("曾国安").press("F2").sees("新增人员 (一起保存)");
    clerk
        .goes_to("户籍地")
        .types("yjnl")
        .goes_to("证件状态")
        .types("证件遗失")
        .press("Enter")
        .types("男")
        .press("Enter");
    clerk.types("19360708").press("Enter").types("急难").press("Enter").types("火灾").press("Enter");
    clerk.types("家里起火烧了两间房, 修房要花三千元").press("Enter").types("1201").press("Enter").types("其他");
    clerk.press("Enter").types("800").press("Enter").types("王芳").press("Enter").types("1203").press("Enter");
    clerk.press("F8").sees("已保存");
    let person = "SELECT temp_no || id_status || sex || birth_date FROM temporary t JOIN person p ON p.key = t.person";
    assert_eq!(clerk.small.one::<String>(person), "T430406-2021-0001lost11936-07-08");
}

/// A number that is typed after all takes the place of what was said without it.
#[test]
fn a_number_takes_the_place_of_what_is_said_without_one() {
    let mut clerk = Clerk::at(with_one_case());
    clerk.press("Right Right Right F2").sees("新增临时救助").types("曾国安").press("F2").sees("新增人员 (一起保存)");
    assert!(clerk.line_with("姓名").contains("曾国安"), "{}", clerk.screen());
    clerk
        .goes_to("证件状态")
        .types("证件遗失")
        .press("Enter")
        .types("女")
        .press("Enter")
        .types("19360708")
        .press("Enter");
    clerk.goes_to("申请人").types(&id("1956-07-08", 15)).press("Enter").sees_not("*证件状态").sees_not("*性别");
    clerk.goes_to("户籍地").types("yjnl").goes_to("救助类型").types("急难").press("Enter").types("火灾").press("Enter");
    clerk.types("家里起火烧了两间房, 修房要花三千元").press("Enter").types("1201").press("Enter").types("其他");
    clerk.press("Enter").types("800").press("Enter").types("王芳").press("Enter").types("1203").press("F8");
    clerk.sees("已保存");
    let person = "SELECT id_status || sex || birth_date FROM person WHERE name = '曾国安'";
    assert_eq!(clerk.small.one::<String>(person), "normal11956-07-08");
}

#[test]
fn who_is_looked_up_from_a_field_comes_back_to_it() {
    let mut clerk = Clerk::at(with_one_case());
    clerk.press("Right Right Right F2").sees("新增临时救助");
    clerk.press("F3").types("李伟").sees("回车选用").press("Enter").sees("新增临时救助");
    assert!(clerk.line_with("申请人").contains("李伟"), "{}", clerk.screen());
}

#[test]
fn somebody_unknown_who_is_looked_up_gets_a_case_at_once() {
    let mut clerk = Clerk::at(with_one_case());
    let number = id("1956-07-08", 15);
    clerk.press("F3").types("李伟").sees_not("F4办理").press("F3").types(&number).sees("F4办理").press("F4");
    clerk.sees("新增一户").press("Enter").sees("新增低保").sees("新增家庭 (一起保存)").sees(&number);
    assert!(clerk.marked().contains(&number), "{}", clerk.screen());
    clerk.types("曾国安").press("Enter");
    assert!(clerk.marked().contains("曾国安"), "{}", clerk.screen());
}

#[test]
fn who_enters_several_alike_repeats_what_stood_before() {
    let mut clerk = Clerk::at(with_one_case());
    clerk.press("F3 F2").types(&id("1956-07-08", 15)).press("Enter").types("曾国安").press("Enter").types("yjnl");
    clerk.press("Enter").types("先锋路12号").press("Enter").types("13973412345").press("F8").sees("已保存");
    clerk.press("F2").types(&id("1963-01-09", 22)).press("Enter").types("肖玉兰").press("Enter Ctrl+V Enter Ctrl+V");
    assert!(clerk.line_with("户籍地").contains("沿江南路") && clerk.line_with("详细地址").contains("先锋路12号"));
    clerk.press("Esc End Enter F2").press("Ctrl+A");
    assert!(clerk.line_with("联系电话").contains("13973412345"), "{}", clerk.screen());
    assert!(!clerk.line_with("身份证号").contains("19560708"), "{}", clerk.screen());
}

/// (what, keys pressed beside what was typed, at most)
fn at_most(what: &str, clerk: &Clerk, most: usize) {
    assert!(clerk.keys <= most, "{what}: {} keys", clerk.keys);
}

#[test]
fn what_is_entered_daily_takes_few_keys() {
    let with = |name: &str, number: &str| {
        let office = Office::new();
        office.person(name, number);
        office
    };
    let number = id("1956-07-08", 15);
    let mut clerk = Clerk::at(with("曾国安", &number));
    clerk.press("Right Right Right");
    clerk.keys = 0;
    clerk.press("F2").types(&number).press("Enter").types("急难").press("Enter").types("火灾").press("Enter");
    clerk.types("家里起火烧了两间房, 修房要花三千元").press("Enter").types("1201").press("Enter").types("其他");
    clerk.press("Enter").types("800").press("Enter").types("王芳").press("Enter").types("1203").press("F8");
    clerk.sees("已保存");
    at_most("临时救助", &clerk, 12);

    let old = id("1936-07-08", 15);
    let mut clerk = Clerk::at(with("曾国安", &old));
    clerk.press("2").sees("高龄津贴");
    while !clerk.app.is_at_base() {
        clerk.press("Esc");
    }
    clerk.press("Right");
    clerk.keys = 0;
    clerk.press("F2").sees("新增高龄津贴").types(&old).press("Enter").types("1101").press("Enter").types("1102");
    clerk.press("Enter").types("1108").press("Enter").types("1109").press("Enter").types("1126").press("F8 F8");
    clerk.sees("已保存");
    at_most("高龄津贴", &clerk, 8);
}

#[test]
fn an_award_without_the_steps_before_it_says_so_and_goes_to_the_first_of_them() {
    let mut clerk = Clerk::at(Office::new());
    people(&mut clerk);
    clerk.types("1102").press("Enter").types("1103").press("Enter Enter Enter Enter").types("02").press("Enter");
    clerk.types("600").press("F8");
    clerk.sees("没有保存: 申请办理的低保须先受理、初审、公示、确认, 请填").sees_not("必填项未填: 核定日期");
    assert!(clerk.marked().contains("初审日期"), "{}", clerk.screen());
    clerk.types("1120").press("Enter").sees("必填还差 1 项").press("F8");
    clerk.sees("没有保存: 申请办理的低保须先受理、初审、公示、确认");
    assert!(clerk.marked().contains("公示起"), "{}", clerk.screen());
    clerk.types("1122").press("Enter").sees("必填还差 1 项").press("F8");
    assert!(clerk.marked().contains("确认日期"), "{}", clerk.screen());
    assert_eq!(counted(&clerk), [0; 8]);
}

#[test]
fn a_bank_that_no_card_names_is_asked_next() {
    let mut clerk = Clerk::at(Office::new());
    family(&mut clerk);
    clerk.goes_to("账号").press("Ctrl+U").types("6230900000123456789").press("Enter");
    assert!(clerk.marked().contains("开户行"), "{}", clerk.screen());
    // Whoever goes on past it is not taken back to it.
    clerk.press("Enter");
    assert!(!clerk.marked().contains("开户行"), "{}", clerk.screen());
    let mut clerk = Clerk::at(with_one_case());
    clerk.press("Ctrl+D 7").sees("登记一卡通账户").types("6230900000123456789").press("Enter");
    assert!(clerk.marked().contains("开户行"), "{}", clerk.screen());
    clerk.types("314").press("F8").sees("已办理登记一卡通账户");
    clerk.press("Ctrl+D").sees("7 变更一卡通账户");
}
