//! A new office: its file from schema.sql and the declarations, its district with what lies in it, the parameters of the handbook, the working
//! days that were published, and the four first operators. It is built beside its place and moved there when it is whole.

use crate::domain::division_code::{DivisionCode, Level, county_of};
use crate::domain::param::Param;
use crate::domain::people::issued_in;
use crate::domain::slip::Slip;
use crate::domain::{legal_basis, text, workday};
use crate::register::bureau::calendar::CALENDAR;
use crate::register::bureau::legal_basis::LEGAL_BASIS;
use crate::register::bureau::office::OFFICE;
use crate::register::bureau::operator::{BEGINNERS, OPERATOR, Operator};
use crate::register::bureau::parameter::{PARAMETER, state_of};
use crate::register::places::division::{DIVISION, level_code};
use crate::store::Store;
use crate::store::change::act::{Act, ActKind, By, Run};
use crate::store::engine::{Check, Db, Number, Tx, Way};
use crate::store::fault::{Answer, StoreFault};
use crate::store::file::clock;
use crate::store::file::content::{Content, contents, not_whole, reopened, whole};
use crate::store::file::declared::whole_schema;
use crate::store::file::files::Making;
use crate::store::file::place;
use crate::store::file::schema::{APPLICATION_ID, SCHEMA_VERSION};
use chrono::NaiveDate;
use std::path::Path;

/// Towns and villages that come with the program: 雁峰区.
const DIVISIONS_430406: &str = include_str!("../../../sample-db/divisions-430406.csv");
/// The day from which the first rows of divisions and parameters hold: before any record an office takes over.
const SINCE: &str = "2020-01-01";

/// What a new office is made with.
#[derive(Clone, Debug)]
pub struct NewOffice {
    /// Its district (县级).
    pub division: DivisionCode,
    /// The business date of the act that makes it.
    pub day: NaiveDate,
    /// Its name, where the list of districts has none or another one.
    pub name: Option<String>,
    /// The pinned business date of a demonstration office.
    pub demo_day: Option<NaiveDate>,
    /// The clock's text written into the act; the machine's clock when absent.
    pub at: Option<String>,
}

/// What stands behind the parameters of a demonstration office.
pub const DEMO_BASIS: &str = "示范参数";

/// Whether an operator still has the title a new office gave, and nobody's name.
pub(in crate::store) fn is_title(name: &str) -> bool {
    BEGINNERS.iter().any(|(_, title, _)| *title == name)
}

impl Store {
    /// Makes a new office at `path`, and says its name. Nothing is overwritten.
    ///
    /// # Errors
    /// The path is taken, another file's log lies beside it, or it cannot be written; the code is no district of `counties.csv`.
    pub fn make(path: &Path, new: &NewOffice) -> Answer<String> {
        Store::make_for(path, new, None)
    }

    /// The same, with somebody's name for the first operator.
    ///
    /// # Errors
    /// As [`Store::make`].
    pub fn make_for(path: &Path, new: &NewOffice, first: Option<&Operator>) -> Answer<String> {
        place::refuse_share(path)?;
        let making = Making::anew(path)?;
        let held = build(making.path(), new, first)?;
        let made = reopened(making.path())?;
        whole(&made, Check::Whole)?;
        if contents(&made)? != held {
            return Err(not_whole("表的内容"));
        }
        let name = Store::over(made, making.path(), None, true)?.office.name;
        making.put_new(path)?;
        Ok(name)
    }

    /// Makes a new office at `path` and opens it.
    ///
    /// # Errors
    /// As [`Store::make`].
    pub fn create(path: &Path, new: &NewOffice) -> Answer<Store> {
        Store::make(path, new)?;
        Store::open(path)
    }

    /// Makes a new office in a file on its way, and opens it there to be filled.
    ///
    /// # Errors
    /// As [`Store::make`].
    pub fn found(making: &Making, new: &NewOffice) -> Answer<Store> {
        build(making.path(), new, None)?;
        Store::open(making.path())
    }

    /// Closes the office: all that was written is in its file then, and SQLite's log is gone from its side where nobody else has it open.
    ///
    /// # Errors
    /// The file refuses it.
    pub fn close(self) -> Answer<()> {
        Ok(self.db.close()?)
    }
}

/// 编制单位: 衡阳市雁峰区民政局.
fn office_name(new: &NewOffice) -> Answer<String> {
    let district = district_name(new)?;
    let city = new.division.as_str().get(..4).and_then(|c| issued_in::name_of(&format!("{c}00")));
    let city = city.filter(|n| !matches!(*n, "市辖区" | "县") && !n.ends_with("直辖县级行政区划"));
    Ok(format!("{}{district}民政局", city.filter(|city| *city != district).unwrap_or_default()))
}

/// The name of the office's district: the one given, else the list's. A city without counties is its own district.
///
/// # Errors
/// `E-DV02`: the code is no district's, the list does not know it and no name is given, or the name cannot be one.
fn district_name(new: &NewOffice) -> Answer<String> {
    let code = new.division.as_str();
    let wrong = |text: String| StoreFault::refused(Slip::error("E-DV02", text).at("division"));
    let county = county_of(code);
    let is_district = new.division.level() == Level::County || issued_in::WITHOUT_COUNTIES.contains(&county);
    if !is_district || code.get(6..) != Some("000000") {
        return Err(wrong(format!("行政区划 {code} 不是县级区划; 请填县级代码, 如 430406")));
    }
    match (new.name.as_deref().map(text::clean), issued_in::name_of(county)) {
        (Some(name), _) => {
            let fits = (2..=20).contains(&name.chars().count()) && name.chars().all(text::is_han);
            fits.then(|| name.to_string())
                .ok_or_else(|| wrong(format!("区划名称“{}”应为2至20个汉字, 如 雁峰区", text::safe(&name))))
        }
        (None, Some(name)) => Ok(name.to_owned()),
        (None, None) => Err(wrong(format!(
            "区划表里没有 {county}; 代码没有错的, 请写明名称: minzheng init 文件 --division {county} --name 名称"
        ))),
    }
}

/// Fills an empty file, closes it, and says what it holds.
fn build(building: &Path, new: &NewOffice, first: Option<&Operator>) -> Answer<Vec<Content>> {
    let name = office_name(new)?;
    let db = Db::open(building, Way::Writing)?;
    if !db.begin_with_log()? {
        return Err(StoreFault::Surroundings(format!("{} 所在的盘不支持 WAL, 请把库放在本机磁盘", building.display())));
    }
    db.set_for_work()?;
    let tx = Tx::change(&db)?;
    tx.execute_batch(&whole_schema())?;
    tx.set_number(Number::ApplicationId, APPLICATION_ID)?;
    tx.set_number(Number::UserVersion, SCHEMA_VERSION)?;
    fill(&tx, new, (&name, first))?;
    tx.commit()?;
    let held = contents(&db)?;
    db.close()?;
    Ok(held)
}

fn fill(tx: &Tx, new: &NewOffice, (name, first): (&str, Option<&Operator>)) -> Answer<()> {
    let at = new.at.clone().unwrap_or_else(clock::now);
    let by = By { operator: 1, at, day: new.day.to_string(), witness: None };
    let act = Act::begin(tx, ActKind::Init, &by, Some("新建办公库"))?;
    act.insert_run(&OPERATOR, 1, "name full_name role", |rows| {
        let first = first.map(|o| (o.name.as_str(), o.full_name.as_str(), o.role.as_str()));
        let others = BEGINNERS.iter().copied().skip(usize::from(first.is_some()));
        first
            .into_iter()
            .chain(others)
            .try_for_each(|(login, full, role)| rows.add(&[login.into(), full.into(), role.into()]))
    })?;
    act.insert_run(&OFFICE, 1, "division name demo_day", |rows| {
        rows.add(&[new.division.as_str().into(), name.into(), new.demo_day.map(|d| d.to_string()).as_ref().into()])
    })?;
    act.insert_run(&DIVISION, 1, "code name level kind valid_from", |rows| divisions(rows, new))?;
    act.insert_run(&PARAMETER, 1, "name value unit valid_from basis note state first second", |rows| {
        parameters(rows, new.demo_day.is_some())
    })?;
    act.insert_run(&CALENDAR, 1, "date is_workday basis", |rows| {
        workday::ordered().try_for_each(|day| rows.add(&[day.date.into(), day.is_workday.into(), day.basis.into()]))
    })?;
    act.insert_run(&LEGAL_BASIS, 1, "topic title document valid_from state alias note", |rows| {
        legal_basis::shipped().try_for_each(|entry| rows.add(&entry.map(|cell| some(cell).into())))
    })
}

/// A text that says nothing is none.
fn some(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

/// What the handbook gives as values of 2021 or as examples (assistance 16). They are another district's: an office of its own puts
/// its document behind each, or another value.
fn parameters(rows: &mut Run<'_>, is_demo: bool) -> Answer<()> {
    for (rate, value) in Param::ALL.iter().flat_map(|param| param.begins()) {
        let (spec, called) = (rate.param.spec(), rate.called(|_| None));
        let note = match spec.document {
            "" => called,
            document => format!("{called}; 参见{document}"),
        };
        let basis = is_demo.then_some(DEMO_BASIS);
        let state = state_of(Some(rate.param), is_demo);
        let [first, second] = rate.keys.map(some);
        rows.add(&[
            spec.name.into(),
            value.into(),
            some(spec.unit).into(),
            SINCE.into(),
            basis.into(),
            (&note).into(),
            state.into(),
            first.into(),
            second.into(),
        ])?;
    }
    Ok(())
}

/// Province, city and district of the office; towns and villages where the program has them.
fn divisions(rows: &mut Run<'_>, new: &NewOffice) -> Answer<()> {
    let code = new.division.as_str();
    let district = district_name(new)?;
    let mut add = |code: &str, name: &str, level: &str, kind: &str| {
        rows.add(&[code.into(), name.into(), level.into(), some(kind).into(), SINCE.into()])
    };
    for level in [Level::Province, Level::City, Level::County] {
        let Some(part) = code.get(..level.digits()) else { continue };
        let own = format!("{part:0<12}");
        let is_own = own == code;
        // A city without counties is met once, as the city that it is.
        let (name, is_met) = match is_own {
            true => (Some(district.as_str()), level != new.division.level()),
            false => (issued_in::name_of(&format!("{part:0<6}")), false),
        };
        if let (Some(name), false) = (name, is_met) {
            add(&own, name, level_code(level), if is_own && level == Level::County { "district" } else { "" })?;
        }
    }
    if !code.starts_with("430406") {
        return Ok(());
    }
    for line in DIVISIONS_430406.lines().skip(1) {
        let mut cells = line.split(',');
        let (Some(code), Some(name), Some(level)) = (cells.next(), cells.next(), cells.next()) else { continue };
        if matches!(level, "township" | "village") {
            add(code, name, level, kind_of(name, level))?;
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
