//! Invented tables of the shapes the office prints: the monthly table of 低保 (handbook 10.2, T1) and the roll (7.7). The towns
//! are letters, the people do not exist.

use minzheng::print::{PrintCell, PrintColumn, PrintRow, Table};

pub fn texts(parts: &[&str]) -> Vec<String> {
    parts.iter().map(|part| (*part).to_owned()).collect()
}

/// T1: 27 leaf columns under two levels of heads, seven towns and their total.
pub fn monthly() -> Table {
    let single = ["户数", "人数", "女性", "老年人", "未成年人", "残疾人", "其中重残"];
    let groups: [(&str, &[&str]); 4] = [
        ("劳动能力(人)", &["有劳动能力", "部分丧失", "完全丧失", "无"]),
        ("致贫原因(户)", &["疾病", "残疾", "因学", "灾害", "缺劳力", "其他"]),
        ("当月新增", &["户", "人"]),
        ("当月退出", &["户", "人"]),
    ];
    let mut columns = vec![PrintColumn::text(&["镇(街)"])];
    columns.extend(single.iter().map(|head| PrintColumn::count(&[head])));
    columns
        .extend(groups.iter().flat_map(|(upper, heads)| heads.iter().map(|head| PrintColumn::count(&[*upper, *head]))));
    columns.extend(
        ["合计", "其中低保金", "物价补贴", "其他"].iter().map(|head| PrintColumn::money(&["当月支出(元)", *head])),
    );
    columns.push(PrintColumn::money(&["1-11月累计支出(元)"]));
    columns.push(PrintColumn::money(&["当月人均补差(元)"]).unsummed());
    columns.push(PrintColumn::money(&["低保标准(元)"]).unsummed());
    let counts = single.len() + groups.iter().map(|(_, heads)| heads.len()).sum::<usize>();
    let cells = |town: i64| -> Vec<PrintCell> {
        let counts =
            (0..counts).map(|at| PrintCell::Count((town + 3) * 97 % (40 + 31 * i64::try_from(at % 7).unwrap())));
        let money =
            [31_245_600, 30_145_600, 1_000_000, 100_000, 371_920_450].map(|fen| PrintCell::Money(fen * (town + 1) / 4));
        counts.chain(money).chain([PrintCell::Money(41_235 + town), PrintCell::Money(65_000)]).collect()
    };
    let towns = ["甲", "乙", "丙", "丁", "戊", "己", "庚"];
    let mut rows: Vec<PrintRow> = towns
        .iter()
        .enumerate()
        .map(|(at, name)| {
            let town = [PrintCell::text(format!("{name}街道"))].into_iter();
            PrintRow::line(town.chain(cells(i64::try_from(at).unwrap())).collect())
        })
        .collect();
    rows.push(sum_rows(&rows, columns.len()));
    Table {
        title: "雁峰区城市居民最低生活保障月报表".to_owned(),
        unit_line: texts(&["编制单位: 衡阳市雁峰区民政局", "报告期: 2021年11月", "计量单位: 户、人、元"]),
        columns,
        rows,
        checks: texts(&[
            "校验: 户数 期初 2,731 + 新增 12 - 退出 27 = 期末 2,716 ✓",
            "校验: 人数 = 有劳动能力 + 部分丧失 + 完全丧失 + 无 ✓",
            "校验: 当月支出 = 低保金 + 物价补贴 + 其他 ✓",
        ]),
        signatures: texts(&["制表人: 张敏", "审核人: ____________", "负责人: ____________"]),
        printed_on: "2021-12-31".to_owned(),
        repeat_columns: 1,
        note: texts(&["注: 人均补差不含一次性补助; 停发户不计入分母。"]),
        ..Table::default()
    }
}

fn sum_rows(rows: &[PrintRow], columns: usize) -> PrintRow {
    let sum = |column: usize| {
        rows.iter().fold(PrintCell::Blank, |sum, row| match (sum, &row.cells[column]) {
            (PrintCell::Blank, cell) => cell.clone(),
            (PrintCell::Count(sum), PrintCell::Count(count)) => PrintCell::Count(sum + count),
            (PrintCell::Money(sum), PrintCell::Money(fen)) => PrintCell::Money(sum + fen),
            (sum, _) => sum,
        })
    };
    PrintRow::total(std::iter::once(PrintCell::text("合计")).chain((1..columns).map(sum)).collect())
}

const FAMILY: [&str; 12] = ["赵", "钱", "孙", "李", "周", "吴", "郑", "王", "冯", "陈", "褚", "卫"];
const GIVEN: [&str; 9] = ["秀英", "建国", "桂兰", "志强", "玉梅", "德华", "春生", "小明", "娟"];

/// 7.7: 18 columns, a line for each household, subtotals for each of eight quarters, the total.
pub fn roll(lines: usize) -> Table {
    let columns = vec![
        PrintColumn::text(&["序号"]).centred(),
        PrintColumn::text(&["镇(街)"]),
        PrintColumn::text(&["村(居)"]),
        PrintColumn::text(&["低保证号"]),
        PrintColumn::text(&["户主(申请人)"]),
        PrintColumn::text(&["身份证号"]),
        PrintColumn::count(&["家庭人口"]),
        PrintColumn::count(&["保障人口"]),
        PrintColumn::text(&["类别"]).centred(),
        PrintColumn::money(&["家庭月收入(元)"]).unsummed(),
        PrintColumn::money(&["月保障金(元)"]),
        PrintColumn::money(&["分类施保(元)"]),
        PrintColumn::money(&["补发/抵扣(元)"]),
        PrintColumn::money(&["实发(元)"]),
        PrintColumn::text(&["户名"]),
        PrintColumn::text(&["开户行"]).wrapping(),
        PrintColumn::text(&["账号"]),
        PrintColumn::text(&["备注"]).wrapping().at_least(8),
    ];
    let mut rows = Vec::with_capacity(lines + 9);
    let mut group = Vec::new();
    let quarter = lines.div_ceil(8).max(1);
    for at in 0..lines {
        group.push(household(at));
        if (at + 1) % quarter == 0 || at + 1 == lines {
            let label = format!("社区{}小计 {} 户", at / quarter + 1, group.len());
            rows.append(&mut group.clone());
            rows.push(PrintRow::subtotal(totals(&group, &label)));
            group.clear();
        }
    }
    let all: Vec<PrintRow> = rows.iter().filter(|row| row.kind == minzheng::print::RowKind::Line).cloned().collect();
    rows.push(PrintRow::total(totals(&all, &format!("合计 {lines} 户"))));
    Table {
        title: "雁峰区城市居民最低生活保障金发放花名册".to_owned(),
        unit_line: texts(&[
            "编制单位: 衡阳市雁峰区民政局",
            "发放月份: 2021年11月",
            "批次: CDB-202111-01",
            "计量单位: 人、元",
        ]),
        columns,
        rows,
        signatures: texts(&["制表: 张敏", "复核: ____________", "审批: ____________"]),
        printed_on: "2021-12-31".to_owned(),
        page_subtotals: true,
        line_unit: "户".to_owned(),
        repeat_columns: 5,
        ..Table::default()
    }
}

fn household(at: usize) -> PrintRow {
    let number = i64::try_from(at).unwrap();
    let name = format!("{}{}", FAMILY[at % FAMILY.len()], GIVEN[at / 5 % GIVEN.len()]);
    let monthly = 41_200 + number * 7919 % 160_000;
    let arrears = [0, 0, 0, 41_200, -5000][at % 5];
    PrintRow::line(vec![
        PrintCell::text((at + 1).to_string()),
        PrintCell::text(["甲街道", "乙街道", "金甲镇"][at % 3]),
        PrintCell::text(["一社区", "岳屏巷社区", "白沙洲工业园社区"][at % 3]),
        PrintCell::text(format!("C430406{at:06}")),
        PrintCell::text(name.clone()),
        PrintCell::text(format!("43040619{:02}0101{:04}", at % 90 + 10, at % 10_000)),
        PrintCell::Count(number % 4 + 1),
        PrintCell::Count(number % 3 + 1),
        PrintCell::text(["A", "B", "C"][at % 3]),
        PrintCell::Money(number * 337 % 90_000),
        PrintCell::Money(monthly),
        PrintCell::Money(if at.is_multiple_of(4) { 12_300 } else { 0 }),
        PrintCell::Money(arrears),
        PrintCell::Money(monthly + arrears + if at.is_multiple_of(4) { 12_300 } else { 0 }),
        PrintCell::text(name),
        PrintCell::text(["中国农业银行衡阳雁峰支行", "湖南省农村信用社", "邮储银行"][at % 3]),
        PrintCell::text(format!("622848{:013}", 1_000_000_007_u64 * (number.unsigned_abs() + 1) % 10_000_000_000_000)),
        if at.is_multiple_of(17) { PrintCell::text("上月退回, 本月重发") } else { PrintCell::Blank },
    ])
}

fn totals(rows: &[PrintRow], label: &str) -> Vec<PrintCell> {
    let mut cells = sum_rows(rows, 18).cells;
    cells[0] = PrintCell::text(label);
    for column in [1, 2, 3, 4, 5, 8, 9, 14, 15, 16, 17] {
        cells[column] = PrintCell::Blank;
    }
    cells
}
