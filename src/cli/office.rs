//! `init`, `demo`, `backup`, `restore`, `verify`, `bench`: the file as a whole.

use super::fault::{print, print_json};
use super::{Args, Fault, Format, Session};
use crate::config;
use crate::domain::division_code::DivisionCode;
use crate::domain::people::issued_in;
use crate::domain::text;
use crate::door;
use crate::jobs::sample::SampleFault;
use crate::jobs::{bench, sample};
use crate::store::file::files;
use crate::store::{Finding, NewOffice, Store};
use serde_json::{Value, json};
use std::path::PathBuf;

/// `init FILE --division CODE [--name NAME]`
pub(super) fn init(session: &Session, args: &mut Args) -> Result<(), Fault> {
    let file = args.need_path("文件名")?;
    let code = args.option("division").ok_or_else(|| Fault::usage("缺少 --division 区划代码".to_owned()))?;
    let name = args.option("name");
    args.finish()?;
    let division = DivisionCode::parse(&code).map_err(|f| Fault::usage(format!("--division: {f}")))?;
    let day = session.today.unwrap_or_else(crate::store::today);
    let office = Store::make(&file, &NewOffice { division, name: name.clone(), day, demo_day: None, at: None })?;
    door::stands(format!("已新建业务库 {}", file.display()));
    if let Some((given, listed)) =
        name.zip(issued_in::name_of(division.county())).filter(|(given, listed)| given != listed)
    {
        door::tell(&format!("提示: 区划表里 {} 是{listed}, 按所写的{}登记", division.county(), text::safe(&given)));
    }
    print(&format!("已新建 {office} 的业务库 {}", file.display()))
}

/// `demo FILE [--scale N] [--months N] [--seed S] [--with-anomalies]`
pub(super) fn demo(_session: &Session, args: &mut Args) -> Result<(), Fault> {
    let file = args.need_path("文件名")?;
    let defaults = sample::Options::default();
    let options = sample::Options {
        scale: args.number("scale")?.unwrap_or(defaults.scale),
        months: args.number("months")?.unwrap_or(defaults.months),
        seed: args.number("seed")?.unwrap_or(defaults.seed),
        anomalies: args.flag("with-anomalies"),
        ..defaults
    };
    args.finish()?;
    door::tell_waiting(BUILDING);
    let report = sample::build(&file, options).map_err(not_built)?;
    door::stands(format!("已生成示范业务库 {}", file.display()));
    let planted = report.planted.iter().map(|line| format!("\n  异常 {line}")).collect::<String>();
    print(&format!(
        "示范业务库 {}: {} 人, {} 户, 低保 {} 件, 临时救助 {} 件, {} 批 {} 笔发放{planted}",
        file.display(),
        report.people,
        report.households,
        report.cases,
        report.relief,
        report.batches,
        report.lines
    ))
}

/// Said at once: it takes a while.
const BUILDING: &str = "正在生成示范业务库, 请稍候…";

fn not_built(f: SampleFault) -> Fault {
    let f = match f {
        SampleFault::Store(fault) => return fault.into(),
        f => f,
    };
    match f.exit_code() {
        64 => Fault::usage(f.to_string()),
        code => Fault::Surroundings { code, text: f.to_string() },
    }
}

/// Where that lies, or will.
pub(super) fn demo_place() -> Result<PathBuf, Fault> {
    Ok(config::data_dir().map_err(Fault::surroundings)?.join("demo.db"))
}

/// The demonstration office in the user's data directory: built once, opened again later with what was changed.
pub(super) fn demo_file(fresh: bool) -> Result<PathBuf, Fault> {
    let file = demo_place()?;
    if let Some(dir) = file.parent() {
        files::folder(dir)?;
        files::tighten(dir);
    }
    if fresh || !file.exists() {
        door::tell_waiting(BUILDING);
        sample::build_over(&file, sample::Options::default()).map_err(not_built)?;
        door::tell_waiting(&format!("示范业务库已生成: {}", file.display()));
    }
    Ok(file)
}

/// `backup DIR`
pub(super) fn backup(session: &Session, args: &mut Args) -> Result<(), Fault> {
    let dir = args.need_path("目录")?;
    args.finish()?;
    let store = session.open_whole()?;
    let done = store.backup(&dir, (&session.who(&store)?, session.day(&store)))?;
    door::stands(format!("已备份并核对 {}", done.path.display()));
    let told = match session.format {
        Format::Json => print_json(&json!({"file": done.path.display().to_string(), "digest": done.sha256})),
        _ => print(&format!("已备份并核对: {}\n摘要 SHA-256 {}", done.path.display(), done.sha256)),
    };
    match (done.is_recorded, store.is_read_only()) {
        (true, _) => told,
        (false, true) => {
            door::tell("提示: 业务库是只读的, 这次备份没有记入办理记录");
            told
        }
        (false, false) => Err(Fault::surroundings(
            "已备份, 备份完好; 但没有记入办理记录: 业务库写不进去, 请看它是否被占用、磁盘是否已满, 再运行 minzheng verify",
        )),
    }
}

/// `restore BACKUP`
pub(super) fn restore(session: &Session, args: &mut Args) -> Result<(), Fault> {
    let backup = args.need_path("备份文件")?;
    args.finish()?;
    let office = session.path()?;
    let done = match session.guarded(&office)? {
        Some(stands) => {
            let day = session.day(&stands);
            stands.give_way_to(&backup, day)?
        }
        None => {
            let who = |store: &Store| Ok((session.hand(store)?, session.day(store)));
            Store::restore(&backup, &office, &who)?
        }
    };
    let kept = done.kept.as_ref().map(|p| p.display().to_string());
    door::stands(format!("已恢复 {}", office.display()));
    if session.format == Format::Json {
        return print_json(&json!({
            "file": done.place.display().to_string(), "kept": kept, "backup": backup.display().to_string(),
            "digest": done.sha256, "digest_known": done.is_known, "older_schema": done.older,
        }));
    }
    let mut said = vec![match kept {
        Some(kept) => format!("已恢复 {}; 原来的文件留作 {kept}", office.display()),
        None => format!("已恢复 {}", office.display()),
    }];
    said.push(if done.is_known {
        format!("备份与它的摘要一致, 核验通过: SHA-256 {}", done.sha256)
    } else {
        format!("备份旁边没有摘要文件, 已按内容核验通过: SHA-256 {}", done.sha256)
    });
    if let Some(older) = done.older {
        said.push(format!("备份是旧版本 (库版本 {older}), 换上前已升级; 备份文件没有变动"));
    }
    print(&said.join("\n"))
}

/// `verify`
pub(super) fn verify(session: &Session, args: &mut Args) -> Result<(), Fault> {
    args.finish()?;
    let checks = session.open_whole()?.verify()?;
    let wrong: Vec<&str> = checks.iter().filter(|c| !c.ok).map(|c| c.holds).collect();
    // What is wrong is said and in the exit code, whoever reads the rest.
    let told = tell_checks(session.format, &checks);
    if wrong.is_empty() {
        return told;
    }
    let text = format!("核验发现问题, 不再成立的: {}。请停止录入, 用最近的备份核对", wrong.join("; "));
    Err(Fault::Surroundings { code: 65, text })
}

fn tell_checks(format: Format, checks: &[Finding]) -> Result<(), Fault> {
    if format == Format::Json {
        let rows = checks.iter().map(|c| json!({"check": c.check, "ok": c.ok, "detail": c.detail})).collect();
        return print_json(&Value::Array(rows));
    }
    let line = |c: &Finding| match c.ok {
        true => format!("正确  {}", c.detail),
        false => format!("有误  应 {}; 现在 {}", c.holds, c.detail),
    };
    print(&checks.iter().map(line).collect::<Vec<_>>().join("\n"))
}

/// `bench`
pub(super) fn bench(session: &Session, args: &mut Args) -> Result<(), Fault> {
    args.finish()?;
    let path = session.path()?;
    let day = session.day(&Store::open(&path)?);
    let mut gone = Ok(());
    bench::run(&path, day, &mut |measured| {
        if gone.is_ok() {
            gone = print(&measured.to_string());
        }
    })?;
    gone
}
