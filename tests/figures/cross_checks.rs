//! The checks between registers: each finds what is planted for it, and nothing is found without.

use crate::support::{Office, account, id, register};
use minzheng::domain::month::Month;
use minzheng::figure::cross::{self, Oddity};
use minzheng::register::Draft;

/// 陈桂香 and her son 李伟 draw 低保 by one case, 李伟 both subsidies; 周建国 alone has nothing. All have accounts.
struct Small {
    office: Office,
    /// 陈桂香, 李伟, 周建国; 李小, the child of 李伟, and its mother 王芳; 谭秀英, who draws 高龄津贴.
    people: [i64; 6],
    /// 低保, 生活补贴.
    cases: [i64; 2],
}

impl Small {
    fn new() -> Small {
        let office = Office::new();
        let no = id("1976-05-01", 31);
        let disabled = office.person_draft("李伟", &no).with("disability_cert_no", format!("{no}42"));
        let head = office.person("陈桂香", &id("1947-03-02", 24));
        let son = office.saved(&disabled.with("disability_valid_to", "2028-06-30"));
        let other = office.person("周建国", &id("1947-03-02", 33));
        let dibao = office.case(office.household(head, &[(son, "21")]), "300");
        let [living, _] = ["CL", "CN"].map(|kind| {
            let first = Draft::new(register("disability_award")).with("decided_date", "2021-03-20");
            let draft = Draft::new(register("disability")).with("origin", "taken_over").with("kind", kind);
            office.saved(&draft.with("person", format!("#{son}")).with("apply_date", "2021-03-05").with_row(first))
        });
        let mother = office.person("王芳", &id("1979-02-03", 42));
        let child = office.person("李小", &id("2011-05-20", 53));
        office.saved(&file(child, head, son, mother));
        let elder = aged(&office);
        office.sql(&visit(child, son));
        let people = [head, son, other, child, mother, elder];
        for (nth, person) in people.iter().take(3).enumerate() {
            office.saved(&account(*person, &format!("99000000000001{nth}"), "2020-01-05").with("medium", "3"));
        }
        Small { office, people, cases: [dibao, living] }
    }

    /// Changes a person.
    fn person(&self, nth: usize, sets: &str) {
        self.office.sql(&format!("UPDATE person SET {sets} WHERE key = {}", self.people[nth]));
    }

    /// Somebody moves into a home.
    fn lives_in_a_home(&self, nth: usize) {
        let person = self.people[nth];
        self.office.sql(&format!(
            "INSERT INTO institution(key, code, name, division, account_name, account_no, bank_code, act)
               VALUES (1, 'GMY', '光明院', '430406001001', '光明院', '6217000000000000001', '102', 1);
             INSERT INTO resident(key, person, institution, in_on, pay_kind, ability_level, act)
               VALUES (1, {person}, 1, '2021-03-02', '1', '0', 1);"
        ));
    }

    /// 李小 is adopted by 周建国.
    fn is_adopted(&self, day: &str) {
        self.office.sql(&format!(
            "INSERT INTO adoption(key, adoption_no, person, child, kind, adopter, children_before, is_able, is_ill, is_convicted, sender,
                 applied_on, decided_on, cert_no, state, act)
               VALUES (1, 'SY-430406-2021-0001', {}, 1, '5', {}, 0, 1, 0, 0, '生父', '{day}', '{day}', '1', 'decided', 1)",
            self.people[3], self.people[2]
        ));
    }

    /// A boundary line between two towns.
    fn has_a_line(&self) {
        self.office.sql(
            "INSERT INTO boundary_line(key, name, code, side_a, side_b, level, length_d3, act)
               VALUES (1, '先雁线', '430406001-430406002', '430406001000', '430406002000', '2', 2148, 1)",
        );
    }

    /// Its last joint inspection.
    fn was_inspected(&self, year: i32) {
        self.office.sql(&format!(
            "INSERT INTO joint_inspect(boundary_line, kind, year, lead_side, submitted_on, counted_on, next_due, state, act)
               VALUES (1, '1', {year}, '430406001000', '{year}-10-20', '{year}-10-20', '{}-12-31', '7', 1)",
            year + 5
        ));
    }

    /// A street whose name was given up.
    fn has_an_old_street(&self) {
        self.office.sql(
            "INSERT INTO place_name(key, std_name, specific, generic, roman, kind8, cat_code, pn_code, state, division, valid_from,
                 valid_to, from_pt, to_pt, act)
               VALUES (1, '旧街路', '旧街', '路', 'Jiujie Lu', '5', '23000', '430406230000001', '3', '430406001001', '2001-01-01',
                 '2021-10-31', '甲', '乙', 1)",
        );
    }

    /// 周建国 cares for people in a home, with a certificate; the sets are what is otherwise.
    fn works(&self, key: i64, sets: &str) {
        let person = self.people[2];
        self.office.sql(&format!(
            "INSERT OR IGNORE INTO institution(key, code, name, division, account_name, account_no, bank_code, act)
               VALUES (1, 'GMY', '光明院', '430406001001', '光明院', '6217000000000000001', '102', 1),
                      (2, 'FSY', '福寿院', '430406001001', '福寿院', '6217000000000000002', '102', 1);
             INSERT INTO carer(key, person, institution, hired_on, cert_level, cert_no, cert_on, act)
               VALUES ({key}, {person}, {key}, '2021-03-02', '5', 'S1', '2020-05-06', 1);
             UPDATE carer SET {sets} WHERE key = {key}"
        ));
    }

    /// 李小 draws 孤儿基本生活费 from 2021-05 on.
    fn is_an_orphan(&self) {
        let person = self.people[3];
        self.office.sql(&format!(
            "INSERT INTO orphan(key, case_no, person, child, division, state, origin, apply_date, act)
               VALUES (7000000001, 'GE1', {person}, 1, '430406001001', 'active', 'taken_over', '2021-03-05', 1);
             INSERT INTO orphan_award(key, orphan, from_month, kind, change_kind, amount_fen, decided_date, act)
               VALUES (7000000001, 7000000001, '2021-05', 'award', '01', 95000, '2021-04-20', 1)"
        ));
    }

    fn found(&self, month: &str) -> Vec<Oddity> {
        self.office.store.oddities(Month::parse(month).unwrap(), &|| true).unwrap()
    }
}

/// 李小 is 事实无人抚养: the father is severely disabled, the mother lost.
fn file(child: i64, guardian: i64, father: i64, mother: i64) -> Draft {
    let parent = |who: &str, state: &str, person: i64| {
        let draft = Draft::new(register("parent_state")).with("parent", who).with("state", state);
        draft.with("valid_from", "2019-03-01").with("document", "证明").with("person", format!("#{person}"))
    };
    let father = parent("1", "04", father).with("dis_type", "4").with("dis_level", "2").with("term_to", "2028-06-30");
    let file =
        Draft::new(register("child")).with("person", format!("#{child}")).with("guardian", format!("#{guardian}"));
    let file = file.with("guardian_relation", "63").with("registered_on", "2020-05-08");
    file.with_row(father).with_row(parent("2", "09", mother))
}

/// 李小 was visited late in the summer by 李伟, and is due again in the spring.
fn visit(person: i64, worker: i64) -> String {
    format!(
        "INSERT INTO child_worker(key, person, division, role, phone, appointed_on, act)
           VALUES (1, {worker}, '430406001001', 'director', '13900000000', '2019-09-02', 1);
         INSERT INTO child_visit(key, child, person, visited_on, mode, division, visitor, seen_child, next_due, act)
           VALUES (1, 1, {person}, '2021-08-30', '1', '430406001001', 1, 1, '2022-03-01', 1);"
    )
}

/// 谭秀英 has a file and draws 高龄津贴.
fn aged(office: &Office) -> i64 {
    let person = office.person("谭秀英", &id("1935-04-05", 64));
    let of = |name: &str| Draft::new(register(name)).with("person", format!("#{person}"));
    let file = of("elder").with("living", "3").with("no_supporter", "1").with("source", "1");
    office.saved(&file.with("collected_on", "2021-03-10"));
    let first = Draft::new(register("aged_award")).with("decided_date", "2020-03-20");
    let case = of("aged_allowance").with("origin", "taken_over").with("apply_date", "2020-03-05");
    office.saved(&case.with("alive_checked_on", "2021-06-01").with_row(first));
    person
}

/// A check, what its record is, how it comes about, and what is said then.
struct Case {
    codes: &'static [&'static str],
    register: &'static str,
    plant: fn(&Small),
    says: &'static str,
}

/// Every check once.
const CASES: &[Case] = &[
    Case {
        codes: &["X11"],
        register: "account",
        plant: |o| {
            o.office.sql("UPDATE account SET account_no = '990000000000010' WHERE account_no = '990000000000012'");
        },
        says: "同一账号已用于 陈桂香, 不是同一家庭, 请核实",
    },
    Case {
        codes: &["X12"],
        register: "person",
        plant: |o| o.office.sql(&format!("UPDATE person SET sex = '1' WHERE key = {}", o.people[0])),
        says: "性别男与身份证号不符(第17位为女), 请核对",
    },
    Case {
        codes: &["X12"],
        register: "person",
        plant: |o| o.office.sql(&format!("UPDATE person SET birth_date = '1947-03-20' WHERE key = {}", o.people[0])),
        says: "出生日期与身份证号不符, 应为 1947-03-02; 确有不同的, 请填出生日期说明",
    },
    Case {
        codes: &["W-PS03"],
        register: "person",
        plant: |o| o.office.sql(&format!("UPDATE person SET name = '陈桂香' WHERE key = {}", o.people[2])),
        says: "已有同名、同日出生的 陈桂香(1947-03-02 生)",
    },
    Case {
        codes: &["X23"],
        register: "person",
        plant: |o| {
            o.office.sql(&format!(
                "INSERT INTO place_name(key, std_name, specific, generic, roman, kind8, cat_code, pn_code, state, division, valid_from, valid_to, act)
                   VALUES (2, '红枫巷', '红枫', '巷', 'Hongfeng Xiang', '5', '23000', '430406230000002', '2', '430406001001', '2021-07-20', NULL, 1),
                          (1, '红旗巷', '红旗', '巷', 'Hongqi Xiang', '5', '23000', '430406230000001', '3', '430406001001', '1985-10-01', '2021-07-19', 1);
                 UPDATE place_name SET renamed_to = 2 WHERE key = 1;
                 UPDATE person SET address = '红旗巷3号' WHERE key = {}",
                o.people[2]
            ))
        },
        says: "标准地名已变更为红枫巷",
    },
    Case {
        codes: &["X28"],
        register: "person",
        plant: |o| {
            o.office.sql(&format!("UPDATE person SET home_division = '430406001099' WHERE key = {}", o.people[2]))
        },
        says: "居住地先锋街道430406001099已撤销或没有登记",
    },
    Case {
        codes: &["X03"],
        register: "dibao",
        plant: |o| o.office.sql(&format!("UPDATE person SET death_date = '2021-10-30' WHERE key = {}", o.people[0])),
        says: "已于2021-10-30死亡, 仍在低保名册上",
    },
    Case {
        codes: &["X02"],
        register: "dibao",
        plant: |o| {
            let head = o.people[0];
            o.office.paid_line(7, o.cases[0], head, "2021-10");
            o.office.paid_line(8, o.cases[0], head, "2021-11");
            o.office.sql(&format!("UPDATE person SET death_date = '2021-10-30' WHERE key = {head}"));
            o.office.sql(&format!("UPDATE cover SET voided_by = 1 WHERE person = {head}"));
        },
        says: "已于2021-10-30死亡, 2021年11月仍发放城市低保 1 笔 100.00 元",
    },
    // Whoever is covered beside the applicant: the family draws as if nobody had died.
    Case {
        codes: &["X02", "X03", "X19", "X24"],
        register: "dibao",
        plant: |o| {
            o.office.paid_line(7, o.cases[0], o.people[0], "2021-10");
            o.office.paid_line(8, o.cases[0], o.people[0], "2021-11");
            // Of what the son draws by himself nothing was paid.
            o.office.sql("UPDATE disability SET voided_by = 1");
            o.person(1, "death_date = '2021-10-30'");
        },
        says: "已于2021-10-30死亡, 2021年11月仍把本人算在内发放城市低保 1 笔 100.00 元",
    },
    Case {
        codes: &["X02"],
        register: "dream_grant",
        plant: |o| {
            o.office.sql(&format!(
                "INSERT INTO orphan(key, case_no, person, child, division, state, origin, apply_date, act)
                   VALUES (7000000001, 'GE1', {0}, 1, '430406001001', 'stopped', 'taken_over', '2020-03-05', 1);
                 INSERT INTO dream_grant(key, orphan, person, school, level, enrolled_on, graduates_on, school_year, instalment, amount_fen,
                     applied_on, certified_on, paid_on, state, act)
                   VALUES (1, 7000000001, {0}, '职业学院', '2', '2020-09-01', '2024-06-30', 2021, 1, 250000, '2021-09-02', '2021-09-02',
                     '2021-11-03', 'paid', 1),
                          (2, 7000000001, {0}, '职业学院', '2', '2020-09-01', '2024-06-30', 2020, 4, 250000, '2021-09-02', '2021-09-02',
                     '2021-10-30', 'paid', 1)",
                o.people[2]
            ));
            o.person(2, "death_date = '2021-10-30'");
        },
        says: "已于2021-10-30死亡, 2021年11月仍发放福彩圆梦助学 1 笔 2,500.00 元",
    },
    Case {
        codes: &["X10"],
        register: "dibao",
        plant: |o| {
            o.office.sql(&format!("UPDATE person SET hukou_division = '430422000000' WHERE key = {}", o.people[0]))
        },
        says: "户籍在衡南县, 低保须有本区户籍",
    },
    Case {
        codes: &["E-CB-004"],
        register: "disability",
        plant: |o| o.office.sql(&format!("UPDATE cover SET voided_by = 1 WHERE person = {}", o.people[1])),
        says: "生活补贴以低保为依据, 但本月没有低保保障此人",
    },
    Case {
        codes: &["W-CB-010"],
        register: "disability",
        plant: |o| {
            o.office.sql(&format!("UPDATE disability SET cert_valid_to = '2021-11-30' WHERE key = {}", o.cases[1]))
        },
        says: "残疾证 2021年11月30日 到期",
    },
    Case {
        codes: &["W-DB-041"],
        register: "dibao",
        plant: |o| o.office.sql("UPDATE dibao SET last_review = '2020-10-20', review_cycle = 12"),
        says: "上次核查 2020-10-20, 每 12 个月一次, 应在2021年10月复核",
    },
    Case {
        codes: &["X03"],
        register: "child",
        plant: |o| o.person(3, "death_date = '2021-10-30'"),
        says: "已于2021-10-30死亡, 仍在儿童档案名册上",
    },
    Case {
        codes: &["X03", "X03"],
        register: "aged_allowance",
        plant: |o| o.person(5, "death_date = '2021-10-30'"),
        says: "已于2021-10-30死亡, 仍在高龄津贴名册上",
    },
    Case {
        codes: &["X03"],
        register: "elder",
        plant: |o| {
            o.person(5, "death_date = '2021-10-30'");
            o.office.sql("UPDATE aged_allowance SET voided_by = 1");
        },
        says: "已于2021-10-30死亡, 仍在老年人名册上",
    },
    Case {
        codes: &["X03"],
        register: "resident",
        plant: |o| {
            o.lives_in_a_home(2);
            o.person(2, "death_date = '2021-10-30'");
        },
        says: "已于2021-10-30死亡, 仍在入住机构名册上",
    },
    Case {
        codes: &["X04"],
        register: "child",
        plant: |o| o.person(3, "birth_date = '2003-12-20', birth_note = '户口簿'"),
        says: "李小将于2021年12月20日满18周岁(不足30天), 请准备退出、就读续发或转助学",
    },
    Case {
        codes: &["X07"],
        register: "child",
        plant: |o| {
            o.lives_in_a_home(2);
            o.office.sql("UPDATE child_status SET care_kind = '1', institution = 1");
        },
        says: "养育状况是集中养育, 但没有在光明院入住",
    },
    Case {
        codes: &["X08"],
        register: "resident",
        plant: |o| {
            o.lives_in_a_home(3);
            o.office.sql("UPDATE child SET voided_by = 1");
        },
        says: "2011-05-20 出生, 未满18周岁, 住在光明院, 没有儿童档案",
    },
    Case {
        codes: &["X05"],
        register: "elder",
        plant: |o| o.office.sql("UPDATE aged_allowance SET voided_by = 1"),
        says: "谭秀英 86周岁, 没有高龄津贴, 可申请",
    },
    Case {
        codes: &["W-HG05"],
        register: "home_grade",
        plant: |o| {
            o.office.sql(
                "INSERT INTO institution(key, code, name, division, account_name, account_no, bank_code, act)
                   VALUES (1, 'GMY', '光明院', '430406001001', '光明院', '6217000000000000001', '102', 1);
                 INSERT INTO home_grade(institution, kind, apply_level, result_level, announced_on, valid_until, cert_no, state, act)
                   VALUES (1, '1', '2', '2', '2018-12-20', '2021-12-20', 'A1', 'announced', 1);",
            );
        },
        says: "等级有效期至 2021-12-20, 续评应在 2021-11-20 以前申报, 还没有申报",
    },
    Case {
        codes: &["X05b"],
        register: "aged_allowance",
        plant: |o| o.office.sql("UPDATE aged_award SET band = '90'"),
        says: "2021年11月应按80岁以上的标准, 仍按90岁以上的发放",
    },
    Case {
        codes: &["X13"],
        register: "child",
        plant: |o| o.office.sql("UPDATE child_visit SET next_due = '2021-11-30'"),
        says: "到2021年11月末应访, 没有走访记录",
    },
    Case {
        codes: &["X13"],
        register: "elder",
        plant: |o| o.office.sql("UPDATE elder SET living = '1'"),
        says: "到2021年11月末应访, 没有走访记录",
    },
    Case {
        codes: &["X14"],
        register: "aged_allowance",
        plant: |o| o.office.sql("UPDATE aged_allowance SET alive_checked_on = '2020-10-30'"),
        says: "生存认证 2020-10-30 已超过12个月, 请认证; 认证不到的办暂停",
    },
    Case {
        codes: &["X16"],
        register: "dream_grant",
        plant: |o| {
            o.is_adopted("2021-10-20");
            o.office.sql(&format!(
                "INSERT INTO orphan(key, case_no, person, child, division, state, origin, apply_date, act)
                   VALUES (7000000001, 'GE1', {0}, 1, '430406001001', 'stopped', 'taken_over', '2020-03-05', 1);
                 INSERT INTO dream_grant(key, orphan, person, school, level, enrolled_on, graduates_on, school_year, instalment, amount_fen,
                     applied_on, certified_on, paid_on, state, act)
                   VALUES (1, 7000000001, {0}, '职业学院', '2', '2021-09-01', '2024-06-30', 2021, 2, 250000, '2021-11-02', '2021-11-02',
                     '2021-11-23', 'paid', 1)",
                o.people[3]
            ));
        },
        says: "2021-11-23 发放福彩圆梦助学 2,500.00 元, 当时已不符合条件",
    },
    Case {
        codes: &["X17"],
        register: "defacto",
        plant: |o| {
            o.is_adopted("2021-09-20");
            o.office.sql(&format!(
                "INSERT INTO defacto(key, case_no, person, child, division, state, origin, apply_date, act)
                   VALUES (8000000001, 'SW1', {}, 1, '430406001001', 'active', 'taken_over', '2020-03-05', 1)",
                o.people[3]
            ));
            for (nth, month) in [(7, "2021-09"), (8, "2021-10"), (9, "2021-11")] {
                o.office.paid_line(nth, 8_000_000_001, o.people[3], month);
            }
            o.office.sql("DROP TRIGGER payment_is_frozen; UPDATE payment SET scheme = 'de-facto'");
        },
        says: "应自2021年10月起停发, 2021年10月至2021年11月仍发放事实无人抚养 2 笔 200.00 元",
    },
    Case {
        codes: &["W-MR08"],
        register: "mandatory_report",
        plant: |o| {
            o.office.sql(
                "INSERT INTO mandatory_report(key, report_no, child, found_on, found_time, found_by, situation, reported_on, reported_time,
                     police_unit, accepted_on, receipt_no, filing, filed_on, state, act)
                   VALUES (1, 'QZ-430406-2021-0001', 1, '2021-11-20', '09:00', '学校', '4', '2021-11-20', '10:00', '派出所', '2021-11-21', '1',
                     '1', '2021-11-25', 'filed', 1)",
            );
        },
        says: "公安机关应在 2021-11-28 以前反馈, 还没有反馈, 请催问",
    },
    Case {
        codes: &["W-FN05"],
        register: "tent_report",
        plant: |o| {
            o.office.sql(
                "INSERT INTO tent_report(key, report_no, received_on, received_time, channel, division, address, dispatched_to, dispatched_on,
                     dispatched_time, arrived_on, arrived_time, action, state, act)
                   VALUES (1, 'JB-2021-001', '2021-11-15', '09:00', '1', '430406001001', '路口', '4', '2021-11-15', '10:00', '2021-11-15',
                     '11:00', '1', 'handled', 1)",
            );
        },
        says: "还没有反馈, 应在 2021-11-22 以前反馈(受理后5个工作日)",
    },
    Case {
        codes: &["W-FC05"],
        register: "facility_check",
        plant: |o| {
            o.office.sql(
                "INSERT INTO facility_check(key, place, division, checked_on, departments, is_hardened, filed_on, handling, deadline, found,
                     state, act)
                   VALUES (1, '后山', '430406001001', '2021-10-11', '民政、林业', 1, '2021-10-12', '1', '2021-11-20', 1, 'mending', 1)",
            );
        },
        says: "整改逾期10天没有复查",
    },
    Case {
        codes: &["W-TC03"],
        register: "temp_care",
        plant: |o| {
            o.office.sql(
                "INSERT INTO temp_care(key, care_no, child, reason, legal_basis, from_on, place, act)
                   VALUES (1, 'LJ-430406-2020-0001', 1, '14', '第九十二条', '2020-11-15', '2', 1)",
            );
        },
        says: "临时监护到 2021-11-15 已满一年, 请填结束日; 仍须监护的转长期监护, 另登记一条",
    },
    Case {
        codes: &["X18"],
        register: "child",
        plant: |o| o.office.sql("UPDATE parent_state SET dis_level = '1' WHERE parent = '1'"),
        says: "父亲的残疾等级与人员信息里的不一致, 请核对残疾证",
    },
    Case {
        codes: &["X19"],
        register: "child",
        plant: |o| o.person(4, "death_date = '2021-11-08'"),
        says: "母亲已于 2021-11-08 死亡登记, 请重新认定",
    },
    Case {
        codes: &["X20"],
        register: "child",
        plant: |o| o.office.sql("UPDATE parent_state SET term_to = '2021-11-30' WHERE parent = '1'"),
        says: "父亲残疾证2021-11-30届满, 请核查事实无人抚养资格",
    },
    Case {
        codes: &["X06"],
        register: "orphan",
        plant: |o| {
            o.is_an_orphan();
            o.office.sql(&format!("UPDATE cover SET person = {} WHERE person = {}", o.people[3], o.people[1]));
            o.office.sql("UPDATE disability SET voided_by = 1");
        },
        says: "同时享受低保, 与孤儿基本生活费只能享受一项",
    },
    Case {
        codes: &["X24"],
        register: "child_worker",
        plant: |o| o.office.sql("UPDATE child_worker SET left_on = '2021-10-31'"),
        says: "已于2021-10-31离任, 先锋街道沿江南路社区居委会没有接任的人",
    },
    Case {
        codes: &["X24"],
        register: "child_worker",
        plant: |o| {
            o.office.sql(&format!("UPDATE child_worker SET person = {}", o.people[2]));
            o.person(2, "death_date = '2021-10-30'");
        },
        says: "已于2021-10-30死亡, 仍登记在任(先锋街道沿江南路社区居委会)",
    },
    Case {
        codes: &["X24b", "X24b"],
        register: "child_worker",
        plant: |o| {
            o.office.sql(&format!(
                "INSERT INTO child_worker(key, person, division, role, phone, appointed_on, act)
                   VALUES (2, {}, '430406001001', 'director', '13900000001', '2021-03-01', 1)",
                o.people[2]
            ));
        },
        says: "沿江南路社区居委会自 2019-09-02 起由李伟任职, 一处只有一人; 请先给原来的填离任日期",
    },
    Case {
        codes: &["X26", "X26"],
        register: "carer",
        plant: |o| {
            o.works(1, "left_on = '2021-11-30'");
            o.works(2, "cert_level = '0'");
        },
        says: "周建国 自 2021-03-02 起在福寿院任护理员; 一人不能同时在两家, 请先登记那里的离职日期",
    },
    Case {
        codes: &["W-PN07"],
        register: "sign",
        plant: |o| {
            o.has_an_old_street();
            o.office.sql(
                "INSERT INTO sign(place_name, division, place, text, roman, planned_on, act)
                   VALUES (1, '430406001001', '路口', '旧街路', 'Jiujie Lu', '2019-06-01', 1)",
            );
        },
        says: "地名旧街路已于 2021-10-31 停用(更名), 标志待更换",
    },
    Case {
        codes: &["W-PL03"],
        register: "doorplate",
        plant: |o| {
            o.has_an_old_street();
            o.office.sql(
                "INSERT INTO doorplate(place_name, side, number, plate_no, division, issued_on, state, act)
                   VALUES (1, '1', 5, '5号', '430406001001', '2019-06-01', '1', 1)",
            );
        },
        says: "地名旧街路已于 2021-10-31 停用(更名), 门牌待换发",
    },
    Case {
        codes: &["W-BD01"],
        register: "boundary_line",
        plant: |o| {
            o.has_a_line();
            o.was_inspected(2016);
        },
        says: "界线先雁线的联检今年(2021年)到期, 还没有启动",
    },
    Case {
        codes: &["E-BD02"],
        register: "boundary_line",
        plant: |o| {
            o.has_a_line();
            o.was_inspected(2015);
        },
        says: "界线先雁线已超过5年未联检",
    },
    Case {
        codes: &["W-BD03"],
        register: "boundary_marker",
        plant: |o| {
            o.has_a_line();
            o.office.sql(
                "INSERT INTO boundary_marker(marker_no, boundary_line, place_text, manager_side, set_on, act)
                   VALUES ('001-002-01', 1, '水渠北侧', '430406001000', '2003-07-08', 1)",
            );
        },
        says: "界桩001-002-01今年到11月应巡查 1 次, 已巡查 0 次",
    },
    Case {
        codes: &["X26b"],
        register: "carer",
        plant: |o| o.works(1, "cert_on = '2021-12-03'"),
        says: "到2021年11月末按持证计, 证书 2021-12-03 才发",
    },
    Case {
        codes: &["X15", "X15"],
        register: "death_notice",
        plant: |o| {
            for (source, nth) in [(1, 2), (2, 0)] {
                o.office.sql(&format!(
                    "INSERT INTO death_notice(notice_no, source, month, name, id_number, act)
                       SELECT 'MD-2021-00000{source}', '{source}', '2021-11', name, id_number, 1 FROM person WHERE key = {}",
                    o.people[nth]
                ));
            }
        },
        says: "周建国没有登记死亡, 公安名单上没有",
    },
    Case {
        codes: &["W-FN43"],
        register: "division",
        plant: |o| {
            o.office.sql(
                "INSERT INTO publicity_fixture(kind, division, installed_on, act) SELECT '1', code, '2021-03-15', 1 \
                 FROM division WHERE level = 'village' AND code <> '430406001001'",
            );
        },
        says: "到2021年11月末没有时空信箱",
    },
    Case {
        codes: &["X21"],
        register: "funeral_relief",
        plant: |o| {
            o.office.sql(&format!(
                "INSERT INTO death(key, death_no, person, died_on, reported_on, died_division, hukou_division, disposal, cert_kind, cremated_on, act)
                   VALUES (1, 'SW-2021-00001', {0}, '2021-10-30', '2021-10-31', '430406001001', '430406001001', '1', '1', '2021-11-01', 1);
                 INSERT INTO funeral_relief(relief_no, death, person, target_kind, apply_on, verified_on, approved_on, mode, funeral_home, relieved_on, state, act)
                   VALUES ('HM-2021-0001', 1, {0}, '1', '2021-11-02', '2021-11-02', '2021-11-03', '1', '殡仪馆', '2021-11-03', 'relieved', 1)",
                o.people[2]
            ));
            o.person(2, "death_date = '2021-10-30'");
        },
        says: "周建国死亡时(2021-10-30)不是低保对象, 不能按低保减免",
    },
    Case {
        codes: &["W-FN44"],
        register: "merchant",
        plant: |o| {
            o.office.sql(&format!(
                "INSERT INTO merchant(name, business, division, owner, opened_on, act)
                   VALUES ('福寿丧葬用品店', '1', '430406001001', {}, '2018-03-01', 1)",
                o.people[2]
            ));
            o.person(2, "death_date = '2021-10-30'");
        },
        says: "经营者已于 2021-10-30 死亡, 仍登记为营业",
    },
];

#[test]
fn each_check_finds_what_is_planted_for_it_and_is_silent_without() {
    for case in CASES {
        let small = Small::new();
        assert_eq!(small.found("2021-11"), [], "before {:?} is planted", case.codes);
        (case.plant)(&small);
        let found = small.found("2021-11");
        let codes: Vec<&str> = found.iter().map(|odd| odd.check.code).collect();
        assert_eq!(codes, case.codes, "{found:#?}");
        let odd = &found[0];
        assert_eq!((odd.record.0, odd.text.as_str()), (case.register, case.says));
        // What is opened stands there, and names the person; what is restricted names nobody, and no place; that of a home or a place nobody.
        assert!(small.office.store.opened(register(odd.record.0), odd.record.1, small.office.day).is_ok());
        if register(odd.record.0).restricted {
            assert_eq!((&odd.person, odd.division.as_str()), (&None, ""));
            continue;
        }
        let is_one = odd.person.as_ref().map(|person| small.people.contains(&person.key));
        let of_nobody = [
            "home_grade",
            "division",
            "boundary_line",
            "boundary_marker",
            "sign",
            "doorplate",
            "tent_report",
            "facility_check",
        ]
        .contains(&case.register);
        assert_eq!(is_one, (!of_nobody).then_some(true), "{odd:?}");
        assert!(odd.division.starts_with("430406001"), "{odd:?}");
    }
}

#[test]
fn no_check_is_without_its_case() {
    for check in cross::of_registers() {
        assert!(CASES.iter().any(|case| case.codes.contains(&check.code)), "{check:?} is never tried");
    }
}

/// What begins after the month is nothing in it, and what it was at its end stays.
#[test]
fn a_check_looks_at_its_month() {
    let small = Small::new();
    let head = small.people[0];
    small.office.sql(&format!("UPDATE person SET death_date = '2021-10-30' WHERE key = {head}"));
    let codes = |month: &str| small.found(month).iter().map(|odd| odd.check.code).collect::<Vec<_>>();
    assert_eq!((codes("2021-10"), codes("2021-11")), (vec![], vec!["X03"]));
    small.office.sql("UPDATE disability SET cert_valid_to = '2021-11-30' WHERE kind = 'CN'");
    assert_eq!((codes("2021-10"), codes("2021-11")), (vec![], vec!["X03", "W-CB-010"]));
    // A suspended subsidy is not in pay, whatever its certificate.
    let suspended = Draft::new(register("disability_award")).with("kind", "suspended").with("reason_code", "21");
    let case: i64 = small.office.one("SELECT key FROM disability WHERE kind = 'CN'");
    small.office.saved(&suspended.with("disability", format!("#{case}")).with("decided_date", "2021-11-20"));
    assert_eq!((codes("2021-11"), codes("2021-12")), (vec!["X03", "W-CB-010"], vec!["X03"]));
}

/// A proxy makes a shared account right, a note a birth date, a refusal of the bank a line that pays nobody.
#[test]
fn what_is_explained_is_not_told() {
    let small = Small::new();
    let [head, _, other, ..] = small.people;
    small.office.sql(&format!(
        "UPDATE account SET account_no = '990000000000010', proxy_agreement_no = '代〔2020〕3号' WHERE person = {other};
         UPDATE person SET birth_date = '1947-03-20', birth_note = '户口簿为农历' WHERE key = {head}"
    ));
    assert_eq!(small.found("2021-11"), []);
    // Mother and son share an account: they live together.
    small.office.sql(&format!("UPDATE account SET account_no = '990000000000010' WHERE person <> {other}"));
    small.office.sql(&format!("UPDATE account SET account_no = '990000000000099' WHERE person = {other}"));
    assert_eq!(small.found("2021-11"), []);
}

/// X02 begins with the month after the last one that is due, by the rule in the month of the death; 补发 counts by the months it pays.
#[test]
fn what_is_due_to_the_dead_is_not_told() {
    let small = Small::new();
    let (head, case) = (small.people[0], small.cases[0]);
    small.office.paid_line(7, case, head, "2021-10");
    small.person(0, "death_date = '2021-10-30'");
    small.office.sql(&format!("UPDATE cover SET voided_by = 1 WHERE person = {head}"));
    let said = |month: &str| small.found(month).into_iter().map(|odd| odd.text).collect::<Vec<_>>();
    assert_eq!(said("2021-11"), [""; 0]);
    small.office.paid_line(8, case, head, "2021-11");
    let arrears = |from: &str, to: &str| {
        small.office.sql(&format!(
            "DROP TRIGGER IF EXISTS payment_is_frozen;
             UPDATE payment SET line_type = '02', from_month = '{from}', to_month = '{to}' WHERE key = 8000001"
        ));
        said("2021-11")
    };
    assert_eq!(arrears("2021-08", "2021-10"), [""; 0]);
    let late = "已于2021-10-30死亡, 2021年10月至2021年11月仍发放城市低保 1 笔 100.00 元";
    assert_eq!(arrears("2021-10", "2021-11"), [late]);
    small.office.sql(
        "UPDATE parameter SET value = 'stop_in_death_month' WHERE name = 'benefit.death_rule';
         UPDATE payment SET voided_by = 1 WHERE key = 8000001",
    );
    let at_once = "已于2021-10-30死亡, 2021年10月仍发放城市低保 1 笔 100.00 元";
    assert_eq!((said("2021-10"), said("2021-09")), (vec![at_once.to_owned()], vec![]));
    small.office.sql("UPDATE parameter SET valid_from = '2021-10-02' WHERE name = 'benefit.death_rule'");
    assert_eq!(said("2021-10"), [""; 0]);
}

/// X02 is settled by the recovery of the month, as long as that stands.
#[test]
fn what_is_recovered_is_not_told() {
    let small = Small::new();
    let (head, case) = (small.people[0], small.cases[0]);
    small.office.paid_line(7, case, head, "2021-10");
    small.office.paid_line(8, case, head, "2021-11");
    small.person(0, "death_date = '2021-09-30'");
    small.office.sql(&format!("UPDATE cover SET voided_by = 1 WHERE person = {head}"));
    small.office.sql(&format!(
        "INSERT INTO recovery(key, recovery_no, case_key, scheme, person, reason, found_on, act)
           VALUES (1, 'ZJ430406202100001', {case}, 'dibao-urban', {head}, '01', '2021-11-20', 1);
         INSERT INTO recovery_month(recovery, month, paid_fen, over_fen, act) VALUES (1, '2021-10', 10000, 10000, 1)"
    ));
    let said = || small.found("2021-11").into_iter().map(|odd| odd.text).collect::<Vec<_>>();
    assert_eq!(said(), ["已于2021-09-30死亡, 2021年11月仍发放城市低保 1 笔 100.00 元"]);
    small.office.sql(
        "INSERT INTO recovery_month(recovery, month, paid_fen, over_fen, act) VALUES (1, '2021-11', 10000, 10000, 1)",
    );
    assert_eq!(said(), Vec::<String>::new());
    small.office.sql("UPDATE recovery_month SET voided_by = 1; UPDATE recovery SET voided_by = 1");
    assert_eq!(said(), ["已于2021-09-30死亡, 2021年10月至2021年11月仍发放城市低保 2 笔 200.00 元"]);
}
