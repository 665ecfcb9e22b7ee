//! A new office: its file from schema.sql, its district with what lies in it, the parameters of the handbook, the working
//! days that were published, and the four first operators. It is built beside its place and moved there when it is whole.

use super::fault::{Answer, StoreFault};
use super::open::{self, APPLICATION_ID, SCHEMA_VERSION};
use super::{Store, audit};
use crate::domain::division_code::DivisionCode;
use crate::domain::slip::Slip;
use crate::domain::{issued_in, workday};
use chrono::NaiveDate;
use rusqlite::{Connection, Transaction, TransactionBehavior, params};
use std::fs;
use std::path::{Path, PathBuf};

/// The schema, as it is printed in the repository.
pub const SCHEMA: &str = include_str!("../../schema.sql");
/// Towns and villages that come with the program: 雁峰区.
const DIVISIONS_430406: &str = include_str!("../../sample-db/divisions-430406.csv");
/// The day from which the first rows of divisions and parameters hold: before any record an office takes over.
const SINCE: &str = "2020-01-01";

/// What a new office is made with.
#[derive(Clone, Debug)]
pub struct NewOffice {
    /// Its district (县级).
    pub division: DivisionCode,
    /// The business date of the act that makes it.
    pub day: NaiveDate,
    /// The pinned business date of a demonstration office.
    pub demo_day: Option<NaiveDate>,
    /// The clock's text written into the act; the machine's clock when absent.
    pub at: Option<String>,
}

/// The parameters of assistance 16: name, value, unit, document, note. 2021 values where the handbook gives them, else its
/// example values.
const PARAMETERS: &[(&str, &str, &str, &str, &str)] = &[
    ("dibao.urban.month_fen", "60000", "分/月", "", "城市低保标准, 由特困标准780元推得"),
    ("dibao.rural.month_fen", "60000", "分/月", "", "农村低保标准 7200元/年"),
    ("dibao.method.U", "GAP", "", "民发〔2021〕57号", "GAP 差额, TIER 分档"),
    ("dibao.method.R", "GAP", "", "民发〔2021〕57号", "GAP 差额, TIER 分档"),
    ("dibao.tier.A_fen", "60000", "分/人月", "", "分档时用"),
    ("dibao.tier.B_fen", "45000", "分/人月", "", "分档时用"),
    ("dibao.tier.C_fen", "35000", "分/人月", "", "分档时用"),
    ("dibao.round_mode", "FEN", "", "", "FEN 见分, YUAN_HALF_UP 四舍五入到元, YUAN_CEIL 见角进元"),
    ("dibao.extra.disabled_bp", "2000", "万分比", "国务院令第649号", "分类施保 重度残疾"),
    ("dibao.extra.ill_bp", "2000", "万分比", "国务院令第649号", "分类施保 重病"),
    ("dibao.extra.aged70_bp", "1000", "万分比", "国务院令第649号", "分类施保 70岁以上"),
    ("dibao.extra.minor_bp", "1000", "万分比", "国务院令第649号", "分类施保 未成年人"),
    ("dibao.extra_stack", "0", "", "", "1 为多类叠加"),
    ("dibao.edge_ratio_bp", "15000", "万分比", "民发〔2021〕57号", "低保边缘 1.5 倍"),
    ("dibao.single_method", "OWN_INCOME", "", "", "OWN_INCOME 减本人收入, FULL 全额"),
    ("dibao.min_household_fen", "0", "分/月", "", ""),
    ("dibao.grace_months", "6", "月", "民发〔2021〕57号", "渐退期"),
    ("dibao.review_cycle_A", "12", "月", "", "复核周期"),
    ("dibao.review_cycle_B", "6", "月", "", "复核周期"),
    ("dibao.review_cycle_C", "3", "月", "", "复核周期"),
    ("dibao.confirm_level", "district", "", "民发〔2021〕57号", "district 区级确认, town 镇街确认"),
    ("dibao.limit_days", "30", "工作日", "民发〔2021〕57号", ""),
    ("dibao.extend_days", "45", "工作日", "民发〔2021〕57号", ""),
    ("income.window_months", "12", "月", "", ""),
    ("income.job_cost_bp", "2000", "万分比", "", "就业成本扣减"),
    ("support.k_bp", "15000", "万分比", "", "赡养费起算倍数"),
    ("support.pct_bp", "5000", "万分比", "", "赡养费比例"),
    ("tekun.base_bp", "13000", "万分比", "", "特困基本生活标准为低保标准的 1.3 倍"),
    ("tekun.care.D.1_fen", "15400", "分/月", "", "分散供养照料护理 全自理: 最低工资十分之一"),
    ("tekun.care.D.2_fen", "25700", "分/月", "", "分散供养照料护理 半护理: 最低工资六分之一"),
    ("tekun.care.D.3_fen", "51400", "分/月", "", "分散供养照料护理 全护理: 最低工资三分之一"),
    ("tekun.care.C.1_fen", "46200", "分/月", "", "集中供养照料护理 全自理"),
    ("tekun.care.C.2_fen", "77000", "分/月", "", "集中供养照料护理 半护理"),
    ("tekun.care.C.3_fen", "154000", "分/月", "", "集中供养照料护理 全护理"),
    ("tekun.funeral_months", "12", "月", "", ""),
    ("tekun.sample_bp", "3000", "万分比", "", ""),
    ("temp.town_limit_fen", "200000", "分", "", "镇街审批限额"),
    ("temp.one_case_limit_fen", "1000000", "分", "民发〔2018〕23号", "超过须一事一议"),
    ("temp.repeat_months", "12", "月", "国发〔2014〕47号", "同一事由"),
    ("temp.year_max", "2", "次", "", ""),
    ("temp.count_mode", "CASE", "", "", "CASE 按件, PERSON 按人"),
    ("temp.papers_days", "10", "工作日", "民发〔2018〕23号", "紧急救助补手续"),
    ("disability.life.month_fen", "7000", "分/月", "", "困难残疾人生活补贴"),
    ("disability.care.month_fen", "7000", "分/月", "", "重度残疾人护理补贴"),
    ("disability.life.extend", "0", "", "国发〔2015〕52号", "1 为生活补贴扩大到低保边缘"),
    ("disability.care.extend", "0", "", "国发〔2015〕52号", "1 为护理补贴扩大到三四级智力精神残疾"),
    ("check.valid_months", "6", "月", "", "核对报告有效期"),
    ("pay.cutoff_day", "5", "日", "", ""),
    ("pay.offset_bp", "3000", "万分比", "", "每月抵扣上限"),
    ("pay.return_max_days", "90", "日", "", ""),
    ("pay.var_person_bp", "500", "万分比", "", ""),
    ("pay.var_money_bp", "1000", "万分比", "", ""),
    ("min_wage_fen", "154000", "分/月", "", ""),
];

/// The first operators: log-in name, printed name, role. The first one is the default.
const OPERATORS: [(&str, &str, &str); 4] = [
    ("maker", "经办员", "maker"),
    ("checker", "复核员", "checker"),
    ("approver", "审批人", "approver"),
    ("finance", "计财员", "finance"),
];

impl Store {
    /// Makes a new office at `path` and opens it. Nothing is overwritten.
    ///
    /// # Errors
    /// The path is taken or cannot be written; the code is no district of `counties.csv`.
    pub fn create(path: &Path, new: &NewOffice) -> Answer<Store> {
        if fs::symlink_metadata(path).is_ok() {
            return Err(taken(path));
        }
        let name = office_name(&new.division)?;
        let building = building_place(path)?;
        let made = build(&building, new, &name).and_then(|()| publish(&building, path));
        if made.is_err() {
            // Nothing of value is in it; a failure to remove it changes nothing.
            let _ = fs::remove_file(&building);
        }
        made?;
        Store::open(path)
    }
}

/// Where a file is built before it gets its name: beside it, so that moving it is one step.
///
/// # Errors
/// The path names no file.
pub fn building_place(path: &Path) -> Answer<PathBuf> {
    let Some(name) = path.file_name() else {
        return Err(StoreFault::Surroundings(format!("{} 不是文件名", path.display())));
    };
    let mut hidden = std::ffi::OsString::from(".");
    hidden.push(name);
    hidden.push(format!(".new-{}", std::process::id()));
    Ok(path.with_file_name(hidden))
}

/// Gives a finished file its name, never over another one, and makes both last.
///
/// # Errors
/// The name is taken; the disk refuses.
pub fn publish(building: &Path, path: &Path) -> Answer<()> {
    let file = fs::File::open(building).map_err(|e| StoreFault::io(building, "读取", &e))?;
    file.sync_all().map_err(|e| StoreFault::io(building, "写入", &e))?;
    drop(file);
    // A hard link refuses a taken name in one step; file systems without links get a look before the rename.
    match fs::hard_link(building, path) {
        Ok(()) => fs::remove_file(building).map_err(|e| StoreFault::io(building, "改名", &e))?,
        Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => return Err(taken(path)),
        Err(_) if fs::symlink_metadata(path).is_ok() => return Err(taken(path)),
        Err(_) => fs::rename(building, path).map_err(|e| StoreFault::io(path, "写入", &e))?,
    }
    sync_directory(path);
    Ok(())
}

/// Makes a new directory entry last. Not every system lets a directory be opened; then there is nothing to do.
pub(super) fn sync_directory(path: &Path) {
    let dir = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if let Ok(d) = fs::File::open(dir) {
        let _ = d.sync_all();
    }
}

fn taken(path: &Path) -> StoreFault {
    StoreFault::Surroundings(format!("{} 已经存在, 不会覆盖; 请换一个文件名", path.display()))
}

/// 编制单位: 衡阳市雁峰区民政局.
fn office_name(division: &DivisionCode) -> Answer<String> {
    let unknown = || {
        let text = format!("行政区划 {} 不是已知的县级区划; 请填县级代码, 如 430406", division.as_str());
        StoreFault::refused(Slip::error("E-DV02", text).at("division"))
    };
    let code = division.as_str();
    let is_county = code.get(6..) == Some("000000") && code.get(4..6) != Some("00");
    let county = code.get(..6).filter(|_| is_county).and_then(issued_in::name_of).ok_or_else(unknown)?;
    let city = code.get(..4).and_then(|c| issued_in::name_of(&format!("{c}00")));
    let city = city.filter(|n| !matches!(*n, "市辖区" | "县") && !n.ends_with("直辖县级行政区划"));
    Ok(format!("{}{county}民政局", city.unwrap_or_default()))
}

fn build(building: &Path, new: &NewOffice, name: &str) -> Answer<()> {
    // Left behind by a run that was cut off.
    let _ = fs::remove_file(building);
    fs::File::create_new(building).map_err(|e| StoreFault::io(building, "建立", &e))?;
    let db = Connection::open(building)?;
    db.pragma_update(None, "page_size", 4096)?;
    let mode: String = db.query_row("PRAGMA journal_mode = WAL", [], |r| r.get(0))?;
    if mode != "wal" {
        return Err(StoreFault::Surroundings(format!("{} 所在的盘不支持 WAL, 请把库放在本机磁盘", building.display())));
    }
    open::apply(&db)?;
    let tx = Transaction::new_unchecked(&db, TransactionBehavior::Immediate)?;
    tx.execute_batch(SCHEMA)?;
    tx.pragma_update(None, "application_id", APPLICATION_ID)?;
    tx.pragma_update(None, "user_version", SCHEMA_VERSION)?;
    fill(&tx, new, name)?;
    tx.commit()?;
    db.close().map_err(|(_, e)| e)?;
    Ok(())
}

fn fill(tx: &Transaction, new: &NewOffice, name: &str) -> Answer<()> {
    let at = new.at.clone().unwrap_or_else(audit::clock);
    tx.execute(
        "INSERT INTO act(key, kind, operator, at, day, why) VALUES (1, 'init', 1, ?1, ?2, '新建办公库')",
        params![at, new.day.to_string()],
    )?;
    for (login, full, role) in OPERATORS {
        tx.execute("INSERT INTO operator(name, full_name, role, act) VALUES (?1, ?2, ?3, 1)", [login, full, role])?;
    }
    tx.execute(
        "INSERT INTO office(key, division, name, demo_day) VALUES (1, ?1, ?2, ?3)",
        params![new.division.as_str(), name, new.demo_day.map(|d| d.to_string())],
    )?;
    divisions(tx, &new.division)?;
    let mut row = tx.prepare(
        "INSERT INTO parameter(name, value, unit, valid_from, basis, note, act)
         VALUES (?1, ?2, nullif(?3, ''), ?4, nullif(?5, ''), nullif(?6, ''), 1)",
    )?;
    for (name, value, unit, basis, note) in PARAMETERS {
        row.execute([name, value, unit, SINCE, basis, note])?;
    }
    let mut row = tx.prepare("INSERT INTO calendar(date, is_workday, basis, act) VALUES (?1, ?2, ?3, 1)")?;
    for (date, is_workday) in workday::EXCEPTIONS {
        let basis =
            if date.starts_with("2021") { "国办发明电〔2020〕27号" } else { "国办发明电〔2021〕11号" };
        row.execute(params![date, is_workday, basis])?;
    }
    Ok(())
}

/// Province, city and district of the office; towns and villages where the program has them.
fn divisions(tx: &Transaction, district: &DivisionCode) -> Answer<()> {
    let code = district.as_str();
    let mut row = tx.prepare(
        "INSERT INTO division(code, name, level, kind, valid_from, act) VALUES (?1, ?2, ?3, nullif(?4, ''), ?5, 1)",
    )?;
    for (digits, level) in [(2, "province"), (4, "city"), (6, "county")] {
        let Some(part) = code.get(..digits) else { continue };
        if let Some(name) = issued_in::name_of(&format!("{part:0<6}")) {
            row.execute([
                format!("{part:0<12}").as_str(),
                name,
                level,
                if digits == 6 { "district" } else { "" },
                SINCE,
            ])?;
        }
    }
    if !code.starts_with("430406") {
        return Ok(());
    }
    for line in DIVISIONS_430406.lines().skip(1) {
        let mut cells = line.split(',');
        let (Some(code), Some(name), Some(level)) = (cells.next(), cells.next(), cells.next()) else { continue };
        if matches!(level, "township" | "village") {
            row.execute([code, name, level, kind_of(name, level), SINCE])?;
        }
    }
    Ok(())
}

/// 区划类型 by the ending of a name.
fn kind_of(name: &str, level: &str) -> &'static str {
    const ENDINGS: [(&str, &str); 6] = [
        ("街道", "street"),
        ("镇", "town"),
        ("乡", "township"),
        ("工业园", "park"),
        ("社区", "community"),
        ("居委会", "community"),
    ];
    match ENDINGS.iter().find(|(ending, _)| name.ends_with(ending)) {
        Some((_, kind)) => kind,
        None if level == "village" => "village",
        None => "",
    }
}
